import { jsonBytes } from '../../schema/json.js';
import type { CallRecord } from '../call-log.js';
import type { Emulator, MessageView } from '../emulator.js';
import type { SeenFault } from '../faults.js';
import { places, type Tree, tagOf } from '../tree.js';
import { type Part, partsOf } from './parts.js';

/** A document that a reader sees, and what can be done with it. */
interface DocumentView {
  document: object;
  /** UTF-8 bytes of the compact JSON. */
  bytes: number;
  /** Objects with a `tag`, those of opaque data not counted. */
  elements: number;
  /** The interactive components, in document order. */
  parts: Part[];
}

export interface CardState extends DocumentView {
  cardId: string;
  messageId?: string;
  sequence: number;
  streaming: boolean;
  /** How many there are; `/emulator/cards/<cardId>/frames` has them. */
  frames: number;
}

export interface MessageState extends Omit<MessageView, 'card'>, Partial<DocumentView> {}

export interface CallState extends Omit<CallRecord, 'body'> {
  /** Its place among all calls; `/emulator/calls/<index>` has the body too. */
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
  calls: CallState[];
  /** The faults that befell calls. */
  faults: SeenFault[];
}

export function viewState(emulator: Emulator): StateView {
  return {
    profile: emulator.profile,
    now: emulator.clock.now(),
    cards: emulator.cards.list().flatMap((cardId) => {
      const card = emulator.cards.get(cardId);
      if (!card) return [];
      const { sequence, streaming, messageId } = card;
      return {
        cardId,
        ...(messageId === undefined ? {} : { messageId }),
        sequence,
        streaming,
        frames: card.frames.length,
        ...viewDocument(card.card),
      };
    }),
    messages: emulator.messages.map(({ card, ...message }) => ({
      ...message,
      ...(card ? viewDocument(card) : {}),
    })),
    calls: emulator.calls.map(({ body: _body, ...call }, index) => ({ index, ...call })),
    faults: emulator.faults.seen,
  };
}

function viewDocument(document: object): DocumentView {
  const tree = document as Tree;
  return {
    document,
    bytes: jsonBytes(document),
    elements: places(tree).filter(({ node }) => tagOf(node) !== undefined).length,
    parts: partsOf(tree),
  };
}
