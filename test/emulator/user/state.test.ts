import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/schema/json.js';
import { cardOf, md } from '../setup.js';
import { button, callback, form, options, sent } from './setup.js';

const input = (element_id: string, rest: JsonObject = {}): JsonObject => ({
  tag: 'input',
  element_id,
  ...rest,
});

it('what somebody enters is seen by nobody else, and not in the card', async () => {
  const { interact, view, body } = await sent([form([{ tag: 'input', name: 'one' }])]);
  const seen = await interact({ name: 'one', input: 'mine', operator: { openId: 'ou_ann' } });
  expect(seen.fields).toEqual({ one: 'mine' });
  expect(view('ou_ann').fields).toEqual({ one: 'mine' });
  expect(view('ou_bob').fields).toEqual({ one: '' });
  expect(view().card.body?.elements).toEqual(body());
  expect(JSON.stringify(body())).not.toContain('mine');

  const theirs = await interact({ name: 'send', operator: { openId: 'ou_bob' } });
  expect(theirs.sent?.event.action.form_value).toEqual({ one: '' });
});

it('what somebody enters belongs to one message', async () => {
  const { emulator, interact } = await sent([input('it')]);
  await interact({ elementId: 'it', input: 'x' });
  const card = cardOf([input('it')]);
  const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_other', card });
  expect(emulator.view({ messageId }).fields).toEqual({ it: '' });
});

it('a reset puts back what was there at first', async () => {
  const { interact, view, callbacks } = await sent([
    form([
      { tag: 'input', name: 'one', default_value: 'first' },
      { tag: 'checker', name: 'two', checked: true },
      { tag: 'select_static', name: 'three', options: options('a') },
    ]),
    { tag: 'checker', element_id: 'outside' },
  ]);
  await interact({ name: 'one', input: 'x' });
  await interact({ name: 'two' });
  await interact({ name: 'three', option: 'a' });
  await interact({ elementId: 'outside' });
  expect(view().fields).toEqual({ one: 'x', two: false, three: 'a', outside: true });
  const seen = await interact({ name: 'clear' });
  expect(seen.fields).toEqual({ one: 'first', two: true, three: '', outside: true });
  expect(callbacks).toEqual([]);
});

it('a checker without a callback is ticked for its reader alone', async () => {
  const { interact, view, callbacks } = await sent([{ tag: 'checker', element_id: 'task' }]);
  expect((await interact({ elementId: 'task' })).fields).toEqual({ task: true });
  expect(view('ou_bob').fields).toEqual({ task: false });
  expect((await interact({ elementId: 'task' })).fields).toEqual({ task: false });
  expect(callbacks).toEqual([]);
});

it('fields are called by name, then id, then place', async () => {
  const { view } = await sent([
    input('id', { name: 'named' }),
    input('id2'),
    { tag: 'column_set', columns: [{ tag: 'column', elements: [{ tag: 'input' }] }] },
  ]);
  expect(view().fields).toEqual({
    named: '',
    id2: '',
    '/body/elements/2/columns/0/elements/0': '',
  });
});

it('an entry survives an update, a move, and a deletion with the same id', async () => {
  const { emulator, cardId, interact, next, view } = await sent([input('it')]);
  const { cards, elements } = emulator.cardkit;
  await interact({ elementId: 'it', input: 'kept' });
  await cards.update(cardId, cardOf([md('a'), input('it', { default_value: 'new' })]), next());
  expect(view().fields).toEqual({ it: 'kept' });
  await elements.delete(cardId, 'it', next());
  expect(view().fields).toEqual({});
  await elements.create(cardId, { type: 'append', elements: [input('it') as never] }, next());
  expect(view().fields).toEqual({ it: 'kept' });
});

it('a new id starts anew, and so does another component', async () => {
  const { emulator, cardId, interact, next, view } = await sent([input('it')]);
  await interact({ elementId: 'it', input: 'x' });
  await emulator.cardkit.cards.update(cardId, cardOf([input('it2')]), next());
  expect(view().fields).toEqual({ it2: '' });
  const picker = { tag: 'select_static', element_id: 'it', options: options('x') };
  await emulator.cardkit.cards.update(cardId, cardOf([picker]), next());
  expect(view().fields).toEqual({ it: '' });
});

it('without an id an entry stays with its place', async () => {
  const { emulator, cardId, interact, next, view } = await sent([{ tag: 'input', name: 'n' }]);
  await interact({ name: 'n', input: 'x' });
  await emulator.cardkit.cards.update(cardId, cardOf([{ tag: 'input', name: 'n' }]), next());
  expect(view().fields).toEqual({ n: 'x' });
  const moved = cardOf([md('a'), { tag: 'input', name: 'n' }]);
  await emulator.cardkit.cards.update(cardId, moved, next());
  expect(view().fields).toEqual({ n: '' });
  await emulator.cardkit.cards.update(cardId, cardOf([{ tag: 'input', name: 'other' }]), next());
  expect(view().fields).toEqual({ other: '' });
});

it('what is offered no more is not picked any more', async () => {
  const select = (...values: string[]) => ({
    tag: 'select_static',
    element_id: 'it',
    initial_index: 1,
    options: options(...values),
  });
  const { emulator, cardId, interact, next, view } = await sent([select('a', 'b')]);
  expect((await interact({ elementId: 'it', option: 'b' })).fields).toEqual({ it: 'b' });
  await emulator.cardkit.cards.update(cardId, cardOf([select('a', 'c')]), next());
  expect(view().fields).toEqual({ it: 'a' });
});

it('several picks of which one is offered no more are all gone', async () => {
  const select = (...values: string[]) =>
    form([
      {
        tag: 'multi_select_static',
        element_id: 'it',
        name: 'it',
        selected_values: ['a'],
        options: options(...values),
      },
    ]);
  const { emulator, cardId, interact, next, view } = await sent([select('a', 'b', 'c')]);
  expect((await interact({ name: 'it', options: ['b', 'c'] })).fields).toEqual({ it: ['b', 'c'] });
  await emulator.cardkit.cards.update(cardId, cardOf([select('a', 'b')]), next());
  expect(view().fields).toEqual({ it: ['a'] });
});

it('what was not touched follows the card', async () => {
  const { emulator, cardId, next, view } = await sent([input('it', { default_value: 'old' })]);
  expect(view().fields).toEqual({ it: 'old' });
  await emulator.cardkit.elements.patch(cardId, 'it', { default_value: 'new' }, next());
  expect(view().fields).toEqual({ it: 'new' });
});

const panel = (element_id: string, elements: readonly JsonObject[], rest: JsonObject = {}) => ({
  tag: 'collapsible_panel',
  element_id,
  header: { title: { tag: 'plain_text', element_id: `${element_id}_title`, content: 'Log' } },
  elements,
  ...rest,
});

it('a panel is folded by each reader', async () => {
  const { emulator, cardId, interact, next, view, callbacks } = await sent([
    panel('log', [md('a')], { expanded: true }),
    panel('more', [md('b')]),
  ]);
  expect(view().expanded).toEqual({ log: true, more: false });
  expect((await interact({ elementId: 'log' })).expanded).toEqual({ log: false, more: false });
  await interact({ elementId: 'more_title' });
  const again = await interact({ elementId: 'more', expanded: true });
  expect(again.blocked).toEqual({ reason: 'unchanged', message: 'it is unfolded already' });
  expect(again.expanded).toEqual({ log: false, more: true });
  expect(view('ou_bob').expanded).toEqual({ log: true, more: false });
  await emulator.cardkit.elements.patch(cardId, 'log', { expanded: true }, next());
  expect(view().expanded).toEqual({ log: false, more: true });
  expect(callbacks).toEqual([]);
});

it('panels are unfolded on the way to what is in them', async () => {
  const { interact } = await sent([panel('outer', [panel('inner', [button('go')])])]);
  const title = await interact({ elementId: 'outer_title' });
  expect(title.expanded).toEqual({ outer: true, inner: false });
  await interact({ elementId: 'outer', expanded: false });
  const seen = await interact({ elementId: 'go' });
  expect(seen.sent).toBeDefined();
  expect(seen.expanded).toEqual({ outer: true, inner: true });
});

it('a text in an unfolded panel does not fold it', async () => {
  const { interact } = await sent([panel('log', [md('words')], { expanded: true })]);
  const seen = await interact({ elementId: 'words' });
  expect(seen.blocked?.reason).toBe('not-interactive');
  expect(seen.expanded).toEqual({ log: true });
});

it('a picked option stays when the callback fails', async () => {
  const { interact, view } = await sent(
    [{ tag: 'checker', element_id: 'it', behaviors: callback() }],
    { onCallback: undefined },
  );
  const seen = await interact({ elementId: 'it' });
  expect(seen.error?.code).toBe(200340);
  expect(view().fields).toEqual({ it: true });
});
