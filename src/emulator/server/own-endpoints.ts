import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOwn, isObject, type JsonObject } from '../../schema/json.js';
import type { Emulator } from '../emulator.js';
import type { Fault } from '../faults.js';
import { parseJson } from '../parse.js';
import type { Interaction } from '../user/index.js';
import { textOf } from './body.js';
import { PAGE } from './page-files.js';
import { sendJson } from './respond.js';
import { viewState } from './state-view.js';

/** A request that is the emulator's own business and no part of the service. */
interface OwnRequest {
  emulator: Emulator;
  /** What stands in the path where the endpoint has `*`. */
  param: string;
  accept: string;
  /** The JSON object of the body. */
  body(): JsonObject;
}

interface OwnAnswer {
  status?: number;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  /** JSON, or text where there is a `type`. */
  body: unknown;
}

interface OwnEndpoint {
  method: 'GET' | 'POST' | 'DELETE';
  /** A segment `*` is the parameter. */
  path: string;
  answer(request: OwnRequest): OwnAnswer | Promise<OwnAnswer>;
}

/** The request means nothing: what the answer says about it. */
class Misused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const HTML = 'text/html; charset=utf-8';

/** Nothing but its own files and its own server; no frame around it that somebody else's clicks could go through. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * | endpoint | what |
 * |---|---|
 * | `GET /` | the page for browsers; for others its cards and calls in short, as JSON |
 * | `GET /emulator/state` | everything it holds, see `StateView` |
 * | `GET /emulator/cards/<cardId>/frames` | a card after each write that changed it |
 * | `GET /emulator/calls/<index>` | a call with its body |
 * | `POST /emulator/interact` | what a reader does (`Interaction`); answers what the reader saw (`Seen`) |
 * | `POST /emulator/clock` | `{ advanceMs }`: lets time pass; answers `{ now }` |
 * | `POST /emulator/faults` | adds a fault (`Fault`, but for `change`); answers `{ left }` |
 * | `DELETE /emulator/faults` | removes all faults |
 *
 * A body is JSON and says so in its `Content-Type`, which no form on a foreign page can. What means nothing is
 * answered with 400 and `{ error }`.
 */
const OWN_ENDPOINTS: readonly OwnEndpoint[] = [
  {
    method: 'GET',
    path: '/',
    answer: ({ emulator, accept }) =>
      accept.includes('text/html')
        ? { type: HTML, body: PAGE.html, headers: { vary: 'accept' } }
        : { body: summary(emulator), headers: { vary: 'accept' } },
  },
  {
    method: 'GET',
    path: '/emulator/page.css',
    answer: () => ({ type: 'text/css; charset=utf-8', body: PAGE.css }),
  },
  {
    method: 'GET',
    path: '/emulator/page.js',
    answer: () => ({ type: 'text/javascript; charset=utf-8', body: PAGE.js }),
  },
  {
    method: 'GET',
    path: '/emulator/state',
    answer: ({ emulator }) => ({ body: viewState(emulator) }),
  },
  {
    method: 'GET',
    path: '/emulator/cards/*/frames',
    answer({ emulator, param }) {
      const card = emulator.cards.get(param);
      if (!card) throw new Misused(404, 'no such card');
      return { body: card.frames };
    },
  },
  {
    method: 'GET',
    path: '/emulator/calls/*',
    answer({ emulator, param }) {
      const call = /^\d+$/.test(param) ? emulator.calls[Number(param)] : undefined;
      if (!call) throw new Misused(404, 'no such call');
      return { body: call };
    },
  },
  {
    method: 'POST',
    path: '/emulator/interact',
    async answer({ emulator, body }) {
      return { body: await emulator.interact(body() as unknown as Interaction) };
    },
  },
  {
    method: 'POST',
    path: '/emulator/clock',
    answer({ emulator, body }) {
      const ms = getOwn(body(), 'advanceMs');
      if (typeof ms !== 'number' || !(ms >= 0) || !Number.isSafeInteger(ms)) {
        throw new Misused(400, 'advanceMs is a whole number of milliseconds, from 0');
      }
      emulator.clock.advance(ms);
      return { body: { now: emulator.clock.now() } };
    },
  },
  {
    method: 'POST',
    path: '/emulator/faults',
    answer({ emulator, body }) {
      const { left } = emulator.faults.add(faultIn(body()));
      return { status: 201, body: { left } };
    },
  },
  {
    method: 'DELETE',
    path: '/emulator/faults',
    answer({ emulator }) {
      emulator.faults.clear();
      return { body: {} };
    },
  },
];

/** Whether a path is the emulator's own, so that the service never hears of it. */
export function isOwnPath(path: string): boolean {
  return path === '/' || path === '/emulator' || path.startsWith('/emulator/');
}

/** Answers a request to one of the emulator's own endpoints. */
export async function answerOwn(
  emulator: Emulator,
  path: string,
  request: IncomingMessage,
  bytes: Uint8Array,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('referrer-policy', 'no-referrer');
  try {
    const { endpoint, param } = find(request.method ?? 'GET', path);
    const answer = await endpoint.answer({
      emulator,
      param,
      accept: request.headers.accept ?? '',
      body: () => readObject(request.headers['content-type'], bytes),
    });
    const { status = 200, type, body, headers = {} } = answer;
    if (type === undefined) sendJson(response, status, body, headers);
    else {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
      response.end(body);
    }
  } catch (error) {
    if (error instanceof Misused) sendJson(response, error.status, { error: error.message });
    // How the emulator's methods say that an argument means nothing.
    else if (error instanceof TypeError || error instanceof RangeError) {
      sendJson(response, 400, { error: error.message });
    } else throw error;
  }
}

function find(method: string, path: string): { endpoint: OwnEndpoint; param: string } {
  const asked = method === 'HEAD' ? 'GET' : method;
  const segments = path.split('/');
  const onPath = OWN_ENDPOINTS.flatMap((endpoint) => {
    const expected = endpoint.path.split('/');
    const fits =
      expected.length === segments.length &&
      expected.every((name, i) => name === '*' || name === segments[i]);
    return fits ? [{ endpoint, param: segments[expected.indexOf('*')] ?? '' }] : [];
  });
  const found = onPath.find(({ endpoint }) => endpoint.method === asked);
  if (found) return found;
  if (onPath.length === 0) throw new Misused(404, `the emulator has no ${path}`);
  const allowed = onPath.map(({ endpoint }) => endpoint.method).join(', ');
  throw new Misused(405, `${path} takes ${allowed}`);
}

function readObject(contentType: string | undefined, bytes: Uint8Array): JsonObject {
  if (!/^\s*application\/json\s*(?:;|$)/i.test(contentType ?? '')) {
    throw new Misused(415, 'the Content-Type is application/json');
  }
  let value: unknown;
  try {
    value = parseJson(textOf(bytes) ?? '');
  } catch {
    throw new Misused(400, 'the body is no JSON');
  }
  if (!isObject(value)) throw new Misused(400, 'the body is no JSON object');
  return value;
}

/** What JSON can say of a fault. The checks of `faults.add` do the rest. */
function faultIn(body: JsonObject): Fault {
  const known = ['on', 'kind', 'times', 'skip', 'cardId', 'delayMs', 'retryAfterMs'];
  const unknown = Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new Misused(400, `a fault has no ${unknown}; it has ${known.join(', ')}`);
  }
  const { on } = body;
  if (!(typeof on === 'string' || (Array.isArray(on) && on.every((n) => typeof n === 'string')))) {
    throw new Misused(400, 'on is an endpoint, a list of endpoints, or *');
  }
  return body as unknown as Fault;
}

/** What has happened so far, in short. */
function summary(emulator: Emulator): object {
  const cards = emulator.cards.list().map((cardId) => {
    const { sequence, streaming, messageId } = emulator.cards.get(cardId) ?? {};
    return { cardId, sequence, streaming, messageId };
  });
  const calls = emulator.calls.map(({ body: _body, ...call }) => call);
  return { cards, calls };
}
