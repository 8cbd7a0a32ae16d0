import { CardKitError } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { cachedToken } from '../../src/cardkit/tenant-token.js';
import {
  clientOf,
  grant,
  type Handler,
  json,
  ok,
  okMessage,
  rejection,
  startService,
  tokenOf,
} from './service.js';

const success: Handler = (_, response) => ok(response, { card_id: '7' });
const bearer = (n: number) => `Bearer ${tokenOf(n)}`;

/** Refuses the tokens before the n-th one, as the gateway does. */
const onlyFrom =
  (n: number, code = 99991663, then: Handler = success): Handler =>
  (seen, response) => {
    if (seen.headers.authorization! >= bearer(n)) then(seen, response);
    else json(response, { code, msg: 'Invalid access token for authorization.' }, 400);
  };

function clock() {
  let ms = Date.parse('2026-01-01T00:00:00Z');
  return { now: () => ms, advance: (by: number) => (ms += by) };
}

const delete_ = (client: ReturnType<typeof clientOf>, sequence = 1) =>
  client.elements.delete('1', 'a', { sequence });

describe('the tenant token', () => {
  it('is asked for once by many calls at the same time', async () => {
    const slow: Handler = (seen, response) => setTimeout(() => granting(seen, response), 60);
    const granting = grant();
    const service = await startService(success, slow);
    const client = clientOf(service);
    const calls = Array.from({ length: 20 }, (_, card) =>
      client.elements.delete(String(card), 'a', { sequence: 1 }),
    );
    await Promise.all(calls);
    expect(service.tokenRequests).toHaveLength(1);
    expect(service.seen).toHaveLength(20);
    expect(new Set(service.seen.map((seen) => seen.headers.authorization))).toEqual(
      new Set([bearer(1)]),
    );
  });

  it('is not asked for before the first call', async () => {
    const service = await startService();
    clientOf(service);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(service.tokenRequests).toEqual([]);
  });

  it('is kept until 3 minutes before its end', async () => {
    const time = clock();
    const service = await startService(success, grant(7200));
    const client = clientOf(service, { now: time.now });
    await delete_(client, 1);
    time.advance((7200 - 180) * 1000 - 1000);
    await delete_(client, 2);
    expect(service.tokenRequests).toHaveLength(1);
    time.advance(1000);
    await delete_(client, 3);
    expect(service.tokenRequests).toHaveLength(2);
    expect(service.seen.map((seen) => seen.headers.authorization)).toEqual([
      bearer(1),
      bearer(1),
      bearer(2),
    ]);
  });

  it('is used to its end while a new one is not to be had', async () => {
    const time = clock();
    const first = grant(7200);
    let asked = 0;
    const service = await startService(success, (seen, response) => {
      asked += 1;
      if (asked === 1) first(seen, response);
      else json(response, { code: 10003, msg: 'invalid param' });
    });
    const client = clientOf(service, { now: time.now });
    await delete_(client, 1);
    time.advance((7200 - 60) * 1000);
    await delete_(client, 2);
    await delete_(client, 3);
    expect(asked, 'a failed renewal is not repeated at each call').toBe(2);
    time.advance(31_000);
    await delete_(client, 4);
    expect(asked).toBe(3);
    time.advance(30_000);
    expect(await rejection(delete_(client, 5))).toMatchObject({ code: 10003 });
    expect(service.seen).toHaveLength(4);
  });

  it('is not used to its end if it was refused while a new one was asked for', async () => {
    let ms = 0;
    let fail = () => {};
    const asks = [
      async () => ({ token: 'first', expire: 7200 }),
      () =>
        new Promise<never>((_, reject) => {
          fail = () => reject(new Error('not now'));
        }),
    ];
    const tokens = cachedToken(
      () => asks.shift()!(),
      () => ms,
    );
    expect(await tokens.get(undefined)).toBe('first');
    ms = 7100 * 1000;
    const renewed = rejection(tokens.get(undefined));
    tokens.drop('first');
    fail();
    expect((await renewed).message).toBe('not now');
  });

  it('that lives shortly is used all the same', async () => {
    const service = await startService(success, grant(60));
    const client = clientOf(service);
    for (const sequence of [1, 2, 3]) await delete_(client, sequence);
    expect(service.tokenRequests).toHaveLength(1);
  });

  it('that is refused to us is an error though HTTP says 200, and is asked for again', async () => {
    const granting = grant();
    let asked = 0;
    const service = await startService(success, (seen, response) => {
      asked += 1;
      if (asked > 1) granting(seen, response);
      else json(response, { code: 10015, msg: 'app secret invalid' });
    });
    const client = clientOf(service);
    const errors = await Promise.all([rejection(delete_(client)), rejection(delete_(client))]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(CardKitError);
      expect(error).toMatchObject({ code: 10015, status: 200, kind: 'fatal' });
    }
    expect(asked).toBe(1);
    expect(service.seen).toEqual([]);
    await delete_(client);
    expect(asked).toBe(2);
  });

  it('is asked for again after a failure on the way', async () => {
    const granting = grant();
    let asked = 0;
    const service = await startService(success, (seen, response) => {
      asked += 1;
      if (asked === 1) response.socket!.destroy();
      else if (asked === 2) response.writeHead(502).end('<html>');
      else granting(seen, response);
    });
    await delete_(clientOf(service));
    expect(asked).toBe(3);
  });

  it('is asked for at most three times by one call', async () => {
    const service = await startService(success, (_, response) => {
      response.writeHead(502).end('<html>');
    });
    const client = clientOf(service);
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 0, status: 502, kind: 'retry' });
    expect(service.tokenRequests).toHaveLength(3);
  });

  it.each([{}, { tenant_access_token: '' }, { tenant_access_token: 't-1' }, { data: {} }])(
    'is an error if the answer is %j',
    async (fields) => {
      const service = await startService(success, (_, response) =>
        json(response, { code: 0, msg: 'ok', ...fields }),
      );
      const error = await rejection(delete_(clientOf(service)));
      expect(error).toMatchObject({ code: 0, status: 200, kind: 'fatal' });
    },
  );

  describe.each([99991663, 99991664, 99991665, 99991671])('refused with %i', (code) => {
    it('is renewed, and a request without a number is sent once more', async () => {
      const service = await startService(onlyFrom(2, code));
      expect(await clientOf(service).cards.create({ schema: '2.0' })).toEqual({ cardId: '7' });
      expect(service.seen.map((seen) => seen.headers.authorization)).toEqual([
        bearer(1),
        bearer(2),
      ]);
    });

    it('is renewed, but a sequenced write is left to the caller', async () => {
      const service = await startService(onlyFrom(2, code));
      const client = clientOf(service);
      const error = await rejection(delete_(client, 1));
      expect(error).toBeInstanceOf(CardKitError);
      expect(error).toMatchObject({ code, status: 400, kind: 'retry' });
      expect(error.message).toBe(`${code}: Invalid access token for authorization.`);
      expect(service.seen).toHaveLength(1);
      await delete_(client, 2);
      expect(
        service.seen.map(({ headers, body }) => [headers.authorization, body.sequence]),
      ).toEqual([
        [bearer(1), 1],
        [bearer(2), 2],
      ]);
    });
  });

  it('refused lets cards.send go on with the next number, which it says', async () => {
    const service = await startService(onlyFrom(2));
    const text = { type: 'content', elementId: 'a', content: 'x' } as const;
    const client = clientOf(service);
    expect(await client.cards.send('1', [text, text], { sequence: 4 })).toEqual({ sequence: 7 });
    expect(service.seen.map(({ headers, body }) => [headers.authorization, body.sequence])).toEqual(
      [
        [bearer(1), 5],
        [bearer(2), 6],
        [bearer(2), 7],
      ],
    );
  });

  it('refused again ends cards.send, whose error says the number', async () => {
    const service = await startService(onlyFrom(99));
    const text = { type: 'content', elementId: 'a', content: 'x' } as const;
    const client = clientOf(service);
    const error = await rejection(client.cards.send('1', [text, text], { sequence: 4 }));
    expect(error).toMatchObject({ code: 99991663, kind: 'retry', sequence: 6 });
    expect(service.seen.map(({ body }) => body.sequence)).toEqual([5, 6]);
  });

  it('is not what another error of cards.send is about, which goes out once', async () => {
    const service = await startService([
      success,
      (_, response) => json(response, { code: 300313, msg: 'ErrMsg: not find elementID : a; ' }),
    ]);
    const text = { type: 'content', elementId: 'a', content: 'x' } as const;
    const calls = [text, text, text];
    const error = await rejection(clientOf(service).cards.send('1', calls, { sequence: 4 }));
    expect(error).toMatchObject({ code: 300313, sequence: 6, details: { missingId: 'a' } });
    expect(service.seen).toHaveLength(2);
  });

  it('lets a message without uuid be sent once more, since it was not executed', async () => {
    const service = await startService(onlyFrom(2, 99991663, (_, response) => okMessage(response)));
    const message = { to: 'oc_1', card: { cardId: '1' } };
    expect(await clientOf(service).messages.send(message)).toEqual({
      messageId: 'om_1',
      chatId: 'oc_1',
    });
    expect(service.seen).toHaveLength(2);
  });

  it('is not renewed in a loop', async () => {
    const service = await startService(onlyFrom(99));
    const client = clientOf(service);
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 99991663 });
    expect(service.seen).toHaveLength(2);
    expect(service.tokenRequests).toHaveLength(2);
    await rejection(delete_(client));
    expect(service.seen.map((seen) => seen.headers.authorization)).toEqual([
      bearer(1),
      bearer(2),
      bearer(3),
    ]);
  });

  it('is renewed once if many calls are refused with the same one', async () => {
    const service = await startService(onlyFrom(2));
    const client = clientOf(service);
    await Promise.all(Array.from({ length: 10 }, () => client.cards.create({ schema: '2.0' })));
    expect(service.tokenRequests).toHaveLength(2);
  });

  it('stays if the one refused was an older one', async () => {
    let refuseLate = () => {};
    const service = await startService([
      // Held back until the token was renewed by another call.
      (_, response) => {
        refuseLate = () => json(response, { code: 99991663, msg: 'Invalid access token' }, 400);
      },
      onlyFrom(2),
    ]);
    const client = clientOf(service);
    const late = rejection(delete_(client, 1));
    while (service.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await client.cards.create({ schema: '2.0' });
    refuseLate();
    expect(await late).toMatchObject({ code: 99991663 });
    await delete_(client, 2);
    expect(service.tokenRequests).toHaveLength(2);
  });

  it('is each client’s own', async () => {
    const service = await startService();
    await delete_(clientOf(service));
    await delete_(clientOf(service));
    expect(service.tokenRequests).toHaveLength(2);
  });
});
