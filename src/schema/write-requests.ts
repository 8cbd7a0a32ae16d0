import type { Action, AddType, CardJson, ElementJson, Settings } from './call.js';
import type { JsonObject } from './json.js';
import type { WireRequest } from './wire.js';

/** What tells one write to a card from another: all of a request but its number and whose it is. */
export type WriteRequest = Pick<WireRequest, 'endpoint' | 'method' | 'path'> & { body?: object };

/** Elements to be added, and where. */
export interface Addition {
  type: AddType;
  targetElementId?: string | undefined;
  elements: readonly ElementJson[];
}

export const CARDS = '/open-apis/cardkit/v1/cards';

/**
 * The writes to a card as the service takes them.
 *
 * @see https://open.feishu.cn/document/cardkit-v1/feishu-card-resource-overview
 */
export const writeRequests = {
  updateCard(cardId: string, card: CardJson): WriteRequest {
    const body = { card: { type: 'card_json', data: JSON.stringify(card) } };
    return { endpoint: 'cards.update', method: 'PUT', path: cardPath(cardId), body };
  },
  changeSettings(cardId: string, settings: Settings): WriteRequest {
    const path = `${cardPath(cardId)}/settings`;
    const body = { settings: JSON.stringify(settings) };
    return { endpoint: 'cards.settings', method: 'PATCH', path, body };
  },
  batchUpdate(cardId: string, actions: readonly Action[]): WriteRequest {
    const path = `${cardPath(cardId)}/batch_update`;
    const body = { actions: JSON.stringify(actions) };
    return { endpoint: 'cards.batchUpdate', method: 'POST', path, body };
  },
  createElements(cardId: string, add: Addition): WriteRequest {
    const path = `${cardPath(cardId)}/elements`;
    const body = {
      type: add.type,
      ...(add.targetElementId === undefined ? {} : { target_element_id: add.targetElementId }),
      elements: JSON.stringify(add.elements),
    };
    return { endpoint: 'elements.create', method: 'POST', path, body };
  },
  updateElement(cardId: string, elementId: string, element: ElementJson): WriteRequest {
    const path = elementPath(cardId, elementId);
    const body = { element: JSON.stringify(element) };
    return { endpoint: 'elements.update', method: 'PUT', path, body };
  },
  patchElement(cardId: string, elementId: string, partial: JsonObject): WriteRequest {
    const path = elementPath(cardId, elementId);
    const body = { partial_element: JSON.stringify(partial) };
    return { endpoint: 'elements.patch', method: 'PATCH', path, body };
  },
  writeContent(cardId: string, elementId: string, content: string): WriteRequest {
    const path = `${elementPath(cardId, elementId)}/content`;
    return { endpoint: 'elements.content', method: 'PUT', path, body: { content } };
  },
  deleteElement(cardId: string, elementId: string): WriteRequest {
    const path = elementPath(cardId, elementId);
    return { endpoint: 'elements.delete', method: 'DELETE', path };
  },
};

function cardPath(cardId: string): string {
  return `${CARDS}/${encodeURIComponent(cardId)}`;
}

function elementPath(cardId: string, elementId: string): string {
  return `${cardPath(cardId)}/elements/${encodeURIComponent(elementId)}`;
}
