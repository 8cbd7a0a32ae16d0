import type { Action, JsonObject } from '../schema/index.js';

/** What it takes to bring a part of the card up to date without re-creating what is around it. */
export interface Edit {
  /** Additions beside something that goes: they come before the deletion. */
  readonly early: readonly Action[];
  readonly deletes: readonly string[];
  readonly updates: readonly Action[];
  readonly adds: readonly Action[];
  /** What brings an id that has to have gone before, in another batch: it must not go and come back in one. */
  readonly returns: readonly Action[];
}

export const NOTHING: Edit = { early: [], deletes: [], updates: [], adds: [], returns: [] };

export function joined(edits: readonly Edit[]): Edit {
  return {
    early: edits.flatMap((edit) => edit.early),
    deletes: edits.flatMap((edit) => edit.deletes),
    updates: edits.flatMap((edit) => edit.updates),
    adds: edits.flatMap((edit) => edit.adds),
    returns: edits.flatMap((edit) => edit.returns),
  };
}

/**
 * The actions of an edit, but what returns, in the order in which each one finds what it names: first what goes, then
 * what changes, then what comes. Deleting first also keeps the card under its limits at every step.
 */
export function actionsOf(edit: Edit): Action[] {
  const deletes: Action[] =
    edit.deletes.length > 0
      ? [{ action: 'delete_elements', params: { element_ids: edit.deletes } }]
      : [];
  return [...edit.early, ...deletes, ...edit.updates, ...edit.adds];
}

export function patch(id: string, partial: JsonObject): Action {
  return { action: 'partial_update_element', params: { element_id: id, partial_element: partial } };
}
