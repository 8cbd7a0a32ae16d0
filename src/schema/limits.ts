/**
 * The limits of a card, in one place for `check`, the emulator and the live card.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure
 */

/** Objects with a `tag`, nested ones and the header included (`300305`). */
export const MAX_ELEMENTS = 200;
/** UTF-8 bytes of the compact card (`200860`). */
export const MAX_CARD_BYTES = 30_000;
/** Where `check` starts to warn. */
export const WARN_CARD_BYTES = 28_000;
/** The first client that shows a card of JSON 2.0; older ones show its header and an upgrade notice. */
export const MIN_CLIENT = '7.20';
/** UTF-8 bytes of a custom bot's whole request. */
export const MAX_CUSTOM_BOT_BYTES = 20_000;
/** Table components and markdown tables outside code fences, together (`11310`). */
export const MAX_TABLES = 5;
/** Markdown tables in one markdown element, by its page. */
export const MAX_MARKDOWN_TABLES = 4;
/** Nested container layers; a `column_set` and its columns are one. Five are doubtful, six are refused. */
export const MAX_DEPTH = 5;
/** Nested container layers that are known to work. */
export const SAFE_DEPTH = 4;
/** Text tags of a header that are shown. */
export const MAX_HEADER_TAGS = 3;
/** The service publishes no maximum; this many actions in one batch are known to be safe. */
export const MAX_BATCH_ACTIONS = 50;
/** Elements in one `add_elements`, for the same reason. */
export const MAX_ADD_ELEMENTS = 50;
/** Characters of one streaming text write. */
export const MAX_STREAM_CHARS = 100_000;
/** After this long a streaming card closes itself (`200850`, then `300309`). */
export const STREAMING_MS = 10 * 60 * 1000;
/** A card entity can be operated this long after its creation (`200750`). */
export const CARD_LIFE_MS = 14 * 24 * 60 * 60 * 1000;
/** The form of an `element_id`: a letter, then letters, digits, `_`; at most 20 characters (`300301`). */
export const ELEMENT_ID = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;
/** Ids that the library hands out; an author may not write one. */
export const ASSIGNED_ID = /^lx[0-9a-z]+$/;

/** Charts in a card that the vendor advises at most. */
export const ADVISED_CHARTS = 5;
