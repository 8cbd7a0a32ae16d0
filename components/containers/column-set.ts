import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common, jumpAction, layout } from '../common.js';

export const column = define({
  name: 'Column',
  tag: 'column',
  place: 'column',
  page: 'card-json-v2-components/containers/column-set',
  children: { kind: 'elements', wire: 'elements', accepts: 'element' },
  fields: {
    ...common,
    ...layout,
    /** Gap between stacked children. @default "8px" */
    verticalSpacing: t.spacing({ default: '8px' }),
    /** Background, by name; `default` is white or black by theme. @default "default" */
    backgroundStyle: t.color(['default'], { default: 'default', since: '7.9' }),
    /** Width: as its content, its `weight`'s share of the row, or 16 to 600 px. @default "auto" */
    width: t.length(['auto', 'weighted'], {
      min: 16,
      max: 600,
      default: 'auto',
      since: '7.4',
      doubtful: 'a template of the vendor uses 4px',
    }),
    /** Share of the row when `width` is `weighted`; 1 to 5. @default 1 */
    weight: t.integer({ min: 1, max: 5, default: 1 }),
    /** Inner padding, 0 to 99 px. @default "0px" */
    padding: t.padding({ default: '0px' }),
    /** A link on the column. An interactive child wins. */
    action: jumpAction,
  },
  // On no page, but in a style guide of the vendor.
  legacy: { corner_radius: { use: 'an interactive_container, which has rounded corners' } },
});

export interface ColumnProps extends DefProps<typeof column> {}

/** A column of a {@link ColumnSet}; its children are stacked. */
export const Column = component<ColumnProps>(column);

export const columnSet = define({
  name: 'ColumnSet',
  tag: 'column_set',
  place: 'element',
  page: 'card-json-v2-components/containers/column-set',
  children: { kind: 'elements', wire: 'columns', accepts: 'column', required: true },
  layer: true,
  fields: {
    ...common,
    /** Gap between columns. @default "8px" */
    horizontalSpacing: t.spacing({ default: '8px' }),
    /** Alignment of the columns. @default "left" */
    horizontalAlign: t.oneOf(['left', 'center', 'right'], { default: 'left' }),
    /** On narrow screens: squeeze, stretch into rows, wrap, or two or three equal columns. @default "none" */
    flexMode: t.oneOf(['none', 'stretch', 'flow', 'bisect', 'trisect'], { default: 'none' }),
    /** Background, by name; the outer one covers the inner one. @default "default" */
    backgroundStyle: t.color(['default'], { default: 'default' }),
    /** A link on the whole set. An interactive child wins. */
    action: jumpAction,
  },
});

export interface ColumnSetProps extends DefProps<typeof columnSet> {}

/**
 * Columns side by side.
 *
 * ```tsx
 * <ColumnSet>
 *   <Column width="weighted" weight={2}><Markdown>**Build 118**</Markdown></Column>
 *   <Column><Markdown>passed</Markdown></Column>
 * </ColumnSet>
 * ```
 */
export const ColumnSet = component<ColumnSetProps>(columnSet);
