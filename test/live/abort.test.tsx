import { Card, Markdown } from 'larkx';
import { describe, expect, it, vi } from 'vitest';
import { fails, held, refusal } from '../support/faulty.js';
import { every, fed, textOf } from '../support/sources.js';
import { now, stage, stateOf, through } from '../support/stage.js';

const Answer = ({ status = 'on' }: { status?: string }) => (
  <Card streamingMode summary="s">
    <Markdown id="status">{status}</Markdown>
    <Markdown id="answer" stream />
  </Card>
);

describe('live.abort', () => {
  it('fires the signal, once, with its reason', async () => {
    const { send } = stage();
    const live = await send(<Answer />);
    const fired = vi.fn();
    live.signal.addEventListener('abort', fired);
    expect(live.signal.aborted).toBe(false);
    live.abort('stopped by a reader');
    live.abort('again');
    expect(fired).toHaveBeenCalledOnce();
    expect(live.signal.reason).toBe('stopped by a reader');
  });

  it('has a reason of its own', async () => {
    const { send } = stage();
    const live = await send(<Answer />);
    live.abort();
    expect(live.signal.reason).toMatchObject({ name: 'AbortError' });
  });

  it('ends every stream, and what they brought stays', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    const { source, give, left } = fed();
    const streamed = live.stream('answer', source);
    const ended = expect(streamed).rejects.toBe('stop');
    give('so far');
    await now();
    live.abort('stop');
    await through(ended);
    expect(left.count).toBe(1);
    expect(textOf(onServer(live).card, 'answer')).toBe('so far');
  });

  it('leaves the card alive: it is rendered and streamed into as before', async () => {
    const { send, onServer, errors } = stage();
    const live = await send(<Answer />);
    live.abort();
    expect(live.status).toBe('idle');
    await through(live.render(<Answer status="stopped" />));
    await through(live.stream('answer', every(5, ['a ', 'summary'])));
    expect(textOf(onServer(live).card, 'status')).toBe('stopped');
    expect(textOf(onServer(live).card, 'answer')).toBe('a summary');
    expect(errors).toEqual([]);
  });

  it('stops no frame that is under way', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Answer />);
    const slow = held();
    service.next('write', slow.fault);
    const rendered = live.render(
      <Card summary="s">
        <Markdown id="status">rendered</Markdown>
      </Card>,
    );
    live.abort();
    expect(await stateOf(rendered)).toBe('pending');
    slow.release();
    await through(rendered);
    expectShown(
      live,
      <Card summary="s">
        <Markdown id="status">rendered</Markdown>
      </Card>,
    );
  });

  it('does nothing to a card that was closed', async () => {
    const { send, service } = stage();
    const live = await send(<Answer />);
    await through(live.close());
    const writes = service.writes.length;
    live.abort('late');
    expect(live.status).toBe('closed');
    expect(live.signal.reason).toMatchObject({ code: 'closed' });
    expect(service.writes).toHaveLength(writes);
  });
});

describe('the signal', () => {
  it('fires when the card is closed, after its last frame', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    let streaming: boolean | undefined;
    live.signal.addEventListener('abort', () => {
      streaming = onServer(live).streaming;
    });
    await through(live.close());
    expect(streaming).toBe(false);
  });

  it('ends the work that it was given to', async () => {
    const { send } = stage();
    const live = await send(<Answer />);
    const work = new Promise((_, reject) => {
      live.signal.addEventListener('abort', () => reject(live.signal.reason));
    });
    live.abort(new Error('stop'));
    await expect(work).rejects.toThrow('stop');
  });
});

describe('onGone', () => {
  it.each([200740, 200750, 300311])('is told once, and not onError alone: %i', async (code) => {
    const gone: unknown[][] = [];
    const { send, service, errors } = stage({ onGone: (...args) => void gone.push(args) });
    const live = await send(<Answer />);
    service.next('write', fails(refusal(code)));
    const rendered = live.render(<Answer status="late" />);
    await expect(through(rendered)).rejects.toMatchObject({ code });
    expect(gone).toEqual([[expect.objectContaining({ code }), live]]);
    expect(errors).toHaveLength(1);
    expect(live.signal.reason).toMatchObject({ code });
    await through(live.close());
    expect(gone).toHaveLength(1);
    expect(service.writes).toHaveLength(1);
  });

  it('is not told of what passes, nor of what one frame is refused for', async () => {
    const gone: unknown[] = [];
    const { send, service } = stage({ onGone: (error) => gone.push(error) });
    const live = await send(<Answer />);
    service.next('write', fails(refusal(200810)), fails(refusal(10002)));
    await through(live.render(<Answer status="bad" />)).catch(() => {});
    expect(gone).toEqual([]);
    expect(live.signal.aborted).toBe(false);
  });

  it('may throw', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { send, service } = stage({
      onGone: () => {
        throw new Error('observer');
      },
    });
    const live = await send(<Answer />);
    service.next('write', fails(refusal(200740)));
    const rendered = live.render(<Answer status="late" />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 200740 });
    expect(live.status).toBe('dead');
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });
});
