import { CARD_LIFE_MS } from '../schema/limits.js';
import type { Clock } from './clock.js';
import type { Ids } from './ids.js';
import type { Knobs } from './knobs.js';
import { refused } from './refusal.js';
import type { Streaming } from './streaming.js';
import type { TokenIssuer } from './tokens.js';
import type { Tree } from './tree.js';

/** How readers see a change: characters appear one by one, a text changes at once, or anything else. */
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
  /** Ids that were added lately, and from when on they can be addressed. */
  addressableAt: ReadonlyMap<string, number>;
  /** Ids of the last whole document: that of the creation, or of a full update. */
  wholeIds: ReadonlySet<string>;
  /** Clicks that wait for their answers. Writes are refused meanwhile. */
  interactions: number;
  /** Until when writes are refused after the last answer. */
  lockedUntil: number;
  /** Messaging has patched its message. */
  patchedByMessaging: boolean;
  readonly frames: StoredFrame[];
}

export interface StoredMessage {
  readonly messageId: string;
  readonly chatId: string;
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
  readonly replyTo?: string;
  readonly inThread?: boolean;
}

/** Everything an endpoint works with. */
export interface Service {
  readonly knobs: Readonly<Knobs>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: TokenIssuer;
  readonly cards: Map<string, Card>;
  readonly messages: Map<string, StoredMessage>;
  /** The chat of the bot with a receiver that is no chat itself. */
  readonly chats: Map<string, string>;
  /** Message per app and uuid. */
  readonly sentUuids: Map<string, string>;
  readonly recordFrames: boolean;
}

/** The card that an app may operate now. */
export function operableCard(service: Service, cardId: string, appId: string): Card {
  const card = service.cards.get(cardId);
  if (!card) throw refused(200740);
  if (service.clock.now() >= card.createdAt + CARD_LIFE_MS) throw refused(200750);
  if (card.appId !== appId) throw refused(300311);
  return card;
}
