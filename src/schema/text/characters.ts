/** A character as a numeric entity: text, wherever it stands. */
export function entity(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

/**
 * Text as it can be sent. Line ends become `\n`; control characters, which nothing shows, go; half a surrogate pair
 * becomes U+FFFD, as an encoder of UTF-8 would have it. Zero-width and direction marks stay: languages need them.
 */
export function clean(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // Before control characters go, as two halves that they kept apart are no pair.
      .replace(LONE_SURROGATE, '\ufffd')
      .replace(CONTROL, '')
  );
}

/**
 * The part of a growing text that is known to stay: without half a surrogate pair or half a line end at its end.
 */
export function settled(text: string): string {
  return text.replace(/[\r\ud800-\udbff]$/, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A source with its last character as an entity; a backslash before it would escape the entity. */
export function withEndEncoded(source: string, char: string): string {
  const before = source.slice(0, -char.length);
  const slash = before.endsWith('\\');
  return (slash ? before.slice(0, -1) + entity('\\') : before) + entity(char);
}

/** Without what `clean` leaves out, at the start. */
export function fromFirstShown(text: string): string {
  let from = 0;
  while (from < text.length && clean(text.charAt(from)) === '') from++;
  return text.slice(from);
}

/** Without blanks, line ends and control characters at one end. Blanks of other scripts are characters. */
export function trimmed(text: string, end: 'start' | 'end'): string {
  const isNothing = (at: number) => /^[ \t\r\n]?$/.test(clean(text.charAt(at)));
  let [from, to] = [0, text.length];
  if (end === 'start') while (from < to && isNothing(from)) from++;
  else while (to > from && isNothing(to - 1)) to--;
  return text.slice(from, to);
}

/** As CommonMark tells the neighbours of `*`, `_` and `~`: the ends of a text count as blanks. */
export function isBlank(char: string | undefined): boolean {
  return char === undefined || char === '' || /^[\s\p{Zs}]$/u.test(char);
}

/** Punctuation and symbols of all scripts. */
export function isPunctuation(char: string | undefined): boolean {
  return char !== undefined && /^[\p{P}\p{S}]$/u.test(char);
}

/**
 * Punctuation by every version of CommonMark and every parser: of symbols and of characters beyond the first plane, such
 * as emoji, there is more than one opinion.
 */
export function isSurelyPunctuation(char: string | undefined): boolean {
  return char !== undefined && /^(?:[!-/:-@[-`{-~]|(?![\u{10000}-\u{10ffff}])\p{P})$/u.test(char);
}

/** The last character of a text, a surrogate pair being one; `undefined` of an empty text. */
export function lastChar(text: string): string | undefined {
  if (text === '') return undefined;
  const pair = text.slice(-2);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : text.slice(-1);
}

/** The first one. */
export function firstChar(text: string): string | undefined {
  const code = text.codePointAt(0);
  return code === undefined ? undefined : String.fromCodePoint(code);
}
