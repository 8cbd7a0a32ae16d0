/** A line of a markdown text, without the marks of the quotes and list items around it. */
export interface MarkdownLine {
  /** Indentation, in columns. */
  readonly indent: number;
  /** What follows the indentation; empty for a blank line. */
  readonly text: string;
  /** In a code block, fences included. */
  readonly code: boolean;
  /** The lines of one quote or list item have the same number, until another one begins or ends. */
  readonly container: number;
  /** A paragraph's, or one that begins one. */
  readonly paragraph: boolean;
  /** A paragraph's next line that leaves out the marks of its container. */
  readonly lazy: boolean;
}

/** A quote has no width; the lines of a list item are indented by its width. */
type Container = 'quote' | number;

/**
 * Splits a markdown text into its lines, as CommonMark has it: quotes and list items are told apart, and code is known.
 *
 * ```text
 * > - a      indent 0, "a"     container 1
 * >   ```    indent 0, "```"   container 1, code
 * >   | b    indent 0, "| b"   container 1, code
 * c          indent 0, "c"     container 2
 * ```
 */
export function markdownLines(markdown: string): MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  let open: readonly Container[] = [];
  let container = 0;
  let fence: string | undefined;
  let paragraph = false;

  for (const raw of markdown.split(/\r\n|[\r\n]/)) {
    let [indent, text] = split(expandTabs(raw), 0);
    const around: Container[] = [];
    for (const one of open) {
      if (one === 'quote') {
        if (indent > 3 || !text.startsWith('>')) break;
        [indent, text] = afterMark(text, 1);
      } else if (text === '' || indent >= one) indent = Math.max(0, indent - one);
      else break;
      around.push(one);
    }

    const left = around.length < open.length;
    if (left) fence = undefined;
    let opened = false;
    if (fence === undefined) {
      let mark = markOf(indent, text, paragraph && !left);
      while (mark && around.length < MAX_NESTING) {
        around.push(mark.container);
        [indent, text] = [mark.indent, mark.text];
        opened = true;
        mark = markOf(indent, text, false);
      }
    }

    const plain = isPlain(indent, text, paragraph && !opened);
    const lazy = paragraph && left && !opened && plain;
    if (!lazy && (left || opened)) {
      open = around;
      container++;
      paragraph = false;
    }

    const marks = indent <= 3 ? FENCE.exec(text) : null;
    let code = false;
    if (fence !== undefined) {
      code = true;
      if (marks?.[1]?.startsWith(fence) && marks[2]?.trim() === '') fence = undefined;
    } else if (marks && isOpening(marks)) {
      code = true;
      fence = marks[1];
    } else if (indent > 3 && !paragraph && text !== '') code = true;
    paragraph = !code && plain;
    lines.push({ indent, text, code, container, paragraph, lazy });
  }
  return lines;
}

/** Quotes and lists in one another: far beyond what anyone writes, and it bounds the work on a hostile text. */
const MAX_NESTING = 50;
const FENCE = /^(`{3,}|~{3,})(.*)$/;
const HEADING = /^#{1,6}(?: |$)/;
const RULE = /^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const BULLET = /^[-+*](?= |$)/;
const NUMBER = /^(\d{1,9})[.)](?= |$)/;

/** Whether a line is a paragraph's, or begins one. */
function isPlain(indent: number, text: string, paragraph: boolean): boolean {
  if (text === '') return false;
  if (indent > 3) return paragraph;
  const marks = FENCE.exec(text);
  return !(marks && isOpening(marks)) && !HEADING.test(text) && !RULE.test(text);
}

/** The info string of a backtick fence holds no backtick; otherwise the line is inline code. */
function isOpening(marks: RegExpExecArray): boolean {
  return marks[1]?.startsWith('~') === true || !marks[2]?.includes('`');
}

/** The quote or list item that begins at the start of a line. */
function markOf(
  indent: number,
  text: string,
  paragraph: boolean,
): { container: Container; indent: number; text: string } | undefined {
  if (indent > 3) return undefined;
  if (text.startsWith('>')) {
    const [inner, rest] = afterMark(text, 1);
    return { container: 'quote', indent: inner, text: rest };
  }
  if (RULE.test(text)) return undefined;
  const number = NUMBER.exec(text);
  const marker = BULLET.exec(text)?.[0] ?? number?.[0];
  if (marker === undefined) return undefined;
  const [gap, rest] = split(text.slice(marker.length), 0);
  // Only an item with words, and a list that begins with 1, can interrupt a paragraph.
  if (paragraph && (rest === '' || (number && Number(number[1]) !== 1))) return undefined;
  // More than four blanks: the item begins with indented code.
  const width = rest === '' || gap > 4 ? 1 : gap;
  return {
    container: indent + marker.length + width,
    indent: rest === '' ? 0 : gap - width,
    text: rest,
  };
}

/** What follows the mark of a quote, of which one blank belongs to the mark. */
function afterMark(text: string, mark: number): [indent: number, text: string] {
  const [indent, rest] = split(text.slice(mark), 0);
  return [Math.max(0, indent - 1), rest];
}

function split(line: string, from: number): [indent: number, text: string] {
  let start = from;
  while (line[start] === ' ') start++;
  return [start - from, line.slice(start).trimEnd()];
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const part of line.split('\t')) out += `${part}${' '.repeat(4 - (part.length % 4))}`;
  return out;
}
