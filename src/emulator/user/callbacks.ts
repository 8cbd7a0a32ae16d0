import type { Tree } from '../tree.js';

/** What one callback allows: to update the card later. */
export interface UpdateToken {
  readonly messageId: string;
  readonly appId: string;
  readonly issuedAt: number;
  /** The callback was answered, or given up. */
  answered: boolean;
  uses: number;
}

/** A card that readers see although the entity has another document. */
export interface ShownCard {
  readonly card: Tree;
  /** The document it hides. The next write makes a new one, and that is seen by everybody. */
  readonly over: Tree;
  readonly at: number;
}

/** What the service keeps of the callbacks it has made. */
export interface Callbacks {
  /** By `event.token`. */
  readonly tokens: Map<string, UpdateToken>;
  /** By message. */
  readonly shown: Map<string, ShownCard>;
}

export function createCallbacks(): Callbacks {
  return { tokens: new Map(), shown: new Map() };
}
