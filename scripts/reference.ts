import { readFileSync, writeFileSync } from 'node:fs';
import { libraryProgram, readDocs } from './read-docs.js';
import { referencePage } from './reference/page.js';
import { withServiceCodes } from './reference/service-codes.js';

const page = new URL('../docs/components.md', import.meta.url);

writeFileSync(page, referencePage(readDocs(libraryProgram())));

const errors = new URL('../docs/errors.md', import.meta.url);

writeFileSync(errors, withServiceCodes(readFileSync(errors, 'utf8')));
