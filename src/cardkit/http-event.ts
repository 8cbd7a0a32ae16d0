import { isObject, utf8Length, type WireRequest, type WireResponse } from '../schema/index.js';

/**
 * One HTTP exchange, for logs and metrics: each attempt is one event, the request of a token included. It holds no
 * token, no secret and no content of a card.
 */
export interface HttpEvent {
  method: string;
  /** Path and query, from `/open-apis` on. */
  path: string;
  /** HTTP status; not a sign of success by itself. 0 when no answer came. */
  status: number;
  /** The service's code: 0 is success. `undefined` when no usable answer came. */
  code: number | undefined;
  /** Milliseconds from the start of the attempt to the end of the answer. */
  ms: number;
  /** Bytes of the request's body. */
  bytes: number;
  /** The vendor's log id (`X-Tt-Logid`); `''` if there was none. */
  logId: string;
}

export type OnCall = (event: HttpEvent) => unknown;

/** The event of one attempt. `status` is there without a `response` where an answer broke off. */
export function eventOf(
  { method, path, body, form }: WireRequest,
  outcome: { status: number; response?: WireResponse | undefined; ms: number },
): HttpEvent {
  const { status, response, ms } = outcome;
  return {
    method,
    path,
    status,
    code: codeOf(response?.body),
    ms,
    bytes: body === undefined ? formBytes(form) : utf8Length(JSON.stringify(body)),
    logId: response?.headers['x-tt-logid'] ?? '',
  };
}

/** Bytes of the fields, without what a multipart body puts between them. */
function formBytes(fields: WireRequest['form'] = {}): number {
  return Object.values(fields).reduce(
    (sum, value) => sum + (typeof value === 'string' ? utf8Length(value) : value.size),
    0,
  );
}

function codeOf(body: unknown): number | undefined {
  return isObject(body) && typeof body.code === 'number' ? body.code : undefined;
}

/** A hook that can no longer break the call: what it throws, or rejects with, becomes one process warning. */
export function harmless(onCall: OnCall | undefined): (event: HttpEvent) => void {
  if (onCall === undefined) return () => {};
  let warned = false;
  const warn = (error: unknown) => {
    if (warned) return;
    warned = true;
    process.emitWarning(`onCall failed: ${error instanceof Error ? error.message : error}`, {
      code: 'LARKX_ON_CALL',
    });
  };
  return (event) => {
    try {
      Promise.resolve(onCall(event)).catch(warn);
    } catch (error) {
      warn(error);
    }
  };
}
