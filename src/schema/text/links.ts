import { entity } from './characters.js';
import { safeUrl } from './url.js';

/** The end of a link: what stands in the parentheses. */
export interface ReadTarget {
  readonly length: number;
  /** The address as it was written. */
  readonly target: string;
  /** It stands between `<` and `>`. */
  readonly pointed: boolean;
  /** The title, with its marks; empty where there is none. */
  readonly title: string;
}

/** Reads `(address "title")` at the beginning of `text`; `'more'`: it takes more text to tell. */
export function readTarget(text: string): ReadTarget | 'more' | undefined {
  const found = TARGET.exec(text);
  if (found) {
    const [whole, pointed, plain, title = ''] = found;
    const isPointed = pointed !== undefined;
    return { length: whole.length, target: pointed ?? plain ?? '', pointed: isPointed, title };
  }
  return BEGUN_TARGET.test(text) ? 'more' : undefined;
}

const PLAIN = String.raw`[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*`;
const TARGET = new RegExp(
  String.raw`^\([ \t]*(?:<([^<>\n]*)>|(${PLAIN}))(?:[ \t]+("[^"\n]*"|'[^'\n]*'))?[ \t]*\)`,
);
/** What may still become one: everything up to the end is as it has to be. */
const BEGUN_TARGET = new RegExp(
  String.raw`^\([ \t]*(?:<[^<>\n]*(?:>[ \t]*)?|${PLAIN}(?:\([^\s()<>]*)?|(?:<[^<>\n]*>|${PLAIN})[ \t]+(?:"[^"\n]*"?[ \t]*|'[^'\n]*'?[ \t]*)?)$`,
);

/** The end of a link as it may go out; `undefined` where the address is none that a link may have. */
export function safeTarget(
  { target, pointed, title }: ReadTarget,
  written: string,
): string | undefined {
  const url = safeUrl(target);
  if (url === undefined) return undefined;
  const words = /[<>&`[\]\\*~]/.test(title) ? '' : title;
  // Whoever looks for tags first would see one.
  if (url === target && words === title && !pointed) return written;
  return `(${url}${words && ` ${words}`})`;
}

/** An image: its words, and where it is. */
export interface ReadImage {
  readonly length: number;
  readonly alt: string;
  readonly target: string;
}

/** Reads `[words](target)` behind the `!` of an image. */
export function readImage(text: string): ReadImage | 'more' | undefined {
  const alt = /^\[([^[\]\n]*)(\]?)/.exec(text);
  if (!alt) return undefined;
  const [begun, words = '', closed] = alt;
  if (!closed) return begun.length === text.length ? 'more' : undefined;
  if (text.length === begun.length) return 'more';
  const target = readTarget(text.slice(begun.length));
  if (target === undefined || target === 'more') return target;
  return { length: begun.length + target.length, alt: words, target: target.target };
}

/** The key of an uploaded image. */
export function isImageKey(target: string): boolean {
  return /^img_[\w-]+$/.test(target);
}

/** The words of an image, as they may stand between brackets; for a link, never none. */
export function imageWords({ alt, target }: ReadImage, use: 'image' | 'link'): string {
  const words = alt.trim() === '' && use === 'link' ? fileName(target) : alt;
  return words.replace(/[<>&`[\]\\*_~|:!@]/g, entity);
}

function fileName(url: string): string {
  return /([\w.-]+)\/?(?:[?#].*)?$/.exec(url)?.[1] ?? 'image';
}
