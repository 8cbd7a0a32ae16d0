import { cardError } from '../issue.js';
import { clean, entity } from './characters.js';
import { attribute, inert, openInert, type Position } from './inert.js';
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
 * A text in a trusted template, for the place it is put into. It never gets out of that place.
 *
 * ```text
 * **Author:** ${'*x*'}                  &#42;x&#42;
 * [open](${'https://a.b/c d'})          https://a.b/c%20d
 * [open](https://a.b/${'x/y'})          x%2Fy
 * <font color='${"red'>"}'>             red&#39;&#62;
 * `${'a`b'}`                            a'b
 * ```
 *
 * An address that no link may have becomes one that leads nowhere, as its place cannot stay empty.
 */
export function interpolated(text: string, spot: Spot): string {
  // Nothing of the inline text of a block reaches over a blank line.
  const block = spot.source.slice(spot.source.lastIndexOf('\n\n') + 1);
  const target = /\]\([ \t]*<?([^()\s<>]*)$/.exec(block);
  if (target) return address(text, target[1] ?? '');
  const value =
    /<([a-z_]+)(?:\s[^<>]*)?\s([a-z_]+)\s*=\s*(?:'([^'<>]*)|"([^"<>]*)|([^\s'"<>]*))$/.exec(block);
  if (value) return attributeValue(text, value);
  if (isInCode(block)) return text.replace(/\s+/g, ' ').replaceAll('`', "'");
  const line = block.slice(block.lastIndexOf('\n') + 1);
  const { position, before, after, open } = spot;
  const atStart = spot.lineStart || /(?:^|[\s|])$/.test(before);
  const atEnd = after === undefined || /^[\s|]/.test(after);
  const options = {
    position: position === 'text' ? positionIn(block, line) : position,
    lineStart: spot.lineStart,
    blockEnd: atEnd,
    pipes: spot.pipes || line.includes('|'),
    before,
    ...(after !== undefined && { after }),
  };
  const source = open ? openInert(text, options) : inert(text, options);
  // The template may trim it: `# ${' a'}`, `| ${' a'} |`.
  return atStart ? source.replace(/^[ \t]/, entity) : source;
}

function positionIn(block: string, line: string): Position {
  // In the words of a link a bracket would end them.
  if (/\[[^\]]*$/.test(block)) return 'link';
  return /^ {0,3}#{1,6}[ \t]/.test(line) ? 'heading' : 'text';
}

/** Reserved for what leads nowhere (RFC 2606). */
const NOWHERE = 'https://invalid.invalid';

function address(text: string, begun: string): string {
  if (begun === '') return safeUrl(text) ?? NOWHERE;
  return encodeURIComponent(clean(text)).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function attributeValue(
  text: string,
  [, tag, name = '', single, double, bare]: RegExpExecArray,
): string {
  const begun = single ?? double ?? bare ?? '';
  if (/^(?:href|link|(?:\w+_)?url)$/.test(name)) return address(text, begun);
  if (tag === 'at' && /^\s*all\s*$/i.test(text)) {
    throw cardError(
      'type',
      'md: found "all" as the id of a mention; a text cannot mention everybody',
      'write <At id="all" /> where that is meant',
    );
  }
  // Without quotes a blank would end the value and begin another attribute.
  return bare === undefined ? attribute(text) : text.replace(/[^\w.@,+-]/g, '');
}

function isInCode(block: string): boolean {
  let open: string | undefined;
  for (const [run] of block.matchAll(/`+/g)) {
    if (open === undefined) open = run;
    else if (open === run) open = undefined;
  }
  return open !== undefined;
}
