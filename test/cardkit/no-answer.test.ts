import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CardKitError, createClient } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, clientOf, type Handler, rejection, startService } from './service.js';

const write = { sequence: 1 };

async function errorsOf(handler: Handler, options = {}) {
  const service = await startService(handler);
  const client = clientOf(service, { retries: 0, ...options });
  const sequenced = await rejection(client.elements.delete('1', 'a', write));
  const message = await rejection(client.messages.send({ to: 'oc_1', card: { cardId: '1' } }));
  expect(sequenced).toBeInstanceOf(CardKitError);
  expect(message).toBeInstanceOf(CardKitError);
  expect(service.seen, 'each was sent once').toHaveLength(2);
  return { sequenced, message };
}

/** A port where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('no answer', () => {
  it('within the time for its head leaves a write unknown', async () => {
    const { sequenced, message } = await errorsOf(() => {}, { responseTimeoutMs: 60 });
    expect(sequenced).toMatchObject({ code: 0, status: 0, kind: 'resync', logId: '' });
    expect(message).toMatchObject({ code: 0, status: 0, kind: 'retry' });
    expect(sequenced.message).toBe(
      "no answer: DELETE /open-apis/cardkit/v1/cards/1/elements/a: Timeout awaiting 'response' for 60ms",
    );
    expect(sequenced.cause).toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('whose body does not end in time keeps the HTTP status', async () => {
    const { sequenced, message } = await errorsOf(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"code":');
      },
      { timeoutMs: 150 },
    );
    expect(sequenced).toMatchObject({ code: 0, status: 200, kind: 'resync' });
    expect(message).toMatchObject({ code: 0, status: 200, kind: 'retry' });
    expect(sequenced.cause).toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('because the connection was reset', async () => {
    const { sequenced, message } = await errorsOf((_, response) => {
      (response.socket as Socket).resetAndDestroy();
    });
    expect(sequenced).toMatchObject({ code: 0, status: 0, kind: 'resync' });
    expect(message).toMatchObject({ code: 0, status: 0, kind: 'retry' });
    expect(sequenced.cause).toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([
    ['a length', { 'content-length': '500' }],
    ['chunks', { 'transfer-encoding': 'chunked' }],
  ])('but a part of one, with %s, keeps the HTTP status', async (_, headers) => {
    const { sequenced, message } = await errorsOf((_, response) => {
      response.writeHead(200, { ...headers, 'x-tt-logid': 'l' });
      response.write('{"code":0,', () => response.socket!.destroy());
    });
    expect(sequenced).toMatchObject({ code: 0, status: 200, kind: 'resync' });
    expect(message).toMatchObject({ code: 0, status: 200, kind: 'retry' });
  });

  it('but something that is no HTTP', async () => {
    const server = createServer((socket) => socket.resume().end('SSH-2.0-OpenSSH_9.6\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const client = clientOf({ url: `http://127.0.0.1:${port}` }, { retries: 0 });
    const error = await rejection(client.elements.delete('1', 'a', write));
    await new Promise((resolve) => server.close(resolve));
    expect(error).toMatchObject({ code: 0, status: 0 });
  });

  it('because nothing listens there: the token already fails, and the write was not sent', async () => {
    const client = clientOf({ url: `http://127.0.0.1:${await closedPort()}` }, { retries: 0 });
    const error = await rejection(client.elements.delete('1', 'a', write));
    expect(error).toMatchObject({ code: 0, status: 0, kind: 'retry' });
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('because the host is unknown', async () => {
    const client = createClient({
      appId: APP_ID,
      appSecret: APP_SECRET,
      baseUrl: 'http://nowhere.invalid',
      retries: 0,
    });
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 0, status: 0, kind: 'retry' });
    expect(error.cause.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  const endless: [string, Handler][] = [
    [
      'goes on and on',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const chunk = Buffer.alloc(256 * 1024, 'x');
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      },
    ],
    [
      'is small until it is unpacked',
      (_, response) => {
        const packed = gzipSync(Buffer.alloc(64 * 1024 * 1024));
        response.writeHead(200, {
          'content-encoding': 'gzip',
          'content-length': packed.byteLength,
        });
        response.end(packed);
      },
    ],
  ];
  it.each(endless)('since the one that comes %s', async (_, handler) => {
    const { sequenced, message } = await errorsOf(handler);
    expect(sequenced).toMatchObject({ code: 0, status: 200, kind: 'resync' });
    expect(sequenced.cause).toMatchObject({ code: 'ERR_ANSWER_TOO_LONG' });
    expect(sequenced.message).toContain('the answer is longer than 8388608 bytes');
    expect(message).toMatchObject({ code: 0, status: 200, kind: 'retry' });
  });
});
