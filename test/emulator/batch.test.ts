import type { KnobSettings } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/schema/json.js';
import {
  add,
  CARDS,
  cardOf,
  live,
  md,
  patch,
  refusalOf,
  remove,
  replace,
  set,
  still,
  wire,
} from './setup.js';

const of = (knobs: KnobSettings = {}, elements: JsonObject[] = [md('a'), md('b')]) =>
  live(still({ knobs }), cardOf(elements));
const rules = (count: number) => Array.from({ length: count }, () => ({ tag: 'hr' }));

describe('a batch', () => {
  it('runs every kind of action under one sequence and shows as one frame', async () => {
    const card = await of();
    await card.batch(
      patch('a', { content: 'new' }),
      replace('b', { tag: 'hr', element_id: 'c' }),
      add('append', undefined, md('d')),
      remove('a'),
      set({ config: { streaming_mode: true }, card_link: { url: 'u' } }),
    );
    expect(card.view()).toMatchObject({
      card: {
        config: { streaming_mode: true },
        card_link: { url: 'u' },
        body: { elements: [{ tag: 'hr', element_id: 'c' }, md('d')] },
      },
      sequence: 1,
      streaming: true,
    });
    expect(card.view().frames.map(({ kind }) => kind)).toEqual(['structure']);
  });

  it('runs in order: what was added can be patched and be an anchor', async () => {
    const card = await of();
    await card.batch(
      add('insert_after', 'a', md('x')),
      add('insert_after', 'a', md('y')),
      add('insert_after', 'x', md('z')),
      patch('z', { content: 'patched' }),
    );
    expect(card.order()).toEqual(['a', 'y', 'x', 'z', 'b']);
    expect(card.find('z')?.content).toBe('patched');
    expect(
      (await refusalOf(card.batch(patch('w', {}), add('append', undefined, md('w'))))).code,
    ).toBe(300313);
  });

  it('may be empty', async () => {
    const card = await of();
    await card.batch();
    expect(card.view()).toMatchObject({ sequence: 1, frames: [] });
  });

  it('refuses what is no JSON array with 10002', () => {
    const { call } = wire(still());
    const data = JSON.stringify(cardOf([]));
    const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
    for (const actions of ['[', '{"action":"delete_elements"}', 'null']) {
      const body = { actions, sequence: 1 };
      expect(call('POST', `${CARDS}/${card_id}/batch_update`, body).body.code).toBe(10002);
    }
  });

  it.each<[string, unknown, number, string]>([
    ['patch', patch('ghost', {}), 300313, 'ErrMsg: not find elementID : ghost; '],
    ['tag change', patch('a', { tag: 'hr' }), 300312, 'tag'],
    ['replacement', replace('ghost', md('g')), 300121, 'ErrMsg: not find elementID : ghost; '],
    ['deletion', remove('a', 'ghost'), 300314, 'ErrMsg: not find elementID : ghost; '],
    ['addition', add('append', 'ghost', md('x')), 300315, 'ErrMsg: not find elementID : ghost; '],
    ['duplicate', add('append', undefined, md('a')), 300315, 'Duplicate ID], code: 300301; '],
    ['setting', set({ config: { summary: 's' } }), 300122, 'Summary'],
  ])('refuses a wrong %s and leaves nothing behind', async (_, action, code, text) => {
    const card = await of();
    const refusal = await refusalOf(card.batch(add('append', undefined, md('new')), action));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(text);
    expect(card.view()).toMatchObject({
      card: cardOf([md('a'), md('b')]),
      sequence: 0,
      frames: [],
    });
  });

  it('leaves what came before the refusal where batchAtomic is off', async () => {
    const card = await of({ batchAtomic: false });
    const steps = [add('append', undefined, md('c')), remove('a'), remove('ghost'), remove('b')];
    expect((await refusalOf(card.batch(...steps))).code).toBe(300314);
    expect(card.order()).toEqual(['b', 'c']);
    expect(card.view().sequence).toBe(1);
    expect(card.view().frames).toHaveLength(1);

    await refusalOf(card.batch(remove('ghost'), remove('b')));
    expect(card.order()).toEqual(['b', 'c']);
    expect(card.view().sequence).toBe(1);
  });

  it('undoes the half of an action that fails, where batchAtomic is off', async () => {
    const card = await of({ batchAtomic: false });
    await refusalOf(card.batch(patch('b', { content: 'B' }), remove('a', 'ghost')));
    expect(card.order()).toEqual(['a', 'b']);
    expect(card.find('b')?.content).toBe('B');
  });

  it('closes or opens streaming only if it stands', async () => {
    const card = await of();
    await refusalOf(card.batch(set({ config: { streaming_mode: true } }), remove('ghost')));
    expect(card.view().streaming).toBe(false);
  });

  it.each([
    ['per-action', 300315],
    ['at-end', 0],
  ] as const)('checks the limits %s', async (limitsInBatch, code) => {
    const card = await of({ limitsInBatch }, [md('a'), ...rules(199)]);
    const swap = () => card.batch(add('append', undefined, md('z')), remove('a'));
    if (code === 0) await swap();
    else expect(await refusalOf(swap())).toMatchObject({ code, kind: 'split' });
    const tooMany = card.batch(add('append', undefined, md('y')));
    expect((await refusalOf(tooMany)).code).toBe(limitsInBatch === 'at-end' ? 300305 : 300315);
  });

  it('never keeps a card over the limits, whatever the knobs', async () => {
    const card = await of({ limitsInBatch: 'at-end', batchAtomic: false }, rules(200));
    const refusal = await refusalOf(card.batch(add('append', undefined, md('z')), remove('ghost')));
    expect(refusal.code).toBe(300305);
    expect(card.view().card.body?.elements).toHaveLength(200);
  });

  it.each([true, false])(
    'with sameIdReadd %j, takes a deleted id again or not',
    async (allowed) => {
      const inPanel = { tag: 'collapsible_panel', element_id: 'p', elements: [md('inner')] };
      const card = await of({ sameIdReadd: allowed }, [md('a'), inPanel]);
      for (const id of ['a', 'inner']) {
        const readd = card.batch(remove(id === 'a' ? 'a' : 'p'), add('append', undefined, md(id)));
        if (allowed) await readd;
        else expect((await refusalOf(readd)).message).toContain('Duplicate ID], code: 300301; ');
      }
      if (!allowed) {
        await card.batch(remove('a'));
        await card.batch(add('append', undefined, md('a')));
      }
      expect(card.order()).toContain('a');
    },
  );

  describe.each<[string, unknown]>([
    ['an action named by its key', { add_elements: { type: 'append', elements: [md('x')] } }],
    ['an unknown name', { action: 'move_elements', params: { element_ids: ['a'] } }],
    ['a name of every object', { action: 'constructor', params: {} }],
    ['no params', { action: 'delete_elements' }],
    [
      'elements as a string',
      { action: 'add_elements', params: { type: 'append', elements: '[]' } },
    ],
    ['one id instead of a list', { action: 'delete_elements', params: { element_ids: 'a' } }],
    ['a partial as a string', patch('a', '{}' as unknown as JsonObject)],
    ['an unknown place', { action: 'add_elements', params: { type: 'prepend', elements: [] } }],
    ['no element id', { action: 'update_element', params: { element: md('a') } }],
    ['settings as a string', { action: 'partial_update_setting', params: { settings: '{}' } }],
    ['a number', 7],
    ['null', null],
  ])('with %s', (_, action) => {
    it('succeeds and does nothing', async () => {
      const card = await of();
      await card.batch(action, patch('b', { content: 'B' }));
      expect(card.view().card).toEqual(cardOf([md('a'), md('b', 'B')]));
    });

    it('is refused where strictActions is on', async () => {
      const card = await of({ strictActions: true });
      expect((await refusalOf(card.batch(action))).code).toBe(10002);
    });
  });

  it('may not be empty where emptyBatch is refused', async () => {
    expect((await refusalOf((await of({ emptyBatch: 'refused' })).batch())).code).toBe(10002);
  });

  it('has a number of actions and a length', async () => {
    const long = patch('a', { content: 'x'.repeat(1000) });
    const card = await of({ maxActions: 1, maxOperationBytes: 1000 });
    expect(await refusalOf(card.batch(remove('a'), remove('b')))).toMatchObject({
      code: 10002,
      message: expect.stringContaining('more than 1 actions'),
    });
    expect(await refusalOf(card.batch(long))).toMatchObject({ code: 200860, kind: 'split' });
    expect(card.view().sequence).toBe(0);
  });
});
