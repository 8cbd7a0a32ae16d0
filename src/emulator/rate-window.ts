import type { Knobs } from './knobs.js';

/** So many calls within so long. */
export interface Rate {
  limit: number;
  ms: number;
}

/** Counts calls per key against one rate. Keys without a call in the last window are forgotten. */
export interface RateWindow {
  readonly rate: Rate;
  /** Milliseconds until one more call of this key is within the rate; 0 if it is now. */
  wait(key: string, now: number): number;
  count(key: string, now: number): void;
  /** How many keys are remembered. */
  readonly size: number;
}

/**
 * `sliding` counts the calls since one window ago. `fixed` counts those since the window began, and all windows begin
 * at multiples of their length: a client may get in twice as many around the edge.
 */
export function rateWindow(rate: Rate, kind: Knobs['rateWindow']): RateWindow {
  /** The calls that count, oldest first; never more than `rate.limit`. */
  const calls = new Map<string, number[]>();
  let sweptAt = Number.NEGATIVE_INFINITY;

  /** The first moment whose calls still count. */
  const start = (now: number) =>
    kind === 'fixed' ? Math.floor(now / rate.ms) * rate.ms : now - rate.ms + 1;
  const recent = (key: string, now: number) =>
    (calls.get(key) ?? []).filter((at) => at >= start(now));

  const sweep = (now: number) => {
    if (now - sweptAt < rate.ms) return;
    sweptAt = now;
    for (const [key, times] of calls) {
      if ((times.at(-1) ?? 0) < start(now)) calls.delete(key);
    }
  };

  return {
    rate,
    wait(key, now) {
      const times = recent(key, now);
      if (times.length < rate.limit) return 0;
      return (kind === 'fixed' ? start(now) : (times[0] ?? now)) + rate.ms - now;
    },
    count(key, now) {
      sweep(now);
      calls.set(key, [...recent(key, now), now]);
    },
    get size() {
      return calls.size;
    },
  };
}
