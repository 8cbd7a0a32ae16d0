import { createEmulator, type Fault, type FaultKind } from 'larkx/emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CardKitError } from '../../src/schema/cardkit-error.js';
import { cardOf, md } from './setup.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const card = cardOf([md('a')]);

async function stage() {
  const emulator = createEmulator();
  const { cardId } = await emulator.cardkit.cards.create(card);
  const write = (content: string, sequence: number, signal?: AbortSignal) =>
    emulator.cardkit.elements.patch(cardId, 'a', { content }, { sequence, signal });
  return {
    emulator,
    cardkit: emulator.cardkit,
    cardId,
    write,
    fail: (kind: FaultKind, more: Partial<Fault> = {}) =>
      emulator.faults.add({ on: '*', kind, ...more }),
    sequence: () => emulator.cards.get(cardId)!.sequence,
  };
}

/** How a call stands now. */
function watch(call: Promise<unknown>) {
  const state: { settled: boolean; error?: unknown } = { settled: false };
  call.then(
    () => {
      state.settled = true;
    },
    (error: unknown) => {
      state.settled = true;
      state.error = error;
    },
  );
  return state;
}

async function errorOf(call: Promise<unknown>): Promise<CardKitError> {
  const state = watch(call);
  await vi.runAllTimersAsync();
  expect(state.error).toBeInstanceOf(CardKitError);
  return state.error as CardKitError;
}

describe('a call in the process', () => {
  it('answers without a timer when nothing is wrong', async () => {
    const { write, sequence } = await stage();
    await write('new', 1);
    expect(sequence()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has its effect at once and its answer after the delay', async () => {
    const { write, sequence, fail } = await stage();
    fail('delay', { delayMs: 300 });
    const call = watch(write('new', 1));
    expect(sequence()).toBe(1);
    await vi.advanceTimersByTimeAsync(299);
    expect(call.settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(call).toEqual({ settled: true });
  });

  it.each([
    ['drop-before', 10_000, 0],
    ['drop-after', 10_000, 1],
    ['reset-before', 0, 0],
    ['reset-after', 0, 1],
  ] as const)('rejects %s after %i ms without an answer', async (kind, ms, executed) => {
    const { write, sequence, fail } = await stage();
    fail(kind);
    const call = watch(write('new', 1));
    expect(sequence()).toBe(executed);
    await vi.advanceTimersByTimeAsync(Math.max(0, ms - 1));
    expect(call.settled).toBe(ms === 0);
    await vi.advanceTimersByTimeAsync(1);
    expect(call.error).toMatchObject({ code: 0, status: 0, kind: 'resync', logId: '' });
    expect((call.error as Error).message).toMatch(/PATCH .*\/elements\/a: /);
  });

  it('says of a call without a number that it may be tried again', async () => {
    const { cardkit, fail } = await stage();
    for (const kind of ['drop-before', 'reset-after', 'truncated', 'not-json'] as const) {
      fail(kind);
      expect((await errorOf(cardkit.cards.create(card))).kind).toBe('retry');
    }
  });

  it.each([
    ['truncated', 200, 1],
    ['not-json', 200, 1],
  ] as const)(
    'rejects a %s answer: it was executed, but nobody can tell',
    async (kind, status, executed) => {
      const { write, sequence, fail, emulator } = await stage();
      fail(kind);
      const error = await errorOf(write('new', 1));
      expect(error).toMatchObject({ code: 0, status, kind: 'resync' });
      expect(error.logId).toBe(emulator.calls.at(-1)?.logId);
      expect(sequence()).toBe(executed);
    },
  );

  it('rejects each form of a server error', async () => {
    const { write, fail } = await stage();
    fail('5xx-before', { times: 3 });
    const errors = [];
    for (const sequence of [1, 2, 3]) errors.push(await errorOf(write('new', sequence)));
    expect(errors.map(({ status, code, kind }) => [status, code, kind])).toEqual([
      [500, 2200, 'retry'],
      [502, 0, 'resync'],
      [503, 0, 'resync'],
    ]);
  });

  it('tells how long a throttle asks to wait', async () => {
    const { write, fail } = await stage();
    fail('429', { retryAfterMs: 2500 });
    expect(await errorOf(write('new', 1))).toMatchObject({
      code: 99991400,
      status: 429,
      kind: 'retry',
      retryAfterMs: 3000,
    });
  });

  it('is subject to the rate limits', async () => {
    const { write } = await stage();
    for (let sequence = 1; sequence <= 10; sequence++) await write(`${sequence}`, sequence);
    expect(await errorOf(write('late', 11))).toMatchObject({ code: 99991400, retryAfterMs: 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    await write('late', 12);
  });
});

describe('the token of calls in the process', () => {
  it('never runs out', async () => {
    const { write, emulator } = await stage();
    for (let hours = 1; hours <= 5; hours++) {
      emulator.clock.advance(60 * 60_000);
      await write(`${hours}`, hours);
    }
  });

  it('is replaced when it turns out stale, and the call is made again', async () => {
    const { cardkit, emulator, fail } = await stage();
    fail('stale-token', { on: 'cards.create' });
    const { cardId } = await cardkit.cards.create(card);
    expect(emulator.cards.get(cardId)).toBeDefined();
    expect(emulator.calls.slice(-2).map(({ code }) => code)).toEqual([99991663, 0]);
  });

  it('is replaced once per call', async () => {
    const { cardkit, emulator, fail } = await stage();
    fail('stale-token', { on: 'cards.create', times: 2 });
    expect(await errorOf(cardkit.cards.create(card))).toMatchObject({ code: 99991663 });
    expect(emulator.calls).toHaveLength(3);
    await cardkit.cards.create(card);
  });

  it('is not replaced under a number, which goes out once', async () => {
    const { write, emulator, sequence, fail } = await stage();
    fail('stale-token');
    expect(await errorOf(write('new', 1))).toMatchObject({ code: 99991663, kind: 'retry' });
    expect(emulator.calls).toHaveLength(2);
    await write('new', 2);
    expect(sequence()).toBe(2);
  });
});

describe('a signal', () => {
  const reason = new Error('enough');

  it('that has been aborted keeps the call from being made', async () => {
    const { write, emulator } = await stage();
    await expect(write('new', 1, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(emulator.calls).toHaveLength(1);
  });

  it.each(['delay', 'drop-before', 'drop-after', 'reset-before', 'truncated'] as const)(
    'ends the wait of %s at once, with its own reason and without a timer left',
    async (kind) => {
      const { write, fail } = await stage();
      fail(kind, { delayMs: 5000 });
      const controller = new AbortController();
      const removed = vi.spyOn(controller.signal, 'removeEventListener');
      const call = watch(write('new', 1, controller.signal));
      await vi.advanceTimersByTimeAsync(100);
      expect(call.settled).toBe(false);
      controller.abort(reason);
      await vi.advanceTimersByTimeAsync(0);
      expect(call.error).toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
      expect(removed).not.toHaveBeenCalled();
    },
  );

  it('is not listened to any longer when the answer is there', async () => {
    const { write, fail } = await stage();
    fail('delay', { delayMs: 10 });
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const call = write('new', 1, signal);
    await vi.advanceTimersByTimeAsync(10);
    await call;
    expect(added).toHaveBeenCalledOnce();
    expect(removed).toHaveBeenCalledWith('abort', added.mock.calls[0]?.[1]);
  });

  it('ends the wait for a second attempt as well', async () => {
    const { cardkit, fail, emulator } = await stage();
    fail('stale-token', { on: 'cards.create' });
    fail('delay', { on: 'cards.create', skip: 1, delayMs: 5000 });
    const controller = new AbortController();
    const call = watch(cardkit.cards.create(card, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(reason);
    await vi.advanceTimersByTimeAsync(0);
    expect(call.error).toBe(reason);
    expect(emulator.calls).toHaveLength(3);
  });
});

it('images arrive as the bytes that they are', async () => {
  const { cardkit, emulator } = await stage();
  const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]);
  const { imageKey } = await cardkit.uploadImage(png);
  expect(emulator.images.list()).toEqual([imageKey]);
  expect(emulator.images.get(imageKey)).toMatchObject({ imageKey, imageType: 'message' });
  expect([...emulator.images.get(imageKey)!.data]).toEqual([...png]);
  emulator.images.get(imageKey)!.data.fill(0);
  expect([...emulator.images.get(imageKey)!.data]).toEqual([...png]);
  expect(emulator.images.get('img_other')).toBeUndefined();
  expect(emulator.calls.at(-1)).toMatchObject({
    endpoint: 'images.upload',
    body: { image_type: 7, image: png.length },
  });
});
