import type { MdPart } from '../schema/md.js';
import type { Leaf } from './expand.js';

/** A text that is streamed into an element of a card, so far. */
export interface StreamedText {
  /** `markdown`: safe markdown; `text`: shown as it is; `raw`: trusted source. In a plain text all are the same. */
  readonly as: 'markdown' | 'text' | 'raw';
  readonly text: string;
  /** Whether it is complete: then it is finished although the card still streams. */
  readonly complete: boolean;
}

/**
 * Streamed texts by the ids of their elements. They take the place of what the children say, in elements that declare
 * it: `<Markdown id="answer" stream />`.
 */
export type Slots = ReadonlyMap<string, StreamedText>;

/** The slots of rendered cards, beside their JSON. */
const SLOTS = new WeakMap<object, ReadonlySet<string>>();

/** Remembers which elements of a card declare a slot. */
export function setSlots(card: object, ids: ReadonlySet<string>): void {
  SLOTS.set(card, ids);
}

/** The ids of the elements of a rendered card that a text can be streamed into. */
export function slotsOf(card: object): ReadonlySet<string> {
  return SLOTS.get(card) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

/** What stands in a slot, as if the author had written it there. Where it is no markdown it is words, whatever it is. */
export function slotLeaf({ as, text }: StreamedText, kind: 'words' | 'markdown'): Leaf {
  if (as === 'markdown' || kind === 'words') return { kind: 'text', text, owner: undefined };
  const part: MdPart = as === 'raw' ? { kind: 'trusted', source: text } : { kind: 'inert', text };
  return { kind: 'md', parts: [part], owner: undefined };
}
