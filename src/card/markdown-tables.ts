import { isObject } from '../schema/json.js';
import { type MarkdownLine, markdownLines } from '../schema/text/lines.js';
import { eachObject } from './tree.js';

/**
 * Counts the pipe tables of a markdown text. They count like table components; those in code do not.
 *
 * A table is a row and, right under it, a delimiter row (`| --- | :-: |`) with as many cells. It goes on to the next
 * blank line, so that a delimiter row further down is data.
 *
 * @see https://github.github.com/gfm/#tables-extension-
 */
export function countTables(markdown: string): number {
  // Most texts have none, and finding that out costs nothing.
  if (!DELIMITER.test(markdown)) return 0;
  let tables = 0;
  let above: MarkdownLine | undefined;
  let inTable = false;
  for (const line of markdownLines(markdown)) {
    const indented = line.indent > 3;
    const ends = !line.paragraph || line.lazy || line.container !== above?.container;
    // What is indented by four goes on with a paragraph, but is code behind a table.
    const codeBehindTable = inTable && indented;
    if (ends || codeBehindTable) inTable = false;
    else if (!inTable && !indented && above && above.indent <= 3) {
      const cells = delimiterCells(line.text);
      inTable = cells > 0 && rowCells(above.text) === cells;
      if (inTable) tables++;
    }
    above = line.paragraph && !codeBehindTable ? line : undefined;
  }
  return tables;
}

const DELIMITER = /^.*-.*$/m;

/** Cells of a delimiter row; 0 for any other line. */
function delimiterCells(text: string): number {
  // A run of nothing but dashes underlines a heading.
  if (!text.includes('-') || !/[|:]/.test(text)) return 0;
  const cells = trimRow(text).split('|');
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim())) ? cells.length : 0;
}

function rowCells(text: string): number {
  return trimRow(text).split(/(?<!\\)\|/).length;
}

function trimRow(text: string): string {
  return text.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
}

/**
 * The tables of a card that one reader sees: components, and those of each markdown in the reader's language. The most
 * of all languages.
 */
export function countTablesShown(card: unknown): number {
  const counts: { base: number; byLocale: Map<string, number> }[] = [];
  const locales = new Set<string>();
  let components = 0;
  eachObject(card, ({ tag, content, i18n_content: texts }) => {
    if (tag === 'table') components++;
    if (tag !== 'markdown') return;
    const byLocale = new Map<string, number>();
    for (const [locale, text] of Object.entries(isObject(texts) ? texts : {})) {
      if (typeof text !== 'string') continue;
      byLocale.set(locale, countTables(text));
      locales.add(locale);
    }
    counts.push({ base: typeof content === 'string' ? countTables(content) : 0, byLocale });
  });
  const shownIn = (locale?: string) =>
    counts.reduce((total, { base, byLocale }) => {
      const own = locale === undefined ? undefined : byLocale.get(locale);
      return total + (own ?? base);
    }, components);
  return Math.max(shownIn(), ...[...locales].map(shownIn));
}
