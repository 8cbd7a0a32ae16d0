import { inspect } from 'node:util';
import { type Call, createRateLimiter, type RateLimiter, type RateRequest } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { ChatOfMessage } from '../../src/cardkit/chat-of-message.js';
import { APP_ID, clientOf, type Handler, json, ok, rejection, startService } from './service.js';

const success: Handler = (_, response) =>
  ok(response, { card_id: '7', message_id: 'om_1', chat_id: 'oc_1', image_key: 'img_1' });
const refusal =
  (body: object, headers = {}, status = 429): Handler =>
  (_, response) =>
    json(response, body, status, headers);

/** A limiter that lets everything go and writes down what it was asked and told. */
function recorder(): RateLimiter & { asked: RateRequest[]; told: [readonly string[], number][] } {
  const asked: RateRequest[] = [];
  const told: [readonly string[], number][] = [];
  return {
    asked,
    told,
    acquire: async (request) => void asked.push(request),
    penalize: (keys, ms) => void told.push([keys, ms]),
  };
}

const keysOf = (limiter: { asked: RateRequest[] }) =>
  limiter.asked.map(({ buckets }) => buckets.map(({ key }) => key));

const ours = (endpoint: string) => `app ${APP_ID} ${endpoint}`;
const second = (calls: number) => ({ calls, ms: 1000 });

describe('a call', () => {
  it('is counted by its endpoint and its card', async () => {
    const limiter = recorder();
    const client = clientOf(await startService(success), { limiter });
    await client.cards.create({ schema: '2.0' });
    await client.elements.content('7', 'a', 'x', { sequence: 1 });
    await client.cards.update('7', { schema: '2.0' }, { sequence: 2, final: true });
    await client.cards.convertId('om_1');
    await client.uploadImage(new Uint8Array([1]));
    expect(keysOf(limiter)).toEqual([
      [ours('token')],
      [ours('cards.create')],
      ['card 7', ours('elements.content')],
      ['card 7', ours('cards.update')],
      [ours('cards.convertId')],
      [ours('images.upload')],
    ]);
    expect(limiter.asked[2]!.buckets.map(({ windows }) => windows)).toEqual([
      [second(9)],
      [second(45), { calls: 950, ms: 60_000 }],
    ]);
    expect(limiter.asked[2]).toMatchObject({ app: APP_ID, card: '7' });
    expect(limiter.asked.map(({ final }) => final === true)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('is counted by the chat or user that gets a message, and by the message that is patched', async () => {
    const limiter = recorder();
    const client = clientOf(await startService(success), { limiter });
    const card = { cardId: '7' };
    await client.messages.reply({ messageId: 'om_0', card });
    await client.messages.reply({ messageId: 'om_0', card });
    await client.messages.send({ to: 'oc_1', card });
    await client.messages.send({ to: 'ou_1', card });
    await client.messages.patch({ messageId: 'om_1', card: { schema: '2.0' } });
    expect(keysOf(limiter).slice(1)).toEqual([
      // Whose chat it is the answer tells.
      [`app ${APP_ID} message om_0`, ours('messages.reply')],
      ['chat_id oc_1', ours('messages.reply')],
      ['chat_id oc_1', ours('messages.send')],
      [`app ${APP_ID} open_id ou_1`, ours('messages.send')],
      ['patch om_1', ours('messages.patch')],
    ]);
    expect(limiter.asked[1]!.buckets[0]!.windows).toEqual([second(4)]);
  });

  it('takes the limits that the client was given', async () => {
    const limiter = recorder();
    const rateLimits = { cardPerSecond: 2, endpointPerSecond: 20, endpointPerMinute: 300 };
    const client = clientOf(await startService(success), { limiter, rateLimits });
    await client.elements.content('7', 'a', 'x', { sequence: 1 });
    expect(limiter.asked[1]!.buckets.map(({ windows }) => windows)).toEqual([
      [second(2)],
      [second(20), { calls: 300, ms: 60_000 }],
    ]);
  });

  it('is counted again with each repeat, that for a token too', async () => {
    const limiter = recorder();
    const badGateway: Handler = (_, response) => response.writeHead(502).end('<html>');
    const service = await startService([badGateway, success]);
    await clientOf(service, { limiter }).cards.create({ schema: '2.0' });
    expect(keysOf(limiter)).toEqual([
      [ours('token')],
      [ours('cards.create')],
      [ours('cards.create')],
    ]);
  });

  it('that waits can be aborted, and is not sent', async () => {
    const service = await startService(success);
    const client = clientOf(service, { rateLimits: { cardPerSecond: 1 } });
    await client.elements.content('7', 'a', 'x', { sequence: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = rejection(client.elements.content('7', 'a', 'y', { sequence: 2, signal }));
    setTimeout(() => controller.abort('enough'), 20);
    expect(await waiting).toBe('enough');
    expect(service.seen).toHaveLength(1);
  });

  it('is not sent if the limiter fails, and may be tried again', async () => {
    const service = await startService(success);
    const limiter: RateLimiter = {
      acquire: () => Promise.reject(new Error('store is away')),
      penalize() {},
    };
    const client = clientOf(service, { limiter, retries: 0 });
    const error = await rejection(client.elements.delete('7', 'a', { sequence: 1 }));
    expect(error).toMatchObject({ name: 'CardKitError', code: 0, status: 0, kind: 'retry' });
    expect(error.message).toContain('the rate limiter failed: store is away');
    expect(service.tokenRequests).toEqual([]);
  });

  it('of two clients that share a limiter is counted together', async () => {
    const service = await startService(success);
    let at = 0;
    const limiter = createRateLimiter({ now: () => at });
    const options = { limiter, rateLimits: { endpointPerSecond: 2 } };
    const clients = [clientOf(service, options), clientOf(service, options)];
    for (const client of clients) await client.cards.create({ schema: '2.0' });
    const controller = new AbortController();
    const { signal } = controller;
    const third = rejection(clients[0]!.cards.create({ schema: '2.0' }, { signal }));
    setTimeout(() => controller.abort('waited'), 30);
    expect(await third).toBe('waited');
    at += 1000;
    await clients[1]!.cards.create({ schema: '2.0' });
    expect(service.seen).toHaveLength(3);
  });
});

describe('a limiter that hangs', () => {
  it('keeps no caller that aborts', async () => {
    const service = await startService(success);
    const limiter: RateLimiter = { acquire: () => new Promise(() => {}), penalize() {} };
    const controller = new AbortController();
    const client = clientOf(service, { limiter });
    const { signal } = controller;
    const message = { to: 'oc_1', card: { cardId: '7' }, signal };
    const sending = rejection(client.messages.send(message));
    setTimeout(() => controller.abort('enough'), 10);
    expect(await sending).toBe('enough');
    expect(service.seen).toEqual([]);
  });

  it('keeps no refusal from the caller', async () => {
    const service = await startService(refusal({ code: 99991400 }));
    const limiter: RateLimiter = {
      acquire: async () => {},
      penalize: () => new Promise(() => {}),
    };
    const client = clientOf(service, { limiter });
    const error = await rejection(client.elements.content('7', 'a', 'x', { sequence: 1 }));
    expect(error).toMatchObject({ code: 99991400 });
  });

  it('shows no password of its store', async () => {
    const failure = Object.assign(new Error('no way to redis://larkx:pa55word@store:6379'), {
      code: 'ECONNREFUSED',
      options: { password: 'pa55word' },
    });
    const limiter: RateLimiter = { acquire: () => Promise.reject(failure), penalize() {} };
    const client = clientOf(await startService(success), { limiter, retries: 0 });
    const error = await rejection(client.elements.delete('7', 'a', { sequence: 1 }));
    expect(error.message).toContain('redis://larkx:***@store:6379');
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('pa55word');
  });
});

describe('a refusal for the rate', () => {
  const write = ['card 7', ours('elements.content')] as const;
  const reset = { 'x-ogw-ratelimit-reset': '7' };
  const cases: [string, Handler, key: string | undefined, ms: number][] = [
    ['of the gateway', refusal({ code: 99991400 }, reset), write[1], 7000],
    ['of the gateway at HTTP 400', refusal({ code: 99991400 }, reset, 400), write[1], 7000],
    [
      'of the gateway that names the limit of the minute',
      refusal({ code: 99991400 }, { ...reset, 'x-ogw-ratelimit-limit': '1000' }),
      write[1],
      7000,
    ],
    [
      'of the gateway that names the limit of a card',
      refusal({ code: 99991400 }, { ...reset, 'x-ogw-ratelimit-limit': '10' }),
      write[0],
      7000,
    ],
    ['without a time', refusal({ code: 99991400 }), write[1], 1000],
    ['of messaging', refusal({ code: 230020 }, {}, 400), write[0], 1000],
    [
      'of a gateway in between',
      (_, r) => r.writeHead(429, { 'retry-after': '3' }).end(),
      write[1],
      3000,
    ],
    ['that is none', refusal({ code: 300317 }, reset, 400), undefined, 0],
  ];
  it.each(cases)('%s pauses the bucket that it names', async (_, handler, key, ms) => {
    const limiter = recorder();
    const client = clientOf(await startService(handler), { limiter });
    await rejection(client.elements.content('7', 'a', 'x', { sequence: 1 }));
    expect(limiter.told).toEqual(key === undefined ? [] : [[[key], ms]]);
  });

  it('is what the caller learns, though the limiter cannot be told', async () => {
    const limiter: RateLimiter = {
      acquire: async () => {},
      penalize: () => Promise.reject(new Error('store is away')),
    };
    const service = await startService(refusal({ code: 99991400, msg: 'limit' }, reset));
    const client = clientOf(service, { limiter });
    const error = await rejection(client.elements.content('7', 'a', 'x', { sequence: 1 }));
    expect(error).toMatchObject({ code: 99991400, retryAfterMs: 7000 });
  });
});

describe('a batch of one action', () => {
  const actions = [
    {
      action: 'partial_update_element',
      params: { element_id: 'a', partial_element: { content: 'x' } },
    } as const,
  ];
  const send = async (left: Record<string, number>, calls = actions as readonly object[]) => {
    const service = await startService(success);
    const limiter: RateLimiter = {
      ...recorder(),
      available: ({ key }) => left[key.slice(ours('').length)] ?? 45,
    };
    const client = clientOf(service, { limiter });
    await client.cards.send('7', [{ type: 'batch', actions: calls as never }], { sequence: 3 });
    const [seen] = service.seen;
    return `${seen!.method} ${seen!.path.slice('/open-apis/cardkit/v1/cards/7'.length)}`;
  };

  it('goes as a batch while there is enough', async () => {
    expect(await send({ 'cards.batchUpdate': 23, 'elements.patch': 45 })).toBe(
      'POST /batch_update',
    );
  });

  it('goes by its own endpoint where that is freer', async () => {
    expect(await send({ 'cards.batchUpdate': 5, 'elements.patch': 6 })).toBe('PATCH /elements/a');
  });

  it('goes as a batch where its own endpoint is not freer', async () => {
    expect(await send({ 'cards.batchUpdate': 0, 'elements.patch': 0 })).toBe('POST /batch_update');
  });

  it('goes as a batch if it deletes, since a DELETE would have a body', async () => {
    const deletes = [{ action: 'delete_elements', params: { element_ids: ['a'] } }];
    expect(await send({ 'cards.batchUpdate': 0 }, deletes)).toBe('POST /batch_update');
  });

  it('goes by the two in turn, where many come together', async () => {
    const service = await startService(success);
    for (const available of [
      createRateLimiter().available!,
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return 45;
      },
    ]) {
      service.seen.length = 0;
      // Counted nowhere: what has been chosen and has not gone is all that tells.
      const limiter: RateLimiter = { ...recorder(), available };
      limiter.acquire = () => new Promise((resolve) => setTimeout(resolve, 30));
      const client = clientOf(service, { limiter });
      const sends = Array.from({ length: 64 }, (_, card) =>
        client.cards.send(`c${card}`, [{ type: 'batch', actions: [...actions] }], { sequence: 0 }),
      );
      await Promise.all(sends);
      const patches = service.seen.filter(({ method }) => method === 'PATCH');
      expect(service.seen).toHaveLength(64);
      expect(patches).toHaveLength(32);
    }
  });

  it('chooses by what has gone and what waits', async () => {
    const service = await startService(success);
    const limiter = createRateLimiter();
    const client = clientOf(service, { limiter });
    await Promise.all(
      Array.from({ length: 64 }, (_, card) =>
        client.cards.send(`c${card}`, [{ type: 'batch', actions: [...actions] }], { sequence: 0 }),
      ),
    );
    const patches = service.seen.filter(({ method }) => method === 'PATCH').length;
    expect(patches).toBeGreaterThan(19);
    expect(patches).toBeLessThan(45);
  });

  const flaky: [string, () => number | Promise<number>][] = [
    [
      'throws',
      () => {
        throw new Error('store is away');
      },
    ],
    ['rejects', () => Promise.reject(new Error('store is away'))],
    ['never answers', () => new Promise(() => {})],
    ['answers with no number', () => 'many' as never],
  ];
  it.each(flaky)('goes as a batch where the limiter %s', async (_, available) => {
    const service = await startService(success);
    const client = clientOf(service, { limiter: { ...recorder(), available } });
    const calls: Call[] = [{ type: 'batch', actions: [...actions] }];
    expect(await client.cards.send('7', calls, { sequence: 3 })).toEqual({ sequence: 4 });
    expect(service.seen.map(({ path }) => path.endsWith('/batch_update'))).toEqual([true]);
  });

  it('can be aborted while the limiter thinks', async () => {
    const service = await startService(success);
    const limiter: RateLimiter = { ...recorder(), available: () => new Promise(() => {}) };
    const client = clientOf(service, { limiter });
    const controller = new AbortController();
    await client.cards.create({ schema: '2.0' });
    const { signal } = controller;
    const calls: Call[] = [{ type: 'batch', actions: [...actions] }];
    const sending = rejection(client.cards.send('7', calls, { sequence: 3, signal }));
    setTimeout(() => controller.abort('enough'), 10);
    expect(await sending).toBe('enough');
    expect(service.seen).toHaveLength(1);
  });

  it('goes as a batch with a second action', async () => {
    const two = [actions[0]!, actions[0]!];
    expect(await send({ 'cards.batchUpdate': 0 }, two)).toBe('POST /batch_update');
  });
});

describe('the chats of messages', () => {
  it('are forgotten, the oldest first', () => {
    const chats = new ChatOfMessage();
    const request = {
      endpoint: 'messages.send',
      method: 'POST',
      path: '',
      sequenced: false,
    } as const;
    const learn = (id: string) =>
      chats.learn(request, {
        status: 200,
        headers: {},
        body: { code: 0, data: { message_id: id, chat_id: `oc_${id}` } },
      });
    for (let i = 0; i < 2001; i++) learn(`om_${i}`);
    expect(chats.get('om_0')).toBeUndefined();
    expect(chats.get('om_1')).toBe('chat_id oc_om_1');
    expect(chats.get(undefined)).toBeUndefined();
  });
});
