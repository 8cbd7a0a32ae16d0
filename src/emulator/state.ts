import { CARD_LIFE_MS } from '../schema/limits.js';
import type { Clock } from './clock.js';
import type { Ids } from './ids.js';
import type { Knobs } from './knobs.js';
import type { RateLimits } from './rate-limits.js';
import { refused } from './refusal.js';
import type { Streaming } from './streaming.js';
import type { Templates } from './templates.js';
import type { TokenIssuer } from './tokens.js';
import type { Tree } from './tree.js';
import type { Callbacks } from './user/callbacks.js';

/**
 * How readers see a change.
 *
 * - `typed`: a text write whose text begins with the old one; the rest appears character by character.
 * - `jump`: any other text write; the text changes at once.
 * - `structure`: every other write, also where it changes nothing but a text: a partial update is never typed.
 */
export type FrameKind = 'typed' | 'jump' | 'structure';

/** A card after one accepted write that changed it. */
export interface StoredFrame {
  at: number;
  card: Tree;
  kind: FrameKind;
}

/** A card entity. Its `document` is replaced, never changed, so that frames can share it. */
export interface Card {
  readonly cardId: string;
  /** The app that created it and the only one that may operate it. */
  readonly appId: string;
  readonly createdAt: number;
  document: Tree;
  streaming: Streaming;
  /** The highest sequence number that was accepted. */
  sequence: number;
  /** The one message that shows it, once it was sent. */
  messageId: string | undefined;
  /** What was executed under a uuid. */
  readonly uuids: Set<string>;
  /** The lowest number that its next write may have, besides being higher than `sequence`. */
  readonly firstSequence: number;
  /** From when on messaging knows it. */
  readonly visibleAt: number;
  /**
   * Ids that were added lately, and from when on they can be addressed. Only additions were seen to lag: what a full
   * update, a replacement, a partial update or a new name brings can be addressed at once.
   */
  addressableAt: ReadonlyMap<string, number>;
  /** Ids of the last whole document: that of the creation, or of a full update. */
  wholeIds: ReadonlySet<string>;
  /** The document came from a template, and was not replaced since: text is streamed into markdown only. */
  fromTemplate: boolean;
  /** Clicks that wait for their answers. Writes are refused meanwhile. */
  interactions: number;
  /** Until when writes are refused after the last answer. */
  lockedUntil: number;
  /** Messaging has patched its message. */
  patchedByMessaging: boolean;
  /** When its document changed last; `undefined` if it never did. */
  changedAt?: number;
  readonly frames: StoredFrame[];
}

export interface StoredMessage {
  readonly messageId: string;
  readonly chatId: string;
  /** The app that sent it and the only one that may change it; `''` of a custom bot, which is no app. */
  readonly appId: string;
  /** The receiver as the request named it; for an answer, the chat. */
  readonly to: string;
  readonly receiveIdType: string;
  readonly at: number;
  /** The `content` of the request. */
  content: string;
  /** The entity that it shows, */
  cardId?: string;
  /** or the card that was sent, or patched into it, as plain JSON. */
  card?: Tree;
  updatedAt?: number;
  /** The app has withdrawn it; nobody sees it any more. */
  recalled?: true;
  readonly replyTo?: string;
  readonly inThread?: boolean;
}

/** An image that was uploaded. */
export interface StoredImage {
  readonly imageKey: string;
  readonly appId: string;
  /** What it is for. */
  readonly imageType: 'message' | 'avatar';
  readonly data: Uint8Array;
  readonly at: number;
}

/** Everything an endpoint works with. */
export interface Service {
  readonly knobs: Readonly<Knobs>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: TokenIssuer;
  readonly limits: RateLimits;
  readonly cards: Map<string, Card>;
  readonly messages: Map<string, StoredMessage>;
  /** The chat of the bot with a receiver that is no chat itself. */
  readonly chats: Map<string, string>;
  /** Message per app and uuid. */
  readonly sentUuids: Map<string, string>;
  readonly images: Map<string, StoredImage>;
  readonly callbacks: Callbacks;
  /** The custom bots by their tokens; `undefined`: every token is one's, and none checks signatures. */
  readonly customBots: Readonly<Record<string, { secret?: string | undefined }>> | undefined;
  /** Card templates by their id. */
  readonly templates: Templates;
  /** How many frames a card keeps; the oldest is dropped first. */
  readonly maxFrames: number;
}

/** The card that an app may operate now. */
export function operableCard(service: Service, cardId: string, appId: string): Card {
  const card = service.cards.get(cardId);
  if (!card) throw refused(200740);
  if (service.clock.now() >= card.createdAt + CARD_LIFE_MS) throw refused(200750);
  if (card.appId !== appId) throw refused(300311);
  return card;
}

/** Whether a click on a card keeps writes away: it waits for its answer, or has just got it. */
export function isLocked(card: Card, { knobs, clock }: Service): boolean {
  return knobs.interactionLock && (card.interactions > 0 || clock.now() < card.lockedUntil);
}
