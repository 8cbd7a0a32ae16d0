import fc from 'fast-check';
import { check, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { BY_TAG } from '../../components/definitions.js';
import { eachObject } from '../../src/card/tree.js';
import type { CardJson, ElementJson } from '../../src/schema/call.js';
import { CardKitError } from '../../src/schema/cardkit-error.js';
import type { JsonObject } from '../../src/schema/json.js';
import { cardSpec, renderSpec } from '../support/random-card.js';
import { add, cardOf, live, md, patch, refusalOf, replace, set, still } from './setup.js';

const create = (card: unknown, strict = true) =>
  still({
    knobs: { strictProperties: strict, strictTypes: strict },
  }).cardkit.cards.create(card as CardJson);
const text = (rest: JsonObject = {}) => ({ tag: 'plain_text', content: 'x', ...rest });
const body = (element: JsonObject) => cardOf([element]);

describe('a property that no component has', () => {
  it.each<[string, unknown, string, string]>([
    ['the card', cardOf([], { x: 1 }), 'x', 'ROOT'],
    ['its config', cardOf([], { config: { x: 1 } }), 'x', 'ROOT -> config'],
    [
      'its summary',
      cardOf([], { config: { summary: { content: 's', x: 1 } } }),
      'x',
      'ROOT -> config -> summary',
    ],
    [
      'its style',
      cardOf([], { config: { style: { color: { own: { light_mode: 'a', x: 1 } } } } }),
      'x',
      'ROOT -> config -> style -> color -> own',
    ],
    ['its link', cardOf([], { card_link: { href: 'u' } }), 'href', 'ROOT -> card_link'],
    ['its body', { schema: '2.0', body: { elements: [], x: 1 } }, 'x', 'ROOT -> body'],
    ['its header', cardOf([], { header: { title: text(), ud_icon: {} } }), 'ud_icon', 'header'],
    [
      'a text of the header',
      cardOf([], { header: { title: text({ margin: '1px' }) } }),
      'margin',
      'ROOT -> header -> title(tag: plain_text)',
    ],
    [
      'a text tag in another language',
      cardOf([], {
        header: { title: text(), i18n_text_tag_list: { en_us: [{ tag: 'text_tag', x: 1 }] } },
      }),
      'x',
      'i18n_text_tag_list -> en_us -> [0](tag: text_tag)',
    ],
    [
      'an element',
      body({ tag: 'hr', icon: {} }),
      'icon',
      'ROOT -> body -> elements -> [0](tag: hr)',
    ],
    [
      'an icon',
      body({ ...md('a'), icon: { tag: 'standard_icon', token: 't', x: 1 } }),
      'x',
      '[0](tag: markdown) -> icon(tag: standard_icon)',
    ],
    [
      'a column',
      body({ tag: 'column_set', columns: [{ tag: 'column', x: 1 }] }),
      'x',
      'columns -> [0](tag: column)',
    ],
    [
      'a panel’s header',
      body({ tag: 'collapsible_panel', header: { title: text(), x: 1 }, elements: [] }),
      'x',
      'header',
    ],
    [
      'an element in a panel',
      body({ tag: 'collapsible_panel', elements: [{ tag: 'hr', x: 1 }] }),
      'x',
      'elements -> [0](tag: collapsible_panel) -> elements -> [0](tag: hr)',
    ],
    [
      'a behaviour, which has others of its kind',
      body({ tag: 'button', behaviors: [{ type: 'callback', value: {}, default_url: 'u' }] }),
      'default_url',
      'behaviors -> [0]',
    ],
    [
      'an option',
      body({ tag: 'select_static', options: [{ text: text(), value: 'a', img_key: 'k' }] }),
      'img_key',
      'options -> [0]',
    ],
    [
      'a column of a table',
      body({ tag: 'table', columns: [{ x: 1 }], rows: [] }),
      'x',
      'columns -> [0]',
    ],
    [
      'what old clients show of an audio',
      body({ tag: 'audio', file_key: 'k', fallback: { tag: 'fallback_text', text: text(), x: 1 } }),
      'x',
      'fallback',
    ],
    ['another’s name for it', body({ tag: 'button', onClick: 1 }), 'onClick', '(tag: button)'],
    ['__proto__', JSON.parse('{"schema":"2.0","__proto__":{}}'), '__proto__', 'ROOT'],
    ['a name of every object', body({ tag: 'hr', constructor: 1 }), 'constructor', '(tag: hr)'],
  ])('is refused in %s', async (_, card, property, path) => {
    const refusal = await refusalOf(create(card));
    expect(refusal).toMatchObject({ code: 200220, kind: 'fatal' });
    expect(refusal.message).toContain(`ErrMsg: unknown property '${property}', path: [ROOT`);
    expect(refusal.message).toContain(`${path}]; `);
    await create(card, false);
  });

  it('is data in opaque places', async () => {
    const fake = { tag: 'hologram', x: 1 };
    await create(
      cardOf([
        { tag: 'button', behaviors: [{ type: 'callback', value: { fake } }] },
        { tag: 'chart', chart_spec: { fake } },
        { tag: 'table', columns: [], rows: [{ fake }] },
      ]),
    );
  });

  it('is tolerated where it is of Card JSON 1.0 and known to be', async () => {
    await create(
      cardOf([{ tag: 'button', value: {}, url: 'u' }], { config: { wide_screen_mode: true } }),
    );
  });

  it.each<[string, (card: Awaited<ReturnType<typeof live>>) => Promise<unknown>, number]>([
    ['a partial update', (card) => card.batch(patch('a', { glow: 1 })), 300313],
    ['a replacement', (card) => card.batch(replace('a', { ...md('a'), glow: 1 })), 300121],
    [
      'an addition',
      (card) => card.batch(add('append', undefined, { ...md('b'), glow: 1 })),
      300315,
    ],
    ['settings', (card) => card.batch(set({ config: { glow: 1 } })), 300122],
  ])('is refused by %s in a batch', async (_, write, code) => {
    const card = await live(still(), cardOf([md('a')]));
    const refusal = await refusalOf(write(card));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain("unknown property 'glow'");
    expect(card.view()).toMatchObject({ card: cardOf([md('a')]), frames: [] });
  });

  it('is refused by every endpoint in its own words', async () => {
    const emulator = still();
    const { cards, elements } = emulator.cardkit;
    const { cardId, next } = await live(emulator, cardOf([md('a')]));
    const glowing = { ...md('a'), glow: 1 } as ElementJson;
    const added = { type: 'append' as const, elements: [{ ...glowing, element_id: 'b' }] };
    const codes = [
      cards.update(cardId, cardOf([glowing]), next()),
      cards.settings(cardId, { config: { glow: 1 } as JsonObject }, next()),
      elements.create(cardId, added, next()),
      elements.update(cardId, 'a', glowing, next()),
      elements.patch(cardId, 'a', { glow: 1 }, next()),
    ].map(async (call) => (await refusalOf(call)).code);
    expect(await Promise.all(codes)).toEqual([200220, 300122, 300315, 300121, 300313]);
  });
});

describe('a tag that no component has', () => {
  it.each(['action', 'note'])('is refused as messaging words it if 1.0 had it: %s', async (tag) => {
    const refusal = await refusalOf(create(cardOf([md('a'), { tag, elements: [] }])));
    expect(refusal).toMatchObject({ code: 230099, kind: 'fatal' });
    expect(refusal.message).toContain(
      `Failed to create card content, ext=ErrCode: 200861; ErrMsg: unsupported tag ${tag}; ErrorValue: ${tag}; ErrPath: ROOT -> body -> elements -> [1](tag: ${tag}); `,
    );
    const card = await live(still(), cardOf([]));
    const added = await refusalOf(card.batch(add('append', undefined, { tag })));
    expect(added.message).toContain(`ErrMsg: msg: [unsupported tag ${tag}], code: 200861; `);
  });

  it.each<[string, JsonObject]>([
    ['an element', { tag: 'hologram' }],
    ['a name of every object', { tag: 'constructor' }],
    ['a text', { tag: 'div', text: { tag: 'richer_text', content: 'x' } }],
    ['an icon', { ...md('a'), icon: { tag: 'live_icon' } }],
    ['a button of a checker', { tag: 'checker', button_area: { buttons: [{ tag: 'link' }] } }],
  ])('is refused in the words of the endpoint: %s', async (_, element) => {
    const refusal = await refusalOf(create(cardOf([element])));
    expect(refusal.code).toBe(200220);
    expect(refusal.message).toContain('ErrMsg: unsupported tag ');
    const card = await live(still(), cardOf([md('b')]));
    expect((await refusalOf(card.batch(add('append', undefined, element)))).code).toBe(300315);
    await create(cardOf([element]), false);
  });

  it('is refused in few words, however long it is', async () => {
    const refusal = await refusalOf(create(cardOf([{ tag: 'x'.repeat(10_000) }])));
    expect(refusal.message.length).toBeLessThan(400);
  });
});

describe('a component where it cannot stand', () => {
  const form = {
    tag: 'form',
    element_id: 'f',
    name: 'f',
    elements: [{ tag: 'button', name: 'send', form_action_type: 'submit' }],
  };
  const table = { tag: 'table', element_id: 't', columns: [], rows: [] };
  const panel = (element_id: string, ...elements: JsonObject[]) => ({
    tag: 'collapsible_panel',
    element_id,
    elements,
  });
  const inColumn = (element: JsonObject) => ({
    tag: 'column_set',
    columns: [{ tag: 'column', element_id: 'c', elements: [element] }],
  });
  const header = (rest: JsonObject) => cardOf([], { header: { title: text(), ...rest } });

  it.each<[string, CardJson, string]>([
    ['a form in a form', body({ ...form, elements: [{ ...form, element_id: 'g' }] }), 'form'],
    ['a form in a panel', body(panel('p', form)), 'form'],
    ['a form in a column', body(inColumn(form)), 'form'],
    ['a form far inside', body(panel('p', inColumn(panel('q', form)))), 'form'],
    ['a table in a panel', body(panel('p', table)), 'table'],
    ['a table in a form', body({ ...form, elements: [table, ...form.elements] }), 'table'],
    ['a table in a container', body({ tag: 'interactive_container', elements: [table] }), 'table'],
    ['a form as the title', header({ title: form }), 'form'],
    ['markdown as the title', header({ title: md('a') }), 'markdown'],
    ['a form as the subtitle', header({ subtitle: form }), 'form'],
    ['a text as the icon of the title', header({ icon: text() }), 'plain_text'],
    ['an element among the text tags', header({ text_tag_list: [md('a')] }), 'markdown'],
    [
      'an element among the text tags of a language',
      header({ i18n_text_tag_list: { en_us: [form] } }),
      'form',
    ],
    ['a button as the text of a div', body({ tag: 'div', text: { tag: 'button' } }), 'button'],
    [
      'markup where there are plain words only',
      body({ tag: 'button', text: text({ tag: 'lark_md' }) }),
      'lark_md',
    ],
    [
      'an element as a panel’s title',
      body({ ...panel('p'), header: { title: { tag: 'hr' } } }),
      'hr',
    ],
    ['an element as an icon', body({ ...md('a'), icon: { tag: 'hr' } }), 'hr'],
    [
      'a form in the dialog of a button',
      body({ tag: 'button', confirm: { title: text(), text: form } }),
      'form',
    ],
    ['a form in a list in the place of a text', header({ subtitle: [form] }), 'form'],
    ['a form in a text tag without a tag', header({ text_tag_list: [{ x: form }] }), 'form'],
    ['a form in the place of a list', body({ tag: 'select_static', options: form }), 'form'],
    ['a form in the place of words', body({ ...md('a'), content: form }), 'form'],
    ['a form among words', header({ title: text({ content: ['x', { y: form }] }) }), 'form'],
    [
      'a form in a behaviour that nobody knows',
      body({ tag: 'button', behaviors: [{ type: 'dance', with: form }] }),
      'form',
    ],
    [
      'an element as an option’s text',
      body({ tag: 'select_static', options: [{ text: md('a'), value: 'a' }] }),
      'markdown',
    ],
    [
      'a select among the buttons of a checker',
      body({ tag: 'checker', button_area: { buttons: [{ tag: 'select_static' }] } }),
      'select_static',
    ],
    [
      'markdown for old clients',
      body({ tag: 'audio', file_key: 'k', fallback: { tag: 'fallback_text', text: md('a') } }),
      'markdown',
    ],
  ])('is refused: %s', async (_, card, tag) => {
    const refusal = await refusalOf(create(card));
    expect(refusal).toMatchObject({ code: 200220, kind: 'fatal' });
    expect(refusal.message).toContain(`ErrMsg: unsupported tag ${tag}, path: [ROOT -> `);
    expect(refusal.message).toContain(`(tag: ${tag})]; `);
    await create(card, false);
  });

  it.each<[string, JsonObject]>([
    [
      'a chart in a form',
      { ...form, elements: [{ tag: 'chart', chart_spec: {} }, ...form.elements] },
    ],
    ['a select for several outside of forms', { tag: 'multi_select_static', options: [] }],
    ['an image to pick in a panel', panel('p', { tag: 'select_img', options: [] })],
    ['a text among elements', text()],
    ['a form and a table in the body', form],
    ['markdown as a panel’s title', { ...panel('p'), header: { title: md('a') } }],
    ['markup in a checker', { tag: 'checker', text: text({ tag: 'lark_md' }) }],
  ])('is accepted where that is in doubt, or right: %s', async (_, element) => {
    await create(cardOf([element, table]));
  });

  const before = cardOf([panel('p', inColumn(md('a'))), { tag: 'div', text: text() }], {
    header: { title: text({ element_id: 'h' }) },
  });
  it.each<[string, object, number, string]>([
    ['a replacement of the title', replace('h', form), 300121, 'form'],
    ['a replacement in a column', replace('a', table), 300121, 'table'],
    ['a partial update', patch('p', { elements: [form] }), 300313, 'form'],
    ['a partial update of a title', patch('p', { header: { title: form } }), 300313, 'form'],
    ['an addition to a panel', add('append', 'p', form), 300315, 'form'],
    ['an addition beside an element', add('insert_after', 'a', table), 300315, 'table'],
  ])('is refused by %s', async (_, action, code, tag) => {
    const card = await live(still(), before);
    const refusal = await refusalOf(card.batch(action));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(`unsupported tag ${tag}, path: [`);
    if (code === 300315) expect(refusal.message).toContain('code: 200220; ');
    expect(card.view()).toMatchObject({ card: before, frames: [] });
  });

  it('is refused by the endpoints for one element as well', async () => {
    const emulator = still();
    const { elements } = emulator.cardkit;
    const { cardId, next, view } = await live(emulator, before);
    const codes = [
      elements.update(cardId, 'h', form as ElementJson, next()),
      elements.patch(cardId, 'p', { elements: [table] }, next()),
      elements.create(cardId, { type: 'append', targetElementId: 'p', elements: [form] }, next()),
    ].map(async (call) => (await refusalOf(call)).code);
    expect(await Promise.all(codes)).toEqual([300121, 300313, 300315]);
    expect(view().card).toEqual(before);
  });
});

describe('a value of the wrong type', () => {
  const panel = (rest: JsonObject) => body({ tag: 'collapsible_panel', elements: [], ...rest });
  const table = (rest: JsonObject) => body({ tag: 'table', columns: [], rows: [], ...rest });
  const button = (rest: JsonObject) => body({ tag: 'button', ...rest });
  const opening = (rest: JsonObject) => button({ behaviors: [{ type: 'open_url', ...rest }] });

  it.each<[string, unknown, string, string, string]>([
    ['words', body({ ...md('a'), content: 5 }), 'number', 'content', '[0](tag: markdown)'],
    ['a text object', button({ text: 'hello' }), 'string', 'text', '[0](tag: button)'],
    [
      'a text object of a card',
      cardOf([], { header: { title: 'hello' } }),
      'string',
      'title',
      'ROOT -> header',
    ],
    ['a tag', button({ text: { tag: 5, content: 'x' } }), 'number', 'tag', '(tag: button) -> text'],
    [
      'words of a language',
      body({ ...md('a'), i18n_content: { en_us: false } }),
      'boolean',
      'en_us',
      '(tag: markdown) -> i18n_content',
    ],
    [
      'a map of languages',
      body({ ...md('a'), i18n_content: 'x' }),
      'string',
      'i18n_content',
      '[0](tag: markdown)',
    ],
    ['a truth', panel({ expanded: 'true' }), 'string', 'expanded', '(tag: collapsible_panel)'],
    ['a number', table({ page_size: '5' }), 'string', 'page_size', '[0](tag: table)'],
    ['a name out of a list', button({ size: 3 }), 'number', 'size', '[0](tag: button)'],
    ['a size', body({ ...md('a'), margin: 4 }), 'number', 'margin', '[0](tag: markdown)'],
    ['a colour', panel({ background_color: true }), 'boolean', 'background_color', 'panel)'],
    ['an image', body({ tag: 'img', img_key: 5 }), 'number', 'img_key', '[0](tag: img)'],
    ['a name', button({ name: 5 }), 'number', 'name', '[0](tag: button)'],
    ['a kind of behaviour', opening({ type: 5 }), 'number', 'type', 'behaviors -> [0]'],
    ['an address', opening({ default_url: 5 }), 'number', 'default_url', 'behaviors -> [0]'],
    ['an object', panel({ border: 'blue' }), 'string', 'border', '(tag: collapsible_panel)'],
    ['an object of a card', cardOf([], { card_link: 'u' }), 'string', 'card_link', 'ROOT'],
    ['a component', body({ ...md('a'), icon: 'x' }), 'string', 'icon', '[0](tag: markdown)'],
    ['a header of a panel', panel({ header: [] }), 'array', 'header', '(tag: collapsible_panel)'],
    ['a list', button({ behaviors: {} }), 'object', 'behaviors', '[0](tag: button)'],
    ['a member of a list', button({ behaviors: [5] }), 'number', '[0]', '-> behaviors'],
    [
      'a list of options',
      body({ tag: 'select_static', options: 'a' }),
      'string',
      'options',
      '(tag: select_static)',
    ],
    ['a chart', body({ tag: 'chart', chart_spec: [] }), 'array', 'chart_spec', '[0](tag: chart)'],
    ['the rows of a table', table({ rows: {} }), 'object', 'rows', '[0](tag: table)'],
    [
      'a fallback',
      body({ tag: 'audio', file_key: 'k', fallback: 5 }),
      'number',
      'fallback',
      '[0](tag: audio)',
    ],
  ])('is refused: %s', async (_, card, kind, field, path) => {
    const refusal = await refusalOf(create(card));
    expect(refusal).toMatchObject({ code: 200220, kind: 'fatal' });
    expect(refusal.message).toContain(
      `ErrMsg: json: cannot unmarshal ${kind} into field ${field}, path: [ROOT`,
    );
    expect(refusal.message).toContain(`${path}]; `);
    await create(card, false);
  });

  it.each<[string, JsonObject]>([
    ['nothing', { ...md('a'), text_align: null, icon: null, i18n_content: { en_us: null } }],
    ['data of a callback', { tag: 'button', behaviors: [{ type: 'callback', value: 'go' }] }],
    ['a behaviour that nobody knows', { tag: 'button', behaviors: [{ type: 'dance', url: 5 }] }],
    ['a word out of no list, or beyond a range', { tag: 'button', size: 'vast', width: '1px' }],
    ['a fallback that is a word', { tag: 'audio', file_key: 'k', fallback: 'drop' }],
    ['a property of Card JSON 1.0', { tag: 'button', value: 'go', url: 5 }],
  ])('is none that is in doubt: %s', async (_, element) => {
    await create(body(element));
  });

  it('is judged where unknown properties and components are taken', async () => {
    const { cards } = still({ knobs: { strictProperties: false } }).cardkit;
    await cards.create(body({ ...md('a'), glow: 5 }));
    await cards.create(body({ tag: 'hologram', content: 5 }));
    expect((await refusalOf(cards.create(body({ ...md('a'), glow: 5, content: 5 })))).code).toBe(
      200220,
    );
  });

  it.each<[string, object, number]>([
    ['a partial update', patch('a', { content: 5 }), 300313],
    ['a replacement', replace('a', { ...md('a'), margin: 5 }), 300121],
    ['an addition', add('append', undefined, { ...md('b'), margin: 5 }), 300315],
    ['settings', set({ card_link: { url: 5 } }), 300122],
  ])('is refused by %s in a batch', async (_, action, code) => {
    const card = await live(still(), cardOf([md('a')]));
    const refusal = await refusalOf(card.batch(action));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain('json: cannot unmarshal number into field ');
    if (code === 300315) expect(refusal.message).toContain('code: 200220; ');
    expect(card.view()).toMatchObject({ card: cardOf([md('a')]), frames: [] });
  });

  it('is refused by every endpoint in its own words', async () => {
    const emulator = still();
    const { cards, elements, messages } = emulator.cardkit;
    const { cardId, next } = await live(emulator, cardOf([md('a')]));
    const wrong = { ...md('a'), content: 5 } as unknown as ElementJson;
    const added = { type: 'append' as const, elements: [{ ...wrong, element_id: 'b' }] };
    const codes = [
      cards.update(cardId, cardOf([wrong]), next()),
      cards.settings(cardId, { card_link: { url: 5 } } as unknown as JsonObject, next()),
      elements.create(cardId, added, next()),
      elements.update(cardId, 'a', wrong, next()),
      elements.patch(cardId, 'a', { content: 5 }, next()),
    ].map(async (call) => (await refusalOf(call)).code);
    expect(await Promise.all(codes)).toEqual([200220, 300122, 300315, 300121, 300313]);
    const sent = await refusalOf(messages.send({ to: 'oc_1', card: cardOf([wrong]) }));
    expect(sent.code).toBe(230099);
    expect(sent.message).toContain('ext=ErrCode: 200621; ErrMsg: json: cannot unmarshal number');
  });
});

describe('members of what has none', () => {
  it('are a property like any other', async () => {
    const card = await live(still(), cardOf([md('a')]));
    const refusal = await refusalOf(card.batch(patch('a', { elements: [{}] })));
    expect(refusal.code).toBe(300313);
    expect(refusal.message).toContain("unknown property 'elements'");
  });

  it('are taken where properties are', async () => {
    const card = await live(still({ knobs: { strictProperties: false } }), cardOf([md('a')]));
    await card.batch(patch('a', { elements: [{}] }));
    expect(card.find('a')).toEqual({ ...md('a'), elements: [{}] });
  });
});

describe('an interactive element in a form', () => {
  const input = (name?: string) => ({ tag: 'input', ...(name === undefined ? {} : { name }) });
  const inColumn = (element: JsonObject) => ({
    tag: 'column_set',
    columns: [{ tag: 'column', elements: [element] }],
  });
  const form = (name: string, ...elements: JsonObject[]) => ({ tag: 'form', name, elements });

  it.each<[string, JsonObject[]]>([
    ['no name', [form('f', input())]],
    ['an empty name', [form('f', input(''))]],
    ['no name, in a column', [form('f', inColumn({ tag: 'button' }))]],
    ['the name of another', [form('f', input('a'), inColumn(input('a')))]],
    ['the name of one in another form', [form('f', input('a')), form('g', input('a'))]],
  ])('is refused with %s', async (_, elements) => {
    const refusal = await refusalOf(create(cardOf(elements)));
    expect(refusal).toMatchObject({ code: 230099, kind: 'fatal' });
    expect(refusal.message).toContain(
      'Failed to create card content, ext=ErrCode: 11310; ErrMsg: form name is ',
    );
  });

  it.each<[string, object]>([
    [
      'in a panel',
      { body: { elements: [{ tag: 'collapsible_panel', elements: [form('f', input())] }] } },
    ],
    ['in the place of a text', { header: { title: form('f', input()) }, body: { elements: [] } }],
    [
      'in another one',
      { body: { elements: [form('f', input('a'), form('g', input('b'), input('b')))] } },
    ],
  ])('is refused without a name wherever the form ends up: %s', async (_, rest) => {
    const refusal = await refusalOf(create({ schema: '2.0', ...rest }, false));
    expect(refusal.message).toContain('ErrCode: 11310; ErrMsg: form name is ');
  });

  it('is accepted with a name of its own, and needs none outside', async () => {
    const checker = { tag: 'checker', name: 'c', button_area: { buttons: [{ tag: 'button' }] } };
    await create(cardOf([form('f', input('a'), checker, md('x')), input(), input()]));
  });

  it('is refused where it loses its name or comes without one', async () => {
    const named = { ...input('a'), element_id: 'i' };
    const card = await live(still(), cardOf([{ ...form('f', named), element_id: 'f' }]));
    const writes = [
      replace('i', { tag: 'input', element_id: 'i' }),
      patch('i', { name: '' }),
      patch('f', { elements: [input('b'), input('b')] }),
    ];
    for (const write of writes) expect((await refusalOf(card.batch(write))).code).toBe(230099);
    const added = await refusalOf(card.batch(add('append', 'f', input('a'))));
    expect(added.message).toContain('ErrMsg: msg: [form name is duplicate], code: 11310; ');
  });
});

describe('whatever can be written in TSX', () => {
  it('is accepted, but for what extra and <Raw> add', async () => {
    const met = new Set<unknown>();
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(cardSpec, async (spec) => {
        const card = render(renderSpec(spec));
        const unknown = check(card).some(({ code }) => code === 'field-unknown');
        const answer = await create(card, !unknown).catch((error: CardKitError) => error);
        expect(answer).not.toBeInstanceOf(CardKitError);
        if (unknown) return;
        plain += 1;
        eachObject(card, ({ tag }) => met.add(tag));
      }),
      { numRuns: 500 },
    );
    expect(plain).toBeGreaterThan(50);
    expect([...BY_TAG.keys()].filter((tag) => !met.has(tag))).toEqual([]);
  });
});
