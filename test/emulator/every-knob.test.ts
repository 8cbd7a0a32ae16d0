import {
  createEmulator,
  DEFAULT_KNOBS,
  type Emulator,
  type EmulatorOptions,
  type Knobs,
} from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import type { CardJson, ElementJson, Settings } from '../../src/schema/call.js';
import { CardKitError } from '../../src/schema/cardkit-error.js';
import type { JsonObject } from '../../src/schema/json.js';
import { add, CARDS, cardOf, live, md, patch, remove, replace, set, wire } from './setup.js';

/** Knobs whose tests stand beside what they turn. */
const ELSEWHERE = [
  'createVisibilityMs',
  'imPatchEntity',
  'imUuidReplay',
  'callbackCard',
  'clientReassertMs',
  'rateLimits',
  'rateWindow',
  'cardRateCode',
  'streamingRateExempt',
] as const satisfies readonly (keyof Knobs)[];
type Here = Exclude<keyof Knobs, (typeof ELSEWHERE)[number]>;

/** What is seen at each value: of a knob with names all of them, of a number some. */
type Answers<T> = number extends T
  ? readonly (readonly [value: T, seen: unknown])[]
  : T extends boolean
    ? { readonly true: unknown; readonly false: unknown }
    : { readonly [V in T & (string | number)]: unknown };

interface Question<T> {
  /** Does something that the knob decides, and gives back what came of it. */
  observe(make: (options?: EmulatorOptions) => Emulator): Promise<unknown>;
  answers: [T] extends [boolean] ? Answers<boolean> : Answers<T>;
}

/** The code of a refusal; 0 of a success. */
async function codeOf(call: Promise<unknown>): Promise<number> {
  try {
    await call;
    return 0;
  } catch (error) {
    if (error instanceof CardKitError) return error.code;
    throw error;
  }
}

const STREAMING = { config: { streaming_mode: true } };
const panel = (id: string, ...elements: JsonObject[]): JsonObject => ({
  tag: 'collapsible_panel',
  element_id: id,
  header: { title: { tag: 'plain_text', content: id } },
  elements,
});
const rules = (count: number) => Array.from({ length: count }, () => ({ tag: 'hr' }));
const icon = { tag: 'custom_icon', img_key: 'k' };
const columns = { tag: 'column_set', columns: [{ tag: 'column', element_id: 'c', elements: [] }] };
const title = { title: { tag: 'plain_text', element_id: 't', content: 'T' } };

/** Every knob is here, or it does not compile. */
const QUESTIONS: { [K in Here]: Question<Knobs[K]> } = {
  httpStatusForBusinessErrors: {
    observe: async (make) => {
      const { call } = wire(make());
      const data = '{}';
      return call('POST', CARDS, { type: 'card_json', data }).status;
    },
    answers: { 400: 400, 200: 200 },
  },
  failedCallConsumesSequence: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a')]));
      await codeOf(card.batch(remove('ghost')));
      return card.view().sequence;
    },
    answers: { true: 1, false: 0 },
  },
  firstSequence: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a')]));
      const codes = [await codeOf(card.batch(patch('a', { content: '1' })))];
      codes.push(await codeOf(card.batch(patch('a', { content: '2' }))));
      return codes;
    },
    answers: { 1: [0, 0], 2: [300317, 0] },
  },
  missingSequence: {
    observe: async (make) => {
      const emulator = make();
      const { call } = wire(emulator);
      const data = JSON.stringify(cardOf([md('a')]));
      const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
      const path = `${CARDS}/${card_id}/elements/a`;
      return [{}, { sequence: null }, { sequence: 0 }, { sequence: 1 }].map(
        (body) => call('DELETE', path, body).body.code,
      );
    },
    answers: { 300317: [300317, 300317, 300317, 0], 99992402: [99992402, 99992402, 300317, 0] },
  },
  sequenceOverflow: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')]));
      const write = (sequence: number) =>
        codeOf(emulator.cardkit.elements.patch(card.cardId, 'a', { content: 'b' }, { sequence }));
      const codes = [await write(2 ** 31), await write(Date.UTC(2026, 0, 1)), await write(1)];
      return [...codes, await write(2 ** 31 - 1), card.view().sequence];
    },
    answers: {
      99992402: [99992402, 99992402, 0, 0, 2 ** 31 - 1],
      10002: [10002, 10002, 0, 0, 2 ** 31 - 1],
      300317: [300317, 300317, 0, 0, 2 ** 31 - 1],
    },
  },
  sequenceCheck: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a', 'x')]));
      await card.batch(patch('a', { content: 'y' }));
      const { elements } = emulator.cardkit;
      const stale = (id: string) =>
        codeOf(elements.patch(card.cardId, id, { content: 'z' }, { sequence: 1 }));
      return [await stale('ghost'), await stale('a'), card.find('a')?.content];
    },
    answers: {
      'before-operation': [300317, 300317, 'y'],
      'after-operation': [300313, 300317, 'y'],
    },
  },
  convertedSequence: {
    observe: async (make) => {
      const emulator = make();
      const { cards, elements, messages } = emulator.cardkit;
      const { messageId } = await messages.send({ to: 'oc_1', card: cardOf([md('a')]) });
      const { cardId } = await cards.convertId(messageId);
      const now = emulator.clock.now() / 1000;
      const write = (sequence: number) =>
        codeOf(elements.patch(cardId, 'a', { content: `${sequence}` }, { sequence }));
      return [await write(1), await write(now - 1), await write(now)];
    },
    answers: { 'from-1': [0, 0, 0], 'from-now': [300317, 300317, 0] },
  },
  uuidReplay: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([]));
      const write = () =>
        emulator.cardkit.elements.create(
          card.cardId,
          { type: 'append', elements: [{ tag: 'hr' }] },
          { ...card.next(), uuid: 'u' },
        );
      await write();
      return [await codeOf(write()), card.order()?.length];
    },
    answers: { 'echo-success': [0, 1], 200770: [200770, 1] },
  },
  uuidScope: {
    observe: async (make) => {
      const emulator = make();
      const cards = [
        await live(emulator, cardOf([md('a')])),
        await live(emulator, cardOf([md('a')])),
      ];
      for (const { cardId, next } of cards) {
        const write = { ...next(), uuid: 'u' };
        await emulator.cardkit.elements.patch(cardId, 'a', { content: 'new' }, write);
      }
      return cards.map((card) => card.find('a')?.content);
    },
    answers: { card: ['new', 'new'], app: ['new', 'a'] },
  },
  partialMerge: {
    observe: async (make) => {
      const card = await live(make(), cardOf([{ tag: 'button', element_id: 'b', icon }]));
      await card.batch(patch('b', { icon: { color: 'red' } }));
      return card.find('b')?.icon;
    },
    answers: { shallow: { color: 'red' }, deep: { ...icon, color: 'red' } },
  },
  nullMeans: {
    observe: async (make) => {
      const card = await live(make(), cardOf([{ ...md('a'), text_align: 'left' }]));
      await card.batch(patch('a', { text_align: null }));
      return card.find('a');
    },
    answers: { literal: { ...md('a'), text_align: null }, remove: md('a') },
  },
  configMerge: {
    observe: async (make) => {
      const summary = { content: 's', i18n_content: { en_us: 'e' } };
      const card = await live(make(), cardOf([], { config: { summary, width_mode: 'fill' } }));
      await card.batch(set({ config: { summary: { content: 'n' } } }));
      return card.view().card.config;
    },
    answers: {
      shallow: { summary: { content: 'n' }, width_mode: 'fill' },
      deep: { summary: { content: 'n', i18n_content: { en_us: 'e' } }, width_mode: 'fill' },
    },
  },
  cardLinkMerge: {
    observe: async (make) => {
      const emulator = make();
      const card_link = { url: 'https://a.b', pc_url: 'https://c.d' };
      const card = await live(emulator, cardOf([], { card_link }));
      const settings = { card_link: { url: 'https://e.f' } };
      await emulator.cardkit.cards.settings(card.cardId, settings, card.next());
      return card.view().card.card_link;
    },
    answers: {
      replace: { url: 'https://e.f' },
      merge: { url: 'https://e.f', pc_url: 'https://c.d' },
    },
  },
  bareSettings: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([], STREAMING));
      const settings = { streaming_mode: false, config: { width_mode: 'fill' } } as Settings;
      await emulator.cardkit.cards.settings(card.cardId, settings, card.next());
      return [card.view().streaming, card.view().card.config];
    },
    answers: {
      ignored: [true, { streaming_mode: true, width_mode: 'fill' }],
      effective: [false, { streaming_mode: false, width_mode: 'fill' }],
    },
  },
  batchAtomic: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a')]));
      const code = await codeOf(card.batch(add('append', undefined, md('b')), remove('ghost')));
      return [code, card.order(), card.view().sequence];
    },
    answers: { true: [300314, ['a'], 0], false: [300314, ['a', 'b'], 1] },
  },
  limitsInBatch: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a'), ...rules(199)]));
      return codeOf(card.batch(add('append', undefined, md('z')), remove('a')));
    },
    answers: { 'per-action': 300315, 'at-end': 0 },
  },
  maxActions: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a')]));
      const actions = (count: number) =>
        Array.from({ length: count }, (_, i) => patch('a', { content: `${i}` }));
      return [await codeOf(card.batch(...actions(2))), await codeOf(card.batch(...actions(3)))];
    },
    answers: [
      [2, [0, 10002]],
      [3, [0, 0]],
      [Number.POSITIVE_INFINITY, [0, 0]],
    ],
  },
  maxAddedElements: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([]));
      const create = (...elements: JsonObject[]) =>
        codeOf(
          emulator.cardkit.elements.create(
            card.cardId,
            { type: 'append', elements: elements as ElementJson[] },
            card.next(),
          ),
        );
      return [
        // What is nested is not counted.
        await create({ tag: 'hr' }, panel('p', ...rules(3))),
        await create(...rules(3)),
        await codeOf(card.batch(add('append', undefined, ...rules(3)))),
      ];
    },
    answers: [
      [2, [0, 300315, 300315]],
      [3, [0, 0, 0]],
    ],
  },
  maxOperationBytes: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')]));
      // 100 characters of three bytes each.
      const long = '字'.repeat(100);
      const added = { type: 'append' as const, elements: [md('b', long)] };
      return [
        await codeOf(emulator.cardkit.elements.create(card.cardId, added, card.next())),
        await codeOf(card.batch(patch('a', { content: long }))),
        await codeOf(
          emulator.cardkit.elements.patch(card.cardId, 'a', { content: long }, card.next()),
        ),
      ];
    },
    answers: [
      [300, [300315, 200860, 0]],
      [1000, [0, 0, 0]],
    ],
  },
  emptyBatch: {
    observe: async (make) => codeOf((await live(make(), cardOf([]))).batch()),
    answers: { accepted: 0, refused: 10002 },
  },
  batchDeleteMissing: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([]));
      const single = emulator.cardkit.elements.delete(card.cardId, 'ghost', card.next());
      return [await codeOf(card.batch(remove('ghost'))), await codeOf(single)];
    },
    answers: { 300314: [300314, 300314], 300315: [300315, 300314] },
  },
  nestedDelete: {
    observe: async (make) => {
      const codes: number[] = [];
      for (const ids of [
        ['p', 'x'],
        ['x', 'p'],
        ['p', 'q'],
        ['p', 'x', 'x'],
      ]) {
        const card = await live(make(), cardOf([panel('p', md('x')), panel('q', md('y'))]));
        codes.push(await codeOf(card.batch(remove(...ids))));
      }
      return codes;
    },
    answers: { accepted: [0, 0, 0, 300314], refused: [300314, 300314, 0, 300314] },
  },
  sameIdReadd: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a')]));
      return codeOf(card.batch(remove('a'), add('append', undefined, md('a'))));
    },
    answers: { true: 0, false: 300315 },
  },
  replaceKeepsId: {
    observe: async (make) => {
      const card = await live(make(), cardOf([md('a')]));
      await card.batch(replace('a', { tag: 'hr' }));
      return card.order();
    },
    answers: { true: ['a'], false: [undefined] },
  },
  strictActions: {
    observe: async (make) =>
      codeOf((await live(make(), cardOf([]))).batch({ action: 'move', params: {} })),
    answers: { true: 10002, false: 0 },
  },
  strictProperties: {
    observe: async (make) => {
      const { cards } = make().cardkit;
      const create = (element: object) => codeOf(cards.create(cardOf([element as JsonObject])));
      return [await create({ tag: 'hologram' }), await create({ ...md('a'), glow: true })];
    },
    answers: { true: [200220, 200220], false: [0, 0] },
  },
  strictTypes: {
    observe: async (make) => {
      const { cards } = make().cardkit;
      const create = (element: object) => codeOf(cards.create(cardOf([element as JsonObject])));
      return [
        await create({ tag: 'button', text: 'Yes' }),
        await create({ ...md('a'), content: 5 }),
      ];
    },
    answers: { true: [200220, 200220], false: [0, 0] },
  },
  missingBody: {
    observe: async (make) => {
      const emulator = make();
      const { cards, messages } = emulator.cardkit;
      const card: CardJson = { schema: '2.0', config: { width_mode: 'fill' } };
      const { cardId, next } = await live(emulator, cardOf([]));
      return [
        await codeOf(cards.create(card)),
        await codeOf(cards.create({ ...card, body: null } as unknown as CardJson)),
        await codeOf(cards.create({ elements: [] } as unknown as CardJson)),
        await codeOf(cards.update(cardId, card, next())),
        await codeOf(messages.send({ to: 'oc_1', card })),
      ];
    },
    answers: {
      accepted: [0, 0, 300303, 0, 0],
      200610: [200610, 200610, 200610, 200610, 230099],
    },
  },
  columnAddressable: {
    observe: async (make) => {
      const card = await live(make(), cardOf([columns]));
      return codeOf(card.batch(patch('c', { weight: 2 })));
    },
    answers: { true: 0, false: 300313 },
  },
  headerAddressable: {
    observe: async (make) => {
      const card = await live(make(), cardOf([], { header: title }));
      return codeOf(card.batch(patch('t', { content: 'U' })));
    },
    answers: { true: 0, false: 300313 },
  },
  appendInto: {
    observe: async (make) => {
      const card = await live(make(), cardOf([panel('p'), columns]));
      return [
        await codeOf(card.batch(add('append', 'p', md('x')))),
        await codeOf(card.batch(add('append', 'c', md('y')))),
      ];
    },
    answers: { 'any-container': [0, 0], 'panel-and-column-set': [0, 300315] },
  },
  visibilityDelayMs: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')]));
      await card.batch(add('append', undefined, md('x')));
      const early = await codeOf(card.batch(patch('x', { content: '1' })));
      emulator.clock.advance(1000);
      return [early, await codeOf(card.batch(patch('x', { content: '2' })))];
    },
    answers: [
      [0, [0, 0]],
      [1000, [300313, 0]],
      [1001, [300313, 300313]],
    ],
  },
  streamInto: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')], STREAMING));
      const write = (id: string) =>
        codeOf(emulator.cardkit.elements.content(card.cardId, id, 'text', card.next()));
      await card.batch(add('append', undefined, md('x')));
      const codes = [await write('a'), await write('x')];
      await emulator.cardkit.cards.update(card.cardId, cardOf([md('x')], STREAMING), card.next());
      return [...codes, await write('x')];
    },
    answers: { any: [0, 0, 0], 'whole-card': [0, 300313, 0] },
  },
  putKeepsStreamingWindow: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')], STREAMING));
      emulator.clock.advance(300_000);
      await emulator.cardkit.cards.update(card.cardId, cardOf([md('a')], STREAMING), card.next());
      emulator.clock.advance(300_000);
      return card.view().streaming;
    },
    answers: { true: false, false: true },
  },
  writesBeforeSend: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')]));
      const write = () => codeOf(card.batch(patch('a', { content: 'b' })));
      const before = await write();
      await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId: card.cardId } });
      return [before, await write()];
    },
    answers: { accepted: [0, 0], refused: [300120, 0] },
  },
  writesAfterImPatch: {
    observe: async (make) => {
      const emulator = make();
      const card = await live(emulator, cardOf([md('a')]));
      const { messages } = emulator.cardkit;
      const { messageId } = await messages.send({ to: 'oc_1', card: { cardId: card.cardId } });
      await messages.patch({ messageId, card: cardOf([md('a', 'patched')]) });
      const code = await codeOf(card.batch(patch('a', { content: 'written' })));
      return [code, card.find('a')?.content];
    },
    answers: { accepted: [0, 'written'], refused: [300120, 'patched'] },
  },
  cardBytesLimit: {
    observe: async (make) => {
      const create = (length: number) =>
        codeOf(make().cardkit.cards.create(cardOf([md('a', 'x'.repeat(length))])));
      return [await create(100), await create(1000)];
    },
    answers: [
      [500, [0, 200860]],
      [2000, [0, 0]],
    ],
  },
  tableLimit: {
    observe: async (make) =>
      codeOf(make().cardkit.cards.create(cardOf([md('a', '|a|\n|-|\n\n|b|\n|-|')]))),
    answers: [
      [1, 230099],
      [2, 0],
    ],
  },
  countOpaque: {
    observe: async (make) => {
      const behaviors = [{ type: 'callback', value: { fake: rules(1) } }];
      const button = { tag: 'button', behaviors };
      return codeOf(make().cardkit.cards.create(cardOf([...rules(199), button])));
    },
    answers: { true: 300305, false: 0 },
  },
  countHeader: {
    observe: async (make) =>
      codeOf(make().cardkit.cards.create(cardOf(rules(200), { header: title }))),
    answers: { true: 300305, false: 0 },
  },
  interactionLock: {
    observe: (make) => duringClick(make).then(({ during }) => during),
    answers: { true: 200810, false: 0 },
  },
  interactionLockMs: {
    observe: (make) => duringClick(make).then(({ after, later }) => [after, later]),
    answers: [
      [0, [0, 0]],
      [300, [200810, 0]],
      [301, [200810, 200810]],
    ],
  },
  emptyFormValue: {
    observe: async (make) => {
      const field = (tag: string, name: string, rest = {}) => ({ tag, name, ...rest });
      const emulator = make({ onCallback: async () => ({}) });
      const card = await live(
        emulator,
        cardOf([
          {
            tag: 'form',
            name: 'form',
            elements: [
              field('input', 'filled'),
              field('input', 'empty'),
              field('date_picker', 'day'),
              field('multi_select_person', 'people', { options: [] }),
              field('checker', 'tick'),
              field('button', 'send', { form_action_type: 'submit' }),
            ],
          },
        ]),
      );
      const { cardId } = card;
      await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId } });
      await emulator.interact({ cardId, name: 'filled', input: 'x' });
      const { sent } = await emulator.interact({ cardId, name: 'send' });
      return sent?.event.action.form_value;
    },
    answers: {
      empty: { filled: 'x', empty: '', day: '', people: [], tick: false },
      missing: { filled: 'x', tick: false },
    },
  },
};

/** Writes to a card while a click waits for its answer, at once after it, and 300 milliseconds later. */
async function duringClick(make: (options?: EmulatorOptions) => Emulator) {
  let write = async () => -1;
  let during = -1;
  const emulator = make({
    onCallback: async () => {
      during = await write();
      return {};
    },
  });
  const button: JsonObject = {
    tag: 'button',
    element_id: 'b',
    text: { tag: 'plain_text', content: 'b' },
    behaviors: [{ type: 'callback', value: {} }],
  };
  const card = await live(emulator, cardOf([md('a'), button]));
  write = () => codeOf(card.batch(patch('a', { content: 'new' })));
  await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId: card.cardId } });
  await emulator.interact({ cardId: card.cardId, elementId: 'b' });
  const after = await write();
  emulator.clock.advance(300);
  return { during, after, later: await write() };
}

type Trial = [name: Here, value: unknown, seen: unknown];

const TRIALS: Trial[] = (Object.keys(QUESTIONS) as Here[]).flatMap((name) => {
  const answers = QUESTIONS[name].answers as object;
  const pairs: [unknown, unknown][] = Array.isArray(answers)
    ? answers
    : Object.entries(answers).map(([value, seen]) => [named(name, value), seen]);
  return pairs.map(([value, seen]): Trial => [name, value, seen]);
});

/** A value, from the name of a member. */
function named(name: Here, text: string): unknown {
  if (typeof DEFAULT_KNOBS[name] === 'boolean') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}

describe('a knob', () => {
  it.each(TRIALS)('%s at %j decides what is seen', async (name, value, seen) => {
    const make = (options: EmulatorOptions = {}) =>
      createEmulator({
        now: () => Date.UTC(2026, 0, 1),
        knobs: { rateLimits: false, [name]: value },
        ...options,
      });
    expect(await QUESTIONS[name].observe(make)).toEqual(seen);
  });

  it('has its default among the values that are tried, or is a number without one', () => {
    const untried = (Object.keys(QUESTIONS) as Here[]).filter((name) => {
      const tried = TRIALS.filter(([one]) => one === name).map(([, value]) => value);
      return typeof DEFAULT_KNOBS[name] !== 'number' && !tried.includes(DEFAULT_KNOBS[name]);
    });
    expect(untried).toEqual([]);
  });

  it('is here or in a list of those that are tested elsewhere', () => {
    expect([...Object.keys(QUESTIONS), ...ELSEWHERE].sort()).toEqual(
      Object.keys(DEFAULT_KNOBS).sort(),
    );
  });
});

describe('an element that was added', () => {
  const late = async () => {
    const emulator = createEmulator({
      now: () => 0,
      knobs: { rateLimits: false, visibilityDelayMs: 1000 },
    });
    return { emulator, card: await live(emulator, cardOf([md('a'), panel('p')], STREAMING)) };
  };

  it('is missing for every endpoint until it can be addressed', async () => {
    const { emulator, card } = await late();
    const { elements } = emulator.cardkit;
    await elements.create(
      card.cardId,
      { type: 'append', elements: [panel('x', md('y')) as ElementJson] },
      card.next(),
    );
    const { cardId, next } = card;
    const all = async () => [
      await codeOf(elements.patch(cardId, 'x', { expanded: true }, next())),
      await codeOf(elements.content(cardId, 'y', 'text', next())),
      await codeOf(
        elements.create(
          cardId,
          { type: 'append', targetElementId: 'x', elements: [md('z')] },
          next(),
        ),
      ),
      await codeOf(elements.update(cardId, 'y', md('y', 'new'), next())),
      await codeOf(elements.delete(cardId, 'x', next())),
    ];
    expect(await all()).toEqual([300313, 300313, 300315, 300121, 300314]);
    emulator.clock.advance(1000);
    expect(await all()).toEqual([0, 0, 0, 0, 0]);
  });

  it('can be addressed by the batch that adds it', async () => {
    const { card } = await late();
    await card.batch(add('append', undefined, md('x')), patch('x', { content: 'filled' }));
    expect(card.find('x')?.content).toBe('filled');
    expect(await codeOf(card.batch(patch('x', { content: 'more' })))).toBe(300313);
  });

  it('can be addressed once it is part of a whole card', async () => {
    const { emulator, card } = await late();
    await card.batch(add('append', undefined, md('x')));
    await emulator.cardkit.cards.update(card.cardId, cardOf([md('x')]), card.next());
    expect(await codeOf(card.batch(patch('x', { content: 'more' })))).toBe(0);
  });

  it('is late again when it was deleted and added again', async () => {
    const { emulator, card } = await late();
    await card.batch(remove('a'), add('append', undefined, md('a')));
    expect(await codeOf(card.batch(patch('a', { content: 'more' })))).toBe(300313);
    emulator.clock.advance(1000);
    expect(await codeOf(card.batch(patch('a', { content: 'more' })))).toBe(0);
  });

  it('is the only one that is late: a replacement, a list and a new name are not', async () => {
    const { card } = await late();
    await card.batch(
      replace('a', md('b')),
      patch('p', { elements: [md('c')] }),
      patch('b', { element_id: 'd' }),
    );
    expect(
      await codeOf(card.batch(patch('c', { content: '1' }), patch('d', { content: '2' }))),
    ).toBe(0);
  });
});

describe('an operation that is too long', () => {
  it('says in a wrapped refusal what it is', async () => {
    const emulator = createEmulator({ now: () => 0, knobs: { maxOperationBytes: 50 } });
    const card = await live(emulator, cardOf([]));
    const added = { type: 'append' as const, elements: [md('b', 'x'.repeat(50))] };
    const error = await emulator.cardkit.elements
      .create(card.cardId, added, card.next())
      .catch((reason: CardKitError) => reason);
    expect(error).toMatchObject({ code: 300315, kind: 'split' });
  });
});
