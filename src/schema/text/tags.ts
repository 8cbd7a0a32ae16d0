import type { Dialect } from './node.js';
import { safeUrl } from './url.js';

/** A tag of the dialect that a string may bring. */
export interface ReadTag {
  /** Characters of the string. */
  readonly length: number;
  /** What goes out for them. */
  readonly source: string;
  /** An address follows the rules of addresses; the others are closed or void. */
  readonly kind: 'void' | 'font' | 'end-font' | 'address';
}

/**
 * Reads the tag at the beginning of `text`. `undefined`: there is none that a string may bring, such as a mention;
 * `'more'`: it takes more text to tell.
 */
export function readTag(text: string, dialect: Dialect): ReadTag | 'more' | undefined {
  const name = /^<\/?([a-z_]*)/.exec(text)?.[1] ?? '';
  const cut = text.length === name.length + (text[1] === '/' ? 2 : 1);
  if (cut) return [...NAMES[dialect]].some((known) => known.startsWith(name)) ? 'more' : undefined;
  if (!NAMES[dialect].has(name)) return undefined;
  // A line end is in none of them, nor another tag in one that is not finished.
  const rest = text.slice(1).search(/[<\n]/);
  const open = rest < 0;
  if (name === 'http' || name === 'https') {
    const found = /^<(https?:\/\/[^\s<>]*)>/.exec(text);
    if (!found) return open && !/[\s>]/.test(text) ? 'more' : undefined;
    const url = safeUrl(found[1] as string);
    return url === undefined
      ? undefined
      : { length: found[0].length, source: url, kind: 'address' };
  }
  if (text.startsWith('</')) {
    if (text.startsWith('</font>')) return { length: 7, source: '</font>', kind: 'end-font' };
    return '</font>'.startsWith(text) ? 'more' : undefined;
  }
  const start = new RegExp(`^<${name}((?:[ \\t]+${ATTRIBUTE})*)[ \\t]*(/?)>`).exec(text);
  if (!start) return open && !text.includes('>') ? 'more' : undefined;
  const [whole, attributes = '', slash] = start;
  if (name === 'br' || name === 'hr') {
    if (attributes !== '') return undefined;
    // The small dialect has line ends instead.
    const source = dialect === 'markdown' ? whole : '\n';
    return { length: whole.length, source, kind: 'void' };
  }
  if (slash || !areHarmless(name, attributes)) return undefined;
  if (name === 'font') return { length: whole.length, source: whole, kind: 'font' };
  const end = `</${name}>`;
  const body = /^[^<>[\]`\\&|*~!\n]*/.exec(text.slice(whole.length))?.[0] ?? '';
  const from = whole.length + body.length;
  const behind = text.slice(from, from + end.length);
  if (behind !== end) return end.startsWith(behind) ? 'more' : undefined;
  if (name === 'number_tag' && !/^\d{1,2}$/.test(body)) return undefined;
  if (name === 'local_datetime' && body !== '') return undefined;
  const length = from + end.length;
  return { length, source: text.slice(0, length), kind: 'void' };
}

const MARKDOWN = 'br hr font a link text_tag number_tag local_datetime http https'.split(' ');
const SMALL = 'br font a text_tag http https'.split(' ');
const NAMES: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  markdown: new Set(MARKDOWN),
  lark_md: new Set(SMALL),
  mentions: new Set(),
};

const ATTRIBUTE = `[a-z_]+[ \\t]*=[ \\t]*(?:'[^'<>\\n]*'|"[^"<>\\n]*"|[^\\s'"<>=/]+)`;

const WORD = /^\w[\w-]*$/;
const address = (value: string) => value === '' || safeUrl(value) === value;
const ADDRESSES = { url: address, pc_url: address, ios_url: address, android_url: address };

/** What the attributes of each tag may be. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, (value: string) => boolean>>>> = {
  font: { color: (value) => WORD.test(value) },
  text_tag: { color: (value) => WORD.test(value) },
  a: { href: (value) => value !== '' && address(value) },
  link: { icon: (value) => WORD.test(value), ...ADDRESSES },
  number_tag: {
    background_color: (value) => WORD.test(value),
    font_color: (value) => WORD.test(value),
    ...ADDRESSES,
  },
  local_datetime: {
    millisecond: (value) => /^\d{0,16}$/.test(value),
    format_type: (value) => WORD.test(value),
    link: address,
  },
};

/** Tags that are of no use without them. */
const REQUIRED: Readonly<Record<string, string>> = { font: 'color', a: 'href', link: 'url' };

function areHarmless(name: string, written: string): boolean {
  const allowed = ATTRIBUTES[name] ?? {};
  const seen = new Set<string>();
  for (const [, key = '', ...values] of written.matchAll(VALUES)) {
    const value = values.find((one) => one !== undefined) ?? '';
    const fits = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
    if (seen.has(key) || !fits?.(value)) return false;
    seen.add(key);
  }
  const required = REQUIRED[name];
  return required === undefined || seen.has(required);
}

const VALUES = /([a-z_]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^\s'"]+))/g;
