import { vi } from 'vitest';

/** Time that a storm lets pass. Nothing takes any time but what waits for a timer. */
export interface StormClock {
  now(): number;
  /** Lets milliseconds pass, with all that happens meanwhile. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until something is so. Says whether it came to be, within so many milliseconds. */
  until(isSo: () => boolean, withinMs: number): Promise<boolean>;
  /** Moves the time on as if the machine had slept: timers wait for as long as they would have. */
  sleep(ms: number): void;
  /** Timers that wait. */
  timers(): number;
}

/** Taken before any clock is faked. */
const soon = globalThis.setImmediate;

/** Everything that needs no time. A macrotask that is not faked comes after all microtasks. */
const everything = (): Promise<void> => new Promise((resolve) => void soon(resolve));

/** The fake clock of vitest, from the same moment each time. */
export function fakeClock(): StormClock {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 9) });
  return {
    now: () => Date.now(),
    async pass(ms) {
      let over = false;
      setTimeout(() => {
        over = true;
      }, ms);
      for (await everything(); !over; await everything()) vi.advanceTimersToNextTimer();
    },
    async until(isSo, withinMs) {
      const last = Date.now() + withinMs;
      for (;;) {
        await everything();
        if (isSo()) return true;
        if (vi.getTimerCount() === 0 || Date.now() > last) return false;
        vi.advanceTimersToNextTimer();
      }
    },
    sleep: (ms) => void vi.setSystemTime(Date.now() + ms),
    timers: () => vi.getTimerCount(),
  };
}
