import { describe, expect, it } from 'vitest';
import type { CardJson } from '../../../src/schema/call.js';
import type { JsonObject } from '../../../src/schema/json.js';
import { CARDS, cardOf, MESSAGES, md, refusalOf, still, wire } from '../setup.js';

const HOUR = 60 * 60 * 1000;
const card = cardOf([md('a')]);

async function entity(options = {}) {
  const emulator = still(options);
  const { cardId } = await emulator.cardkit.cards.create(card);
  return { emulator, cardId, messages: emulator.cardkit.messages };
}

describe('sending a card', () => {
  it('binds an entity to its message', async () => {
    const { emulator, cardId, messages } = await entity();
    const sent = await messages.send({ to: 'oc_chat', card: { cardId } });
    expect(sent).toEqual({ messageId: expect.stringMatching(/^om_/), chatId: 'oc_chat' });
    expect(emulator.cards.get(cardId)?.messageId).toBe(sent.messageId);
    expect(emulator.messages).toEqual([
      {
        ...sent,
        to: 'oc_chat',
        receiveIdType: 'chat_id',
        cardId,
        at: emulator.clock.now(),
      },
    ]);
  });

  it('takes every kind of receiver and keeps one chat with each', async () => {
    const { emulator, messages } = await entity();
    for (const to of ['ou_1', 'on_1', { userId: 'u1' }, 'a@b.c', 'ou_1', 'ou_2']) {
      await messages.send({ to, card });
    }
    const chats = emulator.messages.map(({ chatId }) => chatId);
    expect(new Set(chats).size).toBe(5);
    expect(chats[4]).toBe(chats[0]);
    expect(chats.every((chatId) => chatId.startsWith('oc_'))).toBe(true);
    expect(emulator.messages.map(({ receiveIdType }) => receiveIdType)).toEqual([
      'open_id',
      'union_id',
      'user_id',
      'email',
      'open_id',
      'open_id',
    ]);
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown property', { ...md('a'), glow: 1 }, "unknown property 'glow'"],
    ['an unknown tag', { tag: 'hologram' }, 'unsupported tag hologram'],
    ['no tag', {}, 'element has no tag'],
  ])('calls a plain card with %s what messaging calls it', async (_, element, words) => {
    const { emulator, messages } = await entity({
      templates: { tpl: { card: cardOf([element]) } },
    });
    for (const given of [cardOf([element]), { templateId: 'tpl' }]) {
      const refusal = await refusalOf(messages.send({ to: 'oc_1', card: given }));
      expect(refusal).toMatchObject({ code: 230099, kind: 'fatal' });
      expect(refusal.message).toContain(`ext=ErrCode: 200621; ErrMsg: ${words}`);
    }
    expect(emulator.messages).toEqual([]);
  });

  it('takes plain JSON, which becomes no entity', async () => {
    const { emulator, messages } = await entity();
    await messages.send({ to: 'oc_1', card });
    await messages.send({ to: 'oc_1', card: { header: { title: {} } } as unknown as CardJson });
    expect(emulator.messages[0]).toMatchObject({ card });
    expect(emulator.messages[0]).not.toHaveProperty('cardId');
    expect(emulator.cards.list()).toHaveLength(1);
    (emulator.messages[0]!.card!.body!.elements as unknown[]).length = 0;
    expect(emulator.messages[0]).toMatchObject({ card });
  });

  it('sends an entity once', async () => {
    const { cardId, messages } = await entity();
    const first = await messages.send({ to: 'oc_1', card: { cardId } });
    for (const again of [
      messages.send({ to: 'oc_2', card: { cardId } }),
      messages.reply({ messageId: first.messageId, card: { cardId } }),
    ]) {
      const refusal = await refusalOf(again);
      expect(refusal.code).toBe(230099);
      expect(refusal.message).toContain(
        'Failed to create card content, ext=ErrCode: 200780; ErrMsg: card binding biz count over limit; ',
      );
    }
  });

  it('refuses an id of no card', async () => {
    const { messages } = await entity();
    const refusal = await refusalOf(messages.send({ to: 'oc_1', card: { cardId: '1' } }));
    expect(refusal).toMatchObject({ code: 230099, kind: 'retry' });
    expect(refusal.message).toContain('ErrCode: 11310; ErrMsg: cardid is invalid; ');
  });

  it('knows an entity only createVisibilityMs after its creation', async () => {
    const { emulator, cardId, messages } = await entity({ knobs: { createVisibilityMs: 300 } });
    emulator.clock.advance(299);
    const refusal = await refusalOf(messages.send({ to: 'oc_1', card: { cardId } }));
    expect(refusal).toMatchObject({ code: 230099, kind: 'retry' });
    expect(refusal.message).toContain('ErrCode: 11310; ErrMsg: cardid is invalid; ');
    emulator.clock.advance(1);
    const { messageId } = await messages.send({ to: 'oc_1', card: { cardId } });
    expect(emulator.cards.get(cardId)?.messageId).toBe(messageId);
  });

  it('takes five messages a second per chat', async () => {
    const { emulator, messages } = await entity({ knobs: { rateLimits: true } });
    const { messageId } = await messages.send({ to: 'oc_1', card });
    for (let i = 1; i < 5; i++) await messages.send({ to: 'oc_1', card });
    for (const sixth of [
      messages.send({ to: 'oc_1', card }),
      messages.reply({ messageId, card }),
    ]) {
      expect(await refusalOf(sixth)).toMatchObject({ code: 230020, kind: 'retry' });
    }
    await messages.send({ to: 'oc_2', card });
    emulator.clock.advance(1000);
    await messages.reply({ messageId, card });
    expect(emulator.messages).toHaveLength(7);
  });

  it('takes five messages a second per user', async () => {
    const { messages } = await entity({ knobs: { rateLimits: true } });
    for (let i = 0; i < 5; i++) await messages.send({ to: 'ou_1', card });
    expect(await refusalOf(messages.send({ to: 'ou_1', card }))).toMatchObject({ code: 230020 });
    await messages.send({ to: 'ou_2', card });
  });

  it('refuses an expired entity and one of another app', async () => {
    const { emulator, cardId, messages } = await entity();
    const { call } = wire(emulator, 'cli_other');
    const content = JSON.stringify({ type: 'card', data: { card_id: cardId } });
    const body = { receive_id: 'oc_1', msg_type: 'interactive', content };
    expect(call('POST', `${MESSAGES}?receive_id_type=chat_id`, body).body).toMatchObject({
      code: 230099,
      msg: expect.stringContaining('ErrCode: 300311; '),
    });
    emulator.clock.advance(14 * 24 * HOUR);
    const refusal = await refusalOf(messages.send({ to: 'oc_1', card: { cardId } }));
    expect(refusal).toMatchObject({ code: 230099, kind: 'gone' });
    expect(refusal.message).toContain('ErrCode: 200750; ');
  });

  it('refuses a template, of which it holds none', async () => {
    const { messages } = await entity();
    const refusal = await refusalOf(messages.send({ to: 'oc_1', card: { templateId: 'AAq' } }));
    expect(refusal.message).toContain('ErrCode: 200380; ErrMsg: template is not found; ');
  });

  it('words a fault of plain JSON its own way', async () => {
    const { messages } = await entity();
    const send = (wrong: CardJson) => refusalOf(messages.send({ to: 'oc_1', card: wrong }));
    expect((await send(cardOf([md('a'), md('a')]))).message).toContain(
      'ErrCode: 300301; ErrMsg: ElementID a: Code 1001: Duplicate ID; ',
    );
    const tables = '|a|\n|-|\n\n'.repeat(6);
    expect((await send(cardOf([md('a', tables)]))).message).toContain(
      'ErrCode: 11310; ErrMsg: card table number over limit; ErrorValue: table; ',
    );
    expect(await send(cardOf([md('a', 'x'.repeat(30_000))]))).toMatchObject({
      code: 230025,
      kind: 'split',
    });
  });

  it.each([
    ['chat_id', 'ou_1'],
    ['open_id', 'oc_1'],
    ['union_id', 'x'],
    ['email', 'nobody'],
  ])('refuses as %s the receiver %s', (type, receive_id) => {
    const content = JSON.stringify(card);
    const body = { receive_id, msg_type: 'interactive', content };
    const answer = wire(still()).call('POST', `${MESSAGES}?receive_id_type=${type}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 99992351 } });
  });

  it.each<[string, object]>([
    ['text', { msg_type: 'text' }],
    ['what is no JSON', { content: '{' }],
    ['a list', { content: '[]' }],
  ])('refuses %s with 230001', (_, rest) => {
    const whole = { receive_id: 'oc_1', msg_type: 'interactive', content: '{}', ...rest };
    const answer = wire(still()).call('POST', `${MESSAGES}?receive_id_type=chat_id`, whole);
    expect(answer.body.code).toBe(230001);
  });

  it('checks the length of the uuid', () => {
    const content = JSON.stringify(card);
    const body = { receive_id: 'oc_1', msg_type: 'interactive', content, uuid: 'u'.repeat(51) };
    const answer = wire(still()).call('POST', `${MESSAGES}?receive_id_type=chat_id`, body);
    expect(answer.body).toMatchObject({
      code: 99992402,
      error: { field_violations: [{ field: 'uuid' }] },
    });
  });
});

describe('the uuid of a message', () => {
  it('answers with the first message for an hour', async () => {
    const { emulator, cardId, messages } = await entity();
    const send = () => messages.send({ to: 'oc_1', card: { cardId }, uuid: 'u' });
    const first = await send();
    emulator.clock.advance(HOUR - 1);
    expect(await send()).toEqual(first);
    expect(await messages.reply({ messageId: first.messageId, card, uuid: 'u' })).toEqual(first);
    expect(emulator.messages).toHaveLength(1);
    emulator.clock.advance(1);
    expect((await refusalOf(send())).message).toContain('200780');
  });

  it('is free again after a refusal', async () => {
    const { emulator, cardId, messages } = await entity();
    await refusalOf(messages.send({ to: 'oc_1', card: { cardId: '1' }, uuid: 'u' }));
    await messages.send({ to: 'oc_1', card: { cardId }, uuid: 'u' });
    expect(emulator.messages).toHaveLength(1);
  });

  it('belongs to one app', async () => {
    const { emulator, messages } = await entity();
    await messages.send({ to: 'oc_1', card, uuid: 'u' });
    const content = JSON.stringify(card);
    const body = { receive_id: 'oc_1', msg_type: 'interactive', content, uuid: 'u' };
    wire(emulator, 'cli_other').call('POST', `${MESSAGES}?receive_id_type=chat_id`, body);
    expect(emulator.messages).toHaveLength(2);
  });

  it('is not looked at where imUuidReplay says so', async () => {
    const { emulator, cardId, messages } = await entity({ knobs: { imUuidReplay: 'ignored' } });
    await messages.send({ to: 'oc_1', card: { cardId }, uuid: 'u' });
    const again = messages.send({ to: 'oc_1', card: { cardId }, uuid: 'u' });
    expect((await refusalOf(again)).message).toContain('200780');
    await messages.send({ to: 'oc_1', card, uuid: 'u' });
    await messages.send({ to: 'oc_1', card, uuid: 'u' });
    expect(emulator.messages).toHaveLength(3);
  });
});

describe('a card that was never sent', () => {
  it('can be written to', async () => {
    const { emulator, cardId } = await entity();
    const { call } = wire(emulator, 'cli_local');
    const path = `${CARDS}/${cardId}/elements/a`;
    expect(call('DELETE', path, { sequence: 1 }).body.code).toBe(0);
  });
});
