import { createLarkChannel } from '@larksuiteoapi/node-sdk';
import { describe, expect, it } from 'vitest';
import { running, toward } from './setup.js';

// No piece starts as the one before it ends: the SDK would take that for a repetition and leave it out.
const PIECES = [
  '# Title\n',
  'One sentence, ',
  'another one, ',
  'and **some',
  ' more** of ',
  'them.\n',
  '- 表\n',
  '😀',
];
const TEXT = PIECES.join('');

/** The vendor's own streaming. Clicks would come by a webhook; to send, nothing has to be connected. */
async function channelOn(options: Parameters<typeof running>[0] = {}, outbound = {}) {
  const emulator = await running(options);
  const outboundSettings = { streamThrottleMs: 5, streamThrottleChars: 8, ...outbound };
  const channel = createLarkChannel({
    ...toward(emulator),
    transport: 'webhook',
    outbound: outboundSettings,
  });
  const lastCard = () => emulator.cards.get(emulator.cards.list().at(-1)!)!;
  const textOf = (card: unknown) =>
    (card as { body: { elements: { content: string }[] } }).body.elements[0]!.content;
  const texts = () => lastCard().frames.map(({ card }) => textOf(card));
  return { emulator, channel, lastCard, texts, textOf };
}

/** Lets the throttle of the stream fire. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 12));

describe('the vendor’s streaming channel', () => {
  it('connects by webhook, learns who its bot is, and sends', async () => {
    const { emulator, channel, lastCard } = await channelOn();
    await channel.connect();
    expect(channel.botIdentity).toEqual({ openId: 'ou_bot_cli_sdk', name: 'cli_sdk' });
    await channel.stream('oc_room', { markdown: async (stream) => stream.append('hello') });
    expect(lastCard().card.body?.elements?.[0]).toMatchObject({ content: 'hello' });
    expect(emulator.calls.map(({ endpoint }) => endpoint)).toContain('bot.info');
    expect(emulator.calls.filter(({ code }) => code !== 0)).toEqual([]);
    await channel.disconnect();
  });

  it('streams a text that grows by its end and closes the stream', async () => {
    const { emulator, channel, lastCard, texts } = await channelOn();
    const { messageId } = await channel.stream('oc_room', {
      markdown: async (stream) => {
        for (const piece of PIECES) {
          await stream.append(piece);
          await aMoment();
        }
      },
    });
    const { card, streaming, messageId: shown } = lastCard();
    expect(shown).toBe(messageId);
    expect(card).toMatchObject({
      config: { streaming_mode: false, summary: { content: expect.stringContaining('# Title') } },
      body: { elements: [{ tag: 'markdown', element_id: 'stream_md', content: TEXT }] },
    });
    expect(streaming).toBe(false);

    const grown = texts().filter((text) => TEXT.startsWith(text));
    expect(grown.length).toBeGreaterThan(2);
    expect(grown).toEqual([...grown].sort((one, other) => one.length - other.length));
    // The first text takes the place of the placeholder; from then on characters appear one by one.
    const kinds = lastCard().frames.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'typed').length).toBeGreaterThan(1);
    expect(emulator.calls.filter(({ code }) => code !== 0)).toEqual([]);
    const sequences = emulator.calls
      .map(({ body }) => (body as { sequence?: number } | undefined)?.sequence)
      .filter((sequence) => sequence !== undefined);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });

  it('shows a text at once that does not continue the old one', async () => {
    const { channel, lastCard } = await channelOn();
    await channel.stream('oc_room', {
      markdown: async (stream) => {
        await stream.setContent('first');
        await aMoment();
        await stream.setContent('second');
        await aMoment();
      },
    });
    const shown = lastCard().frames.map(({ kind, card }) => ({ kind, card: JSON.stringify(card) }));
    expect(shown.some(({ kind, card }) => kind === 'jump' && card.includes('"second"'))).toBe(true);
    expect(lastCard().card.body?.elements?.[0]).toMatchObject({ content: 'second' });
  });

  it('goes on in a second card when the text is too long for one', async () => {
    const { emulator, channel, lastCard, textOf } = await channelOn(
      {},
      { streamMaxElementChars: 40 },
    );
    const lines = ['one one one one one', 'two two two two two', 'three three three'];
    const { messageId } = await channel.stream('ou_reader', {
      markdown: async (stream) => {
        await stream.setContent(lines.join('\n'));
        await aMoment();
      },
    });
    const [first, second] = emulator.cards.list().map((id) => emulator.cards.get(id)!);
    expect(textOf(first!.card)).toBe(lines.slice(0, 2).join('\n'));
    expect(textOf(second!.card)).toBe(lines[2]);
    expect([first!.streaming, second!.streaming]).toEqual([false, false]);
    expect(first!.messageId).toBe(messageId);
    expect(lastCard().messageId).not.toBe(messageId);
  });

  it('redraws a message that was sent as JSON', async () => {
    const { emulator, channel } = await channelOn();
    const card = (content: string) => ({
      schema: '2.0',
      config: { update_multi: true },
      body: { elements: [{ tag: 'markdown', content }] },
    });
    await channel.stream('oc_room', {
      card: {
        initial: card('before'),
        producer: async (stream) => {
          await stream.update(card('during'));
          await stream.update(card('after'));
        },
      },
    });
    expect(emulator.messages).toMatchObject([{ card: card('after') }]);
  });
});
