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

/** Leaves out code spans: what stands between two runs of equally many backticks. */
function withoutCode(text: string): string {
  const runs = [...text.matchAll(/(?<!\\)`+/g)];
  const closing: (number | undefined)[] = [];
  const last = new Map<number, number>();
  for (let nth = runs.length - 1; nth >= 0; nth--) {
    const length = (runs[nth] as RegExpExecArray)[0].length;
    closing[nth] = last.get(length);
    last.set(length, nth);
  }
  let out = '';
  let from = 0;
  for (let nth = 0; nth < runs.length; nth++) {
    const end = closing[nth];
    if (end === undefined) continue;
    const [opening, closed] = [runs[nth], runs[end]] as [RegExpExecArray, RegExpExecArray];
    out += text.slice(from, opening.index);
    from = closed.index + closed[0].length;
    nth = end;
  }
  return out + text.slice(from);
}
