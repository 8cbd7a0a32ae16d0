import type { Definition } from '../schema/definition.js';
import type { JsonObject } from '../schema/json.js';
import type { Owner } from './owner.js';

/** A component inside a markdown text. It has no object on the wire; its props stand here by wire name. */
export interface Inline {
  readonly definition: Definition;
  readonly json: JsonObject;
  /** Of the text that it stands in. */
  readonly path: string;
  readonly owner: Owner;
}

/** Kept beside the card, like the keys of elements: never in its JSON. */
const INLINES = new WeakMap<object, readonly Inline[]>();

export function setInlines(card: object, inlines: readonly Inline[]): void {
  INLINES.set(card, inlines);
}

/** The inline components of a rendered card. */
export function inlinesOf(card: object): readonly Inline[] {
  return INLINES.get(card) ?? [];
}
