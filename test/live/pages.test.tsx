import { Card, type CardElement, Header, Markdown } from 'larkx';
import type { LiveCard } from 'larkx/app';
import { describe, expect, it, vi } from 'vitest';
import { fails, failsAfterwards, noAnswer, passes, refusal } from '../support/faulty.js';
import { every, fed } from '../support/sources.js';
import { now, stage, through } from '../support/stage.js';

interface Props {
  lines: readonly string[];
  title?: string;
  streaming?: boolean;
}

/** A card of keyed children. */
const Lines = ({ lines, title = 'Lines', streaming = false }: Props) => (
  <Card streamingMode={streaming} summary="Lines">
    <Header title={title} />
    {lines.map((line) => (
      <Markdown key={line.split(':')[0]}>{line}</Markdown>
    ))}
  </Card>
);

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `line ${i + from}`);

/** An app that divides its cards, and what readers see of them. */
function pages(options: Parameters<typeof stage>[0] = {}) {
  const all = stage({ overflow: 'pages', ...options });
  const cardOf = (cardId: string) => all.emulator.cards.get(cardId)!;
  const page = (live: LiveCard, i: number) => cardOf(live.pages[i]!.cardId);
  const linesOf = (live: LiveCard, i: number) =>
    (page(live, i).card.body?.elements ?? []).map(({ content }) => String(content));
  return {
    ...all,
    page,
    linesOf,
    shown: (live: LiveCard) => live.pages.flatMap((_, i) => linesOf(live, i)),
    /** Renders, and says to which pages something was written. */
    async written(live: LiveCard, element: CardElement) {
      const before = all.service.writes.length;
      await through(live.render(element));
      const ids = all.service.writes.slice(before).map(({ cardId }) => cardId);
      return live.pages
        .map(({ cardId }) => cardId)
        .flatMap((id, i) => (ids.includes(id) ? [i] : []));
    },
  };
}

describe('a card of several pages', () => {
  it('holds every child once and in order, however many there are', async () => {
    const { send, shown, emulator } = pages();
    const live = await send(<Lines lines={lines(10)} />);
    expect(live.pages).toHaveLength(1);
    for (const count of [300, 170, 500, 20, 600]) {
      await through(live.render(<Lines lines={lines(count)} />));
      expect(shown(live)).toEqual(lines(count));
    }
    const replies = emulator.messages.map(({ replyTo }) => replyTo);
    expect(replies).toEqual([
      undefined,
      ...live.pages.slice(0, -1).map(({ messageId }) => messageId),
    ]);
  });

  it('has its header and its settings on every page', async () => {
    const { send, page } = pages();
    const live = await send(<Lines lines={lines(400)} />);
    expect(live.pages.length).toBeGreaterThan(2);
    for (const i of live.pages.keys()) {
      const { header, config } = page(live, i).card;
      expect(header?.title).toMatchObject({ content: 'Lines' });
      expect(config).toEqual({ streaming_mode: false, summary: { content: 'Lines' } });
    }
  });

  it('streams on its last page only', async () => {
    const { send, page } = pages();
    const live = await send(<Lines streaming lines={lines(400)} />);
    const streaming = live.pages.map((_, i) => page(live, i).streaming);
    expect(streaming).toEqual([false, false, true]);
    await through(live.render(<Lines streaming lines={lines(600)} />));
    expect(live.pages.map((_, i) => page(live, i).streaming)).toEqual([false, false, false, true]);
    await through(live.close());
    expect(live.pages.map((_, i) => page(live, i).streaming)).toEqual([false, false, false, false]);
  });

  it('is written on the last page only when only that one changes', async () => {
    const { send, written } = pages();
    const live = await send(<Lines lines={lines(400)} />);
    expect(await written(live, <Lines lines={[...lines(400), 'more']} />)).toEqual([2]);
  });

  it('is written on one page only when a child there changes', async () => {
    const { send, written, shown } = pages();
    const live = await send(<Lines lines={lines(400)} />);
    const next = lines(400);
    next[3] = 'line 3: changed';
    expect(await written(live, <Lines lines={next} />)).toEqual([0]);
    expect(shown(live)).toEqual(next);
  });

  it('is written on every page when its header changes', async () => {
    const { send, written, page } = pages();
    const live = await send(<Lines lines={lines(400)} />);
    expect(await written(live, <Lines title="Others" lines={lines(400)} />)).toEqual([0, 1, 2]);
    expect(page(live, 1).card.header?.title).toMatchObject({ content: 'Others' });
  });

  it('keeps its other pages when children come in on the first', async () => {
    const { send, written, shown, linesOf } = pages();
    const live = await send(<Lines lines={lines(250)} />);
    const second = linesOf(live, 1);
    const next = ['new', ...lines(250)];
    expect(await written(live, <Lines lines={next} />)).toContain(0);
    expect(shown(live)).toEqual(next);
    // What no longer fits on the first comes first on the second.
    expect(linesOf(live, 1).slice(-second.length)).toEqual(second);
  });

  it('is in order after its children were shuffled over the pages', async () => {
    const { send, shown } = pages();
    const all = lines(400);
    const live = await send(<Lines lines={all} />);
    for (const order of [
      [...all].reverse(),
      [...all.slice(200), ...all.slice(0, 200)],
      all.filter((_, i) => i % 3 > 0),
      [...all.slice(390), ...all.slice(0, 5)],
    ]) {
      await through(live.render(<Lines lines={order} />));
      expect(shown(live)).toEqual(order);
    }
  });

  it('leaves pages that are not needed any more, and uses them again', async () => {
    const { send, page, shown, emulator } = pages();
    const live = await send(<Lines lines={lines(400)} />);
    await through(live.render(<Lines lines={lines(5)} />));
    expect(live.pages).toHaveLength(3);
    expect(page(live, 2).card.body?.elements).toEqual([]);
    expect(page(live, 2).card.header?.title).toMatchObject({ content: 'Lines' });
    await through(live.render(<Lines lines={lines(400, 1000)} />));
    expect(shown(live)).toEqual(lines(400, 1000));
    expect(emulator.messages).toHaveLength(3);
  });

  it('refuses a child that is too large for a page, and stays as it was', async () => {
    const { send, shown, service } = pages();
    const live = await send(<Lines lines={lines(300)} />);
    const large = live.render(<Lines lines={[...lines(100), `large:${'x'.repeat(29_000)}`]} />);
    await expect(through(large)).rejects.toMatchObject({
      code: 'bytes',
      message: expect.stringMatching(/one child/),
    });
    expect(service.writes).toEqual([]);
    expect(shown(live)).toEqual(lines(300));
    // Nor has it moved where pages end.
    await through(live.render(<Lines lines={[...lines(300), 'more']} />));
    expect(new Set(service.writes.map(({ cardId }) => cardId))).toEqual(
      new Set([live.pages[1]?.cardId]),
    );
  });

  it('creates nothing when a child is too large from the beginning', async () => {
    const { app, service } = pages();
    const sent = app.send(<Lines lines={[`large:${'x'.repeat(29_000)}`]} />, { to: 'oc_chat' });
    await expect(sent).rejects.toMatchObject({ code: 'bytes' });
    expect(service.creates).toEqual([]);
  });
});

describe('a further page', () => {
  it('is there before anything is taken away from the one in front', async () => {
    const { send, emulator, app } = pages();
    const live = await send(<Lines streaming lines={lines(170)} />);
    const before = emulator.calls.length;
    await through(live.render(<Lines streaming lines={lines(200)} />));
    await through(app.idle());
    const names = emulator.calls.slice(before).map(({ method, path }) => `${method} ${path}`);
    const [first, second] = live.pages;
    expect(
      names.map((name) => name.replace(first!.cardId, '1').replace(second!.cardId, '2')),
    ).toEqual([
      'POST /open-apis/cardkit/v1/cards',
      expect.stringMatching(/reply$/),
      expect.stringMatching(/cards\/1/),
    ]);
  });

  it('is there before a text that is streamed leaves the one in front', async () => {
    const { send, emulator, app } = pages();
    const live = await send(
      <Card streamingMode summary="s">
        <Markdown id="answer" stream />
      </Card>,
    );
    const block = `${'word '.repeat(100)}\n\n`;
    const seen: number[] = [];
    const lengths = () =>
      live.pages.map(
        ({ cardId }) =>
          String(emulator.cards.get(cardId)!.card.body?.elements?.[0]?.content).length,
      );
    async function* source() {
      for (let i = 0; i < 150; i++) {
        yield block;
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
        seen.push(lengths().reduce((sum, length) => sum + length, 0));
      }
    }
    await through(live.stream('answer', source()));
    await through(app.idle());
    expect(live.pages.length).toBeGreaterThan(2);
    // A reader never sees less than before, but for the blank lines between pages.
    for (const [i, length] of seen.slice(1).entries()) {
      expect(length).toBeGreaterThanOrEqual(seen[i]! - 2);
    }
  });

  it('is there before the one in front is sealed, although it became full while it waited', async () => {
    const { send, service, onServer, shown } = pages({ pace: 200 });
    const live = await send(
      <Card streamingMode summary="s">
        <Markdown id="answer" stream />
      </Card>,
    );
    const streamingThen: boolean[] = [];
    service.always('create', (go) => {
      streamingThen.push(onServer(live).streaming);
      return go();
    });
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source);
    give('a\n\n');
    await vi.advanceTimersByTimeAsync(50);
    for (const chunk of ['b\n\n', ...Array(30).fill(`${'x'.repeat(1000)}\n\n`)]) {
      give(chunk);
      await now();
    }
    await vi.advanceTimersByTimeAsync(500);
    end();
    await through(streamed);
    expect(streamingThen).toEqual([true]);
    expect(live.pages).toHaveLength(2);
    expect(shown(live).join('').match(/x/g)).toHaveLength(30_000);
  });

  it('is made again when the service had no time for it', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    service.next('create', fails(refusal(99991400)));
    service.next('message', fails(noAnswer()), fails(refusal(230020)));
    await through(live.render(<Lines lines={lines(300)} />));
    expect(live.pages).toHaveLength(2);
    expect(shown(live)).toEqual(lines(300));
  });

  it('that cannot be made takes nothing from the others; the next render makes it', async () => {
    const { send, service, shown, errors } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    service.always('create', fails(noAnswer()));
    const rendered = live.render(<Lines lines={lines(300)} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 0 });
    expect(errors).toHaveLength(1);
    expect(shown(live)).toEqual(lines(100));
    service.always('create', passes);
    await through(live.render(<Lines lines={[...lines(300), 'more']} />));
    expect(shown(live)).toEqual([...lines(300), 'more']);
  });

  it('that may be in the chat already is not sent twice; the next render brings it up to date', async () => {
    const { send, service, shown, emulator } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    for (let i = 0; i < 5; i++) emulator.faults.add({ on: 'messages.reply', kind: 'reset-after' });
    const rendered = live.render(<Lines lines={lines(300)} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 0 });
    expect(emulator.messages).toHaveLength(2);
    // Longer on the first page, so that the second shows another part; and written before the first gives it away.
    const next = ['new', ...lines(300), 'more'];
    const before = service.writes.length;
    await through(live.render(<Lines lines={next} />));
    expect(emulator.messages).toHaveLength(2);
    expect(service.creates).toHaveLength(2);
    expect(new Set(service.messages.slice(1).map(({ uuid }) => uuid)).size).toBe(1);
    expect(shown(live)).toEqual(next);
    expect(service.writes[before]?.cardId).toBe(live.pages[1]?.cardId);
    await through(live.render(<Lines title="Others" lines={lines(200)} />));
    expect(shown(live)).toEqual(lines(200));
  });

  it('that may be in the chat already takes nothing from the others while it cannot be brought up to date', async () => {
    const { send, service, linesOf, shown, emulator } = pages();
    const live = await send(<Lines lines={lines(170)} />);
    service.next('message', ...Array(5).fill(failsAfterwards(noAnswer())));
    await expect(through(live.render(<Lines lines={lines(300)} />))).rejects.toMatchObject({
      code: 0,
    });
    service.always('write', fails(noAnswer()));
    const next = ['new', ...lines(300)];
    await expect(through(live.render(<Lines lines={next} />))).rejects.toMatchObject({ code: 0 });
    expect(live.pages).toHaveLength(2);
    expect(new Set(service.writes.map(({ cardId }) => cardId))).toEqual(
      new Set([live.pages[1]?.cardId]),
    );
    expect(linesOf(live, 0)).toEqual(lines(170));
    service.always('write', passes);
    await through(live.render(<Lines lines={next} />));
    expect(shown(live)).toEqual(next);
    expect(emulator.messages).toHaveLength(2);
  });

  it.each([
    ['the service refuses it', 0, [fails(refusal(230002))], 230002],
    ['the service knows its message no more', 50 * 60_000, [], undefined],
    ['its card cannot be sent', 0, [fails(refusal(200780))], undefined],
  ])('that may be in the chat is made anew when %s', async (_, ms, faults, code) => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    service.next('message', ...Array(5).fill(fails(noAnswer())), ...faults);
    await expect(through(live.render(<Lines lines={lines(300)} />))).rejects.toMatchObject({
      code: 0,
    });
    vi.setSystemTime(Date.now() + ms);
    const rendered = live.render(<Lines lines={lines(300)} />);
    if (code) {
      await expect(through(rendered)).rejects.toMatchObject({ code });
      await through(live.render(<Lines lines={lines(300)} />));
    } else await through(rendered);
    expect(service.creates).toHaveLength(3);
    expect(new Set(service.messages.slice(1).map(({ uuid }) => uuid)).size).toBe(2);
    expect(shown(live)).toEqual(lines(300));
  });

  it('that is refused for good leaves the card as it was', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    service.always('message', fails(refusal(230002)));
    const rendered = live.render(<Lines lines={lines(300)} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 230002 });
    expect(live.pages).toHaveLength(1);
    await through(live.close());
    expect(shown(live)).toEqual(lines(100));
  });

  it('that cannot be made at the beginning fails the send, and leaves nothing behind', async () => {
    const { app, service } = pages();
    service.next('message', passes, fails(refusal(230002)));
    const sent = app.send(<Lines lines={lines(300)} />, { to: 'oc_chat' });
    await expect(through(sent)).rejects.toMatchObject({ code: 230002 });
    await through(app.idle());
    await through(app.close());
    expect(service.writes).toEqual([]);
  });

  it('shows in the status while it is made', async () => {
    const { send, service } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    const seen: string[] = [];
    service.next('create', (go) => {
      seen.push(live.status, live.why().because);
      return go();
    });
    service.next('message', (go) => {
      seen.push(live.status, live.why().because);
      return go();
    });
    await through(live.render(<Lines lines={lines(300)} />));
    expect(seen).toEqual([
      'creating',
      expect.stringMatching(/created/),
      'sending',
      expect.stringMatching(/sent/),
    ]);
    expect(live.status).toBe('idle');
  });
});

describe('a page that is refused', () => {
  it.each([300305, 200860])('for its size (%i) is made smaller', async (code) => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(100)} />);
    service.next('write', fails(refusal(code)));
    await through(live.render(<Lines lines={lines(170)} />));
    expect(live.pages).toHaveLength(2);
    expect(shown(live)).toEqual(lines(170));
  });

  it('for its size by messaging is made smaller', async () => {
    const { app, service, shown } = pages();
    const message =
      'Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit; ErrorValue: ; ';
    service.next('message', fails(refusal(230099, { message })));
    const sent = app.send(<Lines lines={lines(170)} />, { to: 'oc_chat' });
    const live = await through(sent);
    expect(live.pages).toHaveLength(2);
    expect(shown(live)).toEqual(lines(170));
  });

  it('for its size whatever its size is told of after four attempts', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(20)} />);
    service.always('write', fails(refusal(300305)));
    const rendered = live.render(<Lines lines={lines(30)} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 300305 });
    // One page, then two, and so on: each attempt divides what was refused.
    expect(service.writes.length).toBeLessThanOrEqual(15);
    service.always('write', passes);
    await through(live.render(<Lines lines={lines(25)} />));
    expect(shown(live)).toEqual(lines(25));
  });

  it('for its size although it is small is divided until the service takes it', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(10)} />);
    service.next('write', fails(refusal(300305)), fails(refusal(300305)));
    await through(live.render(<Lines lines={lines(50)} />));
    expect(live.pages.length).toBeGreaterThan(1);
    expect(shown(live)).toEqual(lines(50));
  });

  it('leaves the other pages as they were', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(250)} />);
    const bad = lines(250).map((line) => `${line}: bad`);
    const first = live.pages[0]!.cardId;
    service.always('write', async (go) => {
      if (service.writes.at(-1)!.cardId === first) throw refusal(10002);
      return go();
    });
    const rendered = live.render(<Lines lines={bad} />);
    rendered.catch(() => {});
    await through(Promise.resolve());
    service.always('write', passes);
    await expect(rendered).rejects.toMatchObject({ code: 10002 });
    await through(live.render(<Lines lines={lines(250)} />));
    expect(shown(live)).toEqual(lines(250));
  });

  it('is put back where another one has taken what it refused', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Lines lines={lines(250)} />);
    service.next('write', fails(refusal(10002)));
    const rendered = live.render(<Lines lines={lines(250).map((line) => `${line}: bad`)} />);
    await expect(through(rendered)).rejects.toMatchObject({ code: 10002 });
    expect(shown(live)).toEqual(lines(250));
  });

  it('because it is gone ends the card; the others stop streaming', async () => {
    const gone: unknown[] = [];
    const { send, service, page, app } = pages({ onGone: (error) => gone.push(error) });
    const live = await send(<Lines streaming lines={lines(250)} />);
    service.next('write', fails(refusal(200740)));
    const next = [...lines(250)];
    next[0] = 'line 0: changed';
    await expect(through(live.render(<Lines streaming lines={next} />))).rejects.toMatchObject({
      code: 200740,
    });
    expect(live.status).toBe('dead');
    expect(gone).toHaveLength(1);
    await expect(live.render(<Lines lines={lines(1)} />)).rejects.toMatchObject({ code: 200740 });
    await through(app.idle());
    expect(page(live, 1).streaming).toBe(false);
    await through(live.close());
    expect(page(live, 1).streaming).toBe(false);
  });
});

describe('a text over several pages', () => {
  const Answer = ({ status = 'on', after = true }: { status?: string; after?: boolean }) => (
    <Card streamingMode summary="Long">
      <Markdown id="status">{status}</Markdown>
      <Markdown id="answer" stream />
      {after && <Markdown id="after">after</Markdown>}
    </Card>
  );
  const blocks = Array.from({ length: 200 }, (_, i) => `Paragraph ${i} ${'word '.repeat(80)}\n\n`);
  const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

  it('is whole, in order, and cut between blocks', async () => {
    const { send, shown, linesOf, page } = pages();
    const live = await send(<Answer />);
    await through(live.stream('answer', every(10, blocks)));
    await through(live.close());
    expect(live.pages.length).toBeGreaterThan(2);
    expect(flat(shown(live).join(' '))).toBe(flat(`on ${blocks.join('')} after`));
    for (const i of live.pages.keys()) {
      expect(page(live, i).streaming).toBe(false);
      if (i > 0) expect(linesOf(live, i)[0]).toMatch(/^Paragraph/);
    }
  });

  it('is not written again where it is full', async () => {
    const { send, service } = pages();
    const live = await send(<Answer after={false} />);
    await through(live.stream('answer', every(10, blocks)));
    const order = service.writes.map(({ cardId }) =>
      live.pages.findIndex((page) => page.cardId === cardId),
    );
    // The pages follow one another: once the next one is written, the one before is not.
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('takes a change of the first page there', async () => {
    const { send, service, shown } = pages();
    const live = await send(<Answer />);
    await through(live.stream('answer', every(10, blocks)));
    const before = service.writes.length;
    await through(live.render(<Answer status="done" />));
    expect(service.writes.slice(before).map(({ cardId }) => cardId)).toEqual([live.cardId]);
    expect(flat(shown(live).join(' '))).toBe(flat(`done ${blocks.join('')} after`));
  });

  it('goes back to fewer pages when it shrinks, while it is streamed', async () => {
    const { send, shown } = pages();
    const live = await send(<Answer />);
    const long = blocks.join('');
    const seen: string[] = [];
    async function* source() {
      for (const snapshot of [long, 'Short', long, `${blocks[0]}`]) {
        yield snapshot;
        await new Promise((resolve) => {
          setTimeout(resolve, 5000);
        });
        seen.push(flat(shown(live).join(' ')));
      }
    }
    await through(live.stream('answer', source(), { from: 'snapshots' }));
    expect(seen).toEqual([long, 'Short', long, blocks[0]!].map((text) => flat(`on ${text} after`)));
  });

  it('is one of two that grow on different pages', async () => {
    const { send, shown } = pages();
    const live = await send(
      <Card streamingMode summary="Two">
        <Markdown id="one" stream />
        <Markdown id="two" stream />
      </Card>,
    );
    const some = blocks.slice(0, 90);
    const others = blocks.slice(90, 180);
    const halfway: string[] = [];
    async function* source() {
      for (const [i, block] of some.entries()) {
        yield block;
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
        if (i === 60) halfway.push(flat(shown(live).join(' ')));
      }
    }
    await through(
      Promise.all([live.stream('one', source()), live.stream('two', every(10, others))]),
    );
    expect(live.pages.length).toBeGreaterThan(2);
    expect(flat(shown(live).join(' '))).toBe(flat([...some, ...others].join('')));
    expect(halfway[0]).toContain('Paragraph 55');
  });

  it.each([
    ['code', `\`\`\`\n${'line of code\n'.repeat(2500)}\`\`\`\n`],
    ['a paragraph', 'word '.repeat(7000)],
    ['a quote', '> words\n'.repeat(4000)],
    ['an item', `- a\n${'  words\n'.repeat(4000)}`],
  ])('ends before one block that is too large for a page: %s', async (_, block) => {
    const { send, shown } = pages();
    const live = await send(<Answer />);
    const chunks = ['Before.\n\n', block];
    await expect(through(live.stream('answer', every(10, chunks)))).rejects.toMatchObject({
      code: 'bytes',
    });
    expect(flat(shown(live).join(' '))).toBe('on Before. after');
    await through(live.close());
  });

  it.each([
    ['fences', (i: number) => `\`\`\`ts\nconst a${i} = 1;\n\n// ${'x'.repeat(300)}\n\`\`\`\n\n`],
    ['lists', (i: number) => `- item ${i}\n\n  ${'words '.repeat(60)}\n\n`],
    ['quotes', (i: number) => `> quote ${i}\n>\n> ${'words '.repeat(60)}\n\n`],
  ])('is never cut inside of %s', async (_, block) => {
    const { send, linesOf } = pages();
    const live = await send(<Answer />);
    const all = Array.from({ length: 150 }, (__, i) => block(i));
    await through(live.stream('answer', every(10, all)));
    await through(live.close());
    expect(live.pages.length).toBeGreaterThan(1);
    const begins = block(0).slice(0, 3);
    for (const i of live.pages.keys()) {
      if (i === 0) continue;
      const [text = ''] = linesOf(live, i);
      expect(text.startsWith(begins)).toBe(true);
      expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    }
  });
});
