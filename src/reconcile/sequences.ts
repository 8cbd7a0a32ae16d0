/**
 * Pairs of positions, in order in both lists, whose likenesses add up to the most. 0 is no pair.
 *
 *     a: x y z        pairs: [0,1] [2,2]
 *     b: w x z
 *
 * Where both lists begin or end with elements that are `unchanged`, those are pairs without a search: most renders
 * change one place.
 */
export function bestPairs<T>(
  a: readonly T[],
  b: readonly T[],
  likeness: (x: T, y: T) => number,
  unchanged: (x: T, y: T) => boolean,
): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && unchanged(a[start] as T, b[start] as T)) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && unchanged(a[endA - 1] as T, b[endB - 1] as T)) {
    endA--;
    endB--;
  }
  const pairs: [number, number][] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  const rows = endA - start;
  const columns = endB - start;
  const like = (i: number, j: number) => likeness(a[start + i] as T, b[start + j] as T);
  // best[i][j]: the most that is left from i and from j on.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const paired = (i: number, j: number) => {
    const alike = like(i, j);
    return alike > 0 ? alike + at(i + 1, j + 1) : -1;
  };
  for (let i = rows - 1; i >= 0; i--) {
    const row = best[i] as Float64Array;
    for (let j = columns - 1; j >= 0; j--) {
      row[j] = Math.max(paired(i, j), at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (paired(i, j) === at(i, j)) {
      pairs.push([start + i, start + j]);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  for (let i = 0; i < a.length - endA; i++) pairs.push([endA + i, endB + i]);
  return pairs;
}

/**
 * Positions of an increasing subsequence with the greatest weight: what can stay while the rest moves.
 *
 *     values:  2 0 1     with equal weights 0 and 1 stay (positions 1 and 2), 2 moves
 */
export function heaviestIncreasing(
  values: readonly number[],
  weights: readonly number[],
): number[] {
  const best: number[] = [];
  const previous: number[] = [];
  let last = -1;
  values.forEach((value, i) => {
    best[i] = weights[i] ?? 1;
    previous[i] = -1;
    for (let j = 0; j < i; j++) {
      const through = (best[j] ?? 0) + (weights[i] ?? 1);
      if ((values[j] ?? 0) < value && through > (best[i] ?? 0)) {
        best[i] = through;
        previous[i] = j;
      }
    }
    if (last < 0 || (best[i] ?? 0) > (best[last] ?? 0)) last = i;
  });
  const chain: number[] = [];
  for (let i = last; i >= 0; i = previous[i] ?? -1) chain.unshift(i);
  return chain;
}
