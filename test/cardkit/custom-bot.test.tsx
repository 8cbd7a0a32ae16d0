import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { Button, Card, CardError, Form, Input, Markdown } from 'larkx';
import { CardKitError, createCustomBot, type HttpEvent } from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { describe, expect, it } from 'vitest';
import { type Handler, json, ok, rejection, startService } from './service.js';

const TOKEN = '0d3b2c1a-5e6f-4a7b-8c9d-000000000000';
const SECRET = 'GBk2SignatureSecret9';
const hook = (url: string, token = TOKEN) => `${url}/open-apis/bot/v2/hook/${token}`;
const cardJson = { schema: '2.0', body: { elements: [{ tag: 'markdown', content: 'Hi' }] } };
const card = (
  <Card>
    <Markdown>Hi</Markdown>
  </Card>
);

describe('a custom bot', () => {
  it('sends an element, without a token of an app', async () => {
    const service = await startService();
    await createCustomBot({ url: hook(service.url) }).send(card);
    expect(service.tokenRequests).toEqual([]);
    expect(service.seen).toHaveLength(1);
    const [seen] = service.seen;
    expect(`${seen!.method} ${seen!.path}`).toBe(`POST /open-apis/bot/v2/hook/${TOKEN}`);
    expect(seen!.headers.authorization).toBeUndefined();
    expect(seen!.body).toEqual({ msg_type: 'interactive', card: cardJson });
  });

  it('sends a card as JSON', async () => {
    const service = await startService();
    await createCustomBot({ url: hook(service.url) }).send(cardJson);
    expect(service.seen[0]!.body.card).toEqual(cardJson);
  });

  it('signs with the time and the secret as the key', async () => {
    const service = await startService();
    const now = () => 1_599_360_473_500;
    await createCustomBot({ url: hook(service.url), secret: SECRET, now }).send(card);
    expect(service.seen[0]!.body).toEqual({
      timestamp: '1599360473',
      sign: createHmac('sha256', `1599360473\n${SECRET}`).digest('base64'),
      msg_type: 'interactive',
      card: cardJson,
    });
  });

  it('is understood by the emulator, and refused with a wrong secret', async () => {
    const emulator = await startEmulator({ customBots: { [TOKEN]: { secret: SECRET } } });
    try {
      const url = hook(emulator.url);
      await createCustomBot({ url, secret: SECRET }).send(card);
      expect(emulator.messages).toMatchObject([{ card: cardJson }]);
      const wrong = await rejection(createCustomBot({ url, secret: 'another' }).send(card));
      expect(wrong).toMatchObject({ code: 19021, kind: 'fatal' });
      const unknown = createCustomBot({ url: hook(emulator.url, 'nobody'), secret: SECRET });
      expect(await rejection(unknown.send(card))).toMatchObject({ code: 19001, kind: 'gone' });
    } finally {
      await emulator.close();
    }
  });

  it.each([
    ['a handler', <Button key="b" text="Go" onClick={() => {}} />, 'custom-bot'],
    [
      'a form',
      <Form key="f" name="f">
        <Input name="i" />
        <Button name="s" formActionType="submit">
          Send
        </Button>
      </Form>,
      'custom-bot',
    ],
    ['too much text', <Markdown key="m">{'x'.repeat(20_000)}</Markdown>, 'bytes'],
  ])('refuses %s before anything is sent', async (_, element, code) => {
    const service = await startService();
    const bot = createCustomBot({ url: hook(service.url) });
    const error = await rejection(bot.send(<Card>{element}</Card>));
    expect(error).toBeInstanceOf(CardError);
    expect(error.code).toBe(code);
    expect(service.seen).toEqual([]);
  });

  it('counts the signature among its 20,000 bytes', async () => {
    const service = await startService();
    const bytes = (content: string) =>
      JSON.stringify({
        msg_type: 'interactive',
        card: { schema: '2.0', body: { elements: [{ tag: 'markdown', content }] } },
      }).length;
    const content = 'x'.repeat(20_000 - bytes(''));
    const full = { schema: '2.0', body: { elements: [{ tag: 'markdown', content }] } };
    const bot = createCustomBot({ url: hook(service.url), secret: SECRET });
    expect(await rejection(bot.send(full))).toMatchObject({ code: 'bytes' });
    await createCustomBot({ url: hook(service.url) }).send(full);
    expect(service.seen).toHaveLength(1);
    expect(Buffer.byteLength(service.seen[0]!.text)).toBe(20_000);
  });

  it('refuses a card that streams, since nobody could end it', async () => {
    const service = await startService();
    const error = await rejection(
      createCustomBot({ url: hook(service.url) }).send({
        ...cardJson,
        config: { streaming_mode: true },
      }),
    );
    expect(error).toBeInstanceOf(CardError);
    expect(error.issues).toMatchObject([{ code: 'custom-bot', path: '/config/streaming_mode' }]);
    await createCustomBot({ url: hook(service.url) }).send({
      ...cardJson,
      config: { streaming_mode: false },
    });
    expect(service.seen).toHaveLength(1);
  });

  it.each([null, 'text', {}, [], { schema: '1.0' }])('refuses %j as a card', async (given) => {
    const service = await startService();
    const error = await rejection(createCustomBot({ url: hook(service.url) }).send(given));
    expect(error).toBeInstanceOf(CardError);
    expect(service.seen).toEqual([]);
  });

  const refusals: [number, string, string][] = [
    [9499, 'Bad Request', 'fatal'],
    [9499, 'too many request', 'retry'],
    [11232, 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]', 'retry'],
    [19001, 'param invalid: incoming webhook access token invalid', 'gone'],
    [19021, 'sign match fail or timestamp is not within one hour from current time', 'fatal'],
    [19022, 'Ip Not Allowed', 'fatal'],
    [19024, 'Key Words Not Found', 'fatal'],
  ];
  for (const status of [200, 400]) {
    it.each(refusals)(`takes %i (%s) at HTTP ${status} for %s`, async (code, msg, kind) => {
      const service = await startService((_, response) =>
        json(response, { code, msg, data: {} }, status),
      );
      const bot = createCustomBot({ url: hook(service.url), retries: 0 });
      const error = await rejection(bot.send(card));
      expect(error).toBeInstanceOf(CardKitError);
      expect(error).toMatchObject({ code, kind, status });
      expect(error.advice).not.toBe('');
    });
  }

  it('sends again what was refused for its rate', async () => {
    const service = await startService([
      (_, response) => json(response, { code: 11232, msg: 'frequency limited' }),
      (_, response) => ok(response),
    ]);
    await createCustomBot({ url: hook(service.url) }).send(card);
    expect(service.seen).toHaveLength(2);
  });

  const unknown: [string, Handler][] = [
    ['no answer', (_, response) => response.socket!.destroy()],
    ['HTTP 502', (_, response) => response.writeHead(502).end('<html>')],
    ['an internal error', (_, response) => json(response, { code: 2200, msg: 'Internal' }, 500)],
  ];
  it.each(unknown)('does not send again after %s: it might appear twice', async (_, handler) => {
    const service = await startService(handler);
    expect(await rejection(createCustomBot({ url: hook(service.url) }).send(card))).toMatchObject({
      kind: 'retry',
    });
    expect(service.seen).toHaveLength(1);
  });

  it('shows neither its webhook nor its secret in errors and events', async () => {
    const events: HttpEvent[] = [];
    const onCall = (event: HttpEvent) => events.push(event);
    const quoting: Handler = ({ path, text }, response) => {
      const sign = JSON.parse(text).sign;
      const words = `${path} ${text} ${SECRET} got ${sign} or ${encodeURIComponent(sign)}`;
      json(response, { code: 9499, msg: words }, 400);
    };
    for (const handler of [...unknown.map(([, one]) => one), quoting]) {
      const service = await startService(handler);
      for (const token of [TOKEN, 'short']) {
        const bot = createCustomBot({ url: hook(service.url, token), secret: SECRET, onCall });
        const error = await rejection(bot.send(card));
        const shown = inspect([error, events, bot], { depth: null, showHidden: true });
        expect(shown).not.toContain(`hook/${token}`);
        expect(shown).not.toContain(TOKEN);
        expect(shown).not.toContain(SECRET);
        const { sign } = service.seen.at(-1)!.body;
        expect(sign).toMatch(/=$/);
        expect(shown).not.toContain(sign);
        expect(shown).not.toContain(encodeURIComponent(sign));
      }
    }
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ path }) => path))).toEqual(
      new Set(['/open-apis/bot/v2/hook/***']),
    );
  });

  it('can be aborted', async () => {
    const service = await startService(() => {});
    const bot = createCustomBot({ url: hook(service.url) });
    expect(await rejection(bot.send(card, { signal: AbortSignal.abort('no') }))).toBe('no');
    const controller = new AbortController();
    const sending = rejection(bot.send(card, { signal: controller.signal }));
    while (service.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort('enough');
    expect(await sending).toBe('enough');
  });

  it('asks a limiter that does not learn its webhook', async () => {
    const service = await startService();
    const asked: string[] = [];
    const limiter = {
      acquire: async (request: object) => void asked.push(JSON.stringify(request)),
      penalize() {},
    };
    await createCustomBot({ url: hook(service.url), limiter }).send(card);
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain(TOKEN);
    expect(asked[0]).toContain('"calls":95');
  });

  it.each(['', 'open.feishu.cn/hook', 'https://open.feishu.cn', 'ftp://x/hook/secret-token'])(
    'refuses %j as its url, without quoting it',
    (url) => {
      expect(() => createCustomBot({ url })).toThrow(/^url: expected the webhook/);
    },
  );

  it('refuses an empty secret', () => {
    expect(() => createCustomBot({ url: hook('https://open.feishu.cn'), secret: '' })).toThrow(
      TypeError,
    );
  });
});
