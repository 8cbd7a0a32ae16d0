import { CardKitError, type WireRequest } from '../schema/index.js';
import { abortable, optional } from './abortable.js';
import type { RateLimiter, RateRequest } from './rate-limiter.js';
import { causeOf, reasonOf } from './reason.js';

/** How long a refusal waits until the limiter has heard of it. */
const MAX_TELL_MS = 1_000;

/** What is to pause after a refusal, and for how long. */
export interface Pause {
  keys: readonly string[];
  ms: number;
}

/** Sends once the limiter lets it, and tells the limiter when the service refused the call for its rate. */
export async function withinLimit<T>(
  limiter: RateLimiter,
  rate: RateRequest,
  request: WireRequest,
  { send, pauseAfter }: { send(): Promise<T>; pauseAfter(error: CardKitError): Pause | undefined },
): Promise<T> {
  let settle = () => {};
  const answered = new Promise<void>((resolve) => {
    settle = resolve;
  });
  await acquire(limiter, { ...rate, answered }, request);
  try {
    return await send();
  } catch (error) {
    const pause = error instanceof CardKitError ? pauseAfter(error) : undefined;
    // Whether the limiter could be told or not, what the service said matters more.
    if (pause) {
      await optional(() => limiter.penalize(pause.keys, pause.ms), { ms: MAX_TELL_MS });
    }
    throw error;
  } finally {
    settle();
  }
}

/** A limiter over a store may fail by itself; nothing was sent then. */
async function acquire(
  limiter: RateLimiter,
  rate: RateRequest,
  { method, path, signal }: WireRequest,
): Promise<void> {
  try {
    await abortable(limiter.acquire(rate), signal);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = reasonOf(error);
    throw new CardKitError({
      code: 0,
      status: 0,
      kind: 'retry',
      message: `${method} ${path}: the rate limiter failed: ${reason.message}`,
      cause: causeOf(reason),
    });
  }
}
