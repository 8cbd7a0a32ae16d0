import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';
import {
  type CardJson,
  type CardKit,
  CardKitError,
  type HttpEvent,
  sdkTransport,
} from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, json, ok, rejection, startService, tokenOf } from './service.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

let apps = 0;
/** The SDK keeps tokens per app for the whole process, so that each test takes another app. */
const nextApp = () => {
  apps += 1;
  return `${APP_ID}${apps}`;
};

const sdk = (domain: string, appId = nextApp(), appSecret = APP_SECRET) =>
  new Client({ appId, appSecret, domain, loggerLevel: LoggerLevel.fatal, logger: silent });

const none = () => {};
const silent = { error: none, warn: none, info: none, debug: none, trace: none };

async function start(options: Parameters<typeof startEmulator>[0] = {}) {
  const appId = nextApp();
  const emulator = await startEmulator({ appId, appSecret: APP_SECRET, ...options });
  closing.push(() => emulator.close());
  return { emulator, cardkit: sdkTransport(sdk(emulator.url, appId)) };
}

const markdown = (id: string, content: string) => ({ tag: 'markdown', element_id: id, content });
const card = (...contents: string[]): CardJson => ({
  schema: '2.0',
  config: { streaming_mode: true, update_multi: true },
  body: { elements: contents.map((content, i) => markdown(`e${i + 1}`, content)) },
});
const PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (letter) => letter.charCodeAt(0),
);

describe.each([200, 400] as const)('the official SDK, refused with HTTP %i', (status) => {
  const knobs = { httpStatusForBusinessErrors: status };

  it('carries every method', async () => {
    const { emulator, cardkit } = await start({ knobs });
    const { cards, elements, messages } = cardkit;
    const { cardId } = await cards.create(card('one', 'two 中文 🙂'));
    const sent = await messages.send({ to: 'oc_group', card: { cardId }, uuid: 'm-1' });
    expect(await messages.send({ to: 'oc_group', card: { cardId }, uuid: 'm-1' })).toEqual(sent);

    await elements.content(cardId, 'e1', 'one and more', { sequence: 1 });
    const added = [markdown('e3', 'three')];
    await elements.create(
      cardId,
      { type: 'insert_before', targetElementId: 'e2', elements: added },
      { sequence: 2 },
    );
    await elements.update(cardId, 'e3', { tag: 'hr', element_id: 'e3' }, { sequence: 3 });
    await elements.patch(cardId, 'e2', { content: 'TWO' }, { sequence: 4 });
    await elements.delete(cardId, 'e1', { sequence: 5 });
    await cards.batchUpdate(
      cardId,
      [{ action: 'add_elements', params: { type: 'append', elements: [markdown('e4', 'four')] } }],
      { sequence: 6, uuid: 'u-6' },
    );
    await cards.settings(cardId, { config: { streaming_mode: false } }, { sequence: 7 });
    expect(emulator.cards.get(cardId)).toMatchObject({ sequence: 7, streaming: false });
    expect(emulator.cards.get(cardId)!.card.body!.elements).toEqual([
      { tag: 'hr', element_id: 'e3' },
      markdown('e2', 'TWO'),
      markdown('e4', 'four'),
    ]);
    await cards.update(cardId, card('new'), { sequence: 8 });
    const text = { type: 'content', elementId: 'e1', content: 'new and more' } as const;
    expect(await cards.send(cardId, [text], { sequence: 8 })).toEqual({ sequence: 9 });

    const plain = await messages.reply({
      messageId: sent.messageId,
      card: card('plain'),
      inThread: true,
    });
    await messages.patch({ messageId: plain.messageId, card: card('patched') });
    expect(emulator.messages.at(-1)).toMatchObject({ card: card('patched'), inThread: true });
    const converted = await cards.convertId(plain.messageId);
    expect(emulator.cards.get(converted.cardId)!.card).toEqual(card('patched'));

    const { imageKey } = await cardkit.uploadImage(PNG);
    expect(emulator.images.get(imageKey)!.data).toEqual(PNG);
    expect(emulator.calls.filter((call) => call.code !== 0)).toEqual([]);
  });

  it('rejects with what the service refused', async () => {
    const { cardkit } = await start({ knobs });
    const { cardId } = await cardkit.cards.create(card('one'));
    await cardkit.elements.content(cardId, 'e1', 'x', { sequence: 5 });
    const error = await rejection(
      cardkit.elements.patch(cardId, 'ghost', { content: 'x' }, { sequence: 6 }),
    );
    expect(error).toBeInstanceOf(CardKitError);
    expect(error).toMatchObject({
      code: 300313,
      status,
      kind: 'resync',
      logId: expect.stringMatching(/./),
      details: { missingId: 'ghost' },
    });
    expect(
      await rejection(cardkit.elements.content(cardId, 'e1', 'y', { sequence: 5 })),
    ).toMatchObject({ code: 300317, status, kind: 'resync' });
  });
});

describe('the official SDK', () => {
  const write = (cardkit: CardKit, signal?: AbortSignal) =>
    cardkit.elements.patch('1', 'a', { content: 'x' }, { sequence: 1, signal });

  it('is told that the app is wrong', async () => {
    const emulator = await startEmulator({ appId: APP_ID, appSecret: APP_SECRET });
    closing.push(() => emulator.close());
    const cardkit = sdkTransport(sdk(emulator.url, APP_ID, 'not the secret'));
    const error = await rejection(cardkit.cards.create(card('one')));
    expect(error).toBeInstanceOf(CardKitError);
    expect(error).toMatchObject({ code: 10015, status: 200, kind: 'fatal' });
  });

  it('sends nothing when aborted before, and ends with the reason when aborted during a call', async () => {
    const service = await startService(() => {});
    const cardkit = sdkTransport(sdk(service.url));
    expect(await rejection(write(cardkit, AbortSignal.abort('no')))).toBe('no');
    expect(service.tokenRequests).toEqual([]);
    const controller = new AbortController();
    const call = rejection(write(cardkit, controller.signal));
    while (service.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort('enough');
    expect(await call).toBe('enough');
  });

  it('leaves a write unknown when no answer comes', async () => {
    const service = await startService((_, response) => response.socket!.destroy());
    const error = await rejection(write(sdkTransport(sdk(service.url))));
    expect(error).toBeInstanceOf(CardKitError);
    expect(error).toMatchObject({ code: 0, status: 0, kind: 'resync' });
    expect(service.seen, 'a write is never repeated').toHaveLength(1);
  });

  it('leaves a write unknown when the answer takes too long', async () => {
    const service = await startService(() => {});
    const error = await rejection(write(sdkTransport(sdk(service.url), { timeoutMs: 80 })));
    expect(error).toMatchObject({ code: 0, status: 0, kind: 'resync' });
  });

  it('leaves a write unknown after HTTP 502', async () => {
    const service = await startService((_, response) => response.writeHead(502).end('<html>'));
    const error = await rejection(write(sdkTransport(sdk(service.url))));
    expect(error).toMatchObject({ code: 0, status: 502, kind: 'resync' });
  });

  it('sends nothing while there is no token, so that a write may be tried again', async () => {
    const service = await startService(undefined, (_, response) => response.writeHead(502).end());
    const error = await rejection(write(sdkTransport(sdk(service.url))));
    expect(error).toMatchObject({ code: 0, status: 502, kind: 'retry' });
    expect(service.seen).toEqual([]);
  });

  it('repeats what may be executed twice', async () => {
    const service = await startService([
      (_, response) => response.writeHead(502).end('<html>'),
      (_, response) => ok(response, { card_id: '7' }),
    ]);
    const cardkit = sdkTransport(sdk(service.url));
    expect(await cardkit.cards.create(card('one'))).toEqual({ cardId: '7' });
    expect(service.seen).toHaveLength(2);
  });

  it.each([200, 400])('does not show its token in an error at HTTP %i', async (status) => {
    const service = await startService((seen, response) =>
      json(response, { code: 10002, msg: `bad: ${seen.headers.authorization}` }, status, {
        'x-tt-logid': seen.headers.authorization!.slice(7),
      }),
    );
    const error = await rejection(write(sdkTransport(sdk(service.url))));
    expect(service.seen[0]!.headers.authorization).toBe(`Bearer ${tokenOf(1)}`);
    expect(error.code).toBe(10002);
    expect(JSON.stringify([error, error.message, error.cause])).not.toContain('t-TOKEN');
  });

  it('holds calls back like our own client', async () => {
    const service = await startService();
    const asked: string[][] = [];
    const cardkit = sdkTransport(sdk(service.url), {
      limiter: {
        acquire: async ({ buckets }) => void asked.push(buckets.map(({ key }) => key)),
        penalize() {},
      },
    });
    await write(cardkit);
    expect(asked).toEqual([['card 1', expect.stringMatching(/^app cli_.* elements\.patch$/)]]);
  });

  it('tells of each attempt, without content and without secrets', async () => {
    const events: HttpEvent[] = [];
    const service = await startService([
      (_, response) => response.socket!.destroy(),
      (_, response) => response.writeHead(502).end('<html>'),
      (seen, response) =>
        json(response, { code: 300317, msg: `no: ${seen.headers.authorization}` }, 400, {
          'x-tt-logid': 'log-1',
        }),
      (_, response) => ok(response, { image_key: 'img_1' }),
    ]);
    const onCall = (event: HttpEvent) => void events.push(event);
    const cardkit = sdkTransport(sdk(service.url), { onCall });
    await rejection(write(cardkit));
    await rejection(write(cardkit));
    await rejection(write(cardkit));
    await cardkit.uploadImage(PNG);
    const path = '/open-apis/cardkit/v1/cards/1/elements/a';
    const bytes = Buffer.byteLength('{"partial_element":"{\\"content\\":\\"x\\"}","sequence":1}');
    const patch = { method: 'PATCH', path, ms: expect.any(Number), bytes };
    expect(events).toEqual([
      { ...patch, status: 0, code: undefined, logId: '' },
      { ...patch, status: 502, code: undefined, logId: '' },
      { ...patch, status: 400, code: 300317, logId: 'log-1' },
      {
        method: 'POST',
        path: '/open-apis/im/v1/images',
        status: 200,
        code: 0,
        ms: expect.any(Number),
        bytes: 'message'.length + PNG.byteLength,
        logId: '',
      },
    ]);
  });

  it('tells of a call that was not sent for want of a token', async () => {
    const events: HttpEvent[] = [];
    const service = await startService(undefined, (_, response) => response.writeHead(502).end());
    const onCall = (event: HttpEvent) => void events.push(event);
    await rejection(write(sdkTransport(sdk(service.url), { onCall })));
    expect(events).toMatchObject([{ method: 'PATCH', status: 0, code: undefined }]);
  });

  it('does not read an answer to its end that has none', async () => {
    const service = await startService((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(256 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    const error = await rejection(write(sdkTransport(sdk(service.url))));
    expect(error).toMatchObject({ name: 'CardKitError', code: 0, kind: 'resync' });
    expect(error.message).toContain('8388608');
  });
});
