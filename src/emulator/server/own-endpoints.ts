import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOwn, isObject, type JsonObject } from '../../schema/json.js';
import type { OpenEmulator } from '../emulator.js';
import type { Fault } from '../faults.js';
import { parseJson } from '../parse.js';
import type { Interaction, Reading } from '../user/index.js';
import { textOf } from './body.js';
import type { ClickLog } from './click-log.js';
import { checkMembers, count, found, type Members, text, texts } from './members.js';
import { Misused } from './misused.js';
import { PAGE } from './page-files.js';
import { seenParts } from './parts.js';
import { sendJson } from './respond.js';
import { seenJson } from './seen-json.js';
import { viewCalls, viewState, type Wanted } from './state-view.js';

/** An emulator, and what readers did. */
export interface Watched extends OpenEmulator {
  readonly clicks: ClickLog;
}

/** A request that is the emulator's own business and no part of the service. */
interface OwnRequest extends Watched {
  /** What stands in the path where the endpoint has `*`. */
  param: string;
  query: URLSearchParams;
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
 * | `GET /emulator/state` | everything it holds, see `StateView`; `?since=<index>` leaves out older calls, `?only=<card or message id>` all other documents |
 * | `GET /emulator/view?cardId=` or `?messageId=` | a card as a reader sees it, `&operator=<open id>` says who: document, fields, panels, interactive components |
 * | `GET /emulator/cards/<cardId>/frames` | a card after each write that changed it |
 * | `GET /emulator/calls/<index>` | a call with its body and answer |
 * | `GET /emulator/clicks/<index>` | what a reader did, and what came of it |
 * | `POST /emulator/interact` | what a reader does (`Interaction`); answers what the reader saw (`SeenJson`) |
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
    answer: ({ accept, ...open }) =>
      accept.includes('text/html')
        ? { type: HTML, body: PAGE.html, headers: { vary: 'accept' } }
        : { body: summary(open), headers: { vary: 'accept' } },
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
    answer: ({ query, clicks, ...open }) => ({ body: viewState(open, wantedIn(query), clicks) }),
  },
  {
    method: 'GET',
    path: '/emulator/view',
    answer({ emulator, query }) {
      const view = emulator.view(readingIn(query));
      return { body: { ...view, parts: seenParts(view) } };
    },
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
    answer({ inside: { log }, param }) {
      const index = /^\d+$/.test(param) ? Number(param) : Number.NaN;
      if (index < log.dropped) throw new Misused(404, 'the call is not kept any more');
      const call = log.records[index - log.dropped];
      if (!call) throw new Misused(404, 'no such call');
      return { body: call };
    },
  },
  {
    method: 'GET',
    path: '/emulator/clicks/*',
    answer({ clicks: { records, dropped }, param }) {
      const click = /^\d+$/.test(param) ? records[Number(param) - dropped] : undefined;
      if (!click) throw new Misused(404, 'no such click, or it is not kept any more');
      return { body: click };
    },
  },
  {
    method: 'POST',
    path: '/emulator/interact',
    async answer({ emulator, body }) {
      return { body: seenJson(await emulator.interact(body() as unknown as Interaction)) };
    },
  },
  {
    method: 'POST',
    path: '/emulator/clock',
    answer({ emulator, body }) {
      const given = body();
      checkMembers(given, 'a clock', CLOCK);
      const ms = getOwn(given, 'advanceMs');
      if (typeof ms !== 'number') throw new Misused(400, 'advanceMs is missing');
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

/**
 * Answers a request to one of the emulator's own endpoints.
 *
 * @param path with its query
 */
export async function answerOwn(
  open: Watched,
  path: string,
  request: IncomingMessage,
  bytes: Uint8Array,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('referrer-policy', 'no-referrer');
  try {
    const [pathname = '', query] = path.split('?', 2);
    const { endpoint, param } = find(request.method ?? 'GET', pathname);
    const answer = await endpoint.answer({
      ...open,
      param,
      query: new URLSearchParams(query),
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

const MILLISECONDS = count(0, 'a whole number of milliseconds');

const CLOCK: Members = { advanceMs: MILLISECONDS };

/** Without `change`, which is a function. */
const FAULT: Members = {
  on: {
    is: 'an endpoint, a list of endpoints, or *',
    fits: (on) => text.fits(on) || texts.fits(on),
  },
  kind: text,
  times: count(1),
  skip: count(0),
  cardId: text,
  delayMs: MILLISECONDS,
  retryAfterMs: MILLISECONDS,
};

/** What JSON can say of a fault. The checks of `faults.add` do the rest. */
function faultIn(body: JsonObject): Fault {
  checkMembers(body, 'a fault', FAULT);
  for (const needed of ['on', 'kind']) {
    if (!Object.hasOwn(body, needed)) throw new Misused(400, `a fault has no ${needed}`);
  }
  return body as unknown as Fault;
}

const READING: readonly string[] = ['cardId', 'messageId', 'operator'];

function readingIn(query: URLSearchParams): Reading {
  for (const name of query.keys()) {
    if (READING.includes(name)) continue;
    throw new Misused(400, `a view has no ${found(name)}; it has ${READING.join(', ')}`);
  }
  const [cardId, messageId, openId] = READING.map((name) => query.get(name) ?? undefined);
  return {
    ...(cardId === undefined ? {} : { cardId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(openId === undefined ? {} : { operator: { openId } }),
  };
}

function wantedIn(query: URLSearchParams): Wanted {
  const since = query.get('since');
  const only = query.get('only');
  if (since !== null && !/^\d{1,15}$/.test(since)) {
    throw new Misused(400, 'since is the index of a call, a whole number from 0');
  }
  return {
    ...(since === null ? {} : { since: Number(since) }),
    ...(only === null ? {} : { only }),
  };
}

/** What has happened so far, in short. */
function summary(open: OpenEmulator): object {
  const cards = viewState(open, { only: '' }).cards.map(
    ({ cardId, sequence, streaming, messageId }) => ({ cardId, sequence, streaming, messageId }),
  );
  const calls = viewCalls(open.inside.log).map(({ index: _index, ...call }) => call);
  return { cards, calls };
}
