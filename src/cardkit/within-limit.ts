import { CardKitError, type WireRequest } from '../schema/index.js';
import type { RateLimiter, RateRequest } from './rate-limiter.js';

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
    if (pause) await tell(limiter, pause).catch(() => {});
    throw error;
  } finally {
    settle();
  }
}

async function tell(limiter: RateLimiter, { keys, ms }: Pause): Promise<void> {
  await limiter.penalize(keys, ms);
}

/** A limiter over a store may fail by itself; nothing was sent then. */
async function acquire(
  limiter: RateLimiter,
  rate: RateRequest,
  { method, path, signal }: WireRequest,
): Promise<void> {
  try {
    await limiter.acquire(rate);
  } catch (error) {
    signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : error;
    throw new CardKitError({
      code: 0,
      status: 0,
      kind: 'retry',
      message: `${method} ${path}: the rate limiter failed: ${why}`,
      cause: error,
    });
  }
}
