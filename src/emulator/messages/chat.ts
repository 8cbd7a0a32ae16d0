import type { Service } from '../state.js';

/** The one chat that an app has with a receiver that is no chat itself. */
export function chatWith(service: Service, appId: string, receiver: string): string {
  const key = JSON.stringify([appId, receiver]);
  const chatId = service.chats.get(key) ?? service.ids.chat();
  service.chats.set(key, chatId);
  return chatId;
}
