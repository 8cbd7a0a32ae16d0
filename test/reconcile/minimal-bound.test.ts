import { describe, expect, it } from 'vitest';
import { exceeds, leastPlan } from '../support/least-plan.js';
import { Bound, UNIT } from '../support/plan-bound.js';
import { Forest, type Tree } from '../support/plan-forest.js';
import { goalOf, type State, steps } from '../support/plan-steps.js';

const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const TIMEOUT = 60_000 * Math.max(1, SCALE);

/** Numbers from 0 up to one below `n`, always the same ones for a seed. */
function numbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

interface Names {
  /** Ids of the author that are still free. */
  readonly ids: string[];
  /** The number of the next assigned id; `undefined`: none is assigned. */
  next: number | undefined;
}

function trees(count: number, names: Names, below: (n: number) => number): Tree[] {
  const list: Tree[] = [];
  for (let left = count; left > 0; ) {
    const size = 1 + below(left);
    left -= size;
    const leaf = size === 1 && below(2) === 0;
    const name = below(6);
    const explicit = name === 0 ? names.ids.pop() : undefined;
    const key = name === 1 && !list.some((one) => one.key) ? ['k', 'l'][below(2)] : undefined;
    const id = names.next === undefined || explicit !== undefined ? undefined : `lx${names.next++}`;
    const look = ['a', 'b', 'b'.repeat(40)][below(3)];
    const children = leaf ? undefined : trees(size - 1, names, below);
    list.push(
      leaf
        ? { tag: 'markdown', props: `"content":"${look}"`, explicit, key, id, children }
        : { tag: 'interactive_container', props: `"width":"${look}"`, explicit, key, id, children },
    );
  }
  return list;
}

function pair(most: number, below: (n: number) => number): [Tree[], Tree[]] {
  const before = trees(below(most + 1), { ids: ['p', 'q'], next: 0 }, below);
  const ids = below(2) === 0 ? ['p', 'q'] : ['q', 'p'];
  return [before, trees(below(most + 1), { ids, next: undefined }, below)];
}

describe('what the search says is still to pay', () => {
  it(
    'is nothing at the goal, and nowhere more than a step and what is to pay after it',
    () => {
      // From these two it follows that it is nowhere more than the rest of any plan.
      let looked = 0;
      for (let seed = 1; seed <= 400 * SCALE; seed++) {
        const below = numbers(seed);
        const [before, after] = pair(4, below);
        const forest = new Forest();
        const goal = goalOf(forest.of(after), forest);
        const bound = new Bound(goal.list);
        let state: State = { list: forest.of(before), gone: [], open: false, deletes: false };
        expect(bound.of({ ...state, list: goal.list })).toBe(0);
        for (let depth = 0; depth < 4; depth++) {
          const here = bound.of(state);
          const next: State[] = [];
          if (state.open) {
            next.push({ list: state.list, gone: [], open: false, deletes: false });
            if (here > bound.of(next[0] as State)) throw new Error(`closing pays, seed ${seed}`);
          }
          for (const step of steps(state, goal, forest)) {
            const to = step.state();
            const sum = step.cost * UNIT + step.actions + bound.of(to);
            if (here > sum) throw new Error(`${here} > ${sum}, seed ${seed}, depth ${depth}`);
            next.push(to);
            looked++;
          }
          const one = next[below(next.length)];
          if (!one) break;
          state = one;
        }
      }
      expect(looked).toBeGreaterThan(10_000);
    },
    TIMEOUT,
  );

  it(
    'leaves out no plan that the search finds without it',
    () => {
      let found = 0;
      for (let seed = 1; seed <= 150 * SCALE; seed++) {
        const [before, after] = pair(2, numbers(seed));
        // No more than this, as the search without it goes through all plans up to there.
        const limit = { cost: 2320, actions: 20 };
        const quick = leastPlan(before, after, 1000, limit);
        const slow = leastPlan(before, after, 1000, limit, () => 0);
        expect(quick, `seed ${seed}`).toEqual(slow);
        if (slow && exceeds(slow, { cost: 0, actions: 0 })) found++;
      }
      expect(found).toBeGreaterThan(10);
    },
    TIMEOUT,
  );
});
