import type { CardJson } from '../schema/call.js';
import type { CardKit } from '../schema/cardkit.js';
import { cloneJson } from '../schema/json.js';
import { cardKitOver } from '../schema/wire.js';
import { type CallLog, type CallRecord, createCallLog } from './call-log.js';
import { type Clock, createClock } from './clock.js';
import { createFaults, type Faults } from './faults.js';
import { createHandler, type Handler } from './handler.js';
import { createIds } from './ids.js';
import { inProcess } from './in-process.js';
import { type KnobSettings, type Knobs, knobsOf, type Profile } from './knobs.js';
import { random } from './random.js';
import { createRateLimits } from './rate-limits.js';
import { type NamesOf, requireOptions } from './require-options.js';
import type { Card, FrameKind, Service, StoredMessage } from './state.js';
import { isOpen } from './streaming.js';
import type { Templates } from './templates.js';
import { type Credentials, createTokenIssuer } from './tokens.js';
import { createCallbacks } from './user/callbacks.js';
import {
  createUser,
  type Interaction,
  type ReaderView,
  type Reading,
  type Seen,
  type UserOptions,
} from './user/index.js';

export interface EmulatorOptions extends Credentials {
  /** Answers to the open questions about the service, all together. Default `documented`. */
  profile?: Profile | undefined;
  /** Answers to single questions, on top of the profile. */
  knobs?: KnobSettings | undefined;
  /** The same seed makes the same ids, and the same faults by chance. Default 1. */
  seed?: number | undefined;
  /** Where the clock gets its time from; a constant makes it move by `clock.advance` alone. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Custom bots by the token of their address, with the secret that requests are signed with. Default any token, unsigned. */
  customBots?: Readonly<Record<string, { secret?: string | undefined }>> | undefined;
  /** Card templates by their id; their strings hold variables such as `${name}`. Default none. */
  templates?: Templates | undefined;
  /** Whether cards keep a copy of the document per change; off for runs that are long. Default true. */
  recordFrames?: boolean | undefined;
  /** How many of those copies a card keeps, the newest. A whole number; default all. */
  maxFrames?: number | undefined;
  /** How many requests `calls` keeps, the newest. A whole number; default all. */
  maxCalls?: number | undefined;
  /**
   * The app's callback address: gets what the service would post when a reader uses a component, and resolves with the
   * answer to it. Without one a reader gets to see `200340`.
   */
  onCallback?: UserOptions['onCallback'];
  /** `header.token` of callbacks, by which the app tells whose they are. Default empty. */
  verificationToken?: string | undefined;
  /** The scopes that apps were given, such as `cardkit:card:write`; a call without its scope is refused. Default all. */
  scopes?: readonly string[] | undefined;
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
  /** or the card that was sent, or patched into it, as plain JSON. */
  card?: CardJson;
  /** The message that it answers. */
  replyTo?: string;
  inThread?: boolean;
  at: number;
  /** When messaging patched it last. */
  updatedAt?: number;
  /** It was withdrawn. */
  recalled?: true;
}

/** An image that was uploaded. */
export interface ImageView {
  imageKey: string;
  imageType: 'message' | 'avatar';
  /** The app that uploaded it. */
  appId: string;
  data: Uint8Array;
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
  readonly images: {
    get(imageKey: string): ImageView | undefined;
    /** Keys of all images, oldest first. */
    list(): string[];
  };
  /** Every request, oldest first; those that got no answer too. With `maxCalls`, the newest. */
  readonly calls: CallRecord[];
  /** What goes wrong on purpose, over HTTP and in the process alike. */
  readonly faults: Faults;
  readonly clock: Clock;
  readonly knobs: Readonly<Knobs>;
  readonly profile: Profile;
  /**
   * Lets somebody use a component of a card that was sent: press, type, pick or submit. Resolves with what the reader
   * has seen of it once the answer to the callback is there. Rejects with a `TypeError` if no such component is there.
   */
  interact(interaction: Interaction): Promise<Seen>;
  /** A card that was sent, as somebody sees it: with what this reader typed, picked and unfolded. */
  view(reading: Reading): ReaderView;
  /** Answers one HTTP request; what the server and `cardkit` stand on. */
  readonly handle: Handler;
}

/** Which options there are. The compiler misses one that is not here. */
export const EMULATOR_OPTIONS: NamesOf<EmulatorOptions> = {
  profile: true,
  knobs: true,
  seed: true,
  now: true,
  appId: true,
  appSecret: true,
  customBots: true,
  templates: true,
  recordFrames: true,
  maxFrames: true,
  maxCalls: true,
  onCallback: true,
  verificationToken: true,
  scopes: true,
};

/** Throws a `TypeError` for an option that there is not, and a `RangeError` for a number that counts nothing. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  requireOptions('an emulator', options, EMULATOR_OPTIONS);
  return openEmulator(options).emulator;
}

/** An emulator and what is inside it. */
export interface OpenEmulator {
  emulator: Emulator;
  /** No copies. Whoever looks at them changes nothing. */
  inside: { readonly service: Service; readonly log: CallLog };
}

/** For the server, which is asked too often for a copy of everything each time. */
export function openEmulator(options: EmulatorOptions): OpenEmulator {
  const seed = options.seed ?? 1;
  const clock = createClock(options.now);
  const ids = createIds(seed);
  const knobs = knobsOf(options.profile, options.knobs);
  const service: Service = {
    knobs,
    clock,
    ids,
    tokens: createTokenIssuer(clock, ids, options),
    limits: createRateLimits(clock, knobs),
    cards: new Map(),
    messages: new Map(),
    chats: new Map(),
    sentUuids: new Map(),
    images: new Map(),
    callbacks: createCallbacks(),
    customBots: options.customBots,
    templates: options.templates ?? {},
    maxFrames: options.recordFrames === false ? 0 : most('maxFrames', options.maxFrames),
  };
  const log = createCallLog(most('maxCalls', options.maxCalls));
  const { faults, strike } = createFaults(clock, seed);
  const handle = createHandler(service, {
    log,
    strike,
    // A series of its own: what happens in a drift must not change which calls have faults.
    random: random(seed * 8 + 7),
    scopes: options.scopes,
  });
  const appId = options.appId ?? 'cli_local';
  const user = createUser(service, options);

  const emulator: Emulator = {
    cardkit: cardKitOver(inProcess(handle, () => service.tokens.issue(appId).token)),
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
    images: {
      get(imageKey) {
        const image = service.images.get(imageKey);
        return image && { ...image, data: image.data.slice() };
      },
      list: () => [...service.images.keys()],
    },
    get calls() {
      return log.list();
    },
    clock,
    knobs,
    profile: options.profile ?? 'documented',
    faults,
    interact: (interaction) => user.interact(interaction),
    view: (reading) => user.view(reading),
    handle,
  };
  return { emulator, inside: { service, log } };
}

/** How many of something are kept. */
function most(name: string, count = Number.POSITIVE_INFINITY): number {
  if (count === Number.POSITIVE_INFINITY || (Number.isInteger(count) && count >= 0)) return count;
  throw new RangeError(`${name}: ${count} is no whole number from 0, nor Infinity`);
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
