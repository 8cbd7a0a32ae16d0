import { CardKitError } from '../schema/index.js';
import { backoffMs } from './backoff.js';

/** What a failed attempt asks for. */
export interface Remedy {
  /** `again`: another attempt may help; `refused`: this frame never will; `gone`: nothing will. */
  readonly verdict: 'again' | 'refused' | 'gone';
  /** Whether the service may hold something else than what it acknowledged. */
  readonly suspect: boolean;
  /** Milliseconds to wait first. */
  readonly pauseMs: number;
}

/**
 * The service stumbled over a request. Whether it carried it out is not known: a send that was answered like this had
 * been delivered.
 */
const STUMBLED: ReadonlySet<number> = new Set([1663, 2200, 300000, 300120]);

/** How often the service may refuse what a frame says about the card; all but the first time that is everything. */
const MAX_REFUSALS = 3;

/** What went wrong since the last frame that came through. */
export class Trouble {
  /** Failed attempts, one after the other. */
  failures = 0;
  private refusals = 0;

  remedy(error: unknown): Remedy {
    this.failures++;
    // Thrown before anything was sent.
    if (!(error instanceof CardKitError)) return { verdict: 'refused', suspect: false, pauseMs: 0 };
    const pauseMs = backoffMs(this.failures, error);
    switch (error.kind) {
      case 'gone':
        return { verdict: 'gone', suspect: true, pauseMs: 0 };
      case 'retry':
        return { verdict: 'again', suspect: STUMBLED.has(error.code), pauseMs };
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
}
