import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common } from '../common.js';

export const chart = define({
  name: 'Chart',
  tag: 'chart',
  place: 'element',
  page: 'card-json-v2-components/content-components/chart',
  since: '7.1',
  children: { kind: 'none' },
  avoidIn: {
    form: 'a field table of the vendor forbids charts in forms',
    interactive_container: 'the page of charts does not list it',
  },
  fields: {
    ...common,
    /** A VChart spec as data: no functions. Clients from 7.20 on have VChart 1.10.1 or newer. */
    chartSpec: t.req(t.jsonObject()),
    /** Width to height; 1:1 on phones unless told. Ignored where `height` is given in px. @default "16:9" */
    aspectRatio: t.oneOf(['1:1', '2:1', '4:3', '16:9'], { default: '16:9' }),
    /** Colours; ignored where the spec sets its own. @default "brand" */
    colorTheme: t.oneOf(['brand', 'rainbow', 'complementary', 'converse', 'primary'], {
      default: 'brand',
    }),
    /** Height: 1 to 999 px. @default "auto" */
    height: t.length(['auto'], { min: 1, max: 999, default: 'auto', since: '7.10' }),
    /** Whether it opens in a window of its own. @default true */
    preview: t.boolean({ default: true }),
  },
});

export interface ChartProps extends DefProps<typeof chart> {}

/**
 * A VChart chart. At most five in a card are advised.
 *
 * ```tsx
 * <Chart chartSpec={{ type: 'line', data: { values }, xField: 'day', yField: 'builds' }} />
 * ```
 */
export const Chart = component<ChartProps>(chart);
