/**
 * Pairs of positions of a longest common subsequence; where `weight` is given, of the heaviest one.
 *
 *     a: x y z        pairs: [0,1] [2,2]
 *     b: w x z
 */
export function longestCommon<T, U>(
  a: readonly T[],
  b: readonly U[],
  same: (x: T, y: U) => boolean,
  weight: (x: T) => number = () => 1,
): [number, number][] {
  // What both begin and end with is nearly everything: most renders change one place.
  let start = 0;
  while (start < a.length && start < b.length && same(a[start] as T, b[start] as U)) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && same(a[endA - 1] as T, b[endB - 1] as U)) {
    endA--;
    endB--;
  }
  const pairs: [number, number][] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  const rows = endA - start;
  const columns = endB - start;
  // length[i][j]: the weight of the best common subsequence of what is left from i and from j on.
  const length = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (i: number, j: number) => length[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    const row = length[i] as Float64Array;
    const own = weight(a[start + i] as T);
    for (let j = columns - 1; j >= 0; j--) {
      row[j] = same(a[start + i] as T, b[start + j] as U)
        ? at(i + 1, j + 1) + own
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (same(a[start + i] as T, b[start + j] as U)) {
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
