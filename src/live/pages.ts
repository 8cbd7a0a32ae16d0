import { isAssigned } from '../card/ids.js';
import { keyOf } from '../card/keys.js';
import type { Slots, StreamedText } from '../card/slots.js';
import { type CardJson, cardError, type ElementJson } from '../schema/index.js';
import { blockStarts } from './block-starts.js';
import { excess, type Size, sizeOf } from './size.js';

/**
 * Where one page ends and the next begins: in front of a child of the body, or inside of a text that is streamed, in
 * front of one of its blocks.
 */
export type Break =
  | { readonly before: string }
  | { readonly inside: string; readonly id: string; readonly offset: number };

/** The whole of what is to be shown, as often as it is asked for. */
export interface Whole {
  /** The card as one, with these texts in its slots. Of a `final` one the texts are finished. */
  compose(slots: Slots, final: boolean): CardJson;
  readonly slots: Slots;
  /** Whether nothing will be added. */
  readonly final: boolean;
}

/** A card in parts, and where they end. */
export interface Division {
  readonly pages: readonly CardJson[];
  readonly breaks: readonly Break[];
}

/**
 * Divides a card that is too large over several, each with its header. Where pages begin is kept from one frame to the
 * next, so that a page that is full is not written again because of what happens on a later one:
 *
 *     whole                 pages                         breaks
 *     a  b  [answer......]  1: a  b  [answer]             { inside: answer, offset: 5120 }
 *                           2: [answer....]
 *     a  b' [answer.........]
 *                           1: a  b' [answer]             the same; page 1 is written since b has changed
 *                           2: [answer.......]
 *
 * A page that has grown too large gives its end to the next one. Only the last page streams.
 *
 * @param before The breaks of the frame before
 * @throws {CardError} when one child, or one block of a text, is too large for a page of its own
 */
export function divide(given: Whole, before: readonly Break[], limit: Size): Division {
  const whole = withStarts(given);
  const pages: CardJson[] = [];
  const breaks = stillThere(whole, before);
  for (let page = 0; page <= breaks.length; page++) {
    const card = pageOf(whole, breaks, page);
    if (excess(sizeOf(card), limit).length === 0) {
      pages.push(card);
      continue;
    }
    const found = lastBreakThatFits(whole, breaks, page, limit);
    if (!found) throw tooLarge(card, limit);
    // What is behind it comes first on the next page, in front of what that one holds already.
    breaks.splice(page, 1, found);
    page--;
  }
  return { pages, breaks };
}

/** The whole, and what is looked at for every page of it. */
interface Parts extends Whole {
  readonly children: readonly ElementJson[];
  /** Where the blocks of a text begin that it can be cut at. */
  startsOf(id: string): readonly number[];
}

function withStarts(whole: Whole): Parts {
  const starts = new Map<string, readonly number[]>();
  return {
    ...whole,
    children: whole.compose(NO_SLOTS, whole.final).body?.elements ?? [],
    startsOf(id) {
      const slot = whole.slots.get(id);
      const known = starts.get(id) ?? (slot ? blockStarts(slot) : []);
      starts.set(id, known);
      return known;
    },
  };
}

const NO_SLOTS: Slots = new Map();

/** The children and the stretch of each text that one page shows. */
function pageOf(whole: Whole, breaks: readonly Break[], page: number): CardJson {
  const from = breaks[page - 1];
  const to = breaks[page];
  const final = whole.final || page < breaks.length;
  const card = whole.compose(stretches(whole.slots, breaks, page), final);
  const children = card.body?.elements ?? [];
  const first = from ? placeOf(from, children) : 0;
  const last = to ? placeOf(to, children) + ('inside' in to ? 1 : 0) : children.length;
  return { ...card, body: { ...card.body, elements: children.slice(first, last) } };
}

/** The slots with the part of each text that stands on a page. */
function stretches(slots: Slots, breaks: readonly Break[], page: number): Slots {
  const parts = new Map<string, StreamedText>();
  for (const [id, slot] of slots) {
    const cuts = breaks.map((at) => ('inside' in at && at.id === id ? at.offset : undefined));
    const isCut = cuts.some((offset) => offset !== undefined);
    // A text that is cut is on the pages beside its cuts only: what is long is not written for the others.
    const begin = cuts[page - 1] ?? (isCut && cuts[page] === undefined ? slot.text.length : 0);
    const end = cuts[page] ?? slot.text.length;
    const complete = slot.complete || end < slot.text.length;
    parts.set(id, { ...slot, text: slot.text.slice(begin, end), complete });
  }
  return parts;
}

/** The last place within a page at which it would have to end to be small enough. */
function lastBreakThatFits(
  whole: Parts,
  breaks: readonly Break[],
  page: number,
  limit: Size,
): Break | undefined {
  const candidates = breaksWithin(whole, breaks, page);
  const fits = (candidate: Break) =>
    excess(sizeOf(pageOf(whole, [...breaks.slice(0, page), candidate], page)), limit).length === 0;
  // What fits grows with the place, so that halving finds the last.
  let found: Break | undefined;
  let low = 0;
  let high = candidates.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const candidate = candidates[middle] as Break;
    if (fits(candidate)) {
      found = candidate;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** Where a page could end, in reading order. */
function breaksWithin(whole: Parts, breaks: readonly Break[], page: number): Break[] {
  const { children } = whole;
  const from = breaks[page - 1];
  const to = breaks[page];
  const first = from ? placeOf(from, children) : 0;
  const last = to ? placeOf(to, children) : children.length;
  const found: Break[] = [];
  for (let i = first; i < Math.min(last + 1, children.length); i++) {
    const child = children[i] as ElementJson;
    const name = nameOf(child, i);
    if (i > first && i < last) found.push({ before: name });
    const id = child.element_id;
    const slot = id === undefined ? undefined : whole.slots.get(id);
    if (!slot || id === undefined) continue;
    if (i > first && i === last) found.push({ before: name });
    const begin = i === first && from && 'inside' in from ? from.offset : 0;
    const end = to && 'inside' in to && to.id === id ? to.offset : slot.text.length;
    for (const offset of i === last && !(to && 'inside' in to) ? [] : whole.startsOf(id)) {
      if (offset > begin && offset < end) found.push({ inside: name, id, offset });
    }
  }
  return found;
}

/** The breaks whose place is still there, in order. */
function stillThere({ children, slots, startsOf }: Parts, breaks: readonly Break[]): Break[] {
  const names = children.map(nameOf);
  const kept = breaks.filter((at) => {
    if ('before' in at) return names.indexOf(at.before) > 0;
    return slots.has(at.id) && names.includes(at.inside) && startsOf(at.id).includes(at.offset);
  });
  const order = (at: Break) => [placeOf(at, children), 'inside' in at ? at.offset : 0] as const;
  return kept.sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1]);
}

/** The index of the child that a break is in front of, or inside of. */
function placeOf(at: Break, children: readonly ElementJson[]): number {
  const name = 'inside' in at ? at.inside : at.before;
  const place = children.map(nameOf).indexOf(name);
  return place < 0 ? children.length : place;
}

/** What a child of the body is known by from one frame to the next: its key, its id, or else its place. */
function nameOf(child: ElementJson, index: number): string {
  const key = keyOf(child);
  if (key !== undefined) return `key ${key}`;
  const { element_id: id } = child;
  return id !== undefined && !isAssigned(id) ? `id ${id}` : `at ${index}`;
}

function tooLarge(card: CardJson, limit: Size): Error {
  const size = sizeOf(card);
  const [what = 'bytes'] = excess(size, limit);
  return cardError(
    what,
    `one child of the card is too large for a page: with it a page has ${size[what]} ${what}; allowed: ${limit[what]}`,
    'divide that child, or its text into blocks',
  );
}
