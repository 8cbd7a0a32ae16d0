import { bestPairs } from './sequences.js';
import type { Side } from './side.js';

/**
 * Finds out which element of the new list is which of the old one: pairs of one and the other, first those that kept
 * their order, then those with a name that changed their place.
 *
 * An id the author gave names an element for good; a key names one among its siblings. The others are matched by
 * order: first those that did not change at all, then, between them, those with the same tag.
 *
 *     old:  hr  markdown "a"  markdown "b"
 *     new:  hr  markdown "x"  markdown "a"  markdown "b!"
 *
 * `hr` and `"a"` are unchanged. Between them `"x"` finds nothing: an insertion. Behind them `"b!"` finds `"b"`.
 *
 * What keeps a reader's input comes before all that: it stays, and what is around it moves. An element with a name that
 * is not where it was is still the same one; one without is a new one.
 */
export function pairsOf(before: readonly Side[], after: readonly Side[]): [Side, Side][] {
  const isUnchanged = (x: Side, y: Side) => isSame(x, y) && x.signature === y.signature;
  const pairs = bestPairs(before, after, likeness, isUnchanged).map(([b, a]): [Side, Side] => [
    before[b] as Side,
    after[a] as Side,
  ]);
  const paired = new Set(pairs.flat());
  const rest = (sides: readonly Side[], named: boolean) =>
    sides.filter((side) => !paired.has(side) && (side.explicitId !== undefined) === named);
  const byId = moved(rest(before, true), rest(after, true), (side) => side.explicitId);
  const byKey = moved(rest(before, false), rest(after, false), (side) => side.key);
  return [...pairs, ...byId, ...byKey];
}

/** A text that only grew: more than all tags of a card together, for it is typed only if it is the same element. */
const GREW = 1_000;
/** More than that for all elements of a card. */
const LOOKS_THE_SAME = 1_000_000;
/** And more than that again. */
const KEEPS_STATE = 1_000_000_000;

/** How much speaks for two elements being the same one where they stand; 0 for what cannot be. */
function likeness(x: Side, y: Side): number {
  if (!isSame(x, y)) return 0;
  let kept = x.explicitId === undefined ? 0 : 1;
  for (const input of x.inputs) if (y.inputs.has(input)) kept++;
  return (
    1 +
    (grew(x, y) ? GREW : 0) +
    (x.signature === y.signature ? LOOKS_THE_SAME : 0) +
    (x.tag === y.tag ? kept * KEEPS_STATE : 0)
  );
}

function grew(x: Side, y: Side): boolean {
  const from = x.json.content;
  const to = y.json.content;
  return typeof from === 'string' && typeof to === 'string' && from !== '' && to.startsWith(from);
}

/** Whether they may be the same element: by id, by key, or, where there is neither, by tag. */
export function isSame(x: Side, y: Side): boolean {
  if (x.explicitId !== undefined || y.explicitId !== undefined)
    return x.explicitId === y.explicitId;
  if (x.key !== undefined || y.key !== undefined) return x.key === y.key;
  return x.tag === y.tag;
}

/** Pairs the elements with a name that are not where they were. */
function moved(
  before: readonly Side[],
  after: readonly Side[],
  name: (side: Side) => string | undefined,
): [Side, Side][] {
  const byName = new Map<string, Side>();
  for (const side of before) {
    const its = name(side);
    if (its !== undefined && !byName.has(its)) byName.set(its, side);
  }
  const pairs: [Side, Side][] = [];
  for (const side of after) {
    const its = name(side);
    const found = its === undefined ? undefined : byName.get(its);
    if (its === undefined || !found) continue;
    pairs.push([found, side]);
    byName.delete(its);
  }
  return pairs;
}
