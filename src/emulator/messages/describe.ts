import type { JsonObject } from '../../schema/json.js';
import type { StoredMessage } from '../state.js';

/** A message the way messaging answers with it. */
export function describe(message: StoredMessage): JsonObject {
  const { messageId, chatId, appId, at, updatedAt, content, replyTo, recalled } = message;
  const thread = replyTo === undefined ? {} : { root_id: replyTo, parent_id: replyTo };
  return {
    message_id: messageId,
    ...thread,
    chat_id: chatId,
    msg_type: 'interactive',
    create_time: String(at),
    update_time: String(updatedAt ?? at),
    deleted: recalled === true,
    updated: updatedAt !== undefined,
    sender: { id: appId, id_type: 'app_id', sender_type: 'app' },
    body: { content },
  };
}
