import { describe, expect, it, vi } from 'vitest';
import { fails, failsAfterwards, held, noAnswer, passes, refusal } from '../support/faulty.js';
import { now, stage, stateOf, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('live.close', () => {
  it('makes no call for a card that is not streaming', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    await through(live.close());
    expect(live.status).toBe('closed');
    expect(service.writes).toEqual([]);
  });

  it('switches streaming off', async () => {
    const { send, onServer, kinds, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    await through(live.close());
    expect(kinds()).toBe('batch');
    expect(onServer(live).streaming).toBe(false);
    expectShown(live, <Run streaming={false} answer="It" />);
  });

  it('sends the newest text with it, in one call', async () => {
    const { send, service, kinds, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    const first = held();
    service.next('write', first.fault);
    const renders = ['It is', 'It is done'].map((answer) =>
      live.render(<Run streaming answer={answer} />),
    );
    const closed = live.close();
    expect(await stateOf(closed)).toBe('pending');
    first.release();
    await through(Promise.all([...renders, closed]));
    expect(kinds()).toBe('content batch');
    expectShown(live, <Run streaming={false} answer="It is done" />);
  });

  it('waits for what was rendered', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const first = held();
    service.next('write', first.fault);
    const rendered = live.render(<Run status="last" />);
    const closed = live.close();
    expect(await stateOf(closed)).toBe('pending');
    first.release();
    await through(Promise.all([rendered, closed]));
    expectShown(live, <Run status="last" />);
  });

  it('waits for a pause to end, and leaves no timer behind', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run streaming />);
    service.next('write', fails(refusal(99991400, { retryAfterMs: 5000 })));
    const rendered = live.render(<Run streaming status="last" />);
    await now();
    expect(live.status).toBe('backing-off');
    const closed = live.close();
    expect(await stateOf(closed)).toBe('pending');
    await vi.advanceTimersByTimeAsync(6000);
    expect(await stateOf(Promise.all([rendered, closed]))).toBe('resolved');
    expect(vi.getTimerCount()).toBe(0);
    expect(service.writes).toHaveLength(2);
    expectShown(live, <Run streaming={false} status="last" />);
  });

  it('is the same the second time, at any time', async () => {
    const { send, service } = stage();
    const live = await send(<Run streaming />);
    const first = held();
    service.next('write', first.fault);
    const closing = [live.close(), live.close()];
    for (const one of closing) expect(await stateOf(one)).toBe('pending');
    first.release();
    await through(Promise.all(closing));
    await through(live.close());
    expect(service.writes).toHaveLength(1);
  });

  it('lets nothing be rendered any more', async () => {
    const { send, service, errors } = stage();
    const live = await send(<Run streaming />);
    const closed = live.close();
    const early = live.render(<Run status="early" />);
    await expect(early).rejects.toMatchObject({ name: 'CardError', code: 'closed' });
    await through(closed);
    await expect(live.render(<Run status="late" />)).rejects.toMatchObject({ code: 'closed' });
    expect(service.writes).toHaveLength(1);
    expect(errors).toHaveLength(2);
  });

  it('repairs the card on the way when an answer was lost', async () => {
    const { send, service, kinds, expectShown } = stage();
    const live = await send(<Run streaming />);
    service.next('write', failsAfterwards(noAnswer()));
    await through(live.close());
    expect(kinds()).toBe('batch replace');
    expectShown(live, <Run streaming={false} />);
  });

  it('switches streaming off although the newest card is refused', async () => {
    const { send, service, onServer, expectShown, errors } = stage();
    const live = await send(<Run streaming status="good" />);
    const first = held(fails(refusal(300305)));
    service.next('write', first.fault, fails(refusal(300305)));
    const bad = live.render(<Run streaming status="bad" />);
    const closed = live.close();
    first.release();
    await expect(through(bad)).rejects.toMatchObject({ code: 300305 });
    await through(closed);
    expect(live.status).toBe('closed');
    expect(onServer(live).streaming).toBe(false);
    expectShown(live, <Run streaming={false} status="good" />);
    expect(errors).toHaveLength(2);
  });

  it('switches streaming off although the frame that should have done it is refused', async () => {
    const { send, service, onServer } = stage();
    const live = await send(<Run streaming status="good" />);
    const first = held(fails(refusal(300305)));
    service.next('write', first.fault);
    const bad = live.render(<Run status="bad" />);
    const closed = live.close();
    first.release();
    await expect(through(bad)).rejects.toMatchObject({ code: 300305 });
    await through(closed);
    expect(onServer(live).streaming).toBe(false);
  });

  it('brings the last text once more when it was given up before', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    service.always('write', fails(noAnswer()));
    await through(live.render(<Run streaming answer="It is" />)).catch(() => {});
    service.always('write', passes);
    await through(live.close());
    expectShown(live, <Run streaming={false} answer="It is" />);
  });

  it('brings what was given up before, also where nothing streams', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    service.always('write', fails(noAnswer()));
    await through(live.render(<Run status="last" />)).catch(() => {});
    service.always('write', passes);
    await through(live.close());
    expectShown(live, <Run status="last" />);
  });

  it('ends, and tells why, when the service never answers', async () => {
    const { send, service, errors } = stage();
    const live = await send(<Run streaming />);
    service.always('write', fails(noAnswer()));
    await through(live.close());
    expect(live.status).toBe('closed');
    expect(service.writes).toHaveLength(5);
    expect(errors).toEqual([expect.objectContaining({ name: 'CardKitError', code: 0 })]);
  });

  it('ends, and tells why, when the service refuses everything', async () => {
    const { send, service, errors } = stage();
    const live = await send(<Run streaming />);
    service.always('write', fails(refusal(10002)));
    await through(live.close());
    expect(live.status).toBe('closed');
    expect(service.writes).toHaveLength(2);
    // The same one twice.
    expect(errors).toHaveLength(1);
  });
});
