import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  ENDPOINT_NAMES,
  type EndpointName,
  type Exchange,
  FAULT_KINDS,
  type Fault,
  type FaultKind,
  type ServiceRequest,
} from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { canBefall, isCardWrite } from '../../src/emulator/fault-kinds.js';
import type { CardJson } from '../../src/schema/call.js';
import type { JsonObject } from '../../src/schema/json.js';
import { add, CARDS, cardOf, MESSAGES, md, patch, remove, TOKEN, wire } from './setup.js';

const card = cardOf([md('a'), md('b')], { config: { streaming_mode: true } });
const data = JSON.stringify(card);
const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]);

/** A service with a card that was sent and a message with a plain card, and a good request for every endpoint. */
function stage(options: EmulatorOptions = {}) {
  const emulator = createEmulator({
    now: () => Date.UTC(2026, 0, 1),
    ...options,
    knobs: { rateLimits: false, ...options.knobs },
  });
  const requests = wire(emulator);
  const create = () =>
    requests.call('POST', CARDS, { type: 'card_json', data }).body.data.card_id as string;
  const entity = (cardId: string) => ({
    receive_id: 'oc_1',
    msg_type: 'interactive',
    content: JSON.stringify({ type: 'card', data: { card_id: cardId } }),
  });
  const send = (body: object) =>
    requests.call('POST', `${MESSAGES}?receive_id_type=chat_id`, body).body.data
      .message_id as string;
  const [cardId, unsent] = [create(), create()];
  send(entity(cardId));
  const plain = { ...entity(''), content: data };
  const messageId = send(plain);

  const path = `${CARDS}/${cardId}`;
  const write = { sequence: 7 };
  const REQUESTS: Record<
    Exclude<EndpointName, 'interactive.update'>,
    [method: string, path: string, body: JsonObject]
  > = {
    'cards.create': ['POST', CARDS, { type: 'card_json', data }],
    'cards.update': ['PUT', path, { card: { type: 'card_json', data }, ...write }],
    'cards.settings': ['PATCH', `${path}/settings`, { settings: '{}', ...write }],
    'cards.batchUpdate': [
      'POST',
      `${path}/batch_update`,
      { actions: JSON.stringify([patch('a', { content: 'new' })]), ...write },
    ],
    'cards.convertId': ['POST', `${CARDS}/id_convert`, { message_id: messageId }],
    'elements.create': [
      'POST',
      `${path}/elements`,
      {
        type: 'insert_after',
        target_element_id: 'a',
        elements: JSON.stringify([md('c')]),
        ...write,
      },
    ],
    'elements.update': [
      'PUT',
      `${path}/elements/a`,
      { element: JSON.stringify(md('a', 'new')), ...write },
    ],
    'elements.patch': [
      'PATCH',
      `${path}/elements/a`,
      { partial_element: '{"content":"new"}', ...write },
    ],
    'elements.content': ['PUT', `${path}/elements/a/content`, { content: 'a b', ...write }],
    'elements.delete': ['DELETE', `${path}/elements/a`, write],
    'messages.send': ['POST', `${MESSAGES}?receive_id_type=chat_id`, entity(unsent)],
    'messages.reply': ['POST', `${MESSAGES}/${messageId}/reply`, entity(unsent)],
    'messages.patch': [
      'PATCH',
      `${MESSAGES}/${messageId}`,
      { content: JSON.stringify(cardOf([md('n')])) },
    ],
    'messages.recall': ['DELETE', `${MESSAGES}/${messageId}`, {}],
    'images.upload': ['POST', '/open-apis/im/v1/images', {}],
    'customBot.send': ['POST', '/open-apis/bot/v2/hook/bot', { msg_type: 'interactive', card }],
    'bot.info': ['GET', '/open-apis/bot/v3/info', {}],
    token: ['POST', TOKEN, { app_id: 'cli_new', app_secret: 's' }],
  };
  const token = requests.token();
  const request = (name: EndpointName, more: JsonObject = {}): ServiceRequest => {
    const [method, where, body] = REQUESTS[name as keyof typeof REQUESTS];
    const headers = { authorization: `Bearer ${token}` };
    if (name === 'images.upload') {
      return { method, path: where, headers, form: { image_type: 'message', image: PNG } };
    }
    return { method, path: where, headers, body: JSON.stringify({ ...body, ...more }) };
  };
  return {
    ...requests,
    emulator,
    cardId,
    unsent,
    request,
    token,
    faults: emulator.faults,
    call: (name: EndpointName, more?: JsonObject) => emulator.handle(request(name, more)),
    view: () => emulator.cards.get(cardId)!,
    names: Object.keys(REQUESTS) as EndpointName[],
  };
}

/** All that a request can change. */
function state(emulator: Emulator): string {
  const cards = emulator.cards.list().map((id) => emulator.cards.get(id));
  return JSON.stringify([cards, emulator.messages]);
}

function answered(exchange: Exchange) {
  if (exchange.kind !== 'answer') throw new Error(`no answer, but ${exchange.kind}`);
  const { response, ...rest } = exchange;
  return { ...response, body: response.body as Record<string, any>, ...rest };
}

const codeOf = (exchange: Exchange) => answered(exchange).body.code as number;

/** Endpoints whose requests leave a trace in `state`. */
const changes = (name: EndpointName) =>
  !['token', 'images.upload', 'cards.convertId', 'bot.info'].includes(name);

const EXECUTED: readonly FaultKind[] = [
  'drop-after',
  'delay',
  'reset-after',
  '5xx-after',
  'truncated',
  'not-json',
  'http-200',
  'http-400',
];

/** What the client gets of a good request. */
const EXPECTED: Record<FaultKind, (exchange: Exchange) => void> = {
  'drop-before': (x) => expect(x).toEqual({ kind: 'silence', afterMs: 10_000 }),
  'drop-after': (x) => expect(x).toEqual({ kind: 'silence', afterMs: 10_000 }),
  delay: (x) => expect(answered(x)).toMatchObject({ afterMs: 1000, body: { code: 0 } }),
  'reset-before': (x) => expect(x).toEqual({ kind: 'reset', afterMs: 0 }),
  'reset-after': (x) => expect(x).toEqual({ kind: 'reset', afterMs: 0 }),
  '5xx-before': (x) => refusedWith(x, 500, 2200),
  '5xx-after': (x) => refusedWith(x, 500, 2200),
  '429': (x) => throttledWith(x, 429),
  '99991400': (x) => throttledWith(x, 400),
  '2200': (x) => refusedWith(x, 500, 2200),
  '230020': (x) => refusedWith(x, 400, 230020),
  '200810': (x) => refusedWith(x, 400, 200810),
  'stale-token': (x) => refusedWith(x, 400, 99991663),
  'card-not-visible': (x) =>
    refusedWith(x, 400, 230099, /ext=ErrCode: 11310; ErrMsg: cardid is invalid; /),
  'element-not-visible': (x) =>
    expect(answered(x)).toMatchObject({
      status: 400,
      body: { msg: expect.stringMatching(/not find elementID : a/) },
    }),
  drift: (x) => refusedWith(x, 400, 300317),
  truncated(x) {
    const { status, text, body, headers } = answered(x);
    const whole = JSON.stringify(body);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch('application/json');
    expect(text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    expect(() => JSON.parse(text!)).toThrow(SyntaxError);
  },
  'not-json'(x) {
    const { status, text, headers } = answered(x);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch('text/html');
    expect(text).toMatch(/^<html>/);
  },
  'http-200': (x) => expect(answered(x)).toMatchObject({ status: 200, body: { code: 0 } }),
  'http-400': (x) => expect(answered(x)).toMatchObject({ status: 200, body: { code: 0 } }),
};

function refusedWith(exchange: Exchange, status: number, code: number, msg = /./): void {
  expect(answered(exchange)).toMatchObject({
    status,
    afterMs: 0,
    body: { code, msg: expect.stringMatching(msg), error: { log_id: expect.any(String) } },
  });
}

function throttledWith(exchange: Exchange, status: number): void {
  refusedWith(exchange, status, 99991400);
  expect(answered(exchange).headers).toMatchObject({
    'x-ogw-ratelimit-limit': '50',
    'x-ogw-ratelimit-reset': '1',
  });
}

const PAIRS = FAULT_KINDS.flatMap((kind) => stage().names.map((name) => ({ kind, name })));

describe('a fault', () => {
  it.each(PAIRS.filter(({ kind, name }) => canBefall(kind, name)))(
    '$kind befalls one $name, and leaves the next alone',
    ({ kind, name }) => {
      const { emulator, faults, call, cardId } = stage();
      const fault = faults.add({ on: name, kind });
      const before = state(emulator);
      const exchange = call(name);
      EXPECTED[kind](exchange);
      if (kind !== 'drift' && changes(name)) {
        const executed = EXECUTED.includes(kind);
        expect(state(emulator) !== before, 'executed').toBe(executed);
      }
      expect(fault.left).toBe(0);
      const about = isCardWrite(name) ? { cardId } : {};
      expect(faults.seen).toEqual([expect.objectContaining({ kind, on: name, ...about })]);
      expect(emulator.calls.at(-1)).toMatchObject({ endpoint: name, fault: kind });

      call(name);
      expect(emulator.calls.at(-1)).toMatchObject({ endpoint: name, fault: undefined });
      expect(faults.seen).toHaveLength(1);
    },
  );

  it.each(PAIRS.filter(({ kind, name }) => !canBefall(kind, name)))(
    '$kind cannot befall $name, and says so',
    ({ kind, name }) => {
      const { faults } = stage();
      expect(() => faults.add({ on: name, kind })).toThrow(
        new TypeError(`the fault ${kind} cannot befall ${name}`),
      );
    },
  );

  it('with * passes by the calls where it makes no sense', () => {
    const { faults, call } = stage();
    const fault = faults.add({ on: '*', kind: 'element-not-visible' });
    expect(codeOf(call('token'))).toBe(0);
    expect(codeOf(call('cards.create'))).toBe(0);
    expect(codeOf(call('cards.settings'))).toBe(0);
    expect(fault.left).toBe(1);
    expect(codeOf(call('elements.content', { sequence: 8 }))).toBe(300313);
    expect(fault.left).toBe(0);
  });

  it('passes by a call that gives it nothing to go wrong with', () => {
    const { faults, call, request, emulator } = stage();
    faults.add({ on: 'messages.send', kind: 'card-not-visible' });
    expect(codeOf(call('messages.send', { content: data }))).toBe(0);
    faults.add({ on: '*', kind: 'drift' });
    const unknown = request('elements.delete').path.replace(/cards\/\d+/, 'cards/1');
    const { body } = answered(emulator.handle({ ...request('elements.delete'), path: unknown }));
    expect(body.code).toBe(200740);
    faults.clear();
    const actions = JSON.stringify([add('append', undefined, md('z'))]);
    faults.add({ on: 'cards.batchUpdate', kind: 'element-not-visible' });
    expect(codeOf(call('cards.batchUpdate', { actions }))).toBe(0);
    expect(faults.seen).toEqual([]);
  });

  it('befalls as many calls as it was told, after those that it lets pass', () => {
    const { faults, call } = stage();
    const fault = faults.add({ on: 'cards.create', kind: '2200', skip: 2, times: 3 });
    const codes = Array.from({ length: 7 }, () => codeOf(call('cards.create')));
    expect(codes).toEqual([0, 0, 2200, 2200, 2200, 0, 0]);
    expect(fault.left).toBe(0);
  });

  it('can stay until it is removed', () => {
    const { faults, call } = stage();
    const fault = faults.add({
      on: ['cards.create', 'token'],
      kind: '2200',
      times: Number.POSITIVE_INFINITY,
    });
    expect([codeOf(call('cards.create')), codeOf(call('token'))]).toEqual([2200, 2200]);
    expect(fault.left).toBe(Number.POSITIVE_INFINITY);
    fault.remove();
    expect(fault.left).toBe(0);
    expect(codeOf(call('cards.create'))).toBe(0);
  });

  it('waits for its turn while another befalls the call, and counts what passes', () => {
    const { faults, call } = stage();
    faults.add({ on: 'cards.create', kind: '2200' });
    faults.add({ on: 'cards.create', kind: '230020', skip: 1 });
    faults.add({ on: '*', kind: '429' });
    const codes = Array.from({ length: 4 }, () => codeOf(call('cards.create')));
    expect(codes).toEqual([2200, 230020, 99991400, 0]);
  });

  it('is for one card, if it names one', () => {
    const { faults, call, emulator, request, cardId, unsent } = stage();
    faults.add({ on: '*', kind: '2200', cardId: unsent });
    expect(codeOf(call('elements.patch'))).toBe(0);
    const other = request('elements.patch');
    const path = other.path.replace(cardId, unsent);
    expect(codeOf(emulator.handle({ ...other, path }))).toBe(2200);
    faults.add({ on: 'messages.send', kind: '2200', cardId });
    expect(codeOf(call('messages.send'))).toBe(0);
    faults.add({ on: 'messages.send', kind: '2200', cardId: unsent });
    expect(codeOf(call('messages.send'))).toBe(2200);
    expect(faults.seen.map((one) => one.cardId)).toEqual([unsent, unsent]);
  });

  it('is gone when all are cleared; what was seen stays', () => {
    const { faults, call } = stage();
    const fault = faults.add({ on: 'token', kind: '2200', times: 5 });
    faults.random({ rate: 1, kinds: ['2200'], on: 'cards.create' });
    call('token');
    faults.clear();
    expect(fault.left).toBe(0);
    expect([codeOf(call('token')), codeOf(call('cards.create'))]).toEqual([0, 0]);
    expect(faults.seen).toHaveLength(1);
  });

  it('tells what it saw in copies', () => {
    const { faults, call, emulator } = stage();
    faults.add({ on: 'token', kind: '2200' });
    call('token');
    (faults.seen[0] as { kind: string }).kind = 'other';
    expect(faults.seen).toEqual([{ kind: '2200', on: 'token', at: emulator.clock.now() }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['an unknown kind', { kind: 'rain' }, /no such fault: rain; allowed: drop-before, /],
    ['a name of Object', { kind: 'constructor' }, /no such fault/],
    ['an unknown endpoint', { on: 'cards.read' }, /no such endpoint: cards\.read; allowed: /],
    ['one unknown endpoint of two', { on: ['token', 'x'] }, /no such endpoint: x/],
    ['no endpoint', { on: [] }, /no endpoint is named/],
    [
      'endpoints none of which it can befall',
      { on: ['token', 'cards.create'], kind: 'drift' },
      /drift cannot befall token, cards\.create/,
    ],
    ['times 0', { times: 0 }, /times: 0/],
    ['times NaN', { times: Number.NaN }, /times: NaN/],
    ['half a time', { times: 0.5 }, /times: 0\.5/],
    ['skip -1', { skip: -1 }, /skip: -1/],
    ['an endless skip', { skip: Number.POSITIVE_INFINITY }, /skip: Infinity/],
    ['a delay in the past', { delayMs: -1 }, /delayMs: -1/],
    ['an endless delay', { delayMs: Number.POSITIVE_INFINITY }, /delayMs: Infinity/],
    ['a wait that is none', { kind: '429', retryAfterMs: Number.NaN }, /retryAfterMs: NaN/],
    ['a wait where nobody says it', { kind: '2200', retryAfterMs: 1 }, /retryAfterMs: a throttle/],
    ['a change where nothing drifts', { change: (c: CardJson) => c }, /change: a drift has it/],
  ])('is refused with %s', (_, wrong, message) => {
    const { faults } = stage();
    const fault = { on: '*', kind: '2200', ...(wrong as object) } as Fault;
    expect(() => faults.add(fault)).toThrow(message);
  });
});

describe('a server error', () => {
  it.each(['5xx-before', '5xx-after'] as const)('takes three forms in turn (%s)', (kind) => {
    const { faults, call } = stage();
    faults.add({ on: '*', kind, times: 4 });
    const answers = Array.from({ length: 4 }, () => answered(call('cards.create')));
    expect(answers.map(({ status }) => status)).toEqual([500, 502, 503, 500]);
    expect(answers.map(({ text }) => text?.slice(0, 6))).toEqual([
      undefined,
      '<html>',
      'no hea',
      undefined,
    ]);
    expect(answers[0]?.body.code).toBe(2200);
    for (const { text } of answers.slice(1, 3)) expect(() => JSON.parse(text!)).toThrow();
  });
});

describe('a throttle', () => {
  it.each([
    [undefined, '1'],
    [0, '1'],
    [1, '1'],
    [1000, '1'],
    [1001, '2'],
    [90_000, '90'],
  ])('that asks to wait %s ms says %s seconds', (retryAfterMs, seconds) => {
    for (const kind of ['429', '99991400'] as const) {
      const { faults, call } = stage();
      faults.add({ on: '*', kind, retryAfterMs });
      expect(answered(call('token')).headers['x-ogw-ratelimit-reset']).toBe(seconds);
    }
  });
});

describe('a delay', () => {
  it('can be of any length, for every kind of fault', () => {
    for (const kind of FAULT_KINDS) {
      const { faults, call } = stage();
      const on = canBefall(kind, 'elements.patch') ? 'elements.patch' : 'messages.send';
      faults.add({ on, kind, delayMs: 123 });
      expect(call(on).afterMs, kind).toBe(123);
    }
  });
});

describe('a stale token', () => {
  it('is invalid from then on, and the next one is another', () => {
    const { faults, call, emulator, token } = stage();
    const requests = wire(emulator);
    faults.add({ on: 'elements.patch', kind: 'stale-token' });
    expect(codeOf(call('elements.patch'))).toBe(99991663);
    expect(codeOf(call('cards.create'))).toBe(99991663);
    expect(requests.token()).not.toBe(token);
    expect(requests.call('POST', CARDS, { type: 'card_json', data }).body.code).toBe(0);
  });

  it('leaves the number of a write unused', () => {
    const { faults, call, view, request, emulator } = stage();
    faults.add({ on: 'elements.patch', kind: 'stale-token' });
    call('elements.patch');
    expect(view().sequence).toBe(0);
    const headers = { authorization: `Bearer ${wire(emulator).token()}` };
    expect(codeOf(emulator.handle({ ...request('elements.patch'), headers }))).toBe(0);
  });
});

describe('an element that is not visible yet', () => {
  it.each([
    ['elements.content', 300313],
    ['elements.patch', 300313],
    ['elements.update', 300121],
    ['elements.delete', 300314],
    ['elements.create', 300315],
    ['cards.batchUpdate', 300313],
  ] as const)('is missing to %s (%i), and there afterwards', (name, code) => {
    const { faults, call, view } = stage();
    faults.add({ on: name, kind: 'element-not-visible' });
    const { body } = answered(call(name));
    expect(body.code).toBe(code);
    expect(body.msg).toContain('not find elementID : a');
    expect(view().card).toEqual(card);
    expect(codeOf(call(name))).toBe(0);
  });

  it.each([
    ['a deletion', remove('b'), 300314],
    ['an anchor', add('insert_after', 'b', md('c')), 300315],
  ])('is missing to %s in a batch', (_, action, code) => {
    const { faults, call } = stage();
    faults.add({ on: '*', kind: 'element-not-visible' });
    expect(codeOf(call('cards.batchUpdate', { actions: JSON.stringify([action]) }))).toBe(code);
  });

  it('uses up the number if refused writes do', () => {
    for (const failedCallConsumesSequence of [false, true]) {
      const { faults, call, view } = stage({ knobs: { failedCallConsumesSequence } });
      faults.add({ on: '*', kind: 'element-not-visible' });
      call('elements.content');
      expect(view().sequence).toBe(failedCallConsumesSequence ? 7 : 0);
    }
  });

  it('stays hidden for as long as the knob says if it was added just now', () => {
    const { faults, call, emulator } = stage({ knobs: { visibilityDelayMs: 1000 } });
    expect(codeOf(call('elements.create'))).toBe(0);
    const actions = JSON.stringify([patch('c', { content: 'new' })]);
    faults.add({ on: '*', kind: 'element-not-visible' });
    expect(codeOf(call('cards.batchUpdate', { actions, sequence: 8 }))).toBe(300313);
    expect(codeOf(call('cards.batchUpdate', { actions, sequence: 9 }))).toBe(300313);
    emulator.clock.advance(1000);
    expect(codeOf(call('cards.batchUpdate', { actions, sequence: 10 }))).toBe(0);
  });
});

describe('a drift', () => {
  it('takes the number of the request and changes the card', () => {
    const { faults, call, view } = stage();
    faults.add({
      on: '*',
      kind: 'drift',
      change: (before) => ({ ...before, body: { elements: [] } }),
    });
    expect(codeOf(call('elements.patch'))).toBe(300317);
    expect(view()).toMatchObject({ sequence: 7, card: { body: { elements: [] } } });
    expect(view().frames).toHaveLength(1);
    expect(codeOf(call('elements.patch', { sequence: 8 }))).toBe(300313);
  });

  it('leaves streaming as it is', () => {
    const { faults, call, view } = stage();
    faults.add({ on: '*', kind: 'drift' });
    call('elements.content');
    expect(view().streaming).toBe(true);
  });

  it('ends or opens streaming where the change says so', () => {
    const { faults, call, view } = stage();
    const streaming = (streaming_mode: boolean) => (before: CardJson) => ({
      ...before,
      config: { streaming_mode },
    });
    faults.add({ on: '*', kind: 'drift', change: streaming(false) });
    call('elements.content');
    expect(view().streaming).toBe(false);
    expect(codeOf(call('elements.content', { sequence: 8 }))).toBe(300309);
    faults.add({ on: '*', kind: 'drift', change: streaming(true) });
    call('elements.content', { sequence: 9 });
    expect(codeOf(call('elements.content', { sequence: 10 }))).toBe(0);
  });

  it('makes a change of its own, which depends on the seed', () => {
    const driftOf = (seed: number) => {
      const { faults, call, view } = stage({ seed });
      faults.add({ on: '*', kind: 'drift' });
      expect(codeOf(call('elements.patch'))).toBe(300317);
      expect(view().card).not.toEqual(card);
      return JSON.stringify(view().card.body);
    };
    const outcomes = Array.from({ length: 30 }, (_, seed) => driftOf(seed));
    expect(outcomes.map((_, seed) => driftOf(seed))).toEqual(outcomes);
    const sizes = outcomes.map((body) => JSON.parse(body).elements.length as number);
    expect(new Set(sizes)).toEqual(new Set([1, 2, 3]));
  });

  it('changes what can be changed of a card without elements', () => {
    const { faults, call, view, emulator } = stage();
    const empty = JSON.stringify(cardOf([]));
    call('cards.update', { card: { type: 'card_json', data: empty } });
    faults.add({ on: '*', kind: 'drift', times: 3 });
    call('cards.settings', { sequence: 8 });
    expect(view()).toMatchObject({
      sequence: 8,
      card: { body: { elements: [{ tag: 'markdown', element_id: 'drift_1' }] } },
    });
    expect(emulator.calls.at(-1)).toMatchObject({ code: 300317, fault: 'drift' });
  });

  it('gets no further than the request would with a number that is used up', () => {
    const { faults, call, view } = stage();
    call('elements.patch');
    faults.add({ on: '*', kind: 'drift' });
    const before = view();
    expect(codeOf(call('elements.patch'))).toBe(300317);
    expect(view()).toEqual(before);
  });

  it.each<[string, (card: CardJson) => unknown, RegExp]>([
    ['nothing', () => undefined, /it is no object/],
    ['a list', () => [], /it is no object/],
    ['another dialect', () => ({ schema: '1.0' }), /2\.0/],
    ['two elements of one id', () => cardOf([md('a'), md('a')]), /Duplicate ID/],
  ])('tells its author when the change makes %s', (_, change, message) => {
    const { faults, call } = stage();
    faults.add({ on: '*', kind: 'drift', change: change as Fault['change'] });
    expect(() => call('elements.patch')).toThrow(TypeError);
    faults.add({ on: '*', kind: 'drift', change: change as Fault['change'] });
    expect(() => call('elements.patch')).toThrow(message);
  });

  it('gives the change a copy', () => {
    const { faults, call, view } = stage();
    const kept: CardJson[] = [];
    const change = (before: CardJson) => {
      kept.push(before);
      return before;
    };
    faults.add({ on: '*', kind: 'drift', change });
    call('elements.patch');
    (kept[0] as { schema: string }).schema = 'changed';
    expect(view().card).toEqual(card);
  });
});

describe('a status that says the contrary', () => {
  it.each([
    ['http-200', 200],
    ['http-400', 400],
  ] as const)('%s comes with a business error, whatever the knob says', (kind, status) => {
    for (const httpStatusForBusinessErrors of [200, 400] as const) {
      const { faults, call } = stage({ knobs: { httpStatusForBusinessErrors } });
      faults.add({ on: '*', kind });
      const answer = answered(call('elements.patch', { sequence: 0 }));
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code: 300317 });
      const next = answered(call('elements.patch', { sequence: 0 }));
      expect(next.status).toBe(httpStatusForBusinessErrors);
    }
  });

  it('does not come with an error of the gateway', () => {
    const { faults, call } = stage();
    faults.add({ on: '*', kind: 'http-200' });
    expect(answered(call('elements.patch', { sequence: 2 ** 31 })).status).toBe(400);
  });
});

describe('faults by chance', () => {
  const run = (seed: number, rate: number, kinds?: readonly FaultKind[]) => {
    const { faults, call, emulator } = stage();
    faults.random({ rate, seed, kinds });
    for (let i = 0; i < 200; i++)
      call(i % 2 ? 'cards.create' : 'elements.patch', { sequence: i + 1 });
    return emulator.calls.slice(-200).map(({ fault }) => fault);
  };

  it('are the same for the same seed, and others for another', () => {
    expect(run(1, 0.3)).toEqual(run(1, 0.3));
    expect(run(1, 0.3)).not.toEqual(run(2, 0.3));
  });

  it('befall about as many calls as they should', () => {
    expect(run(1, 0).every((fault) => fault === undefined)).toBe(true);
    expect(run(1, 1).every((fault) => fault !== undefined)).toBe(true);
    const share = run(1, 0.3).filter((fault) => fault !== undefined).length / 200;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });

  it('are of the kinds that were asked for, where these make sense', () => {
    const faults = run(3, 1, ['2200', 'drift']);
    expect(new Set(faults)).toEqual(new Set(['2200', 'drift']));
    expect(faults.filter((_, i) => i % 2 === 1).every((fault) => fault === '2200')).toBe(true);
    expect(new Set(run(3, 1)).size).toBeGreaterThan(15);
  });

  it('let calls pass where none of the kinds makes sense', () => {
    const faults = run(3, 1, ['drift']);
    expect(faults.filter((_, i) => i % 2 === 1).every((fault) => fault === undefined)).toBe(true);
  });

  it('befall the same calls whatever else goes wrong', () => {
    const seen = (scripted: boolean) => {
      const { faults, call, emulator } = stage();
      if (scripted) faults.add({ on: '*', kind: '230020', skip: 3 });
      faults.random({ rate: 0.5, seed: 5, kinds: ['2200'] });
      for (let i = 0; i < 20; i++) call('cards.create');
      return emulator.calls.slice(-20).map(({ fault }) => fault);
    };
    const [alone, beside] = [seen(false), seen(true)];
    expect(beside[3]).toBe('230020');
    expect(beside.toSpliced(3, 1)).toEqual(alone.toSpliced(3, 1));
  });

  it('take the seed of the emulator, wait as told and end when removed', () => {
    const seen = (seed: number) => {
      const { faults, call, emulator } = stage({ seed });
      const { remove } = faults.random({ rate: 0.5, on: 'token', kinds: ['delay'], delayMs: 7 });
      const waits = Array.from({ length: 20 }, () => call('token').afterMs);
      remove();
      expect(call('cards.create').afterMs + call('token').afterMs).toBe(0);
      expect(emulator.faults.seen).toHaveLength(waits.filter((ms) => ms === 7).length);
      return waits;
    };
    expect(seen(1)).toEqual(seen(1));
    expect(seen(1)).not.toEqual(seen(2));
    expect(new Set(seen(1))).toEqual(new Set([0, 7]));
  });

  it.each<[string, object, RegExp]>([
    ['a rate above 1', { rate: 1.5 }, /rate: 1\.5/],
    ['no rate', { rate: Number.NaN }, /rate: NaN/],
    ['an unknown kind', { rate: 1, kinds: ['rain'] }, /no such fault/],
    ['no kind', { rate: 1, kinds: [] }, /none of these faults can befall/],
    ['kinds that cannot be', { rate: 1, kinds: ['drift'], on: 'token' }, /can befall token/],
    ['an unknown endpoint', { rate: 1, on: 'x' }, /no such endpoint/],
    ['a delay in the past', { rate: 1, delayMs: -1 }, /delayMs/],
  ])('are refused with %s', (_, wrong, message) => {
    expect(() => stage().faults.random(wrong as { rate: number })).toThrow(message);
  });
});

describe('a delayed update', () => {
  /** A service with a callback that was answered, and the update that it allows. */
  const answeredCallback = async () => {
    const emulator = createEmulator({ onCallback: async () => ({}) });
    const button = { tag: 'button', element_id: 'b', behaviors: [{ type: 'callback', value: {} }] };
    const { cardId } = await emulator.cardkit.cards.create(cardOf([button]));
    await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId } });
    const { sent } = await emulator.interact({ cardId, elementId: 'b' });
    const body = { token: sent!.event.token, card: cardOf([md('a')]) };
    const update = () =>
      wire(emulator, 'cli_local').call('POST', '/open-apis/interactive/v1/card/update', body).body
        .code;
    return { emulator, cardId, update, faults: emulator.faults };
  };

  it.each(
    FAULT_KINDS.filter(
      (kind) => canBefall(kind, 'interactive.update') && !/^(drop|reset)/.test(kind),
    ),
  )('can have %s', async (kind) => {
    const { emulator, cardId, update, faults } = await answeredCallback();
    faults.add({ on: 'interactive.update', kind, cardId });
    const code = update();
    const isAnswered = ['delay', 'truncated', 'http-200', 'http-400'].includes(kind);
    expect(code === 0).toBe(isAnswered);
    expect(emulator.calls.at(-1)).toMatchObject({ endpoint: 'interactive.update', fault: kind });
    const changed = emulator.cards.get(cardId)!.card.body?.elements?.[0]?.element_id === 'a';
    expect(changed).toBe(EXECUTED.includes(kind));
    expect(JSON.stringify(emulator.calls.at(-1)?.body)).toMatch('"token":"[redacted]"');
  });
});

it('every endpoint is called by its name in the record', () => {
  const { names, call, emulator } = stage();
  for (const name of names) {
    call(name);
    expect(emulator.calls.at(-1)?.endpoint).toBe(name);
  }
  expect([...names, 'interactive.update'].sort()).toEqual([...ENDPOINT_NAMES].sort());
});
