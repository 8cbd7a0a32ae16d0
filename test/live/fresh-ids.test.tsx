import { Card, Header, Markdown } from 'larkx';
import type { LiveCard } from 'larkx/app';
import { describe, expect, it, vi } from 'vitest';
import { fails, refusal } from '../support/faulty.js';
import { stage, through } from '../support/stage.js';
import { Run } from './run-card.js';

const notFound = (id: string, code = 300313) =>
  refusal(code, { message: `ErrMsg: not find elementID : ${id}; ` });

/** The id of the line that was added. */
const addedIn = (live: LiveCard) => live.card.body?.elements?.[2]?.element_id ?? '';

describe('an element that was just added and is not found yet', () => {
  it('is waited for: the card is not sent anew', async () => {
    const { send, events, kinds, expectShown } = stage({
      emulator: { knobs: { visibilityDelayMs: 500 } },
    });
    const live = await send(<Run answer="It" />);
    await through(live.render(<Run answer="It" lines={['a']} />));
    await through(live.render(<Run answer="It" lines={['a', 'b']} />));
    const next = <Run answer="It" lines={['b']} />;
    await through(live.render(next));
    expect(kinds()).not.toContain('replace');
    expect(events.filter(({ error }) => error).length).toBeLessThanOrEqual(3);
    expectShown(live, next);
  });

  it('is found in the end where the service takes a second', async () => {
    const { send, expectShown, errors } = stage({ emulator: { profile: 'observed' } });
    const live = await send(<Run />);
    for (let i = 0; i < 6; i++) {
      await through(live.render(<Run answer={`It ${i}`} lines={[`line ${i}`]} status={`${i}`} />));
    }
    expectShown(live, <Run answer="It 5" lines={['line 5']} status="5" />);
    expect(errors).toEqual([]);
  });

  it('is looked for three times, 200 ms apart, under new numbers; then all is sent', async () => {
    const { send, service, kinds, events, expectShown } = stage();
    const live = await send(<Run />);
    await through(live.render(<Run lines={['a']} />));
    const id = addedIn(live);
    service.next('write', ...Array.from({ length: 4 }, () => fails(notFound(id))));
    await through(live.render(<Run lines={[]} />));
    expect(kinds()).toBe('batch batch batch batch batch replace');
    const tries = service.writes.slice(1);
    expect(tries.slice(1, 4).map(({ at }, i) => at - tries[i]!.at)).toEqual([200, 200, 200]);
    expect(new Set(tries.map(({ sequence }) => sequence)).size).toBe(5);
    expect(events.at(-1)).toMatchObject({ reason: 'resync', attempt: 5 });
    expectShown(live, <Run lines={[]} />);
  });

  it('is no reason for patience when it was there before', async () => {
    const { send, service, kinds } = stage();
    const live = await send(<Run />);
    service.next('write', fails(notFound('status')));
    await through(live.render(<Run status="on" />));
    expect(kinds()).toBe('batch replace');
    expect(service.writes[1]!.at).toBe(service.writes[0]!.at);
  });

  it('is no reason for patience a second later', async () => {
    const { send, service, kinds } = stage();
    const live = await send(<Run />);
    await through(live.render(<Run lines={['a']} />));
    const id = addedIn(live);
    await vi.advanceTimersByTimeAsync(1000);
    service.next('write', fails(notFound(id)));
    await through(live.render(<Run lines={[]} />));
    expect(kinds()).toBe('batch batch replace');
  });
});

describe('an id that the service does not address', () => {
  const Titled = ({ title }: { title: string }) => (
    <Card>
      <Header title={title} subtitle="a subtitle" />
      <Markdown>{'words '.repeat(500)}</Markdown>
    </Card>
  );

  it('is met once: then the texts of the header go by a full update', async () => {
    const { send, expectShown, errors, events } = stage({
      emulator: { knobs: { headerAddressable: false } },
    });
    const live = await send(<Titled title="one" />);
    for (const title of ['two', 'three', 'four']) {
      await through(live.render(<Titled title={title} />));
      expectShown(live, <Titled title={title} />);
    }
    expect(events.filter(({ error }) => error)).toHaveLength(1);
    expect(events.slice(1).map(({ type }) => type)).toEqual(['replace', 'replace', 'replace']);
    expect(errors).toEqual([]);
  });
});
