import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Source } from '../../jsx-runtime/element.js';

/** A file with more is none that a person wrote. */
const MAX_BYTES = 2_000_000;
/** Columns of a line that are shown; of a longer one the part around the mark. */
const WIDTH = 120;

/**
 * The lines around a place, with a mark under it. Only what can be source of JSX is read, and a file that cannot be read
 * has no frame.
 *
 * ```text
 *   13 |     <Column>
 * > 14 |       <Button type="primry">Approve</Button>
 *      |       ^
 *   15 |     </Column>
 * ```
 */
export function codeFrame(source: Source): string | undefined {
  const lines = linesOf(source.file);
  const { line, column } = source;
  const marked = lines?.[line - 1];
  if (!lines || marked === undefined) return undefined;

  // TypeScript counts the blanks in front of an element as its own.
  const at = Math.max(0, column - 1);
  const blanks = /^\s*/.exec(marked.slice(at))?.[0].length ?? 0;
  const start = at + blanks < marked.length ? at + blanks : at;

  const from = start > WIDTH - 20 ? start - WIDTH / 2 : 0;
  const cut = (text: string) => text.slice(from, from + WIDTH).trimEnd();
  const first = Math.max(1, line - 1);
  const last = Math.min(lines.length, line + 1);
  const width = String(last).length;
  const frame: string[] = [];
  for (let n = first; n <= last; n++) {
    const number = String(n).padStart(width);
    frame.push(`${n === line ? '>' : ' '} ${number} | ${cut(lines[n - 1] ?? '')}`.trimEnd());
    if (n === line) frame.push(`  ${' '.repeat(width)} | ${under(marked.slice(from, start))}^`);
  }
  return frame.join('\n');
}

/** The name of a file from where the process runs; of a file elsewhere, its whole name. */
export function fileName(file: string): string {
  const path = pathOf(file);
  if (path === undefined) return file;
  const name = relative(process.cwd(), path);
  if (name === '' || name.startsWith('..') || isAbsolute(name)) return file;
  return sep === '\\' ? name.replaceAll('\\', '/') : name;
}

function linesOf(file: string): string[] | undefined {
  const path = pathOf(file);
  if (path === undefined || !/\.(?:[cm]?[jt]sx?|mdx)$/i.test(path)) return undefined;
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > MAX_BYTES) return undefined;
    return readFileSync(path, 'utf8').split(/\r\n|[\r\n]/);
  } catch {
    // The file was compiled elsewhere, moved, or is not ours to read: the message does without.
    return undefined;
  }
}

/** The path of a file as the dev transforms and servers name it: a path, or an address, with or without a query. */
function pathOf(file: string): string | undefined {
  const name = file.replace(/\?[^/\\]*$/, '');
  if (/^file:/i.test(name)) {
    try {
      return fileURLToPath(name);
    } catch {
      return undefined;
    }
  }
  if (/^[a-z][a-z\d+.-]+:/i.test(name) || name === '' || name.includes('\0')) return undefined;
  // Vite's name of a file outside its root.
  const path = name.replace(/^\/@fs(?=\/)/, '').replace(/^\/(?=[a-z]:[\\/])/i, '');
  return resolve(path);
}

/** Blanks as wide as a text is shown: tabs stay tabs, and characters of East Asian scripts are two columns wide. */
function under(text: string): string {
  let blanks = '';
  for (const char of text) blanks += char === '\t' ? '\t' : WIDE.test(char) ? '  ' : ' ';
  return blanks;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]/u;
