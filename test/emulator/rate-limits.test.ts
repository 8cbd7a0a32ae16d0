import { createEmulator, type EmulatorOptions, type KnobSettings } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { CARDS, cardOf, MESSAGES, md, TOKEN, wire } from './setup.js';

/** A service whose time moves by hand, from a whole minute on. */
function limited(knobs: KnobSettings = {}, options: EmulatorOptions = {}) {
  const emulator = createEmulator({ now: () => Date.UTC(2026, 0, 1), ...options, knobs });
  const requests = wire(emulator);
  const token = requests.token();
  const call = (method: string, path: string, body?: unknown, bearer = token) =>
    requests.plain(method, path, body, { authorization: `Bearer ${bearer}` });
  const create = (config = {}) =>
    call('POST', CARDS, { type: 'card_json', data: JSON.stringify(cardOf([md('a')], { config })) });
  let sequence = 0;
  /** A write to a card, each time through another endpoint. */
  const write = (cardId: string, bearer = token) => {
    sequence += 1;
    const one = { element_id: 'a', element: JSON.stringify(md('a')), sequence };
    return sequence % 2
      ? call('PUT', `${CARDS}/${cardId}/elements/a`, one, bearer)
      : call('PATCH', `${CARDS}/${cardId}/settings`, { settings: '{}', sequence }, bearer);
  };
  return { ...requests, emulator, token, call, create, write, advance: emulator.clock.advance };
}

type Answer = { status: number; body: Record<string, any> };
const codes = (count: number, call: () => Answer) =>
  Array.from({ length: count }, () => call().body.code as number);
const accepted = (count: number) => Array<number>(count).fill(0);

describe('the limit of an endpoint', () => {
  it('is 50 calls a second; the next one is told how long to wait', () => {
    const { create } = limited();
    expect(codes(50, create)).toEqual(accepted(50));
    const { status, headers, body } = create();
    expect(status).toBe(429);
    expect(body).toMatchObject({ code: 99991400, msg: 'request trigger frequency limit' });
    expect(headers).toMatchObject({ 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' });
  });

  it('slides: a call makes room one second after it was made, not a millisecond earlier', () => {
    const { create, advance } = limited();
    codes(30, create);
    advance(400);
    codes(20, create);
    advance(599);
    expect(create().body.code).toBe(99991400);
    advance(1);
    expect(codes(31, create)).toEqual([...accepted(30), 99991400]);
    advance(400);
    expect(codes(21, create)).toEqual([...accepted(20), 99991400]);
  });

  it('in fixed windows lets twice as many through around the edge, and nobody before it', () => {
    const { create, advance } = limited({ rateWindow: 'fixed' });
    advance(400);
    expect(codes(51, create)).toEqual([...accepted(50), 99991400]);
    advance(599);
    expect(create().body.code).toBe(99991400);
    advance(1);
    expect(codes(51, create)).toEqual([...accepted(50), 99991400]);
  });

  it.each(['sliding', 'fixed'] as const)('is 1,000 calls a minute as well (%s)', (rateWindow) => {
    const { create, advance } = limited({ rateWindow });
    for (let second = 0; second < 20; second++) {
      expect(codes(50, create)).toEqual(accepted(50));
      advance(1000);
    }
    const { status, headers, body } = create();
    expect({ status, code: body.code }).toEqual({ status: 429, code: 99991400 });
    expect(headers).toMatchObject({
      'x-ogw-ratelimit-limit': '1000',
      'x-ogw-ratelimit-reset': '40',
    });
    advance(39_001);
    expect(create().headers['x-ogw-ratelimit-reset']).toBe('1');
    advance(999);
    expect(create().body.code).toBe(0);
  });

  it('counts no call that was refused by it', () => {
    const { create, advance } = limited();
    codes(50, create);
    for (let i = 0; i < 9; i++) {
      advance(100);
      expect(create().body.code).toBe(99991400);
    }
    advance(100);
    expect(create().body.code).toBe(0);
  });

  it('counts calls that fail for another reason', () => {
    const { call, create } = limited();
    expect(codes(50, () => call('POST', CARDS, {}))).toEqual(Array(50).fill(99992402));
    expect(create().body.code).toBe(99991400);
  });

  it('is one per endpoint and per app', () => {
    const { call, create, emulator } = limited();
    const cardId: string = create().body.data.card_id;
    codes(49, create);
    expect(create().body.code).toBe(99991400);
    const settings = { settings: '{}', sequence: 1 };
    expect(call('PATCH', `${CARDS}/${cardId}/settings`, settings).body.code).toBe(0);
    const other = wire(emulator, 'cli_other').token();
    const body = { type: 'card_json', data: JSON.stringify(cardOf([])) };
    expect(call('POST', CARDS, body, other).body.code).toBe(0);
  });

  it('does not hold for tokens, which belong to no app yet', () => {
    const { plain } = limited();
    const ask = () => plain('POST', TOKEN, { app_id: 'cli_wire', app_secret: 's' });
    expect(codes(60, ask)).toEqual(accepted(60));
  });

  it('stands after the token and before the fields', () => {
    const { call, create, plain } = limited();
    codes(50, create);
    expect(plain('POST', CARDS, {}).body.code).toBe(99991661);
    expect(call('POST', CARDS, '{').body.code).toBe(99991400);
  });

  it('does not exist with the knob off', () => {
    const { create } = limited({ rateLimits: false });
    expect(codes(60, create)).toEqual(accepted(60));
  });
});

describe('the limit of a card', () => {
  it('is 10 writes a second, over all endpoints together', () => {
    const { create, write, advance } = limited();
    const cardId: string = create().body.data.card_id;
    expect(codes(10, () => write(cardId))).toEqual(accepted(10));
    const { status, headers, body } = write(cardId);
    expect({ status, code: body.code }).toEqual({ status: 429, code: 99991400 });
    expect(headers).toMatchObject({ 'x-ogw-ratelimit-limit': '10', 'x-ogw-ratelimit-reset': '1' });
    const other: string = create().body.data.card_id;
    expect(write(other).body.code).toBe(0);
    advance(999);
    expect(write(cardId).body.code).toBe(99991400);
    advance(1);
    expect(write(cardId).body.code).toBe(0);
  });

  it.each([
    [230020, 400],
    [2200, 500],
  ] as const)(
    'can answer %i with HTTP %i, which says nothing about when to come back',
    (cardRateCode, status) => {
      const { create, write } = limited({ cardRateCode });
      const cardId: string = create().body.data.card_id;
      codes(10, () => write(cardId));
      const answer = write(cardId);
      expect({ status: answer.status, code: answer.body.code }).toEqual({
        status,
        code: cardRateCode,
      });
      expect(Object.keys(answer.headers).sort()).toEqual(['content-type', 'x-tt-logid']);
    },
  );

  it('holds for a card that is streaming, too, unless the knob says otherwise', () => {
    for (const streamingRateExempt of [false, true]) {
      const { create, write } = limited({ streamingRateExempt });
      const cardId: string = create({ streaming_mode: true }).body.data.card_id;
      const last = codes(11, () => write(cardId)).at(-1);
      expect(last).toBe(streamingRateExempt ? 0 : 99991400);
    }
  });

  it('comes back with the end of streaming, and writes made meanwhile do not count', () => {
    const { create, write, call, advance } = limited({ streamingRateExempt: true });
    const cardId: string = create({ streaming_mode: true }).body.data.card_id;
    codes(11, () => write(cardId));
    advance(10 * 60_000);
    expect(codes(11, () => write(cardId))).toEqual([...accepted(10), 99991400]);

    const closed: string = create({ streaming_mode: true }).body.data.card_id;
    codes(11, () => write(closed));
    const settings = '{"config":{"streaming_mode":false}}';
    expect(
      call('PATCH', `${CARDS}/${closed}/settings`, { settings, sequence: 1000 }).body.code,
    ).toBe(0);
    const stale = () => call('PATCH', `${CARDS}/${closed}/settings`, { settings, sequence: 1 });
    expect(codes(11, stale)).toEqual([...Array(10).fill(300317), 99991400]);
  });

  it('is not used up by writes of another app', () => {
    const { create, write, emulator } = limited();
    const cardId: string = create().body.data.card_id;
    const other = wire(emulator, 'cli_other').token();
    expect(codes(12, () => write(cardId, other))).toEqual(Array(12).fill(300311));
    expect(write(cardId).body.code).toBe(0);
  });
});

describe('the limit of a receiver', () => {
  const content = JSON.stringify(cardOf([md('a')]));

  it('is 5 messages a second in a chat, answers included', () => {
    const { call, advance } = limited();
    const send = (receive_id = 'oc_1') =>
      call('POST', `${MESSAGES}?receive_id_type=chat_id`, {
        receive_id,
        msg_type: 'interactive',
        content,
      });
    const messageId: string = send().body.data.message_id;
    const reply = () =>
      call('POST', `${MESSAGES}/${messageId}/reply`, { msg_type: 'interactive', content });
    expect(codes(2, send)).toEqual(accepted(2));
    expect(codes(3, reply)).toEqual([0, 0, 230020]);
    expect(send()).toMatchObject({ status: 400, body: { code: 230020 } });
    expect(send('oc_2').body.code).toBe(0);
    advance(1000);
    expect(send().body.code).toBe(0);
  });

  it('is 5 messages a second to a person', () => {
    const { call, advance } = limited();
    const send = (receive_id = 'ou_1') =>
      call('POST', `${MESSAGES}?receive_id_type=open_id`, {
        receive_id,
        msg_type: 'interactive',
        content,
      });
    expect(codes(6, send)).toEqual([...accepted(5), 230020]);
    expect(send('ou_2').body.code).toBe(0);
    advance(1000);
    expect(send().body.code).toBe(0);
  });

  it('is 5 patches a second of a message', () => {
    const { call, advance } = limited();
    const send = () =>
      call('POST', `${MESSAGES}?receive_id_type=chat_id`, {
        receive_id: 'oc_1',
        msg_type: 'interactive',
        content,
      }).body.data.message_id as string;
    const [first, second] = [send(), send()];
    const patch = (messageId: string) => call('PATCH', `${MESSAGES}/${messageId}`, { content });
    expect(codes(6, () => patch(first))).toEqual([...accepted(5), 230020]);
    expect(patch(second).body.code).toBe(0);
    advance(1000);
    expect(patch(first).body.code).toBe(0);
  });

  it('is 5 messages a second and 100 a minute of a custom bot', () => {
    const { plain, advance } = limited();
    const send = (bot = 'bot-1') =>
      plain('POST', `/open-apis/bot/v2/hook/${bot}`, {
        msg_type: 'interactive',
        card: cardOf([md('a')]),
      });
    expect(codes(6, send)).toEqual([...accepted(5), 9499]);
    expect(send()).toMatchObject({ status: 400, body: { msg: 'too many request' } });
    expect(send('bot-2').body.code).toBe(0);
    for (let second = 1; second < 20; second++) {
      advance(1000);
      expect(codes(5, send)).toEqual(accepted(5));
    }
    advance(1000);
    expect(send().body.code).toBe(9499);
    advance(40_000);
    expect(codes(6, send)).toEqual([...accepted(5), 9499]);
  });
});
