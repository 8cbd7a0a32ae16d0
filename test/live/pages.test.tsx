import { Card, Header, Markdown } from 'larkx';
import { describe, expect, it } from 'vitest';
import { stage, through } from '../support/stage.js';

const Lines = ({ count, streaming = false }: { count: number; streaming?: boolean }) => (
  <Card streamingMode={streaming} summary="Lines">
    <Header title="Lines" />
    {Array.from({ length: count }, (_, i) => (
      <Markdown key={i}>{`line ${i}`}</Markdown>
    ))}
  </Card>
);

const linesOf = (card: any): string[] => card.body.elements.map(({ content }: any) => content);

describe('a card of several pages', () => {
  it('holds every child once and in order', async () => {
    const { send, emulator } = stage({ overflow: 'pages' });
    const live = await send(<Lines count={10} />);
    expect(live.pages).toHaveLength(1);
    for (const count of [300, 170, 500, 20, 600]) {
      await through(live.render(<Lines count={count} />));
      const all = live.pages.flatMap(({ cardId }) => linesOf(emulator.cards.get(cardId)!.card));
      expect(all).toEqual(Array.from({ length: count }, (_, i) => `line ${i}`));
    }
    const replies = emulator.messages.map(({ replyTo }) => replyTo);
    expect(replies).toEqual([
      undefined,
      ...live.pages.slice(0, -1).map(({ messageId }) => messageId),
    ]);
  });

  it('streams a long text over pages, cut between blocks', async () => {
    const { send, emulator } = stage({ overflow: 'pages' });
    const live = await send(
      <Card streamingMode summary="Long">
        <Markdown id="answer" stream />
      </Card>,
    );
    const blocks = Array.from(
      { length: 200 },
      (_, i) => `Paragraph ${i} ${'word '.repeat(80)}\n\n`,
    );
    async function* source() {
      for (const block of blocks) yield block;
    }
    await through(live.stream('answer', source()));
    await through(live.close());
    expect(live.pages.length).toBeGreaterThan(2);
    const all = live.pages.map(({ cardId }) => emulator.cards.get(cardId)!);
    const text = all.map(({ card }) => linesOf(card).join('')).join('');
    expect(text.replace(/\s+/g, ' ').trim()).toBe(blocks.join('').replace(/\s+/g, ' ').trim());
    for (const { card, streaming } of all) {
      expect(streaming).toBe(false);
      expect(linesOf(card)[0]).toMatch(/^Paragraph/);
    }
  });
});
