import type { JsonObject } from '../../schema/json.js';
import type { Service, StoredMessage } from '../state.js';
import { type Content, readContent } from './content.js';
import { describe } from './describe.js';
import type { Outgoing } from './outgoing.js';

/** How long messaging remembers a uuid. */
const UUID_MS = 60 * 60 * 1000;

/** Where a message goes, and on whose behalf. */
export type Address = Omit<
  StoredMessage,
  'messageId' | 'at' | 'updatedAt' | 'recalled' | 'content' | 'cardId' | 'card'
>;

/**
 * Delivers a message, or finds the one that its uuid delivered before. Counts 5 a second per chat: the chat with a
 * user is one as well, so that the limit per user is the same thing.
 */
export function deliver(service: Service, outgoing: Outgoing, address: Address): JsonObject {
  const { text, uuid } = outgoing;
  service.limits.message(address.chatId);
  const uuidKey = uuid === undefined ? undefined : JSON.stringify([address.appId, uuid]);
  if (uuidKey !== undefined && service.knobs.imUuidReplay === 'same-message') {
    const first = service.messages.get(service.sentUuids.get(uuidKey) ?? '');
    if (first && service.clock.now() - first.at < UUID_MS) return describe(first);
  }
  const message = store(service, text, readContent(service, text, address.appId), address);
  if (uuidKey !== undefined) service.sentUuids.set(uuidKey, message.messageId);
  return describe(message);
}

/** Puts a message into its chat, and binds the entity that it shows. */
export function store(
  service: Service,
  text: string,
  content: Content,
  address: Address,
): StoredMessage {
  const messageId = service.ids.message();
  const shown = 'entity' in content ? { cardId: content.entity.cardId } : { card: content.card };
  const message: StoredMessage = {
    ...address,
    messageId,
    at: service.clock.now(),
    content: text,
    ...shown,
  };
  if ('entity' in content) content.entity.messageId = messageId;
  service.messages.set(messageId, message);
  return message;
}
