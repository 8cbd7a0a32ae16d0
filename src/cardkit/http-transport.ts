import { CardKitError, TOKEN_CODES, type Transport, type WireRequest } from '../schema/index.js';
import type { HttpExchange } from './http-exchange.js';
import { isRepeatable } from './is-repeatable.js';
import { retry } from './retry.js';
import type { TokenSource } from './tenant-token.js';

/**
 * The transport under a client: token -> exchange, and again where that is safe.
 *
 * | request | after no answer, a 5xx, a throttle | after a refused token |
 * |---|---|---|
 * | a write with a sequence number | never: its number may be used up | the token is dropped, the error is `retry` |
 * | `cards.create` | repeated: a second entity that nobody sends does no harm | repeated once with a new token |
 * | `cards.convertId`, `messages.patch`, `uploadImage` | repeated: the second time changes nothing more | repeated once |
 * | a message with `uuid` | repeated: the service answers with the first message | repeated once |
 * | a message without `uuid` | not repeated: it might appear twice | repeated once: it was not executed |
 */
export function httpTransport(
  exchange: HttpExchange,
  tokens: TokenSource,
  options: { retries: number },
): Transport {
  const send = (request: WireRequest, token: string) => {
    if (!isRepeatable(request)) return exchange(request, token);
    return retry(() => exchange(request, token), {
      retries: options.retries,
      signal: request.signal,
    });
  };

  return async (request) => {
    const token = await tokens.get(request.signal);
    try {
      return await send(request, token);
    } catch (error) {
      if (!isRefusedToken(error)) throw error;
      tokens.drop(token);
      if (request.sequenced) throw error;
    }
    const fresh = await tokens.get(request.signal);
    try {
      return await send(request, fresh);
    } catch (error) {
      if (isRefusedToken(error)) tokens.drop(fresh);
      throw error;
    }
  };
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof CardKitError && TOKEN_CODES.has(error.code);
}
