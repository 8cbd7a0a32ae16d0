import type { Json } from './oracle.js';
import type { Random } from './random.js';
import {
  randomCard,
  randomColumn,
  randomElement,
  randomElements,
  randomId,
  randomText,
} from './random-elements.js';

/** One thing that happens. A card is named by how many were made before it, so that a sequence can be run again. */
export type Step =
  | { advance: number }
  | { appId: string; method: string; card?: number; path: string; body: Json };

/** What the next step can refer to: the cards that there are. */
export interface World {
  cards: readonly { tree: Json; sequence: number }[];
}

export const CARDS = '/open-apis/cardkit/v1/cards';
const MESSAGES = '/open-apis/im/v1/messages?receive_id_type=chat_id';

export function randomStep(random: Random, world: World): Step {
  if (random.percent(6))
    return { advance: random.pick([1, 400, 999, 1000, 5000, 60_000, 299_999]) };
  if (random.percent(1)) return { advance: random.pick([600_000, 599_999, 600_001]) };
  if (random.percent(0.3)) return { advance: 14 * 86_400_000 - random.whole(0, 1) };
  const appId = random.percent(98) ? 'cli_a' : 'cli_b';
  if (world.cards.length === 0 || random.percent(4)) {
    return {
      appId,
      method: 'POST',
      path: CARDS,
      body: sloppy(random, { type: 'card_json', data: text(random, randomCard(random)) }),
    };
  }
  // The newest cards most of the time: old ones have had their accidents.
  const newest = world.cards.length - 1;
  const card = random.percent(80) ? newest : random.whole(0, newest);
  const { tree, sequence } = world.cards[card]!;
  if (random.percent(4)) {
    return {
      appId,
      card,
      method: 'POST',
      path: MESSAGES,
      body: {
        receive_id: 'oc_room',
        msg_type: 'interactive',
        ...(random.percent(40) ? { uuid: `m${random.whole(0, 3)}` } : {}),
        content: '{"type":"card","data":{"card_id":":card"}}',
      },
    };
  }
  const { method, path, body } = randomWrite(random, tree);
  return {
    appId,
    card,
    method,
    path: random.percent(99)
      ? `${CARDS}/:card${path}`
      : `${CARDS}/${random.pick(['7', '9'.repeat(21)])}${path}`,
    body: sloppy(random, {
      ...body,
      ...(random.percent(12)
        ? {
            uuid: random.percent(90)
              ? `u${random.whole(0, 5)}`
              : random.pick(['', 'u'.repeat(65), 7]),
          }
        : {}),
      ...sequenceOf(random, sequence),
    }),
  };
}

function sequenceOf(random: Random, last: number): Json {
  if (random.percent(93)) return { sequence: last + random.pick([1, 1, 1, 2, 3, 40]) };
  return random.pick<Json>([
    {},
    { sequence: null },
    { sequence: 0 },
    { sequence: -3 },
    { sequence: last },
    { sequence: last - 1 },
    { sequence: last + 0.5 },
    { sequence: String(last + 1) },
    { sequence: 2_147_483_648 },
    { sequence: 1_767_225_600_000 },
  ]);
}

/** JSON as a string, now and then cut off or of a wrong kind. */
function text(random: Random, value: Json): Json {
  if (random.percent(98)) return JSON.stringify(value);
  return random.pick<Json>([
    JSON.stringify(value).slice(0, -1),
    '',
    'null',
    '[]',
    '{}',
    '7',
    '"text"',
    value,
  ]);
}

/** Now and then a field is missing or of a wrong type. */
function sloppy(random: Random, body: Json): Json {
  if (random.percent(98)) return body;
  const keys = Object.keys(body);
  if (keys.length === 0) return body;
  const key = random.pick(keys);
  const { [key]: _dropped, ...rest } = body;
  return random.pick<Json>([
    rest,
    { ...body, [key]: null },
    { ...body, [key]: ['list'] },
    { ...body, [key]: true },
  ]);
}

function randomWrite(random: Random, tree: Json): { method: string; path: string; body: Json } {
  const id = encodeURIComponent(String(targetIn(random, tree)));
  const writes: (() => { method: string; path: string; body: Json })[] = [
    () => ({
      method: 'PUT',
      path: '',
      body: {
        card: sloppy(random, {
          type: random.percent(98) ? 'card_json' : 'picture',
          data: text(random, randomCard(random)),
        }),
      },
    }),
    () => ({
      method: 'PATCH',
      path: '/settings',
      body: { settings: text(random, randomSettings(random)) },
    }),
    () => ({
      method: 'POST',
      path: '/elements',
      body: { ...randomAddition(random, tree, (list) => text(random, list)) },
    }),
    () => ({
      method: 'PUT',
      path: `/elements/${id}`,
      body: { element: text(random, randomElement(random)) },
    }),
    () => ({
      method: 'PATCH',
      path: `/elements/${id}`,
      body: { partial_element: text(random, randomPartial(random)) },
    }),
    () => ({ method: 'DELETE', path: `/elements/${id}`, body: {} }),
  ];
  if (random.percent(25)) {
    const actions = Array.from({ length: random.whole(0, 5) }, () => randomAction(random, tree));
    if (random.percent(2))
      actions.push(...Array.from({ length: 50 }, () => randomAction(random, tree)));
    return { method: 'POST', path: '/batch_update', body: { actions: text(random, actions) } };
  }
  if (random.percent(20)) {
    const streamed = {
      content: random.percent(98) ? randomText(random) : random.pick<Json>(['', 7]),
    };
    return { method: 'PUT', path: `/elements/${id}/content`, body: streamed };
  }
  return random.pick(writes)();
}

/** An id that is in the tree, mostly. */
function targetIn(random: Random, tree: Json): Json {
  const ids = [...JSON.stringify(tree).matchAll(/"element_id":"(\w+)"/g)].map(([, id]) => id);
  if (ids.length === 0 || random.percent(5)) return randomId(random) || 'none';
  return random.pick(ids);
}

function randomAddition(random: Random, tree: Json, written: (elements: Json[]) => Json): Json {
  const target = random.percent(15) ? {} : { target_element_id: targetIn(random, tree) };
  const some = random.percent(12)
    ? [randomColumn(random)]
    : [randomElement(random), ...randomElements(random, 2)];
  if (random.percent(2)) some.push(...Array.from({ length: 70 }, () => ({ tag: 'hr' })));
  return {
    type: random.percent(98)
      ? random.pick(['append', 'append', 'insert_before', 'insert_after'])
      : random.pick<Json>(['prepend', 7]),
    ...target,
    elements: written(
      random.percent(98) ? some : random.pick<Json>([[], [7], [null], ['x'], [[]]]),
    ),
  };
}

function randomPartial(random: Random): Json {
  const part = () =>
    random.pick<Json>([
      { content: randomText(random) },
      { margin: '4px' },
      { text: { content: 'changed' } },
      { text: { tag: 'plain_text', content: 'whole', text_color: 'red' } },
      { elements: randomElements(random, 2, 1) },
      { element_id: randomId(random) },
      { expanded: true },
      { header: { title: { content: 'T' } } },
      { header: { title: { tag: 'plain_text', content: 'T' } } },
      { margin: null },
      { text: null },
      { text: { text_color: null } },
      { icon: { tag: 'standard_icon', token: 'add_outlined' } },
      {},
      ...(random.percent(30) ? [{ tag: 'markdown' }, { glow: 1 }] : []),
    ]);
  return random.percent(80) ? part() : { ...part(), ...part() };
}

function randomSettings(random: Random): Json {
  return random.pick<() => Json>([
    () => ({ config: { streaming_mode: true } }),
    () => ({ config: { streaming_mode: true } }),
    () => ({ config: { streaming_mode: false } }),
    () => ({ streaming_mode: random.percent(50) }),
    () => ({ config: { summary: { content: 'new' } } }),
    () => ({ config: { summary: { i18n_content: { en_us: 'new' } } } }),
    () => ({ config: { summary: random.pick<Json>(['bare', null]) } }),
    () => ({ config: { streaming_config: { print_strategy: 'delay' } } }),
    () => ({ config: { streaming_config: { print_step: { default: 2 } } } }),
    () => ({ config: { streaming_config: { ttl_seconds: 5 } } }),
    () => ({ config: { style: { color: { mine: { light_mode: 'rgba(5,157,178,0.52)' } } } } }),
    () => ({ config: { update_multi: random.percent(50) } }),
    () => ({ card_link: { pc_url: 'https://example.com/pc' } }),
    () => ({ config: { width_mode: 'fill' }, card_link: { url: 'https://example.com/2' } }),
    () => ({}),
    () => random.pick<Json>([{ config: 7 }, { config: [] }, { card_link: 'x' }, { config: {} }]),
  ])();
}

function randomAction(random: Random, tree: Json): Json {
  const name = random.whole(0, 99);
  const element_id = targetIn(random, tree);
  if (name < 15) {
    return { action: 'partial_update_setting', params: { settings: randomSettings(random) } };
  }
  if (name < 40)
    return { action: 'add_elements', params: randomAddition(random, tree, (list) => list) };
  if (name < 60) {
    const more = random.percent(30) ? [targetIn(random, tree)] : [];
    return { action: 'delete_elements', params: { element_ids: [element_id, ...more] } };
  }
  if (name < 80) {
    return {
      action: 'partial_update_element',
      params: { element_id, partial_element: randomPartial(random) },
    };
  }
  if (name < 97) {
    return { action: 'update_element', params: { element_id, element: randomElement(random) } };
  }
  return random.pick<Json>([
    { add_elements: { type: 'append', elements: [{ tag: 'hr' }] } },
    { action: 'paint', params: {} },
    { action: 'delete_elements', params: { element_ids: element_id } },
    { action: 'update_element', params: { element_id } },
    { action: 'delete_elements' },
    7,
    null,
  ]);
}
