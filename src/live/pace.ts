import type { Budget } from './budget.js';

/** Milliseconds between the beginnings of two frames of a card, unless the app says otherwise. */
export const PACE_MS = 200;

/** A text of this many characters is typed at the usual pace; a longer one is sent less often. */
const CHARS_AT_PACE = 4000;
/** However long the text is. */
const SLOWEST_MS = 1000;
/** Milliseconds of the app's minute that one frame takes: 950 calls, and two calls in some frames. */
const MS_PER_FRAME = 90;

/**
 * How long a card waits after the beginning of a frame before it begins the next: longer the more text each frame
 * carries, since all of it is sent each time, and the more cards share the app's budget.
 *
 *     chars       0   4,000   10,000   20,000        cards      1     10     50     100
 *     wait      200     200      500    1,000        wait     200    900   4,500   9,000
 */
export function paceMs(usual: number, chars: number, budget: Budget): number {
  if (usual === 0) return 0;
  const byText = Math.min(usual * Math.max(1, chars / CHARS_AT_PACE), Math.max(SLOWEST_MS, usual));
  return Math.max(byText, budget.active * MS_PER_FRAME);
}
