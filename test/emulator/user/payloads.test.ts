import type { Interaction } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/schema/json.js';
import { AT, button, callback, form, options, sent, text } from './setup.js';

const EVENT_ID = expect.stringMatching(/^[0-9a-f]{32}$/);
const TOKEN = expect.stringMatching(/^c-[0-9a-f]{40}$/);

describe('a callback', () => {
  it('has exactly the documented envelope', async () => {
    const { interact, callbacks, messageId, chatId } = await sent([button('go')], {
      verificationToken: 'v-token',
    });
    const seen = await interact({
      elementId: 'go',
      operator: { openId: 'ou_ann', unionId: 'on_ann', userId: 'ann' },
    });
    expect(callbacks).toEqual([
      {
        schema: '2.0',
        header: {
          event_id: EVENT_ID,
          token: 'v-token',
          create_time: AT,
          event_type: 'card.action.trigger',
          tenant_key: 'tenant_local',
          app_id: 'cli_local',
        },
        event: {
          operator: {
            tenant_key: 'tenant_local',
            open_id: 'ou_ann',
            union_id: 'on_ann',
            user_id: 'ann',
          },
          token: TOKEN,
          action: { tag: 'button', value: { act: 'go' }, timezone: 'Asia/Shanghai' },
          host: 'im_message',
          context: { open_message_id: messageId, open_chat_id: chatId },
        },
      },
    ]);
    expect(AT).toHaveLength(16);
    expect(seen.sent).toEqual(callbacks[0]);
    expect(seen.answer).toEqual({});
  });

  it('has no user_id, no token and a union_id of its own where none was given', async () => {
    const { interact, callbacks } = await sent([button('go')]);
    await interact({ elementId: 'go' });
    expect(callbacks[0]?.header.token).toBe('');
    expect(callbacks[0]?.event.operator).toEqual({
      tenant_key: 'tenant_local',
      open_id: 'ou_local',
      union_id: 'on_local',
    });
  });

  it('has an id and a token of its own, the same with the same seed', async () => {
    const idsOf = async (seed: number) => {
      const { interact, callbacks } = await sent([button('go')], { seed });
      await interact({ elementId: 'go' });
      await interact({ elementId: 'go' });
      return callbacks.flatMap(({ header, event }) => [header.event_id, event.token]);
    };
    const ids = await idsOf(1);
    expect(new Set(ids).size).toBe(4);
    expect(await idsOf(1)).toEqual(ids);
    expect(await idsOf(2)).not.toEqual(ids);
  });

  it('is a copy: what the app does to it stays with the app', async () => {
    const { interact, app, body } = await sent([button('go')]);
    app.answer = async (payload) => {
      (payload.event.action.value as { act: string }).act = 'changed';
      return {};
    };
    const seen = await interact({ elementId: 'go' });
    expect(seen.sent?.event.action.value).toEqual({ act: 'go' });
    expect(body()?.[0]).toEqual(button('go'));
  });
});

const images = [
  { img_key: 'img_a', value: 'a' },
  { img_key: 'img_b', value: 'b' },
];
const people = [{ value: 'ou_1' }, { value: 'ou_2' }];
const zone = 'Asia/Shanghai';

describe('the action of a component outside a form', () => {
  it.each<[string, JsonObject, Omit<Interaction, 'messageId'>, JsonObject]>([
    ['button', { behaviors: callback() }, {}, { value: { act: 'go' }, timezone: zone }],
    ['button', { value: { old: 1 } }, {}, { value: { old: 1 }, timezone: zone }],
    ['input', {}, { input: 'hello' }, { input_value: 'hello' }],
    [
      'input',
      { input_type: 'multiline_text', behaviors: callback() },
      { input: 'a\nb' },
      { input_value: 'a\nb', value: { act: 'go' } },
    ],
    [
      'overflow',
      { options: options('keep', 'drop'), behaviors: callback() },
      { option: 'drop' },
      { option: 'drop', value: { act: 'go' } },
    ],
    ['overflow', { options: options('keep', 'drop') }, { index: 0 }, { option: 'keep' }],
    ['overflow', { options: [{ text: text('bare') }] }, { index: 0 }, {}],
    ['select_static', { options: options('1', '2') }, { option: '2' }, { option: '2' }],
    ['select_static', { options: options('1', '2') }, { index: 1 }, { option: '2' }],
    ['select_person', { options: people }, { option: 'ou_2' }, { option: 'ou_2' }],
    [
      'select_person',
      { options: [{ value: 'no open_id' }] },
      { option: 'ou_anybody' },
      { option: 'ou_anybody' },
    ],
    ['select_person', {}, { option: 'ou_anybody' }, { option: 'ou_anybody' }],
    [
      'multi_select_static',
      { name: 'm', options: options('1', '2', '3') },
      { options: ['3', '1'] },
      { options: ['3', '1'] },
    ],
    [
      'multi_select_person',
      { name: 'm', options: people },
      { options: ['ou_1'] },
      { options: ['ou_1'] },
    ],
    [
      'date_picker',
      { behaviors: callback() },
      { option: '2024-04-01' },
      { option: '2024-04-01 +0800', timezone: zone, value: { act: 'go' } },
    ],
    ['picker_time', {}, { option: '05:05' }, { option: '05:05 +0800', timezone: zone }],
    [
      'picker_datetime',
      {},
      { option: '2024-04-29 07:07' },
      { option: '2024-04-29 07:07 +0800', timezone: zone },
    ],
    ['select_img', { options: images }, { option: 'b' }, { options: 'b' }],
    [
      'checker',
      { behaviors: callback() },
      { checked: true },
      { checked: true, value: { act: 'go' } },
    ],
    [
      'checker',
      { checked: true, behaviors: callback() },
      {},
      { checked: false, value: { act: 'go' } },
    ],
    [
      'interactive_container',
      { behaviors: callback(), elements: [] },
      {},
      { value: { act: 'go' } },
    ],
  ])('%s %j', async (tag, rest, interaction, expected) => {
    const { interact, callbacks } = await sent([{ tag, element_id: 'it', ...rest }]);
    await interact({ elementId: 'it', ...interaction });
    expect(callbacks.map(({ event }) => event.action)).toEqual([{ tag, ...expected }]);
  });

  it.each([
    ['America/New_York', '2026-01-15', '2026-01-15 -0500'],
    ['America/New_York', '2026-07-15', '2026-07-15 -0400'],
    ['Asia/Kolkata', '2026-01-15', '2026-01-15 +0530'],
    ['UTC', '2026-01-15', '2026-01-15 +0000'],
  ])('carries the offset that %s has on %s', async (timezone, option, expected) => {
    const { interact } = await sent([{ tag: 'date_picker', element_id: 'day' }]);
    const seen = await interact({ elementId: 'day', option, timezone });
    expect(seen.sent?.event.action).toEqual({ tag: 'date_picker', option: expected, timezone });
  });

  it('is a button for the button of a checker, and leaves the tick alone', async () => {
    const { interact, view } = await sent([
      {
        tag: 'checker',
        element_id: 'task',
        behaviors: callback({ todo: 1 }),
        button_area: { buttons: [button('more', { type: 'text' })] },
      },
    ]);
    const seen = await interact({ elementId: 'more' });
    expect(seen.sent?.event.action).toMatchObject({ tag: 'button', value: { act: 'go' } });
    expect(view().fields).toEqual({ task: false });
  });

  it('is sent by a container for what is in it, but not for an interactive element', async () => {
    const { interact } = await sent([
      {
        tag: 'interactive_container',
        element_id: 'box',
        behaviors: callback({ box: 1 }),
        elements: [{ tag: 'markdown', element_id: 'words', content: 'x' }, button('inner')],
      },
    ]);
    const outer = await interact({ elementId: 'words' });
    expect(outer.sent?.event.action).toEqual({
      tag: 'interactive_container',
      value: { box: 1 },
    });
    const inner = await interact({ elementId: 'inner' });
    expect(inner.sent?.event.action.value).toEqual({ act: 'go' });
  });
});

describe('a form', () => {
  const fields: readonly JsonObject[] = [
    { tag: 'input', name: 'reason', required: true },
    { tag: 'input', name: 'note' },
    { tag: 'select_static', name: 'kind', options: options('1', '2') },
    { tag: 'multi_select_static', name: 'deps', required: false, options: options('a', 'b', 'c') },
    {
      tag: 'column_set',
      columns: [
        {
          tag: 'column',
          elements: [
            { tag: 'select_person', name: 'approver', options: people },
            { tag: 'multi_select_person', name: 'cc', options: people },
          ],
        },
      ],
    },
    { tag: 'date_picker', name: 'day' },
    { tag: 'picker_time', name: 'at', initial_time: '07:07' },
    { tag: 'picker_datetime', name: 'until' },
    { tag: 'select_img', name: 'image', options: images },
    { tag: 'select_img', name: 'images', multi_select: true, options: images },
    { tag: 'checker', name: 'agreed', behaviors: callback() },
  ];

  it('keeps everything to the client until it is submitted, and then sends it all at once', async () => {
    const { interact, callbacks } = await sent([
      form(fields, { behaviors: callback({ form: 'leave' }) }),
    ]);
    const steps: readonly Interaction[] = [
      { name: 'reason', input: 'dentist' },
      { name: 'kind', option: '1' },
      { name: 'deps', options: ['c', 'a'] },
      { name: 'approver', option: 'ou_1' },
      { name: 'cc', options: ['ou_2', 'ou_1'] },
      { name: 'day', option: '2024-04-01' },
      { name: 'until', option: '2024-04-29 07:07' },
      { name: 'image', option: 'b' },
      { name: 'images', options: ['a', 'b'] },
      { name: 'agreed', checked: true },
    ];
    for (const step of steps) {
      const seen = await interact(step);
      expect(seen).toEqual({ card: seen.card, fields: seen.fields, expanded: {} });
    }
    expect(callbacks).toEqual([]);

    await interact({ name: 'send' });
    expect(callbacks.map(({ event }) => event.action)).toEqual([
      {
        tag: 'button',
        name: 'send',
        value: { form: 'leave' },
        timezone: zone,
        form_value: {
          reason: 'dentist',
          note: '',
          kind: '1',
          deps: ['c', 'a'],
          approver: 'ou_1',
          cc: ['ou_2', 'ou_1'],
          day: '2024-04-01 +0800',
          at: '07:07 +0800',
          until: '2024-04-29 07:07 +0800',
          image: 'b',
          images: ['a', 'b'],
          agreed: true,
        },
      },
    ]);
  });

  it('sends what nobody has touched as it is at first, and what is empty as empty', async () => {
    const { interact } = await sent([
      form([
        { tag: 'input', name: 'typed', default_value: 'as before' },
        { tag: 'select_static', name: 'byIndex', initial_index: 2, options: options('1', '2') },
        { tag: 'select_static', name: 'byLabel', initial_option: 'ONE', options: options('one') },
        { tag: 'select_static', name: 'byValue', initial_option: 'one', options: options('one') },
        { tag: 'select_static', name: 'none', options: options('1') },
        {
          tag: 'multi_select_static',
          name: 'some',
          selected_values: ['b', 'gone'],
          options: options('a', 'b'),
        },
        { tag: 'multi_select_person', name: 'nobody', options: people },
        { tag: 'date_picker', name: 'day', initial_date: '2026-02-28' },
        { tag: 'date_picker', name: 'never' },
        { tag: 'select_img', name: 'image', options: images },
        { tag: 'checker', name: 'ticked', checked: true },
      ]),
    ]);
    const seen = await interact({ name: 'send' });
    expect(seen.sent?.event.action).toEqual({
      tag: 'button',
      name: 'send',
      timezone: zone,
      form_value: {
        typed: 'as before',
        byIndex: '2',
        byLabel: 'one',
        byValue: 'one',
        none: '',
        some: ['b'],
        nobody: [],
        day: '2026-02-28 +0800',
        never: '',
        image: '',
        ticked: true,
      },
    });
  });

  it('sends its own fields only', async () => {
    const { interact } = await sent([
      { tag: 'input', element_id: 'alone', name: 'alone' },
      form([{ tag: 'input', name: 'one' }]),
      {
        tag: 'form',
        name: 'other',
        elements: [
          { tag: 'input', name: 'two' },
          button('go', { name: 'other_send', form_action_type: 'submit' }),
        ],
      },
    ]);
    const seen = await interact({ name: 'other_send' });
    expect(seen.sent?.event.action.form_value).toEqual({ two: '' });
  });

  it('knows the older spelling of its buttons', async () => {
    const { interact, view } = await sent([
      form([{ tag: 'input', name: 'one' }], {
        form_action_type: undefined,
        action_type: 'form_submit',
        value: { old: true },
      }),
    ]);
    await interact({ name: 'one', input: 'x' });
    const seen = await interact({ name: 'send' });
    expect(seen.sent?.event.action).toMatchObject({
      value: { old: true },
      form_value: { one: 'x' },
    });
    expect(view().fields).toEqual({ one: 'x' });
  });

  it('takes no names for keys of its own', async () => {
    const { interact } = await sent([form([{ tag: 'input', name: '__proto__' }])]);
    await interact({ name: '__proto__', input: 'x' });
    const seen = await interact({ name: 'send' });
    const values = seen.sent?.event.action.form_value as object;
    expect(Object.getOwnPropertyDescriptor(values, '__proto__')?.value).toBe('x');
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });

  it('lets other buttons call back at once, without the values', async () => {
    const { interact } = await sent([
      form([button('peek', { name: 'peek' }), { tag: 'input', name: 'one', required: true }]),
    ]);
    const seen = await interact({ name: 'peek' });
    expect(seen.sent?.event.action).toEqual({
      tag: 'button',
      name: 'peek',
      value: { act: 'go' },
      timezone: zone,
    });
  });
});

describe('a link', () => {
  const urls = {
    default_url: 'https://example.com/all',
    pc_url: 'https://example.com/pc',
    ios_url: '',
    android_url: 'lark://msgcard/unsupported_action',
  };

  it.each([
    ['pc', 'https://example.com/pc'],
    ['ios', 'https://example.com/all'],
  ] as const)('opens its address for %s', async (platform, opened) => {
    const { interact, callbacks } = await sent([
      button('go', { behaviors: [{ type: 'open_url', ...urls }] }),
    ]);
    const seen = await interact({ elementId: 'go', platform });
    expect(seen.opened).toBe(opened);
    expect(seen.sent).toBeUndefined();
    expect(callbacks).toEqual([]);
  });

  it('does nothing on a platform that it is off for', async () => {
    const { interact } = await sent([button('go', { behaviors: [{ type: 'open_url', ...urls }] })]);
    const seen = await interact({ elementId: 'go', platform: 'android' });
    expect(seen.opened).toBeUndefined();
    expect(seen.blocked?.reason).toBe('not-interactive');
  });

  it('and a callback both take effect', async () => {
    const { interact } = await sent([
      button('go', { behaviors: [{ type: 'open_url', ...urls }, ...callback()] }),
    ]);
    const seen = await interact({ elementId: 'go' });
    expect(seen.opened).toBe(urls.pc_url);
    expect(seen.sent?.event.action.value).toEqual({ act: 'go' });
  });

  it.each<[string, JsonObject, JsonObject, Interaction]>([
    [
      'a menu',
      { tag: 'overflow', options: [{ text: text('a'), multi_url: { url: 'https://a.example' } }] },
      {},
      { index: 0 },
    ],
    ['an older button', { tag: 'button', url: 'https://a.example' }, {}, {}],
    ['an older button', { tag: 'button', multi_url: { url: 'https://a.example' } }, {}, {}],
    [
      'a column set',
      { tag: 'column_set', columns: [], action: { multi_url: { url: 'https://a.example' } } },
      {},
      {},
    ],
    [
      'the whole card',
      { tag: 'markdown', content: 'x' },
      { card_link: { url: 'https://a.example' } },
      {},
    ],
  ])('of %s is opened', async (_, element, rest, interaction) => {
    const { interact } = await sent([{ ...element, element_id: 'it' }], { rest });
    expect((await interact({ elementId: 'it', ...interaction })).opened).toBe('https://a.example');
  });
});
