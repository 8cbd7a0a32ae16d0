import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { got, type HttpsOptions, type Request } from 'got';
import { isObject, type Json, type WireRequest, type WireResponse } from '../schema/index.js';
import { acceptAnswer } from './accept-answer.js';
import { eventOf, harmless, type OnCall } from './http-event.js';
import { noAnswer } from './no-answer.js';
import { reasonOf } from './reason.js';
import { redact } from './redact.js';

/**
 * How long a connection may idle before it is closed, in milliseconds. Below what servers allow (Node: 5 s), since a
 * write on a connection that the server is just closing is lost, and nobody can tell whether it was executed.
 */
const IDLE_MS = 4_000;

/** How much longer an upload may take, in milliseconds: 10 MB on a slow line. */
const UPLOAD_MS = 60_000;

/** The service's own answers have some KB; what goes on beyond this comes from something else, and may never end. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

export interface HttpExchangeOptions {
  /** Without trailing slash. */
  baseUrl: string;
  /** Where a path of a request leads, if not to the base URL and the path: a path that is shown may hide a secret. */
  locate?: ((path: string) => string) | undefined;
  /** Milliseconds for a whole attempt. */
  timeoutMs: number;
  /** Milliseconds for each step of connecting: look-up, TCP, TLS. */
  connectTimeoutMs: number;
  /** Milliseconds from the end of the request to the head of the answer. */
  responseTimeoutMs: number;
  agent?: HttpAgent | undefined;
  https?: HttpsOptions | undefined;
  onCall?: OnCall | undefined;
  /** What must not be in an error, besides the request's token. */
  secrets: readonly string[];
}

/**
 * One request and its answer, without any repeat. Resolves only with an answer whose `code` is 0; rejects with a
 * `CardKitError`, or with the signal's reason.
 */
export type HttpExchange = (
  request: WireRequest,
  /** `Authorization: Bearer ...`; none for the request of a token itself. */
  token?: string,
) => Promise<WireResponse>;

export function httpExchange(options: HttpExchangeOptions): HttpExchange {
  const { baseUrl, locate = (path: string) => baseUrl + path } = options;
  const secure = baseUrl.startsWith('https:');
  const agent =
    options.agent ?? new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, timeout: IDLE_MS });
  const onCall = harmless(options.onCall);
  const http = got.extend({
    agent: secure ? { https: agent as HttpsAgent } : { http: agent },
    // Below got a repeat would send a sequence number twice (F-03); `retry.ts` repeats what may be repeated.
    retry: { limit: 0 },
    throwHttpErrors: false,
    // The API never redirects, and a token goes to no other host.
    followRedirect: false,
    timeout: {
      lookup: options.connectTimeoutMs,
      connect: options.connectTimeoutMs,
      secureConnect: options.connectTimeoutMs,
      response: options.responseTimeoutMs,
      request: options.timeoutMs,
    },
    headers: { 'user-agent': 'larkx', accept: 'application/json' },
    ...(options.https === undefined ? {} : { https: options.https }),
  });

  return async (request, token) => {
    const { method, path, signal } = request;
    signal?.throwIfAborted();
    const secrets = [...options.secrets, token, ...signaturesIn(request)];
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const form = request.form && formOf(request.form);
    const start = performance.now();
    const report = (status: number, response?: WireResponse) =>
      onCall(eventOf(request, { status, response, ms: performance.now() - start }));

    let response: WireResponse;
    const stream = http.stream(locate(path), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(body === undefined ? {} : { body }),
      ...(form === undefined
        ? {}
        : { body: form, timeout: { request: options.timeoutMs + UPLOAD_MS } }),
      ...(signal === undefined ? {} : { signal }),
    });
    // They end the reading; one that comes later has nobody else to hear it.
    stream.on('error', () => {});
    try {
      const text = await textOf(stream);
      response = {
        status: stream.response?.statusCode ?? 0,
        headers: cleanHeaders(stream.response?.headers ?? {}, secrets),
        body: parse(text, secrets),
      };
    } catch (error) {
      const status = stream.response?.statusCode ?? 0;
      report(status);
      signal?.throwIfAborted();
      throw noAnswer(request, status, reasonOf(error, secrets));
    } finally {
      // It would go on listening to the signal.
      stream.destroy();
    }
    report(response.status, response);
    acceptAnswer(response, request);
    return response;
  };
}

/** The text of an answer; leaving the loop early ends the connection. */
async function textOf(stream: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new AnswerTooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

class AnswerTooLong extends Error {
  readonly code = 'ERR_ANSWER_TOO_LONG';

  constructor() {
    super(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
  }
}

/** The signature of a custom bot's message: good for an hour to whoever reads it. */
function signaturesIn({ endpoint, body }: WireRequest): string[] {
  if (endpoint !== 'customBot.send' || body === undefined || !('sign' in body)) return [];
  return typeof body.sign === 'string' ? [body.sign] : [];
}

/** A file has to have a name, or the service takes it for a text. */
function formOf(fields: NonNullable<WireRequest['form']>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, value instanceof File ? value.name : name);
  }
  return form;
}

/** The parsed body, or its text. A refusal is cleaned, since its words become an error's message. */
function parse(text: string, secrets: readonly (string | undefined)[]): unknown {
  try {
    const body: Json = JSON.parse(text);
    if (isObject(body) && body.code === 0) return body;
    return JSON.parse(text, (_, value) =>
      typeof value === 'string' ? redact(value, secrets) : value,
    );
  } catch {
    return text;
  }
}

function cleanHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  secrets: readonly (string | undefined)[],
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value === undefined ? undefined : redact(String(value), secrets),
    ]),
  );
}
