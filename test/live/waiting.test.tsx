import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fails, failsAfterwards, noAnswer, refusal, takes } from '../support/faulty.js';
import { fed } from '../support/sources.js';
import { stage, stateOf, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('a card that a reader is about to change', () => {
  it('is waited for (200810), and gets the plan again', async () => {
    const { send, emulator, events, kinds, expectShown } = stage();
    const live = await send(<Run />);
    emulator.faults.add({ on: '*', kind: '200810', times: 3 });
    await through(live.render(<Run status="on" />));
    expect(kinds()).toBe('batch batch batch batch');
    expect(events.map(({ error }) => error?.code)).toEqual([200810, 200810, 200810, undefined]);
    expect(events.map(({ reason }) => reason)).toEqual(['next', 'retry', 'retry', 'retry']);
    expectShown(live, <Run status="on" />);
  });

  it('gets the newest that was rendered meanwhile', async () => {
    const { send, emulator, service, expectShown } = stage();
    const live = await send(<Run />);
    emulator.faults.add({ on: '*', kind: '200810', times: 2 });
    const renders = ['1', '2', '3'].map((status) => live.render(<Run status={status} />));
    await through(Promise.all(renders));
    expectShown(live, <Run status="3" />);
    expect(service.writes.length).toBeLessThanOrEqual(4);
  });
});

describe('whatever happens', () => {
  /** Rejections that nobody has taken. */
  function unhandled(): unknown[] {
    const found: unknown[] = [];
    const listen = (error: unknown) => found.push(error);
    process.on('unhandledRejection', listen);
    onTestFinished(() => void process.off('unhandledRejection', listen));
    return found;
  }

  it('no rejection is left to the process', async () => {
    const found = unhandled();
    const { send, service, app } = stage({ onError: undefined, overflow: 'pages' });
    for (const fault of [
      fails(noAnswer()),
      failsAfterwards(noAnswer()),
      fails(refusal(10002)),
      fails(refusal(300305)),
      fails(refusal(300309)),
      fails(refusal(200740)),
    ]) {
      service.calm();
      const live = await send(<Run streaming answer="It" />);
      service.always('write', fault);
      live.render(<Run streaming answer="It is" />);
      live.render(<Run streaming answer="It is so" />);
      live.render('no card');
      await through(app.idle());
      live.render(<Run streaming answer="It is so" lines={['a']} />);
      live.close();
      live.render(<Run />);
      await through(app.idle());
    }
    await through(app.close());
    vi.useRealTimers();
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    expect(found).toEqual([]);
    vi.useFakeTimers();
  });

  it('every promise settles when the app is closed in the middle', async () => {
    const { send, service, app } = stage({ pace: 200 });
    const live = await send(<Run streaming answer="It" />);
    service.always('write', takes(100));
    const renders = ['1', '2', '3'].map((status) => live.render(<Run streaming status={status} />));
    const closed = app.close();
    await through(closed);
    for (const one of renders) expect(await stateOf(one)).toBe('resolved');
    await expect(live.render(<Run />)).rejects.toMatchObject({ code: 'closed' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('nothing is sent after close, not even what is still streamed', async () => {
    const { send, service } = stage();
    const live = await send(<Run streaming answer="It" />);
    await through(live.close());
    const { length } = service.writes;
    const { source } = fed();
    await expect(live.stream('answer', source)).rejects.toMatchObject({ code: 'closed' });
    await expect(live.render(<Run />)).rejects.toMatchObject({ code: 'closed' });
    live.abort();
    await through(live.close());
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(service.writes).toHaveLength(length);
  });
});
