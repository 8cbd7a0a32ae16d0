import type { CardJson, CardKit } from 'larkx/cardkit';
import { createEmulator, type Emulator } from 'larkx/emulator';
import { startEmulator } from 'larkx/emulator/server';
import { afterAll, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, clientOf } from './service.js';

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

const profiles = ['documented', 'observed', 'hostile'] as const;
type Profile = (typeof profiles)[number];

const ways: [string, (profile: Profile) => Promise<{ emulator: Emulator; cardkit: CardKit }>][] = [
  [
    'over HTTP',
    async (profile) => {
      const emulator = await startEmulator({ profile, appId: APP_ID, appSecret: APP_SECRET });
      closing.push(() => emulator.close());
      return { emulator, cardkit: clientOf(emulator) };
    },
  ],
  [
    'in the process',
    async (profile) => {
      const emulator = createEmulator({ profile });
      return { emulator, cardkit: emulator.cardkit };
    },
  ],
];

const markdown = (id: string, content: string) => ({ tag: 'markdown', element_id: id, content });
const card = (streaming: boolean, ...contents: string[]): CardJson => ({
  schema: '2.0',
  config: { streaming_mode: streaming, update_multi: true },
  body: { elements: contents.map((content, i) => markdown(`e${i + 1}`, content)) },
});

describe.concurrent.each(profiles)('in the profile %s', (profile) => {
  it.each(ways)('a card is created, sent, operated and closed %s', async (way, start) => {
    const { emulator, cardkit } = await start(profile);
    const { cards, elements, messages } = cardkit;
    const { cardId } = await cards.create(card(true, 'one', 'two'));
    // The client repeats until messaging knows the card; in the process nobody does.
    if (way === 'in the process') emulator.clock.advance(1000);
    const sent = await messages.send({ to: 'oc_group', card: { cardId }, uuid: 'm-1' });
    expect(sent.chatId).toBe('oc_group');

    // 1 may be reserved, so it begins with 2.
    let { sequence } = await cards.send(
      cardId,
      [{ type: 'content', elementId: 'e1', content: 'one and more' }],
      { sequence: 1 },
    );
    ({ sequence } = await cards.send(
      cardId,
      [
        {
          type: 'batch',
          actions: [
            {
              action: 'partial_update_element',
              params: { element_id: 'e2', partial_element: { content: 'TWO' } },
            },
            { action: 'add_elements', params: { type: 'append', elements: [markdown('e3', '3')] } },
          ],
        },
        { type: 'content', elementId: 'e1', content: 'one and more and more' },
      ],
      { sequence },
    ));
    await elements.patch(cardId, 'e2', { content: 'Two' }, { sequence: sequence + 1 });
    await elements.update(cardId, 'e2', markdown('e2', 'two'), { sequence: sequence + 2 });
    await elements.delete(cardId, 'e2', { sequence: sequence + 3 });
    await cards.settings(
      cardId,
      { config: { streaming_mode: false } },
      { sequence: sequence + 4, final: true },
    );
    expect(emulator.cards.get(cardId)).toMatchObject({
      streaming: false,
      messageId: sent.messageId,
    });
    expect(emulator.cards.get(cardId)!.card.body!.elements).toEqual([
      markdown('e1', 'one and more and more'),
      markdown('e3', '3'),
    ]);

    const end = { type: 'replace', card: card(false, 'end') } as const;
    const last = await cards.send(cardId, [end], { sequence: sequence + 4, final: true });
    expect(last).toEqual({ sequence: sequence + 5 });
    expect(emulator.cards.get(cardId)!.card).toEqual(card(false, 'end'));
    expect(emulator.messages).toHaveLength(1);
  });

  it('many cards at once are never refused for their rate', async () => {
    const emulator = await startEmulator({ profile, appId: APP_ID, appSecret: APP_SECRET });
    closing.push(() => emulator.close());
    const { cards, elements, messages } = clientOf(emulator);
    const life = async (index: number) => {
      const { cardId } = await cards.create(card(true, 'one'));
      await messages.send({ to: `ou_${index}`, card: { cardId }, uuid: `m-${index}` });
      for (let sequence = 2; sequence < 14; sequence++) {
        await elements.content(cardId, 'e1', 'one'.padEnd(sequence), { sequence });
      }
    };
    const lives = Array.from({ length: 8 }, (_, index) => life(index));
    await Promise.all(lives);
    const throttled = emulator.calls.filter(({ code }) =>
      [99991400, 230020, 2200].includes(code ?? 0),
    );
    expect(throttled).toEqual([]);
    expect(emulator.calls.filter(({ path }) => path.endsWith('/content'))).toHaveLength(8 * 12);
  }, 20_000);
});
