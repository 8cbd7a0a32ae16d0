import { Card, Markdown } from 'larkx';
import { createApp } from 'larkx/app';
import { createEmulator } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';

const note = (text: string) => (
  <Card>
    <Markdown id="note">{text}</Markdown>
  </Card>
);

describe('a live card', () => {
  it('shows what it promises and nothing else', async () => {
    const { cardkit } = createEmulator();
    const live = await createApp({ cardkit }).send(note('a'), { to: 'oc_chat' });
    expect(Object.keys(live).sort().join(' ')).toBe(
      'abort card cardId chatId close messageId pages render signal status stream why',
    );
  });

  it('cannot be led astray by changing the card that it hands out', async () => {
    const { cardkit, cards } = createEmulator();
    const live = await createApp({ cardkit }).send(note('a'), { to: 'oc_chat' });
    (live.card.body?.elements?.[0] as { content?: string }).content = 'b';
    await live.render(note('b'));
    expect(cards.get(live.cardId)?.card.body?.elements).toEqual([
      { tag: 'markdown', element_id: 'note', content: 'b' },
    ]);
  });

  it('is not created for a receiver that is none', async () => {
    const { cardkit, calls } = createEmulator();
    const app = createApp({ cardkit });
    await expect(app.send(note('a'), { to: 'chat' })).rejects.toThrow(/oc_/);
    expect(calls).toEqual([]);
  });
});
