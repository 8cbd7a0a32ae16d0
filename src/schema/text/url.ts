import { isLegacyEntity } from './entities.js';

/**
 * An address as it may go out, or `undefined` where there is none: the service refuses a card with a link to any scheme
 * but `http`, `https` and `tel`. A clean address stays as it is, byte for byte; what markdown, a tag or the service
 * could misread is percent-encoded, and what is percent-encoded stays. A safe address is safe: `safeUrl(safeUrl(x))`
 * is `safeUrl(x)`.
 *
 * ```text
 * https://x.example/a_(b) c         https://x.example/a_%28b%29%20c
 * https://x.example/?t=12:30&reg=1  https://x.example/?t=12%3A30&%72eg=1
 * https://bücher.example/ü          https://xn--bcher-kva.example/%C3%BC
 * tel:+1 (555) 01                   tel://+155501
 * javascript:alert(1)               undefined
 * ```
 */
export function safeUrl(text: string): string | undefined {
  const address = text.trim();
  const web = /^(https?:\/\/)([^/?#]+)(.*)$/is.exec(address);
  if (web) {
    const [, scheme = '', authority = '', rest = ''] = web;
    const place = safeAuthority(authority);
    return place === undefined ? undefined : scheme + place + safeRest(rest);
  }
  const phone = /^tel:(?:\/\/)?(.*)$/is.exec(address);
  return phone ? safePhone(phone[1] ?? '') : undefined;
}

/** `user@host:port`. A host in another script goes out in its ASCII form, which no reader of addresses mistakes. */
function safeAuthority(authority: string): string | undefined {
  // A blank or a backslash would end the host for one reader and not for another.
  if (/[\s\\\p{Cc}]/u.test(authority)) return undefined;
  const [, user = '', host = '', port = ''] = /^(.*@)?([^@]*?)(:\d*)?$/.exec(authority) ?? [];
  const name = asciiHost(host);
  if (name === undefined || !URL.canParse(`http://${name}${port}`)) return undefined;
  return withoutEntities(encode(user)) + name + port;
}

function asciiHost(host: string): string | undefined {
  let name = host;
  if (/[^\x21-\x7e]/.test(host)) {
    const address = `http://${host}`;
    if (!URL.canParse(address)) return undefined;
    name = new URL(address).hostname;
  }
  // Brackets around a number of IPv6 are left out with all other signs: they would end the words of a link.
  return /^[\w.%~-]+$/.test(name) && /[a-z\d]/i.test(name) ? name : undefined;
}

/** Path, query and fragment. */
function safeRest(rest: string): string {
  const [, path = '', query = '', fragment = ''] =
    /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(withoutEntities(encode(rest))) ?? [];
  // The service may refuse an address with such signs in a value.
  const values = query.replace(/=[^&]*/g, (value) => value.replace(/[:/]/g, percent));
  return path + values + fragment;
}

/** The form of the vendor's page, with the slashes. Blanks and parentheses are for the eye only. */
function safePhone(written: string): string | undefined {
  const number = written.replace(/[ ()]/g, '').replaceAll('#', '%23');
  const isNumber = /^(?:[\w.,;=+*-]|%[\da-f]{2})+$/i.test(number) && /\d/.test(number);
  return isNumber ? `tel://${encode(number)}` : undefined;
}

/** A lone `~` is common in paths and means nothing; two of them strike out. */
const MEANINGFUL = /[^\x21-\x7e]|["'<>()`\\|*[\]{}^]|~(?=~)|(?<=~)~|%(?![\dA-F]{2})/giu;

function encode(text: string): string {
  return text.replace(MEANINGFUL, percent);
}

/** HTML decodes `&reg` without a semicolon, and markdown any `&name;`, in addresses too. */
function withoutEntities(text: string): string {
  return text.replace(/&(?=([#\w]+;?))(.)/g, (all, behind: string, first: string) =>
    isEntity(behind) ? `&${percent(first)}` : all,
  );
}

function isEntity(behind: string): boolean {
  return isLegacyEntity(behind) || /^(?:#(?:$|[\dxX])|[A-Za-z][A-Za-z\d]*;)/.test(behind);
}

function percent(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return encodeURIComponent(isHalf ? '\ufffd' : char);
}
