import { describe, expect, it, vi } from 'vitest';
import { fails, held, refusal, takes } from '../support/faulty.js';
import { now, stage, stateOf, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('renders while a call is in flight', () => {
  it('become one further frame, the newest, which resolves them all', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const first = held();
    const second = held();
    service.next('write', first.fault, second.fault);
    const inFlight = live.render(<Run status="0" />);
    const waiting = ['1', '2', '3', '4'].map((status) => live.render(<Run status={status} />));
    await now();
    expect(service.writes).toHaveLength(1);
    expect(live.status).toBe('flushing');
    first.release();
    expect(await stateOf(inFlight)).toBe('resolved');
    expect(service.writes).toHaveLength(2);
    for (const one of waiting) expect(await stateOf(one)).toBe('pending');
    second.release();
    for (const one of waiting) expect(await stateOf(one)).toBe('resolved');
    expect(service.writes).toHaveLength(2);
    expect(live.status).toBe('idle');
    expectShown(live, <Run status="4" />);
  });

  it('make no call when the newest is what is there already', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const first = held();
    service.next('write', first.fault);
    const renders = ['a', 'b', 'a'].map((status) => live.render(<Run status={status} />));
    first.release();
    await through(Promise.all(renders));
    expect(service.writes).toHaveLength(1);
    expectShown(live, <Run status="a" />);
  });

  it('do not keep a text from being typed, however many come', async () => {
    const { send, service, kinds } = stage();
    const live = await send(<Run streaming answer="It" />);
    service.always('write', takes(100));
    const renders: Promise<void>[] = [];
    let answer = 'It';
    for (let step = 1; step <= 20; step++) {
      answer += ` ${step}`;
      renders.push(live.render(<Run streaming status={`step ${step}`} answer={answer} />));
      await vi.advanceTimersByTimeAsync(30);
    }
    expect(kinds()).toContain('content');
    expect(await stateOf(renders[0]!)).toBe('resolved');
    await through(Promise.all(renders));
  });

  it('are sent in the place of one that the service has no time for', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(99991400, { retryAfterMs: 3000 })));
    const old = live.render(<Run status="old" />);
    await now();
    expect(live.status).toBe('backing-off');
    const young = live.render(<Run status="new" />);
    await through(Promise.all([old, young]));
    expect(JSON.stringify(service.writes[1])).toContain('"new"');
    expect(service.writes).toHaveLength(2);
    expectShown(live, <Run status="new" />);
  });

  it('are rendered when they are asked for, not when they are sent', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const first = held();
    service.next('write', first.fault);
    let status = 'then';
    const Later = () => <Run status={status} />;
    const renders = [live.render(<Run status="0" />), live.render(<Later />)];
    status = 'now';
    first.release();
    await through(Promise.all(renders));
    expectShown(live, <Run status="then" />);
  });
});

describe('two cards', () => {
  it('do not wait for each other', async () => {
    const { send, service } = stage();
    const one = await send(<Run />);
    const other = await send(<Run />);
    const first = held();
    service.next('write', first.fault);
    const slow = one.render(<Run status="slow" />);
    const fast = other.render(<Run status="fast" />);
    expect(await stateOf(fast)).toBe('resolved');
    expect(await stateOf(slow)).toBe('pending');
    first.release();
    await through(slow);
  });
});
