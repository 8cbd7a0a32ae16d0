import { type Action, jsonBytes, MAX_BATCH_ACTIONS, MAX_CARD_BYTES } from '../schema/index.js';

/**
 * Actions in as few batches as their order and the limits allow: 50 actions and 30 KB each, and a new one for what
 * `returns`. `undefined` where one action alone is too large.
 */
export function batchesOf(
  actions: readonly Action[],
  returns: readonly Action[],
): Action[][] | undefined {
  const batches: Action[][] = [];
  for (const part of [actions, returns]) {
    let batch: Action[] = [];
    let bytes = 2;
    for (const action of part) {
      const size = jsonBytes(action) + 1;
      if (size + 1 > MAX_CARD_BYTES) return undefined;
      if (batch.length === MAX_BATCH_ACTIONS || bytes + size > MAX_CARD_BYTES) {
        batches.push(batch);
        batch = [];
        bytes = 2;
      }
      batch.push(action);
      bytes += size;
    }
    if (batch.length > 0) batches.push(batch);
  }
  return batches;
}
