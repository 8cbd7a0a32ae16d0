import type { BlockReason, Interaction } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/schema/json.js';
import { cardOf } from '../setup.js';
import { button, callback, form, options, sent, text } from './setup.js';

const DAY = 24 * 60 * 60 * 1000;

describe('a person cannot', () => {
  it.each<[string, JsonObject, Interaction, BlockReason, string]>([
    [
      'press a disabled button',
      button('it', { disabled: true, disabled_tips: text('Ask first') }),
      {},
      'disabled',
      'Ask first',
    ],
    [
      'type into a disabled input',
      { tag: 'input', disabled: true },
      { input: 'x' },
      'disabled',
      '',
    ],
    [
      'click a disabled container',
      { tag: 'interactive_container', disabled: true, behaviors: callback(), elements: [] },
      {},
      'disabled',
      '',
    ],
    [
      'pick what is not offered',
      { tag: 'select_static', options: options('1', '2') },
      { option: '3' },
      'not-offered',
      '"3" is not offered; there is "1", "2"',
    ],
    [
      'pick an option beyond the last one',
      { tag: 'select_static', options: options('1', '2') },
      { index: 2 },
      'not-offered',
      'option 2 is not there, or has no value',
    ],
    [
      'pick somebody who is not among the people',
      { tag: 'select_person', options: [{ value: 'ou_1' }] },
      { option: 'ou_2' },
      'not-offered',
      '"ou_2" is not offered; there is "ou_1"',
    ],
    [
      'pick one of several that is not offered',
      { tag: 'multi_select_static', name: 'm', options: options('1') },
      { options: ['1', '2'] },
      'not-offered',
      '"2" is not offered; there is "1"',
    ],
    [
      'pick from a menu what is not in it',
      { tag: 'overflow', options: options('1') },
      { index: 1 },
      'not-offered',
      'there is no option 1',
    ],
    [
      'pick a day that is on no calendar',
      { tag: 'date_picker' },
      { option: '2026-02-30' },
      'not-offered',
      '"2026-02-30" cannot be picked; for example, 2024-04-01 can',
    ],
    [
      'pick a time that does not exist',
      { tag: 'picker_time' },
      { option: '24:00' },
      'not-offered',
      '"24:00" cannot be picked; for example, 05:05 can',
    ],
    [
      'pick a time with an offset',
      { tag: 'picker_datetime' },
      { option: '2026-02-03 10:00 +0800' },
      'not-offered',
      '"2026-02-03 10:00 +0800" cannot be picked; for example, 2024-04-29 07:07 can',
    ],
    [
      'pick a disabled image',
      {
        tag: 'select_img',
        options: [
          { img_key: 'img_a', value: 'a', disabled: true, disabled_tips: text('Sold out') },
        ],
      },
      { option: 'a' },
      'disabled',
      'Sold out',
    ],
    [
      'type more than fits',
      { tag: 'input', max_length: 3 },
      { input: 'four' },
      'too-long',
      'at most 3 characters can be typed',
    ],
    [
      'type more than 1000 characters',
      { tag: 'input' },
      { input: 'x'.repeat(1001) },
      'too-long',
      'at most 1000 characters can be typed',
    ],
    [
      'type two lines into one',
      { tag: 'input' },
      { input: 'a\nb' },
      'not-offered',
      'the field has one line',
    ],
    [
      'tick what is ticked',
      { tag: 'checker', checked: true, behaviors: callback() },
      { checked: true },
      'unchanged',
      'it is ticked already',
    ],
    [
      'click a text',
      { tag: 'markdown', content: 'x' },
      {},
      'not-interactive',
      'nothing happens on a click',
    ],
    [
      'press a button without a behaviour',
      { tag: 'button', text: text('x') },
      {},
      'not-interactive',
      'nothing happens on a click',
    ],
    [
      'click a container without a behaviour',
      { tag: 'interactive_container', elements: [] },
      {},
      'not-interactive',
      'nothing happens on a click',
    ],
  ])('%s', async (_, element, interaction, reason, message) => {
    const { interact, callbacks, view } = await sent([{ ...element, element_id: 'it' }]);
    const before = view();
    const seen = await interact({ elementId: 'it', ...interaction });
    expect(seen).toEqual({ ...before, blocked: { reason, message } });
    expect(callbacks).toEqual([]);
    expect(view()).toEqual(before);
  });

  it('type a character more than max_length, but exactly as many, counted as people count', async () => {
    const { interact } = await sent([{ tag: 'input', element_id: 'it', max_length: 2 }]);
    expect((await interact({ elementId: 'it', input: '👍👍' })).sent).toBeDefined();
    expect((await interact({ elementId: 'it', input: '👍👍👍' })).blocked?.reason).toBe('too-long');
  });

  it('use what is in a disabled container', async () => {
    const { interact } = await sent([
      {
        tag: 'interactive_container',
        behaviors: callback(),
        disabled: true,
        disabled_tips: text('Closed'),
        elements: [button('inner')],
      },
    ]);
    const seen = await interact({ elementId: 'inner' });
    expect(seen.blocked).toEqual({ reason: 'disabled', message: 'Closed' });
  });

  it('use a card for more than 14 days', async () => {
    const { interact, emulator, callbacks } = await sent([button('go')]);
    emulator.clock.advance(14 * DAY - 1);
    expect((await interact({ elementId: 'go' })).blocked).toBeUndefined();
    emulator.clock.advance(1);
    expect((await interact({ elementId: 'go' })).blocked?.reason).toBe('expired');
    expect(callbacks).toHaveLength(1);
  });

  it('call back from the card of a custom bot, but open its links', async () => {
    const { emulator, callbacks } = await sent([]);
    const link = { type: 'open_url', default_url: 'https://a.example' };
    const card = cardOf([button('go'), button('both', { behaviors: [link, ...callback()] })]);
    emulator.handle({
      method: 'POST',
      path: '/open-apis/bot/v2/hook/token',
      headers: {},
      body: JSON.stringify({ msg_type: 'interactive', card }),
    });
    const messageId = emulator.messages.at(-1)?.messageId;
    const go = await emulator.interact({ messageId, elementId: 'go' });
    expect(go.blocked?.reason).toBe('not-interactive');
    const both = await emulator.interact({ messageId, elementId: 'both' });
    expect(both.opened).toBe('https://a.example');
    expect(callbacks).toEqual([]);
  });
});

describe('a form with required fields', () => {
  const fields: readonly JsonObject[] = [
    { tag: 'input', name: 'reason', required: true },
    { tag: 'multi_select_static', name: 'deps', options: options('a') },
    { tag: 'date_picker', name: 'day', required: true },
    { tag: 'input', name: 'note' },
    { tag: 'input', name: 'fixed', required: true, disabled: true },
  ];

  it('is not sent before they are filled in', async () => {
    const { interact, callbacks } = await sent([form(fields)]);
    const seen = await interact({ name: 'send' });
    expect(seen.blocked).toEqual({
      reason: 'required',
      message: 'required and empty: reason, deps, day',
      fields: ['reason', 'deps', 'day'],
    });
    await interact({ name: 'reason', input: 'x' });
    await interact({ name: 'day', option: '2026-01-02' });
    expect((await interact({ name: 'send' })).blocked?.fields).toEqual(['deps']);
    expect(callbacks).toEqual([]);
    await interact({ name: 'deps', options: ['a'] });
    expect((await interact({ name: 'send' })).blocked).toBeUndefined();
    expect(callbacks).toHaveLength(1);
  });

  it('asks for what was emptied again', async () => {
    const { interact } = await sent([
      form([{ tag: 'input', name: 'reason', required: true, default_value: 'x' }]),
    ]);
    await interact({ name: 'reason', input: '' });
    expect((await interact({ name: 'send' })).blocked?.fields).toEqual(['reason']);
  });

  it('does not count outside a form', async () => {
    const { interact } = await sent([{ tag: 'input', element_id: 'it', required: true }]);
    const seen = await interact({ elementId: 'it', input: '' });
    expect(seen.sent?.event.action).toEqual({ tag: 'input', input_value: '' });
  });
});

describe('a confirmation', () => {
  const confirm = { title: text('Sure?'), text: text('It cannot be undone.') };
  const dialog = { title: 'Sure?', text: 'It cannot be undone.' };

  it.each<[string, JsonObject, Interaction]>([
    ['button', button('it', { confirm }), {}],
    ['select_static', { tag: 'select_static', options: options('1') }, { option: '1' }],
    ['checker', { tag: 'checker', behaviors: callback() }, {}],
  ])('of a %s asks first', async (_, element, interaction) => {
    const { interact, callbacks, view } = await sent([{ ...element, element_id: 'it', confirm }]);
    const before = view();
    const cancelled = await interact({ elementId: 'it', ...interaction, confirm: false });
    expect(cancelled).toMatchObject({ dialog, blocked: { reason: 'cancelled' } });
    expect(callbacks).toEqual([]);
    expect(view()).toEqual(before);

    const seen = await interact({ elementId: 'it', ...interaction });
    expect(seen.dialog).toEqual(dialog);
    expect(seen.blocked).toBeUndefined();
    expect(callbacks).toHaveLength(1);
  });

  it('of a submit button comes after the required fields', async () => {
    const { interact, callbacks } = await sent([
      form([{ tag: 'input', name: 'one', required: true, confirm }], { confirm }),
    ]);
    expect((await interact({ name: 'send' })).dialog).toBeUndefined();
    expect((await interact({ name: 'one', input: 'x' })).dialog).toBeUndefined();
    expect((await interact({ name: 'send', confirm: false })).blocked?.reason).toBe('cancelled');
    expect(callbacks).toEqual([]);
    expect((await interact({ name: 'send' })).dialog).toEqual(dialog);
    expect(callbacks).toHaveLength(1);
  });
});

describe('an interaction is a mistake', () => {
  it.each<[string, Interaction, RegExp]>([
    ['of no component', {}, /one of elementId, name and path/],
    ['of two', { elementId: 'go', name: 'x' }, /one of elementId, name and path/],
    [
      'of one that is not there',
      { elementId: 'gone' },
      /no elementId "gone"\. It has button elementId "go" path \/body\/elements\/0; input/,
    ],
    ['of a name that several have', { name: 'twice' }, /name "twice" is ambiguous: .*; /],
    ['with a value that it does not take', { elementId: 'go', option: '1' }, /takes no option/],
    ['without the value that it takes', { path: '/body/elements/1' }, /takes input/],
    ['with two values', { elementId: 'go', option: '1', input: 'x' }, /option and input/],
    [
      'with a value of another type',
      { path: '/body/elements/1', input: 5 as unknown as string },
      /^input is a string, not 5$/,
    ],
    ['in no zone', { elementId: 'go', timezone: 'Mars/Base' }, /no such timezone: "Mars\/Base"/],
    ...(
      [
        ['elementId', null, /^elementId is a string, not null$/],
        ['options', ['a', 5], /^options is a list of strings, not a list$/],
        ['index', 0.5, /^index is a whole number, not 0.5$/],
        ['checked', 'yes', /^checked is true or false, not "yes"$/],
        ['confirm', 0, /^confirm is true or false, not 0$/],
        ['platform', 'mac', /^platform is pc or ios or android, not "mac"$/],
        ['timezone', {}, /^timezone is a string, not an object$/],
        ['operator', null, /^operator is an object such as \{ openId: "ou_..." \}, not null$/],
        ['operator', { openId: 5 }, /^openId is a string, not 5$/],
        ['operator', { openID: 'ou' }, /^an operator has no "openID"; it has openId, /],
        ['inputs', 'x', /^an interaction has no "inputs"; it has cardId, /],
      ] as const
    ).map(([key, value, message]): [string, Interaction, RegExp] => [
      `with ${key} ${JSON.stringify(value)}`,
      { elementId: 'go', [key]: value } as Interaction,
      message,
    ]),
    ['by nobody', { elementId: 'go', operator: { openId: '' } }, /operator has no openId/],
  ])('%s', async (_, interaction, message) => {
    const { interact, callbacks } = await sent([
      button('go'),
      { tag: 'input', name: 'twice' },
      { tag: 'input', name: 'twice' },
    ]);
    const failure = await interact(interaction).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect((failure as Error).message).toMatch(message);
    expect(callbacks).toEqual([]);
  });

  it('with a card that is not there, or that nobody got', async () => {
    const { emulator } = await sent([button('go')]);
    const { cardId } = await emulator.cardkit.cards.create(cardOf([button('go')]));
    const act = (reading: Interaction) => emulator.interact({ ...reading, elementId: 'go' });
    await expect(act({ cardId })).rejects.toThrow(/was not sent/);
    await expect(act({ cardId: '7' })).rejects.toThrow(/no card 7/);
    await expect(act({ messageId: 'om_x' })).rejects.toThrow(/no message om_x/);
    await expect(act({})).rejects.toThrow(/one of cardId and messageId/);
    expect(() => emulator.view({ cardId })).toThrow(TypeError);
    for (const nothing of [null, 'go', []] as unknown as Interaction[]) {
      await expect(emulator.interact(nothing)).rejects.toThrow(
        /^an interaction is an object, not /,
      );
      expect(() => emulator.view(nothing)).toThrow(/^a reading is an object, not /);
    }
    const operator = null as unknown as { openId: string };
    expect(() => emulator.view({ cardId, operator })).toThrow(/^operator is an object such as /);
  });
});

it('a field of an older card without a name is an error of the client', async () => {
  const { emulator, callbacks } = await sent([]);
  const card = {
    elements: [
      {
        tag: 'form',
        name: 'form',
        elements: [
          { tag: 'input', name: '' },
          { tag: 'button', name: 'send', action_type: 'form_submit' },
        ],
      },
    ],
  };
  const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_x', card: card as never });
  const seen = await emulator.interact({ messageId, name: 'send' });
  expect(seen.error?.code).toBe(200530);
  expect(seen.sent).toBeUndefined();
  expect(callbacks).toEqual([]);
});
