import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { clientOf, grant, type Handler, ok, rejection, startService } from './service.js';

const success: Handler = (_, response) => ok(response, { card_id: '7' });
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('an abort', () => {
  it('before the call sends nothing', async () => {
    const service = await startService();
    const reason = new Error('changed my mind');
    const signal = AbortSignal.abort(reason);
    const client = clientOf(service);
    expect(await rejection(client.elements.delete('1', 'a', { sequence: 1, signal }))).toBe(reason);
    expect(await rejection(client.cards.create({ schema: '2.0' }, { signal }))).toBe(reason);
    expect(service.tokenRequests).toEqual([]);
  });

  it('during the exchange ends it with the signal’s reason', async () => {
    const service = await startService(() => {});
    const controller = new AbortController();
    const reason = { why: 'not even an error' };
    const call = rejection(
      clientOf(service).elements.delete('1', 'a', { sequence: 1, signal: controller.signal }),
    );
    await until(() => service.seen.length === 1);
    controller.abort(reason);
    expect(await call).toBe(reason);
  });

  it('by the time of the caller is no timeout of ours', async () => {
    const service = await startService(() => {});
    const signal = AbortSignal.timeout(80);
    const error = await rejection(
      clientOf(service).messages.send({ to: 'oc_1', card: { cardId: '1' }, signal }),
    );
    expect(error).toBe(signal.reason);
    expect(error.name).toBe('TimeoutError');
  });

  it('of one caller does not take the token from the others', async () => {
    const granting = grant();
    let release = () => {};
    const service = await startService(success, (seen, response) => {
      release = () => granting(seen, response);
    });
    const client = clientOf(service);
    const controller = new AbortController();
    const aborted = rejection(
      client.elements.delete('1', 'a', { sequence: 1, signal: controller.signal }),
    );
    const other = client.elements.delete('2', 'a', { sequence: 1 });
    await until(() => service.tokenRequests.length === 1);
    controller.abort('gone');
    expect(await aborted).toBe('gone');
    release();
    await other;
    expect(service.seen.map((seen) => seen.path)).toEqual([
      '/open-apis/cardkit/v1/cards/2/elements/a',
    ]);
  });

  it('of every caller leaves a failing token request unnoticed', async () => {
    let fail = () => {};
    const service = await startService(success, (_, response) => {
      fail = () => response.socket!.destroy();
    });
    const controller = new AbortController();
    const client = clientOf(service, { retries: 0 });
    const call = rejection(client.cards.create({ schema: '2.0' }, { signal: controller.signal }));
    await until(() => service.tokenRequests.length === 1);
    controller.abort('gone');
    expect(await call).toBe('gone');
    fail();
    // An unhandled rejection would fail the test run.
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('ends the wait before a repeat', async () => {
    const service = await startService((_, response) => {
      response.writeHead(429, { 'x-ogw-ratelimit-reset': '9' }).end('{"code":99991400}');
    });
    const controller = new AbortController();
    const start = performance.now();
    const call = rejection(
      clientOf(service).cards.create({ schema: '2.0' }, { signal: controller.signal }),
    );
    await until(() => service.seen.length === 1);
    setTimeout(() => controller.abort('enough'), 50);
    expect(await call).toBe('enough');
    expect(performance.now() - start).toBeLessThan(2000);
    expect(service.seen).toHaveLength(1);
  });

  it('leaves no listener on a signal that lives longer than its calls', async () => {
    const service = await startService([success, (_, r) => r.writeHead(502).end('x'), success]);
    const { signal } = new AbortController();
    const client = clientOf(service);
    await client.elements.delete('1', 'a', { sequence: 1, signal });
    await client.cards.create({ schema: '2.0' }, { signal });
    await client.elements.delete('1', 'a', { sequence: 2, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('after the answer changes nothing', async () => {
    const service = await startService();
    const controller = new AbortController();
    const call = clientOf(service).elements.delete('1', 'a', {
      sequence: 1,
      signal: controller.signal,
    });
    await call;
    controller.abort();
    expect(await call).toBeUndefined();
  });
});
