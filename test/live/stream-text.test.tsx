import { Card, Markdown } from 'larkx';
import { describe, expect, it } from 'vitest';
import { every, fed, textOf } from '../support/sources.js';
import { stage, through } from '../support/stage.js';

const answer = (
  <Card streamingMode summary="s">
    <Markdown id="answer" stream />
  </Card>
);

/** What stands in the card after each chunk, after the last, and when the card was closed. */
async function seen(chunks: readonly string[], as?: 'markdown' | 'text' | 'raw') {
  const { send, onServer } = stage();
  const live = await send(answer);
  const text = () => textOf(onServer(live).card, 'answer');
  const { source, give, end } = fed();
  const streamed = live.stream('answer', source, { as });
  const texts: unknown[] = [];
  for (const chunk of chunks) {
    give(chunk);
    await through(Promise.resolve());
    texts.push(text());
  }
  end();
  await through(streamed);
  const complete = { text: text(), streaming: onServer(live).streaming };
  await through(live.close());
  return { texts, complete, closed: text() };
}

describe('a streamed text', () => {
  it('is safe markdown unless it is said to be something else', async () => {
    const { closed } = await seen(['**bold** <at id=all></at> ![](https://example.com/a.png)']);
    expect(closed).toContain('**bold**');
    expect(closed).not.toContain('<at');
    expect(closed).not.toContain('![');
  });

  it('is shown as it is as text', async () => {
    const { closed } = await seen(['**a', '** <at id=all></at>'], 'text');
    expect(closed).not.toContain('**a**');
    expect(closed).not.toContain('<at');
    expect(closed).toMatch(/at id=all/);
  });

  it('goes through unchanged as raw', async () => {
    const { closed } = await seen(['<at id=', 'all></at> **b**'], 'raw');
    expect(closed).toBe('<at id=all></at> **b**');
  });

  it('is in its finished form as soon as it is complete, although the card streams on', async () => {
    const { texts, complete, closed } = await seen(['```ts\nlet a', ' = 1;']);
    expect(complete.streaming).toBe(true);
    expect(complete.text).toBe('```ts\nlet a = 1;\n```');
    expect(closed).toBe(complete.text);
    // While it grows the fence is open, so that each frame goes on with the one before.
    expect(texts).toEqual(['```ts\nlet a', '```ts\nlet a = 1;']);
  });

  it.each([
    ['emphasis', ['It is **very', ' good']],
    ['a link', ['see [the docs](https://exa', 'mple.com/a']],
    ['a table', ['| a | b |\n|', '---|---|\n| 1 | 2 |\n', '| 3']],
    ['an entity', ['a &am', 'p; b']],
    ['a fence that is only begun', ['text\n\n``', '`\ncode']],
  ])('ends as the same text ends that came at once: %s', async (_, chunks) => {
    const { closed, complete } = await seen(chunks);
    const atOnce = await seen([chunks.join('')]);
    expect(closed).toBe(atOnce.closed);
    expect(complete.text).toBe(closed);
  });

  it.each([
    ['emphasis', ['It ', 'is **', 've', 'ry** g', 'ood']],
    ['a fence', ['Do:\n\n```', 'ts\nlet', ' a\n', '``', '`\n\nso']],
    ['a table', ['| a | b |\n', '|---|---|\n', '| 1 | 2 |\n', '| 3 | 4 |\n\nend']],
  ])('only grows while it is typed: %s', async (_, chunks) => {
    const { texts } = await seen(chunks);
    for (const [i, text] of texts.slice(1).entries()) {
      expect(String(text).startsWith(String(texts[i]))).toBe(true);
    }
  });

  it('keeps its form through renders after it', async () => {
    const { send, onServer } = stage();
    const live = await send(answer);
    await through(live.stream('answer', every(1, ['```\ncode'])));
    await through(live.render(answer));
    expect(textOf(onServer(live).card, 'answer')).toBe('```\ncode\n```');
  });
});
