import { describe, expect, it } from 'vitest';
import { cardOf, live, md, patch, refusalOf, set, still } from './setup.js';

const WINDOW = 600_000;
const on = { config: { streaming_mode: true } };
const off = { config: { streaming_mode: false } };

async function streaming(options = {}) {
  const emulator = still(options);
  const card = await live(
    emulator,
    cardOf(
      [md('a', 'Hel'), { tag: 'div', text: { tag: 'plain_text', element_id: 't', content: '' } }],
      on,
    ),
  );
  const write = (text: string, id = 'a') =>
    emulator.cardkit.elements.content(card.cardId, id, text, card.next());
  const settings = (value: object) =>
    emulator.cardkit.cards.settings(card.cardId, value, card.next());
  return { emulator, card, write, settings };
}

describe('writing text', () => {
  it('replaces the text of a markdown element and of a plain_text inside another', async () => {
    const { card, write } = await streaming();
    await write('Hello');
    await write('typed', 't');
    expect(card.find('a')).toEqual(md('a', 'Hello'));
    expect(card.find('t')).toMatchObject({ content: 'typed' });
  });

  it('keeps only a suffix if only a suffix was sent', async () => {
    const { card, write } = await streaming();
    await write('lo');
    expect(card.find('a')?.content).toBe('lo');
  });

  it('refuses an id that is not there', async () => {
    const { write } = await streaming();
    const refusal = await refusalOf(write('x', 'ghost'));
    expect(refusal).toMatchObject({ code: 300313, kind: 'resync' });
    expect(refusal.message).toContain('ErrMsg: not find elementID : ghost; ');
  });

  it.each(['button', 'lark_md', 'div'])('refuses a %s', async (tag) => {
    const emulator = still();
    const card = await live(emulator, cardOf([{ tag, element_id: 'x' }], on));
    const call = emulator.cardkit.elements.content(card.cardId, 'x', 'text', card.next());
    expect(await refusalOf(call)).toMatchObject({
      code: 300310,
      message: expect.stringContaining('ErrMsg: only text can be updated; '),
    });
  });

  it('records a continued text as typed and any other as a jump', async () => {
    const { card, write } = await streaming();
    await write('Hello');
    await write('Hello');
    await write('Bye');
    await card.batch(patch('a', { content: 'Bye!' }));
    expect(card.view().frames.map(({ kind }) => kind)).toEqual(['typed', 'jump', 'structure']);
    expect(card.view().frames[0]?.card.body?.elements?.[0]).toEqual(md('a', 'Hello'));
  });
});

describe('a frame', () => {
  it.each([
    ['', 'x', 'typed'],
    ['x', 'xy', 'typed'],
    ['x', 'x\n\n', 'typed'],
    ['xy', 'x', 'jump'],
    ['xy', 'y', 'jump'],
    ['a b', 'a c b', 'jump'],
    ['e', 'é', 'jump'],
  ])('of the text %j that becomes %j is %s', async (before, after, kind) => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a', before)], on));
    await emulator.cardkit.elements.content(card.cardId, 'a', after, card.next());
    expect(card.view().frames.map((frame) => frame.kind)).toEqual([kind]);
  });

  it('is typed where there was no text at all', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([{ tag: 'markdown', element_id: 'a' }], on));
    await emulator.cardkit.elements.content(card.cardId, 'a', 'x', card.next());
    expect(card.view().frames.map((frame) => frame.kind)).toEqual(['typed']);
  });

  it('of any other write is structure, also if a text goes on', async () => {
    const emulator = still();
    const { cards, elements } = emulator.cardkit;
    const card = await live(emulator, cardOf([md('a', '1')], on));
    const { cardId, next } = card;
    await elements.patch(cardId, 'a', { content: '12' }, next());
    await elements.update(cardId, 'a', md('a', '123'), next());
    await card.batch(patch('a', { content: '1234' }));
    await cards.update(cardId, cardOf([md('a', '12345')], on), next());
    await cards.settings(cardId, off, next());
    expect(card.view().frames.map((frame) => frame.kind)).toEqual(
      Array.from({ length: 5 }, () => 'structure'),
    );
  });
});

describe('the streaming window', () => {
  it('is closed unless the card opened it', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a')]));
    const call = emulator.cardkit.elements.content(card.cardId, 'a', 'x', card.next());
    const refusal = await refusalOf(call);
    expect(refusal).toMatchObject({ code: 300309, kind: 'reopen' });
    expect(refusal.message).toContain('ErrMsg: streaming mode is closed; ');
  });

  it('ends ten minutes after its opening, whatever was written since', async () => {
    const { emulator, card, write } = await streaming();
    emulator.clock.advance(WINDOW - 1);
    await write('Hello');
    expect(card.view().streaming).toBe(true);
    emulator.clock.advance(1);
    expect(card.view().streaming).toBe(false);
    const first = await refusalOf(write('Hello!'));
    expect(first).toMatchObject({ code: 200850, kind: 'reopen' });
    expect(first.message).toContain('ErrMsg: card streaming timeout; ');
    expect((await refusalOf(write('Hello!'))).code).toBe(300309);
    await card.batch(patch('a', { content: 'Hello!' }));
    expect(card.find('a')?.content).toBe('Hello!');
  });

  it('is opened again by the settings, also while it is open', async () => {
    const { emulator, write, settings } = await streaming();
    emulator.clock.advance(WINDOW - 1);
    await settings(on);
    emulator.clock.advance(WINDOW - 1);
    await write('Hello');
    emulator.clock.advance(1);
    await refusalOf(write('Hello!'));
    await settings(on);
    await write('Hello!');
  });

  it('stays open through everything that does not name streaming_mode', async () => {
    const { card, write, settings } = await streaming();
    await settings({ config: { summary: { content: 's' } } });
    await card.batch(patch('a', { content: 'Hell' }), set({ config: { width_mode: 'fill' } }));
    await write('Hello');
  });

  it('is closed by the settings, in a batch too', async () => {
    const { card, write, settings } = await streaming();
    await settings(off);
    expect((await refusalOf(write('x'))).code).toBe(300309);
    await card.batch(set(on));
    await write('x');
    await card.batch(set(off));
    expect((await refusalOf(write('y'))).code).toBe(300309);
    expect(card.view().card.config).toEqual({ streaming_mode: false });
  });

  it('follows the document of a full update', async () => {
    const { emulator, card, write } = await streaming();
    const put = (rest: object) =>
      emulator.cardkit.cards.update(card.cardId, cardOf([md('a')], { ...rest }), card.next());
    await put({});
    expect((await refusalOf(write('x'))).code).toBe(300309);
    await put(on);
    await write('x');
    await put(off);
    expect((await refusalOf(write('x'))).code).toBe(300309);
  });

  it.each([
    [true, 200850],
    [false, 0],
  ])(
    'with putKeepsStreamingWindow %j, a full update leaves it running or not',
    async (keeps, code) => {
      const { emulator, card, write } = await streaming({
        knobs: { putKeepsStreamingWindow: keeps },
      });
      emulator.clock.advance(WINDOW / 2);
      await emulator.cardkit.cards.update(card.cardId, cardOf([md('a')], on), card.next());
      emulator.clock.advance(WINDOW / 2);
      if (code === 0) await write('x');
      else expect((await refusalOf(write('x'))).code).toBe(code);
    },
  );
});
