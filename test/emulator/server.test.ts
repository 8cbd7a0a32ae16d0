import { request } from 'node:http';
import { connect } from 'node:net';
import { createEmulator } from 'larkx/emulator';
import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it } from 'vitest';
import { CARDS, cardOf, MESSAGES, md, TOKEN } from './setup.js';

const running: RunningEmulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function start(options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(emulator.url + path, { method: 'POST', headers, body: text });
    const json = (await response.json()) as Record<string, any>;
    return { status: response.status, headers: response.headers, body: json };
  };
  const credentials = { app_id: 'cli_a', app_secret: 'b' };
  const login = async () => {
    const { body } = await post(TOKEN, credentials);
    return { authorization: `Bearer ${body.tenant_access_token}` };
  };
  return { emulator, post, login };
}

/** A request whose `Host` and other headers `fetch` would not let pass. */
function raw(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end('{}');
  });
}

describe('the server', () => {
  it('serves the same emulator over HTTP', async () => {
    const { emulator, post, login } = await start();
    const headers = await login();
    const card = cardOf([md('a', 'é')]);
    const created = await post(CARDS, { type: 'card_json', data: JSON.stringify(card) }, headers);
    expect(created.status).toBe(200);
    expect(created.headers.get('X-Tt-Logid')).toMatch(/^[0-9A-F]{20,}$/);
    expect(created.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const cardId = created.body.data.card_id;
    const sent = await post(
      `${MESSAGES}?receive_id_type=open_id`,
      {
        receive_id: 'ou_1',
        msg_type: 'interactive',
        content: JSON.stringify({ type: 'card', data: { card_id: cardId } }),
      },
      headers,
    );
    expect(sent.body.code).toBe(0);
    const deleted = await fetch(`${emulator.url}${CARDS}/${cardId}/elements/a`, {
      method: 'DELETE',
      headers,
      body: '{"sequence":1}',
    });
    expect(await deleted.json()).toMatchObject({ code: 0 });
    expect(emulator.cards.get(cardId)).toMatchObject({
      card: cardOf([]),
      sequence: 1,
      messageId: sent.body.data.message_id,
    });
    expect(emulator.calls).toHaveLength(4);
    expect(emulator.messages).toHaveLength(1);
  });

  it('takes the options of an emulator', async () => {
    const { post } = await start({ appId: 'cli_a', appSecret: 'other', now: () => 0 });
    const { status, body } = await post(TOKEN, { app_id: 'cli_a', app_secret: 'b' });
    expect({ status, code: body.code }).toEqual({ status: 200, code: 10015 });
  });

  it('refuses an option that there is not', async () => {
    await expect(startEmulator({ portt: 1 } as object)).rejects.toThrow(
      new TypeError('an emulator has no portt; did you mean port?'),
    );
    expect(() => createEmulator({ port: 1 } as object)).toThrow('an emulator has no port; it has');
    expect(() => createEmulator({ sead: 1 } as object)).toThrow('did you mean seed?');
    expect(() => createEmulator({ knobs: { batchAtomik: true } as object })).toThrow(
      new TypeError('no such knob: batchAtomik; did you mean batchAtomic?'),
    );
    const { faults } = createEmulator();
    const add = () => faults.add({ on: '*', kind: '2200', tims: 2 } as any);
    expect(add).toThrow(new TypeError('a fault has no tims; did you mean times?'));
    expect(() => faults.random({ rate: 1, kind: '2200' } as any)).toThrow('did you mean kinds?');
  });

  it('answers errors with their status', async () => {
    const { post, login } = await start();
    expect(await post('/open-apis/nowhere', {})).toMatchObject({
      status: 404,
      body: { code: 99991201 },
    });
    expect(await post(CARDS, {})).toMatchObject({ status: 400, body: { code: 99991661 } });
    expect(await post(CARDS, '{"type"', await login())).toMatchObject({
      status: 400,
      body: { code: 9499, msg: 'Bad Request' },
    });
  });

  it('answers a body that is too large with 413, sent with a length or in chunks', async () => {
    const { emulator, post, login } = await start({ maxBodyBytes: 1000 });
    const headers = await login();
    const large = await post(CARDS, 'x'.repeat(1001), headers);
    expect(large).toMatchObject({ status: 413, body: { code: 9499 } });
    expect(large.body.msg).toContain('1000 bytes');
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 11; i++) controller.enqueue(new Uint8Array(100));
        controller.close();
      },
    });
    const init = { method: 'POST', headers, body: chunks, duplex: 'half' } as RequestInit;
    expect((await fetch(emulator.url + CARDS, init)).status).toBe(413);
    expect((await post(CARDS, 'x'.repeat(1000), headers)).status).toBe(400);
  });

  it('cuts off a body without an end', async () => {
    const { post, emulator } = await start({ maxBodyBytes: 1000 });
    const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => {});
    socket.write(`POST ${CARDS} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = setInterval(() => socket.write(`2710\r\n${'x'.repeat(10_000)}\r\n`), 1);
    await closed;
    clearInterval(chunk);
    expect(emulator.calls).toEqual([]);
    expect((await post(CARDS, {})).status).toBe(400);
  });

  it('takes a body of almost 4 MiB', async () => {
    const { post, login } = await start();
    const data = 'x'.repeat(3_000_001);
    const { body } = await post(CARDS, { type: 'card_json', data }, await login());
    expect(body.error.field_violations).toMatchObject([{ field: 'data' }]);
  });

  it('listens on the loopback and answers only to its names', async () => {
    const { emulator } = await start();
    const { host, hostname, port } = new URL(emulator.url);
    expect(hostname).toBe('127.0.0.1');
    const url = emulator.url + CARDS;
    for (const own of [host, `localhost:${port}`, `[::1]:${port}`, 'LOCALHOST']) {
      expect(await raw(url, { host: own }), own).toBe(400);
    }
    for (const foreign of [
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      '10.0.0.1',
    ]) {
      expect(await raw(url, { host: foreign }), foreign).toBe(403);
    }
    expect(emulator.calls.every(({ code }) => code === 99991661)).toBe(true);
  });

  it('answers to the host that it was told to bind', async () => {
    const { emulator } = await start({ host: '127.0.0.2' });
    expect(new URL(emulator.url).hostname).toBe('127.0.0.2');
    expect(await raw(emulator.url + CARDS, {})).toBe(400);
    expect(await raw(emulator.url + CARDS, { host: '127.0.0.3' })).toBe(403);
  });

  it('answers to the address that was reached where it is bound to all', async () => {
    const { emulator } = await start({ host: '0.0.0.0' });
    const url = `http://127.0.0.2:${new URL(emulator.url).port}${CARDS}`;
    expect(await raw(url, {})).toBe(400);
    expect(await raw(url, { host: '127.0.0.3' })).toBe(403);
    expect(await raw(url, { host: 'evil.example' })).toBe(403);
  });

  it('answers to other names that it was told', async () => {
    const { emulator } = await start({ host: '0.0.0.0', allowHosts: ['Bots.example', '::2'] });
    const { port } = new URL(emulator.url);
    const url = `http://127.0.0.1:${port}${CARDS}`;
    for (const host of ['bots.example', `BOTS.example:${port}`, `[::2]:${port}`, 'localhost']) {
      expect(await raw(url, { host }), host).toBe(400);
    }
    for (const host of ['evil.example', 'x.bots.example', 'bots.example.evil.example']) {
      expect(await raw(url, { host }), host).toBe(403);
    }
    const own = { host: 'bots.example', origin: 'http://bots.example' };
    expect(await raw(url, own)).toBe(400);
    expect(await raw(url, { ...own, origin: 'http://evil.example' })).toBe(403);
  });

  it('takes no host that is none', async () => {
    for (const host of ['', 'bots.example:80', 'http://bots.example', '*', 'a b']) {
      await expect(startEmulator({ allowHosts: [host] }), host).rejects.toThrow(TypeError);
      await expect(startEmulator({ host }), host).rejects.toThrow(TypeError);
    }
  });

  it('refuses a request from a page of another origin', async () => {
    const { emulator, post } = await start();
    expect((await post(CARDS, {}, { origin: emulator.url })).status).toBe(400);
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect(await post(CARDS, {}, { origin }), origin).toMatchObject({
        status: 403,
        body: { code: 9499 },
      });
    }
    expect(emulator.calls).toHaveLength(1);
  });

  it('lists cards and calls at its root, without bodies', async () => {
    const { emulator, post, login } = await start();
    const headers = await login();
    const data = JSON.stringify(cardOf([md('a')], { config: { streaming_mode: true } }));
    const { body } = await post(CARDS, { type: 'card_json', data }, headers);
    const listing = await (await fetch(emulator.url)).json();
    expect(listing).toEqual({
      cards: [{ cardId: body.data.card_id, sequence: 0, streaming: true }],
      calls: [
        expect.objectContaining({ method: 'POST', path: TOKEN, status: 200, code: 0 }),
        expect.objectContaining({ method: 'POST', path: CARDS, status: 200, code: 0 }),
      ],
    });
    expect(emulator.calls).toHaveLength(2);
  });

  it('takes a port, and rejects one that is taken', async () => {
    const { emulator } = await start();
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await emulator.close();
    const again = await start({ port });
    expect(again.emulator.url).toBe(emulator.url);
  });

  it('closes at once although clients keep their connections alive', async () => {
    const { emulator, post } = await start();
    await post(CARDS, {});
    const started = performance.now();
    await Promise.all([emulator.close(), emulator.close()]);
    expect(performance.now() - started).toBeLessThan(500);
    await expect(post(CARDS, {})).rejects.toThrow();
  });

  it('closes although a client never finishes its request', async () => {
    const { emulator } = await start();
    const { port } = new URL(emulator.url);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write(`POST ${CARDS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{`, () =>
        resolve(),
      );
    });
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => {});
    await emulator.close();
    await ended;
  });
});
