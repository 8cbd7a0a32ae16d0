import type { Target } from '../live/create-card.js';
import { type CallEvent, type LiveCard, sendLive } from '../live/live-card.js';
import type { CardKit } from '../schema/index.js';

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
   * @throws {CardError} when it cannot be rendered
   * @throws {CardKitError} when the service refuses it
   */
  send(element: unknown, target: Target): Promise<LiveCard>;
  /** Resolves when everything that was rendered is on the server, or was given up. */
  idle(): Promise<void>;
  /** Closes every live card. Nothing is sent afterwards. */
  close(): Promise<void>;
}

/** The live cards of a bot. */
export function createApp(options: AppOptions): App {
  const cards = new Set<Awaited<ReturnType<typeof sendLive>>>();
  let closed = false;
  return {
    async send(element, target) {
      if (closed) throw new Error('the app is closed');
      const live = await sendLive(element, target, options);
      cards.add(live);
      live.ended.then(() => cards.delete(live));
      return live;
    },
    async idle() {
      await Promise.all([...cards].map((live) => live.settled));
    },
    async close() {
      closed = true;
      await Promise.all([...cards].map((live) => live.close()));
    },
  };
}
