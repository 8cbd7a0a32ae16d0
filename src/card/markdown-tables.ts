import { isObject } from '../schema/json.js';
import { markdownLines } from '../schema/text/lines.js';
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
  return markdownLines(markdown).filter(({ kind }) => kind === 'delimiter').length;
}

const DELIMITER = /^.*-.*$/m;

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
