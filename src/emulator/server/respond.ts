import type { ServerResponse } from 'node:http';
import { SERVICE_CODES } from '../../schema/service-codes.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Answers with JSON. Every answer carries an `X-Tt-Logid`, also those that the server makes without asking the
 * service: a client that reads the header finds it always. `response` has one already, set when the request came.
 */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  // First the text: if it cannot be made, the answer can still be another one.
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': JSON_TYPE,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/** Answers like the service's gateway refuses. */
export function sendRefusal(
  response: ServerResponse,
  status: number,
  code: number,
  why = SERVICE_CODES[code]?.text ?? '',
): void {
  sendJson(response, status, { code, msg: why, data: {} });
}
