import { inspect } from 'node:util';
import { CardKitError, type ClientOptions, createClient, type TokenProvider } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, type Handler, json, ok, rejection, startService } from './service.js';

const success: Handler = (_, response) => ok(response, { card_id: '7' });
const refuses =
  (token: string): Handler =>
  (seen, response) => {
    if (seen.headers.authorization !== `Bearer ${token}`) return success(seen, response);
    json(response, { code: 99991663, msg: 'Invalid access token for authorization.' }, 400);
  };

async function start(tokenProvider: TokenProvider, handler = success, options = {}) {
  const service = await startService(handler);
  const client = createClient({ tokenProvider, baseUrl: service.url, retries: 0, ...options });
  return { service, client };
}

describe('a token provider', () => {
  it('is asked once by many calls, and again 3 minutes before the end', async () => {
    let ms = 0;
    let asked = 0;
    const provider: TokenProvider = async () => {
      asked += 1;
      return { token: `t-tenant-${asked}`, expire: 7200 };
    };
    const { service, client } = await start(provider, success, { now: () => ms });
    await Promise.all([1, 2, 3].map(() => client.cards.create({ schema: '2.0' })));
    expect(asked).toBe(1);
    ms += 7020 * 1000;
    await client.cards.create({ schema: '2.0' });
    expect(service.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t-tenant-1',
      'Bearer t-tenant-1',
      'Bearer t-tenant-1',
      'Bearer t-tenant-2',
    ]);
    expect(service.tokenRequests, 'the client asks the service for none').toEqual([]);
  });

  it('is told which token was refused, and only then', async () => {
    const told: (string | undefined)[] = [];
    const provider: TokenProvider = async ({ refused }) => {
      told.push(refused);
      return { token: `t-tenant-${told.length}`, expire: 7200 };
    };
    const { service, client } = await start(provider, refuses('t-tenant-1'));
    await client.cards.create({ schema: '2.0' });
    expect(told).toEqual([undefined, 't-tenant-1']);
    expect(service.seen).toHaveLength(2);
  });

  const failing: [string, TokenProvider][] = [
    ['rejects', async () => Promise.reject(new Error('no ticket yet'))],
    [
      'throws',
      () => {
        throw new Error('no ticket yet');
      },
    ],
  ];
  it.each(failing)('that %s makes the call fail, which was not sent', async (_, provider) => {
    const { service, client } = await start(provider);
    const error = await rejection(client.elements.delete('1', 'a', { sequence: 1 }));
    expect(error).toBeInstanceOf(CardKitError);
    expect(error).toMatchObject({ code: 0, kind: 'retry' });
    expect(error.message).toBe('no answer: tokenProvider: no ticket yet');
    expect(service.seen).toEqual([]);
  });

  it('whose failure holds secrets shows none of them', async () => {
    const secret = 'S3CRET0fTheStoreApp';
    const failure = Object.assign(
      new Error(
        `POST {"app_secret":"${secret}","app_ticket":"${secret}"} app_secret=${secret}& Bearer ${secret} a-token-of-the-tenant`,
      ),
      { code: 'ERR_BAD_REQUEST', config: { data: secret, headers: { authorization: secret } } },
    );
    let asked = 0;
    const provider: TokenProvider = async () => {
      asked += 1;
      if (asked > 1) throw failure;
      return { token: 'a-token-of-the-tenant', expire: 7200 };
    };
    const { client } = await start(provider, refuses('a-token-of-the-tenant'));
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ kind: 'retry', cause: { code: 'ERR_BAD_REQUEST' } });
    expect(error.message).toContain('POST {"app_secret":"***","app_ticket":"***"} app_secret=***&');
    const shown = inspect(error, { depth: null, showHidden: true });
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('a-token-of-the-tenant');
  });

  it.each([null, undefined, 'no ticket', Object.create(null), { message: 5 }, Symbol('no')])(
    'may fail with anything',
    async (failure) => {
      const { client } = await start(() => Promise.reject(failure));
      const error = await rejection(client.cards.create({ schema: '2.0' }));
      expect(error).toBeInstanceOf(CardKitError);
      expect(error).toMatchObject({ code: 0, kind: 'retry' });
    },
  );

  it('that does not answer in time is told so', async () => {
    let signal: AbortSignal | undefined;
    const provider: TokenProvider = (request) => {
      signal = request.signal;
      return new Promise(() => {});
    };
    const { client } = await start(provider, success, { timeoutMs: 40 });
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 0, kind: 'retry' });
    expect(error.message).toContain('no token within 40 ms');
    expect(signal!.aborted).toBe(true);
  });

  it.each([
    undefined,
    {},
    { token: '', expire: 7200 },
    { token: 't-1' },
    { token: 't-1', expire: 0 },
  ])('that answers with %j is wrong for good', async (answer) => {
    const { client } = await start(async () => answer as never);
    const error = await rejection(client.cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 0, kind: 'fatal' });
  });

  it('takes the place of the secret: one of the two', () => {
    const tokenProvider: TokenProvider = async () => ({ token: 't-1', expire: 7200 });
    const both = { appId: APP_ID, appSecret: APP_SECRET, tokenProvider };
    expect(() => createClient(both as unknown as ClientOptions)).toThrow(
      /^appSecret: not together/,
    );
    expect(() => createClient({} as ClientOptions)).toThrow(/^appId/);
    expect(() => createClient({ tokenProvider: 't-1' } as unknown as ClientOptions)).toThrow(
      /^tokenProvider/,
    );
  });

  it('names app and tenant to a limiter that is shared', async () => {
    const apps: string[] = [];
    const limiter = {
      acquire: async ({ app }: { app: string }) => void apps.push(app),
      penalize() {},
    };
    const tokenProvider: TokenProvider = async () => ({ token: 't-1', expire: 7200 });
    const service = await startService(success);
    const options = { tokenProvider, baseUrl: service.url, limiter };
    for (const names of [{ appId: 'cli_1', tenantKey: 'x' }, {}, {}]) {
      await createClient({ ...options, ...names }).cards.create({ schema: '2.0' });
    }
    expect(apps[0]).toBe('cli_1 x');
    expect(new Set(apps).size, 'those without a name share nothing').toBe(3);
  });
});
