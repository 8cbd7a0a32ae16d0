import { CallCount } from './call-count.js';
import type { Bucket, RateLimiter, RateRequest } from './rate-limiter.js';

export interface RateLimiterOptions {
  /**
   * Milliseconds of a clock that never goes back. It must go on while calls wait.
   * @default () => performance.now()
   */
  now?: (() => number) | undefined;
  /** Milliseconds after which a call that waits has its turn like one with a final frame. @default 5000 */
  patienceMs?: number | undefined;
}

interface Waiting {
  readonly request: RateRequest;
  readonly since: number;
  readonly go: () => void;
}

/** Calls of one card, in the order in which they came: their sequence numbers stand in that order too. */
type Lane = Waiting[];

/** When urgent calls that cannot go yet will be able to, by the buckets that they need. */
type Reserved = Map<string, number[]>;

/** What nobody used for a while is forgotten when so much more has come together. */
const SWEEP_AFTER = 1_000;
/** No window of the service is longer, so neither is a pause. */
const MAX_PAUSE_MS = 60_000;

/**
 * A limiter for the calls of one process. Those that wait go on in turn, card by card, so that a card with many calls
 * does not hold up the others; inside a card the order is kept. Cards with a final frame among their calls come
 * first. A call that can go does not wait for one that cannot, unless it would make an urgent one wait longer.
 */
export function createRateLimiter(options: RateLimiterOptions = {}): RateLimiter {
  const { now = () => performance.now(), patienceMs = 5_000 } = options;
  const counts = new Map<string, CallCount>();
  const pauses = new Map<string, number>();
  /** In the order of their turns. */
  const lanes = new Map<string, Lane>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  let sweepAt = SWEEP_AFTER;

  const countOf = ({ key, windows }: Bucket): CallCount => {
    let count = counts.get(key);
    if (!count) {
      count = new CallCount(windows);
      counts.set(key, count);
    }
    return count;
  };

  const readyAt = ({ buckets }: RateRequest, time: number): number =>
    buckets.reduce((ready, bucket) => {
      const resumes = pauses.get(bucket.key) ?? Number.NEGATIVE_INFINITY;
      return Math.max(ready, resumes, countOf(bucket).readyAt(time));
    }, Number.NEGATIVE_INFINITY);

  const count = ({ buckets, answered }: RateRequest, time: number): void => {
    for (const bucket of buckets) {
      const ofBucket = countOf(bucket);
      const call = ofBucket.add(time);
      const settle = () => ofBucket.answered(call, now());
      answered?.then(settle, settle);
    }
    if (counts.size + pauses.size < sweepAt) return;
    for (const [key, one] of counts) if (one.isSpent(time)) counts.delete(key);
    for (const [key, until] of pauses) if (until <= time) pauses.delete(key);
    sweepAt = counts.size + pauses.size + SWEEP_AFTER;
  };

  const isUrgent = (lane: Lane, time: number): boolean =>
    lane.some(({ request }) => request.final) || time - (lane[0]?.since ?? time) >= patienceMs;

  /**
   * Whether a call that can go leaves urgent ones what they need. One that waits for two buckets would wait for ever
   * if others took each of them as soon as it is free.
   */
  const leavesEnough = ({ buckets }: RateRequest, reserved: Reserved, time: number): boolean =>
    buckets.every((bucket) => {
      const times = reserved.get(bucket.key) ?? [];
      return times.every((at, i) => countOf(bucket).readyAt(time, i + 1) <= at);
    });

  const reserve = ({ buckets }: RateRequest, reserved: Reserved, at: number): void => {
    for (const { key } of buckets) {
      const times = reserved.get(key) ?? [];
      times.push(at);
      reserved.set(
        key,
        times.sort((a, b) => a - b),
      );
    }
  };

  /** The lane whose first call may go now; those that are urgent first. */
  const nextLane = (time: number): string | undefined => {
    const reserved: Reserved = new Map();
    const patient: [name: string, first: RateRequest][] = [];
    for (const [name, lane] of lanes) {
      const request = lane[0]?.request;
      if (!request) continue;
      const at = readyAt(request, time);
      const canGo = at <= time && leavesEnough(request, reserved, time);
      if (!isUrgent(lane, time)) {
        if (canGo) patient.push([name, request]);
      } else if (canGo) return name;
      else reserve(request, reserved, Math.max(at, time));
    }
    return patient.find(([, request]) => leavesEnough(request, reserved, time))?.[0];
  };

  /** Lets the first call of a lane go, and puts the lane at the end of the row. */
  const serve = (name: string, time: number): void => {
    const lane = lanes.get(name) ?? [];
    const first = lane.shift();
    lanes.delete(name);
    if (lane.length > 0) lanes.set(name, lane);
    if (!first) return;
    count(first.request, time);
    first.go();
  };

  const serveAll = (): void => {
    clearTimeout(timer);
    timerAt = Number.POSITIVE_INFINITY;
    const time = now();
    for (let name = nextLane(time); name !== undefined; name = nextLane(time)) serve(name, time);
    for (const [first] of lanes.values()) {
      const at = first ? readyAt(first.request, time) : time;
      // One that could go by its buckets waits for an urgent one, which has its own time.
      if (at > time) wakeAt(at);
    }
  };

  const wakeAt = (time: number): void => {
    if (time >= timerAt) return;
    clearTimeout(timer);
    timerAt = time;
    // Where the timer fires a little early by this clock, it is set once more.
    timer = setTimeout(serveAll, Math.max(1, Math.ceil(time - now())));
  };

  const leave = (name: string, waiting: Waiting): void => {
    const left = lanes.get(name)?.filter((one) => one !== waiting) ?? [];
    // In its place, so that the others of the lane keep their turn.
    if (left.length > 0) lanes.set(name, left);
    else lanes.delete(name);
    serveAll();
  };

  return {
    acquire(request) {
      const { signal } = request;
      if (signal?.aborted) return Promise.reject(signal.reason);
      const name = `${request.app} ${request.card ?? request.buckets[0]?.key ?? ''}`;
      const lane = lanes.get(name);
      const since = now();
      const ready = readyAt(request, since);
      if (lanes.size === 0 && ready <= since) {
        count(request, since);
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const abort = () => {
          leave(name, waiting);
          reject(signal?.reason);
        };
        const go = () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const waiting: Waiting = { request, since, go };
        signal?.addEventListener('abort', abort, { once: true });
        if (lane) lane.push(waiting);
        else lanes.set(name, [waiting]);
        // Where the timer is late, those who came before have their turns first.
        if (ready <= since) serveAll();
        else if (!lane) wakeAt(ready);
      });
    },
    penalize(keys, retryAfterMs) {
      const until = now() + Math.min(Math.max(0, retryAfterMs), MAX_PAUSE_MS);
      for (const key of keys) pauses.set(key, Math.max(until, pauses.get(key) ?? until));
    },
    available(bucket) {
      const time = now();
      return (pauses.get(bucket.key) ?? time) > time ? 0 : countOf(bucket).available(time);
    },
  };
}
