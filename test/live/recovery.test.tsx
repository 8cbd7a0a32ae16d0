import { Card, Markdown } from 'larkx';
import { CardKitError } from 'larkx/cardkit';
import { describe, expect, it, vi } from 'vitest';
import {
  type Fault,
  fails,
  failsAfterwards,
  held,
  noAnswer,
  passes,
  refusal,
} from '../support/faulty.js';
import { idsIn, now, stage, stateOf, through } from '../support/stage.js';
import { Run } from './run-card.js';

const times = (count: number, fault: Fault) => Array<Fault>(count).fill(fault);

describe('a call whose answer is lost', () => {
  it.each([
    ['after the service took it', failsAfterwards(noAnswer())],
    ['before the service had it', fails(noAnswer())],
    ['and all that is known is an exception', failsAfterwards(new Error('socket hang up'))],
    ['and the service says it stumbled', failsAfterwards(refusal(2200))],
  ])('is followed by one full update, %s', async (_, fault) => {
    const { send, service, kinds, events, expectShown, errors } = stage();
    const live = await send(<Run lines={['a']} />);
    service.next('write', fault);
    const next = <Run status="on" lines={['a', 'b']} />;
    await through(live.render(next));
    expect(kinds()).toBe('batch replace');
    expect(events.map(({ reason }) => reason)).toEqual(['next', 'resync']);
    expectShown(live, next);
    expect(errors).toEqual([]);
    // From here on it is known again what the service holds.
    await through(live.render(<Run status="on" lines={['b']} />));
    expect(kinds()).toBe('batch replace batch');
    expectShown(live, <Run status="on" lines={['b']} />);
  });

  it('does not leave an element twice', async () => {
    const { send, service, onServer } = stage();
    const live = await send(<Run />);
    service.next('write', failsAfterwards(refusal(300000)), fails(noAnswer()));
    await through(live.render(<Run lines={['once']} />));
    expect(JSON.stringify(onServer(live).card).split('"once"')).toHaveLength(2);
  });

  it('is not mistaken for one that was not carried out, when the next frame takes it back', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run status="before" />);
    const first = held(failsAfterwards(refusal(1663)));
    service.next('write', first.fault);
    const renders = [live.render(<Run status="after" />), live.render(<Run status="before" />)];
    first.release();
    await through(Promise.all(renders));
    expectShown(live, <Run status="before" />);
  });
});

describe('a call that the service refuses because the card is another than we think', () => {
  it.each([300317, 300313, 300315, 300314, 300121, 300301, 200770])(
    'is followed by one full update: %i',
    async (code) => {
      const { send, service, kinds, events, expectShown } = stage();
      const live = await send(<Run />);
      service.next('write', fails(refusal(code)));
      await through(live.render(<Run status="on" />));
      expect(kinds()).toBe('batch replace');
      // At once: nothing has to pass first.
      expect(service.writes[1]?.at).toBe(service.writes[0]?.at);
      expect(events[0]?.error).toMatchObject({ code });
      expectShown(live, <Run status="on" />);
      await through(live.render(<Run status="further" />));
      expect(kinds()).toBe('batch replace batch');
    },
  );

  it.each([true, false])('is repaired where a batch is all or nothing: %s', async (batchAtomic) => {
    const { send, kinds, events, expectShown, service } = stage({
      emulator: { knobs: { batchAtomic } },
    });
    const live = await send(<Run lines={['a']} />);
    // The service says yes and does nothing, so that the line that goes next was never there.
    service.next('write', async () => ({ sequence: 1 }));
    await through(live.render(<Run lines={['a', 'ghost']} />));
    const next = <Run status="on" lines={['a']} answer="So" />;
    await through(live.render(next));
    expect(events[1]?.error).toMatchObject({ code: expect.any(Number), kind: 'resync' });
    // It was added less than a second ago, so that patience comes first.
    expect(kinds()).toBe('batch batch batch batch batch replace');
    expectShown(live, next);
  });

  it('is repaired when somebody else wrote to the card', async () => {
    const { send, emulator, kinds, expectShown } = stage();
    const live = await send(<Run />);
    await emulator.cardkit.elements.delete(live.cardId, 'status', { sequence: 1 });
    await through(live.render(<Run status="on" />));
    expect(kinds()).toBe('batch replace');
    expectShown(live, <Run status="on" />);
  });

  it('keeps the ids that were there, so that nobody loses what was typed', async () => {
    const { send, service, onServer } = stage();
    const live = await send(<Run lines={['a', 'b']} />);
    const before = idsIn(onServer(live).card);
    service.next('write', fails(refusal(300313)));
    await through(live.render(<Run status="on" lines={['a', 'b', 'c']} />));
    expect(idsIn(onServer(live).card)).toEqual([...before, expect.stringMatching(/^lx/)]);
  });

  it('knows the elements by their keys after plans that failed', async () => {
    const { send, service, onServer } = stage();
    const items = (...texts: string[]) => (
      <Card streamingMode>
        <Markdown id="answer">{`It is ${texts.join()}`}</Markdown>
        {texts.map((text) => (
          <Markdown key={text[0]}>{text}</Markdown>
        ))}
      </Card>
    );
    const live = await send(
      <Card streamingMode>
        <Markdown id="answer">It</Markdown>
        {['a', 'b'].map((key) => (
          <Markdown key={key}>{key}</Markdown>
        ))}
      </Card>,
    );
    const idOf = (text: string) =>
      onServer(live).card.body?.elements?.find(({ content }) => content === text)?.element_id;
    const b = idOf('b');
    const busy = fails(refusal(230020, { retryAfterMs: 1000 }));
    // The first call brings `c`; then the plan without `b` fails, and then `b` is back elsewhere.
    service.next('write', passes, busy, busy);
    const renders = [live.render(items('a', 'b', 'c'))];
    await now();
    renders.push(live.render(items('a', 'c')));
    await vi.advanceTimersByTimeAsync(1100);
    renders.push(live.render(items('b', 'new', 'a, changed')));
    await through(Promise.all(renders));
    expect(service.writes).toHaveLength(5);
    expect(idOf('b')).toBe(b);
  });

  it('uses no id again that a refused plan had', async () => {
    const { send, service, onServer } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(10002)));
    await through(live.render(<Run lines={['a']} />)).catch(() => {});
    const refused = JSON.stringify(service.writes[0]).match(/lx\w+/)?.[0];
    await through(live.render(<Run lines={['b']} />));
    expect(refused).toBeDefined();
    expect(idsIn(onServer(live).card)).not.toContain(refused);
  });
});

describe('a service that keeps failing', () => {
  it.each([
    ['refuses what a frame says of the card', () => fails(refusal(300301)), 3],
    ['does not answer', () => fails(noAnswer()), 5],
    ['takes everything and says nothing', () => failsAfterwards(noAnswer()), 5],
    ['has no time', () => fails(refusal(230020)), 5],
    ['stumbles', () => fails(refusal(300120)), 5],
  ])('is asked a bounded number of times when it %s', async (_, fault, attempts) => {
    const { send, service, errors, events, expectShown, kinds } = stage();
    const live = await send(<Run />);
    service.always('write', fault());
    const refused = through(live.render(<Run status="on" />));
    await expect(refused).rejects.toBeInstanceOf(CardKitError);
    expect(service.writes).toHaveLength(attempts);
    expect(errors).toEqual([events.at(-1)?.error]);
    expect(live.status).toBe('idle');

    service.always('write', passes);
    await through(live.render(<Run status="further" />));
    expect(service.writes).toHaveLength(attempts + 1);
    expectShown(live, <Run status="further" />);
    if (events.at(-2)?.error?.code !== 230020) expect(kinds()).toMatch(/ replace$/);
  });

  it('does not keep a render waiting for ever, however many come after it', async () => {
    const { send, service, app, errors } = stage();
    const live = await send(<Run />);
    service.always('write', fails(noAnswer()));
    const first = live.render(<Run status="first" />);
    for (let i = 0; i < 100; i++) {
      live.render(<Run status={`${i}`} />);
      await vi.advanceTimersByTimeAsync(100);
      if (i === 40) expect(await stateOf(first)).toBeInstanceOf(CardKitError);
    }
    expect(errors.length).toBeGreaterThan(0);
    // Ten seconds with pauses of up to 2.4 s and more.
    expect(service.writes.length).toBeLessThan(12);
    await through(app.idle());
    // One is enough, however many waited.
    expect(errors).toHaveLength(1);
  });

  it('tries what was rendered last as often as what it took the place of', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const fifth = held(fails(noAnswer()));
    service.next('write', ...times(4, fails(noAnswer())), fifth.fault, fails(noAnswer()));
    const old = live.render(<Run status="old" />);
    const young = now().then(() => live.render(<Run status="young" />));
    fifth.release();
    await expect(through(old)).rejects.toBeInstanceOf(CardKitError);
    await through(young);
    expectShown(live, <Run status="young" />);
    expect(service.writes).toHaveLength(7);
  });

  it('is not waited for when there is nothing left to ask', async () => {
    const { send, service, app } = stage();
    const live = await send(<Run />);
    service.always('write', fails(refusal(230020)));
    const rendered = live.render(<Run status="on" />).catch(() => Date.now());
    await through(app.idle());
    expect(await rendered).toBe(Date.now());
    expect(service.writes.at(-1)?.at).toBe(Date.now());
  });

  it('is asked less and less often', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    service.always('write', fails(refusal(230020)));
    await through(live.render(<Run status="on" />)).catch(() => {});
    const at = service.writes.map((write) => write.at);
    const pauses = at.slice(1).map((time, i) => time - at[i]!);
    for (const [i, step] of [150, 300, 600, 1200].entries()) {
      expect(pauses[i]).toBeGreaterThanOrEqual(step);
      expect(pauses[i]).toBeLessThanOrEqual(step * 1.5);
    }
  });
});

describe('a service that has no time', () => {
  it.each([230020, 99991400, 200810])(
    'gets the plan again, under a new number: %i',
    async (code) => {
      const { send, service, events, kinds, expectShown } = stage();
      const live = await send(<Run />);
      service.next('write', fails(refusal(code)));
      await through(live.render(<Run status="on" />));
      expect(kinds()).toBe('batch batch');
      expect(events).toMatchObject([
        { reason: 'next', sequence: 1 },
        { reason: 'retry', sequence: 2 },
      ]);
      expectShown(live, <Run status="on" />);
    },
  );

  it.each([2200, 230020, 99991400])('is left alone as long as it asks: %i', async (code) => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(code, { retryAfterMs: 7000 })));
    const old = live.render(<Run status="old" />);
    await now();
    expect(live.status).toBe('backing-off');
    const young = live.render(<Run status="young" />);
    await through(Promise.all([old, young]));
    expect(service.writes).toHaveLength(2);
    expect(service.writes[1]!.at - service.writes[0]!.at).toBeGreaterThanOrEqual(7000);
    expect(JSON.stringify(service.writes[1])).not.toContain('"old"');
    expectShown(live, <Run status="young" />);
  });

  it('is not held to it once it had time again', async () => {
    const { send, service, events } = stage();
    const live = await send(<Run />);
    const third = held(fails(refusal(230020)));
    const second = held();
    service.next('write', fails(refusal(230020)), second.fault, third.fault);
    const old = live.render(<Run status="old" />);
    await vi.advanceTimersByTimeAsync(1000);
    const young = live.render(<Run status="young" />);
    second.release();
    third.release();
    await through(Promise.all([old, young]));
    expect(events.map(({ reason }) => reason)).toEqual(['next', 'retry', 'next', 'retry']);
    // The pauses begin anew.
    expect(service.writes[3]!.at - service.writes[2]!.at).toBeLessThan(300);
  });

  it('is not taken at its word when it asks for an age', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(99991400, { retryAfterMs: 1e12 })));
    await through(live.render(<Run status="on" />));
    const pause = service.writes[1]!.at - service.writes[0]!.at;
    expect(pause).toBeGreaterThanOrEqual(60_000);
    expect(pause).toBeLessThan(61_000);
  });
});

describe('a card that the service refuses', () => {
  it.each([10002, 200860, 300305, 300122, 99991672])(
    'rejects at once with %i; the next frame says everything',
    async (code) => {
      const { send, service, kinds, expectShown } = stage();
      const live = await send(<Run />);
      service.next('write', fails(refusal(code)));
      await expect(through(live.render(<Run status="bad" />))).rejects.toMatchObject({ code });
      expect(service.writes).toHaveLength(1);
      expectShown(live, <Run />);
      await through(live.render(<Run status="good" />));
      expect(kinds()).toBe('batch replace');
      expectShown(live, <Run status="good" />);
    },
  );

  it('says everything even when the next frame is the one before', async () => {
    const { send, service, kinds, expectShown } = stage();
    const live = await send(<Run />);
    service.next('write', failsAfterwards(refusal(10002)));
    await through(live.render(<Run status="bad" />)).catch(() => {});
    await through(live.render(<Run />));
    expect(kinds()).toBe('batch replace');
    expectShown(live, <Run />);
  });

  it('tells who rendered it, although something newer waits already', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const first = held(fails(refusal(10002)));
    service.next('write', first.fault);
    const bad = live.render(<Run status="bad" />);
    const good = live.render(<Run status="good" />);
    first.release();
    await expect(through(bad)).rejects.toMatchObject({ code: 10002 });
    await through(good);
    expectShown(live, <Run status="good" />);
  });
});

describe('a card that is gone', () => {
  it.each([200740, 200750, 300311])('is dead: %i', async (code) => {
    const { send, service, errors } = stage();
    const live = await send(<Run streaming />);
    const first = held(fails(refusal(code)));
    service.next('write', first.fault);
    const renders = ['1', '2'].map((status) => live.render(<Run streaming status={status} />));
    const closed = live.close();
    first.release();
    for (const one of renders) await expect(through(one)).rejects.toMatchObject({ code });
    await through(closed);
    expect(live.status).toBe('dead');
    await expect(live.render(<Run status="3" />)).rejects.toMatchObject({ code });
    await through(live.close());
    expect(live.status).toBe('dead');
    expect(service.writes).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });

  it('is recognised in the middle of a recovery', async () => {
    const { send, service, emulator } = stage();
    const live = await send(<Run />);
    emulator.clock.advance(15 * 24 * 60 * 60 * 1000);
    service.next('write', fails(noAnswer()));
    const late = through(live.render(<Run status="late" />));
    await expect(late).rejects.toMatchObject({ code: 200750, kind: 'gone' });
    expect(service.writes).toHaveLength(2);
  });
});

describe('a card that somebody is just clicking on', () => {
  it('is written when the click has been answered, however long that took', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    service.always('write', fails(refusal(200810)));
    const rendered = live.render(<Run status="on" />);
    await vi.advanceTimersByTimeAsync(6000);
    expect(await stateOf(rendered)).toBe('pending');
    service.calm();
    await through(rendered);
    expectShown(live, <Run status="on" />);
  });

  it('is given up in the end', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    service.always('write', fails(refusal(200810)));
    await expect(through(live.render(<Run status="on" />))).rejects.toMatchObject({ code: 200810 });
    expect(service.writes.length).toBeLessThan(50);
  });
});

describe('what a card remembers of a frame that was refused', () => {
  it('is not held against the next one', async () => {
    const { send, service, events } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(10002)));
    await through(live.render(<Run status="bad" />)).catch(() => {});
    expect(live.why()).toMatchObject({ status: 'idle', failures: 0, error: { code: 10002 } });
    expect(live.why().because).toContain('refused or given up');
    await through(live.render(<Run status="good" />));
    expect(events.at(-1)).toMatchObject({ attempt: 1 });
    expect(live.why().error).toBeUndefined();
  });
});

describe('the last frame of a card', () => {
  it('is sent when the throttles end, however many there were', async () => {
    const { send, service, onServer } = stage();
    const live = await send(<Run streaming answer="It" />);
    service.next('write', ...times(12, fails(refusal(99991400, { retryAfterMs: 1000 }))));
    await through(live.close());
    expect(onServer(live).streaming).toBe(false);
    expect(service.writes).toHaveLength(13);
  });
});
