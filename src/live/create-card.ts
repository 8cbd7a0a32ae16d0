import {
  type CardJson,
  type CardKit,
  CardKitError,
  innerCode,
  receiver,
  type To,
} from '../schema/index.js';
import { backoffMs, MAX_ATTEMPTS, wait } from './backoff.js';
import type { Budget } from './budget.js';

/** Where a card goes. */
export type Target = { to: To } | { replyTo: string; inThread?: boolean | undefined };

/** What is being done. */
export type Making = 'creating' | 'sending';

export interface Sent {
  cardId: string;
  messageId: string;
  chatId: string;
}

/** A card that was created, and of which nobody knows whether it is in the chat. */
export interface Unsent {
  readonly cardId: string;
  /** That of its message. Under it the service sends the card once within an hour, however often it is asked to. */
  readonly uuid: string;
}

export interface Progress {
  /** Sees each step as it begins. */
  readonly onMaking: (making: Making) => void;
  /** Is given each card before it is sent, and nothing when it is known what became of it. */
  readonly onUnsent: (unsent: Unsent | undefined) => void;
}

/**
 * Creates a card and sends it. A card can be sent once, so an attempt of which the outcome is not known is repeated
 * under the same message uuid; only when the service says that the card cannot be sent at all a new one is made.
 *
 * @param left What an earlier call has left of the same card to the same target; it is not created again
 * @throws {CardKitError} what the service answered last
 */
export async function createCard(
  cardkit: CardKit,
  card: CardJson,
  target: Target,
  budget: Budget,
  { onMaking, onUnsent }: Progress,
  left?: Unsent,
): Promise<Sent> {
  // Before anything is created: a receiver that is none.
  if ('to' in target) receiver(target.to);
  let unsent = left;
  for (let round = 1; ; round++) {
    if (!unsent) {
      onMaking('creating');
      const { cardId } = await persistently(async () => {
        await budget.create();
        return cardkit.cards.create(card);
      });
      unsent = { cardId, uuid: crypto.randomUUID() };
      onUnsent(unsent);
    }
    const { cardId, uuid } = unsent;
    onMaking('sending');
    try {
      const sent = await persistently(async () => {
        await budget.message(receiverOf(target));
        return 'replyTo' in target
          ? cardkit.messages.reply({
              messageId: target.replyTo,
              inThread: target.inThread,
              card: { cardId },
              uuid,
            })
          : cardkit.messages.send({ to: target.to, card: { cardId }, uuid });
      });
      onUnsent(undefined);
      return { cardId, messageId: sent.messageId, chatId: sent.chatId };
    } catch (error) {
      const unsendable = isUnsendable(error);
      // What may pass the next time leaves open what the attempts before it have done.
      if (unsendable || !mayPass(error)) onUnsent(undefined);
      if (!unsendable || round === MAX_ROUNDS) throw error;
      unsent = undefined;
    }
  }
}

/** What the service counts messages by. The chat of a message that is answered is not known; the message stands for it. */
function receiverOf(target: Target): string {
  if ('replyTo' in target) return target.replyTo;
  const { type, id } = receiver(target.to);
  return `${type} ${id}`;
}

const MAX_ROUNDS = 2;

/** Repeats what the service may take the next time. Both requests are safe to repeat: see {@link createCard}. */
async function persistently<T>(request: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !mayPass(error)) throw error;
      await wait(backoffMs(attempt, error));
    }
  }
}

/** Whether the next attempt may pass: the service is busy, or did not answer. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof CardKitError)) return false;
  return error.kind === 'retry' || (error.kind === 'resync' && error.code === 0);
}

/** Whether a new card may be sent where this one cannot: it is bound to a message, or messaging never hears of it. */
function isUnsendable(error: unknown): boolean {
  if (!(error instanceof CardKitError)) return false;
  const code = innerCode(error.code, error.message) ?? error.code;
  return code === 200780 || (code === 11310 && /cardid is invalid/.test(error.message));
}
