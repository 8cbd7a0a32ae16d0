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

/** Streamed texts by the ids of their elements. They take the place of what the element's children say. */
export type Slots = ReadonlyMap<string, StreamedText>;

/** What stands in a slot, as if the author had written it there. */
export function slotLeaf({ as, text }: StreamedText): Leaf {
  if (as === 'markdown') return { kind: 'text', text, owner: undefined };
  const part: MdPart = as === 'raw' ? { kind: 'trusted', source: text } : { kind: 'inert', text };
  return { kind: 'md', parts: [part], owner: undefined };
}
