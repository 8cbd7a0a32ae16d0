import { describe, expect, it, vi } from 'vitest';
import { fails, held, noAnswer, passes, refusal } from '../support/faulty.js';
import { now, stage, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('live.why', () => {
  it('says that everything is there', async () => {
    const { send } = stage();
    const live = await send(<Run />);
    expect(live.why()).toEqual({
      status: 'idle',
      because: 'the service has acknowledged everything that was rendered',
      failures: 0,
      calls: [],
    });
  });

  it('says that a frame is on its way', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    const slow = held();
    service.next('write', slow.fault);
    const rendered = live.render(<Run status="on" />);
    await now();
    expect(live.why()).toMatchObject({
      status: 'flushing',
      because: expect.stringMatching(/on its way/),
      failures: 0,
    });
    slow.release();
    await through(rendered);
    expect(live.why()).toMatchObject({
      status: 'idle',
      calls: [{ type: 'batch', reason: 'next', sequence: 1, attempt: 1 }],
    });
  });

  it('says what the service asked to wait for, and how often it failed', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(230020)), fails(refusal(230020, { retryAfterMs: 5000 })));
    const rendered = live.render(<Run status="on" />);
    await now();
    await vi.advanceTimersToNextTimerAsync();
    expect(live.why()).toMatchObject({
      status: 'backing-off',
      because: expect.stringMatching(/230020/),
      failures: 2,
      error: { code: 230020 },
    });
    expect(live.why().calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
    await through(rendered);
    expect(live.why()).toMatchObject({ status: 'idle', failures: 0 });
    expect(live.why().error).toBeUndefined();
  });

  it('says that all of the card is sent, and why', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    const slow = held();
    service.next('write', fails(refusal(300317)), slow.fault);
    const rendered = live.render(<Run status="on" />);
    await now();
    expect(live.why()).toMatchObject({
      status: 'resyncing',
      because: expect.stringMatching(/not known.*300317/),
    });
    slow.release();
    await through(rendered);
  });

  it('keeps the error of a frame that was given up', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    service.always('write', fails(noAnswer()));
    await through(live.render(<Run status="on" />)).catch(() => {});
    expect(live.why()).toMatchObject({ status: 'idle', failures: 0, error: { code: 0 } });
    service.always('write', passes);
    await through(live.render(<Run status="on" />));
    expect(live.why()).toMatchObject({ status: 'idle', failures: 0 });
  });

  it('says that the card is gone, and what the service said', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(200750)));
    await through(live.render(<Run status="on" />)).catch(() => {});
    expect(live.why()).toMatchObject({
      status: 'dead',
      because: expect.stringMatching(/nothing can be written.*200750/),
      error: { code: 200750 },
    });
  });

  it('says that the card was closed', async () => {
    const { send } = stage();
    const live = await send(<Run />);
    await through(live.close());
    expect(live.why()).toMatchObject({ status: 'closed', because: 'the card was closed' });
  });

  it('tells of the last twenty calls, and lets nobody change them', async () => {
    const { send } = stage();
    const live = await send(<Run />);
    for (let i = 0; i < 30; i++) await through(live.render(<Run status={`${i}`} />));
    const { calls } = live.why();
    expect(calls.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 11),
    );
    (calls as unknown[]).length = 0;
    expect(live.why().calls).toHaveLength(20);
  });
});
