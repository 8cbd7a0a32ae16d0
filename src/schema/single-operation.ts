import type { Action } from './call.js';
import { definedKeys, type JsonObject } from './json.js';
import { ELEMENT_ID } from './limits.js';
import { type WriteRequest, writeRequests } from './write-requests.js';

/** Characters that the settings of their own endpoint may have; in a batch they may have more. */
const MAX_SETTINGS = 100_000;

/**
 * What one action of a batch does, by the endpoint that does nothing but that, in the same words to the service. None
 * for deletions: a DELETE carries its number in a body, and what stands in between may drop that (F-16). None either
 * for what the batch takes and the endpoint would not.
 */
export function singleOperation(cardId: string, action: Action): WriteRequest | undefined {
  switch (action.action) {
    case 'partial_update_setting': {
      const { settings } = action.params;
      if (!only(action.params, ['settings'])) return undefined;
      if (JSON.stringify(settings).length > MAX_SETTINGS) return undefined;
      return writeRequests.changeSettings(cardId, settings);
    }
    case 'add_elements': {
      const { type, target_element_id: targetElementId, elements } = action.params;
      if (!only(action.params, ['type', 'target_element_id', 'elements'])) return undefined;
      if (targetElementId !== undefined && !ELEMENT_ID.test(targetElementId)) return undefined;
      return writeRequests.createElements(cardId, { type, targetElementId, elements });
    }
    case 'partial_update_element': {
      const { element_id: id, partial_element: partial } = action.params;
      if (!only(action.params, ['element_id', 'partial_element'])) return undefined;
      if (!ELEMENT_ID.test(id)) return undefined;
      return writeRequests.patchElement(cardId, id, partial);
    }
    case 'update_element': {
      const { element_id: id, element } = action.params;
      if (!only(action.params, ['element_id', 'element']) || !ELEMENT_ID.test(id)) return undefined;
      return writeRequests.updateElement(cardId, id, element);
    }
    default:
      return undefined;
  }
}

/** A batch carries parameters that nobody here knows; the endpoint would lose them. */
function only(params: object, known: readonly string[]): boolean {
  return definedKeys(params as JsonObject).every((key) => known.includes(key));
}
