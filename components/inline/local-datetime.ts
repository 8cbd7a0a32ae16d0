import { component, type DefProps, define } from '../../src/schema/definition.js';
import { type Field, t } from '../../src/schema/field.js';
import { addressRule } from './address-rule.js';
import { MARKDOWN, PAGE, tag } from './common.js';

export const localDatetime = define({
  name: 'LocalDatetime',
  place: 'inline',
  page: PAGE,
  children: { kind: 'none' },
  dialects: MARKDOWN,
  fields: {
    /** Milliseconds since 1970; the time of sending unless told. */
    millisecond: t.json({ says: 'integer, or a string of one' }) as Field<number | string, false>,
    /**
     * How it is written: `date_num` 2019-03-15, `date_short` Mar 15, `date` Mar 15, 2019, `week` Tuesday, `week_short`
     * Tue, `time` 13:42, `time_sec` 13:42:53, `timezone` GMT+8:00; each in the reader's language. @default "date_num"
     */
    formatType: t.oneOf(
      ['date_num', 'date_short', 'date', 'week', 'week_short', 'time', 'time_sec', 'timezone'],
      { default: 'date_num' },
    ),
    /** Where a click leads; http or https. */
    link: t.url(),
  },
  rules: [
    addressRule('link'),
    ({ millisecond }, report) => {
      if (millisecond === undefined || /^-?\d+$/.test(String(millisecond))) return;
      report({
        code: 'type',
        field: ['millisecond'],
        message: `millisecond: found ${JSON.stringify(millisecond)}; expected an integer, or a string of one`,
      });
    },
  ],
  markdown: ({ millisecond, format_type, link }) =>
    tag('local_datetime', {
      // In quotes, as in all samples of the vendor.
      millisecond: millisecond === undefined ? undefined : String(millisecond),
      format_type,
      link,
    }),
});

export interface LocalDatetimeProps extends DefProps<typeof localDatetime> {}

/**
 * A time in the reader's zone. One format each: for date and time write two.
 *
 * ```tsx
 * <LocalDatetime millisecond={1704067200000} formatType="date" />
 * ```
 */
export const LocalDatetime = component<LocalDatetimeProps>(localDatetime);
