import type { RateWindow } from './rate-limiter.js';

/**
 * When the last calls of one bucket were made, as many as its widest limit allows. That is exact for every stretch of
 * time: a bucket that fills up while nobody calls would let twice as many through around its first use.
 */
export class CallCount {
  /** A ring: `next` is where the oldest stands once it is full. */
  private readonly times: number[] = [];
  private next = 0;
  private readonly size: number;
  private latest = Number.NEGATIVE_INFINITY;

  constructor(private readonly windows: readonly RateWindow[]) {
    this.size = Math.max(1, ...windows.map((window) => window.calls));
  }

  /** When the next call may go; in the past if it may go now. */
  readyAt(): number {
    let ready = Number.NEGATIVE_INFINITY;
    for (const { calls, ms } of this.windows) {
      const time = this.ago(calls);
      if (time !== undefined) ready = Math.max(ready, time + ms);
    }
    return ready;
  }

  add(now: number): void {
    this.times[this.next] = now;
    this.next = (this.next + 1) % this.size;
    this.latest = now;
  }

  /** How many calls could go at this time. */
  available(now: number): number {
    const left = this.windows.map(({ calls, ms }) => {
      const inWindow = this.times.filter((time) => time + ms > now).length;
      return Math.max(0, calls - inWindow);
    });
    return Math.min(...left);
  }

  /** Whether it says no more than a new one would. */
  isSpent(now: number): boolean {
    return this.latest + Math.max(0, ...this.windows.map((window) => window.ms)) <= now;
  }

  /** The time of the n-th last call; `undefined` if there were fewer. */
  private ago(n: number): number | undefined {
    if (n > this.times.length) return undefined;
    return this.times[(this.next - n + this.size) % this.size];
  }
}
