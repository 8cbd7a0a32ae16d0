import fc from 'fast-check';
import { type Bucket, createRateLimiter, type RateLimiter } from 'larkx/cardkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const bucket = (key: string, ...windows: [calls: number, ms: number][]): Bucket => ({
  key,
  windows: windows.map(([calls, ms]) => ({ calls, ms })),
});

interface Gone {
  card: string;
  index: number;
  at: number;
  final: boolean;
}

/** Asks for a call and writes down when it went. */
function asker(limiter: RateLimiter, buckets: (card: string) => readonly Bucket[]) {
  const gone: Gone[] = [];
  const start = performance.now();
  const ask = async (card: string, index: number, final = false) => {
    await limiter.acquire({ app: 'a', buckets: buckets(card), card, final });
    gone.push({ card, index, at: performance.now() - start, final });
  };
  return { gone, ask };
}

/** The most calls within any stretch of so many milliseconds, its end not included. */
function densest(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(
    0,
    ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length),
  );
}

describe('a rate limiter', () => {
  it('lets calls go at once while the limit is not reached, and then as the window moves on', async () => {
    const { gone, ask } = asker(createRateLimiter(), () => [bucket('b', [3, 1000])]);
    for (let index = 0; index < 7; index++) void ask('1', index);
    await vi.advanceTimersByTimeAsync(0);
    expect(gone.map(({ index }) => index)).toEqual([0, 1, 2]);
    await vi.advanceTimersByTimeAsync(999);
    expect(gone).toHaveLength(3);
    await vi.runAllTimersAsync();
    expect(gone.map(({ at }) => at)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000]);
    expect(gone.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('leaves no timer behind when nobody waits', async () => {
    const { ask } = asker(createRateLimiter(), () => [bucket('b', [2, 1000])]);
    void ask('1', 0);
    expect(vi.getTimerCount()).toBe(0);
    void ask('1', 1);
    void ask('1', 2);
    expect(vi.getTimerCount()).toBe(1);
    await vi.runAllTimersAsync();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is never over a limit in any stretch of time, and keeps the order inside a card', async () => {
    const waits = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 }));
    const calls = fc.array(
      fc.record({ card: fc.constantFrom('1', '2', '3'), wait: waits, final: fc.boolean() }),
      { minLength: 1, maxLength: 60 },
    );
    const limits = fc.record({
      second: fc.integer({ min: 1, max: 12 }),
      minute: fc.integer({ min: 1, max: 30 }),
      card: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(calls, limits, async (plan, { second, minute, card: perCard }) => {
        const { gone, ask } = asker(createRateLimiter(), (card) => [
          bucket(`card ${card}`, [perCard, 1000]),
          bucket('endpoint', [second, 1000], [minute, 60_000]),
        ]);
        for (const [index, { card, wait, final }] of plan.entries()) {
          void ask(card, index, final);
          await vi.advanceTimersByTimeAsync(wait);
        }
        await vi.runAllTimersAsync();

        expect(gone, 'nobody waits for ever').toHaveLength(plan.length);
        const times = gone.map(({ at }) => at);
        expect(densest(times, 1000)).toBeLessThanOrEqual(second);
        expect(densest(times, 60_000)).toBeLessThanOrEqual(minute);
        for (const card of ['1', '2', '3']) {
          const own = gone.filter((one) => one.card === card);
          expect(
            densest(
              own.map(({ at }) => at),
              1000,
            ),
          ).toBeLessThanOrEqual(perCard);
          expect(own.map(({ index }) => index)).toEqual(
            own.map(({ index }) => index).sort((a, b) => a - b),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts a call until its answer, since the service counts when it arrives', async () => {
    const limiter = createRateLimiter();
    const arrivals: number[] = [];
    const call = async (arrivesAfter: number) => {
      let answer = () => {};
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await limiter.acquire({ app: 'a', buckets: [bucket('b', [5, 1000])], answered });
      setTimeout(() => {
        arrivals.push(performance.now());
        answer();
      }, arrivesAfter);
    };
    // The first ones are slow on their way, the later ones are not.
    for (const delay of [900, 900, 900, 900, 900, 0, 0, 0, 0, 0]) void call(delay);
    await vi.runAllTimersAsync();
    expect(arrivals).toHaveLength(10);
    expect(densest(arrivals, 1000)).toBe(5);
  });

  it('does not hold calls back for answers that are slow', async () => {
    const limiter = createRateLimiter();
    let gone = 0;
    for (let index = 0; index < 4; index++) {
      const answered = new Promise<void>((resolve) => setTimeout(resolve, 60_000));
      const request = { app: 'a', buckets: [bucket('b', [1, 1000])], answered };
      void limiter.acquire(request).then(() => {
        gone += 1;
      });
    }
    await vi.advanceTimersByTimeAsync(3000);
    expect(gone).toBe(4);
    await vi.runAllTimersAsync();
  });

  it('wastes nothing: what the limit allows goes', async () => {
    const { gone, ask } = asker(createRateLimiter(), () => [bucket('b', [10, 1000])]);
    for (let index = 0; index < 100; index++) void ask(String(index % 7), index);
    await vi.runAllTimersAsync();
    expect(gone.at(-1)!.at).toBe(9000);
  });

  it('gives each card its turn, however many calls of another one came before', async () => {
    const { gone, ask } = asker(createRateLimiter(), () => [bucket('b', [2, 1000])]);
    for (let index = 0; index < 10; index++) void ask('busy', index);
    void ask('second', 10);
    void ask('third', 11);
    await vi.runAllTimersAsync();
    expect(gone.map(({ card }) => card).slice(0, 8)).toEqual([
      // Nobody else was there.
      'busy',
      'busy',
      'busy',
      'second',
      'third',
      'busy',
      'busy',
      'busy',
    ]);
  });

  it('does not hold a card up because another one is over its own limit', async () => {
    const { gone, ask } = asker(createRateLimiter(), (card) => [
      bucket(`card ${card}`, [1, 1000]),
      bucket('b', [50, 1000]),
    ]);
    void ask('busy', 0);
    void ask('busy', 1);
    void ask('other', 2);
    await vi.advanceTimersByTimeAsync(0);
    expect(gone.map(({ index }) => index)).toEqual([0, 2]);
    await vi.runAllTimersAsync();
  });

  it('lets the card with a final frame go first, what came before on that card included', async () => {
    const { gone, ask } = asker(createRateLimiter(), () => [bucket('b', [1, 1000])]);
    void ask('x', 0);
    void ask('x', 1);
    void ask('y', 2);
    void ask('z', 3);
    void ask('z', 4, true);
    await vi.runAllTimersAsync();
    expect(gone.map(({ index }) => index)).toEqual([0, 3, 4, 1, 2]);
  });

  it('gives nobody a turn before those who wait, where the timer is late', async () => {
    let ms = 0;
    const limiter = createRateLimiter({ now: () => ms });
    const { gone, ask } = asker(limiter, () => [bucket('b', [1, 1000])]);
    void ask('x', 0);
    void ask('y', 1);
    void ask('z', 2, true);
    ms = 1000;
    void ask('newcomer', 3);
    await Promise.resolve();
    await Promise.resolve();
    expect(gone.map(({ card }) => card)).toEqual(['x', 'z']);
    ms = 2000;
    void ask('another', 4);
    await Promise.resolve();
    await Promise.resolve();
    expect(gone.map(({ card }) => card)).toEqual(['x', 'z', 'y']);
  });

  it('keeps what a final frame needs that waits for two busy buckets', async () => {
    const needs: Record<string, Bucket[]> = {
      a: [bucket('a', [1, 1000])],
      b: [bucket('b', [1, 1000])],
      both: [bucket('a', [1, 1000]), bucket('b', [1, 1000])],
    };
    const limiter = createRateLimiter({ patienceMs: 1e9 });
    const { gone, ask } = asker(limiter, (card) => needs[card]!);
    // Bucket a is free on the full second, b on the half one, and there is always somebody to take it.
    for (let index = 0; index < 10; index++) void ask('a', index);
    await vi.advanceTimersByTimeAsync(500);
    for (let index = 10; index < 20; index++) void ask('b', index);
    await vi.advanceTimersByTimeAsync(100);
    void ask('both', 20, true);
    await vi.runAllTimersAsync();
    expect(gone).toHaveLength(21);
    expect(gone.find(({ card }) => card === 'both')!.at).toBe(1500);
    expect(gone.filter(({ at }) => at <= 2500).map(({ card, at }) => [card, at])).toEqual([
      ['a', 0],
      ['b', 500],
      ['both', 1500],
      ['a', 2500],
      ['b', 2500],
    ]);
  });

  it('lets newcomers go where a final frame that waits loses nothing by it', async () => {
    const { gone, ask } = asker(createRateLimiter(), (card) => [
      bucket(`card ${card}`, [1, 1000]),
      bucket('b', [4, 1000]),
    ]);
    void ask('x', 0, true);
    void ask('x', 1, true);
    for (let index = 2; index < 8; index++) void ask(String(index), index);
    await vi.advanceTimersByTimeAsync(999);
    // The fourth of this second would be free again when x has its turn.
    expect(gone.map(({ index }) => index)).toEqual([0, 2, 3, 4]);
    await vi.runAllTimersAsync();
    expect(gone.map(({ index, at }) => [index, at]).slice(4)).toEqual([
      [1, 1000],
      [5, 1000],
      [6, 1000],
      [7, 1000],
    ]);
  });

  it('lets nobody wait for ever behind final frames that keep coming', async () => {
    const { gone, ask } = asker(createRateLimiter(), () => [bucket('b', [1, 1000])]);
    void ask('first', 0);
    void ask('patient', 1);
    for (let index = 2; index < 40; index++) {
      void ask(`f${index}`, index, true);
      void ask(`g${index}`, index, true);
      await vi.advanceTimersByTimeAsync(1000);
    }
    const patient = gone.find(({ card }) => card === 'patient');
    expect(patient?.at).toBeLessThanOrEqual(7000);
    await vi.runAllTimersAsync();
  });

  it('pauses a bucket that the service has named, and no other', async () => {
    const limiter = createRateLimiter();
    const { gone, ask } = asker(limiter, (card) => [bucket(card, [10, 1000])]);
    limiter.penalize(['x'], 3000);
    limiter.penalize(['x'], 1000);
    void ask('x', 0);
    void ask('y', 1);
    await vi.advanceTimersByTimeAsync(2999);
    expect(gone.map(({ card }) => card)).toEqual(['y']);
    await vi.runAllTimersAsync();
    expect(gone).toMatchObject([{ card: 'y' }, { card: 'x', at: 3000 }]);
  });

  it.each([Number.POSITIVE_INFINITY, 1e12])('does not pause for %i ms', async (ms) => {
    const limiter = createRateLimiter();
    const { gone, ask } = asker(limiter, () => [bucket('b', [10, 1000])]);
    limiter.penalize(['b'], ms);
    void ask('x', 0);
    await vi.runAllTimersAsync();
    expect(gone).toMatchObject([{ at: 60_000 }]);
  });

  it('says how many calls could go', async () => {
    const limiter = createRateLimiter();
    const one = bucket('b', [3, 1000], [4, 60_000]);
    const { ask } = asker(limiter, () => [one]);
    expect(limiter.available!(one)).toBe(3);
    await ask('x', 0);
    await ask('x', 1);
    expect(limiter.available!(one)).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(limiter.available!(one)).toBe(2);
    limiter.penalize(['b'], 500);
    expect(limiter.available!(one)).toBe(0);
  });

  describe('whose caller aborts', () => {
    it('rejects with the reason, counts nothing and lets the next one go', async () => {
      const limiter = createRateLimiter();
      const buckets = [bucket('b', [1, 1000])];
      const { gone, ask } = asker(limiter, () => buckets);
      const controller = new AbortController();
      await ask('x', 0);
      const aborted = limiter.acquire({ app: 'a', buckets, card: 'x', signal: controller.signal });
      void ask('x', 1);
      controller.abort('enough');
      await expect(aborted).rejects.toBe('enough');
      await vi.runAllTimersAsync();
      expect(gone.map(({ at }) => at)).toEqual([0, 1000]);
    });

    it('before it asked rejects at once', async () => {
      const limiter = createRateLimiter();
      const signal = AbortSignal.abort('no');
      const buckets = [bucket('b', [1, 1000])];
      await expect(limiter.acquire({ app: 'a', buckets, signal })).rejects.toBe('no');
      expect(limiter.available!(buckets[0]!)).toBe(1);
    });

    it('leaves no timer behind if it was the last one', async () => {
      const limiter = createRateLimiter();
      const buckets = [bucket('b', [1, 1000])];
      const controller = new AbortController();
      await limiter.acquire({ app: 'a', buckets });
      const waiting = limiter.acquire({ app: 'a', buckets, signal: controller.signal });
      controller.abort('no');
      await expect(waiting).rejects.toBe('no');
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  it('forgets what cards did that nobody writes to any more', async () => {
    const limiter = createRateLimiter();
    const { ask } = asker(limiter, (card) => [bucket(card, [1, 1000])]);
    for (let index = 0; index < 5000; index++) {
      await ask(String(index), index);
      if (index % 100 === 0) await vi.advanceTimersByTimeAsync(1000);
    }
    // Those of the last second still count.
    expect(limiter.available!(bucket('4999', [1, 1000]))).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(limiter.available!(bucket('4999', [1, 1000]))).toBe(1);
  });
});
