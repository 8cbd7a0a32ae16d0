import type { CallEvent, LiveCard } from 'larkx/app';
import { describe, expect, it, vi } from 'vitest';
import { fails, refusal, takes } from '../support/faulty.js';
import { now, stage, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('onCall', () => {
  it('sees every attempt', async () => {
    const { send, service, events } = stage();
    const live = await send(<Run streaming answer="It" />);
    const error = refusal(230020);
    service.next('write', takes(40), fails(error));
    await through(live.render(<Run streaming status="2" lines={['ä']} answer="It is – so" />));
    const { cardId } = live;
    const batch = service.writes[0]!.call as { actions: unknown[] };
    expect(batch.actions).toHaveLength(2);
    expect(events).toEqual([
      {
        cardId,
        type: 'batch',
        reason: 'next',
        attempt: 1,
        operations: 2,
        bytes: Buffer.byteLength(JSON.stringify(batch.actions)),
        sequence: 1,
        ms: 40,
        error: undefined,
      },
      {
        cardId,
        type: 'content',
        reason: 'next',
        attempt: 1,
        operations: 1,
        bytes: Buffer.byteLength('"It is – so"'),
        sequence: 2,
        ms: 0,
        error,
      },
      expect.objectContaining({ type: 'content', reason: 'retry', sequence: 3, error: undefined }),
    ]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('observer');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('observer');
      },
    ],
  ])('does not stop the card when it %s', async (_, onCall: (event: CallEvent) => void) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { send, expectShown } = stage({ onCall });
    const live = await send(<Run />);
    await through(live.render(<Run status="on" />));
    expectShown(live, <Run status="on" />);
    expect(told).toHaveBeenCalledWith(expect.any(String), new Error('observer'));
    told.mockRestore();
  });

  it('may render', async () => {
    let live: LiveCard | undefined;
    const { send, expectShown, app } = stage({
      onCall: ({ sequence }) => {
        if (sequence === 1) live?.render(<Run status="from the observer" />);
      },
    });
    live = await send(<Run />);
    await through(live.render(<Run status="on" />));
    await through(app.idle());
    expectShown(live, <Run status="from the observer" />);
  });
});

describe('onError', () => {
  it('sees what a render rejects with, awaited or not', async () => {
    const seen: [unknown, LiveCard][] = [];
    const { send, service } = stage({ onError: (...args) => void seen.push(args) });
    const live = await send(<Run />);
    const error = refusal(10002);
    service.next('write', fails(error));
    live.render(<Run status="bad" />);
    await now();
    expect(seen).toEqual([[error, live]]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('observer');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('observer');
      },
    ],
  ])('does not stop the card when it %s', async (_, onError: () => void) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { send, service, expectShown } = stage({ onError });
    const live = await send(<Run />);
    service.next('write', fails(refusal(10002)));
    live.render(<Run status="bad" />);
    await now();
    await through(live.render(<Run status="good" />));
    expectShown(live, <Run status="good" />);
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
  });

  it('is not needed: a render that nobody awaits does not end the process', async () => {
    const { send, service } = stage({ onError: undefined });
    const live = await send(<Run />);
    service.next('write', fails(refusal(10002)));
    live.render(<Run status="bad" />);
    await now();
    expect(live.status).toBe('idle');
  });
});
