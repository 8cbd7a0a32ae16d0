import { jsonBytes } from '../../schema/json.js';
import type { CallRecord } from '../call-log.js';
import type { MessageView, OpenEmulator } from '../emulator.js';
import type { SeenFault } from '../faults.js';
import { isOpen } from '../streaming.js';
import { places, type Tree, tagOf } from '../tree.js';
import { type ClickLog, type ClickRecord, viewClicks } from './click-log.js';
import { type Part, partsOf } from './parts.js';
import { titleOf } from './title.js';

/** What is in a document, in short. */
interface DocumentSummary {
  /** UTF-8 bytes of the compact JSON. */
  bytes: number;
  /** Objects with a `tag`, those of opaque data not counted. */
  elements: number;
  /** What its header says, or the first words in it. */
  title: string;
}

/** A document that a reader sees, and what can be done with it. */
interface DocumentView extends DocumentSummary {
  /** Absent, with `parts`, where another document was asked for. */
  document?: object;
  /** The interactive components, in document order. */
  parts?: Part[];
}

export interface CardState extends DocumentView {
  cardId: string;
  messageId?: string;
  sequence: number;
  streaming: boolean;
  /** How many are kept; `/emulator/cards/<cardId>/frames` has them. */
  frames: number;
}

export interface MessageState extends Omit<MessageView, 'card'>, Partial<DocumentView> {
  /** A custom bot has sent it, which has no callbacks. */
  customBot?: true;
}

export interface CallState extends Omit<CallRecord, 'body' | 'answer'> {
  /** Its place among all calls; `/emulator/calls/<index>` has body and answer too. */
  index: number;
}

export interface ClickState extends Omit<ClickRecord, 'seen'> {
  /** Its place among all clicks; `/emulator/clicks/<index>` has what the reader saw. */
  index: number;
}

/** What `GET /emulator/state` answers: everything that the emulator holds, but for the bodies of calls and the frames. */
export interface StateView {
  profile: string;
  /** The time inside the emulator. */
  now: number;
  /** Oldest first, like the other lists. */
  cards: CardState[];
  messages: MessageState[];
  /** Those from `since` on that are kept. */
  calls: CallState[];
  /** How many calls there were; the `since` that brings only newer ones. */
  callCount: number;
  /** What readers did, the newest. */
  clicks: ClickState[];
  /** The faults that befell calls. */
  faults: SeenFault[];
}

/** What of the state is wanted. */
export interface Wanted {
  /** Calls from this place among all calls on. Default all. */
  since?: number;
  /** The card or message whose document is wanted. Default those of all. */
  only?: string;
}

export function viewState(
  { emulator, inside }: OpenEmulator,
  wanted: Wanted = {},
  clicks?: ClickLog,
): StateView {
  const { service, log } = inside;
  const now = service.clock.now();
  const isWanted = (id: string) => wanted.only === undefined || wanted.only === id;
  return {
    profile: emulator.profile,
    now,
    cards: [...service.cards.values()].map(
      ({ cardId, messageId, sequence, streaming, frames, document }) => ({
        cardId,
        ...(messageId === undefined ? {} : { messageId }),
        sequence,
        streaming: isOpen(streaming, now),
        frames: frames.length,
        ...viewDocument(document, isWanted(cardId)),
      }),
    ),
    messages: [...service.messages.values()].map(
      ({ appId, content: _content, card, ...message }) => ({
        ...message,
        ...(appId === '' ? { customBot: true as const } : {}),
        ...(card ? viewDocument(card, isWanted(message.messageId)) : {}),
      }),
    ),
    calls: viewCalls(log, wanted.since),
    callCount: log.dropped + log.records.length,
    clicks: clicks === undefined ? [] : viewClicks(clicks),
    faults: emulator.faults.seen,
  };
}

/** Calls without their bodies and answers. */
export function viewCalls(
  { records, dropped }: OpenEmulator['inside']['log'],
  since = 0,
): CallState[] {
  const first = Math.max(since, dropped);
  return records
    .slice(first - dropped)
    .map(({ body: _body, answer: _answer, ...call }, i) => ({ index: first + i, ...call }));
}

function viewDocument(document: Tree, isWanted: boolean): DocumentView {
  return isWanted
    ? { document, ...known(SUMMARIES, document, summaryOf), parts: known(PARTS, document, partsOf) }
    : known(SUMMARIES, document, summaryOf);
}

// A stored document is replaced, never changed, and a page asks more than once a second.
const SUMMARIES = new WeakMap<Tree, DocumentSummary>();
const PARTS = new WeakMap<Tree, Part[]>();

function known<T>(memory: WeakMap<Tree, T>, document: Tree, find: (document: Tree) => T): T {
  const remembered = memory.get(document);
  if (remembered !== undefined) return remembered;
  const found = find(document);
  memory.set(document, found);
  return found;
}

function summaryOf(document: Tree): DocumentSummary {
  return {
    bytes: jsonBytes(document),
    elements: places(document).filter(({ node }) => tagOf(node) !== undefined).length,
    title: titleOf(document),
  };
}
