import { describe, expect, it } from 'vitest';
import { fails, held, noAnswer, refusal } from '../support/faulty.js';
import { stage, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('a streaming card that the service closed by itself', () => {
  it('is opened again, and the text arrives typed', async () => {
    const { send, emulator, onServer, events, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    await through(live.render(<Run streaming answer="It is" />));
    expect(events).toMatchObject([
      { type: 'content', reason: 'next', error: { code: 200850 } },
      { type: 'batch', reason: 'reopen', operations: 1 },
      { type: 'content', reason: 'retry' },
    ]);
    expect(onServer(live).streaming).toBe(true);
    expect(onServer(live).frames.at(-1)?.kind).toBe('typed');
    expectShown(live, <Run streaming answer="It is" />);
  });

  it('is opened again each time', async () => {
    const { send, emulator, events, expectShown } = stage();
    const live = await send(<Run streaming answer="0" />);
    let answer = '0';
    for (const part of ['1', '2', '3']) {
      answer += part;
      emulator.clock.advance(601_000);
      await through(live.render(<Run streaming status={part} answer={answer} />));
      expectShown(live, <Run streaming status={part} answer={answer} />);
    }
    expect(events.filter(({ reason }) => reason === 'reopen')).toHaveLength(3);
    expect(events.at(-1)?.type).toBe('content');
  });

  it('is opened again although it was found closed before', async () => {
    const { send, service, emulator, events, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    // The text is lost to a throttle after the window was found closed; the next answer is 300309.
    await emulator.cardkit.elements
      .content(live.cardId, 'answer', 'x', { sequence: 1 })
      .catch(() => {});
    service.next('write', fails(refusal(230020)));
    await through(live.render(<Run streaming answer="It is" />));
    expect(events.map(({ error }) => error?.code)).toEqual([230020, 300309, undefined, undefined]);
    expectShown(live, <Run streaming answer="It is" />);
  });

  it('gets its text by partial updates when it is closed again at once', async () => {
    const { send, service, events, expectShown, kinds } = stage();
    const live = await send(<Run streaming answer="It" />);
    const closed = fails(refusal(300309));
    service.next('write', closed, (go) => go(), closed);
    await through(live.render(<Run streaming answer="It is" />));
    expect(events.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'content next',
      'batch reopen',
      'content retry',
      'batch retry',
    ]);
    expectShown(live, <Run streaming answer="It is" />);
    // And stays with them,
    await through(live.render(<Run streaming answer="It is done" />));
    expect(kinds()).toBe('content batch content batch batch');
    // until it stops streaming.
    await through(live.render(<Run streaming={false} answer="It is done" />));
    await through(live.render(<Run streaming answer="It is done" />));
    await through(live.render(<Run streaming answer="It is done now" />));
    expect(kinds()).toBe('content batch content batch batch batch batch content');
    expectShown(live, <Run streaming answer="It is done now" />);
  });

  it('gets its text by partial updates when it cannot be opened', async () => {
    const { send, service, events, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    service.next('write', fails(refusal(200850)), fails(refusal(300122)));
    await through(live.render(<Run streaming answer="It is" />));
    expect(events.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'content next',
      'batch reopen',
      'batch retry',
    ]);
    expectShown(live, <Run streaming answer="It is" />);
  });

  it('is opened later when the service has no time for it', async () => {
    const { send, emulator, service, events, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    service.next('write', (go) => go(), fails(refusal(99991400, { retryAfterMs: 2000 })));
    await through(live.render(<Run streaming answer="It is" />));
    expect(events.map(({ reason }) => reason)).toEqual(['next', 'reopen', 'reopen', 'retry']);
    expect(service.writes[2]!.at - service.writes[1]!.at).toBeGreaterThanOrEqual(2000);
    expect(events.at(-1)?.type).toBe('content');
    expectShown(live, <Run streaming answer="It is" />);
  });

  it('gets a full update when it is not known whether it was opened', async () => {
    const { send, emulator, service, events, expectShown, onServer } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    service.next('write', (go) => go(), fails(noAnswer()));
    await through(live.render(<Run streaming answer="It is" />));
    expect(events.map(({ reason }) => reason)).toEqual(['next', 'reopen', 'resync']);
    expectShown(live, <Run streaming answer="It is" />);
    await through(live.render(<Run streaming answer="It is done" />));
    expect(events.at(-1)?.type).toBe('content');
    expect(onServer(live).streaming).toBe(true);
  });

  it('is not opened again for a frame that ends streaming', async () => {
    const { send, emulator, service, kinds, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    const first = held();
    service.next('write', first.fault);
    const renders = [
      live.render(<Run streaming answer="It is" />),
      live.render(<Run streaming={false} answer="It is done" />),
    ];
    first.release();
    await through(Promise.all(renders));
    expect(kinds()).toBe('content batch');
    expectShown(live, <Run streaming={false} answer="It is done" />);
  });

  it('needs no opening for what is not text', async () => {
    const { send, emulator, kinds, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    await through(live.render(<Run streaming answer="It" lines={['a']} />));
    expect(kinds()).toBe('batch');
    expectShown(live, <Run streaming answer="It" lines={['a']} />);
  });

  it('is opened again after a full update that kept the old ten minutes', async () => {
    const { send, emulator, service, events, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    emulator.clock.advance(601_000);
    service.next('write', fails(noAnswer()));
    await through(live.render(<Run streaming answer="It is" />));
    await through(live.render(<Run streaming answer="It is done" />));
    expect(events.map(({ type }) => type).join(' ')).toBe('content replace content batch content');
    expectShown(live, <Run streaming answer="It is done" />);
  });
});

describe('a plan of two calls', () => {
  const next = <Run streaming status="2" lines={['a']} answer="It is" />;

  it('goes on with the second when only that one failed', async () => {
    const { send, service, kinds, expectShown } = stage();
    const live = await send(<Run streaming status="1" answer="It" />);
    service.next('write', (go) => go(), fails(refusal(230020)));
    await through(live.render(next));
    expect(kinds()).toBe('batch content content');
    expectShown(live, next);
  });

  it('tells where it got to when the second is refused', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run streaming status="1" answer="It" />);
    service.next('write', (go) => go(), fails(refusal(10002)));
    await expect(through(live.render(next))).rejects.toMatchObject({ code: 10002 });
    expectShown(live, <Run streaming status="2" lines={['a']} answer="It" />);
    await through(live.render(next));
    expectShown(live, next);
  });

  it('is followed by a full update that keeps streaming on when the second is lost', async () => {
    const { send, service, kinds, expectShown, onServer } = stage();
    const live = await send(<Run streaming status="1" answer="It" />);
    service.next('write', (go) => go(), fails(noAnswer()));
    await through(live.render(next));
    expect(kinds()).toBe('batch content replace');
    expectShown(live, next);
    expect(onServer(live).streaming).toBe(true);
  });
});
