import type { RateWindow } from './rate-limiter.js';

/** One call: when it went, or when its answer came. */
export interface Counted {
  at: number;
}

/**
 * When the last calls of one bucket were made, as many as its widest limit allows. That is exact for every stretch of
 * time: a bucket that fills up while nobody calls would let twice as many through around its first use.
 */
export class CallCount {
  /** By time, the latest at the end. */
  private readonly calls: Counted[] = [];
  private readonly size: number;
  private readonly narrowest: number;
  private readonly widest: number;

  constructor(private readonly windows: readonly RateWindow[]) {
    this.size = Math.max(1, ...windows.map((window) => window.calls));
    this.narrowest = Math.min(...windows.map((window) => window.ms));
    this.widest = Math.max(0, ...windows.map((window) => window.ms));
  }

  /**
   * When the next call may go; in the past if it may go now.
   *
   * @param before Calls that go before it, now.
   */
  readyAt(now: number, before = 0): number {
    let ready = Number.NEGATIVE_INFINITY;
    for (const { calls, ms } of this.windows) {
      const call = before < calls ? this.calls.at(before - calls) : { at: now };
      if (call) ready = Math.max(ready, call.at + ms);
    }
    return ready;
  }

  add(now: number): Counted {
    const call = { at: now };
    this.calls.push(call);
    if (this.calls.length > this.size) this.calls.shift();
    return call;
  }

  /**
   * The call was answered, so it arrived at some time until now, and the service counts from then. One that took
   * longer than a window is left alone: it is the answer that was slow.
   */
  answered(call: Counted, now: number): void {
    const index = this.calls.indexOf(call);
    if (index < 0 || now - call.at >= this.narrowest) return;
    this.calls.splice(index, 1);
    call.at = now;
    this.calls.push(call);
  }

  /** How many calls could go at this time. */
  available(now: number): number {
    const left = this.windows.map(({ calls, ms }) => {
      const inWindow = this.calls.filter(({ at }) => at + ms > now).length;
      return Math.max(0, calls - inWindow);
    });
    return Math.min(...left);
  }

  /** Whether it says no more than a new one would. */
  isSpent(now: number): boolean {
    const last = this.calls.at(-1);
    return !last || last.at + this.widest <= now;
  }
}
