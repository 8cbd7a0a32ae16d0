/** One count of calls that has limits. */
export interface Bucket {
  /** Names it among all apps: `app cli_... messages.send`. */
  key: string;
  /** No more than so many calls may go in any stretch of time of this length. */
  windows: readonly RateWindow[];
}

export interface RateWindow {
  calls: number;
  ms: number;
}

/** What one call asks of the limiter. */
export interface RateRequest {
  /** The app that calls, and for a store app the tenant it calls for. */
  app: string;
  /** The buckets that it is counted in, each of them. */
  buckets: readonly Bucket[];
  /** Those who wait have their turns by this name: a card, a chat, a message. */
  card?: string | undefined;
  /** The last frame of a card; its card comes first. */
  final?: boolean | undefined;
  /**
   * Settles when the call was answered. The service counts a call when it arrives, which is between its start and
   * this; without it the start counts.
   */
  answered?: Promise<unknown> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Holds calls back so that the service need not refuse them. Processes that share an app share its limits; they can
 * share a limiter of this form over a common store. {@link createRateLimiter} makes one for a single process.
 */
export interface RateLimiter {
  /** Resolves when the call may go, and counts it. Rejects with the signal's reason, and then counts nothing. */
  acquire(request: RateRequest): Promise<void>;
  /** The service refused a call: nothing goes to these buckets for so many milliseconds. */
  penalize(keys: readonly string[], retryAfterMs: number): void | Promise<void>;
  /**
   * How many calls could go to the bucket at once. Without it, no call goes by another endpoint to save the first; nor
   * does one if this fails or takes more than 100 ms.
   */
  available?(bucket: Bucket): number | Promise<number>;
}
