import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { EMULATOR_OPTIONS, type Emulator, type EmulatorOptions, openEmulator } from './emulator.js';
import { type NamesOf, requireOptions } from './require-options.js';
import { readBody, textOf } from './server/body.js';
import { callbackUrlOf, createCallbackReceiver } from './server/callback.js';
import type { Click } from './server/click.js';
import { watchClicks } from './server/click-log.js';
import { carryOut } from './server/exchange.js';
import { isForm, readForm } from './server/form.js';
import { HOST_IS, inUrl, isHost, isOwn } from './server/gate.js';
import { logId } from './server/log-id.js';
import { answerOwn, isOwnPath, type Watched } from './server/own-endpoints.js';
import { sendRefusal } from './server/respond.js';

export type { Click };

export interface ServerOptions extends EmulatorOptions {
  /** Default: any free port. */
  port?: number | undefined;
  /** The address to listen on. Anything but the loopback lets the network in. Default `127.0.0.1`. */
  host?: string | undefined;
  /**
   * Names and addresses that clients reach this machine by, besides `localhost`, its loopback, `host`, and the address
   * that was reached: without a port. Requests that name any other host are refused, because a page on the web can have
   * a name that resolves to this machine.
   */
  allowHosts?: readonly string[] | undefined;
  /**
   * Bytes of a request body; more is answered with 413. Default 4 MiB, and 12 MiB for a form, whose image may have
   * 10 MB.
   */
  maxBodyBytes?: number | undefined;
  /**
   * Where clicks are posted, as the service does: JSON, within 3 seconds, no redirect followed. An `http` or `https`
   * URL. Instead of `onCallback`; both are a `TypeError`.
   */
  callbackUrl?: string | undefined;
  /** Encrypts and signs what is posted to `callbackUrl`. Default: neither. */
  encryptKey?: string | undefined;
  /** Told of every request to the service when its answer has left, or when it is clear that none will. */
  onAnswer?: ((answered: AnsweredRequest) => void) | undefined;
  /** Told of everything that a reader did, when it is clear what came of it. */
  onClick?: ((click: Click) => void) | undefined;
}

/** Which options there are. The compiler misses one that is not here. */
const SERVER_OPTIONS: NamesOf<ServerOptions> = {
  ...EMULATOR_OPTIONS,
  port: true,
  host: true,
  allowHosts: true,
  maxBodyBytes: true,
  callbackUrl: true,
  encryptKey: true,
  onAnswer: true,
  onClick: true,
} satisfies NamesOf<ServerOptions>;

/** How a request to the service ended. */
export interface AnsweredRequest {
  method: string;
  /** Without the query, and without what opens something, such as the token of a custom bot. */
  path: string;
  /** The HTTP status; absent if no answer was sent. */
  status?: number;
  /** The `code` of the answer, */
  code?: number;
  /** and its `msg`. */
  msg?: string;
  /** What the service does not say: why it refused, or what was strange about a request that it took. */
  note?: string;
  /** Bytes of the request's body. */
  bytes: number;
  /** How long it took, by the time of this machine. */
  ms: number;
}

export interface RunningEmulator extends Emulator {
  /** Where clients find it: a `baseUrl`. */
  readonly url: string;
  /**
   * Posts the challenge that the service sends when somebody enters a callback address. Rejects with an error that
   * says what is wrong with the answer, or that there was none within a second.
   */
  verifyCallback(): Promise<void>;
  /** Answers what is under way, breaks what is held back on purpose, ends all connections and frees the port. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_FORM_BYTES = 12 * 1024 * 1024;
/** How long `close` waits for requests that are under way. */
const CLOSE_MS = 1000;

const NOT_OWN =
  'only requests from this machine are answered, and those to a host that it was told to allow';

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  // Long, because a client must not meet a connection that is just being closed unless a fault is meant to.
  keepAliveTimeout: 65_000,
};

/**
 * Starts an emulator that speaks HTTP, and that posts clicks to a callback address if there is one. Rejects with a
 * `TypeError` for options that mean nothing, and with the error of the system where it cannot listen.
 */
export async function startEmulator(options: ServerOptions = {}): Promise<RunningEmulator> {
  requireOptions('an emulator', options, SERVER_OPTIONS);
  const { callbackUrl, encryptKey, verificationToken } = options;
  if (callbackUrl !== undefined && options.onCallback !== undefined) {
    throw new TypeError('either callbackUrl or onCallback: a click has one answer');
  }
  const hosts = [options.host ?? LOOPBACK, ...(options.allowHosts ?? [])];
  const wrong = hosts.find((host) => !isHost(host));
  if (wrong !== undefined) {
    throw new TypeError(`a host is ${HOST_IS}, not ${JSON.stringify(wrong)}`);
  }
  const [host = LOOPBACK] = hosts;
  const closing = new AbortController();
  const receiver =
    callbackUrl === undefined
      ? undefined
      : createCallbackReceiver({
          url: callbackUrlOf(callbackUrl),
          encryptKey,
          verificationToken,
          signal: closing.signal,
        });
  const opened = openEmulator(receiver ? { ...options, onCallback: receiver.deliver } : options);
  const open = watchClicks(opened, options.onClick);
  const server = createServer(LIMITS, listener(open, hosts, options, closing.signal));
  refuseTunnels(server);
  await listen(server, options.port ?? 0, host);

  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  // Keeps the emulator's getters: spreading it would freeze `calls` and `messages` as they are now.
  return Object.defineProperties({} as RunningEmulator, {
    ...Object.getOwnPropertyDescriptors(open.emulator),
    url: { value: `http://${inUrl(host)}:${port}`, enumerable: true },
    verifyCallback: {
      value: async () => {
        if (!receiver) throw new TypeError('there is no callbackUrl to verify');
        await receiver.verify();
      },
      enumerable: true,
    },
    close: {
      value: () => {
        closing.abort();
        closed ??= stop(server);
        return closed;
      },
      enumerable: true,
    },
  });
}

function listener(
  open: Watched,
  hosts: readonly string[],
  options: ServerOptions,
  closing: AbortSignal,
): RequestListener {
  return (request, response) => {
    response.setHeader('x-tt-logid', logId());
    if (closing.aborted) response.setHeader('connection', 'close');
    serve(open, hosts, options, request, response, closing).catch(() => {
      if (!response.headersSent) sendRefusal(response, 500, 2200);
      else response.destroy();
    });
  };
}

async function serve(
  open: Watched,
  hosts: readonly string[],
  { maxBodyBytes, onAnswer }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const started = performance.now();
  if (!isOwn(request, hosts)) {
    request.resume();
    sendRefusal(response, 403, 9499, NOT_OWN);
    return;
  }
  const { 'content-type': contentType, authorization } = request.headers;
  const hasForm = isForm(contentType);
  const limit = maxBodyBytes ?? (hasForm ? MAX_FORM_BYTES : MAX_BODY_BYTES);
  const bytes = await readBody(request, limit);
  const { method = 'GET' } = request;
  const path = pathOf(request);
  const report = (said: Said = {}) =>
    onAnswer?.({
      method,
      path: withoutSecrets(path),
      ...(response.headersSent ? { status: response.statusCode } : {}),
      ...said,
      bytes: bytes?.length ?? Number(request.headers['content-length'] ?? limit),
      ms: performance.now() - started,
    });

  if (bytes === undefined) {
    response.setHeader('connection', 'close');
    const msg = `the body is larger than ${limit} bytes`;
    sendRefusal(response, 413, 9499, msg);
    return report({ code: 9499, msg });
  }
  const [pathname = ''] = path.split('?', 1);
  if (isOwnPath(pathname)) return answerOwn(open, path, request, bytes, response);

  const headers = { authorization, 'content-type': contentType };
  const body = hasForm ? undefined : textOf(bytes);
  if (!hasForm && body === undefined) {
    // Not replaced by U+FFFD: a client that sends another encoding should hear of it.
    const msg = 'the body is not in UTF-8';
    sendRefusal(response, 400, 9499, msg);
    return report({ code: 9499, msg });
  }
  const form = hasForm ? await readForm(bytes, contentType ?? '') : undefined;
  const exchange = open.emulator.handle({ method, path, headers, body, form });
  await carryOut(exchange, response, closing);
  report(saidIn(exchange, response));
}

type Outcome = ReturnType<Emulator['handle']>;

type Said = Pick<AnsweredRequest, 'code' | 'msg' | 'note'>;

/** What the client got to see, and what it did not. */
function saidIn(exchange: Outcome, response: ServerResponse): Said {
  if (exchange.kind !== 'answer' || exchange.text !== undefined || !response.headersSent) return {};
  const { body, note } = exchange.response;
  return {
    code: Number(body.code),
    ...(typeof body.msg === 'string' ? { msg: body.msg } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The path with its query; proxies send a whole URL. */
function pathOf({ url = '/' }: IncomingMessage): string {
  const origin = /^https?:\/\/[^/?#]*/i.exec(url)?.[0];
  if (origin === undefined) return url;
  const path = url.slice(origin.length);
  return path.startsWith('/') ? path : `/${path}`;
}

function withoutSecrets(path: string): string {
  const [pathname = ''] = path.split('?', 1);
  return pathname.replace(/(\/hook\/)[^/]+/, '$1...');
}

/** Methods that turn the connection into something else; and what is no HTTP at all. */
function refuseTunnels(server: Server): void {
  server.on('connect', (_request, socket) => endWith(socket, '405 Method Not Allowed'));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else endWith(socket, BAD[error.code ?? ''] ?? '400 Bad Request');
  });
}

const BAD: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function endWith(socket: Duplex, status: string): void {
  const lines = [`HTTP/1.1 ${status}`, `X-Tt-Logid: ${logId()}`, 'Content-Length: 0'];
  socket.on('error', () => {});
  socket.end(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
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
