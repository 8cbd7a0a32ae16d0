import { readFileSync } from 'node:fs';

/**
 * The files of the page. `scripts/build.ts` puts their text in the place of this module, so that the package needs no
 * file beside its code.
 */
export const PAGE = { html: read('page.html'), css: read('page.css'), js: read('page.js') };

function read(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8');
}
