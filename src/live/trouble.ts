import { CardError, CardKitError } from '../schema/index.js';
import { backoffMs } from './backoff.js';
import type { FreshIds } from './fresh-ids.js';

/** What a failed attempt asks for. */
export interface Remedy {
  /** `again`: another attempt may help; `refused`: this frame never will; `gone`: nothing will. */
  readonly verdict: 'again' | 'refused' | 'gone';
  /** Whether the service may hold something else than what it acknowledged. */
  readonly suspect: boolean;
  /** Milliseconds to wait first. */
  readonly pauseMs: number;
  /** Whether the attempt does not count towards those after which a frame is given up. */
  readonly excused?: boolean;
}

/** While a click waits for its answer every write is refused; how long that is borne, in milliseconds. */
const LOCK_MS = 10_000;
const LOCK_PAUSE_MS = 500;

/** What a failed attempt is judged by, beside its error. */
export interface Circumstances {
  readonly fresh: FreshIds;
  readonly now: number;
  /** Whether it is the last frame of a card, or of its streaming. */
  readonly final: boolean;
}

/** How long the last frame of a card bears throttles, in milliseconds. */
const FINAL_MS = 60_000;

/**
 * The service stumbled over a request. Whether it carried it out is not known: a send that was answered like this had
 * been delivered.
 */
const STUMBLED: ReadonlySet<number> = new Set([1663, 2200, 300000, 300120]);

/** How often the service may refuse what a frame says about the card; all but the first time that is everything. */
const MAX_REFUSALS = 3;

/** The service's words for an id that it does not find. */
const NOT_FOUND = /not find elementID\s*:\s*([A-Za-z]\w*)/;
/** How often that is answered by patience: an added element was found after this many times. */
const MAX_FRESH_REFUSALS = 3;
const FRESH_PAUSE_MS = 200;

/** What went wrong since the last frame that came through. */
export class Trouble {
  /** Failed attempts, one after the other. */
  failures = 0;
  private refusals = 0;
  private freshRefusals = 0;
  /** Since when a click is being answered. */
  private lockedSince: number | undefined;

  /** When the first of them failed. */
  private since: number | undefined;

  /** @param last The last error so far: that of a frame that was given up. */
  constructor(public last?: unknown) {}

  remedy(error: unknown, { fresh, now, final }: Circumstances): Remedy {
    this.failures++;
    this.last = error;
    this.since ??= now;
    // The card could not be composed: nothing was sent.
    if (error instanceof CardError) return { verdict: 'refused', suspect: false, pauseMs: 0 };
    // The record could not be written: nothing was sent, and it may be written the next time.
    if (!(error instanceof CardKitError)) {
      return { verdict: 'again', suspect: false, pauseMs: backoffMs(this.failures, error) };
    }
    if (this.isTooFresh(error, fresh, now)) {
      // Patience of its own: with another fault before it, it would use up all attempts.
      return { verdict: 'again', suspect: false, pauseMs: FRESH_PAUSE_MS, excused: true };
    }
    if (error.code === 200810) {
      this.lockedSince ??= now;
      const excused = now < this.lockedSince + LOCK_MS;
      const pauseMs = Math.min(backoffMs(this.failures, error), LOCK_PAUSE_MS);
      return { verdict: 'again', suspect: false, pauseMs, excused };
    }
    const pauseMs = backoffMs(this.failures, error);
    switch (error.kind) {
      case 'gone':
        return { verdict: 'gone', suspect: true, pauseMs: 0 };
      case 'retry': {
        const suspect = STUMBLED.has(error.code);
        // A throttle executes nothing, and nothing comes after a last frame that would make up for it.
        const excused = final && !suspect && now < this.since + FINAL_MS;
        return { verdict: 'again', suspect, pauseMs, excused };
      }
      case 'reopen':
        return { verdict: 'again', suspect: false, pauseMs: this.failures === 1 ? 0 : pauseMs };
      case 'resync':
        // Without an answer nothing was refused, and patience may help.
        if (error.code !== 0 && ++this.refusals === MAX_REFUSALS) break;
        return { verdict: 'again', suspect: true, pauseMs: this.failures === 1 ? 0 : pauseMs };
    }
    this.refusals = 0;
    return { verdict: 'refused', suspect: true, pauseMs: 0 };
  }

  /** An element that was just added is not found yet: it will be, so the card is not suspect. */
  private isTooFresh(error: CardKitError, fresh: FreshIds, now: number): boolean {
    const id = NOT_FOUND.exec(error.message)?.[1];
    if (id === undefined || !fresh.has(id, now)) return false;
    return ++this.freshRefusals <= MAX_FRESH_REFUSALS;
  }
}
