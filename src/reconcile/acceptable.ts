import { countTagged, eachObject, hasSubmit } from '../card/tree.js';
import { type JsonObject, jsonBytes, MAX_CARD_BYTES, MAX_ELEMENTS } from '../schema/index.js';

/**
 * Whether the service would take a card that lies between two valid ones: what deleting, changing and adding one after
 * the other can break. It is not known whether a batch is checked after each action, so each of them has to pass.
 */
export function isAcceptable(card: JsonObject): boolean {
  if (countTagged(card) > MAX_ELEMENTS || jsonBytes(card) > MAX_CARD_BYTES) return false;
  const names = new Set<string>();
  let acceptable = true;
  eachObject(card, (object) => {
    if (object.tag === 'form' && !hasSubmit(object)) acceptable = false;
    if (typeof object.tag !== 'string' || typeof object.name !== 'string') return;
    if (names.has(object.name)) acceptable = false;
    names.add(object.name);
  });
  return acceptable;
}
