import { Card, Markdown } from 'larkx';
import { createApp, type Size } from 'larkx/app';
import { createEmulator } from 'larkx/emulator';
import { describe, expect, it, vi } from 'vitest';
import { fails, passes, refusal } from '../support/faulty.js';
import { every, textOf } from '../support/sources.js';
import { stage, through } from '../support/stage.js';

const Lines = ({ count }: { count: number }) => (
  <Card>
    {Array.from({ length: count }, (_, i) => (
      <Markdown key={i}>{`line ${i}`}</Markdown>
    ))}
  </Card>
);
const short = (
  <Card>
    <Markdown id="note">Too long to show</Markdown>
  </Card>
);

describe("overflow: 'error'", () => {
  it('lets a card grow up to what may be live, and no further', async () => {
    const { send, errors, expectShown } = stage();
    const live = await send(<Lines count={1} />);
    await through(live.render(<Lines count={180} />));
    await expect(live.render(<Lines count={181} />)).rejects.toMatchObject({
      code: 'elements',
      issues: [{ hint: expect.stringMatching(/overflow/) }],
    });
    expect(errors).toHaveLength(1);
    expectShown(live, <Lines count={180} />);
  });

  it('creates nothing that is too large from the beginning', async () => {
    const { app, service } = stage();
    const sent = app.send(<Lines count={181} />, { to: 'oc_chat' });
    await expect(sent).rejects.toMatchObject({ code: 'elements' });
    expect(service.creates).toEqual([]);
  });

  it('tells of a card that the service finds too large', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Lines count={1} />);
    service.next('write', fails(refusal(300305)));
    const rendered = live.render(<Lines count={100} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 300305, kind: 'split' });
    expect(service.writes).toHaveLength(1);
    expectShown(live, <Lines count={1} />);
  });
});

describe('an overflow function', () => {
  it('gives the card that is shown in the place of one that is too large', async () => {
    const overflow = vi.fn((_element: unknown, _size: Size) => short);
    const { send, expectShown } = stage({ overflow });
    const live = await send(<Lines count={3} />);
    const large = <Lines count={250} />;
    await through(live.render(large));
    expectShown(live, short);
    expect(overflow).toHaveBeenCalledWith(large, expect.objectContaining({ elements: 250 }));
    await through(live.render(<Lines count={4} />));
    expectShown(live, <Lines count={4} />);
  });

  it('is not asked for a card that fits', async () => {
    const overflow = vi.fn(() => short);
    const { send } = stage({ overflow });
    const live = await send(<Lines count={3} />);
    await through(live.render(<Lines count={180} />));
    expect(overflow).not.toHaveBeenCalled();
  });

  it('is not asked again: what it gives has to fit', async () => {
    const { send, expectShown } = stage({ overflow: () => <Lines count={200} /> });
    const live = await send(<Lines count={3} />);
    await expect(live.render(<Lines count={250} />)).rejects.toMatchObject({ code: 'elements' });
    expectShown(live, <Lines count={3} />);
  });

  it('may throw: that is what the render rejects with', async () => {
    const { send } = stage({
      overflow: () => {
        throw new Error('no smaller one');
      },
    });
    const live = await send(<Lines count={3} />);
    await expect(live.render(<Lines count={250} />)).rejects.toThrow('no smaller one');
    expect(live.status).toBe('idle');
  });

  it('is asked where the service takes less than is known', async () => {
    const { send, service, expectShown } = stage({ overflow: () => short });
    const live = await send(<Lines count={3} />);
    service.next('write', fails(refusal(200860)));
    await through(live.render(<Lines count={170} />));
    expectShown(live, short);
  });

  it('is asked when a text grows too long, and finds it in its slot', async () => {
    const { send, onServer } = stage({
      overflow: () => (
        <Card streamingMode summary="s">
          <Markdown id="note">It became too long.</Markdown>
        </Card>
      ),
    });
    const live = await send(
      <Card streamingMode summary="s">
        <Markdown id="answer" stream />
      </Card>,
    );
    const blocks = Array.from({ length: 40 }, () => 'x'.repeat(1000));
    await through(live.stream('answer', every(10, blocks)));
    expect(textOf(onServer(live).card, 'note')).toBe('It became too long.');
    expect(textOf(onServer(live).card, 'answer')).toBeUndefined();
  });

  it('is asked for a small card that the service refuses, by all who wait for it', async () => {
    const overflow = vi.fn(() => short);
    const { send, service, expectShown } = stage({ overflow });
    const live = await send(<Lines count={3} />);
    service.next('write', fails(refusal(300305)));
    const renders = Array.from({ length: 7 }, (_, i) => live.render(<Lines count={50 + i} />));
    await through(Promise.all(renders));
    expect(overflow).toHaveBeenCalled();
    expectShown(live, short);
    expect(service.writes.length).toBeLessThanOrEqual(3);
    // What is as small as before is still shown.
    await through(live.render(<Lines count={4} />));
    expectShown(live, <Lines count={4} />);
  });

  it('has an end where everything is refused for its size', async () => {
    const { send, service, expectShown } = stage({ overflow: () => short });
    const live = await send(<Lines count={3} />);
    service.always('write', fails(refusal(300305)));
    const rendered = live.render(<Lines count={170} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 300305 });
    expect(service.writes.length).toBeLessThanOrEqual(5);
    service.always('write', passes);
    await through(live.render(<Lines count={2} />));
    expectShown(live, <Lines count={2} />);
  });
});

describe('overflow', () => {
  it.each(['page', undefined, 1, null])('is one of what it may be, not %j', (overflow) => {
    const { cardkit } = createEmulator();
    if (overflow === undefined) expect(() => createApp({ cardkit, overflow })).not.toThrow();
    else expect(() => createApp({ cardkit, overflow: overflow as never })).toThrow(TypeError);
  });
});
