import { type Definition, definitionOf, tagsOf } from '../src/schema/definition.js';
import * as components from './index.js';

/**
 * Every definition, for who meets foreign JSON. It follows from the barrel, so that a new component is one file and
 * one line there. `render` does not need it: elements carry their definitions.
 */
export const DEFINITIONS: readonly Definition[] = Object.values(components).flatMap(
  (value) => definitionOf(value) ?? [],
);

/** Definitions by `tag`. */
export const BY_TAG: ReadonlyMap<string, Definition> = new Map(
  DEFINITIONS.flatMap((definition) => tagsOf(definition).map((tag) => [tag, definition] as const)),
);
