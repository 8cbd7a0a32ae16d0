import { type Action, type JsonObject, jsonBytes } from '../schema/index.js';

/** A text that only grew at its end, so that it can be typed instead of replaced. */
export interface Growth {
  readonly elementId: string;
  readonly content: string;
  /** How much is new, in UTF-16 units. */
  readonly tail: number;
  /** The update that says it otherwise, and the same update without it (`undefined`: nothing is left to say). */
  readonly update: Action;
  readonly rest: Action | undefined;
}

/** What it takes to bring a part of the card up to date without re-creating what is around it. */
export interface Edit {
  readonly deletes: readonly string[];
  readonly updates: readonly Action[];
  readonly adds: readonly Action[];
  readonly growths: readonly Growth[];
}

export const NOTHING: Edit = { deletes: [], updates: [], adds: [], growths: [] };

export function joined(edits: readonly Edit[]): Edit {
  return {
    deletes: edits.flatMap((edit) => edit.deletes),
    updates: edits.flatMap((edit) => edit.updates),
    adds: edits.flatMap((edit) => edit.adds),
    growths: edits.flatMap((edit) => edit.growths),
  };
}

/**
 * The actions of an edit in the order in which each one finds what it names: first what goes, then what changes,
 * then what comes. Deleting first also keeps the card under its limits at every step.
 */
export function actionsOf(edit: Edit): Action[] {
  const deletes: Action[] =
    edit.deletes.length > 0
      ? [{ action: 'delete_elements', params: { element_ids: edit.deletes } }]
      : [];
  return [...deletes, ...edit.updates, ...edit.adds];
}

/** UTF-8 bytes of an edit inside a batch. */
export function editBytes(edit: Edit): number {
  return actionsOf(edit).reduce((sum, action) => sum + jsonBytes(action) + 1, 0);
}

export function patch(id: string, partial: JsonObject): Action {
  return { action: 'partial_update_element', params: { element_id: id, partial_element: partial } };
}
