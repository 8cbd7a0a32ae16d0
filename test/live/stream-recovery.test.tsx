import { Card, Markdown } from 'larkx';
import { describe, expect, it, vi } from 'vitest';
import { fails, held, noAnswer, passes, refusal } from '../support/faulty.js';
import { every, fed, textOf } from '../support/sources.js';
import { now, stage, stateOf, through } from '../support/stage.js';

const Answer = ({ status = 'on', about = '' }: { status?: string; about?: string }) => (
  <Card streamingMode summary="s">
    <Markdown id="status">{status}</Markdown>
    {about && <Markdown id="about">{about}</Markdown>}
    <Markdown id="answer" stream />
  </Card>
);

const MINUTE = 60_000;

async function staged(options: Parameters<typeof stage>[0] = {}) {
  const all = stage(options);
  const live = await all.send(<Answer />);
  const fedSource = fed();
  return {
    ...all,
    ...fedSource,
    live,
    text: () => textOf(all.onServer(live).card, 'answer'),
    /** Gives a chunk, and lets what follows from it happen. */
    async say(chunk: string) {
      fedSource.give(chunk);
      await through(Promise.resolve());
    },
  };
}

describe('a stream through a long silence', () => {
  it('is opened again before it goes on, and loses nothing', async () => {
    const { live, source, say, end, text, events } = await staged();
    const streamed = live.stream('answer', source);
    await say('before ');
    await vi.advanceTimersByTimeAsync(25 * MINUTE);
    await say('after');
    end();
    await through(streamed);
    expect(text()).toBe('before after');
    expect(events.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'content next',
      'batch reopen',
      'content next',
    ]);
  });

  it('ends with all of its text although streaming has expired meanwhile', async () => {
    const { live, source, say, text, onServer } = await staged();
    const streamed = live.stream('answer', source);
    streamed.catch(() => {});
    await say('all of it');
    await vi.advanceTimersByTimeAsync(15 * MINUTE);
    await through(live.close());
    expect(text()).toBe('all of it');
    expect(onServer(live).streaming).toBe(false);
  });

  it('gets its text by updates when opening is refused', async () => {
    const { live, source, say, end, text, service, events } = await staged();
    const streamed = live.stream('answer', source);
    await say('before ');
    await vi.advanceTimersByTimeAsync(15 * MINUTE);
    service.next('write', fails(refusal(300122)));
    await say('after ');
    await say('that');
    end();
    await through(streamed);
    expect(text()).toBe('before after that');
    expect(events.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'content next',
      'batch reopen',
      'batch next',
      'batch next',
    ]);
  });
});

describe('a stream of which a frame fails', () => {
  it.each([300309, 200850])('keeps its text when the source fails after %i', async (code) => {
    const { live, source, give, fail, text, service } = await staged();
    const streamed = live.stream('answer', source);
    const failed = expect(streamed).rejects.toThrow('model overloaded');
    service.next('write', fails(refusal(code)));
    give('so far');
    fail(new Error('model overloaded'));
    await through(failed);
    expect(text()).toBe('so far');
  });

  it('goes on when the service did not answer for a while', async () => {
    const { live, source, say, end, text, service, errors } = await staged();
    const streamed = live.stream('answer', source);
    service.always('write', fails(noAnswer()));
    await say('one ');
    expect(errors).toEqual([expect.objectContaining({ code: 0 })]);
    expect(await stateOf(streamed)).toBe('pending');
    service.always('write', passes);
    await say('two');
    expect(text()).toBe('one two');
    end();
    await through(streamed);
    expect(errors).toHaveLength(1);
  });

  it('rejects when the last frame is given up; the next one brings the text', async () => {
    const { live, text, service, errors } = await staged();
    service.always('write', fails(noAnswer()));
    await expect(through(live.stream('answer', every(1, ['all'])))).rejects.toMatchObject({
      code: 0,
    });
    expect(errors.length).toBeLessThanOrEqual(1);
    service.always('write', passes);
    await through(live.render(<Answer />));
    expect(text()).toBe('all');
  });

  it('ends when its text is refused, with what was there before', async () => {
    const { live, source, say, left, text, service, errors } = await staged();
    const streamed = live.stream('answer', source);
    streamed.catch(() => {});
    await say('good');
    service.next('write', fails(refusal(10002)));
    await say(' and bad');
    await expect(streamed).rejects.toMatchObject({ code: 10002 });
    expect(left.count).toBe(1);
    expect(errors).toEqual([expect.objectContaining({ code: 10002 })]);
    await through(live.render(<Answer status="further" />));
    expect(text()).toBe('good');
  });

  it('is not what ends when an element is refused', async () => {
    const { live, source, give, end, text, service, onServer } = await staged();
    const streamed = live.stream('answer', source);
    const slow = held(fails(refusal(10002)));
    service.next('write', slow.fault);
    const rendered = live.render(<Answer status="bad" />);
    rendered.catch(() => {});
    give('text');
    await now();
    service.next('write', fails(refusal(10002)));
    slow.release();
    await expect(through(rendered)).rejects.toMatchObject({ code: 10002 });
    end();
    await through(streamed);
    await through(live.render(<Answer status="good" />));
    expect(textOf(onServer(live).card, 'status')).toBe('good');
    expect(text()).toBe('text');
  });

  it.each([200740, 200750, 300311])('ends with a card that is gone: %i', async (code) => {
    const gone: unknown[] = [];
    const { live, source, give, left, service, errors } = await staged({
      onGone: (error) => gone.push(error),
    });
    const streamed = live.stream('answer', source);
    const ended = expect(streamed).rejects.toMatchObject({ code });
    service.next('write', fails(refusal(code)));
    give('text');
    await through(ended);
    expect(left.count).toBe(1);
    expect(gone).toEqual([expect.objectContaining({ code })]);
    expect(errors).toEqual([expect.objectContaining({ code })]);
    expect(live.status).toBe('dead');
    await expect(live.stream('answer', every(1, ['x']))).rejects.toMatchObject({ code });
    expect(service.writes).toHaveLength(1);
  });
});

describe('a stream that becomes too large for its card', () => {
  it('ends; what fitted stays, and the card lives', async () => {
    const { live, source, say, left, text, errors, onServer } = await staged();
    const streamed = live.stream('answer', source);
    streamed.catch(() => {});
    await say('fits ');
    await say('x'.repeat(30_000));
    await expect(streamed).rejects.toMatchObject({ code: 'bytes' });
    expect(left.count).toBe(1);
    expect(text()).toBe('fits ');
    expect(errors).toEqual([expect.objectContaining({ code: 'bytes' })]);
    await through(live.render(<Answer status="on and on" />));
    expect(textOf(onServer(live).card, 'status')).toBe('on and on');
    await through(live.close());
    expect(onServer(live).streaming).toBe(false);
    expect(text()).toBe('fits ');
    expect(errors).toEqual([expect.objectContaining({ code: 'bytes' })]);
  });

  it('keeps the blocks that fit, also of one large chunk', async () => {
    const { live, source, say, text } = await staged();
    const streamed = live.stream('answer', source);
    streamed.catch(() => {});
    await say('A block of words.\n\n'.repeat(2000));
    await expect(streamed).rejects.toMatchObject({ code: 'bytes' });
    expect(text()!.length).toBeGreaterThan(25_000);
    expect(text()!.trim()).toMatch(/words\.$/);
  });

  it('says so although its source has ended', async () => {
    const { live, text } = await staged();
    const streamed = live.stream('answer', every(0, ['x'.repeat(30_000)]));
    await expect(through(streamed)).rejects.toMatchObject({ code: 'bytes' });
    expect(text()).toBe('');
  });

  it('does not take down an element that was rendered with it', async () => {
    const { live, source, give, text, service, onServer } = await staged();
    const streamed = live.stream('answer', source);
    const slow = held();
    service.next('write', slow.fault);
    const first = live.render(<Answer status="first" />);
    const second = live.render(<Answer status="second" />);
    give('x'.repeat(30_000));
    await now();
    slow.release();
    await expect(through(streamed)).rejects.toMatchObject({ code: 'bytes' });
    await through(Promise.all([first, second]));
    expect(textOf(onServer(live).card, 'status')).toBe('second');
    expect(text()).toBe('');
  });

  it('is not the reason when the element is', async () => {
    const { live, source, give, end, text, service } = await staged();
    const streamed = live.stream('answer', source);
    const slow = held();
    service.next('write', slow.fault);
    give('text');
    await now();
    const rendered = live.render(<Answer about={'x'.repeat(30_000)} />);
    await expect(rendered).rejects.toMatchObject({ code: 'bytes' });
    slow.release();
    end();
    await through(streamed);
    expect(text()).toBe('text');
  });
});
