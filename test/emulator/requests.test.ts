import { describe, expect, it } from 'vitest';
import { CARDS, cardOf, MESSAGES, md, still, TOKEN, wire } from './setup.js';

const card = JSON.stringify(cardOf([md('a')]));

function service() {
  const emulator = still();
  const requests = wire(emulator);
  const cardId: string = requests.call('POST', CARDS, { type: 'card_json', data: card }).body.data
    .card_id;
  return { emulator, ...requests, path: `${CARDS}/${cardId}` };
}

describe('the gateway', () => {
  it('answers in the envelope, with a log id of its own per request', () => {
    const { call } = wire(still());
    const first = call('POST', CARDS, { type: 'card_json', data: card });
    const second = call('POST', CARDS, { type: 'card_json', data: card });
    expect(first).toMatchObject({ status: 200, body: { code: 0, msg: 'success' } });
    expect(first.body.data.card_id).toMatch(/^\d{19}$/);
    expect(first.headers['x-tt-logid']).toMatch(/^20260101000000[0-9A-F]+$/);
    expect(second.headers['x-tt-logid']).not.toBe(first.headers['x-tt-logid']);
  });

  it('repeats the log id in an error', () => {
    const answer = wire(still()).plain('POST', CARDS);
    expect(answer.body.error.log_id).toBe(answer.headers['x-tt-logid']);
  });

  it.each([
    ['POST', '/'],
    ['GET', '/open-apis'],
    ['POST', `${CARDS}/1/elements/a/b/c`],
    ['POST', `${CARDS}/`],
    ['PUT', `${CARDS}//elements/a`],
    ['POST', '/open-apis/cardkit/v1/__proto__'],
    ['GET', `${CARDS}/7355372766134157313`],
  ])('knows no %s %s', (method, path) => {
    const { status, body } = wire(still()).call(method, path, {});
    expect({ status, code: body.code }).toEqual({ status: 404, code: 99991201 });
  });

  it.each([
    ['GET', CARDS],
    ['GET', TOKEN],
    ['DELETE', `${CARDS}/1`],
    ['POST', `${CARDS}/1/settings`],
    ['PATCH', `${CARDS}/1/elements`],
    ['PATCH', `${CARDS}/1/elements/a/content`],
    ['GET', MESSAGES],
  ])('refuses the method of %s %s', (method, path) => {
    const { status, body } = wire(still()).call(method, path);
    expect({ status, code: body.code }).toEqual({ status: 405, code: 99991301 });
  });

  it.each(['{', 'nope', '"text"', '[]', '7', `${'['.repeat(5000)}${']'.repeat(5000)}`])(
    'calls the body %.10s a bad request',
    (body) => {
      const answer = wire(still()).call('POST', CARDS, body);
      expect(answer).toMatchObject({ status: 400, body: { code: 9499, msg: 'Bad Request' } });
    },
  );

  it('calls an object where a string is due a bad request', () => {
    const { call, path } = service();
    const write = { sequence: 1 };
    const wrong: [string, string, object][] = [
      ['POST', CARDS, { type: 'card_json', data: cardOf([]) }],
      ['PUT', path, { card: card, ...write }],
      ['PUT', path, { card: { type: 'card_json', data: {} }, ...write }],
      ['PATCH', `${path}/settings`, { settings: {}, ...write }],
      ['POST', `${path}/batch_update`, { actions: [], ...write }],
      ['POST', `${path}/elements`, { type: 'append', elements: [], ...write }],
      ['PUT', `${path}/elements/a`, { element: {}, ...write }],
      ['PATCH', `${path}/elements/a`, { partial_element: {}, ...write }],
      ['PUT', `${path}/elements/a/content`, { content: {}, ...write }],
      ['POST', `${MESSAGES}?receive_id_type=chat_id`, { receive_id: 1 }],
    ];
    for (const [method, where, body] of wrong) {
      expect(call(method, where, body).body.code, `${method} ${where}`).toBe(9499);
    }
  });

  it('names every field that is wrong', () => {
    const { call, path } = service();
    expect(call('POST', CARDS, {}).body).toMatchObject({
      code: 99992402,
      msg: 'field validation failed',
      error: {
        field_violations: [
          { field: 'type', description: 'type is required' },
          { field: 'data', description: 'data is required' },
        ],
      },
    });
    const violations = (method: string, where: string, body: object) => {
      const answer = call(method, where, body);
      expect(answer).toMatchObject({ status: 400, body: { code: 99992402 } });
      return answer.body.error.field_violations.map((one: { field: string }) => one.field);
    };
    const write = { sequence: 1 };
    expect(violations('POST', CARDS, { type: 'card', data: '' })).toEqual(['type', 'data']);
    expect(violations('PUT', path, { card: { type: 'template' }, ...write })).toEqual([
      'card.type',
      'card.data',
    ]);
    expect(violations('PUT', path, write)).toContain('card');
    const long = 'x'.repeat(21);
    expect(
      violations('PATCH', `${CARDS}/${long}/elements/${long}`, { uuid: '', ...write }),
    ).toEqual(['partial_element', 'element_id', 'card_id', 'uuid']);
    expect(
      violations('POST', `${path}/elements`, {
        type: 'prepend',
        target_element_id: long,
        elements: '[]',
        uuid: 'u'.repeat(65),
        ...write,
      }),
    ).toEqual(['type', 'target_element_id', 'uuid']);
    expect(
      violations('PUT', `${path}/elements/a/content`, { content: 'x'.repeat(100_001), ...write }),
    ).toEqual(['content']);
    expect(violations('PATCH', `${path}/settings`, { settings: 'x'.repeat(100_001) })).toEqual([
      'settings',
    ]);
    expect(
      violations('POST', `${path}/batch_update`, { actions: '[]', sequence: 2 ** 31 }),
    ).toEqual(['sequence']);
    expect(violations('POST', MESSAGES, { receive_id: 'oc_1', msg_type: 'interactive' })).toEqual([
      'receive_id_type',
      'content',
    ]);
  });

  it('counts characters, not UTF-16 units', () => {
    const { call, path } = service();
    const content = '😀'.repeat(60_000);
    const { body } = call('PUT', `${path}/elements/a/content`, { content, sequence: 1 });
    expect(body.code).toBe(300309);
  });

  it('refuses empty text, a blank is the way to write nothing', () => {
    const { call, path } = service();
    const { body } = call('PUT', `${path}/elements/a/content`, { content: '', sequence: 1 });
    expect(body.code).toBe(99992402);
    expect(body.error.field_violations).toEqual([
      { field: 'content', value: '', description: 'the min len is 1' },
    ]);
  });

  it('answers the first fault in the order route, token, fields, card, sequence, content', () => {
    const { call, plain, path } = service();
    const element = { element: '{', sequence: 0 };
    expect(plain('POST', `${CARDS}/1/nowhere`, '{').body.code).toBe(99991201);
    expect(plain('PUT', `${CARDS}/1/elements/a`, {}).body.code).toBe(99991661);
    expect(call('PUT', `${CARDS}/1/elements/a`, {}).body.code).toBe(99992402);
    expect(call('PUT', `${CARDS}/1/elements/a`, element).body.code).toBe(200740);
    expect(call('PUT', `${path}/elements/a`, element).body.code).toBe(300317);
    expect(call('PUT', `${path}/elements/a`, { ...element, sequence: 1 }).body.code).toBe(10002);
  });
});

describe('the record of calls', () => {
  it('holds method, path, body, answer, size and time of each request', () => {
    const { emulator, call, path } = service();
    const body = { settings: '{"config":{"summary":{"content":"é"}}}', sequence: 1 };
    const answered = call('PATCH', `${path}/settings`, body);
    expect(emulator.calls.at(-1)).toEqual({
      method: 'PATCH',
      path: `${path}/settings`,
      endpoint: 'cards.settings',
      body,
      status: 200,
      code: 0,
      msg: 'success',
      note: undefined,
      answer: answered.body,
      bytes: new TextEncoder().encode(JSON.stringify(body)).length,
      at: emulator.clock.now(),
      logId: answered.headers['x-tt-logid'],
      fault: undefined,
    });
    call('PATCH', `${path}/settings`, body);
    expect(emulator.calls.at(-1)).toMatchObject({ status: 400, code: 300317 });
    call('POST', CARDS, '{nope');
    expect(emulator.calls.at(-1)).toMatchObject({ body: '{nope', code: 9499 });
    call('POST', '/elsewhere');
    expect(emulator.calls.at(-1)).toMatchObject({ endpoint: undefined, code: 99991201 });
  });

  it('holds the names and the sizes of a multipart body, not its bytes', () => {
    const emulator = still();
    emulator.handle({
      method: 'POST',
      path: '/open-apis/im/v1/images',
      headers: {},
      form: { image_type: 'message', image: new Uint8Array(300), ['__proto__']: 'é' },
    });
    const [record] = emulator.calls;
    expect(record).toMatchObject({ bytes: 309 });
    expect(Object.entries(record?.body as object)).toEqual([
      ['image_type', 7],
      ['image', 300],
      ['__proto__', 2],
    ]);
  });

  it('says of a call without an answer that there was none', () => {
    const { emulator, path } = service();
    emulator.faults.add({ on: 'cards.settings', kind: 'reset-before' });
    emulator.handle({ method: 'PATCH', path: `${path}/settings`, headers: {}, body: '{}' });
    expect(emulator.calls.at(-1)).toMatchObject({
      endpoint: 'cards.settings',
      status: 0,
      code: undefined,
      fault: 'reset-before',
      logId: expect.stringMatching(/^2026/),
    });
  });

  it('never holds a token or a secret', () => {
    const { emulator, plain, token } = service();
    plain('POST', TOKEN, { app_id: 'cli_a', app_secret: 's3cret', extra: 's3cret' });
    plain('POST', `${TOKEN}?app_secret=s3cret`, '{"app_secret":"s3cret"');
    plain('POST', '/open-apis/auth/v3/app_access_token/internal', { app_secret: 's3cret' });
    plain('POST', '/elsewhere', { app_secret: 's3cret' });
    const record = JSON.stringify(emulator.calls);
    expect(record).not.toContain('s3cret');
    expect(record).not.toContain(token());
    expect(record).toContain('cli_a');
  });

  it.each([
    '/open-apis/bot/v2/hook/h00k-s3cret',
    '/open-apis/bot/v2/hook/h00k-s3cret/more',
    '/open-apis/bot/hook/h00k-s3cret',
    '/open-apis/bot/v2/hook/h00k-s3cret?a=h00k-s3cret',
    '/open-apis/bot/v2/h%6Fok/h00k-s3cret',
    '/open-apis/%62ot/v2/hook/h00k-s3cret',
    '/open-apis/a%75th/v3/h00k?x=h00k-s3cret',
    '/open-apis/cardkit/v1/cards?tenant_access_%74oken=h00k-s3cret&a=b',
  ])('keeps the secret of %s to itself', (path) => {
    const { emulator, plain } = service();
    plain('POST', path, { msg_type: 'interactive', sign: 'h00k-s3cret', timestamp: '1' });
    plain('POST', path, { sign: 'h00k-s3cret' });
    const record = JSON.stringify(emulator.calls);
    expect(record).not.toContain('s3cret');
    expect(record).toContain('[redacted]');
  });

  it('shows the rest of an address beside a secret', () => {
    const { emulator, plain } = service();
    plain('POST', '/open-apis/im/v1/messages?receive_id_type=chat_id&token=abc&x', {});
    expect(emulator.calls.at(-1)?.path).toBe(
      '/open-apis/im/v1/messages?receive_id_type=chat_id&token=[redacted]&x',
    );
    plain('PUT', `${CARDS}/1/elements/hook/content`, {});
    expect(emulator.calls.at(-1)?.path).toBe(`${CARDS}/1/elements/hook/content`);
    plain('POST', '/open-apis/bot/v2/hook/abc', {});
    expect(emulator.calls.at(-1)?.path).toBe('/open-apis/bot/v2/hook/[redacted]');
  });

  it('counts no token for calls in the process', async () => {
    const emulator = still();
    await emulator.cardkit.cards.create(cardOf([md('a')]));
    expect(emulator.calls.map(({ path }) => path)).toEqual([CARDS]);
  });

  it('hands out copies', () => {
    const { emulator } = service();
    const [first] = emulator.calls;
    (first as { body: Record<string, unknown> }).body.app_id = 'changed';
    expect(JSON.stringify(emulator.calls)).not.toContain('changed');
  });
});
