import { Card, Div, Markdown, PlainText } from 'larkx';
import { describe, expect, it, vi } from 'vitest';
import { every, textOf } from '../support/sources.js';
import { stage, through } from '../support/stage.js';

const Answer = ({ status = 'on', streaming = true }: { status?: string; streaming?: boolean }) => (
  <Card streamingMode={streaming} summary="An answer">
    <Markdown id="status">{status}</Markdown>
    <Markdown id="answer" stream />
  </Card>
);

describe('live.stream', () => {
  it('types what comes, and all of it arrives', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    await through(live.stream('answer', every(50, ['ha', 'ha', 'ha', '!'])));
    expect(textOf(onServer(live).card, 'answer')).toBe('hahaha!');
    const kinds = onServer(live).frames.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['typed']));
  });

  it('keeps the text through renders', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    await through(live.stream('answer', every(10, ['one ', 'two'])));
    await through(live.render(<Answer status="done" />));
    expect(textOf(onServer(live).card, 'answer')).toBe('one two');
    expect(textOf(onServer(live).card, 'status')).toBe('done');
    await through(live.close());
    expect(textOf(onServer(live).card, 'answer')).toBe('one two');
    expect(onServer(live).streaming).toBe(false);
  });

  it('takes snapshots only where it is told so', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    await through(
      live.stream('answer', every(10, ['ha', 'haha', 'hahaha']), { from: 'snapshots' }),
    );
    expect(textOf(onServer(live).card, 'answer')).toBe('hahaha');
  });

  it('leaves what has come when the source fails, and says why', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    async function* broken() {
      yield 'so far';
      throw new Error('model overloaded');
    }
    await expect(through(live.stream('answer', broken()))).rejects.toThrow('model overloaded');
    expect(textOf(onServer(live).card, 'answer')).toBe('so far');
    await through(live.render(<Answer status="failed" />));
    expect(textOf(onServer(live).card, 'answer')).toBe('so far');
  });

  it('refuses an element that is not there, and a second stream into one', async () => {
    const { send } = stage();
    const live = await send(<Answer />);
    await expect(live.stream('nowhere', every(1, ['x']))).rejects.toMatchObject({
      code: 'stream-slot',
    });
    const first = live.stream('answer', every(10, ['x']));
    await expect(live.stream('answer', every(1, ['y']))).rejects.toMatchObject({
      code: 'stream-busy',
    });
    await through(first);
  });

  it('ends with the signal, and with abort, and with close', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    const controller = new AbortController();
    const aborted = live.stream('answer', every(100, ['a', 'b', 'c']), {
      signal: controller.signal,
    });
    await vi.advanceTimersByTimeAsync(150);
    controller.abort(new Error('enough'));
    await expect(through(aborted)).rejects.toThrow('enough');
    expect(textOf(onServer(live).card, 'answer')).toBe('a');
    const stopped = live.stream('answer', every(100, ['d', 'e']));
    await vi.advanceTimersByTimeAsync(150);
    live.abort();
    await expect(through(stopped)).rejects.toMatchObject({ name: 'AbortError' });
    expect(live.signal.aborted).toBe(true);
    expect(textOf(onServer(live).card, 'answer')).toBe('d');
    const cut = live.stream('answer', every(100, ['f', 'g']));
    cut.catch(() => {});
    await vi.advanceTimersByTimeAsync(150);
    await through(live.close());
    await expect(cut).rejects.toMatchObject({ code: 'closed' });
    expect(textOf(onServer(live).card, 'answer')).toBe('f');
  });

  it('types into a plain text', async () => {
    const { send, onServer } = stage();
    const live = await send(
      <Card streamingMode summary="s">
        <Div>
          <PlainText id="words" stream />
        </Div>
      </Card>,
    );
    await through(live.stream('words', every(10, ['*a', 'b*'])));
    expect(JSON.stringify(onServer(live).card)).toContain('"content":"*ab*"');
  });

  it('streams for 25 minutes, loses nothing and renews three times at most', {
    timeout: 60_000,
  }, async () => {
    const { send, onServer, events } = stage({ pace: 200 });
    const live = await send(<Answer />);
    const words = Array.from({ length: 1500 }, (_, i) => `${i} `);
    await through(live.stream('answer', every(1000, words)));
    expect(textOf(onServer(live).card, 'answer')?.trim()).toBe(words.join('').trim());
    expect(events.filter(({ reason }) => reason === 'reopen').length).toBeLessThanOrEqual(3);
    expect(events.filter(({ error }) => error)).toEqual([]);
    await through(live.close());
    expect(textOf(onServer(live).card, 'answer')).toBe(words.join(''));
  });
});
