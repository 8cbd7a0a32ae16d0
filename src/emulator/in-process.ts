import { CardKitError } from '../schema/cardkit-error.js';
import { isObject } from '../schema/json.js';
import { TOKEN_CODES } from '../schema/service-codes.js';
import type { Transport, WireRequest, WireResponse } from '../schema/wire.js';
import type { Form } from './endpoint.js';
import type { Handler } from './handler.js';

/**
 * The transport of code that shares the process with the service. It shows what a client over HTTP sees: an answer
 * comes late or not at all, and a token that is refused is replaced by a new one. It repeats nothing else.
 *
 * @param token A token that is good now. Asking for it is no call that anybody counts.
 */
export function inProcess(handle: Handler, token: () => string): Transport {
  const exchange = async (request: WireRequest): Promise<WireResponse> => {
    const form = request.form && (await readForm(request.form));
    const { method, path, body, signal } = request;
    signal?.throwIfAborted();
    const outcome = handle({
      method,
      path,
      headers: { authorization: `Bearer ${token()}` },
      body: body === undefined ? undefined : JSON.stringify(body),
      form,
    });
    if (outcome.afterMs > 0) await passed(outcome.afterMs, signal);
    if (outcome.kind === 'silence') throw noAnswer(request, 'no answer came');
    if (outcome.kind === 'reset') throw noAnswer(request, 'the connection broke');
    const { response, text } = outcome;
    return readText(text === undefined ? response : { ...response, body: parsed(text) }, request);
  };

  return async (request) => {
    const response = await exchange(request);
    // A number is not used twice. Anything else was not executed and goes out once more.
    if (request.sequenced || !isRefusedToken(response)) return response;
    return exchange(request);
  };
}

async function readForm(form: NonNullable<WireRequest['form']>): Promise<Form> {
  const fields = Object.entries(form).map(async ([name, value]) => {
    const read = typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer());
    return [name, read] as const;
  });
  return Object.fromEntries(await Promise.all(fields));
}

/** Waits, or rejects with the signal's reason as soon as it aborts. Leaves no timer and no listener behind. */
function passed(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Passes an envelope on. An answer that is none says nothing about the request. */
function readText(response: WireResponse, request: WireRequest): WireResponse {
  const { status, body } = response;
  if (isObject(body) && typeof body.code === 'number') return response;
  throw noAnswer(request, `HTTP ${status} without the service's envelope`, response);
}

function noAnswer(request: WireRequest, why: string, response?: WireResponse): CardKitError {
  return new CardKitError({
    code: 0,
    status: response?.status ?? 0,
    logId: response?.headers['x-tt-logid'],
    kind: request.sequenced ? 'resync' : 'retry',
    message: `${request.method} ${request.path}: ${why}`,
  });
}

function isRefusedToken({ body }: WireResponse): boolean {
  return isObject(body) && typeof body.code === 'number' && TOKEN_CODES.has(body.code);
}
