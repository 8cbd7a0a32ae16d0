import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { SERVICE_CODES } from '../schema/service-codes.js';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.js';

export interface ServerOptions extends EmulatorOptions {
  /** Default: any free port. */
  port?: number | undefined;
  /** The address to listen on. Anything but the loopback lets the network in. Default `127.0.0.1`. */
  host?: string | undefined;
  /** Bytes of a request body; more is answered with 413. Default 4 MiB. */
  maxBodyBytes?: number | undefined;
}

export interface RunningEmulator extends Emulator {
  /** Where clients find it: a `baseUrl`. */
  readonly url: string;
  /** Answers what is under way, ends all connections and frees the port. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** A body that goes on this many times over the limit is cut off instead of being read to its end. */
const PATIENCE = 16;
/** How long `close` waits for requests that are under way. */
const CLOSE_MS = 1000;

/** Starts an emulator that speaks HTTP. */
export async function startEmulator(options: ServerOptions = {}): Promise<RunningEmulator> {
  const emulator = createEmulator(options);
  const host = options.host ?? LOOPBACK;
  const maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES;
  let closing: Promise<void> | undefined;

  const server = createServer((request, response) => {
    if (closing) response.setHeader('connection', 'close');
    serve(emulator, { host, maxBodyBytes }, request, response).catch(() => {
      if (!response.headersSent) sendError(response, 500, 2200);
      else response.destroy();
    });
  });
  await listen(server, options.port ?? 0, host);

  const { port } = server.address() as AddressInfo;
  // Keeps the emulator's getters: spreading it would freeze `calls` and `messages` as they are now.
  return Object.defineProperties({} as RunningEmulator, {
    ...Object.getOwnPropertyDescriptors(emulator),
    url: { value: `http://${inUrl(host)}:${port}`, enumerable: true },
    close: {
      value: () => {
        closing ??= stop(server);
        return closing;
      },
      enumerable: true,
    },
  });
}

interface Gate {
  host: string;
  maxBodyBytes: number;
}

async function serve(
  emulator: Emulator,
  { host, maxBodyBytes }: Gate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOwnHost(request.headers.host, host) || !isOwnOrigin(request.headers)) {
    request.resume();
    sendError(response, 403, 9499, 'only requests from this machine are answered');
    return;
  }
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) {
    response.setHeader('connection', 'close');
    sendError(response, 413, 9499, `the body is larger than ${maxBodyBytes} bytes`);
    return;
  }
  const { method = 'GET', url: path = '/' } = request;
  if (method === 'GET' && path === '/') {
    send(response, 200, listing(emulator));
    return;
  }
  const headers = { authorization: request.headers.authorization };
  const answer = emulator.handle({ method, path, headers, body });
  send(response, answer.status, answer.body, answer.headers);
}

/**
 * A page on the web can make a browser send requests here, by a name that resolves to this machine. It cannot
 * choose the `Host` header then, nor hide its origin.
 */
function isOwnHost(header: string | undefined, bound: string): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(header ?? '')?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return ['localhost', LOOPBACK, '[::1]', inUrl(bound).toLowerCase()].includes(name);
}

function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host}`.toLowerCase();
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** The body as text; `undefined` if it is too large, after reading on so that the client gets to see the answer. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limit * PATIENCE) break;
  }
  return size > limit ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** What has happened so far, for a person with a browser. */
function listing(emulator: Emulator): object {
  const cards = emulator.cards.list().map((cardId) => {
    const { sequence, streaming, messageId } = emulator.cards.get(cardId) ?? {};
    return { cardId, sequence, streaming, messageId };
  });
  const calls = emulator.calls.map(({ body: _body, ...call }) => call);
  return { cards, calls };
}

function sendError(response: ServerResponse, status: number, code: number, why?: string): void {
  send(response, status, { code, msg: why ?? SERVICE_CODES[code]?.text ?? '', data: {} });
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' },
): void {
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
