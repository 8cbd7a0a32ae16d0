import { Card, Markdown } from 'larkx';
import { describe, expect, it, vi } from 'vitest';
import { Budget } from '../../src/live/budget.js';
import { fails, passes, refusal } from '../support/faulty.js';
import { stage, through } from '../support/stage.js';

describe('the budget of an app', () => {
  it('counts calls that were made without asking', async () => {
    vi.useFakeTimers();
    const budget = new Budget(() => Date.now());
    const card = {};
    await budget.take(card, false);
    for (let i = 0; i < 8; i++) budget.count(card);
    const began = Date.now();
    const next = budget.take(card, false).then(() => Date.now() - began);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await next).toBe(1000);
    vi.useRealTimers();
  });

  it('holds where calls are sent once more with a new token', async () => {
    const { send, emulator } = stage({ pace: 0, emulator: { knobs: { rateLimits: true } } });
    const live = await send(<Card>{[<Markdown key="a">0</Markdown>]}</Card>);
    emulator.faults.add({ on: '*', kind: 'stale-token', times: 3, skip: 2 });
    for (let i = 1; i <= 20; i++) {
      await through(live.render(<Card>{[<Markdown key="a">{`${i}`}</Markdown>]}</Card>));
    }
    // But for the card and its message.
    const times = emulator.calls.slice(2).map(({ at }) => at);
    const spans = times.slice(10).map((at, i) => at - times[i]!);
    expect(Math.min(...spans)).toBeGreaterThanOrEqual(1000);
    expect(emulator.calls.filter(({ code }) => code === 99991663)).toHaveLength(3);
  });
});

describe('an element that is not found yet', () => {
  it('is waited for besides what else goes wrong', async () => {
    const { send, service, expectShown } = stage();
    const cardOf = (lines: string[], text: string) => (
      <Card>
        <Markdown id="about">{'About this card. '.repeat(40)}</Markdown>
        {lines.map((line) => (
          <Markdown key={line} id={line}>
            {text}
          </Markdown>
        ))}
      </Card>
    );
    const live = await send(cardOf([], ''));
    await through(live.render(cardOf(['one'], 'a')));
    const notFound = fails(refusal(300313, { message: 'ErrMsg: not find elementID : one; ' }));
    const busy = fails(refusal(230020));
    service.next('write', busy, notFound, notFound, notFound, notFound, passes);
    await through(live.render(cardOf(['one'], 'b')));
    expectShown(live, cardOf(['one'], 'b'));
  });
});
