import type { JsonObject } from '../schema/json.js';
import type { CallLog } from './call-log.js';
import type { EndpointRequest } from './endpoint.js';
import { parseJson } from './parse.js';
import { httpStatusOf, Refusal, turnedAway } from './refusal.js';
import { route } from './router.js';
import type { Service } from './state.js';

/** One HTTP request, as it arrives. */
export interface ServiceRequest {
  method: string;
  /** Path and query. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body?: string | undefined;
}

export interface ServiceResponse {
  status: number;
  headers: Record<string, string>;
  /** Made for this answer alone; nothing else refers to it. */
  body: JsonObject;
}

export type Handler = (request: ServiceRequest) => ServiceResponse;

/** The whole service as one function: every way to the emulator, in the process or over HTTP, goes through it. */
export function createHandler(service: Service, log: CallLog): Handler {
  return (request) => {
    const at = service.clock.now();
    const logId = service.ids.log(at);
    const body = readBody(request.body);
    const { status, envelope } = answer(service, request, body, logId);
    const { method, path } = request;
    const code = Number(envelope.code);
    const recorded = 'value' in body ? body.value : request.body;
    log.add({ method, path, body: recorded, text: request.body, status, code, at });
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-tt-logid': logId };
    return { status, headers, body: envelope };
  };
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
  request: ServiceRequest,
  body: Body,
  logId: string,
): { status: number; envelope: JsonObject } {
  try {
    const [path = '', query] = request.path.split('?', 2);
    const { endpoint, params } = route(request.method.toUpperCase(), path);
    const appId = endpoint.open ? '' : service.tokens.appOf(request.headers.authorization);
    const search = new URLSearchParams(query);
    const accepted: EndpointRequest = {
      service,
      appId,
      param: (name) => params.get(name) ?? '',
      query: (name) => search.get(name) ?? '',
      body() {
        if ('malformed' in body) throw turnedAway(9499);
        return body.value;
      },
    };
    return { status: 200, envelope: endpoint.answer(accepted) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const status = httpStatusOf(error.code, service.knobs.httpStatusForBusinessErrors);
    return { status, envelope: errorEnvelope(error, logId) };
  }
}

function errorEnvelope({ code, message, violations }: Refusal, logId: string): JsonObject {
  const fields =
    violations.length === 0 ? {} : { field_violations: violations.map((one) => ({ ...one })) };
  return { code, msg: message, data: {}, error: { log_id: logId, ...fields } };
}
