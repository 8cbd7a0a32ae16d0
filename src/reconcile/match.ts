import { longestCommon } from './sequences.js';
import type { Side } from './side.js';

/**
 * Finds out which element of the new list is which of the old one, and goes on in the children of each pair.
 *
 * An id the author gave names an element for good; a key names one among its siblings. The others are matched by
 * order: first those that did not change at all, then, between them, those with the same tag.
 *
 *     old:  hr  markdown "a"  markdown "b"
 *     new:  hr  markdown "x"  markdown "a"  markdown "b!"
 *
 * `hr` and `"a"` are unchanged. Between them `"x"` finds nothing: an insertion. Behind them `"b!"` finds `"b"`.
 */
export function match(before: readonly Side[], after: readonly Side[]): void {
  pairByName(before, after, (side) => side.explicitId);
  const anonymous = (side: Side) => side.explicitId === undefined;
  pairByName(before.filter(anonymous), after.filter(anonymous), (side) => side.key);
  const nameless = (side: Side) => side.explicitId === undefined && side.key === undefined;
  pairByOrder(before.filter(nameless), after.filter(nameless));
  for (const side of after) {
    if (side.match) match(side.match.children ?? [], side.children ?? []);
  }
}

function pairByName(
  before: readonly Side[],
  after: readonly Side[],
  name: (side: Side) => string | undefined,
): void {
  const byName = new Map<string, Side>();
  for (const side of before) {
    const its = name(side);
    if (its !== undefined && !byName.has(its)) byName.set(its, side);
  }
  for (const side of after) {
    const its = name(side);
    const found = its === undefined ? undefined : byName.get(its);
    if (its === undefined || !found) continue;
    pair(found, side);
    byName.delete(its);
  }
}

function pairByOrder(before: readonly Side[], after: readonly Side[]): void {
  let fromB = 0;
  let fromA = 0;
  const between = (toB: number, toA: number): void => {
    const oldGap = before.slice(fromB, toB);
    const newGap = after.slice(fromA, toA);
    for (const [b, a] of longestCommon(oldGap, newGap, (x, y) => x.tag === y.tag)) {
      pair(oldGap[b] as Side, newGap[a] as Side);
    }
  };
  const unchanged = (x: Side, y: Side) => x.signature === y.signature;
  // Of two that changed places, the one that keeps a reader's input is the one that stayed.
  const weight = (side: Side) => (side.holdsState ? 1000 : 1);
  for (const [b, a] of longestCommon(before, after, unchanged, weight)) {
    between(b, a);
    pair(before[b] as Side, after[a] as Side);
    fromB = b + 1;
    fromA = a + 1;
  }
  between(before.length, after.length);
}

function pair(before: Side, after: Side): void {
  before.match = after;
  after.match = before;
}
