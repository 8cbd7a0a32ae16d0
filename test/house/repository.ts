import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const MADE = new Set(['.git', 'node_modules', 'dist', 'coverage']);

/** The text files below a folder of the repository, by their path from its root; nothing that was made or installed. */
export function textFiles(folder = ''): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (MADE.has(entry.name)) continue;
    if (entry.isDirectory()) {
      for (const [name, text] of textFiles(path)) files.set(name, text);
    } else if (entry.isFile() && !/\.(tgz|tsbuildinfo)$/.test(entry.name)) {
      const text = readFileSync(join(root, path), 'utf8');
      if (!text.includes('\0')) files.set(path, text);
    }
  }
  return files;
}
