import { CardKitError, TOKEN_CODES } from '../schema/index.js';
import { sleep } from './abortable.js';

/** The wait before the first repeat; it doubles with each. A fresh card is known to messaging after this (F-12). */
const BASE_MS = 400;
/** If the service asks to wait longer than this, the caller decides, who knows what else could be done. */
const MAX_WAIT_MS = 10_000;

interface RetryOptions {
  retries: number;
  signal?: AbortSignal | undefined;
  /** Which errors of kind `retry` are worth another attempt. All by default. */
  again?: ((error: CardKitError) => boolean) | undefined;
}

/**
 * Repeats an attempt that failed with an error of kind `retry`, at most `retries` times. Only for requests that may
 * be executed twice. An error that asks for a longer wait than 10 s surfaces at once.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  { retries, signal, again = () => true }: RetryOptions,
): Promise<T> {
  for (let repeats = 0; ; repeats++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CardKitError) || repeats >= retries || !again(error)) throw error;
      const wait = waitAfter(error, repeats);
      if (wait === undefined) throw error;
      await sleep(wait, signal);
    }
  }
}

/**
 * Milliseconds to wait before the next attempt; `undefined` if there should be none. The jitter keeps processes that
 * failed together from coming back together.
 */
function waitAfter(error: CardKitError, repeats: number): number | undefined {
  if (error.kind !== 'retry') return undefined;
  // The same token would be refused again.
  if (TOKEN_CODES.has(error.code)) return undefined;
  const asked = error.retryAfterMs ?? 0;
  if (asked > MAX_WAIT_MS) return undefined;
  const backoff = BASE_MS * 2 ** repeats;
  return Math.max(asked, backoff * 0.75) + Math.random() * backoff * 0.5;
}
