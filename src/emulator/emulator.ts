import type { CardJson } from '../schema/call.js';
import type { CardKit } from '../schema/cardkit.js';
import { cloneJson } from '../schema/json.js';
import { cardKitOver, type Transport } from '../schema/wire.js';
import { type CallRecord, createCallLog } from './call-log.js';
import { type Clock, createClock } from './clock.js';
import { createHandler, type Handler } from './handler.js';
import { createIds } from './ids.js';
import { type KnobSettings, type Knobs, knobsOf, type Profile } from './knobs.js';
import type { Card, FrameKind, Service, StoredMessage } from './state.js';
import { isOpen } from './streaming.js';
import { type Credentials, createTokenIssuer } from './tokens.js';

export interface EmulatorOptions extends Credentials {
  /** Answers to the open questions about the service, all together. Default `documented`. */
  profile?: Profile | undefined;
  /** Answers to single questions, on top of the profile. */
  knobs?: KnobSettings | undefined;
  /** The same seed makes the same ids. Default 1. */
  seed?: number | undefined;
  /** Where the clock gets its time from; a constant makes it move by `clock.advance` alone. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Whether cards keep a copy of the document per change; off for runs that are long. Default true. */
  recordFrames?: boolean | undefined;
}

/** A card after one accepted write that changed it. */
export interface Frame {
  at: number;
  card: CardJson;
  kind: FrameKind;
}

/** A card entity as it stands. */
export interface CardView {
  card: CardJson;
  /** The highest sequence number that was accepted; 0 before the first write. */
  sequence: number;
  /** Whether text can be streamed now. The document's `streaming_mode` stays on when the window has elapsed. */
  streaming: boolean;
  messageId: string | undefined;
  frames: Frame[];
}

/** A message that was delivered. */
export interface MessageView {
  messageId: string;
  chatId: string;
  /** The receiver as the request named it; for an answer, the chat. */
  to: string;
  receiveIdType: string;
  /** The entity that it shows, */
  cardId?: string;
  /** or the card that was sent as plain JSON. */
  card?: CardJson;
  /** The message that it answers. */
  replyTo?: string;
  inThread?: boolean;
  at: number;
}

/** A local CardKit. What it hands out are copies: nothing a caller changes changes the service. */
export interface Emulator {
  /** The service for code in the same process. */
  readonly cardkit: CardKit;
  readonly cards: {
    get(cardId: string): CardView | undefined;
    /** Ids of all cards, oldest first. */
    list(): string[];
  };
  /** What was sent, oldest first. */
  readonly messages: MessageView[];
  /** Every request that was answered, oldest first. */
  readonly calls: CallRecord[];
  readonly clock: Clock;
  readonly knobs: Readonly<Knobs>;
  /** Answers one HTTP request; what the server and `cardkit` stand on. */
  readonly handle: Handler;
}

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const clock = createClock(options.now);
  const ids = createIds(options.seed ?? 1);
  const knobs = knobsOf(options.profile, options.knobs);
  const service: Service = {
    knobs,
    clock,
    ids,
    tokens: createTokenIssuer(clock, ids, options),
    cards: new Map(),
    messages: new Map(),
    chats: new Map(),
    sentUuids: new Map(),
    recordFrames: options.recordFrames ?? true,
  };
  const log = createCallLog();
  const handle = createHandler(service, log);

  return {
    cardkit: cardKitOver(transportTo(handle, service, options.appId ?? 'cli_local')),
    cards: {
      get(cardId) {
        const card = service.cards.get(cardId);
        return card && viewCard(card, clock.now());
      },
      list: () => [...service.cards.keys()],
    },
    get messages() {
      return [...service.messages.values()].map(viewMessage);
    },
    get calls() {
      return log.list();
    },
    clock,
    knobs,
    handle,
  };
}

/** Requests in the process carry a token like any other; only its issue is not a call that anybody counts. */
function transportTo(handle: Handler, service: Service, appId: string): Transport {
  return async ({ method, path, body, signal }) => {
    signal?.throwIfAborted();
    return handle({
      method,
      path,
      headers: { authorization: `Bearer ${service.tokens.issue(appId).token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  };
}

function viewCard(card: Card, now: number): CardView {
  return {
    card: copyDocument(card.document),
    sequence: card.sequence,
    streaming: isOpen(card.streaming, now),
    messageId: card.messageId,
    // Copied when asked for: a long stream has thousands of them and most readers want none.
    get frames() {
      return card.frames.map((frame) => ({ ...frame, card: copyDocument(frame.card) }));
    },
  };
}

function viewMessage(message: StoredMessage): MessageView {
  const { appId: _appId, content: _content, card, ...shown } = message;
  return { ...shown, ...(card ? { card: copyDocument(card) } : {}) };
}

/** Every stored document went through the service's checks, which is what the type says. */
function copyDocument(document: object): CardJson {
  return cloneJson(document) as CardJson;
}
