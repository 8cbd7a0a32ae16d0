import { CardKitError } from '../schema/index.js';

/** How often one thing is tried before its error is shown. */
export const MAX_ATTEMPTS = 5;

/** Limits of throttles count in minutes at most; a longer wait is more than the service can mean. */
const LONGEST_MS = 60_000;

/**
 * Milliseconds before the next attempt: what the service asked for, at least 150, 300, 600, ..., 2400, and up to a
 * third of that on top, so that many cards do not come back at once.
 */
export function backoffMs(failures: number, error: unknown): number {
  const asked = error instanceof CardKitError ? (error.retryAfterMs ?? 0) : 0;
  const step = 150 * 2 ** (Math.min(failures, MAX_ATTEMPTS) - 1);
  return Math.min(Math.max(asked, step), LONGEST_MS) + (Math.random() * step) / 3;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
