import { cardError } from '../issue.js';
import { clean, entity, firstChar } from './characters.js';
import { attribute, inert, openInert, type Position } from './inert.js';
import { isImageKey } from './links.js';
import { safeUrl } from './url.js';

/** Where a text stands in a template of markdown. */
export interface Spot {
  /** The source before it. */
  readonly source: string;
  /** The end of that. */
  readonly before: string;
  /** What follows directly. */
  readonly after: string | undefined;
  readonly position: Position;
  readonly lineStart: boolean;
  readonly pipes: boolean;
  /** The text goes on. */
  readonly open: boolean;
}

/**
 * A text in a trusted template, for the place it is put into. It never gets out of that place. Where the place is in
 * doubt, it is inert text.
 *
 * ```text
 * **Author:** ${'*x*'}                  &#42;x&#42;
 * [open](${'https://a.b/c d'})          https://a.b/c%20d
 * [open](https://a.b/${'x/y'})          x%2Fy
 * <font color='${"red'>"}'>             red&#39;&#62;
 * `${'a_b'}`                            a_b
 * ```
 *
 * An address that no link may have becomes one that leads nowhere, as its place cannot stay empty.
 *
 * @throws {CardError} `type` for `all` as the id of a mention, `image-key` for an image that is no key
 */
export function interpolated(text: string, spot: Spot): string {
  const block = blockOf(spot.source);
  const target = targetIn(block);
  if (target) return inTarget(text, target);
  const tag = openTagIn(block);
  if (tag !== undefined) return inTag(text, tag);
  const url = /https?:\/\/[^\s<>]*$/i.exec(block.slice(block.search(/\S*$/)));
  if (url) return encoded(text);
  if (isInCode(text, block, spot)) return clean(text);
  const source = inertAt(text, block, spot);
  if (!/<\/?$/.test(spot.before)) return source;
  // What reads `<` first would read a tag.
  const first = firstChar(source) ?? '';
  const rest = source.slice(first.length).replaceAll('>', entity('>'));
  return (/[A-Za-z/!?]/.test(first) ? entity(first) : first) + rest;
}

/** Where in an unfinished construct a source ends; `undefined` where it ends in none. */
export function placeInLine(source: string): 'tag' | 'address' | 'link' | undefined {
  const block = blockOf(source);
  if (targetIn(block)) return 'address';
  if (openTagIn(block) !== undefined) return 'tag';
  return positionIn(block, '') === 'link' ? 'link' : undefined;
}

/** Nothing of the inline text of a block reaches over a blank line. */
function blockOf(source: string): string {
  const end = source.slice(-LOOK_BEHIND);
  return end.slice(end.lastIndexOf('\n\n') + 1);
}

/** It bounds the work; what began further back is inert text. */
const LOOK_BEHIND = 4096;

function inertAt(text: string, block: string, { position, ...spot }: Spot): string {
  const line = block.slice(block.lastIndexOf('\n') + 1);
  const { before, after } = spot;
  const atStart = spot.lineStart || /(?:^|[\s|])$/.test(before);
  const options = {
    position: position === 'text' ? positionIn(block, line) : position,
    lineStart: spot.lineStart,
    blockEnd: after === undefined || /^[\s|]/.test(after),
    pipes: spot.pipes || line.includes('|'),
    before,
    ...(after !== undefined && { after }),
  };
  const source = spot.open ? openInert(text, options) : inert(text, options);
  // The template may trim it: `# ${' a'}`, `| ${' a'} |`.
  return atStart ? source.replace(/^[ \t]/, entity) : source;
}

function positionIn(block: string, line: string): Position {
  // In the words of a link a bracket would end them.
  if (block.lastIndexOf('[') > block.lastIndexOf(']')) return 'link';
  return /^ {0,3}#{1,6}[ \t]/.test(line) ? 'heading' : 'text';
}

/** The address that a link or an image begins with, up to the text; and whether the text stands in its title. */
interface Target {
  readonly begun: string;
  readonly isImage: boolean;
  readonly isTitle: boolean;
}

function targetIn(block: string): Target | undefined {
  const end = block.lastIndexOf('](');
  if (end < 0) return undefined;
  const rest = block.slice(end + 2);
  const begun = /^[ \t]*<?([^()\s<>]*)$/.exec(rest)?.[1];
  const isTitle = /^[ \t]*[^\s<>]*[ \t]+["'][^\n]*$/.test(rest) && !/["'][ \t]*\)/.test(rest);
  if (begun === undefined && !isTitle) return undefined;
  const start = block.lastIndexOf('[', end);
  return { begun: begun ?? '', isImage: block[start - 1] === '!', isTitle };
}

function inTarget(text: string, { begun, isImage, isTitle }: Target): string {
  if (isTitle) return attribute(text);
  if (!isImage) return address(text, begun);
  if (isImageKey(begun + text)) return text;
  throw cardError(
    'image-key',
    `md: found ${JSON.stringify(text.slice(0, 60))} as an image; expected the key of an uploaded image`,
    'images are uploaded first; the answer holds the key (img_...)',
  );
}

/** Reserved for what leads nowhere (RFC 2606). */
const NOWHERE = 'https://invalid.invalid';

function address(text: string, begun: string): string {
  return begun === '' ? (safeUrl(text) ?? NOWHERE) : encoded(text);
}

function encoded(text: string): string {
  return encodeURIComponent(clean(text)).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A tag that has begun and not ended. */
function openTagIn(block: string): string | undefined {
  let start = -1;
  let quote = '';
  for (let i = 0; i < block.length; i++) {
    const char = block[i] as string;
    if (start < 0) {
      if (char === '<' && /^<\/?[A-Za-z]/.test(block.slice(i, i + 3))) start = i;
    } else if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') start = -1;
  }
  return start < 0 ? undefined : block.slice(start);
}

function inTag(text: string, begun: string): string {
  const [, tag] = /^<\/?([A-Za-z_]+)/.exec(begun) ?? [];
  const value = /([a-z_]+)\s*=\s*(?:'([^']*)|"([^"]*)|([^\s'"]*))$/.exec(begun);
  // Beside the attributes there is no place for a text; at least it makes no attribute.
  if (!value) return attribute(text).replace(/[=\s]/g, entity);
  const [, name = '', single, double, bare] = value;
  const before = single ?? double ?? bare ?? '';
  if (/^(?:href|link|(?:\w+_)?url)$/.test(name)) return address(text, before);
  // Without quotes a blank would end the value and begin another attribute.
  const source = bare === undefined ? attribute(text) : text.replace(/[^\w.@,+-]/g, '');
  if (tag === 'at' && (before + source).split(/[,\s]+/).some((id) => /^all$/i.test(id))) {
    throw cardError(
      'type',
      'md: found "all" as the id of a mention; a text cannot mention everybody',
      'write <At id="all" /> where that is meant',
    );
  }
  return source;
}

/** Whether a text stands in code to everybody: all marks are on its line, and the template closes it there. */
function isInCode(text: string, block: string, { position, pipes, after }: Spot): boolean {
  if (position !== 'text' || pipes || /[\n\r\t`|]/.test(text) || after === undefined) return false;
  const line = block.slice(block.lastIndexOf('\n') + 1);
  if (block.length >= LOOK_BEHIND || block.slice(0, -line.length).includes('`')) return false;
  if (line.includes('|') || line.includes('\\')) return false;
  let open: string | undefined;
  for (const [run] of line.matchAll(/`+/g)) {
    if (open === undefined) open = run;
    else if (open === run) open = undefined;
  }
  const closing = /^[^\n`|]*(`+)/.exec(after)?.[1];
  return open !== undefined && open === closing;
}
