import type { Streaming } from './streaming.js';
import type { Tree } from './tree.js';

/** A card while a write works on it. Nothing of it is the card's before the write is accepted. */
export interface Draft {
  tree: Tree;
  streaming: Streaming;
  /** Ids that are there, but were added so lately that other writes cannot address them yet. */
  readonly hidden: ReadonlySet<string>;
  /** Ids that this write itself has added. It can address them: one batch adds an element and fills it. */
  readonly added: Set<string>;
  /** The document is a new one, and not the old one changed. */
  whole: boolean;
}

/** A copy to try something on. */
export function copyDraft(draft: Draft, tree: Tree): Draft {
  return { ...draft, tree, added: new Set(draft.added) };
}
