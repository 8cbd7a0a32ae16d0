import { describe, expect, it } from 'vitest';
import { cardOf, md, refusalOf, still } from '../setup.js';

const card = cardOf([md('a')]);

async function entity() {
  const emulator = still();
  const { cardId } = await emulator.cardkit.cards.create(card);
  return { emulator, cardId, messages: emulator.cardkit.messages };
}

describe('answering a message', () => {
  it('goes to its chat and names it', async () => {
    const { emulator, cardId, messages } = await entity();
    const { messageId, chatId } = await messages.send({ to: 'ou_1', card });
    const reply = await messages.reply({ messageId, card: { cardId }, inThread: true });
    expect(reply.chatId).toBe(chatId);
    expect(emulator.messages[1]).toMatchObject({ replyTo: messageId, inThread: true, cardId });
    expect(emulator.cards.get(cardId)?.messageId).toBe(reply.messageId);
  });

  it('refuses an id of no message', async () => {
    const { messages } = await entity();
    const refusal = await refusalOf(messages.reply({ messageId: 'card-action-1', card }));
    expect(refusal).toMatchObject({ code: 99992354, status: 400 });
  });
});
