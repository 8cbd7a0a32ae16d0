import { describe, expect, it } from 'vitest';
import { CARDS, cardOf, MESSAGES, md, still, TOKEN, wire } from './setup.js';

const app = { app_id: 'cli_a', app_secret: 'b' };
const MINUTE = 60_000;

describe('the token endpoint', () => {
  it('answers at the top level, with the seconds that are left', () => {
    const { status, body } = wire(still()).plain('POST', TOKEN, app);
    expect(status).toBe(200);
    expect(body).toEqual({
      code: 0,
      msg: 'ok',
      tenant_access_token: expect.stringMatching(/^t-/),
      expire: 7200,
    });
  });

  it('gives the same token while 30 minutes are left, then a new one beside it', () => {
    const emulator = still();
    const { plain } = wire(emulator);
    const first = plain('POST', TOKEN, app).body;
    emulator.clock.advance(90 * MINUTE);
    const second = plain('POST', TOKEN, app).body;
    expect(second).toEqual({ ...first, expire: 1800 });

    emulator.clock.advance(1);
    const third = plain('POST', TOKEN, app).body;
    expect(third.tenant_access_token).not.toBe(first.tenant_access_token);
    expect(third.expire).toBe(7200);
    const create = (token: string) =>
      plain(
        'POST',
        CARDS,
        { type: 'card_json', data: JSON.stringify(cardOf([md('a')])) },
        { authorization: `Bearer ${token}` },
      ).body.code;
    expect(create(first.tenant_access_token)).toBe(0);
    expect(create(third.tenant_access_token)).toBe(0);

    emulator.clock.advance(30 * MINUTE);
    expect(create(first.tenant_access_token)).toBe(99991663);
    expect(create(third.tenant_access_token)).toBe(0);
  });

  it.each([
    ['an empty id', { app_id: '', app_secret: 'b' }],
    ['no secret', { app_id: 'cli_a' }],
    ['a number', { app_id: 1, app_secret: 'b' }],
    ['no JSON', '{'],
    ['an array', '[]'],
    ['nothing', undefined],
  ])('answers 10003 with HTTP 200 to %s', (_, body) => {
    const answer = wire(still()).plain('POST', TOKEN, body);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ code: 10003, msg: 'invalid param', data: {} });
  });

  it('takes only the app it was told of', () => {
    const { plain } = wire(still({ appId: 'cli_a', appSecret: 'b' }));
    expect(plain('POST', TOKEN, app).body.code).toBe(0);
    expect(plain('POST', TOKEN, { ...app, app_id: 'cli_x' })).toMatchObject({
      status: 200,
      body: { code: 10014, msg: 'app id not exists' },
    });
    expect(plain('POST', TOKEN, { ...app, app_secret: 'x' })).toMatchObject({
      status: 200,
      body: { code: 10015, msg: 'app secret invalid' },
    });
  });
});

describe('a call', () => {
  it.each([
    ['no header', undefined, 99991661],
    ['another scheme', 'Basic abc', 99991661],
    ['an empty bearer', 'Bearer ', 99991661],
    ['a value of another form', 'Bearer a-123', 99991671],
    ['an unknown token', 'Bearer t-123', 99991663],
    ['a user token', 'Bearer u-123', 99991663],
  ])('is turned away with %s', (_, authorization, code) => {
    const answer = wire(still()).plain('POST', CARDS, {}, authorization ? { authorization } : {});
    expect(answer).toMatchObject({ status: 400, body: { code } });
  });

  it('needs its token before its body is looked at', () => {
    expect(wire(still()).plain('POST', CARDS, '{').body.code).toBe(99991661);
  });
});

describe('a scope', () => {
  const data = JSON.stringify(cardOf([md('a')]));
  const content = { msg_type: 'interactive', content: data };
  const CALLS: [scope: string, method: string, path: string, body: object][] = [
    ['cardkit:card:write', 'POST', CARDS, { type: 'card_json', data }],
    ['cardkit:card:write', 'PUT', `${CARDS}/1`, {}],
    ['cardkit:card:write', 'PATCH', `${CARDS}/1/settings`, {}],
    ['cardkit:card:write', 'POST', `${CARDS}/1/batch_update`, {}],
    ['cardkit:card:write', 'POST', `${CARDS}/1/elements`, {}],
    ['cardkit:card:write', 'PUT', `${CARDS}/1/elements/a`, {}],
    ['cardkit:card:write', 'PATCH', `${CARDS}/1/elements/a`, {}],
    ['cardkit:card:write', 'PUT', `${CARDS}/1/elements/a/content`, {}],
    ['cardkit:card:write', 'DELETE', `${CARDS}/1/elements/a`, {}],
    ['cardkit:card:read', 'POST', `${CARDS}/id_convert`, {}],
    ['im:message:send_as_bot', 'POST', `${MESSAGES}?receive_id_type=chat_id`, content],
    ['im:message:send_as_bot', 'POST', `${MESSAGES}/om_1/reply`, content],
    ['im:message:send_as_bot', 'PATCH', `${MESSAGES}/om_1`, content],
    ['im:resource', 'POST', '/open-apis/im/v1/images', {}],
  ];
  const ALL = [...new Set(CALLS.map(([scope]) => scope))];

  it.each(CALLS)('%s is needed for %s %s', (scope, method, path, body) => {
    const others = wire(still({ scopes: ALL.filter((one) => one !== scope) }));
    expect(others.call(method, path, body)).toMatchObject({
      status: 400,
      body: { code: 99991672, msg: expect.stringContaining(`[${scope}]`) },
    });
    expect(wire(still({ scopes: [scope] })).call(method, path, body).body.code).not.toBe(99991672);
    expect(wire(still()).call(method, path, body).body.code).not.toBe(99991672);
  });

  it('is looked at after the token and before the rate limits', () => {
    const { plain, call } = wire(still({ scopes: [], knobs: { rateLimits: true } }));
    expect(plain('POST', CARDS, {}).body.code).toBe(99991661);
    const codes = Array.from({ length: 51 }, () => call('POST', CARDS, {}).body.code);
    expect(new Set(codes)).toEqual(new Set([99991672]));
  });

  it('is not needed for a token, nor for a custom bot', () => {
    const { plain } = wire(still({ scopes: [] }));
    expect(plain('POST', TOKEN, app).body.code).toBe(0);
    const card = { msg_type: 'interactive', card: cardOf([md('a')]) };
    expect(plain('POST', '/open-apis/bot/v2/hook/bot', card).body.code).toBe(0);
  });
});
