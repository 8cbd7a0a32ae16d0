import { Card, Markdown } from 'larkx';
import { describe, expect, it } from 'vitest';
import { every, textOf } from '../support/sources.js';
import { stage, through } from '../support/stage.js';

const answer = (
  <Card streamingMode summary="s">
    <Markdown id="answer" stream />
  </Card>
);

describe('a stream that brings nothing', () => {
  it('leaves the text of the one before when its signal is aborted already', async () => {
    const { send, onServer } = stage();
    const live = await send(answer);
    await through(live.stream('answer', every(10, ['first'])));
    const signal = AbortSignal.abort(new Error('too late'));
    const again = live.stream('answer', every(10, ['second']), { signal });
    await expect(through(again)).rejects.toThrow('too late');
    await through(live.close());
    expect(textOf(onServer(live).card, 'answer')).toBe('first');
  });

  it('leaves the text of the one before when its source fails, and another may follow', async () => {
    const { send, onServer } = stage();
    const live = await send(answer);
    await through(live.stream('answer', every(10, ['first'])));
    // biome-ignore lint/correctness/useYield: it fails before it brings anything
    async function* failing(): AsyncGenerator<string> {
      throw new Error('no model');
    }
    await expect(through(live.stream('answer', failing()))).rejects.toThrow('no model');
    await through(live.render(answer));
    expect(textOf(onServer(live).card, 'answer')).toBe('first');
    await through(live.stream('answer', every(10, ['second'])));
    expect(textOf(onServer(live).card, 'answer')).toBe('second');
  });

  it('empties the text when it ends well', async () => {
    const { send, onServer } = stage();
    const live = await send(answer);
    await through(live.stream('answer', every(10, ['first'])));
    await through(live.stream('answer', every(10, [])));
    expect(textOf(onServer(live).card, 'answer') ?? '').toBe('');
  });
});
