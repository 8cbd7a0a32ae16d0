/**
 * Pipe tables in a markdown text, outside code fences: a header row, and below it a delimiter row with as many cells
 * (GitHub Flavored Markdown, section 4.10). The service turns them into table components and counts them as such.
 */
export function countMarkdownTables(markdown: string): number {
  const lines = markdown.split(/\r\n|\r|\n/).map(withoutQuote);
  let fence: string | undefined;
  let tables = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const marker = FENCE.exec(line);
    if (fence !== undefined) {
      if (marker && closes(marker, fence)) fence = undefined;
    } else if (marker?.[1] && opens(marker)) {
      fence = marker[1];
    } else if (startsTable(line, lines[i + 1])) {
      tables += 1;
      i += 1;
      // Rows run on to the first blank line, so a second delimiter row among them is data.
      while (i + 1 < lines.length && continuesTable(lines[i + 1] ?? '')) i += 1;
    }
  }
  return tables;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
/** Of a trimmed line. No two blanks-or-nothing stand side by side in it, so that it stays linear. */
const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const INDENTED_CODE = /^(?: {4}| {0,3}\t)/;

function withoutQuote(line: string): string {
  return line.replace(/^(?: {0,3}> ?)+/, '');
}

/** The info string of a backtick fence holds no backtick; otherwise the line is inline code. */
function opens(marker: RegExpExecArray): boolean {
  return marker[1]?.startsWith('~') === true || !marker[2]?.includes('`');
}

function closes(marker: RegExpExecArray, fence: string): boolean {
  const found = marker[1] ?? '';
  return found[0] === fence[0] && found.length >= fence.length && marker[2]?.trim() === '';
}

function startsTable(header: string, delimiter: string | undefined): boolean {
  if (delimiter === undefined || !header.includes('|') || !delimiter.includes('|')) return false;
  if (INDENTED_CODE.test(header) || INDENTED_CODE.test(delimiter)) return false;
  return DELIMITER.test(delimiter.trim()) && cells(header) === cells(delimiter);
}

function continuesTable(line: string): boolean {
  return line.trim() !== '' && !FENCE.test(line);
}

/** Cells of a row; an escaped pipe separates nothing. */
function cells(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}
