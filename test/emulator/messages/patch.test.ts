import type { EmulatorOptions } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { CardJson } from '../../../src/schema/call.js';
import { CARDS, cardOf, MESSAGES, md, refusalOf, still, wire } from '../setup.js';

const DAY = 24 * 60 * 60 * 1000;
const before = cardOf([md('a')]);
const after = cardOf([md('b')]);
const old = (rest = {}) =>
  ({ config: { update_multi: true }, elements: [{ tag: 'hr' }], ...rest }) as unknown as CardJson;

/** A message, and requests that patch it. */
async function sent(card: CardJson | { cardId: string }, options: EmulatorOptions = {}) {
  const emulator = still(options);
  return { emulator, ...(await sentIn(emulator, card)) };
}

async function sentIn(emulator: ReturnType<typeof still>, card: CardJson | { cardId: string }) {
  const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_1', card });
  const { call } = wire(emulator, 'cli_local');
  const patchWith = (content: unknown, id = messageId) =>
    call('PATCH', `${MESSAGES}/${id}`, { content });
  return {
    messageId,
    call,
    patchWith,
    patch: (next: object, id = messageId) => patchWith(JSON.stringify(next), id),
  };
}

async function sentEntity(card = before, options: EmulatorOptions = {}) {
  const emulator = still(options);
  const { cardId } = await emulator.cardkit.cards.create(card);
  const view = () => emulator.cards.get(cardId)!;
  return { emulator, cardId, view, ...(await sentIn(emulator, { cardId })) };
}

describe('patching a message', () => {
  it('replaces its card', async () => {
    const { emulator, patch } = await sent(before);
    emulator.clock.advance(1000);
    expect(patch(after)).toMatchObject({
      status: 200,
      body: { code: 0, msg: 'success', data: {} },
    });
    expect(emulator.messages).toHaveLength(1);
    expect(emulator.messages[0]).toMatchObject({ card: after, updatedAt: emulator.clock.now() });
  });

  it('works for code in the same process', async () => {
    const { emulator, messageId } = await sent(before);
    const { messages } = emulator.cardkit;
    await messages.patch({ messageId, card: after });
    expect(emulator.messages[0]).toMatchObject({ card: after });
    emulator.clock.advance(14 * DAY);
    const refusal = await refusalOf(messages.patch({ messageId, card: before }));
    expect(refusal).toMatchObject({ code: 230031, kind: 'gone' });
  });

  it('shows in the description of the message', async () => {
    const emulator = still();
    const { call } = wire(emulator, 'cli_local');
    const send = () =>
      call('POST', `${MESSAGES}?receive_id_type=chat_id`, {
        receive_id: 'oc_1',
        msg_type: 'interactive',
        content: JSON.stringify(before),
        uuid: 'u',
      }).body.data;
    const first = send();
    expect(first).toMatchObject({ updated: false, update_time: first.create_time });
    emulator.clock.advance(1500);
    call('PATCH', `${MESSAGES}/${first.message_id}`, { content: JSON.stringify(after) });
    expect(send()).toEqual({
      ...first,
      updated: true,
      update_time: String(Number(first.create_time) + 1500),
      body: { content: JSON.stringify(after) },
    });
  });

  it.each([
    ['an id of no message', 'om_nobody'],
    ['the synthetic id of a callback', 'card-action-1'],
  ])('refuses %s', async (_, id) => {
    const { patch } = await sent(before);
    expect(patch(after, id)).toMatchObject({ status: 400, body: { code: 99992354 } });
  });

  it('refuses a message of another app', async () => {
    const { emulator, messageId } = await sent(before);
    const answer = wire(emulator, 'cli_other').call('PATCH', `${MESSAGES}/${messageId}`, {
      content: JSON.stringify(after),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 230027 } });
    expect(emulator.messages[0]).toMatchObject({ card: before });
  });

  it('works for fourteen days', async () => {
    const { emulator, patch } = await sent(before);
    emulator.clock.advance(14 * DAY - 1);
    expect(patch(after).body.code).toBe(0);
    emulator.clock.advance(1);
    expect(patch(before).body.code).toBe(230031);
    expect(emulator.messages[0]).toMatchObject({ card: after });
  });

  it('takes five patches a second of one message', async () => {
    const { emulator, patch } = await sent(before, { knobs: { rateLimits: true } });
    const other = await sentIn(emulator, before);
    for (let i = 0; i < 5; i++) expect(patch(after).body.code).toBe(0);
    expect(patch(after).body.code).toBe(230020);
    expect(other.patch(after).body.code).toBe(0);
    emulator.clock.advance(1000);
    expect(patch(after).body.code).toBe(0);
  });

  it.each<[string, unknown, number]>([
    ['nothing', undefined, 99992402],
    ['an empty text', '', 99992402],
    ['an object', after, 9499],
    ['what is no JSON', '{', 230001],
    ['a list', '[]', 230001],
    ['a reference to an entity', '{"type":"card","data":{"card_id":"7"}}', 230001],
  ])('refuses %s as its content', async (_, content, code) => {
    const { emulator, patchWith } = await sent(before);
    expect(patchWith(content).body.code).toBe(code);
    expect(emulator.messages[0]).toMatchObject({ card: before });
  });

  it.each<[string, object, number, RegExp]>([
    ['two elements of one id', cardOf([md('a'), md('a')]), 230099, /ErrCode: 300301; /],
    ['a template that is not there', { type: 'template', data: {} }, 230099, /ErrCode: 200380; /],
    ['too many tables', cardOf([md('a', '|a|\n|-|\n\n'.repeat(6))]), 230099, /ErrCode: 11310; /],
    ['too many bytes', cardOf([md('a', 'x'.repeat(30_000))]), 230025, /length/],
  ])('refuses a card with %s', async (_, card, code, text) => {
    const { emulator, patch } = await sent(before);
    expect(patch(card).body).toMatchObject({ code, msg: expect.stringMatching(text) });
    expect(emulator.messages[0]).toMatchObject({ card: before });
  });

  it('does not cross dialects', async () => {
    const newer = await sent(before);
    const older = await sent(old());
    for (const answer of [newer.patch(old()), older.patch(after)]) {
      expect(answer.body).toMatchObject({
        code: 230099,
        msg: expect.stringContaining('ErrCode: 200800; '),
      });
    }
    expect(older.patch(old({ header: {} })).body.code).toBe(0);
    expect(older.emulator.messages[0]).toMatchObject({ card: { header: {} } });
  });

  it('asks a card of the older dialect to be shared, before and after', async () => {
    const shared = await sent(old());
    const alone = await sent(old({ config: {} }));
    for (const answer of [shared.patch(old({ config: {} })), alone.patch(old())]) {
      expect(answer.body).toMatchObject({
        code: 230099,
        msg: expect.stringContaining('ErrCode: 300302; '),
      });
    }
  });

  it('refuses a card of the newer dialect that is not shared', async () => {
    const { patch } = await sent(before);
    const answer = patch(cardOf([md('b')], { config: { update_multi: false } }));
    expect(answer.body.msg).toContain('ErrCode: 300302; ');
    expect(patch(cardOf([md('b')], { config: { update_multi: true } })).body.code).toBe(0);
  });
});

describe('patching a message that shows an entity', () => {
  it('replaces its document and leaves its sequence alone', async () => {
    const { emulator, cardId, view, patch, call } = await sentEntity();
    call('DELETE', `${CARDS}/${cardId}/elements/a`, { sequence: 7 });
    const frames = view().frames.length;
    expect(patch(after).body.code).toBe(0);
    expect(view()).toMatchObject({ card: after, sequence: 7 });
    expect(view().frames).toHaveLength(frames + 1);
    expect(view().frames.at(-1)).toMatchObject({ card: after, kind: 'structure' });
    expect(emulator.messages[0]).toMatchObject({ cardId });
    expect(patch(after).body.code).toBe(0);
    expect(view().frames).toHaveLength(frames + 1);
  });

  it('ends streaming, even with a card that streams', async () => {
    const streams = { config: { streaming_mode: true } };
    const { cardId, view, patch, call } = await sentEntity(cardOf([md('a')], streams));
    expect(view().streaming).toBe(true);
    expect(patch(cardOf([md('b')], streams)).body.code).toBe(0);
    expect(view().streaming).toBe(false);
    const text = { content: 'more', sequence: 1 };
    expect(call('PUT', `${CARDS}/${cardId}/elements/b/content`, text).body.code).toBe(300309);
  });

  it('leaves it to writesAfterImPatch whether CardKit writes go on', async () => {
    const codes = await Promise.all(
      (['accepted', 'refused'] as const).map(async (writesAfterImPatch) => {
        const { cardId, patch, call } = await sentEntity(before, {
          knobs: { writesAfterImPatch },
        });
        expect(patch(after).body.code).toBe(0);
        return call('DELETE', `${CARDS}/${cardId}/elements/b`, { sequence: 1 }).body.code;
      }),
    );
    expect(codes[0]).toBe(0);
    expect(codes[1]).not.toBe(0);
  });

  it('is refused where imPatchEntity says so', async () => {
    const { view, patch } = await sentEntity(before, { knobs: { imPatchEntity: 'refused' } });
    expect(patch(after).body.code).toBe(230001);
    expect(view().card).toEqual(before);
  });

  it.each([
    [true, 230099, 'ErrCode: 11310; ErrMsg: card action is lock; '],
    [false, 0, 'success'],
  ])('waits for the end of a click where interactionLock is %s', async (lock, code, text) => {
    const click = { tag: 'button', element_id: 'b', behaviors: [{ type: 'callback', value: {} }] };
    const during: { code: number; msg: string }[] = [];
    const { patch, ...message } = await sentEntity(cardOf([click]), {
      knobs: { interactionLock: lock },
      onCallback: async () => {
        during.push(patch(after).body as { code: number; msg: string });
        return {};
      },
    });
    await message.emulator.interact({ messageId: message.messageId, elementId: 'b' });
    expect(during).toMatchObject([{ code, msg: expect.stringContaining(text) }]);
    expect(patch(before).body.code).toBe(0);
  });

  it('does not cross dialects', async () => {
    const { view, patch } = await sentEntity();
    expect(patch(old()).body.msg).toContain('ErrCode: 200800; ');
    expect(view().card).toEqual(before);
  });

  it('goes on when the entity itself has expired', async () => {
    const emulator = still();
    const { cardId } = await emulator.cardkit.cards.create(before);
    emulator.clock.advance(DAY);
    const { patch } = await sentIn(emulator, { cardId });
    emulator.clock.advance(13 * DAY);
    const write = emulator.cardkit.elements.delete(cardId, 'a', { sequence: 1 });
    expect(await refusalOf(write)).toMatchObject({ code: 200750 });
    expect(patch(after).body.code).toBe(0);
    expect(emulator.cards.get(cardId)?.card).toEqual(after);
  });
});
