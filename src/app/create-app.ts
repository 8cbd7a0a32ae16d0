import type { Target } from '../live/create-card.js';
import { type CallEvent, type Internals, type LiveCard, sendLive } from '../live/live-card.js';
import { type CardKit, cardError } from '../schema/index.js';

export interface AppOptions {
  /** The service: `createClient` of `larkx/cardkit`, or the emulator's. */
  cardkit: CardKit;
  /** Sees every attempt to send a call. */
  onCall?: ((event: CallEvent) => void) | undefined;
  /** Sees what a `render` of a live card rejects with, also where nobody awaits it. */
  onError?: ((error: unknown, live: LiveCard) => void) | undefined;
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

/** The live cards of a bot. */
export function createApp(options: AppOptions): App {
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
      const sent = sendLive(element, target, options);
      cards.add(sent);
      const forget = () => cards.delete(sent);
      sent.then((live) => live.ended).then(forget, forget);
      return (await sent).surface;
    },
    idle() {
      return all((live) => live.settled);
    },
    close() {
      closed = true;
      return all((live) => live.close());
    },
  };
}
