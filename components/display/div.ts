import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common } from '../common.js';
import { icon } from './icon.js';

const TEXT_TAGS = ['plain_text', 'lark_md'];

export const div = define({
  name: 'Div',
  tag: 'div',
  place: 'element',
  page: 'card-json-v2-components/content-components/plain-text',
  children: { kind: 'words', slot: 'text' },
  fields: {
    ...common,
    /** The text; the same as the children. */
    text: t.text({ tags: TEXT_TAGS }),
    /** Icon in front of the text. */
    icon: t.part(icon),
    /** Width: 16 to 999 px. Wider than its parent, it is cut off. @default "fill" */
    width: t.length(['fill', 'auto'], { min: 16, max: 999, default: 'fill' }),
    /** Texts in a grid; two short ones share a row. Undocumented in 2.0, but used in the vendor's samples. */
    fields: t.list(
      t.obj({
        /** Whether it shares its row. */
        isShort: t.boolean(),
        /** The text. */
        text: t.req(t.text({ tags: TEXT_TAGS })),
      }),
    ),
  },
  legacy: { extra: { use: 'a <ColumnSet> with the element beside the text', refused: true } },
});

export interface DivProps extends DefProps<typeof div> {}

/**
 * A block of text without markup, or of {@link LarkMd}.
 *
 * ```tsx
 * <Div icon={<Icon token="time_outlined" />}>12 minutes</Div>
 * ```
 */
export const Div = component<DivProps>(div);
