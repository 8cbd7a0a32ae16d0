import { createHmac } from 'node:crypto';
import type { EmulatorOptions } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { CARDS, cardOf, MESSAGES, md, still, wire } from './setup.js';

const HOUR = 60 * 60;
const card = cardOf([md('a')]);

function bot(options: EmulatorOptions = {}, token = 'tok-1') {
  const emulator = still(options);
  const { plain, call } = wire(emulator, 'cli_local');
  const post = (body: unknown, to = token) => plain('POST', `/open-apis/bot/v2/hook/${to}`, body);
  return {
    emulator,
    call,
    post,
    send: (rest: object = {}, to = token) => post({ msg_type: 'interactive', card, ...rest }, to),
    seconds: () => Math.floor(emulator.clock.now() / 1000),
  };
}

/** The signature as the vendor's examples make it. */
const sign = (timestamp: number | string, secret: string) =>
  createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');

describe('a custom bot', () => {
  it('sends a card without a token of an app', () => {
    const { emulator, send } = bot();
    expect(send()).toMatchObject({
      status: 200,
      body: { code: 0, msg: 'success', data: {}, StatusCode: 0, StatusMessage: 'success' },
    });
    expect(emulator.messages).toEqual([
      {
        messageId: expect.stringMatching(/^om_/),
        chatId: expect.stringMatching(/^oc_/),
        to: emulator.messages[0]?.chatId,
        receiveIdType: 'chat_id',
        card,
        at: emulator.clock.now(),
      },
    ]);
  });

  it('has one chat', () => {
    const { emulator, send } = bot();
    send();
    send();
    send({}, 'tok-2');
    const [first, second, third] = emulator.messages.map(({ chatId }) => chatId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('sends what no app can change', () => {
    const { emulator, send, call } = bot();
    send();
    const { messageId } = emulator.messages[0]!;
    const content = JSON.stringify(card);
    expect(call('PATCH', `${MESSAGES}/${messageId}`, { content }).body.code).toBe(230027);
    const convert = { message_id: messageId };
    expect(call('POST', `${CARDS}/id_convert`, convert).body.code).toBe(300311);
    expect(emulator.cards.list()).toEqual([]);
  });

  it('calls nobody back', async () => {
    const calls: unknown[] = [];
    const { emulator, send } = bot({
      onCallback: async (payload) => {
        calls.push(payload);
        return {};
      },
    });
    const click = { tag: 'button', element_id: 'b', behaviors: [{ type: 'callback', value: {} }] };
    expect(send({ card: cardOf([click]) }).body.code).toBe(0);
    const { messageId } = emulator.messages[0]!;
    const seen = await emulator.interact({ messageId, elementId: 'b' });
    expect(seen.sent).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('takes five messages a second and a hundred a minute', () => {
    const tooMany = { code: 9499, msg: 'too many request' };
    const { emulator, send } = bot({ knobs: { rateLimits: true } });
    for (let second = 0; second < 20; second++) {
      for (let i = 0; i < 5; i++) expect(send().body.code).toBe(0);
      if (second === 0) expect(send().body).toMatchObject(tooMany);
      emulator.clock.advance(1000);
    }
    expect(send().body).toMatchObject(tooMany);
    expect(send({}, 'tok-2').body.code).toBe(0);
    emulator.clock.advance(40_000);
    expect(send().body.code).toBe(0);
  });

  it.each<[string, unknown, number]>([
    ['nothing', undefined, 9499],
    ['what is no JSON', '{', 9499],
    ['a list', [], 9499],
    ['no msg_type', { card }, 19002],
    ['a text', { msg_type: 'text', content: { text: 'hi' } }, 19002],
    ['no card', { msg_type: 'interactive' }, 9499],
    ['a card as JSON', { msg_type: 'interactive', card: JSON.stringify(card) }, 9499],
  ])('refuses %s', (_, body, code) => {
    const { emulator, post } = bot();
    expect(post(body).body.code).toBe(code);
    expect(emulator.messages).toEqual([]);
  });

  it('words a fault of its card in its own way', () => {
    const { send } = bot();
    expect(send({ card: cardOf([md('a'), md('a')]) })).toMatchObject({
      status: 200,
      body: {
        code: 11246,
        msg: 'ErrCode: 300301; ErrMsg: ElementID a: Code 1001: Duplicate ID; ',
      },
    });
  });

  it('knows no entities', async () => {
    const { emulator, send } = bot();
    const { cardId } = await emulator.cardkit.cards.create(card);
    const answer = send({ card: { type: 'card', data: { card_id: cardId } } });
    expect(answer.body).toMatchObject({
      code: 11246,
      msg: 'ErrCode: 11310; ErrMsg: cardid is invalid; ',
    });
    expect(emulator.cards.get(cardId)?.messageId).toBeUndefined();
  });

  it('takes requests of 20 KB', () => {
    const { send } = bot();
    const around = JSON.stringify({ msg_type: 'interactive', card: cardOf([md('a', '')]) }).length;
    const sized = (bytes: number) => send({ card: cardOf([md('a', 'x'.repeat(bytes - around))]) });
    expect(sized(20_000).body.code).toBe(0);
    expect(sized(20_001).body.code).toBe(230025);
  });

  it('is hard to find when bots are listed', () => {
    const { emulator, send, post } = bot({ customBots: { known: {} } });
    expect(send({}, 'known').body.code).toBe(0);
    for (const token of ['unknown', '__proto__', 'toString']) {
      expect(send({}, token)).toMatchObject({
        status: 200,
        body: { code: 19001, msg: 'param invalid: incoming webhook access token invalid' },
      });
      expect(post('{', token).body.code).toBe(19001);
    }
    expect(emulator.messages).toHaveLength(1);
  });
});

describe('a custom bot with a secret', () => {
  const secret = 'a secret 密钥';
  const signed = () => bot({ customBots: { 'tok-1': { secret }, 'tok-2': {} } });

  it.each(['number', 'string'])('takes a signature with the time as a %s', (kind) => {
    const { send, seconds } = signed();
    const timestamp = kind === 'number' ? seconds() : String(seconds());
    expect(send({ timestamp, sign: sign(timestamp, secret) }).body.code).toBe(0);
  });

  it('takes times within an hour', () => {
    const { send, seconds } = signed();
    const codes = [-HOUR - 1, -HOUR, HOUR, HOUR + 1].map((away) => {
      const timestamp = seconds() + away;
      return send({ timestamp, sign: sign(timestamp, secret) }).body.code;
    });
    expect(codes).toEqual([19021, 0, 0, 19021]);
  });

  it.each<[string, (now: number) => object]>([
    ['no signature', () => ({})],
    ['no time', (now) => ({ sign: sign(now, secret) })],
    ['another secret', (now) => ({ timestamp: now, sign: sign(now, 'another') })],
    ['another time', (now) => ({ timestamp: now, sign: sign(now - 1, secret) })],
    ['milliseconds', (now) => ({ timestamp: now * 1000, sign: sign(now * 1000, secret) })],
    ['a list as the time', (now) => ({ timestamp: [now], sign: sign(now, secret) })],
    ['a time that is none', () => ({ timestamp: 'now', sign: sign('now', secret) })],
  ])('refuses %s', (_, make) => {
    const { emulator, send, seconds } = signed();
    expect(send(make(seconds()))).toMatchObject({
      status: 200,
      body: {
        code: 19021,
        msg: 'sign match fail or timestamp is not within one hour from current time',
      },
    });
    expect(emulator.messages).toEqual([]);
  });

  it('does not ask other bots for one', () => {
    expect(signed().send({}, 'tok-2').body.code).toBe(0);
  });

  it('keeps its token and its signatures out of the record of calls', () => {
    const { emulator, send, seconds } = signed();
    const signature = sign(seconds(), secret);
    send({ timestamp: seconds(), sign: signature });
    const shown = JSON.stringify([emulator.calls, emulator.messages]);
    expect(shown).not.toContain('tok-1');
    expect(shown).not.toContain(signature);
  });
});
