import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { multiUrl } from '../common.js';
import { addressRule } from './address-rule.js';
import { MARKDOWN, PAGE, tag, text } from './common.js';

export const numberTag = define({
  name: 'NumberTag',
  place: 'inline',
  page: PAGE,
  children: { kind: 'letters', slot: 'number' },
  dialects: MARKDOWN,
  fields: {
    /** The number, 0 to 99; the same as the children. */
    number: t.integer({ min: 0, max: 99 }),
    /** Colour of the badge, by name. */
    backgroundColor: t.color(),
    /** Colour of the number, by name. */
    fontColor: t.color(),
    ...multiUrl,
  },
  rules: [
    addressRule('url', 'pc_url', 'ios_url', 'android_url'),
    ({ number }, report) => {
      if (number !== undefined) return;
      report({
        code: 'field-missing',
        field: ['number'],
        message: 'it has no number',
        hint: '<NumberTag>{3}</NumberTag>',
      });
    },
  ],
  markdown: (json) => {
    const { background_color, font_color, url, pc_url, ios_url, android_url } = json;
    return tag('number_tag', { background_color, font_color, url, pc_url, ios_url, android_url }, [
      { type: 'text', text: text(json, 'number') },
    ]);
  },
});

export interface NumberTagProps extends DefProps<typeof numberTag> {}

/**
 * A number in a round badge, with or without a link.
 *
 * ```tsx
 * <NumberTag backgroundColor="blue" fontColor="white">{3}</NumberTag>
 * ```
 */
export const NumberTag = component<NumberTagProps>(numberTag);
