import { createDecipheriv, createHash } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackPayload } from 'larkx/emulator';
import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCallbackReceiver } from '../../src/emulator/server/callback.js';
import { cardOf } from './setup.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** An app at a callback address of its own. */
async function app(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
}

interface Received {
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One that keeps what it got and answers like this. */
async function answering(status: number, text: string, headers: Record<string, string> = {}) {
  const received: Received[] = [];
  const url = await app((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ method: request.method ?? '', headers: request.headers, body });
      response.writeHead(status, headers).end(text);
    });
  });
  return { url, received };
}

/** What posts to an address, less patient than the service is. */
function receiver(url: string) {
  const { signal } = new AbortController();
  const secrets = { encryptKey: undefined, verificationToken: undefined };
  const patience = { answerMs: 40, challengeMs: 20 };
  return createCallbackReceiver({ url: new URL(url), ...secrets, ...patience, signal });
}

type Options = NonNullable<Parameters<typeof startEmulator>[0]>;

async function start(options: Options) {
  const emulator: RunningEmulator = await startEmulator(options);
  open.push(emulator);
  return emulator;
}

/** A click on the one button of a card that was sent. */
async function click(emulator: RunningEmulator) {
  const { cardId } = await emulator.cardkit.cards.create(
    cardOf([
      {
        tag: 'button',
        element_id: 'go',
        text: { tag: 'plain_text', content: 'Go' },
        behaviors: [{ type: 'callback', value: { go: 'é' } }],
      },
    ]),
  );
  await emulator.cardkit.messages.send({ to: 'ou_reader', card: { cardId } });
  return emulator.interact({ cardId, elementId: 'go' });
}

/** Decrypts like the vendor's page describes it, with another implementation than the emulator's. */
function decrypt(encrypted: string, key: string): string {
  const bytes = Buffer.from(encrypted, 'base64');
  const hash = createHash('sha256').update(key).digest();
  const decipher = createDecipheriv('aes-256-cbc', hash, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
}

describe('a callback address', () => {
  it('gets clicks as JSON, and its answer is what the reader sees', async () => {
    const answer = { toast: { type: 'success', content: 'Gone' } };
    const { url, received } = await answering(200, JSON.stringify(answer));
    const emulator = await start({ callbackUrl: url, verificationToken: 'v-token' });
    const seen = await click(emulator);
    expect(seen.toast).toEqual(answer.toast);
    const [{ method, headers, body }] = received as [Received];
    expect({ method, type: headers['content-type'] }).toEqual({
      method: 'POST',
      type: expect.stringMatching(/^application\/json/),
    });
    expect(JSON.parse(body)).toEqual(seen.sent);
    expect(JSON.parse(body)).toMatchObject({
      header: { token: 'v-token', event_type: 'card.action.trigger' },
      event: { action: { tag: 'button', value: { go: 'é' } } },
    });
  });

  it('gets them encrypted and signed over the bytes that are sent', async () => {
    const { url, received } = await answering(200, '{}');
    const emulator = await start({ callbackUrl: url, encryptKey: 'test key' });
    const seen = await click(emulator);
    const [{ headers, body }] = received as [Received];
    const signed = [
      headers['x-lark-request-timestamp'],
      headers['x-lark-request-nonce'],
      'test key',
      body,
    ].join('');
    expect(headers['x-lark-signature']).toBe(createHash('sha256').update(signed).digest('hex'));
    const { encrypt, ...rest } = JSON.parse(body);
    expect(rest).toEqual({});
    expect(JSON.parse(decrypt(encrypt, 'test key'))).toEqual(seen.sent);
  });

  it.each([
    ['another status', 200671, 500, '{}', {}],
    ['success that is not 200', 200671, 201, '{}', {}],
    ['no JSON', 200672, 200, '<html>', {}],
    ['nothing at all', 200672, 200, '', {}],
  ])('shows an error for %s', async (_, code, status, text, headers) => {
    const { url } = await answering(status, text, headers);
    const seen = await click(await start({ callbackUrl: url }));
    expect(seen.error?.code).toBe(code);
  });

  it.each([
    ['', undefined, 'its answer is empty; answer {} where there is nothing to say; has the bot an'],
    [
      '\n',
      'key',
      'its answer is empty; answer {} where there is nothing to say; is its Encrypt Key',
    ],
    [`<html>${'x'.repeat(100)}`, undefined, `its answer is no JSON: "<html>${'x'.repeat(54)}..."`],
  ])('says what is wrong with the answer %j', async (text, encryptKey, words) => {
    const { url } = await answering(200, text);
    const { error } = await click(await start({ callbackUrl: url, encryptKey }));
    expect(error).toMatchObject({ code: 200672, message: expect.stringContaining(words) });
  });

  it('says that an app went away instead of answering, or was not there', async () => {
    const crashed = await app((request) => request.socket.destroy());
    const { error } = await click(await start({ callbackUrl: crashed, encryptKey: 'k' }));
    expect(error).toMatchObject({
      code: 200342,
      message:
        'it closed the connection without an answer (ECONNRESET); did the bot crash? Is its Encrypt Key the same?',
    });
    await Promise.all(open.splice(0).map((one) => one.close()));
    const gone = await click(await start({ callbackUrl: crashed }));
    expect(gone.error?.message).toBe('it is not there yet (ECONNREFUSED)');
  });

  it('follows no redirect', async () => {
    const target = await answering(200, '{}');
    const { url } = await answering(302, '', { location: target.url });
    const seen = await click(await start({ callbackUrl: url }));
    expect(seen.error?.code).toBe(200671);
    expect(target.received).toEqual([]);
  });

  it('shows an error where nobody listens, and another one for a name that is none', async () => {
    const gone = await app(() => {});
    await Promise.all(open.splice(0).map((one) => one.close()));
    expect((await click(await start({ callbackUrl: gone }))).error?.code).toBe(200342);
    const nameless = await start({ callbackUrl: 'http://nobody.invalid/' });
    expect((await click(nameless)).error?.code).toBe(200343);
  });

  it('shows an error for an answer that ends half-way or never ends', async () => {
    const half = await app((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
    });
    expect((await click(await start({ callbackUrl: half }))).error?.code).toBe(200342);
    const endless = await app((_, response) => {
      const more = () => response.write('x'.repeat(65_536), more);
      response.on('error', () => {});
      more();
    });
    expect((await click(await start({ callbackUrl: endless }))).error?.code).toBe(200672);
  });

  it('shows an error for no answer in time, nor for half of one', async () => {
    const silent = await app(() => {});
    const half = await app((_, response) => response.writeHead(200).write('{'));
    for (const url of [silent, half]) {
      await expect(receiver(url).deliver({} as CallbackPayload)).rejects.toMatchObject({
        code: 200341,
        message: 'it did not answer within 0.04 s',
      });
    }
  });

  it('is waited for as long as the service does', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const { url } = await answering(200, '{}');
    const emulator = await start({ callbackUrl: url });
    await click(emulator);
    await emulator.verifyCallback().catch(() => {});
    const waits = timers.mock.calls.map(([, ms]) => ms);
    timers.mockRestore();
    // Once by the server, once by whoever waits for the handler; and then the check of the address.
    expect(waits.filter((ms) => ms === 3000)).toHaveLength(2);
    expect(waits.filter((ms) => ms === 1000)).toHaveLength(1);
  });

  it('is not waited for by an emulator that closes', async () => {
    let asked = false;
    const silent = await app(() => {
      asked = true;
    });
    const emulator = await start({ callbackUrl: silent });
    const clicked = click(emulator);
    await expect.poll(() => asked).toBe(true);
    await emulator.close();
    expect((await clicked).error?.message).toContain('closed');
  });
});

describe('the check of a callback address', () => {
  /** An app that knows the challenge. */
  const honest = (key?: string) =>
    app((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const sent = JSON.parse(body);
        const { challenge, token, type } = key ? JSON.parse(decrypt(sent.encrypt, key)) : sent;
        const isGood = type === 'url_verification' && token === 'v-token';
        response.end(JSON.stringify(isGood ? { challenge } : {}));
      });
    });

  it('accepts an app that answers the challenge, encrypted or not', async () => {
    const verificationToken = 'v-token';
    const plain = await start({ callbackUrl: await honest(), verificationToken });
    await plain.verifyCallback();
    const encryptKey = 'k';
    const url = await honest(encryptKey);
    await (await start({ callbackUrl: url, encryptKey, verificationToken })).verifyCallback();
  });

  it.each([
    [404, '', 'status 404'],
    [200, '{"challenge":"other"}', 'with the challenge'],
    [200, 'ok', 'with the challenge'],
    [200, '{"__proto__":{"challenge":"x"}}', 'with the challenge'],
  ])('says what is wrong with %s %s', async (status, text, message) => {
    const { url } = await answering(status, text);
    const emulator = await start({ callbackUrl: url });
    await expect(emulator.verifyCallback()).rejects.toThrow(message);
  });

  it('gives up after a while', async () => {
    const url = await app(() => {});
    await expect(receiver(url).verify()).rejects.toThrow('within 0.02 s');
  });

  it('needs an address', async () => {
    const emulator = await start({});
    await expect(emulator.verifyCallback()).rejects.toThrow(TypeError);
  });
});

describe('the options of a callback address', () => {
  it('are not given together with a function', async () => {
    const both = { callbackUrl: 'http://localhost/', onCallback: async () => ({}) };
    await expect(startEmulator(both)).rejects.toThrow(TypeError);
  });

  it.each(['localhost:3000', 'ftp://localhost/', '/callback', 'http://a:b@localhost/'])(
    'refuse %s',
    async (callbackUrl) => {
      await expect(startEmulator({ callbackUrl })).rejects.toThrow(TypeError);
    },
  );
});
