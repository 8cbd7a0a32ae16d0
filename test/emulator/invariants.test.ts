import fc from 'fast-check';
import { createEmulator, DEFAULT_KNOBS, type KnobSettings } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';
import { CARDS, cardOf, md, wire } from './setup.js';

const id = fc.constantFrom('a', 'b', 'c', 't', 'n', 'my-id', '');
const tag = fc.constantFrom('markdown', 'column_set', 'column', 'form', 'table', 'plain_text');
const key = fc.constantFrom(
  ...['tag', 'element_id', 'elements', 'columns', 'content', 'i18n_content', 'text', 'header'],
  ...['body', 'config', 'summary', 'streaming_mode', 'card_link', 'value', 'rows', '__proto__'],
);

/** JSON that often looks like elements and settings, and often is none. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, 0, '', '2.0', '|a|\n|-|\n'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4 }),
    fc.record(
      { tag, element_id: id, content: fc.string(), elements: tie('json') },
      {
        requiredKeys: ['tag'],
      },
    ),
  ),
}));

const element = fc.record({ tag, element_id: id, elements: json }, { requiredKeys: ['tag'] });
const place = fc.constantFrom('append', 'insert_before', 'insert_after');
const action = fc.oneof(
  json,
  fc.record({
    action: fc.constantFrom(
      ...['partial_update_setting', 'add_elements', 'delete_elements'],
      ...['partial_update_element', 'update_element'],
    ),
    params: fc.record({
      settings: json,
      type: place,
      target_element_id: id,
      elements: fc.array(element, { maxLength: 3 }),
      element_ids: fc.array(id, { maxLength: 2 }),
      element_id: id,
      partial_element: json,
      element,
    }),
  }),
);
const text = (value: fc.Arbitrary<unknown>) => value.map((one) => JSON.stringify(one));
const call = fc.oneof(
  fc.tuple(
    fc.constant('PUT'),
    fc.constant(''),
    fc.record({ card: fc.record({ type: fc.constant('card_json'), data: text(json) }) }),
  ),
  fc.tuple(fc.constant('PATCH'), fc.constant('/settings'), fc.record({ settings: text(json) })),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('/batch_update'),
    fc.record({ actions: text(fc.array(action, { maxLength: 4 })) }),
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('/elements'),
    fc.record({ type: place, target_element_id: id, elements: text(fc.array(element)) }),
  ),
  fc.tuple(
    fc.constantFrom('PUT', 'PATCH', 'DELETE'),
    id.map((one) => `/elements/${one}`),
    fc.record({ element: text(element), partial_element: text(json) }),
  ),
  fc.tuple(
    fc.constant('PUT'),
    id.map((one) => `/elements/${one}/content`),
    fc.record({ content: fc.string() }),
  ),
);

const either = fc.boolean();
const knobs: fc.Arbitrary<KnobSettings> = fc.record({
  ...Object.fromEntries(
    Object.entries(DEFAULT_KNOBS)
      .filter(([, value]) => typeof value === 'boolean')
      .map(([name]) => [name, either]),
  ),
  partialMerge: fc.constantFrom('shallow', 'deep'),
  nullMeans: fc.constantFrom('literal', 'remove'),
  limitsInBatch: fc.constantFrom('per-action', 'at-end'),
  appendInto: fc.constantFrom('any-container', 'panel-and-column-set'),
  tableLimit: fc.constantFrom(1, 5),
});

const start = cardOf(
  [
    md('a', 'x'),
    { tag: 'column_set', element_id: 'b', columns: [{ tag: 'column', element_id: 'c' }] },
  ],
  {
    config: { streaming_mode: true },
    header: { title: { tag: 'plain_text', element_id: 't', content: 'T' } },
  },
);

describe('whatever is written, under every knob', () => {
  it('the card stays one that could be created, and a refusal leaves it as it was', () => {
    fc.assert(
      fc.property(knobs, fc.array(call, { maxLength: 12 }), (turned, calls) => {
        const emulator = createEmulator({ knobs: turned, now: () => 0 });
        const service = wire(emulator);
        const create = (card: unknown) =>
          service.call('POST', CARDS, { type: 'card_json', data: JSON.stringify(card) }).body;
        const { card_id } = create(start).data;
        const card = () => emulator.cards.get(card_id)!.card;
        calls.forEach(([method, path, body], i) => {
          const before = card();
          const answer = service.call(method, `${CARDS}/${card_id}${path}`, {
            ...body,
            sequence: i + 1,
          }).body;
          if (answer.code === 0) {
            expect(emulator.cards.get(card_id)?.sequence).toBe(i + 1);
          } else {
            expect(SERVICE_CODES).toHaveProperty(String(answer.code));
            if (emulator.knobs.batchAtomic) expect(card()).toEqual(before);
          }
          expect(create(card())).toMatchObject({ code: 0 });
        });
        const frames = emulator.cards.get(card_id)!.frames;
        expect(frames.at(-1)?.card ?? start).toEqual(card());
      }),
      { numRuns: 300 },
    );
  });
});
