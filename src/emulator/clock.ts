/** The time inside the emulator. */
export interface Clock {
  now(): number;
  /** Lets time pass at once: streaming windows, tokens and cards grow older by this much. */
  advance(ms: number): void;
}

/** A clock that follows `source` and runs ahead of it by what it was advanced. A constant source makes it stand still. */
export function createClock(source: () => number = Date.now): Clock {
  let ahead = 0;
  return {
    now: () => source() + ahead,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`time only goes forward: advance(${ms})`);
      ahead += ms;
    },
  };
}
