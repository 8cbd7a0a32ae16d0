// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a template writes its variables.
import type { Template } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/schema/json.js';
import { cardOf, md, refusalOf, still } from './setup.js';

const greeting: Template = {
  card: cardOf([md('a', 'Hello ${name}, you are ${ age } years old'), md('b', '${note}')]),
  versions: { '1.0.1': cardOf([md('a', 'Bye ${name}')]) },
};
const templates = { AAq1: greeting };
const variables = { name: 'Ada', age: 36, note: 'x' };

async function made(template: Template, given: JsonObject, version?: string) {
  const emulator = still({ templates: { AAq1: template } });
  const { cardId } = await emulator.cardkit.cards.create({
    templateId: 'AAq1',
    variables: given,
    version,
  });
  return emulator.cards.get(cardId)!.card;
}

describe('a card of a template', () => {
  it('has the values of its variables', async () => {
    expect(await made(greeting, variables)).toEqual(
      cardOf([md('a', 'Hello Ada, you are 36 years old'), md('b', 'x')]),
    );
  });

  it('is that of the version', async () => {
    expect(await made(greeting, variables, '1.0.1')).toEqual(cardOf([md('a', 'Bye Ada')]));
  });

  it('takes any JSON where a string is one variable', async () => {
    const template: Template = {
      card: cardOf([
        { tag: 'button', disabled: '${off}', behaviors: '${does}', type: '${look}' },
        { tag: 'table', columns: '${columns}', rows: '${rows}', page_size: '${size}' },
      ]),
    };
    const given = {
      off: true,
      does: [{ type: 'callback', value: { id: 1 } }],
      look: 'primary',
      columns: [{ name: 'a', data_type: 'text' }],
      rows: [{ a: '1' }],
      size: 3,
    };
    expect((await made(template, given)).body?.elements).toEqual([
      { tag: 'button', disabled: true, behaviors: given.does, type: 'primary' },
      { tag: 'table', columns: given.columns, rows: given.rows, page_size: 3 },
    ]);
  });

  it('fills the data of a callback, and leaves names alone', async () => {
    const template: Template = {
      card: cardOf([
        { tag: 'button', behaviors: [{ type: 'callback', value: { '${name}': '${name}' } }] },
      ]),
    };
    expect((await made(template, variables)).body?.elements?.[0]?.behaviors).toEqual([
      { type: 'callback', value: { '${name}': 'Ada' } },
    ]);
  });

  it('does not look into a value again', async () => {
    const template: Template = { card: cardOf([md('a', '${x} and ${x}'), md('b', '${x}')]) };
    const card = await made(template, { x: '${y}$& $1' });
    expect(card).toEqual(cardOf([md('a', '${y}$& $1 and ${y}$& $1'), md('b', '${y}$& $1')]));
  });

  it('is not changed for the next one, nor is a value shared', async () => {
    const value = { deep: { n: 1 } };
    const template: Template = {
      card: cardOf([{ tag: 'button', behaviors: [{ type: 'callback', value: '${v}' }] }]),
    };
    const before = structuredClone(template);
    const card = await made(template, { v: value });
    const [button] = card.body!.elements as any[];
    button.behaviors[0].value.deep.n = 2;
    expect(value.deep.n).toBe(1);
    expect(template).toEqual(before);
  });

  it.each<[string, JsonObject, string]>([
    ['is missing', { name: 'Ada', age: 1 }, 'template variable is missing: note'],
    ['is an object inside a longer text', { ...variables, age: {} }, 'is no text: age'],
    ['is null inside a longer text', { ...variables, age: null }, 'is no text: age'],
    ['is a name of every object', { name: 'a', age: 1, toString: 1 }, 'is missing: note'],
  ])('is refused where a variable %s', async (_, given, text) => {
    const refusal = await refusalOf(made(greeting, given));
    expect(refusal).toMatchObject({ code: 230099, kind: 'fatal' });
    expect(refusal.message).toContain('Failed to create card content, ext=ErrCode: 200732; ');
    expect(refusal.message).toContain(text);
  });

  it('does not read a variable from a prototype', async () => {
    const template: Template = { card: cardOf([md('a', '${constructor}')]) };
    expect((await refusalOf(made(template, {}))).message).toContain('is missing: constructor');
  });

  it.each([
    ['AAq2', undefined],
    ['toString', undefined],
    ['AAq1', '9.9.9'],
    ['AAq1', 'toString'],
  ])('is refused if there is none: %s %s', async (templateId, version) => {
    const { cards } = still({ templates }).cardkit;
    const refusal = await refusalOf(cards.create({ templateId, version, variables }));
    expect(refusal).toMatchObject({ code: 200220, kind: 'fatal' });
    expect(refusal.message).toContain('ErrMsg: template is not found; ');
  });

  it('has to be a card the service takes', async () => {
    const template: Template = { card: cardOf([md('a'), '${more}' as unknown as JsonObject]) };
    expect((await refusalOf(made(template, { more: md('a') }))).code).toBe(300301);
    expect((await refusalOf(made(template, { more: 'text' }))).code).toBe(200220);
  });

  it('takes streamed text into markdown only, until the document is another', async () => {
    const text = { tag: 'div', text: { tag: 'plain_text', element_id: 't', content: '' } };
    const card = cardOf([md('a', ''), text], { config: { streaming_mode: true } });
    const emulator = still({ templates: { AAq1: { card } } });
    const { cards, elements } = emulator.cardkit;
    const { cardId } = await cards.create({ templateId: 'AAq1' });
    await elements.content(cardId, 'a', 'x', { sequence: 1 });
    const refusal = await refusalOf(elements.content(cardId, 't', 'x', { sequence: 2 }));
    expect(refusal.code).toBe(300310);
    await cards.update(cardId, card, { sequence: 3 });
    await elements.content(cardId, 't', 'x', { sequence: 4 });
  });

  it('can be sent without being an entity', async () => {
    const emulator = still({ templates });
    const { messages } = emulator.cardkit;
    await messages.send({ to: 'oc_1', card: { templateId: 'AAq1', variables } });
    expect(emulator.messages[0]?.card?.body?.elements?.[1]).toEqual(md('b', 'x'));
    const unknown = messages.send({ to: 'oc_1', card: { templateId: 'AAq2' } });
    const refusal = await refusalOf(unknown);
    expect(refusal.code).toBe(230099);
    expect(refusal.message).toContain('ext=ErrCode: 200380; ErrMsg: template is not found; ');
  });
});
