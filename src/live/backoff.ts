import { CardKitError } from '../schema/index.js';

/** How often one thing is tried before its error is shown. */
export const MAX_ATTEMPTS = 5;

/**
 * Milliseconds before the next attempt: what the service asked for, else 150, 300, 600, ... with up to a quarter less,
 * so that many cards do not come back at once.
 */
export function backoffMs(attempt: number, error: unknown): number {
  const asked = error instanceof CardKitError ? error.retryAfterMs : undefined;
  const step = 150 * 2 ** (attempt - 1);
  return Math.max(asked ?? 0, step * (1 - Math.random() / 4));
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
