/** What a line of markdown is. */
export type LineKind =
  | 'blank'
  | 'paragraph'
  | 'heading'
  /** `===` or `---` under a paragraph. */
  | 'underline'
  | 'rule'
  /** Indented by four or more. */
  | 'indented-code'
  | 'fence-start'
  | 'fence-end'
  | 'fenced-code'
  /** `| --- | --- |`: it makes a table of the line above. */
  | 'delimiter'
  | 'row';

/** A line of a markdown text, without the marks of the quotes and list items around it. */
export interface MarkdownLine {
  readonly kind: LineKind;
  /** Indentation, in columns. */
  readonly indent: number;
  /** What follows the indentation, without blanks at its end; empty for a blank line. */
  readonly text: string;
  /** Where that begins in the line as it was written. */
  readonly start: number;
  /** The lines of one quote or list item have the same number, until another one begins or ends. */
  readonly container: number;
  /** A paragraph's next line. */
  readonly continues: boolean;
}

/** A quote has no width; the lines of a list item are indented by its width. */
type Container = 'quote' | number;

/** What the lines so far mean for the next one. */
export interface LineState {
  readonly open: readonly Container[];
  readonly container: number;
  /** The marks of an open fence. */
  readonly fence: string | undefined;
  /** The text of a paragraph's line, which a delimiter row may follow. */
  readonly paragraph: { readonly text: string; readonly indent: number } | undefined;
  readonly table: boolean;
}

export const FIRST_LINE: LineState = {
  open: [],
  container: 0,
  fence: undefined,
  paragraph: undefined,
  table: false,
};

/** Splits a markdown text into its lines. */
export function markdownLines(markdown: string): MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  let state = FIRST_LINE;
  for (const raw of markdown.split(/\r\n|[\r\n]/)) {
    const read = readLine(state, raw);
    lines.push(read.line);
    state = read.state;
  }
  return lines;
}

/**
 * Reads the next line as CommonMark has it, with pipe tables: quotes and list items are told apart, and code is known.
 * Link definitions and HTML blocks are left out; the vendor's markdown has no HTML.
 *
 * ```text
 * > - a      paragraph "a"      container 1
 * >   ```    fence-start "```"  container 1
 * >   | b    fenced-code "| b"  container 1
 * c          paragraph "c"      container 2
 * ```
 */
export function readLine(state: LineState, raw: string): { line: MarkdownLine; state: LineState } {
  const expanded = expandTabs(raw);
  let [indent, text] = split(expanded);
  // A table is no paragraph: whatever may begin a block may end it.
  const paragraph = state.table ? undefined : state.paragraph;
  const around: Container[] = [];
  for (const one of state.open) {
    if (one === 'quote') {
      if (indent > 3 || !text.startsWith('>')) break;
      [indent, text] = afterMark(text, 1);
    } else if (text === '' || indent >= one) indent = Math.max(0, indent - one);
    else break;
    around.push(one);
  }

  const left = around.length < state.open.length;
  let fence = left ? undefined : state.fence;
  let opened = false;
  if (fence === undefined) {
    let mark = markOf(indent, text, paragraph !== undefined && !left);
    while (mark && around.length < MAX_NESTING) {
      around.push(mark.container);
      [indent, text] = [mark.indent, mark.text];
      opened = true;
      mark = markOf(indent, text, false);
    }
  }

  // A line that leaves out the marks of its container and goes on with the paragraph in it.
  const lazy =
    left && !opened && paragraph !== undefined && isWords(indent, text, paragraph !== undefined);
  const moved = !lazy && (left || opened);
  const container = moved ? state.container + 1 : state.container;
  const above = moved ? undefined : paragraph;

  let kind: LineKind;
  const marks = indent <= 3 ? FENCE.exec(text) : null;
  if (fence !== undefined) {
    kind = marks?.[1]?.startsWith(fence) && marks[2]?.trim() === '' ? 'fence-end' : 'fenced-code';
    if (kind === 'fence-end') fence = undefined;
  } else if (marks && isOpening(marks)) {
    kind = 'fence-start';
    fence = marks[1];
  } else if (text === '') kind = 'blank';
  else if (indent > 3 && above === undefined) kind = 'indented-code';
  else if (indent <= 3 && HEADING.test(text)) kind = 'heading';
  else if (above && !lazy && indent <= 3 && UNDERLINE.test(text)) kind = 'underline';
  else if (indent <= 3 && RULE.test(text)) kind = 'rule';
  else if (state.table && !left && !opened) kind = 'row';
  else if (above && !lazy && isDelimiter(indent, text, above)) kind = 'delimiter';
  else kind = 'paragraph';

  const start = rawIndex(raw, trimEnd(expanded).length - text.length);
  return {
    line: {
      kind,
      indent,
      text,
      start: text === '' ? raw.length : start,
      container,
      continues: kind === 'paragraph' && above !== undefined,
    },
    state: {
      open: moved ? around : state.open,
      container,
      fence,
      paragraph: kind === 'paragraph' ? { text, indent } : undefined,
      table: kind === 'delimiter' || kind === 'row',
    },
  };
}

/** Whether what follows on a line cannot change any more what the line is. */
export function isDecided(state: LineState, begun: string): boolean {
  if (!/[^\s>*+_=|:#\d.)`~-]/.test(begun)) return false;
  // A backtick further on would make code in a paragraph of it.
  return readLine(state, begun).line.kind !== 'fence-start';
}

/** Quotes and lists in one another: far beyond what anyone writes, and it bounds the work on a hostile text. */
const MAX_NESTING = 50;
const FENCE = /^(`{3,}|~{3,})(.*)$/;
const HEADING = /^#{1,6}(?: |$)/;
const UNDERLINE = /^(?:=+|-+)$/;
const RULE = /^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const BULLET = /^[-+*](?= |$)/;
const NUMBER = /^(\d{1,9})[.)](?= |$)/;

/** Whether a line is a paragraph's, or begins one. */
function isWords(indent: number, text: string, paragraph: boolean): boolean {
  if (text === '') return false;
  if (indent > 3) return paragraph;
  const marks = FENCE.exec(text);
  return !(marks && isOpening(marks)) && !HEADING.test(text) && !RULE.test(text);
}

/** The info string of a backtick fence holds no backtick; otherwise the line is inline code. */
function isOpening(marks: RegExpExecArray): boolean {
  return marks[1]?.startsWith('~') === true || !marks[2]?.includes('`');
}

/** Whether it is a delimiter row with as many cells as the line above. */
function isDelimiter(
  indent: number,
  text: string,
  above: { readonly text: string; readonly indent: number },
): boolean {
  if (indent > 3 || above.indent > 3) return false;
  // A run of nothing but dashes underlines a heading.
  if (!text.includes('-') || !/[|:]/.test(text)) return false;
  const cells = trimRow(text).split('|');
  return (
    cells.every((cell) => /^:?-+:?$/.test(cell.trim())) &&
    trimRow(above.text).split(/(?<!\\)\|/).length === cells.length
  );
}

function trimRow(text: string): string {
  return text.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
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
  const [gap, rest] = split(text.slice(marker.length));
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
  const [indent, rest] = split(text.slice(mark));
  return [Math.max(0, indent - 1), rest];
}

/** Other blanks than these are characters like any other. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}

function split(line: string): [indent: number, text: string] {
  let start = 0;
  while (line[start] === ' ') start++;
  return [start, trimEnd(line.slice(start))];
}

/** Tabs as the blanks that they stand for. */
export function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  const parts = line.split('\t');
  const last = parts.pop() ?? '';
  return `${parts.map((part) => `${part}${' '.repeat(4 - (part.length % 4))}`).join('')}${last}`;
}

/** Where a column is in a line as it was written. */
function rawIndex(raw: string, column: number): number {
  if (!raw.includes('\t')) return column;
  let at = 0;
  let i = 0;
  while (i < raw.length && at < column) at += raw[i++] === '\t' ? 4 - (at % 4) : 1;
  return i;
}
