import { Agent } from 'node:http';
import { inspect } from 'node:util';
import { createClient, type HttpEvent } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import {
  APP_ID,
  APP_SECRET,
  clientOf,
  grant,
  type Handler,
  json,
  ok,
  rejection,
  startService,
} from './service.js';

/** Everything that a logger could print of a value. */
function printed(value: any): string {
  const views = [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    String(value?.stack),
  ];
  for (const key of Reflect.ownKeys(Object(value)))
    views.push(inspect(value[key], { depth: null }));
  if (value?.cause) views.push(printed(value.cause));
  return views.join('\n');
}

const expectClean = (value: unknown) => {
  const text = printed(value);
  expect(text).not.toContain(APP_SECRET);
  expect(text).not.toContain('t-TOKEN');
  expect(text).not.toMatch(/bearer/i);
};

/** A server, or a proxy, that quotes the whole request in its answer. */
const quoting =
  (status: number): Handler =>
  ({ headers, text }, response) =>
    json(
      response,
      {
        code: 99992402,
        msg: `bad request: ${headers.authorization?.slice(7)} ${text}`,
        error: { log_id: `for ${headers.authorization?.slice(7)} ${text}` },
      },
      status,
    );

const ways: [string, Handler][] = [
  ['a code', (_, response) => json(response, { code: 300317, msg: 'sequence' })],
  ['a refused token', (_, response) => json(response, { code: 99991663, msg: 'token' }, 400)],
  ['an answer that quotes the request', quoting(400)],
  ['a page', ({ headers }, r) => r.writeHead(502).end(`<html>${headers.authorization}</html>`)],
  ['a reset', (_, response) => response.socket!.destroy()],
  ['silence', () => {}],
  [
    'a broken answer',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{', () => response.socket!.destroy());
    },
  ],
  [
    'a header that quotes the token',
    ({ headers }, response) =>
      json(response, { code: 2200, msg: '' }, 500, {
        'x-tt-logid': headers.authorization?.slice(7) ?? APP_SECRET,
      }),
  ],
];

describe('a secret', () => {
  it.each(ways)('is not in the error after %s', async (_, handler) => {
    const service = await startService(handler);
    const client = clientOf(service, { responseTimeoutMs: 80, retries: 0 });
    expectClean(await rejection(client.elements.delete('1', 'a', { sequence: 1 })));
    expectClean(await rejection(client.cards.create({ schema: '2.0' })));
  });

  it.each(ways)('is not in the error after %s to the request of a token', async (_, handler) => {
    const service = await startService((_, response) => ok(response), handler);
    const client = clientOf(service, { responseTimeoutMs: 80, retries: 0 });
    expectClean(await rejection(client.cards.create({ schema: '2.0' })));
  });

  it('is not in the error in any form in which JSON or a URL writes it', async () => {
    const secret = 'a"b/c d+e\\f=ü&g-h';
    const forms = [
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
      encodeURIComponent(secret),
      encodeURIComponent(secret).toLowerCase(),
      new URLSearchParams({ secret }).toString().slice('secret='.length),
    ];
    const service = await startService(
      (_, response) => ok(response),
      (_, response) => json(response, { code: 10003, msg: `<${forms.join('> <')}>` }),
    );
    const client = clientOf(service, { appSecret: secret, retries: 0 });
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error.message).toBe(`10003: <${forms.map(() => '***').join('> <')}>`);
  });

  it('of a lone surrogate breaks nothing', async () => {
    const service = await startService(
      (_, response) => ok(response),
      (_, response) => json(response, { code: 10015, msg: 'wrong' }),
    );
    const client = clientOf(service, { appSecret: 'secret-\ud800-secret', retries: 0 });
    expect(await rejection(client.cards.create({ schema: '2.0' }))).toMatchObject({ code: 10015 });
  });

  it.each([
    '{"app_secret":"s3cret-value"}',
    '{\\"app_secret\\":\\"s3cret-value\\"}',
    'app_id=cli_1&app_secret=s3cret-value&x=1',
    "app_ticket: 's3cret-value'",
    '{"tenant_access_token": "s3cret-value"}',
    '"sign":"s3cret-value="',
    'Authorization: bearer s3cret-value',
  ])('that nobody told the client is not in an error that says %s', async (words) => {
    const service = await startService((_, response) =>
      json(response, { code: 10002, msg: `bad request ${words}` }, 400),
    );
    const error = await rejection(clientOf(service).elements.delete('1', 'a', { sequence: 1 }));
    expect(printed(error)).not.toContain('s3cret-value');
    expect(error.message).toContain('***');
  });

  it.each([
    'Invalid access token for authorization.',
    "Invalid access token: it must start with 't-' or 'u-'",
    'sign match fail or timestamp is not within one hour from current time',
    'not find elementID : design',
    'ElementID sign: Code 1001: Duplicate ID',
  ])('is nothing that the service says by itself: %s', async (words) => {
    const service = await startService((_, response) =>
      json(response, { code: 10002, msg: words }, 400),
    );
    const error = await rejection(clientOf(service).elements.delete('1', 'a', { sequence: 1 }));
    expect(error.message).toBe(`10002: ${words}`);
  });

  it('is not in the error if nothing listens', async () => {
    const client = clientOf({ url: 'http://127.0.0.1:1' }, { retries: 0 });
    expectClean(await rejection(client.cards.create({ schema: '2.0' })));
  });

  it('is not in the error if a proxy agent quotes what it was to carry', async () => {
    class Chatty extends Agent {
      override createConnection(): never {
        throw new Error(`cannot carry ${APP_SECRET}`);
      }
    }
    const client = clientOf({ url: 'http://127.0.0.1:1' }, { retries: 0, agent: new Chatty() });
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error.message).toContain('cannot carry ***');
    expectClean(error);
  });

  it('is not in the error if the token cannot stand in a header', async () => {
    const service = await startService(
      (_, response) => ok(response),
      (_, response) =>
        json(response, { code: 0, tenant_access_token: 't-TOKEN\nbroken-token', expire: 7200 }),
    );
    const client = clientOf(service, { retries: 0 });
    expectClean(await rejection(client.cards.create({ schema: '2.0' })));
  });

  it('is not in the client, before or after a call', async () => {
    const service = await startService();
    const client = clientOf(service);
    expectClean(client);
    await client.elements.delete('1', 'a', { sequence: 1 });
    expectClean(client);
    for (const group of Object.values(client)) {
      for (const method of Object.values(group)) expectClean(method);
    }
  });

  it('is not in what the hook gets', async () => {
    const events: HttpEvent[] = [];
    const service = await startService(quoting(400), grant());
    const client = clientOf(service, { onCall: (event) => events.push(event) });
    await rejection(client.elements.delete('1', 'a', { sequence: 1 }));
    expect(events).toHaveLength(2);
    expectClean(events);
  });

  it('is not in the error of a wrong option', async () => {
    const wrong = [
      { baseUrl: 'https://user:password@example.com' },
      { baseUrl: 'no url, password' },
      { baseUrl: 'https://example.com?key=password' },
      { retries: -1 },
    ];
    for (const options of wrong) {
      const error = await rejection(
        (async () => createClient({ appId: APP_ID, appSecret: APP_SECRET, ...options }))(),
      );
      expect(error).toBeInstanceOf(TypeError);
      expectClean(error);
      expect(printed(error)).not.toContain('password');
    }
  });
});
