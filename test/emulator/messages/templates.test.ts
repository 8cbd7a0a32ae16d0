import { describe, expect, it } from 'vitest';
import type { CardJson } from '../../../src/schema/call.js';
import { CARDS, cardOf, MESSAGES, md, refusalOf, still, wire } from '../setup.js';

/** The variable, as templates write it. */
const NAME = `$\{name}`;
const card = cardOf([md('a', `Hello, ${NAME}`)]);
const old = { elements: [{ tag: 'markdown', content: NAME }] } as unknown as CardJson;
const templates = { AAq1: { card, versions: { '1.0.0': old } } };
const greeting = (name: string) => cardOf([md('a', `Hello, ${name}`)]);

async function sent() {
  const emulator = still({ templates });
  const { messageId } = await emulator.cardkit.messages.send({
    to: 'oc_1',
    card: { templateId: 'AAq1', variables: { name: 'you' } },
  });
  return { emulator, messageId, call: wire(emulator, 'cli_local').call };
}

describe('a message with a template', () => {
  it('shows the card that the template makes', async () => {
    const { emulator } = await sent();
    expect(emulator.messages).toMatchObject([{ card: greeting('you') }]);
    expect(emulator.cards.list()).toEqual([]);
  });

  it('shows the version that it names', async () => {
    const { emulator } = await sent();
    await emulator.cardkit.messages.send({
      to: 'oc_1',
      card: { templateId: 'AAq1', version: '1.0.0', variables: { name: 'you' } },
    });
    expect(emulator.messages[1]).toMatchObject({
      card: { elements: [{ tag: 'markdown', content: 'you' }] },
    });
  });

  it.each<[string, object, string]>([
    ['an unknown template', { templateId: 'AAq2' }, 'ErrCode: 200380; '],
    ['an unknown version', { templateId: 'AAq1', version: '9' }, 'ErrCode: 200380; '],
    ['a missing variable', { templateId: 'AAq1' }, 'ErrCode: 200732; '],
  ])('is refused for %s', async (_, ref, text) => {
    const { emulator } = await sent();
    const send = emulator.cardkit.messages.send({
      to: 'oc_1',
      card: ref as { templateId: string },
    });
    const refusal = await refusalOf(send);
    expect(refusal.code).toBe(230099);
    expect(refusal.message).toContain(text);
    expect(emulator.messages).toHaveLength(1);
  });

  it('is checked like a card as JSON', async () => {
    const { emulator } = await sent();
    const long = emulator.cardkit.messages.send({
      to: 'oc_1',
      card: { templateId: 'AAq1', variables: { name: 'x'.repeat(30_000) } },
    });
    expect(await refusalOf(long)).toMatchObject({ code: 230025 });
  });

  it('can be patched with another one', async () => {
    const { emulator, messageId, call } = await sent();
    const data = { template_id: 'AAq1', template_variable: { name: 'all' } };
    const content = JSON.stringify({ type: 'template', data });
    expect(call('PATCH', `${MESSAGES}/${messageId}`, { content }).body.code).toBe(0);
    expect(emulator.messages[0]).toMatchObject({ card: greeting('all') });
  });

  it('becomes an entity whose texts are streamed into markdown only', async () => {
    const emulator = still({
      templates: {
        AAq1: {
          card: cardOf(
            [md('a'), { tag: 'div', text: { tag: 'plain_text', element_id: 'b', content: NAME } }],
            { config: { streaming_mode: true } },
          ),
        },
      },
    });
    const { messageId } = await emulator.cardkit.messages.send({
      to: 'oc_1',
      card: { templateId: 'AAq1', variables: { name: 'you' } },
    });
    const { call } = wire(emulator, 'cli_local');
    const { card_id } = call('POST', `${CARDS}/id_convert`, { message_id: messageId }).body.data;
    const write = (id: string, sequence: number) =>
      call('PUT', `${CARDS}/${card_id}/elements/${id}/content`, { content: 'more', sequence });
    expect(write('b', 1).body.code).toBe(300310);
    expect(write('a', 2).body.code).toBe(0);
  });
});
