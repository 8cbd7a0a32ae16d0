import { Card, Header, Markdown } from 'larkx';
import { describe, expect, it, vi } from 'vitest';
import { now, stage, through } from '../support/stage.js';
import { Run } from './run-card.js';

/** The most calls within any stretch of this many milliseconds. */
function most(times: readonly number[], ms: number): number {
  let from = 0;
  let found = 0;
  times.forEach((time, i) => {
    while ((times[from] as number) <= time - ms) from++;
    found = Math.max(found, i - from + 1);
  });
  return found;
}

describe('the pace of a card', () => {
  it('is at once when nothing went before, and then every 200 ms with the newest frame', async () => {
    const { send, service, expectShown } = stage({ pace: undefined });
    const live = await send(<Run />);
    await vi.advanceTimersByTimeAsync(1000);
    const begun = Date.now();
    const renders: Promise<void>[] = [];
    for (let i = 0; i < 50; i++) {
      renders.push(live.render(<Run status={`${i}`} />));
      await vi.advanceTimersByTimeAsync(20);
    }
    await through(Promise.all(renders));
    expect(service.writes.map(({ at }) => at - begun)).toEqual([0, 200, 400, 600, 800, 1000]);
    expectShown(live, <Run status="49" />);
  });

  it('is slower for long texts, and none for the last frame', async () => {
    const { send, service } = stage({ pace: 200 });
    const live = await send(<Run streaming />);
    const text = 'x'.repeat(20_000);
    await through(live.render(<Run streaming answer={text} />));
    const renders: Promise<void>[] = [];
    for (let i = 1; i <= 30; i++) {
      renders.push(live.render(<Run streaming answer={text + 'y'.repeat(i)} />));
      await vi.advanceTimersByTimeAsync(100);
    }
    const gaps = service.writes.map(({ at }, i) => at - (service.writes[i - 1]?.at ?? at)).slice(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1000);
    const before = service.writes.length;
    const asked = Date.now();
    live.close();
    await now();
    expect(service.writes[before]?.at).toBe(asked);
    await through(Promise.all(renders));
  });

  it('keeps 100 cards of an app within every limit, and each of them moving', async () => {
    const { app, service, emulator } = stage({ pace: 200 });
    const lives = await through(
      Promise.all(
        Array.from({ length: 100 }, () => app.send(<Run streaming answer="" />, { to: 'oc_chat' })),
      ),
    );
    const begun = Date.now();
    for (let second = 0; second < 90; second++) {
      for (const live of lives) {
        live.render(<Run streaming status={`${second}`} answer={'word '.repeat(second)} />);
      }
      await vi.advanceTimersByTimeAsync(1000);
    }
    await through(app.idle());
    const times = service.writes.map(({ at }) => at).sort((a, b) => a - b);
    expect(most(times, 1000)).toBeLessThanOrEqual(50);
    expect(most(times, 60_000)).toBeLessThanOrEqual(1000);
    for (const { cardId } of lives) {
      const own = service.writes.filter((write) => write.cardId === cardId).map(({ at }) => at);
      expect(most(own, 1000)).toBeLessThanOrEqual(10);
      expect(own.filter((at) => at < begun + 90_000).length).toBeGreaterThan(3);
      expect(emulator.cards.get(cardId)!.card.body!.elements).toEqual(
        lives[0]!.card.body!.elements,
      );
    }
    expect(times.length).toBeGreaterThan(1000);
  }, 60_000);
});

describe('the colour of the header', () => {
  const Light = ({
    color,
    text = '',
    lines = 0,
  }: {
    color: string;
    text?: string;
    lines?: number;
  }) => (
    <Card streamingMode summary="s">
      <Header title="Light" template={color as 'blue'} />
      <Markdown id="text">{text}</Markdown>
      {Array.from({ length: lines }, (_, i) => (
        <Markdown key={i}>line</Markdown>
      ))}
    </Card>
  );

  it('waits a second at most while text is typed', async () => {
    const { send, service, kinds, expectShown } = stage();
    const live = await send(<Light color="blue" />);
    const begun = Date.now();
    const coloured = live.render(<Light color="green" text="a" />);
    await now();
    expect(kinds()).toBe('content');
    await through(coloured);
    expect(kinds()).toBe('content replace');
    expect(service.writes[1]!.at - begun).toBe(1000);
    expectShown(live, <Light color="green" text="a" />);
  });

  it('goes with the next change of structure', async () => {
    const { send, service, kinds, expectShown } = stage();
    const live = await send(<Light color="blue" />);
    const renders = [live.render(<Light color="green" text="a" />)];
    await vi.advanceTimersByTimeAsync(300);
    renders.push(live.render(<Light color="green" text="ab" lines={1} />));
    await now();
    expect(kinds()).toBe('content replace content');
    await through(Promise.all(renders));
    expect(service.writes).toHaveLength(3);
    expectShown(live, <Light color="green" text="ab" lines={1} />);
  });

  it('does not hold up what is streamed meanwhile', async () => {
    const { send, kinds, service } = stage();
    const Answer = ({ color }: { color: 'blue' | 'green' }) => (
      <Card streamingMode summary="s">
        <Header title="Light" template={color} />
        <Markdown id="text" stream />
      </Card>
    );
    const live = await send(<Answer color="blue" />);
    async function* words() {
      for (let i = 0; i < 20; i++) {
        await new Promise((resolve) => {
          setTimeout(resolve, 100);
        });
        yield `${i} `;
      }
    }
    const streamed = live.stream('text', words());
    await vi.advanceTimersByTimeAsync(350);
    const coloured = live.render(<Answer color="green" />);
    await vi.advanceTimersByTimeAsync(900);
    // Chunk by chunk, and the colour not yet.
    expect(kinds()).toMatch(/^content(?: content){9,}$/);
    await through(Promise.all([streamed, coloured]));
    expect(
      kinds()
        .split(' ')
        .filter((kind) => kind !== 'content'),
    ).toEqual(['replace']);
    expect(JSON.stringify(service.writes.at(-1))).toContain('19');
  });

  it('does not wait where nothing streams', async () => {
    const { send, kinds } = stage();
    const plain = (color: 'blue' | 'green') => (
      <Card>
        <Header title="Light" template={color} />
        <Markdown id="text">text</Markdown>
      </Card>
    );
    const live = await send(plain('blue'));
    live.render(plain('green'));
    await now();
    expect(kinds()).toBe('replace');
  });
});

describe('the creation of many cards at once', () => {
  it('keeps within what an app may call, and a chat may get', async () => {
    const { app, emulator, service } = stage({ emulator: { knobs: { rateLimits: true } } });
    const sent = await through(
      Promise.all(
        Array.from({ length: 60 }, (_, i) => app.send(<Run />, { to: `oc_chat${i % 3}` })),
      ),
    );
    expect(new Set(sent.map(({ cardId }) => cardId)).size).toBe(60);
    expect(emulator.calls.filter(({ code }) => code !== 0)).toEqual([]);
    const at = emulator.calls.map((call) => call.at);
    expect(most(at, 1000)).toBeLessThanOrEqual(50);
    for (const chat of ['oc_chat0', 'oc_chat1', 'oc_chat2']) {
      const times = emulator.messages.filter(({ chatId }) => chatId === chat).map(({ at }) => at);
      expect(times).toHaveLength(20);
      expect(most(times, 1000)).toBeLessThanOrEqual(5);
    }
    expect(service.creates).toHaveLength(60);
  });
});
