import { type LineKind, markdownLines } from '../schema/text/lines.js';

/** The targets of the images in a markdown text, `![alt](target)`; those in code are none. */
export function imageTargets(markdown: string): string[] {
  // Most texts have none, and finding that out costs nothing.
  if (!markdown.includes('![')) return [];
  const blocks: string[] = [];
  let block: string[] = [];
  let container = 0;
  for (const line of markdownLines(markdown)) {
    const code = CODE.has(line.kind);
    if (code || line.text === '' || line.container !== container) {
      blocks.push(block.join('\n'));
      block = [];
      container = line.container;
    }
    if (!code) block.push(line.text);
  }
  blocks.push(block.join('\n'));
  return blocks.flatMap((text) => targetsIn(withoutCode(text)));
}

const CODE: ReadonlySet<LineKind> = new Set([
  'indented-code',
  'fence-start',
  'fenced-code',
  'fence-end',
]);

/** One pass; an opening bracket waits for its closing one, as links nest in the words of an image. */
function targetsIn(text: string): string[] {
  const targets: string[] = [];
  const open: boolean[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '!' && text[i + 1] === '[') {
      open.push(true);
      i++;
    } else if (char === '[') open.push(false);
    else if (char === ']' && open.pop() === true && text[i + 1] === '(') {
      TARGET.lastIndex = i + 2;
      const found = TARGET.exec(text);
      if (!found) continue;
      i = TARGET.lastIndex - 1;
      CLOSING.lastIndex = TARGET.lastIndex;
      if (CLOSING.test(text)) targets.push(found[1] ?? found[2] ?? '');
    }
  }
  return targets;
}

const TARGET = /\s*(?:<([^<>\n]*)>|([^\s()<]+))/y;
const CLOSING = /\s*(?:(?:"[^"]*"|'[^']*')\s*)?\)/y;

/**
 * Leaves out code spans: what stands between two runs of equally many backticks. A backslash escapes the first backtick
 * of a run outside of code; in code it is a character, so that it may stand before the run that closes it.
 */
function withoutCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ index, length }));
  // By length, the places of the runs that are still ahead, the nearest last.
  const ahead = new Map<number, number[]>();
  for (const [nth, { length }] of [...runs.entries()].reverse()) {
    const places = ahead.get(length);
    if (places) places.push(nth);
    else ahead.set(length, [nth]);
  }
  let out = '';
  let from = 0;
  for (let nth = 0; nth < runs.length; nth++) {
    const { index, length } = runs[nth] as (typeof runs)[number];
    const escaped = isEscaped(text, index, from) ? 1 : 0;
    const places = ahead.get(length - escaped) ?? [];
    while (places.length > 0 && (places.at(-1) as number) <= nth) places.pop();
    const end = length > escaped ? places.at(-1) : undefined;
    if (end === undefined) continue;
    const closing = runs[end] as (typeof runs)[number];
    out += text.slice(from, index + escaped);
    from = closing.index + closing.length;
    nth = end;
  }
  return out + text.slice(from);
}

/** Whether the backslashes right before a place, from `from` on, are an odd number. */
function isEscaped(text: string, at: number, from: number): boolean {
  let first = at;
  while (first > from && text[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}
