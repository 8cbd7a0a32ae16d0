import { createEmulator, type KnobSettings } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { AddType, ElementJson } from '../../src/schema/call.js';
import type { JsonObject } from '../../src/schema/json.js';
import { CARDS, cardOf, live, md, refusalOf, still, wire } from './setup.js';

const panel = (id: string, ...elements: JsonObject[]): ElementJson => ({
  tag: 'collapsible_panel',
  element_id: id,
  header: { title: { tag: 'plain_text', element_id: `${id}_title`, content: id } },
  elements,
});
const columns = (id: string, ...ids: string[]): ElementJson => ({
  tag: 'column_set',
  element_id: id,
  columns: ids.map((one) => ({ tag: 'column', element_id: one, elements: [md(`${one}_text`)] })),
});
const header = {
  title: { tag: 'plain_text', element_id: 'title', content: 'T' },
  text_tag_list: [{ tag: 'text_tag', element_id: 'label' }],
};

async function card(knobs: KnobSettings = {}) {
  const emulator = still({ knobs });
  const one = await live(
    emulator,
    cardOf(
      [
        md('a'),
        panel('p', md('p1'), md('p2')),
        columns('cs', 'c1', 'c2'),
        {
          tag: 'div',
          element_id: 'd',
          text: { tag: 'plain_text', element_id: 'dt', content: 'x' },
        },
        { tag: 'form', element_id: 'f', name: 'f', elements: [] },
        { tag: 'interactive_container', element_id: 'ic' },
      ],
      { header },
    ),
  );
  const { elements } = emulator.cardkit;
  const { cardId, next } = one;
  return {
    ...one,
    emulator,
    create: (type: AddType, targetElementId: string | undefined, ...added: JsonObject[]) =>
      elements.create(
        cardId,
        { type, targetElementId, elements: added as unknown as ElementJson[] },
        next(),
      ),
    update: (id: string, element: JsonObject) =>
      elements.update(cardId, id, element as ElementJson, next()),
    patch: (id: string, partial: JsonObject) => elements.patch(cardId, id, partial, next()),
    remove: (id: string) => elements.delete(cardId, id, next()),
    ids: (id: string, key = 'elements') =>
      (one.find(id)![key] as JsonObject[]).map((element) => element.element_id),
  };
}

describe('adding elements', () => {
  it('puts them before or after the target, in the list that holds it', async () => {
    const { create, order, ids } = await card();
    await create('insert_before', 'a', md('x'), md('y'));
    await create('insert_after', 'a', md('z'));
    await create('insert_after', 'p1', md('q'));
    await create('insert_before', 'c2', { tag: 'column', element_id: 'c3' });
    await create('insert_after', 'c1_text', md('w'));
    expect(order()).toEqual(['x', 'y', 'a', 'z', 'p', 'cs', 'd', 'f', 'ic']);
    expect(ids('p')).toEqual(['p1', 'q', 'p2']);
    expect(ids('cs', 'columns')).toEqual(['c1', 'c3', 'c2']);
    expect(ids('c1')).toEqual(['c1_text', 'w']);
  });

  it('reverses the order when the same anchor is used again', async () => {
    const { create, order } = await card();
    await create('insert_after', 'a', md('x'));
    await create('insert_after', 'a', md('y'));
    expect(order()?.slice(0, 3)).toEqual(['a', 'y', 'x']);
  });

  it('puts them beside a text tag of the header', async () => {
    const { create, view } = await card();
    await create('insert_before', 'label', { tag: 'text_tag', element_id: 'l2' });
    expect(view().card.header?.text_tag_list).toMatchObject([
      { element_id: 'l2' },
      { element_id: 'label' },
    ]);
  });

  it('appends to the body without a target', async () => {
    const { create, order } = await card();
    await create('append', undefined, md('x'), md('y'));
    await create('append', '', md('z'));
    expect(order()?.slice(-3)).toEqual(['x', 'y', 'z']);
  });

  it('makes the list where a body or a container has none', async () => {
    const emulator = still();
    const { cardId } = await emulator.cardkit.cards.create({ schema: '2.0' });
    const added = { type: 'append', elements: [md('x')] } as const;
    await emulator.cardkit.elements.create(cardId, added, { sequence: 1 });
    expect(emulator.cards.get(cardId)?.card).toEqual(cardOf([md('x')]));
  });

  it('appends to containers, columns to a column set', async () => {
    const { create, ids } = await card();
    await create('append', 'p', md('x'));
    await create('append', 'c1', md('y'));
    await create('append', 'f', md('z'));
    await create('append', 'ic', md('w'));
    await create('append', 'cs', { tag: 'column', element_id: 'c3' });
    expect(ids('p')).toEqual(['p1', 'p2', 'x']);
    expect(ids('c1')).toEqual(['c1_text', 'y']);
    expect(ids('f')).toEqual(['z']);
    expect(ids('ic')).toEqual(['w']);
    expect(ids('cs', 'columns')).toEqual(['c1', 'c2', 'c3']);
  });

  it('appends to panels and column sets only, where appendInto says so', async () => {
    const { create, ids } = await card({ appendInto: 'panel-and-column-set' });
    await create('append', 'p', md('x'));
    await create('append', 'cs', { tag: 'column', element_id: 'c3' });
    expect(ids('p')).toEqual(['p1', 'p2', 'x']);
    for (const id of ['c1', 'f', 'ic']) {
      const refusal = await refusalOf(create('append', id, md('y')));
      expect(refusal.code).toBe(300315);
      expect(refusal.message).toContain(`element ${id} is not a container`);
    }
  });

  it.each<[string, AddType, string | undefined, JsonObject[], string, string]>([
    ['a missing target', 'append', 'ghost', [md('x')], 'not find elementID : ghost; ', 'resync'],
    ['a missing anchor', 'insert_after', 'ghost', [], 'not find elementID : ghost; ', 'resync'],
    [
      'a target that is no container',
      'append',
      'a',
      [md('x')],
      'ErrMsg: msg: [element a is not a container], code: 200220; ',
      'fatal',
    ],
    [
      'an anchor outside a list',
      'insert_after',
      'dt',
      [md('x')],
      'ErrMsg: msg: [element dt does not stand in a list], code: 200220; ',
      'fatal',
    ],
    ['no anchor', 'insert_before', undefined, [md('x')], 'code: 10002; ', 'fatal'],
    [
      'an id that is taken',
      'append',
      undefined,
      [md('p1')],
      'ErrMsg: msg: [ElementID p1: Code 1001: Duplicate ID], code: 300301; ',
      'resync',
    ],
    [
      'two of one id',
      'append',
      undefined,
      [md('x'), panel('y', md('x'))],
      'ErrMsg: msg: [ElementID x: Code 1001: Duplicate ID], code: 300301; ',
      'resync',
    ],
    [
      'an id of another form',
      'append',
      undefined,
      [md('my-id')],
      'ErrMsg: msg: [ElementID my-id: Code 1002: Invalid ID format], code: 300301; ',
      'resync',
    ],
    [
      'more than 200 elements',
      'append',
      undefined,
      Array.from({ length: 200 }, () => ({ tag: 'hr' })),
      'ErrMsg: msg: [element exceeds the limit], code: 300305; ',
      'split',
    ],
    ['no tag', 'append', undefined, [{ content: 'x' }], '[element has no tag], code: ', 'fatal'],
  ])('refuses %s with 300315', async (_, type, target, added, text, kind) => {
    const { create, view } = await card();
    const refusal = await refusalOf(create(type, target, ...added));
    expect(refusal).toMatchObject({ code: 300315, kind });
    expect(refusal.message).toContain(text);
    expect(view().frames).toEqual([]);
  });

  it('refuses what is no JSON array with 10002', () => {
    const { call } = wire(still());
    const data = JSON.stringify(cardOf([]));
    const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
    for (const elements of ['{', '{}']) {
      const body = { type: 'append', elements, sequence: 1 };
      expect(call('POST', `${CARDS}/${card_id}/elements`, body).body.code).toBe(10002);
    }
  });
});

describe('replacing an element', () => {
  it('changes tag, id and subtree, in lists and in properties', async () => {
    const { update, order, find } = await card();
    await update('p', { tag: 'hr', element_id: 'line' });
    await update('dt', { tag: 'lark_md', element_id: 'dt', content: 'y' });
    expect(order()).toEqual(['a', 'line', 'cs', 'd', 'f', 'ic']);
    expect(find('p1')).toBeUndefined();
    expect(find('d')?.text).toEqual({ tag: 'lark_md', element_id: 'dt', content: 'y' });
  });

  it.each([
    [false, undefined],
    [true, 'a'],
  ])('with replaceKeepsId %j, an element without an id has the id %s', async (keeps, id) => {
    const { update, order } = await card({ replaceKeepsId: keeps });
    await update('a', { tag: 'markdown', content: 'new' });
    expect(order()?.[0]).toBe(id);
  });

  it('refuses a missing id with 300121', async () => {
    const refusal = await refusalOf((await card()).update('ghost', md('ghost')));
    expect(refusal).toMatchObject({ code: 300121, kind: 'resync' });
    expect(refusal.message).toContain('ErrMsg: not find elementID : ghost; ');
  });

  it('refuses an id that is taken, and one of another form, with 300301', async () => {
    const { update } = await card();
    const taken = await refusalOf(update('a', md('p1')));
    expect(taken.code).toBe(300301);
    expect(taken.message).toContain('ErrMsg: ElementID p1: Code 1001: Duplicate ID; ');
    const malformed = await refusalOf(update('a', { tag: 'hr', element_id: 5 }));
    expect(malformed.message).toContain('ElementID 5: Code 1002');
  });

  it('refuses an element without a tag with 200220', async () => {
    expect((await refusalOf((await card()).update('a', { content: 'x' }))).code).toBe(200220);
  });
});

describe('changing properties of an element', () => {
  it('replaces the listed ones whole and leaves the others', async () => {
    const { patch, find } = await card();
    await patch('p', { expanded: true, elements: [md('n')] });
    expect(find('p')).toEqual({ ...panel('p', md('n')), expanded: true });
  });

  it('gives an element another id', async () => {
    const { patch, order } = await card();
    await patch('a', { element_id: 'b' });
    expect(order()?.[0]).toBe('b');
    expect((await refusalOf(patch('a', { content: 'x' }))).code).toBe(300313);
    expect((await refusalOf(patch('b', { element_id: 'p1' }))).code).toBe(300301);
    expect((await refusalOf(patch('b', { element_id: '1b' }))).message).toContain('Code 1002');
  });

  it('refuses a tag, even the one it has', async () => {
    const refusal = await refusalOf((await card()).patch('a', { tag: 'markdown', content: 'x' }));
    expect(refusal.code).toBe(300312);
    expect(refusal.message).toContain('ErrMsg: the tag of an element can not be changed; ');
  });

  it('refuses a missing id with 300313', async () => {
    const refusal = await refusalOf((await card()).patch('ghost', { content: 'x' }));
    expect(refusal).toMatchObject({ code: 300313, kind: 'resync' });
    expect(refusal.message).toContain('ErrMsg: not find elementID : ghost; ');
  });

  const before = { tag: 'button', element_id: 'b', icon: { tag: 'custom_icon', img_key: 'k' } };
  const call = (n: number) => ({ type: 'callback', value: { n } });
  const patched = async (knobs: KnobSettings, partial: JsonObject) => {
    const emulator = createEmulator({ knobs });
    const one = await live(
      emulator,
      cardOf([{ ...before, behaviors: [call(1), call(2)], size: 'tiny' }]),
    );
    await emulator.cardkit.elements.patch(one.cardId, 'b', partial, one.next());
    return one.find('b');
  };

  it('replaces nested objects, or merges them where partialMerge is deep', async () => {
    const partial = { icon: { color: 'red' }, behaviors: [call(3)] };
    const shallow = await patched({ partialMerge: 'shallow' }, partial);
    expect(shallow).toMatchObject({ icon: { color: 'red' }, behaviors: [call(3)] });
    expect(shallow?.icon).not.toHaveProperty('img_key');
    expect(await patched({ partialMerge: 'deep' }, partial)).toMatchObject({
      icon: { tag: 'custom_icon', img_key: 'k', color: 'red' },
      behaviors: [call(3)],
    });
  });

  it('takes null for a value, or for a removal where nullMeans says so', async () => {
    expect(await patched({ nullMeans: 'literal' }, { size: null })).toHaveProperty('size', null);
    expect(await patched({ nullMeans: 'remove' }, { size: null })).not.toHaveProperty('size');
    const deep = await patched(
      { nullMeans: 'remove', partialMerge: 'deep' },
      { icon: { img_key: null } },
    );
    expect(deep?.icon).toEqual({ tag: 'custom_icon' });
  });

  it.each(['literal', 'remove'] as const)('takes null in config as %s', async (nullMeans) => {
    const emulator = still({ knobs: { nullMeans } });
    const one = await live(emulator, cardOf([], { config: { width_mode: 'fill' }, card_link: {} }));
    const settings = { config: { width_mode: null }, card_link: null } as object;
    await emulator.cardkit.cards.settings(one.cardId, settings, one.next());
    const rest = { config: { width_mode: null }, card_link: null };
    const expected = nullMeans === 'literal' ? cardOf([], rest) : cardOf([], { config: {} });
    expect(one.view().card).toEqual(expected);
  });
});

describe('deleting an element', () => {
  it('takes it out of its list, or its property away, with all that is inside', async () => {
    const { remove, order, find } = await card();
    await remove('p');
    await remove('dt');
    await remove('c1');
    expect(order()).toEqual(['a', 'cs', 'd', 'f', 'ic']);
    expect(find('p1')).toBeUndefined();
    expect(find('d')).toEqual({ tag: 'div', element_id: 'd' });
    expect(find('cs')?.columns).toHaveLength(1);
  });

  it('refuses a missing id with 300314', async () => {
    const refusal = await refusalOf((await card()).remove('ghost'));
    expect(refusal).toMatchObject({ code: 300314, kind: 'resync' });
    expect(refusal.message).toContain('ErrMsg: not find elementID : ghost; ');
  });
});

describe('what can be addressed', () => {
  it('is every object with an id: columns, header texts, nested texts', async () => {
    const { patch, find } = await card();
    for (const id of ['c1', 'title', 'label', 'dt', 'p_title', 'c2_text']) {
      const change =
        id === 'c1' ? { weight: 2 } : id === 'label' ? { color: 'red' } : { content: 'x' };
      await patch(id, change);
      expect(find(id)).toMatchObject(change);
    }
  });

  it('is not the header itself', async () => {
    expect((await refusalOf((await card()).patch('header', { template: 'red' }))).code).toBe(
      300313,
    );
  });

  it.each<[KnobSettings, string, string]>([
    [{ columnAddressable: false }, 'c1', 'c1_text'],
    [{ headerAddressable: false }, 'title', 'p_title'],
  ])('with %j is not %s, but %s', async (knobs, id, other) => {
    const { create, patch, remove, update } = await card(knobs);
    const calls: [Promise<unknown>, number][] = [
      [patch(id, { margin: '1px' }), 300313],
      [remove(id), 300314],
      [create('insert_after', id, md('x')), 300315],
      [update(id, { tag: 'plain_text', element_id: id }), 300121],
    ];
    for (const [call, code] of calls) {
      const refusal = await refusalOf(call);
      expect(refusal.code).toBe(code);
      expect(refusal.message).toContain(`ErrMsg: not find elementID : ${id}; `);
    }
    await patch(other, { content: 'x' });
    expect((await refusalOf(create('append', undefined, md(id)))).message).toContain(
      'Duplicate ID',
    );
  });

  it('is nothing inside opaque data', async () => {
    const fake = { tag: 'markdown', element_id: 'fake', content: 'x' };
    const emulator = still();
    const one = await live(
      emulator,
      cardOf([
        { tag: 'button', element_id: 'b', behaviors: [{ type: 'callback', value: { fake } }] },
        { tag: 'chart', element_id: 'c', chart_spec: { fake } },
        { tag: 'table', element_id: 't', columns: [], rows: [{ fake }] },
      ]),
    );
    const call = emulator.cardkit.elements.patch(one.cardId, 'fake', { content: 'y' }, one.next());
    expect((await refusalOf(call)).code).toBe(300313);
    await one.batch({ action: 'add_elements', params: { type: 'append', elements: [fake] } });
  });
});
