/**
 * Counts the pipe tables of a markdown text. They count like table components; those in code do not.
 *
 * A table is a row with a pipe and, right under it, a delimiter row (`| --- | :-: |`) with as many cells.
 */
export function countTables(markdown: string): number {
  let tables = 0;
  let fence: string | undefined;
  let above: string | undefined;
  let inTable = false;
  for (const raw of markdown.split(/\r\n|[\r\n]/)) {
    // A table can stand in quotes and lists; what marks those is no part of the row.
    const line = raw.replace(/^(?: {0,3}(?:>|[-+*]|\d{1,9}[.)])(?: |$))+/, '');
    const marks = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence !== undefined) {
      const closes =
        marks?.[1]?.startsWith(fence) && (marks[2] ?? '').trim() === '' && !/^ {4}/.test(line);
      if (closes) fence = undefined;
      above = undefined;
      continue;
    }
    if (marks && !(marks[1]?.startsWith('`') && marks[2]?.includes('`'))) {
      fence = marks[1];
      above = undefined;
      inTable = false;
      continue;
    }
    const cells = delimiterCells(line);
    if (!inTable && above !== undefined && cells > 0 && rowCells(above) === cells) {
      tables++;
      inTable = true;
    } else if (line.trim() === '') inTable = false;
    above = line.trim() === '' || /^(?: {4}|\t)/.test(line) ? undefined : line;
  }
  return tables;
}

/** Cells of a delimiter row; 0 for any other line. A single column needs a pipe, or it is a heading's underline. */
function delimiterCells(line: string): number {
  if (!line.includes('|')) return 0;
  const cells = trimRow(line).split('|');
  return cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell)) ? cells.length : 0;
}

function rowCells(line: string): number {
  if (!line.includes('|')) return 0;
  return trimRow(line).split(/(?<!\\)\|/).length;
}

function trimRow(line: string): string {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
}
