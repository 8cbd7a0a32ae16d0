import { TAG_COLORS } from '../../src/schema/color.js';
import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { inLine, LARK_MD, PAGE, tag } from './common.js';

export const inlineTag = define({
  name: 'InlineTag',
  place: 'inline',
  page: PAGE,
  children: { kind: 'letters' },
  dialects: LARK_MD,
  fields: {
    /** Colour; grey is called neutral. The default is not published. */
    color: t.oneOf(TAG_COLORS),
  },
  markdown: ({ color }, children) => tag('text_tag', { color }, inLine(children)),
});

export interface InlineTagProps extends DefProps<typeof inlineTag> {}

/**
 * A pill inside a text; that of a header is {@link TextTag}.
 *
 * ```tsx
 * <InlineTag color="green">done</InlineTag>
 * ```
 */
export const InlineTag = component<InlineTagProps>(inlineTag);
