import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClientOptions, createClient } from 'larkx/cardkit';
import { afterAll } from 'vitest';

/** What arrived at the service. */
export interface Seen {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  /** The body as it was on the wire. */
  text: string;
  bytes: Uint8Array;
  /** The parsed body; `undefined` if it is no JSON. */
  body: any;
}

export type Handler = (seen: Seen, response: ServerResponse) => void;

export interface Service {
  url: string;
  /** Requests but for those of a token. */
  seen: Seen[];
  /** Requests of a token. */
  tokenRequests: Seen[];
  /** The connections that were opened so far. */
  connections: number;
}

export const APP_ID = 'cli_a1b2c3d4e5f6';
export const APP_SECRET = 'SECRET0fTheApp0123456789abcdefgh';
export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal';

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The token that the service hands out at the n-th request, counted from 1. */
export const tokenOf = (n: number) => `t-TOKEN${String(n).padStart(4, '0')}abcdefghijklmnop`;

export const json = (response: ServerResponse, body: object, status = 200, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

export const ok = (response: ServerResponse, data: object = {}) =>
  json(response, { code: 0, msg: 'success', data });

export const okMessage = (response: ServerResponse) =>
  ok(response, { message_id: 'om_1', chat_id: 'oc_1' });

/** Grants tokens one after the other, good for `expire` seconds each. */
export function grant(expire = 7200): Handler {
  let count = 0;
  return (_, response) => {
    count += 1;
    json(response, { code: 0, msg: 'ok', tenant_access_token: tokenOf(count), expire });
  };
}

/** A service on the loopback, closed at the end of the file. `handlers` answer one request each, the last one all others. */
export async function startService(
  handlers: Handler | readonly Handler[] = (_, response) => ok(response),
  token: Handler = grant(),
): Promise<Service> {
  const list = Array.isArray(handlers) ? handlers : [handlers as Handler];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const text = bytes.toString();
      const isJson = request.headers['content-type']?.startsWith('application/json');
      const seen: Seen = {
        method: request.method!,
        path: request.url!,
        headers: request.headers,
        text,
        bytes,
        body: isJson ? JSON.parse(text) : undefined,
      };
      if (seen.path.endsWith(TOKEN_PATH)) {
        service.tokenRequests.push(seen);
        token(seen, response);
      } else {
        service.seen.push(seen);
        list[Math.min(service.seen.length, list.length) - 1]!(seen, response);
      }
    });
  });
  const service: Service = { url: '', seen: [], tokenRequests: [], connections: 0 };
  server.on('connection', () => {
    service.connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return service;
}

/** A client of the service. */
export const clientOf = (service: { url: string }, options: Partial<ClientOptions> = {}) =>
  createClient({
    appId: APP_ID,
    appSecret: APP_SECRET,
    baseUrl: service.url,
    ...options,
  } as ClientOptions);

/** The error of a promise that has to reject. */
export async function rejection(promise: Promise<unknown>): Promise<any> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('did not reject');
}
