import { connect } from 'node:net';
import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it } from 'vitest';
import { CARDS, cardOf, md, TOKEN } from './setup.js';

const running: RunningEmulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

type Options = Parameters<typeof startEmulator>[0];

async function start(options: Options = {}) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  const token = await fetch(emulator.url + TOKEN, {
    method: 'POST',
    body: '{"app_id":"cli_a","app_secret":"b"}',
  });
  const { tenant_access_token } = (await token.json()) as Record<string, string>;
  const authorization = `Bearer ${tenant_access_token}`;
  const create = (init: RequestInit = {}) =>
    fetch(emulator.url + CARDS, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ type: 'card_json', data: JSON.stringify(cardOf([md('a')])) }),
      ...init,
    });
  return { emulator, authorization, create };
}

/** The code of the system's error below the one of `fetch`. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (reason: Error) => reason,
  );
  const { code } = (error?.cause ?? {}) as { code?: string };
  return code;
}

/** What comes back for these bytes until the connection ends. */
function exchangeRaw(url: string, text: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
    socket.write(text);
  });
}

describe('the server with faults', () => {
  it('breaks a connection that the service breaks', async () => {
    const { emulator, create } = await start();
    emulator.faults.add({ on: 'cards.create', kind: 'reset-after' });
    expect(await failureOf(create())).toBe('ECONNRESET');
    expect(emulator.cards.list()).toHaveLength(1);
    expect((await create()).status).toBe(200);
  });

  it('keeps still and then ends the connection', async () => {
    const { emulator, create } = await start();
    emulator.faults.add({ on: 'cards.create', kind: 'drop-before', delayMs: 30 });
    expect(await failureOf(create())).toBe('UND_ERR_SOCKET');
    expect(emulator.cards.list()).toEqual([]);
  });

  it('sends what is no JSON as it is, with a length that is right', async () => {
    const { emulator, create } = await start();
    emulator.faults.add({ on: 'cards.create', kind: 'truncated' });
    emulator.faults.add({ on: 'cards.create', kind: 'not-json' });
    const cut = await (await create()).text();
    expect(cut).toMatch(/^\{"code":0/);
    expect(() => JSON.parse(cut)).toThrow(SyntaxError);
    const page = await create();
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain('<html>');
    expect(emulator.cards.list()).toHaveLength(2);
  });

  it('answers late, and not at all to a client that went away meanwhile', async () => {
    const { emulator, create } = await start();
    emulator.faults.add({ on: 'cards.create', kind: 'delay', delayMs: 30 });
    expect((await create()).status).toBe(200);
    emulator.faults.add({ on: 'cards.create', kind: 'delay', delayMs: 3_600_000 });
    const gone = new AbortController();
    const call = create({ signal: gone.signal });
    await expect.poll(() => emulator.faults.seen.length).toBe(2);
    gone.abort();
    await expect(call).rejects.toThrow();
  });

  it('closes although a connection is held back for an hour', async () => {
    const { emulator, create } = await start();
    emulator.faults.add({ on: '*', kind: 'drop-after', delayMs: 3_600_000 });
    emulator.faults.add({ on: '*', kind: 'delay', delayMs: 3_600_000 });
    const calls = [failureOf(create()), failureOf(create())];
    await expect.poll(() => emulator.faults.seen.length).toBe(2);
    await emulator.close();
    expect(await Promise.all(calls)).toEqual(['UND_ERR_SOCKET', 'UND_ERR_SOCKET']);
  });

  it('tells who asked for it how each request ended', async () => {
    const told: Parameters<NonNullable<NonNullable<Options>['onAnswer']>>[0][] = [];
    const { emulator, create } = await start({ onAnswer: (answered) => told.push(answered) });
    emulator.faults.add({ on: 'cards.create', kind: 'reset-before' });
    await failureOf(create());
    await create();
    await fetch(`${emulator.url}/open-apis/bot/v2/hook/secret-of-a-bot?a=b`, { method: 'POST' });
    await fetch(`${emulator.url}/emulator/state`);
    await expect.poll(() => told.length).toBe(4);
    expect(told.map(({ bytes: _bytes, ms: _ms, ...one }) => one)).toEqual([
      { method: 'POST', path: TOKEN, status: 200, code: 0, msg: 'ok' },
      { method: 'POST', path: CARDS },
      { method: 'POST', path: CARDS, status: 200, code: 0, msg: 'success' },
      expect.objectContaining({ path: '/open-apis/bot/v2/hook/...' }),
    ]);
    expect(told[2]!.bytes).toBeGreaterThan(100);
    expect(told[2]!.ms).toBeGreaterThan(0);
  });
});

describe('the server and odd requests', () => {
  it('gives every answer a log id, its own refusals included', async () => {
    const { emulator, create } = await start({ maxBodyBytes: 1000 });
    const answers = [
      await create(),
      await create({ body: 'x'.repeat(2000) }),
      await create({ headers: { origin: 'https://evil.example' } }),
      await fetch(`${emulator.url}/nowhere`),
      await fetch(`${emulator.url}/emulator/nowhere`),
      await fetch(emulator.url),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 413, 403, 404, 404, 200]);
    const ids = answers.map(({ headers }) => headers.get('x-tt-logid'));
    for (const id of ids) expect(id).toMatch(/^[0-9A-F]{20,}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuses a body that is not in UTF-8', async () => {
    const { emulator, create } = await start();
    const answer = await create({ body: Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d) });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 9499 });
    expect(emulator.cards.list()).toEqual([]);
  });

  it('takes JSON whatever its Content-Type says', async () => {
    const { authorization, create } = await start();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'x']) {
      const answer = await create({ headers: { authorization, 'content-type': type } });
      expect(answer.status, type).toBe(200);
    }
  });

  it('answers HEAD without a body and knows nothing of OPTIONS', async () => {
    const { emulator } = await start();
    const head = await fetch(emulator.url, { method: 'HEAD' });
    expect({ status: head.status, body: await head.text() }).toEqual({ status: 200, body: '' });
    const options = await fetch(emulator.url + CARDS, { method: 'OPTIONS' });
    expect(options.status).toBeGreaterThanOrEqual(400);
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-'))).toEqual([]);
  });

  it('opens no tunnel, and answers an upgrade like any request', async () => {
    const { emulator } = await start();
    const tunnel = await exchangeRaw(
      emulator.url,
      'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
    );
    expect(tunnel).toMatch(/^HTTP\/1\.1 405 [\s\S]*X-Tt-Logid: [0-9A-F]{20,}/);
    const upgrade = await exchangeRaw(
      emulator.url,
      `GET ${CARDS}/1 HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    );
    expect(upgrade).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('answers what is no HTTP and a head that never ends', async () => {
    const { emulator } = await start();
    expect(await exchangeRaw(emulator.url, 'hello\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*X-Tt-Logid: /,
    );
    const huge = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`;
    expect(await exchangeRaw(emulator.url, huge)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('understands a whole URL in the request line', async () => {
    const { emulator } = await start();
    const { host } = new URL(emulator.url);
    const answer = await exchangeRaw(
      emulator.url,
      `POST http://${host}${TOKEN} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(emulator.calls.at(-1)).toMatchObject({ path: TOKEN, code: 10003 });
  });

  it('reads the image of a form, byte by byte', async () => {
    const { emulator, authorization } = await start();
    // The smallest PNG: a signature, a header with a size, no pixels.
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const body = new FormData();
    body.append('image_type', 'message');
    body.append('image', new Blob([png], { type: 'image/png' }), 'a.png');
    const url = `${emulator.url}/open-apis/im/v1/images`;
    const headers = { authorization };
    const answer = await fetch(url, { method: 'POST', headers, body });
    const { code, data } = (await answer.json()) as any;
    expect(code).toBe(0);
    expect(Buffer.from(emulator.images.get(data.image_key)!.data).equals(png)).toBe(true);
  });

  it('takes a form that is broken, or that has far too much in it, for an empty one', async () => {
    const { emulator, authorization } = await start();
    const url = `${emulator.url}/open-apis/im/v1/images`;
    const send = async (body: FormData | string, type?: string) => {
      const headers = { authorization, ...(type ? { 'content-type': type } : {}) };
      const answer = await fetch(url, { method: 'POST', headers, body });
      return ((await answer.json()) as any).code;
    };
    const many = new FormData();
    for (let i = 0; i < 1000; i++) many.append(`__proto__${i}`, 'x');
    const long = new FormData();
    long.append('image_type', 'x'.repeat(100_000));
    const empty = await send(new FormData());
    expect(empty).toBeGreaterThan(0);
    expect(await send('no form at all', 'multipart/form-data; boundary=x')).toBe(empty);
    expect(await send('--x', 'multipart/form-data')).toBe(empty);
    expect(await send(many)).toBe(empty);
    expect(await send(long)).toBe(empty);
  });
});
