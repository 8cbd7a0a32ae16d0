import {
  type CardKit,
  cardKitOver,
  isObject,
  type WireRequest,
  type WireResponse,
} from '../schema/index.js';
import { acceptAnswer } from './accept-answer.js';
import { checkedRetries } from './connection-options.js';
import { createRateLimiter } from './create-rate-limiter.js';
import { eventOf, harmless, type OnCall } from './http-event.js';
import { type HttpExchange, MAX_ANSWER_BYTES } from './http-exchange.js';
import { isRepeatable } from './is-repeatable.js';
import { limitedExchange } from './limited-exchange.js';
import type { RateLimiter } from './rate-limiter.js';
import { type RateLimits, rateLimitsOf } from './rate-limits.js';
import { retry } from './retry.js';
import { answerOfFailure, headersOf } from './sdk-failure.js';
import { withoutTokens } from './without-tokens.js';

/** What is needed of a `Client` of `@larksuiteoapi/node-sdk`. */
export interface SdkClient {
  request(payload: SdkRequest): Promise<unknown>;
  readonly appId?: string | undefined;
}

/** One request in the SDK's terms, which are those of axios. */
export interface SdkRequest {
  method: string;
  url: string;
  data: object;
  headers: Record<string, string>;
  timeout: number;
  maxContentLength: number;
  $return_headers: true;
  env?: { FormData: typeof FormData };
  signal?: AbortSignal;
}

export interface SdkTransportOptions {
  /** Milliseconds for one attempt; the SDK alone would wait for ever. @default 15000 */
  timeoutMs?: number | undefined;
  /** How often a request that may be executed twice is repeated; see `createClient`. @default 2 */
  retries?: number | undefined;
  /** Holds calls back before the service would refuse them. @default createRateLimiter() */
  limiter?: RateLimiter | undefined;
  /** How many calls may go; the defaults stay a little below what the service takes. */
  rateLimits?: Partial<RateLimits> | undefined;
  /**
   * Called after each attempt, with status 0 where nothing was sent or no answer came. The SDK's own requests of tokens
   * are not told of. What it throws cannot break the call; it becomes one process warning.
   */
  onCall?: OnCall | undefined;
}

/**
 * CardKit over a client of the official SDK, with its host, its tokens and its way to the network. What the SDK leaves
 * out is done here: `code` is looked at in every answer, errors are `CardKitError`s, and rates are held.
 *
 * ```ts
 * import { Client } from '@larksuiteoapi/node-sdk';
 * const cardkit = sdkTransport(new Client({ appId: 'cli_...', appSecret: process.env.APP_SECRET! }));
 * ```
 *
 * The SDK keeps its token until it ends and offers no way to drop it: after `99991663` it would send the same one.
 * It also writes failed requests, tokens included, to its own logger.
 *
 * @throws TypeError if an option is out of range.
 */
export function sdkTransport(client: SdkClient, options: SdkTransportOptions = {}): CardKit {
  const { timeoutMs = 15_000 } = options;
  const retries = checkedRetries(options.retries ?? 2);
  const limited = {
    limiter: options.limiter ?? createRateLimiter(),
    app: client.appId ?? crypto.randomUUID(),
    limits: rateLimitsOf(options.rateLimits),
  };
  const exchange = limitedExchange(sdkExchange(client, timeoutMs, options.onCall), limited);
  return cardKitOver((request) => {
    const attempt = () => exchange(request);
    if (!isRepeatable(request)) return attempt();
    return retry(attempt, { retries, signal: request.signal });
  });
}

function sdkExchange(client: SdkClient, timeoutMs: number, hook: OnCall | undefined): HttpExchange {
  const onCall = harmless(hook);
  return async (request) => {
    const { signal } = request;
    signal?.throwIfAborted();
    const start = performance.now();
    const report = (response?: WireResponse) => {
      const ms = performance.now() - start;
      onCall(eventOf(request, { status: response?.status ?? 0, response, ms }));
    };
    let response: WireResponse;
    try {
      response = await answerOf(client, request, timeoutMs);
    } catch (error) {
      report();
      throw error;
    }
    report(response);
    acceptAnswer(response, request);
    return response;
  };
}

/** @throws CardKitError if there was none, or the signal's reason. */
async function answerOf(
  client: SdkClient,
  request: WireRequest,
  timeoutMs: number,
): Promise<WireResponse> {
  try {
    return withoutTokens(responseOf(await client.request(payloadOf(request, timeoutMs))));
  } catch (error) {
    request.signal?.throwIfAborted();
    return withoutTokens(answerOfFailure(error, request));
  }
}

function payloadOf({ method, path, body, form, signal }: WireRequest, timeout: number): SdkRequest {
  return {
    method,
    url: path,
    data: body ?? (form ? namedFiles(form) : {}),
    headers: { 'Content-Type': form ? 'multipart/form-data' : 'application/json; charset=utf-8' },
    timeout,
    maxContentLength: MAX_ANSWER_BYTES,
    // The log id stands in a header, which the SDK takes away unless it is asked not to.
    $return_headers: true,
    // The form of Node's own kind: axios' usual one loses the names of files, without which they are texts.
    ...(form ? { env: { FormData } } : {}),
    ...(signal ? { signal } : {}),
  };
}

function namedFiles(form: NonNullable<WireRequest['form']>): object {
  const fields = Object.entries(form).map(([name, value]) => [
    name,
    typeof value === 'string' || value instanceof File ? value : new File([value], name),
  ]);
  return Object.fromEntries(fields);
}

/** What the SDK resolves with: the body, beside its headers where the HTTP instance is the SDK's own. */
function responseOf(answer: unknown): WireResponse {
  if (!isObject(answer) || 'code' in answer || !isObject(answer.headers)) {
    return { status: 200, headers: {}, body: answer };
  }
  return { status: 200, headers: headersOf(answer.headers), body: answer.data };
}
