import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { extra } from '../common.js';

/** What texts of a `<Div>` can say about their look. */
const style = {
  /** Font size: a named size, or a name from the card's `style.textSize`. @default "normal" */
  textSize: t.textSize(),
  /** Alignment. @default "left" */
  textAlign: t.oneOf(['left', 'center', 'right'], { default: 'left' }),
  /** Lines shown; the rest is cut with an ellipsis. At least 1. */
  lines: t.integer({ min: 1 }),
};

const LEGACY = { i18n: { use: 'i18n_content' } };

export const plainText = define({
  name: 'PlainText',
  tag: 'plain_text',
  place: 'text',
  page: 'card-json-v2-components/content-components/plain-text',
  children: { kind: 'words', slot: 'content' },
  fields: {
    /** The words; the same as the children. Shown as they are, no markup. */
    content: t.words(),
    /** Colour, by name. @default "default" */
    textColor: t.color(['default'], { default: 'default' }),
    /** One string per language, beside `content` for the others. */
    i18nContent: t.locales(t.wording()),
    /** `element_id`, needed to stream into this text. At most 20 characters, unique in the card. */
    id: t.id(),
    /**
     * Declares that a live card streams into this text, which needs an `id`: `live.stream(id, source)`. What was streamed
     * stays in its place in later renders. Until then the text is empty, or what the children say.
     */
    stream: t.live<boolean>(),
    ...style,
    ...extra,
  },
  legacy: LEGACY,
});

export interface PlainTextProps extends DefProps<typeof plainText> {}

/**
 * Words without markup, where a text needs more than a string.
 *
 * ```tsx
 * <Div><PlainText textSize="notation" textColor="grey">3 minutes ago</PlainText></Div>
 * ```
 */
export const PlainText = component<PlainTextProps>(plainText);

export const larkMd = define({
  name: 'LarkMd',
  tag: 'lark_md',
  place: 'text',
  page: 'card-json-v2-components/content-components/plain-text',
  children: { kind: 'markdown', slot: 'content' },
  fields: {
    /**
     * Markdown of the small dialect; the same as the children. It knows bold, italic, strikethrough, links, colours, text
     * tags, mentions and emoji; in a header only mentions and emoji.
     */
    content: t.markdown('lark_md'),
    /** One markdown per language, beside `content` for the others. */
    i18nContent: t.locales(t.source('lark_md')),
    /**
     * `element_id`. At most 20 characters, unique in the card. Not for streaming: the service types into plain text and
     * markdown elements only.
     */
    id: t.id(),
    ...style,
    ...extra,
    /** No effect here; use `<Font>`. */
    textColor: t.color(['default']),
  },
  legacy: LEGACY,
});

export interface LarkMdProps extends DefProps<typeof larkMd> {}

/**
 * A text in the small markdown dialect, for `<Div>` and the header. Strings are safe, as in {@link Markdown}.
 *
 * ```tsx
 * <Div><LarkMd>**Owner** Ada</LarkMd></Div>
 * ```
 */
export const LarkMd = component<LarkMdProps>(larkMd);
