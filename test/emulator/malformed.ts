import type { Random } from './oracle/random.js';
import { CARDS, MESSAGES, TOKEN } from './setup.js';

type Json = any;

/** A request whose body is text, so that it can be no JSON. */
export interface Malformed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What a caller may know, and misuse. */
export interface Target {
  cardId: string;
  messageId: string;
  token: string;
}

/** A number that is never used up, so that writes are looked at by what comes after the sequence too. */
let sequence = 0;
const next = () => {
  sequence += 1;
  return sequence;
};

const element = { tag: 'markdown', element_id: 'a', content: 'text' };
const card = { schema: '2.0', config: { streaming_mode: true }, body: { elements: [element] } };
const panel = { tag: 'collapsible_panel', element_id: 'p', elements: [] };

/** Right requests to every endpoint; what they hold as strings of JSON is still JSON here. */
function requestTo(random: Random, { cardId, messageId }: Target) {
  const at = `${CARDS}/${cardId}`;
  const write = (body: Json) => ({ ...body, uuid: `u${next()}`, sequence: next() });
  const actions = [
    {
      action: 'partial_update_setting',
      params: { settings: { config: { streaming_mode: true } } },
    },
    {
      action: 'add_elements',
      params: { type: 'insert_after', target_element_id: 'a', elements: [{ tag: 'hr' }] },
    },
    { action: 'delete_elements', params: { element_ids: ['a'] } },
    {
      action: 'partial_update_element',
      params: { element_id: 'a', partial_element: { icon: { tag: 'standard_icon', token: 't' } } },
    },
    { action: 'update_element', params: { element_id: 'a', element } },
  ];
  const by = { type: 'card', data: { card_id: cardId } };
  return random.pick<[method: string, path: string, body: Json]>([
    ['POST', CARDS, { type: 'card_json', data: card }],
    [
      'POST',
      CARDS,
      { type: 'template', data: { template_id: 'AAq', template_variable: { a: 1 } } },
    ],
    ['POST', `${CARDS}/id_convert`, { message_id: messageId }],
    ['PUT', at, write({ card: { type: 'card_json', data: card } })],
    ['PATCH', `${at}/settings`, write({ settings: { config: { summary: { content: 's' } } } })],
    ['POST', `${at}/batch_update`, write({ actions })],
    ['POST', `${at}/batch_update`, write({ actions: [random.pick(actions)] })],
    [
      'POST',
      `${at}/elements`,
      write({ type: 'append', target_element_id: 'p', elements: [{ tag: 'hr' }] }),
    ],
    ['PUT', `${at}/elements/a`, write({ element })],
    ['PUT', `${at}/elements/p`, write({ element: panel })],
    [
      'PATCH',
      `${at}/elements/a`,
      write({ partial_element: { content: 'new', icon: { tag: 'i' } } }),
    ],
    ['PUT', `${at}/elements/a/content`, write({ content: 'streamed' })],
    ['DELETE', `${at}/elements/a`, write({})],
    [
      'POST',
      `${MESSAGES}?receive_id_type=chat_id`,
      { receive_id: 'oc_1', msg_type: 'interactive', content: by, uuid: `m${next()}` },
    ],
    [
      'POST',
      `${MESSAGES}?receive_id_type=open_id`,
      { receive_id: 'ou_1', msg_type: 'interactive', content: card },
    ],
    ['POST', `${MESSAGES}/${messageId}/reply`, { msg_type: 'interactive', content: card }],
    ['PATCH', `${MESSAGES}/${messageId}`, { content: card }],
    ['POST', '/open-apis/im/v1/images', { image_type: 'message', image: 'x' }],
    [
      'POST',
      '/open-apis/bot/v2/hook/t',
      { msg_type: 'interactive', card, sign: 's', timestamp: 1 },
    ],
    ['POST', '/open-apis/interactive/v1/card/update', { token: 'c-1', card }],
    ['POST', TOKEN, { app_id: 'cli_local', app_secret: 's' }],
  ]);
}

const STRINGS = [
  'data',
  'settings',
  'actions',
  'elements',
  'element',
  'partial_element',
  'content',
];

/** The body as the service wants it: some of its members are JSON in a string. */
function onTheWire(body: Json): Json {
  const written = { ...body };
  for (const key of STRINGS) {
    if (key in written && typeof written[key] !== 'string') {
      written[key] = JSON.stringify(written[key]);
    }
  }
  if (written.card?.data !== undefined && written.sequence !== undefined) {
    written.card = onTheWire(written.card);
  }
  return written;
}

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', ''];

const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);

/** Values that stand where nobody expects them, as JSON text. */
function oddValue(random: Random): string {
  const rare = random.percent(2);
  return random.pick([
    'null',
    'true',
    '-1',
    '1e400',
    '-0',
    '9007199254740993',
    '123456789012345678901234567890',
    '0.1',
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"a\\udfffb"',
    '"\\u202e"',
    '"__proto__"',
    '"constructor"',
    '{}',
    '[]',
    '[null]',
    '{"tag":"hr"}',
    '[[[[{"tag":["hr"]}]]]]',
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"__proto__":null,"tag":"markdown","element_id":{"toString":1}}',
    '{"length":4294967295}',
    '{"a":1,"a":2,"__proto__":{"polluted":1},"__proto__":{"polluted":2}}',
    ...(rare ? [deep('[', ']'), deep('{"a":', '1}'.slice(1)), `"${'x'.repeat(2_000_000)}"`] : []),
  ]);
}

/** The text of some JSON with one of its values, or one of its keys, exchanged. */
function distorted(random: Random, value: Json): string {
  const places: { holder: Json; key: string }[] = [];
  const collect = (holder: Json): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      collect(holder[key]);
    }
  };
  const copy = structuredClone(value);
  collect(copy);
  if (places.length === 0) return oddValue(random);
  const { holder, key } = random.pick(places);
  // A mark that JSON.stringify writes as it is, since an object literal cannot hold every odd text.
  if (random.percent(25) && !Array.isArray(holder)) {
    const moved = holder[key];
    delete holder[key];
    holder['\u0001key'] = moved;
    const name = JSON.stringify(random.pick(KEYS));
    return JSON.stringify(copy).replace('"\\u0001key"', () => name);
  }
  holder[key] = '\u0001value';
  const odd = oddValue(random);
  return JSON.stringify(copy).replace('"\\u0001value"', () => odd);
}

/** Text with a part cut out, doubled or turned around. */
function damaged(random: Random, text: string): string {
  const from = random.whole(0, text.length);
  const to = Math.min(text.length, from + random.whole(0, 12));
  const part = text.slice(from, to);
  return random.pick([
    text.slice(0, from),
    text.slice(from),
    text.slice(0, from) + text.slice(to),
    text.slice(0, to) + part + text.slice(to),
    text.slice(0, from) + [...part].reverse().join('') + text.slice(to),
    text.slice(0, from) +
      random.pick(['\u0000', '\ud800', '\ufeff', '"', '\\', '}', ',', '\u2028']) +
      text.slice(to),
    `\ufeff${text}`,
    `${text}${text}`,
  ]);
}

function odderPath(random: Random, path: string): string {
  const segments = path.split('/');
  const at = random.whole(1, segments.length - 1);
  segments[at] = random.pick([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '%5F%5Fproto%5F%5F',
    '%00',
    '%',
    '%zz',
    '%ff%fe',
    '%ED%A0%80',
    '%2F',
    '%2e%2e',
    '..',
    '.',
    '',
    ' ',
    '*',
    ':card_id',
    'x'.repeat(21),
    'x'.repeat(3000),
    '%E8%A1%A8'.repeat(300),
    '1'.repeat(400),
    '-1',
    '😀',
  ]);
  return (
    segments.join('/') + random.pick(['', '', '?', '?receive_id_type=__proto__', '/', '?%', '#x'])
  );
}

/** A request with one thing wrong in it, or several. */
export function malformedRequest(random: Random, target: Target): Malformed {
  const [method, path, body] = requestTo(random, target);
  const wired = onTheWire(body);
  const inner = STRINGS.filter((key) => key in body && typeof body[key] === 'object');
  const kind = random.whole(0, 99);
  let text = JSON.stringify(wired);
  if (kind < 30) text = distorted(random, wired);
  else if (kind < 60 && inner.length > 0) {
    const key = random.pick(inner);
    const written = random.percent(80)
      ? distorted(random, body[key])
      : damaged(random, JSON.stringify(body[key]));
    text = JSON.stringify({ ...wired, [key]: written });
  } else if (kind < 80) text = damaged(random, text);
  else if (kind < 85) text = oddValue(random);
  const headers: Record<string, string> = {
    authorization: `Bearer ${target.token}`,
    'content-type': 'application/json; charset=utf-8',
  };
  if (random.percent(6)) {
    headers.authorization = random.pick([
      '',
      'Bearer',
      'Bearer ',
      'Bearer __proto__',
      'Bearer t-constructor',
      `Basic ${target.token}`,
      `Bearer ${'t-'.repeat(2000)}`,
      target.token,
    ]);
  }
  if (random.percent(8)) {
    headers['content-type'] = random.pick([
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'multipart/form-data; boundary=',
      '__proto__',
    ]);
  }
  return {
    method: random.percent(95)
      ? method
      : random.pick([
          'GET',
          'HEAD',
          'OPTIONS',
          'POST',
          'PUT',
          'PATCH',
          'DELETE',
          'TRACE',
          'PROPFIND',
        ]),
    path: random.percent(88) ? path : odderPath(random, path),
    headers,
    body: text,
  };
}
