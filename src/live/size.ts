import { childList, elementsIn, HEADER_TEXTS } from '../card/ids.js';
import { countTablesShown } from '../card/markdown-tables.js';
import { isStreaming, streamingOff } from '../card/streaming.js';
import { countTagged } from '../card/tree.js';
import {
  type CardJson,
  cardError,
  isObject,
  type JsonObject,
  jsonBytes,
  MAX_TABLES,
  WARN_CARD_BYTES,
} from '../schema/index.js';

/** How much a card holds of what is limited. */
export interface Size {
  /** Objects with a `tag`. */
  readonly elements: number;
  /** UTF-8 bytes of its JSON. */
  readonly bytes: number;
  /** Tables, those in markdown included. */
  readonly tables: number;
}

/**
 * What a live card may hold. Below the service's limits (200, 30,000, 5), since what exactly is counted is not
 * published, and a card that is refused for its size cannot be repaired by writing to it.
 */
export const LIVE_SIZE: Size = { elements: 180, bytes: WARN_CARD_BYTES, tables: MAX_TABLES };

/** What a card holds, also when it no longer streams. */
export function sizeOf(card: CardJson): Size {
  return {
    elements: countTagged(card),
    bytes: jsonBytes(isStreaming(card) ? streamingOff(card) : card) + bytesOfIds(card),
    tables: countTablesShown(card),
  };
}

/** Bytes of `"element_id":"lx...",`: four characters are enough for the ids of any card. */
const ID_BYTES = 24;

/** What the ids take that the elements are given before they are sent. */
function bytesOfIds(card: CardJson): number {
  let without = 0;
  const count = (owner: JsonObject): void => {
    for (const child of elementsIn(owner, childList(owner.tag)) ?? []) {
      if (child.element_id === undefined) without++;
      count(child);
    }
  };
  if (card.body) count(card.body);
  for (const part of HEADER_TEXTS) {
    const text = card.header?.[part];
    if (isObject(text) && text.element_id === undefined) without++;
  }
  return without * ID_BYTES;
}

/** What a card has too much of, if anything. */
export function excess(size: Size, limit: Size): (keyof Size)[] {
  return (['elements', 'bytes', 'tables'] as const).filter((what) => size[what] > limit[what]);
}

/** Refuses a card that is too large to stay live. */
export function refuseExcess(card: CardJson, limit: Size): void {
  const size = sizeOf(card);
  const [what] = excess(size, limit);
  if (what === undefined) return;
  const words = { elements: 'objects with a tag', bytes: 'bytes', tables: 'tables' }[what];
  throw cardError(
    what,
    `the card has ${size[what]} ${words}; allowed in a live card: ${limit[what]}`,
    'divide it with overflow: "pages", or shorten its texts',
  );
}

/** By how much a card is made smaller when the service refuses it for its size. */
const SMALLER = 0.8;

/**
 * What to keep to after a card of a size was refused.
 *
 * @param named The limit that the service said the card is over. Where it said nothing, it may be any.
 */
export function smallerLimit(limit: Size, refused: Size, named: string | undefined): Size {
  const by = (what: keyof Size, least: number) =>
    Math.min(
      limit[what],
      Math.max(least, Math.floor(Math.min(limit[what], refused[what]) * SMALLER)),
    );
  if (named === 'elements' || named === 'bytes' || named === 'tables') {
    if (refused[named] > 0) return { ...limit, [named]: by(named, 0) };
  }
  // A card without tables says nothing about them, and one table has to stay possible.
  const tables = refused.tables > 0 ? by('tables', 1) : limit.tables;
  return { elements: by('elements', 1), bytes: by('bytes', 1), tables };
}
