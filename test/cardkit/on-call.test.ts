import type { HttpEvent } from 'larkx/cardkit';
import { describe, expect, it, vi } from 'vitest';
import { clientOf, json, ok, rejection, startService, TOKEN_PATH } from './service.js';

describe('onCall', () => {
  it('tells of each exchange, the one for the token included', async () => {
    const events: HttpEvent[] = [];
    const service = await startService((_, response) =>
      json(response, { code: 300317, msg: 'sequence' }, 400, { 'x-tt-logid': 'log-1' }),
    );
    const client = clientOf(service, { onCall: (event) => events.push(event) });
    await rejection(client.elements.content('1', 'a', '中文', { sequence: 1 }));
    expect(events).toEqual([
      {
        method: 'POST',
        path: TOKEN_PATH,
        status: 200,
        code: 0,
        ms: expect.any(Number),
        bytes: Buffer.byteLength(service.tokenRequests[0]!.text),
        logId: '',
      },
      {
        method: 'PUT',
        path: '/open-apis/cardkit/v1/cards/1/elements/a/content',
        status: 400,
        code: 300317,
        ms: expect.any(Number),
        bytes: Buffer.byteLength('{"content":"中文","sequence":1}'),
        logId: 'log-1',
      },
    ]);
    expect(events[1]!.ms).toBeGreaterThan(0);
  });

  it('tells of each attempt, with no code where no usable answer came', async () => {
    const events: HttpEvent[] = [];
    const service = await startService([
      (_, response) => response.socket!.destroy(),
      (_, response) => response.writeHead(502).end('<html>'),
      (_, response) => ok(response, { card_id: '1' }),
    ]);
    const client = clientOf(service, { onCall: (event) => events.push(event) });
    await client.cards.create({ schema: '2.0' });
    expect(events.slice(1).map(({ status, code }) => [status, code])).toEqual([
      [0, undefined],
      [502, undefined],
      [200, 0],
    ]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('broken hook');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('broken hook'))],
  ])('that %s breaks no call and warns once', async (_, onCall) => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    try {
      const service = await startService();
      const client = clientOf(service, { onCall });
      await client.elements.delete('1', 'a', { sequence: 1 });
      await client.elements.delete('1', 'a', { sequence: 2 });
      expect(service.seen).toHaveLength(2);
      expect(warn.mock.calls).toEqual([['onCall failed: broken hook', { code: 'LARKX_ON_CALL' }]]);
    } finally {
      warn.mockRestore();
    }
  });
});
