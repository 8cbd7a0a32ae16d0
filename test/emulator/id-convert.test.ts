import { describe, expect, it } from 'vitest';
import type { CardJson } from '../../src/schema/call.js';
import { CARDS, cardOf, md, refusalOf, still, wire } from './setup.js';

const card = cardOf([md('a')]);

/** An emulator with one message, and requests that convert it. */
async function sent(given: CardJson | { cardId: string } = card, options = {}) {
  const emulator = still(options);
  const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_1', card: given });
  const { call } = wire(emulator, 'cli_local');
  const convert = (id: unknown = messageId) =>
    call('POST', `${CARDS}/id_convert`, { message_id: id }).body;
  return { emulator, messageId, convert, call };
}

describe('converting the id of a message', () => {
  it('names the entity that the message shows', async () => {
    const emulator = still();
    const { cardId } = await emulator.cardkit.cards.create(card);
    const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId } });
    const answer = wire(emulator, 'cli_local').call('POST', `${CARDS}/id_convert`, {
      message_id: messageId,
    });
    expect(answer.body).toEqual({ code: 0, msg: 'success', data: { card_id: cardId } });
    expect(emulator.cards.list()).toEqual([cardId]);
  });

  it('works for code in the same process', async () => {
    const { emulator, messageId } = await sent();
    const { cardId } = await emulator.cardkit.cards.convertId(messageId);
    expect(emulator.cards.get(cardId)).toMatchObject({ card, messageId });
    const refusal = await refusalOf(emulator.cardkit.cards.convertId('om_nobody'));
    expect(refusal).toMatchObject({ code: 99992354, kind: 'fatal' });
  });

  it('makes one entity of a card that was sent as plain JSON', async () => {
    const { emulator, messageId, convert, call } = await sent();
    const { card_id } = convert().data;
    expect(convert().data).toEqual({ card_id });
    expect(emulator.cards.list()).toEqual([card_id]);
    expect(emulator.cards.get(card_id)).toMatchObject({ card, sequence: 0, messageId });
    expect(emulator.messages[0]).toMatchObject({ cardId: card_id });
    expect(emulator.messages[0]).not.toHaveProperty('card');
    const wrote = call('DELETE', `${CARDS}/${card_id}/elements/a`, { sequence: 1 });
    expect(wrote.body.code).toBe(0);
    expect(emulator.cards.get(card_id)?.card.body?.elements).toEqual([]);
  });

  it('makes an entity that cannot be sent again', async () => {
    const { emulator, convert } = await sent();
    const again = emulator.cardkit.messages.send({
      to: 'oc_2',
      card: { cardId: convert().data.card_id },
    });
    await expect(again).rejects.toThrow('ErrCode: 200780; ');
  });

  it('starts the sequence beyond the time in seconds where convertedSequence says so', async () => {
    const { emulator, convert, call } = await sent(card, {
      knobs: { convertedSequence: 'from-now' },
    });
    const path = `${CARDS}/${convert().data.card_id}/elements/a`;
    const seconds = Math.floor(emulator.clock.now() / 1000);
    expect(call('DELETE', path, { sequence: 1 }).body.code).toBe(300317);
    expect(call('DELETE', path, { sequence: seconds + 1 }).body.code).toBe(0);
  });

  it('refuses a card of the older dialect', async () => {
    const { emulator, convert } = await sent({ elements: [] } as unknown as CardJson);
    expect(convert().code).toBe(300303);
    expect(emulator.cards.list()).toEqual([]);
  });

  it('refuses a message of another app', async () => {
    const { emulator, messageId } = await sent();
    const { call } = wire(emulator, 'cli_other');
    expect(call('POST', `${CARDS}/id_convert`, { message_id: messageId }).body.code).toBe(300311);
  });

  it.each<[string, unknown, number]>([
    ['no message', 'om_nobody', 99992354],
    ['an empty text', '', 99992402],
    ['51 characters', 'o'.repeat(51), 99992402],
    ['nothing', null, 99992402],
    ['a number', 7, 9499],
  ])('refuses the id of %s', async (_, id, code) => {
    const { convert } = await sent();
    expect(convert(id).code).toBe(code);
  });
});
