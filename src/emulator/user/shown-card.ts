import { type NewDocument, replaceDocument } from '../replace-document.js';
import type { Card, Service, StoredMessage } from '../state.js';
import { isOpen, wantsStreaming } from '../streaming.js';
import type { Tree } from '../tree.js';

/** A card that is to be shown in place of another. */
export type NewCard = Omit<NewDocument, 'streaming'>;

/** The card that everybody sees in a message. */
export function shownCard(service: Service, message: StoredMessage): Tree {
  const document = documentOf(service, message);
  const shown = service.callbacks.shown.get(message.messageId);
  return shown?.over === document ? shown.card : document;
}

/** When the card in a message changed last, `-Infinity` if it never did. */
export function changedAt(service: Service, message: StoredMessage): number {
  const shown = service.callbacks.shown.get(message.messageId);
  const entity = entityOf(service, message);
  const times = [entity ? entity.changedAt : message.updatedAt, shown?.at];
  return Math.max(...times.map((at) => at ?? Number.NEGATIVE_INFINITY));
}

export function entityOf(service: Service, message: StoredMessage): Card | undefined {
  return message.cardId === undefined ? undefined : service.cards.get(message.cardId);
}

/**
 * Shows another card in a message to everybody: what the answer to a callback and a delayed update do. A card in
 * streaming mode stays as it is, and `false` comes back. The sequence of an entity belongs to CardKit and is not touched.
 */
export function showCard(service: Service, message: StoredMessage, card: NewCard): boolean {
  const at = service.clock.now();
  const { document } = card;
  const entity = entityOf(service, message);
  if (!entity) {
    message.card = document;
    message.content = JSON.stringify(document);
    message.updatedAt = at;
    return true;
  }
  if (isOpen(entity.streaming, at)) return false;
  if (service.knobs.callbackCard === 'view') {
    const shown = { card: document, over: entity.document, at };
    service.callbacks.shown.set(message.messageId, shown);
  } else {
    const streaming = wantsStreaming(document) ? { openedAt: at } : undefined;
    replaceDocument(service, entity, { ...card, streaming });
  }
  return true;
}

function documentOf(service: Service, message: StoredMessage): Tree {
  return entityOf(service, message)?.document ?? message.card ?? {};
}
