import { DEFINITIONS } from '../../components/definitions.js';
import type { Definition } from '../../src/schema/definition.js';

/** Every definition by name: the order of the table itself depends on who loads it. */
export const ALL: readonly Definition[] = [...DEFINITIONS].sort((a, b) =>
  a.name < b.name ? -1 : 1,
);
