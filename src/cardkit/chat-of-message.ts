import { isObject, type WireRequest, type WireResponse } from '../schema/index.js';

/** How many messages are remembered. */
const MAX_MESSAGES = 2_000;

/**
 * The chats of messages, as far as answers have told: the limit of a chat counts replies too, and a reply names only
 * the message that it answers.
 */
export class ChatOfMessage {
  private readonly chats = new Map<string, string>();

  /** The receiver of a message in the form of {@link WireRequest.receiver}; `undefined` if it is not known. */
  get(messageId: string | undefined): string | undefined {
    const chatId = messageId === undefined ? undefined : this.chats.get(messageId);
    return chatId === undefined ? undefined : `chat_id ${chatId}`;
  }

  /** Learns from an answer to a message that was sent. */
  learn({ endpoint, messageId }: WireRequest, { body }: WireResponse): void {
    if (endpoint !== 'messages.send' && endpoint !== 'messages.reply') return;
    const data = isObject(body) && isObject(body.data) ? body.data : {};
    if (typeof data.chat_id !== 'string') return;
    if (typeof data.message_id === 'string') this.remember(data.message_id, data.chat_id);
    if (messageId !== undefined) this.remember(messageId, data.chat_id);
  }

  private remember(messageId: string, chatId: string): void {
    this.chats.delete(messageId);
    this.chats.set(messageId, chatId);
    const [oldest] = this.chats.keys();
    if (this.chats.size > MAX_MESSAGES && oldest !== undefined) this.chats.delete(oldest);
  }
}
