import { isAssigned } from '../../src/card/ids.js';
import { Bound, UNIT } from './plan-bound.js';
import { Forest, type Tree } from './plan-forest.js';
import { CALL, goalOf, type State, steps } from './plan-steps.js';

/**
 * The least price of a plan, by trying. Shares nothing with the differ: it carries out operations on trees until one
 * is the wanted tree, and leaves out only what is bound to end dearer than asked. For very small trees only.
 */

export interface Price {
  /** 2000 per call and 1 per byte. */
  readonly cost: number;
  /** Of all batches; {@link FULL_UPDATE} for a full update. */
  readonly actions: number;
}

/**
 * In the place of a number of actions, more than any batch has: at the same cost a full update is the last choice, as
 * it touches everything, also what a reader has typed.
 */
export const FULL_UPDATE = UNIT - 1;

/**
 * The cheapest plan that is not dearer than `bound`; `undefined` where there is none. `fullUpdate` is what the whole
 * card takes, in bytes. `remaining` says what is at least still to pay from a state on: see {@link Bound}.
 */
export function leastPlan(
  before: readonly Tree[],
  after: readonly Tree[],
  fullUpdate: number,
  bound: Price,
  remaining?: (state: State) => number,
): Price | undefined {
  const forest = new Forest();
  const start = forest.of(before);
  const goal = goalOf(forest.of(after), forest);
  // An element that was there is the one of the goal only with its key. Keys never change, and are part of the looks.
  const reached = (state: State) => state.list.looks === goal.list.looks;
  const lower = new Bound(goal.list);
  const least = remaining ?? ((state: State) => lower.of(state));

  /** What a plan may take at most to be worth finding. */
  let limit = rankOf(bound);
  let best: number | undefined;
  const offer = (rank: number) => {
    if (rank > limit) return;
    best = rank;
    limit = rank - 1;
  };

  const seen = new Map<string, number>();
  const visit = (state: State, paid: number) => {
    if (reached(state)) {
      offer(paid);
      return;
    }
    const next: { state: State; paid: number; all: number }[] = [];
    const consider = (to: State, sum: number) => {
      const all = sum + least(to);
      if (all > limit) return;
      // Actions that do not touch each other lead to one tree in any order: once is enough.
      const name = `${to.list.n}#${to.gone.join()}#${to.open}${to.deletes}`;
      const known = seen.get(name);
      if (known !== undefined && known <= sum) return;
      seen.set(name, sum);
      next.push({ state: to, paid: sum, all });
    };
    if (state.open) {
      consider({ list: state.list, gone: [], open: false, deletes: false }, paid);
    }
    for (const step of steps(state, goal, forest)) {
      const sum = paid + step.cost * UNIT + step.actions;
      if (sum <= limit) consider(step.state(), sum);
    }
    next.sort((a, b) => a.all - b.all);
    for (const one of next) if (one.all <= limit) visit(one.state, one.paid);
  };

  const first: State = { list: start, gone: [], open: false, deletes: false };
  if (reached(first)) return { cost: 0, actions: 0 };
  offer(rankOf({ cost: CALL + fullUpdate, actions: FULL_UPDATE }));
  if (least(first) <= limit) visit(first, 0);
  return best === undefined ? undefined : { cost: Math.floor(best / UNIT), actions: best % UNIT };
}

const rankOf = ({ cost, actions }: Price) => cost * UNIT + actions;

export function exceeds(a: Price, b: Price): boolean {
  return rankOf(a) > rankOf(b);
}

/** The trees of a list of elements. */
export function treesOf(
  elements: readonly Record<string, unknown>[],
  keyOf: (element: object) => string | undefined,
): Tree[] {
  return elements.map((element) => {
    const { tag, element_id: id, elements: children, ...props } = element;
    const assigned = isAssigned(id);
    return {
      tag: String(tag),
      props: JSON.stringify(props).slice(1, -1),
      explicit: typeof id === 'string' && !assigned ? id : undefined,
      key: keyOf(element),
      id: assigned ? id : undefined,
      children: Array.isArray(children) ? treesOf(children, keyOf) : undefined,
    };
  });
}
