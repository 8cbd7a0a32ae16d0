import type { JsonObject } from '../schema/json.js';
import type { CallLog } from './call-log.js';
import type { EndpointRequest, Form } from './endpoint.js';
import { faultExchange, type StruckCall } from './fault-exchange.js';
import { isCardWrite } from './fault-kinds.js';
import { faultTarget } from './fault-target.js';
import type { StrikeCall } from './faults.js';
import { parseJson } from './parse.js';
import type { Random } from './random.js';
import { httpStatusOf, noted, Refusal, turnedAway } from './refusal.js';
import { type Route, route } from './router.js';
import { checkScope } from './scopes.js';
import type { Service } from './state.js';

/** One HTTP request, as it arrives. */
export interface ServiceRequest {
  method: string;
  /** Path and query. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body?: string | undefined;
  /** Fields of a multipart body, parsed by whoever received it; then there is no `body`. */
  form?: Form | undefined;
}

export interface ServiceResponse {
  status: number;
  headers: Record<string, string>;
  /** Made for this answer alone; nothing else refers to it. */
  body: JsonObject;
  /** What the service does not say: why it refuses, or what was strange about a request that it takes. Never sent. */
  note?: string;
}

/** What comes of a request. Whatever the request did was done when this is returned; only the answer waits. */
export type Exchange =
  | {
      kind: 'answer';
      response: ServiceResponse;
      /** Milliseconds until the answer goes out. */
      afterMs: number;
      /** What is sent instead of the body's JSON: JSON that is cut off, or none at all. */
      text?: string;
    }
  /** No answer; the connection is closed after this many milliseconds. */
  | { kind: 'silence'; afterMs: number }
  /** The connection breaks after this many milliseconds. */
  | { kind: 'reset'; afterMs: number };

export type Handler = (request: ServiceRequest) => Exchange;

/** What stands around the service: it is not known to the endpoints. */
export interface Surroundings {
  log: CallLog;
  strike: StrikeCall;
  /** What happens by chance in a fault. */
  random: Random;
  /** The scopes that the app was given; all if `undefined`. */
  scopes: readonly string[] | undefined;
}

/**
 * The whole service as one function: every way to the emulator, in the process or over HTTP, goes through it.
 * Route -> fault -> token -> scope -> rate limits -> endpoint -> exchange.
 */
export function createHandler(service: Service, surroundings: Surroundings): Handler {
  const { log, random, scopes } = surroundings;
  return (request) => {
    const at = service.clock.now();
    const logId = service.ids.log(at);
    const body = readBody(request.body);
    const found = find(request);
    const read = 'value' in body ? body.value : undefined;

    const respond = (status: number, envelope: JsonObject, headers = {}): ServiceResponse => {
      const usual = { 'content-type': 'application/json; charset=utf-8', 'x-tt-logid': logId };
      return { status, headers: { ...usual, ...headers }, body: envelope };
    };
    const refuse: StruckCall['refuse'] = (refusal, status) => {
      const { httpStatusForBusinessErrors } = service.knobs;
      const usual = httpStatusOf(refusal.code, httpStatusForBusinessErrors);
      const response = respond(status ?? usual, errorEnvelope(refusal, logId), refusal.headers);
      return withNote(response, noteOf(refusal));
    };
    const execute: StruckCall['execute'] = (businessErrors) => {
      try {
        if (found instanceof Refusal) throw found;
        let note: string | undefined;
        const remark = (words: string) => {
          note = words;
        };
        const envelope = answer(service, scopes, request, found, { ...body, remark });
        return withNote(respond(200, envelope), note);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refuse(error, businessErrors && httpStatusOf(error.code, businessErrors));
      }
    };

    const strike =
      found instanceof Refusal
        ? undefined
        : surroundings.strike(() => faultTarget(service, found.endpoint.name, param(found), read));
    const exchange: Exchange = strike
      ? faultExchange(strike, { service, request, execute, refuse, random })
      : { kind: 'answer', response: execute(), afterMs: 0 };

    log.add(
      { request, body: 'value' in body ? body.value : request.body, exchange },
      {
        at,
        logId,
        endpoint: found instanceof Refusal ? undefined : found.endpoint.name,
        fault: strike?.kind,
      },
    );
    return exchange;
  };
}

function find(request: ServiceRequest): Route | Refusal {
  try {
    const [path = ''] = request.path.split('?', 1);
    return route(request.method.toUpperCase(), path);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function param({ params }: Route): (name: string) => string {
  return (name) => params.get(name) ?? '';
}

/** What a body holds, or nothing if it is no JSON. */
type Body = { value: unknown } | { malformed: true };

function readBody(text: string | undefined): Body {
  if (text === undefined || text === '') return { value: undefined };
  try {
    return { value: parseJson(text) };
  } catch {
    return { malformed: true };
  }
}

function answer(
  service: Service,
  scopes: readonly string[] | undefined,
  request: ServiceRequest,
  found: Route,
  body: Body & Pick<EndpointRequest, 'remark'>,
): JsonObject {
  const { endpoint } = found;
  const appId = endpoint.open ? '' : service.tokens.appOf(request.headers.authorization);
  checkScope(endpoint.name, scopes);
  // The limits are an app's, and nothing tells whose a call without a token is.
  if (!endpoint.open) service.limits.endpoint(endpoint.name, appId);
  if (isCardWrite(endpoint.name)) {
    const card = service.cards.get(param(found)('card_id'));
    // What another app is about to be refused is nothing that the card's own has to wait for.
    if (card?.appId === appId) service.limits.card(card);
  }
  const search = new URLSearchParams(request.path.split('?', 2)[1]);
  return endpoint.answer({
    service,
    appId,
    param: param(found),
    query: (name) => search.get(name) ?? '',
    body() {
      if ('malformed' in body) throw noted(turnedAway(9499), 'the body is no JSON');
      return body.value;
    },
    form: request.form,
    remark: body.remark,
  });
}

function withNote(response: ServiceResponse, note: string | undefined): ServiceResponse {
  return note === undefined ? response : { ...response, note };
}

/** The service lists what is wrong with the fields elsewhere than in its message. */
function noteOf({ note, violations }: Refusal): string | undefined {
  if (violations.length === 0) return note;
  const listed = violations.map(({ field, description }) => `${field}: ${description}`);
  return [...(note === undefined ? [] : [note]), ...listed].join('; ');
}

function errorEnvelope({ code, message, violations }: Refusal, logId: string): JsonObject {
  const fields =
    violations.length === 0 ? {} : { field_violations: violations.map((one) => ({ ...one })) };
  return { code, msg: message, data: {}, error: { log_id: logId, ...fields } };
}
