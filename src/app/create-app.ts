import { Budget } from '../live/budget.js';
import type { Target } from '../live/create-card.js';
import { type Internals, type LiveCard, type Overflow, sendLive } from '../live/live-card.js';
import { PACE_MS } from '../live/pace.js';
import { recordsInMemory } from '../live/record.js';
import type { CallEvent } from '../live/writer.js';
import { type CardKit, cardError } from '../schema/index.js';

export interface AppOptions {
  /** The service: `createClient` of `larkx/cardkit`, or the emulator's. */
  cardkit: CardKit;
  /**
   * Milliseconds between the beginnings of two frames of a card; the first goes at once. Longer with long texts and with
   * many cards, so that the app stays within the service's limits. 0 for none. @default 200
   */
  pace?: number | undefined;
  /**
   * What happens to a card that is too large to stay live (180 elements, 28,000 bytes, 5 tables): an error; `pages`, which
   * divides it over several cards; or a function that returns a smaller card. @default "error"
   */
  overflow?: Overflow | undefined;
  /** Sees every attempt to send a call. */
  onCall?: ((event: CallEvent) => void) | undefined;
  /** Sees what a `render` of a live card rejects with, also where nobody awaits it. */
  onError?: ((error: unknown, live: LiveCard) => void) | undefined;
  /** Sees why nothing can be written to a card any more: it is gone, expired, or another process has taken it over. */
  onGone?: ((error: unknown, live: LiveCard) => void) | undefined;
}

export interface App {
  /**
   * Renders an element, creates the card, sends it to a chat, a user or as a reply, and keeps it live.
   *
   * ```tsx
   * const live = await app.send(<Status step="queued" />, { to: 'oc_...' });
   * await live.render(<Status step="done" />);
   * ```
   *
   * @throws {CardError} when it cannot be rendered; with the code `closed` after {@link close}
   * @throws {CardKitError} when the service refuses it
   * @throws {TypeError} when `to` is no receiver; nothing is created then
   */
  send(element: unknown, target: Target): Promise<LiveCard>;
  /** Resolves when everything that was sent or rendered is on the server, or was given up. */
  idle(): Promise<void>;
  /** Closes every live card, those included that are just being sent. Nothing is sent afterwards. */
  close(): Promise<void>;
}

/**
 * The live cards of a bot.
 *
 * @throws {TypeError} when an option is out of range
 */
export function createApp(options: AppOptions): App {
  const { cardkit, pace = PACE_MS, overflow = 'error', onCall, onError, onGone } = options;
  if (!(pace >= 0 && Number.isFinite(pace))) {
    throw new TypeError(`pace: expected milliseconds from 0, got ${pace}`);
  }
  if (overflow !== 'error' && overflow !== 'pages' && typeof overflow !== 'function') {
    throw new TypeError(`overflow: expected "error", "pages" or a function, got ${overflow}`);
  }
  const now = () => Date.now();
  const live = {
    cardkit,
    records: recordsInMemory(),
    budget: new Budget(now),
    pace,
    overflow,
    now,
    onCall,
    onError,
    onGone,
  };
  /** From the beginning of `send` to the end of the card. */
  const cards = new Set<Promise<LiveCard & Internals>>();
  let closed = false;

  /** Waits for something of every card. What could not be sent was told to who sent it. */
  async function all(work: (live: LiveCard & Internals) => Promise<void>): Promise<void> {
    await Promise.all([...cards].map((sent) => sent.then(work, () => {})));
  }

  return {
    async send(element, target) {
      if (closed) {
        throw cardError('closed', 'the app is closed');
      }
      const sent = sendLive(element, target, live);
      cards.add(sent);
      const forget = () => cards.delete(sent);
      sent.then((card) => card.ended).then(forget, forget);
      return (await sent).surface;
    },
    idle() {
      return all((card) => card.settled);
    },
    close() {
      closed = true;
      return all((card) => card.close());
    },
  };
}
