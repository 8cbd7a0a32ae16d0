import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common } from '../common.js';
import { icon } from './icon.js';

export const markdown = define({
  name: 'Markdown',
  tag: 'markdown',
  place: 'element',
  page: 'card-json-v2-components/content-components/rich-text',
  children: { kind: 'markdown', slot: 'content' },
  fields: {
    ...common,
    /** The markdown; the same as the children. At most 4 tables, and 5 in the card. */
    content: t.markdown(),
    /** One markdown per language, beside `content` for the others. */
    i18nContent: t.locales(t.source()),
    /**
     * Declares that a live card streams into this text, which needs an `id`: `live.stream(id, source)`. What was streamed
     * stays in its place in later renders. Until then the text is empty, or what the children say.
     */
    stream: t.live<boolean>(),
    /** Alignment. @default "left" */
    textAlign: t.oneOf(['left', 'center', 'right'], { default: 'left' }),
    /** Font size: a named size, or a name from the card's `style.textSize`. @default "normal" */
    textSize: t.textSize(),
    /** Icon at the top left of the text. */
    icon: t.part(icon),
  },
  legacy: { href: { use: 'a link in the text', refused: true } },
  rules: [
    ({ content, i18n_content }, report) => {
      if (content !== undefined || i18n_content !== undefined) return;
      report({
        code: 'field-missing',
        field: ['content'],
        message: 'the text has neither content nor i18n_content, of which its page asks for one',
        severity: 'warning',
      });
    },
  ],
});

export interface MarkdownProps extends DefProps<typeof markdown> {}

/**
 * A block of markdown. Strings are safe markdown: their formatting works, but a string cannot mention anybody, show a
 * foreign image or make the service refuse the card. Tables beyond those that a card may have become code. Mentions and
 * all else are inline components; in those a string is shown as it is.
 *
 * ```tsx
 * <Markdown id="answer">**Done** in {seconds} s, thanks to <At id="ou_1" /></Markdown>
 * ```
 */
export const Markdown = component<MarkdownProps>(markdown);
