import { writeFileSync } from 'node:fs';
import { libraryProgram, readDocs } from './read-docs.js';
import { referencePage } from './reference/page.js';

const page = new URL('../docs/components.md', import.meta.url);

writeFileSync(page, referencePage(readDocs(libraryProgram())));
