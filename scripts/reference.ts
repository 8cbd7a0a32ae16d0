import { readFileSync, writeFileSync } from 'node:fs';
import { libraryProgram, readDocs } from './read-docs.js';
import { withKnobs } from './reference/knobs.js';
import { referencePage } from './reference/page.js';
import { withServiceCodes } from './reference/service-codes.js';

const page = new URL('../docs/components.md', import.meta.url);

writeFileSync(page, referencePage(readDocs(libraryProgram())));

const errors = new URL('../docs/errors.md', import.meta.url);

writeFileSync(errors, withServiceCodes(readFileSync(errors, 'utf8')));

const emulator = new URL('../docs/emulator.md', import.meta.url);

writeFileSync(emulator, withKnobs(readFileSync(emulator, 'utf8')));
