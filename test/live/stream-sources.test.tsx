import { Card, Markdown } from 'larkx';
import { describe, expect, it, vi } from 'vitest';
import { every, fed, textOf } from '../support/sources.js';
import { now, stage, stateOf, through } from '../support/stage.js';

const answer = (
  <Card streamingMode summary="s">
    <Markdown id="answer" stream />
  </Card>
);

async function staged() {
  const all = stage();
  const live = await all.send(answer);
  return { ...all, live, text: () => textOf(all.onServer(live).card, 'answer') };
}

describe('a source', () => {
  it('is a ReadableStream', async () => {
    const { live, text } = await staged();
    const source = new ReadableStream<string>({
      start(controller) {
        for (const chunk of ['a', 'b', 'c']) controller.enqueue(chunk);
        controller.close();
      },
    });
    await through(live.stream('answer', source));
    expect(text()).toBe('abc');
  });

  it('is a ReadableStream that cannot be iterated, which is cancelled when nobody reads on', async () => {
    const { live, text } = await staged();
    const cancel = vi.fn();
    const source = new ReadableStream<string>({
      start: (controller) => controller.enqueue('so far'),
      cancel,
    });
    const reads = { getReader: () => source.getReader() } as ReadableStream<string>;
    const streamed = live.stream('answer', reads);
    await now();
    live.abort(new Error('stop'));
    await expect(through(streamed)).rejects.toThrow('stop');
    expect(text()).toBe('so far');
    expect(cancel).toHaveBeenCalledOnce();
  });

  it.each([
    ['a string', 'abc'],
    ['an array', ['a', 'b']],
    ['nothing', undefined],
    ['a promise', Promise.resolve('a')],
  ])('is not %s; what was streamed before stays', async (_, source) => {
    const { live, text } = await staged();
    await through(live.stream('answer', every(1, ['before'])));
    await expect(live.stream('answer', source as never)).rejects.toBeInstanceOf(TypeError);
    expect(text()).toBe('before');
    await through(live.stream('answer', every(1, ['after'])));
    expect(text()).toBe('after');
  });

  it.each([
    ['an object', { delta: 'b' }],
    ['a number', 1],
    ['undefined', undefined],
    ['bytes', new Uint8Array([98])],
  ])('that gives %s ends the stream; what came before stays', async (_, chunk) => {
    const { live, text } = await staged();
    const closed = vi.fn();
    async function* source() {
      try {
        yield 'a';
        yield chunk as unknown as string;
      } finally {
        closed();
      }
    }
    await expect(through(live.stream('answer', source()))).rejects.toThrow(/chunks of text/);
    expect(text()).toBe('a');
    expect(closed).toHaveBeenCalledOnce();
  });

  it('may give nothing at all', async () => {
    const { live, text, service } = await staged();
    await through(live.stream('answer', every(1, [])));
    await through(live.stream('answer', every(1, ['', ''])));
    expect(text()).toBe('');
    expect(service.writes).toEqual([]);
  });

  it('is told when nobody reads on, and need not answer', async () => {
    const { live } = await staged();
    const { source, left, give } = fed();
    const hanging: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        ...source[Symbol.asyncIterator](),
        return: () => {
          left.count++;
          return new Promise(() => {});
        },
      }),
    };
    const streamed = live.stream('answer', hanging);
    streamed.catch(() => {});
    give('a');
    await now();
    live.abort(new Error('stop'));
    await expect(through(streamed)).rejects.toThrow('stop');
    expect(left.count).toBe(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('in return');
      },
    ],
    ['rejects', () => Promise.reject(new Error('in return'))],
  ])('may fail when it is told so: it %s', async (_, leave) => {
    const { live, text } = await staged();
    const { source, give } = fed();
    const failing = {
      [Symbol.asyncIterator]: () => ({ ...source[Symbol.asyncIterator](), return: leave }),
    } as AsyncIterable<string>;
    const streamed = live.stream('answer', failing);
    streamed.catch(() => {});
    give('a');
    await now();
    live.abort(new Error('stop'));
    await expect(through(streamed)).rejects.toThrow('stop');
    expect(text()).toBe('a');
  });

  it('that never lets anybody wait can be stopped', async () => {
    const { live } = await staged();
    const controller = new AbortController();
    async function* source() {
      for (let i = 0; ; i++) {
        if (i === 50) controller.abort(new Error('enough'));
        yield 'a';
      }
    }
    const streamed = live.stream('answer', source(), { signal: controller.signal });
    await expect(through(streamed)).rejects.toThrow('enough');
  });

  it('is not read at all when its signal has fired before', async () => {
    const { live, service } = await staged();
    const next = vi.fn();
    const source = { [Symbol.asyncIterator]: () => ({ next }) };
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(through(live.stream('answer', source, { signal }))).rejects.toThrow('too late');
    expect(next).not.toHaveBeenCalled();
    expect(service.writes).toEqual([]);
  });

  it('that never ends is left when the card is closed', async () => {
    const { live, text, onServer } = await staged();
    const { source, left, give } = fed();
    const streamed = live.stream('answer', source);
    const ended = expect(streamed).rejects.toMatchObject({ code: 'closed' });
    give('so far');
    await now();
    await through(live.close());
    await ended;
    expect(left.count).toBe(1);
    expect(text()).toBe('so far');
    expect(onServer(live).streaming).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that fails is told of as it failed, whatever it threw', async () => {
    const { live, errors } = await staged();
    async function* source(): AsyncGenerator<string> {
      yield 'a';
      throw 'overloaded';
    }
    await expect(through(live.stream('answer', source()))).rejects.toBe('overloaded');
    expect(errors).toEqual(['overloaded']);
  });
});

describe('chunks', () => {
  it('that are the same are all written', async () => {
    const { live, text } = await staged();
    await through(live.stream('answer', every(5, ['ha ', 'ha ', 'ha ', '!'])));
    expect(text()).toBe('ha ha ha !');
  });

  it('that come faster than calls go wait for one call', async () => {
    const { send, service, onServer } = stage({ pace: 200 });
    const live = await send(answer);
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source);
    for (let i = 0; i < 100; i++) give(`${i} `);
    end();
    await through(streamed);
    expect(textOf(onServer(live).card, 'answer')?.split(' ')).toHaveLength(101);
    expect(service.writes.length).toBeLessThan(4);
  });

  it('of snapshots may shrink, and start anew', async () => {
    const { live, text } = await staged();
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source, { from: 'snapshots' });
    const seen: unknown[] = [];
    for (const snapshot of ['One', 'One two', 'One', 'Else', '']) {
      give(snapshot);
      await through(Promise.resolve());
      seen.push(text());
    }
    expect(seen).toEqual(['One', 'One two', 'One', 'Else', '']);
    give('End');
    end();
    await through(streamed);
    expect(text()).toBe('End');
  });

  it('may end in the middle of a character', async () => {
    const { live, text } = await staged();
    const [high, low] = ['😀'.slice(0, 1), '😀'.slice(1)];
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source);
    give(`a${high}`);
    await through(Promise.resolve());
    expect(text()).toBe('a');
    give(`${low}b`);
    end();
    await through(streamed);
    expect(text()).toBe('a😀b');
  });

  it('come with the frame that is in flight behind them', async () => {
    const { live, text, service } = await staged();
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source);
    give('a');
    await now();
    const rendered = live.render(answer);
    give('b');
    end();
    await through(Promise.all([streamed, rendered]));
    expect(text()).toBe('ab');
    expect(await stateOf(streamed)).toBe('resolved');
    expect(service.violations).toEqual([]);
  });
});
