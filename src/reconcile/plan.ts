import type { Identity } from '../card/ids.js';
import type { Call, CardJson } from '../schema/index.js';
import { jsonBytes } from '../schema/json.js';
import type { Reason } from './reason.js';

/** What leads from one card to the next. */
export interface Plan {
  /** In order; each gets a sequence number of its own. Empty when nothing changed. */
  readonly calls: Call[];
  /** What the service holds after the calls. */
  readonly card: CardJson;
  /** To be given to the next `diff`, and stored beside the card. */
  readonly identity: Identity;
  /** UTF-8 bytes of the calls' own JSON. Counted when it is asked for. */
  readonly bytes: number;
  /** Why each call is what it is, in order; only where `explain` asked for it. */
  readonly reasons?: readonly Reason[];
}

/** UTF-8 bytes of what a call says: its text, its actions or its card. */
export function callBytes(call: Call): number {
  switch (call.type) {
    case 'content':
      return jsonBytes(call.content);
    case 'batch':
      return jsonBytes(call.actions);
    case 'replace':
      return jsonBytes(call.card);
  }
}

/** What a call costs beside its bytes: a round trip, and a part of the rate limit. */
export const CALL_COST = 2000;

/** What a plan is chosen by. */
export function cost(calls: readonly Call[]): number {
  return calls.reduce((sum, call) => sum + CALL_COST + callBytes(call), 0);
}
