import { gzipSync } from 'node:zlib';
import { CardKitError } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { clientOf, type Handler, json, ok, okMessage, rejection, startService } from './service.js';

/** The error of a sequenced write that was answered so. */
async function errorOfWrite(handler: Handler) {
  const service = await startService(handler);
  const error = await rejection(clientOf(service).elements.delete('1', 'a', { sequence: 1 }));
  expect(error).toBeInstanceOf(CardKitError);
  expect(service.seen, 'a write is never repeated').toHaveLength(1);
  return error as CardKitError;
}

/** The error of a message, which carries no sequence number. */
async function errorOfMessage(handler: Handler) {
  const service = await startService(handler);
  const client = clientOf(service);
  const error = await rejection(client.messages.send({ to: 'oc_1', card: { cardId: '1' } }));
  expect(error).toBeInstanceOf(CardKitError);
  return error as CardKitError;
}

const html: (status: number, headers?: object) => Handler = (status, headers) => (_, response) => {
  response.writeHead(status, { 'content-type': 'text/html', ...headers });
  response.end('<html><h1>Bad Gateway</h1></html>');
};

describe('an answer', () => {
  it.each([200, 400])('with a code is an error at HTTP %i', async (status) => {
    const error = await errorOfWrite((_, response) =>
      json(response, { code: 300317, msg: 'ErrMsg: sequence number compare failed; ' }, status, {
        'x-tt-logid': '2026-log',
      }),
    );
    expect(error).toMatchObject({ code: 300317, status, kind: 'resync', logId: '2026-log' });
    expect(error.message).toBe(
      '300317: ErrMsg: sequence number compare failed;  (log id 2026-log)',
    );
  });

  it('takes the log id from the body if no header has it', async () => {
    const error = await errorOfWrite((_, response) =>
      json(response, { code: 10002, msg: 'invalid', error: { log_id: 'from-body' } }, 400),
    );
    expect(error).toMatchObject({ code: 10002, kind: 'fatal', logId: 'from-body' });
  });

  it('with code 0 is a success at any HTTP status', async () => {
    const service = await startService((_, response) =>
      json(response, { code: 0, msg: 'success', data: {} }, 400),
    );
    await clientOf(service).elements.delete('1', 'a', { sequence: 1 });
  });

  it.each([200, 400, 429])('of the limiter says how long to wait, at HTTP %i', async (status) => {
    const error = await errorOfWrite((_, response) =>
      json(response, { code: 99991400, msg: 'request trigger frequency limit' }, status, {
        'x-ogw-ratelimit-limit': '50',
        'x-ogw-ratelimit-reset': '7',
      }),
    );
    expect(error).toMatchObject({ code: 99991400, kind: 'retry', status, retryAfterMs: 7000 });
  });

  it.each([500, 502, 503, 504])('HTTP %i without JSON leaves a write unknown', async (status) => {
    expect(await errorOfWrite(html(status))).toMatchObject({ code: 0, status, kind: 'resync' });
  });

  it('HTTP 502 without JSON lets a message be tried again', async () => {
    expect(await errorOfMessage(html(502))).toMatchObject({ code: 0, status: 502, kind: 'retry' });
  });

  it('HTTP 5xx with a code of the service has the kind of that code', async () => {
    const error = await errorOfWrite((_, response) =>
      json(response, { code: 200750, msg: 'card entity expired' }, 500),
    );
    expect(error).toMatchObject({ code: 200750, status: 500, kind: 'gone' });
  });

  it('HTTP 5xx with a code that nobody knows leaves a write unknown', async () => {
    const answer: Handler = (_, response) => json(response, { code: 5000, msg: 'oops' }, 500);
    expect(await errorOfWrite(answer)).toMatchObject({ code: 5000, kind: 'resync' });
    expect(await errorOfMessage(answer)).toMatchObject({ code: 5000, kind: 'retry' });
  });

  it('HTTP 429 without JSON says how long to wait', async () => {
    const error = await errorOfWrite(html(429, { 'retry-after': '3' }));
    expect(error).toMatchObject({ code: 0, status: 429, kind: 'retry', retryAfterMs: 3000 });
  });

  it.each([403, 404])('HTTP %i without JSON is fatal: this is not the service', async (status) => {
    expect(await errorOfWrite(html(status))).toMatchObject({ code: 0, status, kind: 'fatal' });
  });

  it('names the request if it is not the service that answered', async () => {
    const error = await errorOfWrite(html(404));
    expect(error.message).toBe(
      "no answer: DELETE /open-apis/cardkit/v1/cards/1/elements/a: HTTP 404 without the service's envelope",
    );
  });

  it.each([
    ['', 'nothing'],
    ['{"code":0,"msg":"succ', 'truncated JSON'],
    ['[]', 'an array'],
    ['null', 'null'],
    ['{"message":"ok"}', 'another object'],
    ['{"code":"0"}', 'a code that is no number'],
  ])('HTTP 200 with %j (%s) leaves a write unknown', async (text) => {
    const error = await errorOfWrite((_, response) => response.end(text));
    expect(error).toMatchObject({ code: 0, status: 200, kind: 'resync' });
  });

  it('that redirects is not followed, so that no token goes elsewhere', async () => {
    const other = await startService();
    const error = await errorOfWrite(html(307, { location: `${other.url}/elsewhere` }));
    expect(error).toMatchObject({ code: 0, status: 307, kind: 'fatal' });
    expect(other.seen).toEqual([]);
  });

  it('may be compressed', async () => {
    const service = await startService((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"code":0,"data":{"card_id":"7"}}'));
    });
    expect(await clientOf(service).cards.create({ schema: '2.0' })).toEqual({ cardId: '7' });
  });

  it('of a wrapped error has the kind of the inner code', async () => {
    const error = await errorOfWrite((_, response) =>
      json(response, {
        code: 300315,
        msg: 'ErrMsg: msg: [element exceeds the limit], code: 300305; ',
      }),
    );
    expect(error).toMatchObject({ code: 300315, kind: 'split' });
  });

  it('to one call does not disturb the next', async () => {
    const service = await startService([html(502), (_, response) => ok(response)]);
    const client = clientOf(service);
    await rejection(client.elements.delete('1', 'a', { sequence: 1 }));
    await client.elements.delete('1', 'a', { sequence: 2 });
  });

  it('without the message id is an error', async () => {
    const service = await startService([(_, response) => ok(response), (_, r) => okMessage(r)]);
    const client = clientOf(service);
    const error = await rejection(client.messages.send({ to: 'oc_1', card: { cardId: '1' } }));
    expect(error).toBeInstanceOf(CardKitError);
    expect(error.message).toContain('data.message_id');
  });
});
