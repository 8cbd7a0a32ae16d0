import { Card, Markdown } from 'larkx';
import { createEmulator } from 'larkx/emulator';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Budget } from '../../src/live/budget.js';
import { type LiveOptions, resumeLive, sendLive } from '../../src/live/live-card.js';
import { LEASE_MS, Ownership } from '../../src/live/ownership.js';
import { recordsInMemory } from '../../src/live/record.js';
import { failsAfterwards, faulty, held, noAnswer } from '../support/faulty.js';
import { now, stateOf, through } from '../support/stage.js';

const card = (text: string) => (
  <Card>
    <Markdown id="text">{text}</Markdown>
  </Card>
);

/** Two processes that share the records and the service. */
function twoProcesses() {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const emulator = createEmulator();
  const records = recordsInMemory();
  const process = () => {
    const service = faulty(emulator.cardkit);
    const errors: unknown[] = [];
    const time = () => Date.now();
    const options: LiveOptions = {
      cardkit: service.cardkit,
      records,
      budget: new Budget(time),
      pace: 0,
      overflow: 'error',
      now: time,
      onGone: (error) => errors.push(error),
    };
    return { service, options, errors };
  };
  const textOf = (cardId: string) => emulator.cards.get(cardId)?.card.body?.elements?.[0]?.content;
  return { emulator, records, one: process(), other: process(), textOf };
}

describe('a card that two processes know', () => {
  it('is written by the new owner alone, although the old one was only slow', async () => {
    const { one, other, textOf } = twoProcesses();
    const mine = await through(sendLive(card('a'), { to: 'oc_chat' }, one.options));
    const slow = held();
    one.service.next('write', slow.fault);
    const stalled = mine.render(card('b'));
    await now();
    await vi.advanceTimersByTimeAsync(LEASE_MS + 1000);
    const theirs = (await through(resumeLive(mine.cardId, card('c'), other.options)))!;
    expect(textOf(mine.cardId)).toBe('c');
    slow.release();
    await expect(through(stalled)).rejects.toMatchObject({ code: 'taken-over' });
    await expect(mine.render(card('d'))).rejects.toMatchObject({ code: 'taken-over' });
    expect(one.service.writes).toHaveLength(1);
    expect(mine.status).toBe('dead');
    expect(mine.signal.aborted).toBe(true);
    expect(one.errors).toEqual([expect.objectContaining({ code: 'taken-over' })]);
    await through(theirs.render(card('e')));
    expect(textOf(mine.cardId)).toBe('e');
    expect(other.service.writes[0]?.call.type).toBe('replace');
  });

  it('is given up when the record says so, before anything is sent', async () => {
    const { one, other } = twoProcesses();
    const mine = await through(sendLive(card('a'), { to: 'oc_chat' }, one.options));
    await vi.advanceTimersByTimeAsync(LEASE_MS + 1000);
    await through(resumeLive(mine.cardId, card('b'), other.options));
    await expect(through(mine.render(card('c')))).rejects.toMatchObject({ code: 'taken-over' });
    expect(one.service.writes).toEqual([]);
  });

  it('is not taken over while its owner is at it', async () => {
    const { one, other } = twoProcesses();
    const mine = await through(sendLive(card('a'), { to: 'oc_chat' }, one.options));
    await vi.advanceTimersByTimeAsync(LEASE_MS - 1000);
    expect(await resumeLive(mine.cardId, card('b'), other.options)).toBeUndefined();
    await through(mine.render(card('c')));
    await vi.advanceTimersByTimeAsync(LEASE_MS - 2000);
    expect(await resumeLive(mine.cardId, card('b'), other.options)).toBeUndefined();
  });

  it('can have one new owner only', async () => {
    const { records, one } = twoProcesses();
    const mine = await through(sendLive(card('a'), { to: 'oc_chat' }, one.options));
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    const time = () => Date.now();
    const both = await Promise.all([
      Ownership.takeOver(records, mine.cardId, time),
      Ownership.takeOver(records, mine.cardId, time),
    ]);
    expect(both.filter((owner) => owner !== undefined)).toHaveLength(1);
  });

  it('goes on with numbers above all that were reserved', async () => {
    const { one, other } = twoProcesses();
    const mine = await through(sendLive(card('a'), { to: 'oc_chat' }, one.options));
    one.service.next('write', failsAfterwards(noAnswer()));
    await through(mine.render(card('b')));
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    await through(resumeLive(mine.cardId, card('c'), other.options));
    expect(other.service.writes[0]!.sequence).toBeGreaterThan(one.service.writes.at(-1)!.sequence);
    expect(other.service.violations).toEqual([]);
  });

  it('is forgotten when it is closed', async () => {
    const { records, one } = twoProcesses();
    const mine = await through(sendLive(card('a'), { to: 'oc_chat' }, one.options));
    expect(await records.load(mine.cardId)).toBeDefined();
    await through(mine.close());
    expect(await records.load(mine.cardId)).toBeUndefined();
    expect(await stateOf(mine.ended)).toBe('resolved');
  });
});
