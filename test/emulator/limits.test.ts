import type { KnobSettings } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { countMarkdownTables } from '../../src/emulator/markdown-tables.js';
import { type JsonObject, jsonBytes } from '../../src/schema/json.js';
import { add, cardOf, live, md, patch, refusalOf, still } from './setup.js';

const rules = (count: number) => Array.from({ length: count }, () => ({ tag: 'hr' }));
const create = (elements: JsonObject[], rest: JsonObject = {}, knobs: KnobSettings = {}) =>
  still({ knobs }).cardkit.cards.create(cardOf(elements, rest));

describe('the number of elements', () => {
  it('is at most 200 at creation, the header and nested texts included', async () => {
    const header = { title: { tag: 'plain_text', content: 'T' } };
    const div = { tag: 'div', text: { tag: 'plain_text', content: 'x' } };
    await create([...rules(197), div], { header });
    const refusal = await refusalOf(create([...rules(198), div], { header }));
    expect(refusal).toMatchObject({ code: 300305, kind: 'split' });
    expect(refusal.message).toContain('ErrMsg: element exceeds the limit; ');
  });

  it('is at most 200 after a change', async () => {
    const card = await live(still(), cardOf([md('a'), ...rules(199)]));
    const icon = { tag: 'standard_icon', token: 'x' };
    expect((await refusalOf(card.batch(patch('a', { icon })))).code).toBe(300305);
    expect((await refusalOf(card.batch(add('append', undefined, ...rules(1))))).code).toBe(300315);
  });

  it.each([false, true])('with countOpaque %j leaves opaque data out or not', async (counts) => {
    const fake = rules(10);
    const opaque = [
      { tag: 'button', behaviors: [{ type: 'callback', value: { fake } }] },
      { tag: 'chart', chart_spec: { fake } },
      { tag: 'table', columns: [], rows: [{ fake }] },
    ];
    const call = create([...rules(197), ...opaque], {}, { countOpaque: counts });
    if (counts) expect((await refusalOf(call)).code).toBe(300305);
    else await call;
  });
});

describe('the size of a card', () => {
  const sized = (bytes: number) => {
    const card = cardOf([md('a', '')]);
    return cardOf([md('a', 'x'.repeat(bytes - jsonBytes(card)))]);
  };

  it('is at most 30,000 bytes', async () => {
    const emulator = still();
    await emulator.cardkit.cards.create(sized(30_000));
    const refusal = await refusalOf(emulator.cardkit.cards.create(sized(30_001)));
    expect(refusal).toMatchObject({ code: 200860, kind: 'split' });
    expect(refusal.message).toContain('ErrMsg: card content exceeds limit; ');
  });

  it('counts in UTF-8', async () => {
    expect((await refusalOf(create([md('a', '字'.repeat(10_000))]))).code).toBe(200860);
    await create([md('a', '字'.repeat(9_000))]);
  });

  it('is another where cardBytesLimit says so', async () => {
    const emulator = still({ knobs: { cardBytesLimit: 500 } });
    await emulator.cardkit.cards.create(sized(500));
    expect((await refusalOf(emulator.cardkit.cards.create(sized(501)))).code).toBe(200860);
  });

  it('holds for every write, wrapped where elements are added', async () => {
    const emulator = still({ knobs: { cardBytesLimit: 500 } });
    const long = 'x'.repeat(500);
    const card = await live(emulator, cardOf([md('a')], { config: { streaming_mode: true } }));
    const { cards, elements } = emulator.cardkit;
    const { cardId, next } = card;
    const calls = [
      cards.update(cardId, cardOf([md('a', long)]), next()),
      cards.settings(cardId, { config: { summary: { content: long } } }, next()),
      card.batch(patch('a', { content: long })),
      elements.update(cardId, 'a', md('a', long), next()),
      elements.patch(cardId, 'a', { content: long }, next()),
      elements.content(cardId, 'a', long, next()),
    ];
    for (const call of calls) expect((await refusalOf(call)).code).toBe(200860);
    const added = { type: 'append', elements: [md('b', long)] } as const;
    const refusal = await refusalOf(elements.create(cardId, added, next()));
    expect(refusal).toMatchObject({ code: 300315, kind: 'split' });
    expect(refusal.message).toContain('code: 200860; ');
  });
});

describe('the number of tables', () => {
  const table = '| a | b |\n| --- | --- |\n| 1 | 2 |';
  const component = { tag: 'table', columns: [], rows: [] };
  const text = (count: number) => Array.from({ length: count }, () => table).join('\n\n');

  it('is at most 5, components and markdown together', async () => {
    await create([component, component, md('a', text(3))]);
    const refusal = await refusalOf(create([component, component, md('a', text(4))]));
    expect(refusal).toMatchObject({ code: 230099, kind: 'split' });
    expect(refusal.message).toContain(
      'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card table number over limit; ErrorValue: table; ',
    );
  });

  it('counts no table inside a code fence', async () => {
    await create([md('a', `\`\`\`\n${text(9)}\n\`\`\`\n\n${text(5)}`)]);
  });

  it('counts per language', async () => {
    const translated = { i18n_content: { en_us: text(3), zh_cn: text(2) } };
    await create([{ ...md('a', text(3)), ...translated }, md('b', text(2))]);
    const call = create([{ ...md('a', ''), ...translated }, md('b', text(3))]);
    expect((await refusalOf(call)).code).toBe(230099);
  });

  it('is another where tableLimit says so', async () => {
    await create([md('a', text(3))], {}, { tableLimit: 3 });
    expect((await refusalOf(create([md('a', text(4))], {}, { tableLimit: 3 }))).code).toBe(230099);
  });

  it('holds for streamed text, and is wrapped where elements are added', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a')], { config: { streaming_mode: true } }));
    const stream = emulator.cardkit.elements.content(card.cardId, 'a', text(6), card.next());
    expect(await refusalOf(stream)).toMatchObject({ code: 230099, kind: 'split' });
    const refusal = await refusalOf(card.batch(add('append', undefined, md('b', text(6)))));
    expect(refusal).toMatchObject({ code: 300315, kind: 'split' });
    expect(refusal.message).toContain('msg: [card table number over limit], code: 11310; ');
  });
});

describe('a markdown table', () => {
  it.each<[string, string, number]>([
    ['has a delimiter row below its header', '|a|b|\n|-|-|', 1],
    ['needs no outer pipes', 'a | b\n:-: | -:', 1],
    ['may follow a paragraph', 'text\n| a |\n| - |', 1],
    ['may stand in a quote', '> | a |\n> | - |', 1],
    ['has as many cells above as below', '| a | b |\n| - |', 0],
    ['may have escaped pipes', '| a \\| b |\n| - |', 1],
    ['ends at a blank line', '|a|\n|-|\n|1|\n\n|b|\n|-|', 2],
    ['has no second header', '|a|\n|-|\n|b|\n|-|\n|c|', 1],
    ['is no heading', 'a\n---', 0],
    ['is not indented code', '    |a|\n    |-|', 0],
    ['is not in a fence of tildes', '~~~\n|a|\n|-|\n~~~\n|a|\n|-|', 1],
    ['is not in a fence that was never closed', '```md\n|a|\n|-|', 0],
    ['is not in a longer fence with a shorter one', '````\n```\n|a|\n|-|\n````', 0],
    ['stands after inline code of three backticks', '```x``` y\n|a|\n|-|', 1],
    ['may have Windows line ends', '|a|\r\n|-|\r\n|1|', 1],
  ])('%s', (_, markdown, count) => {
    expect(countMarkdownTables(markdown)).toBe(count);
  });

  it('is looked for in linear time', () => {
    const started = performance.now();
    for (const line of ['|'.repeat(50_000), `|-${' '.repeat(50_000)}x|`, '> '.repeat(50_000)]) {
      countMarkdownTables(`| a |\n${line}\n${line}`);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
