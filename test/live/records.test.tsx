import { Card, Markdown } from 'larkx';
import { createEmulator } from 'larkx/emulator';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Budget } from '../../src/live/budget.js';
import { type LiveOptions, sendLive } from '../../src/live/live-card.js';
import { LEASE_MS } from '../../src/live/ownership.js';
import { type Records, recordsInMemory } from '../../src/live/record.js';
import { fails, faulty, refusal } from '../support/faulty.js';
import { through } from '../support/stage.js';

const card = (text: string, streaming = false) => (
  <Card streamingMode={streaming} summary="s">
    <Markdown id="text">{text}</Markdown>
  </Card>
);

/** A card whose records can fail. */
async function staged({ overflow = 'error' as LiveOptions['overflow'] } = {}) {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const emulator = createEmulator({ knobs: { rateLimits: false } });
  const service = faulty(emulator.cardkit);
  const inner = recordsInMemory();
  const broken = new Set<keyof Records>();
  const guarded =
    <A extends unknown[], R>(name: keyof Records, go: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (broken.has(name)) throw new Error(`no ${name}`);
      return go(...args);
    };
  const records: Records = {
    load: guarded('load', inner.load),
    compareAndSet: vi.fn(guarded('compareAndSet', inner.compareAndSet)),
    delete: guarded('delete', inner.delete),
  };
  const now = () => Date.now();
  const budget = new Budget(now);
  const errors: unknown[] = [];
  const gone: unknown[] = [];
  const options: LiveOptions = {
    cardkit: service.cardkit,
    records,
    budget,
    pace: 0,
    overflow,
    now,
    onError: (error) => errors.push(error),
    onGone: (error) => gone.push(error),
  };
  const textOf = (cardId: string) => emulator.cards.get(cardId)?.card.body?.elements?.[0]?.content;
  return { emulator, service, records, inner, broken, budget, errors, gone, options, textOf };
}

describe('the record of a card', () => {
  it('holds what the service acknowledged last', async () => {
    const { options, inner } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    await through(live.render(card('b')));
    const stored = await inner.load(live.cardId);
    expect(stored?.record).toMatchObject({
      cardId: live.cardId,
      messageId: live.messageId,
      chatId: live.chatId,
      card: live.card,
      lease: { epoch: 1 },
    });
    expect(JSON.parse(JSON.stringify(stored?.record))).toEqual(stored?.record);
  });

  it('is not stored again where nothing has changed', async () => {
    const { options, records } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    await through(live.render(card('b')));
    const stored = vi.mocked(records.compareAndSet).mock.calls.length;
    await through(live.render(card('b')));
    expect(records.compareAndSet).toHaveBeenCalledTimes(stored);
  });

  it('that cannot be stored at the beginning fails the send', async () => {
    const { options, broken } = await staged();
    broken.add('compareAndSet');
    const sent = sendLive(card('a'), { to: 'oc_chat' }, options);
    await expect(through(sent)).rejects.toThrow('no compareAndSet');
  });

  it('that cannot be stored is tried again, and nothing is sent twice', async () => {
    const { options, broken, textOf, service, inner } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    broken.add('compareAndSet');
    const rendered = live.render(card('b'));
    await vi.advanceTimersByTimeAsync(200);
    expect(textOf(live.cardId)).toBe('b');
    broken.clear();
    await through(rendered);
    expect(service.writes).toHaveLength(1);
    expect((await inner.load(live.cardId))?.record.card).toEqual(live.card);
  });

  it('that can never be stored rejects the render, after a number of attempts', async () => {
    const { options, broken, errors, service, textOf } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    broken.add('compareAndSet');
    await expect(through(live.render(card('b')))).rejects.toThrow('no compareAndSet');
    expect(errors).toHaveLength(1);
    expect(live.status).toBe('idle');
    expect(live.why()).toMatchObject({ failures: 0, error: { message: 'no compareAndSet' } });
    broken.clear();
    await through(live.render(card('c')));
    expect(textOf(live.cardId)).toBe('c');
    expect(service.violations).toEqual([]);
  });

  it('has to be renewed before anything is sent after the lease', async () => {
    const { options, broken, service } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    broken.add('compareAndSet');
    await expect(through(live.render(card('b')))).rejects.toThrow('no compareAndSet');
    expect(service.writes).toEqual([]);
  });

  it('that cannot be read leaves it to the service’s numbers who may write', async () => {
    const { options, broken, service, textOf, gone } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    broken.add('load');
    service.next('write', fails(refusal(300317)));
    await through(live.render(card('b')));
    expect(textOf(live.cardId)).toBe('b');
    expect(gone).toEqual([]);
  });

  it('that was deleted by somebody else ends the card', async () => {
    const { options, inner, gone, service } = await staged();
    const live = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    await inner.delete(live.cardId);
    service.next('write', fails(refusal(300317)));
    await expect(through(live.render(card('b')))).rejects.toMatchObject({ code: 'taken-over' });
    expect(gone).toHaveLength(1);
  });

  it('that cannot be deleted does not keep the card from being closed', async () => {
    const { options, broken, errors } = await staged();
    const live = await through(sendLive(card('a', true), { to: 'oc_chat' }, options));
    broken.add('delete');
    await through(live.close());
    expect(live.status).toBe('closed');
    expect(errors).toEqual([]);
  });

  it('is there for every page, and for none after the card was closed', async () => {
    const { options, inner, budget } = await staged({ overflow: 'pages' });
    const long = (
      <Card summary="s">
        {Array.from({ length: 400 }, (_, i) => (
          <Markdown key={i}>{`${i}`}</Markdown>
        ))}
      </Card>
    );
    const live = await through(sendLive(long, { to: 'oc_chat' }, options));
    const ids = live.pages.map(({ cardId }) => cardId);
    expect(ids).toHaveLength(3);
    for (const id of ids) expect(await inner.load(id)).toBeDefined();
    await through(live.render(card('a')));
    expect(budget.active).toBe(3);
    await through(live.close());
    for (const id of ids) expect(await inner.load(id)).toBeUndefined();
    expect(budget.active).toBe(0);
  });
});

describe('a card that was closed, or is gone', () => {
  it('is forgotten by the budget, and leaves no timer', async () => {
    const { options, budget, service } = await staged();
    const closed = await through(sendLive(card('a', true), { to: 'oc_chat' }, options));
    await through(closed.close());
    const dead = await through(sendLive(card('a'), { to: 'oc_chat' }, options));
    service.next('write', fails(refusal(200740)));
    await through(dead.render(card('b'))).catch(() => {});
    expect(budget.active).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is forgotten when what it waits for is over', async () => {
    const { options, service } = await staged();
    const live = await through(sendLive(card('a', true), { to: 'oc_chat' }, options));
    service.next('write', fails(refusal(99991400, { retryAfterMs: 3000 })));
    const rendered = live.render(card('b', true));
    const closed = live.close();
    await through(Promise.all([rendered, closed]));
    const { length } = service.writes;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(service.writes).toHaveLength(length);
    expect(vi.getTimerCount()).toBe(0);
  });
});
