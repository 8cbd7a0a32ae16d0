import { type CardJson, CardKitError, type ClientOptions, createClient } from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, rejection } from './service.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(
  options: Parameters<typeof startEmulator>[0] = {},
  clientOptions: Partial<ClientOptions> = {},
) {
  const emulator = await startEmulator({ appId: APP_ID, appSecret: APP_SECRET, ...options });
  closing.push(() => emulator.close());
  const client = createClient({
    appId: APP_ID,
    appSecret: APP_SECRET,
    baseUrl: emulator.url,
    ...clientOptions,
  } as ClientOptions);
  return { emulator, client };
}

const markdown = (id: string, content: string) => ({ tag: 'markdown', element_id: id, content });
const card = (...contents: string[]): CardJson => ({
  schema: '2.0',
  config: { streaming_mode: true, update_multi: true },
  body: { elements: contents.map((content, i) => markdown(`e${i + 1}`, content)) },
});

const statuses = [200, 400] as const;
describe.each(statuses)('against the emulator that refuses with HTTP %i', (status) => {
  const knobs = { httpStatusForBusinessErrors: status };

  it('creates, sends and operates a card through every endpoint', async () => {
    const { emulator, client } = await start({ knobs });
    const { cards, elements, messages } = client;
    const { cardId } = await cards.create(card('one', 'two 中文 🙂'));
    const elementsNow = () => emulator.cards.get(cardId)!.card.body!.elements;

    const sent = await messages.send({ to: 'oc_group', card: { cardId }, uuid: 'm-1' });
    expect(sent).toEqual({ messageId: expect.stringMatching(/^om_/), chatId: 'oc_group' });
    expect(await messages.send({ to: 'oc_group', card: { cardId }, uuid: 'm-1' })).toEqual(sent);

    await elements.content(cardId, 'e1', 'one and more', { sequence: 1 });
    expect(elementsNow()).toEqual([markdown('e1', 'one and more'), markdown('e2', 'two 中文 🙂')]);

    await elements.create(
      cardId,
      { type: 'insert_before', targetElementId: 'e2', elements: [markdown('e3', 'three')] },
      { sequence: 2 },
    );
    await elements.create(
      cardId,
      { type: 'append', elements: [markdown('e4', 'four')] },
      { sequence: 3, uuid: 'u-3' },
    );
    await elements.update(cardId, 'e4', { tag: 'hr', element_id: 'e4' }, { sequence: 4 });
    await elements.patch(cardId, 'e2', { content: 'TWO' }, { sequence: 5 });
    await elements.delete(cardId, 'e1', { sequence: 6 });
    expect(elementsNow()).toEqual([
      markdown('e3', 'three'),
      markdown('e2', 'TWO'),
      { tag: 'hr', element_id: 'e4' },
    ]);

    await cards.batchUpdate(
      cardId,
      [
        { action: 'delete_elements', params: { element_ids: ['e4'] } },
        {
          action: 'partial_update_element',
          params: { element_id: 'e3', partial_element: { content: 'THREE' } },
        },
        {
          action: 'update_element',
          params: { element_id: 'e2', element: markdown('e2', 'Two') },
        },
        {
          action: 'add_elements',
          params: { type: 'append', elements: [markdown('e5', 'five')] },
        },
        {
          action: 'partial_update_setting',
          params: { settings: { config: { summary: { content: 'busy' } } } },
        },
      ],
      { sequence: 7 },
    );
    expect(elementsNow()).toEqual([
      markdown('e3', 'THREE'),
      markdown('e2', 'Two'),
      markdown('e5', 'five'),
    ]);

    await cards.settings(cardId, { config: { streaming_mode: false } }, { sequence: 8 });
    expect(emulator.cards.get(cardId)).toMatchObject({ sequence: 8, streaming: false });

    await cards.update(cardId, card('all', 'new'), { sequence: 100 });
    expect(emulator.cards.get(cardId)).toMatchObject({ card: card('all', 'new'), sequence: 100 });

    expect(
      await cards.send(
        cardId,
        [
          { type: 'content', elementId: 'e1', content: 'all of it' },
          { type: 'replace', card: card('end') },
        ],
        { sequence: 100 },
      ),
    ).toEqual({ sequence: 102 });
    expect(emulator.cards.get(cardId)).toMatchObject({ card: card('end'), sequence: 102 });

    const second = await cards.create(card('answer'));
    const reply = await messages.reply({
      messageId: sent.messageId,
      card: second,
      inThread: true,
    });
    expect(reply.chatId).toBe('oc_group');
    await messages.send({ to: 'ou_ann', card: card('plain') });
    expect(emulator.messages).toMatchObject([
      { messageId: sent.messageId, cardId },
      { replyTo: sent.messageId, inThread: true, cardId: second.cardId },
      { to: 'ou_ann', receiveIdType: 'open_id', card: card('plain') },
    ]);

    expect(emulator.calls.filter((call) => call.code !== 0)).toEqual([]);
    expect(emulator.calls.filter((call) => call.path.startsWith('/open-apis/auth/'))).toHaveLength(
      1,
    );
  });

  it('finds every refusal, whatever the HTTP status', async () => {
    const { client } = await start({ knobs });
    const { cards, elements, messages } = client;
    const { cardId } = await cards.create(card('one'));
    await elements.content(cardId, 'e1', 'one two', { sequence: 5 });

    const refused = async (call: Promise<unknown>) => {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(CardKitError);
      expect(error.status).toBe(status);
      return [error.code, error.kind];
    };
    expect(await refused(elements.content(cardId, 'e1', 'x', { sequence: 5 }))).toEqual([
      300317,
      'resync',
    ]);
    expect(await refused(elements.patch(cardId, 'no', { content: 'x' }, { sequence: 6 }))).toEqual([
      300313,
      'resync',
    ]);
    expect(await refused(elements.delete(cardId, 'no', { sequence: 7 }))).toEqual([
      300314,
      'resync',
    ]);
    expect(await refused(elements.patch('12345', 'e1', {}, { sequence: 1 }))).toEqual([
      200740,
      'gone',
    ]);
    const many = Array.from({ length: 201 }, () => ({ tag: 'hr' }));
    const add = elements.create(cardId, { type: 'append', elements: many }, { sequence: 8 });
    expect(await refused(add)).toEqual([300315, 'split']);
    await cards.settings(cardId, { config: { streaming_mode: false } }, { sequence: 9 });
    expect(await refused(elements.content(cardId, 'e1', 'x', { sequence: 10 }))).toEqual([
      300309,
      'reopen',
    ]);
    await messages.send({ to: 'oc_group', card: { cardId } });
    const again = messages.send({ to: 'oc_group', card: { cardId } });
    expect(await refused(again)).toEqual([230099, 'fatal']);
  });

  it('gets a new token when the service has forgotten the old one', async () => {
    const { emulator, client } = await start({ knobs });
    const { cardId } = await client.cards.create(card('one'));
    emulator.clock.advance(3 * 60 * 60 * 1000);
    const error = await rejection(client.elements.patch(cardId, 'e1', {}, { sequence: 1 }));
    expect(error).toMatchObject({ code: 99991663, kind: 'retry' });
    await client.elements.patch(cardId, 'e1', { content: 'two' }, { sequence: 2 });
    emulator.clock.advance(3 * 60 * 60 * 1000);
    await client.cards.create(card('one'));
  });
});

describe('against the emulator', () => {
  it('renews the token before its end, so that no write is refused', async () => {
    let ms = Date.parse('2026-01-01T00:00:00Z');
    const now = () => ms;
    const { emulator, client } = await start({ now }, { now });
    const { cardId } = await client.cards.create(card('one'));
    for (let sequence = 1; sequence <= 100; sequence++) {
      ms += 4 * 60 * 1000;
      await client.elements.patch(cardId, 'e1', { content: String(sequence) }, { sequence });
    }
    expect(emulator.calls.filter((call) => call.code !== 0)).toEqual([]);
    // 6 h 40 min.
    expect(emulator.calls.filter((call) => call.path.startsWith('/open-apis/auth/'))).toHaveLength(
      4,
    );
  });

  it.each([
    [{ appId: 'cli_somebody_else' }, 10014],
    [{ appSecret: 'not the secret' }, 10015],
  ])('is told that %j is wrong', async (options, code) => {
    const { client } = await start({}, options);
    const error = await rejection(client.cards.create(card('one')));
    expect(error).toMatchObject({ code, status: 200, kind: 'fatal' });
  });
});
