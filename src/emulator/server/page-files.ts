import { readFileSync } from 'node:fs';

/**
 * The files of the page, read when somebody looks at it. `scripts/build.ts` puts their text in the place of this module, so
 * that the package needs no file beside its code.
 */
export const PAGE = {
  get html() {
    return read('page.html');
  },
  get css() {
    return read('page.css');
  },
  get js() {
    return read('page.js');
  },
};

function read(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8');
}
