import type { Action, CardJson, CardKit } from 'larkx/cardkit';
import { createEmulator, DEFAULT_KNOBS, type Emulator, PROFILES } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { inProcess } from '../../src/emulator/in-process.js';
import { singleOperation } from '../../src/schema/single-operation.js';
import { cardKitOver } from '../../src/schema/wire.js';

const markdown = (id: string, content = id) => ({ tag: 'markdown', element_id: id, content });
const card: CardJson = {
  schema: '2.0',
  config: { update_multi: true, summary: { content: 'old' } },
  card_link: { url: 'https://example.com', pc_url: 'https://example.com/pc' },
  header: { title: { tag: 'plain_text', content: 'T', element_id: 'title' } },
  body: {
    elements: [
      markdown('a'),
      {
        tag: 'column_set',
        element_id: 'set',
        columns: [{ tag: 'column', element_id: 'col', elements: [markdown('inner')] }],
      },
      { tag: 'collapsible_panel', element_id: 'panel', elements: [markdown('b')] },
    ],
  },
};

const settings = (value: object): Action => ({
  action: 'partial_update_setting',
  params: { settings: value },
});
const add = (type: 'append' | 'insert_before', target: string | undefined, ...ids: string[]) =>
  ({
    action: 'add_elements',
    params: {
      type,
      ...(target === undefined ? {} : { target_element_id: target }),
      elements: ids.map((id) => markdown(id)),
    },
  }) satisfies Action;
const patch = (element_id: string, partial_element: object) =>
  ({ action: 'partial_update_element', params: { element_id, partial_element } }) as Action;
const update = (element_id: string, element: object) =>
  ({ action: 'update_element', params: { element_id, element } }) as Action;

const actions: Record<string, Action> = {
  'settings of config': settings({ config: { summary: { content: 'new' } } }),
  'settings of card_link': settings({ card_link: { url: 'https://example.com/2' } }),
  'settings that are refused': settings({ config: { summary: 'words' } }),
  'settings with null': settings({ config: { summary: null } }),
  'an addition at the end': add('append', undefined, 'x', 'y'),
  'an addition before an element': add('insert_before', 'a', 'x'),
  'an addition to a column': add('append', 'col', 'x'),
  'an addition to a panel': add('append', 'panel', 'x'),
  'an addition beside nothing': add('insert_before', 'ghost', 'x'),
  'an addition of an id that is there': add('append', undefined, 'a'),
  'an addition of too many': add(
    'append',
    undefined,
    ...Array.from({ length: 201 }, (_, i) => `n${i}`),
  ),
  'an addition of many bytes': {
    action: 'add_elements',
    params: { type: 'append', elements: [markdown('x', 'y'.repeat(29_990))] },
  },
  'a patch': patch('a', { content: 'new' }),
  'a patch of a text of the header': patch('title', { content: 'new' }),
  'a patch with a tag': patch('a', { tag: 'markdown' }),
  'a patch with null': patch('a', { text_size: null }),
  'a patch of nothing': patch('ghost', { content: 'x' }),
  'a new id': patch('a', { element_id: 'z' }),
  'a replacement': update('a', { tag: 'hr', element_id: 'a' }),
  'a replacement without an id': update('a', markdown('q')),
  'a replacement of nothing': update('ghost', { tag: 'hr', element_id: 'ghost' }),
};

/** Each knob by itself at its other setting, and all that a profile sets. */
const settingsOfKnobs: [string, object][] = [
  ...Object.entries(PROFILES),
  ...Object.entries(PROFILES.hostile).map(
    ([name, value]) => [`${name} ${value}`, { [name]: value }] as [string, object],
  ),
  ...Object.entries(DEFAULT_KNOBS)
    .filter(([, value]) => typeof value === 'boolean')
    .map(([name, value]) => [`${name} ${!value}`, { [name]: !value }] as [string, object]),
];

/** Takes the other endpoint wherever there is one. */
function bySingle({ handle }: Emulator): CardKit {
  const path = '/open-apis/auth/v3/tenant_access_token/internal';
  const body = JSON.stringify({ app_id: 'cli_local', app_secret: 'any' });
  const granted = handle({ method: 'POST', path, headers: {}, body }) as any;
  const transport = inProcess(handle, () => granted.response.body.tenant_access_token);
  return cardKitOver((request) => transport({ ...request, ...request.instead?.() }));
}

async function outcome(
  knobs: object,
  action: Action,
  send: (emulator: ReturnType<typeof createEmulator>, cardId: string) => Promise<unknown>,
) {
  const emulator = createEmulator({ knobs: { ...knobs, rateLimits: false }, now: () => 0 });
  const { cardId } = await emulator.cardkit.cards.create(card);
  emulator.clock.advance(2000);
  await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId } });
  const code = await send(emulator, cardId).then(
    () => 0,
    // The endpoint may wrap what the batch says plainly; what is to be done is the same.
    ({ kind, code: outer, details }) => [kind, details.innerCode ?? outer],
  );
  const { card: after, sequence } = emulator.cards.get(cardId)!;
  return { code, after, sequence, action: action.action };
}

describe('a single operation', () => {
  it.each(settingsOfKnobs)('does what a batch of one action does, with %s', async (_, knobs) => {
    for (const [name, action] of Object.entries(actions)) {
      const write = { sequence: 5 };
      const batch = { type: 'batch', actions: [action] } as const;
      const alone = await outcome(knobs, action, (emulator, cardId) => {
        const sent = bySingle(emulator).cards.send(cardId, [batch as never], { sequence: 4 });
        return sent.finally(() => {
          expect(emulator.calls.at(-1)!.endpoint, name).not.toBe('cards.batchUpdate');
        });
      });
      const inBatch = await outcome(knobs, action, (emulator, cardId) =>
        emulator.cardkit.cards.batchUpdate(cardId, [action], write),
      );
      expect(alone, name).toEqual(inBatch);
    }
  });

  it.each<[string, Action]>([
    ['a deletion', { action: 'delete_elements', params: { element_ids: ['a'] } }],
    ['an action that nobody knows', { action: 'move', params: {} } as never],
    ['an id that has no place in a path', patch('a/../b', {})],
    ['an id that is longer than the path takes', patch('x'.repeat(21), {})],
    ['a target that the endpoint would refuse', add('append', 'x'.repeat(21), 'y')],
    ['settings that are longer', settings({ config: { summary: { content: 'x'.repeat(1e5) } } })],
    [
      'parameters that it does not have',
      { ...patch('a', {}), params: { element_id: 'a', more: 1 } } as never,
    ],
  ])('does not stand in for %s', (_, action) => {
    expect(singleOperation('1', action)).toBeUndefined();
  });
});
