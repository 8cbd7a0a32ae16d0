import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { blocksOf, ROOT } from './run.js';

/** The programs of a page that say what they print, each with its output: the `text` block right below. */
export function programsWithOutput(page: string): { code: string; output: string }[] {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ language, code }, i) => {
    const below = blocks[i + 1];
    const isProgram = /^tsx?$/.test(language) && /^import /m.test(code);
    return isProgram && below?.language === 'text' ? [{ code, output: below.code }] : [];
  });
}

/** The text of a page. */
export const textOf = (page: string): string => readFileSync(resolve(ROOT, page), 'utf8');

/** The rows of the tables of a page whose head is this, without the head; code without its marks. */
export function rowsBelow(page: string, head: readonly string[]): string[][] {
  const wanted = head.join(' | ');
  const tables = textOf(page).match(/(?:^\|.*\n)+/gm) ?? [];
  const found = tables.filter(
    (table) => cellsOf(table.split('\n')[0] ?? '').join(' | ') === wanted,
  );
  if (found.length === 0) throw new Error(`${page} has no table | ${wanted} |`);
  return found.flatMap((table) => table.trim().split('\n').slice(2).map(cellsOf));
}

function cellsOf(row: string): string[] {
  return row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('`', ''));
}

/** The links of a page that lead nowhere: to a heading it has not, or to a file that is not there. */
export function deadLinks(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return links.filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [file = '', heading] = target.split('#');
    const path = file === '' ? page : resolve(ROOT, page, '..', file).slice(ROOT.length + 1);
    try {
      return heading !== undefined && !anchorsOf(path).includes(heading);
    } catch {
      return true;
    }
  });
}

function anchorsOf(page: string): string[] {
  const prose = textOf(page).replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1$/gm, '');
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}
