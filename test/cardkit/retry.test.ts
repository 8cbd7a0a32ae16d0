import type { CardKit } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { clientOf, type Handler, json, ok, rejection, startService } from './service.js';

const success: Handler = (_, response) =>
  ok(response, { card_id: '7', message_id: 'om_1', chat_id: 'oc_1' });
const reset: Handler = (_, response) => response.socket!.destroy();
const badGateway: Handler = (_, response) => response.writeHead(502).end('<html>');
const throttled =
  (seconds: number): Handler =>
  (_, response) =>
    json(response, { code: 99991400, msg: 'request trigger frequency limit' }, 429, {
      'x-ogw-ratelimit-reset': String(seconds),
    });
const internal: Handler = (_, response) =>
  json(response, { code: 2200, msg: 'Internal Error' }, 500);
const cardIdInvalid: Handler = (_, response) =>
  json(response, {
    code: 230099,
    msg: 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: cardid is invalid; ',
  });

const card = { cardId: '7' } as const;
const repeatable: [string, (client: CardKit) => Promise<unknown>][] = [
  ['cards.create', (c) => c.cards.create({ schema: '2.0' })],
  ['messages.send with a uuid', (c) => c.messages.send({ to: 'oc_1', card, uuid: 'm-1' })],
  ['messages.reply with a uuid', (c) => c.messages.reply({ messageId: 'om_1', card, uuid: 'm-1' })],
];
const once: [string, (client: CardKit) => Promise<unknown>][] = [
  ['messages.send', (c) => c.messages.send({ to: 'oc_1', card })],
  ['messages.reply', (c) => c.messages.reply({ messageId: 'om_1', card })],
  ['cards.update', (c) => c.cards.update('7', { schema: '2.0' }, { sequence: 1, uuid: 'u' })],
  ['cards.settings', (c) => c.cards.settings('7', {}, { sequence: 1, uuid: 'u' })],
  ['cards.batchUpdate', (c) => c.cards.batchUpdate('7', [], { sequence: 1, uuid: 'u' })],
  [
    'elements.create',
    (c) => c.elements.create('7', { type: 'append', elements: [] }, { sequence: 1, uuid: 'u' }),
  ],
  [
    'elements.update',
    (c) => c.elements.update('7', 'a', { tag: 'hr' }, { sequence: 1, uuid: 'u' }),
  ],
  ['elements.patch', (c) => c.elements.patch('7', 'a', {}, { sequence: 1, uuid: 'u' })],
  ['elements.content', (c) => c.elements.content('7', 'a', 'x', { sequence: 1, uuid: 'u' })],
  ['elements.delete', (c) => c.elements.delete('7', 'a', { sequence: 1, uuid: 'u' })],
];
const failures: [string, Handler][] = [
  ['a reset', reset],
  ['HTTP 502', badGateway],
  ['a throttle', throttled(1)],
  ['an internal error', internal],
];

describe.concurrent('a repeat', () => {
  for (const [what, fail] of failures) {
    it.each(repeatable)(`of %s follows ${what}`, async (_, call) => {
      const service = await startService([fail, success]);
      await call(clientOf(service));
      expect(service.seen).toHaveLength(2);
      expect(service.seen[1]!.text).toBe(service.seen[0]!.text);
      expect(service.tokenRequests).toHaveLength(1);
    });

    it.each(once)(`of %s does not follow ${what}`, async (_, call) => {
      const service = await startService([fail, success]);
      await rejection(call(clientOf(service)));
      expect(service.seen).toHaveLength(1);
    });
  }

  it('of a message follows while its fresh card is not known yet', async () => {
    const service = await startService([cardIdInvalid, cardIdInvalid, success]);
    await clientOf(service).messages.send({ to: 'oc_1', card, uuid: 'm-1' });
    expect(service.seen).toHaveLength(3);
  });

  it('comes twice at most', async () => {
    const service = await startService(badGateway);
    const error = await rejection(clientOf(service).cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 0, status: 502, kind: 'retry' });
    expect(service.seen).toHaveLength(3);
  });

  it('can be switched off', async () => {
    const service = await startService(badGateway);
    await rejection(clientOf(service, { retries: 0 }).cards.create({ schema: '2.0' }));
    expect(service.seen).toHaveLength(1);
  });

  it('waits as long as the service asks', async () => {
    const service = await startService([throttled(1), success]);
    const start = performance.now();
    await clientOf(service).cards.create({ schema: '2.0' });
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  it('is left to the caller if the service asks for a long wait', async () => {
    const service = await startService([throttled(11), success]);
    const error = await rejection(clientOf(service).cards.create({ schema: '2.0' }));
    expect(error).toMatchObject({ code: 99991400, kind: 'retry', retryAfterMs: 11_000 });
    expect(service.seen).toHaveLength(1);
  });

  it('does not follow an error that would come again', async () => {
    const service = await startService((_, response) =>
      json(response, { code: 200220, msg: 'failed to generate card content' }, 400),
    );
    await rejection(clientOf(service).cards.create({ schema: '2.0' }));
    expect(service.seen).toHaveLength(1);
  });
});
