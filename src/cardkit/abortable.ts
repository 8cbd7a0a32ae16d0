import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a promise, but rejects with the signal's reason as soon as it aborts. What is waited for goes on:
 * others may wait for it too.
 */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined) {
  if (signal === undefined) return promise;
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (abort) signal.removeEventListener('abort', abort);
  }
}

/**
 * What comes of work that matters less than what waits for it: `undefined` if it fails or takes longer than that.
 * Rejects with the signal's reason alone.
 */
export async function optional<T>(
  work: () => T | Promise<T>,
  { ms, signal }: { ms: number; signal?: AbortSignal | undefined },
): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const done = Promise.resolve()
    .then(work)
    .catch(() => undefined);
  try {
    return await abortable(Promise.race([done, late]), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits some milliseconds; rejects with the signal's reason as soon as it aborts, and leaves no timer behind. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(ms, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
