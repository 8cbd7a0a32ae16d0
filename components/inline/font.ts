import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { inLine, LARK_MD, PAGE, tag } from './common.js';

export const font = define({
  name: 'Font',
  place: 'inline',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline'] },
  dialects: LARK_MD,
  fields: {
    /** Colour, by name. Links in it keep their own. */
    color: t.req(t.color(['default'])),
  },
  markdown: ({ color }, children) => tag('font', { color }, inLine(children)),
});

export interface FontProps extends DefProps<typeof font> {}

/**
 * Coloured text.
 *
 * ```tsx
 * <Font color="red">failed</Font>
 * ```
 */
export const Font = component<FontProps>(font);
