import type { Action, AddType } from '../schema/index.js';
import { type JsonObject, jsonBytes } from '../schema/json.js';
import { MAX_ADD_ELEMENTS } from '../schema/limits.js';
import { patch } from './edit.js';
import { isSame, pairsOf } from './match.js';
import { type Change, change } from './partial.js';
import { CALL_COST } from './plan.js';
import { isStateful, listBytes, type Side } from './side.js';

/** What a search may use. What the price of one choice depends on elsewhere is fixed before, and tried both ways. */
export interface Rules {
  /** Whether there is a deletion somewhere in the batch, so that one more costs its id only. */
  readonly deletes: boolean;
  /**
   * Whether an element with an id of the author may go in a first batch and come back in a second: never, as an
   * addition, or also in what takes the place of something else.
   */
  readonly moves: 'never' | 'added' | 'anyhow';
  /** Whether something may be added beside an element that is deleted after it. */
  readonly early: boolean;
}

/** What a search has to know of the cards. */
export interface Cards {
  readonly oldBody: Side;
  /** Ids of the author that the old card has. */
  readonly oldIds: ReadonlySet<string>;
  /** Bytes of an id that is handed out now, as JSON. */
  readonly freshBytes: number;
  /** The text that is to grow: it is not re-created while another plan exists. */
  readonly growing: { readonly id: string; readonly json: JsonObject } | undefined;
}

/** How an element becomes another one. */
export interface Choice {
  /**
   * - `same`: it is that one already
   * - `edit`: its own props by a partial update, what is in it one by one
   * - `refill`: a partial update that says its list of elements too
   * - `update`: whole, by `update_element`
   */
  readonly way: 'same' | 'edit' | 'refill' | 'update';
  /** The price; see `priceOf`. */
  readonly score: number;
  /** Whether something is deleted, and whether an id of the author comes back in a second batch. */
  readonly deletes: boolean;
  readonly moves: boolean;
  /** Of an edit: how its own props and its list change. */
  readonly own?: Change;
  readonly list?: Chain;
}

/** The edit of a list: which elements take the place of which, and what goes and comes between them. */
export interface Chain {
  readonly score: number;
  readonly deletes: boolean;
  readonly moves: boolean;
  readonly links: readonly Link[];
  /** What is in front of the first link, between two links, and behind the last: one more than there are links. */
  readonly gaps: readonly Gap[];
}

export interface Link {
  readonly before: Side;
  readonly after: Side;
  readonly choice: Choice;
}

export interface Gap {
  readonly gone: readonly Side[];
  readonly added: readonly Side[];
  readonly anchor: Anchor | undefined;
}

/** Where an addition goes. */
export interface Anchor {
  readonly type: AddType;
  /** The neighbour as it is after the updates, or an element that the old card has. Nothing: the end of the body. */
  readonly at: 'previous' | 'next' | 'end' | Side;
  readonly early: boolean;
}

/** A link while it is not known whether it is used. */
interface Candidate {
  readonly i: number;
  readonly j: number;
  readonly choice: Choice;
  /** Bytes of the id by which a neighbour can be put beside it: after the updates, and before them. */
  readonly late: number;
  readonly soon: number;
}

/** What is between two links. */
interface Between {
  readonly score: number;
  readonly deletes: boolean;
  readonly moves: boolean;
  readonly anchor: Anchor | undefined;
}

/** A reader's input outweighs every byte, and a byte every action. */
const STATE = 2 ** 40;
const BYTE = 1024;

/** What a choice is judged by: bytes first, then actions. The comma behind each action is counted with it. */
function priceOf(bytes: number, actions: number): number {
  return bytes * BYTE + actions;
}

/** How many elements with a reader's input a search found a way to leave alone. */
export function statesKept(score: number): number {
  return Math.ceil(-score / STATE);
}

/** What a deletion costs beside its ids. */
export const DELETION = priceOf(
  jsonBytes({ action: 'delete_elements', params: { element_ids: [] } } satisfies Action),
  1,
);

/** What a second batch costs beside its actions. */
export const MORE_CALLS = priceOf(CALL_COST + 1, 0);

const PATCH_BYTES = jsonBytes(patch('', {})) - 4;
const UPDATE_BYTES =
  jsonBytes({ action: 'update_element', params: { element_id: '', element: { tag: '' } } }) -
  2 -
  jsonBytes({ tag: '' });
const addBytes = (type: AddType, target?: string) =>
  jsonBytes({
    action: 'add_elements',
    params: {
      type,
      ...(target === undefined ? {} : { target_element_id: target }),
      elements: [],
    },
  } satisfies Action);
const ADD_BYTES: Readonly<Record<AddType, number>> = {
  append: addBytes('append'),
  insert_after: addBytes('insert_after', '') - 2,
  insert_before: addBytes('insert_before', '') - 2,
};

/** Lists up to this many pairs are searched through as they are. */
const SHORT = 20;
/** Longer ones up to this many, but for what is unchanged at both ends; of longer ones, what `pairsOf` finds. */
const DENSE = 64;
/** And so many pairs in all. */
const MOST = 2000;

/**
 * Finds the edit of a list that costs least.
 *
 *     before  a b c d        links: a-a, c-c, d-d'       every pair in order may be a link, whatever it is: an
 *     after   a c x y d'     gaps: after a: b goes       element that is another one is put in its place by one
 *                            after c: x and y come       update. What is not linked goes, or comes.
 *
 * Each link costs what the two elements cost, each gap its additions and the ids of what goes; the cheapest chain of
 * links is found from the front. As everything that is said is said once, the sum is what the batch costs.
 */
export class Least {
  private readonly pairs = new Map<Side, Map<Side, Choice | undefined>>();
  private evaluated = 0;

  constructor(
    private readonly cards: Cards,
    private readonly rules: Rules,
  ) {}

  /** How one element takes the place of another; `undefined` where it cannot. */
  pair(before: Side, after: Side): Choice | undefined {
    let row = this.pairs.get(before);
    if (!row) {
      row = new Map();
      this.pairs.set(before, row);
    }
    if (!row.has(after)) row.set(after, this.best(before, after));
    return row.get(after);
  }

  private best(before: Side, after: Side): Choice | undefined {
    const same = isSame(before, after);
    const { growing } = this.cards;
    const grows = growing && before.id === growing.id && after.json === growing.json;
    const bonus = same && grows ? -STATE : 0;
    if (same && before.signature === after.signature) {
      return {
        way: 'same',
        score: bonus - before.states * STATE,
        deletes: false,
        moves: false,
      };
    }
    const choices: Choice[] = [];
    if (same) {
      const own = change(before.json, after.json, skipped(after));
      if (own.sayable) choices.push(...this.partial(before, after, own, bonus));
    }
    const { address } = before;
    const fits = this.fits(before, after);
    if (address !== undefined && fits) {
      const bytes = UPDATE_BYTES + jsonBytes(address) + after.bytes + 1;
      const score = bonus + priceOf(bytes, 1);
      choices.push({ way: 'update', score, deletes: false, moves: fits === 'later' });
    }
    return least(choices);
  }

  /** The ways that leave an element alone but for what changed. */
  private partial(before: Side, after: Side, own: Change, bonus: number): Choice[] {
    const choices: Choice[] = [];
    const { address } = before;
    const kept = bonus - (isStateful(before) && own.none ? STATE : 0);
    const said = address === undefined ? 0 : PATCH_BYTES + jsonBytes(address) + 1;
    if (own.none || address !== undefined) {
      const list = before.children && after.children ? this.list(before, after) : undefined;
      if (list || !after.children) {
        const props = own.none ? 0 : priceOf(said + jsonBytes(own.set), 1);
        choices.push({
          way: 'edit',
          score: kept + props + (list?.score ?? 0),
          deletes: list?.deletes ?? false,
          moves: list?.moves ?? false,
          own,
          ...(list ? { list } : {}),
        });
      }
    }
    const fits = this.fits(before, after);
    if (after.children && address !== undefined && fits) {
      const others = own.none ? 2 : jsonBytes(own.set) + 1;
      const bytes = said + others + listBytes(after.list, after.children);
      const score = kept + priceOf(bytes, 1);
      choices.push({ way: 'refill', score, deletes: false, moves: fits === 'later', own });
    }
    return choices;
  }

  /** Whether an element can be said whole in the place of another: an id must not be in two places on the way. */
  private fits(before: Side, after: Side): 'now' | 'later' | undefined {
    const fits = after.explicitIds.every(
      (id) => !this.cards.oldIds.has(id) || before.explicitIds.includes(id),
    );
    if (fits) return 'now';
    return this.rules.moves === 'anyhow' ? 'later' : undefined;
  }

  /** The cheapest edit of the list of an element; `undefined` where there is none. */
  list(before: Side, after: Side): Chain | undefined {
    const olds = before.children ?? [];
    const news = after.children ?? [];
    const between = this.measure(olds, news, before === this.cards.oldBody);
    const { front, candidates, back } = this.candidates(olds, news);
    const scores: number[] = [];
    const origins: number[] = [];
    /** The cheapest way to a position; -1 is what is unchanged in front. */
    const reach = (i: number, j: number, next: Candidate | undefined, upTo: number) => {
      let score = between(front.at(-1), next, i, j)?.score ?? Number.POSITIVE_INFINITY;
      let origin = -1;
      for (let p = 0; p < upTo; p++) {
        const one = candidates[p] as Candidate;
        const so = scores[p] as number;
        if (one.i >= i || one.j >= j || so === Number.POSITIVE_INFINITY) continue;
        const gap = between(one, next, i, j);
        if (gap && so + gap.score < score) {
          score = so + gap.score;
          origin = p;
        }
      }
      return { score, origin };
    };
    candidates.forEach((one, k) => {
      const { score, origin } = reach(one.i, one.j, one, k);
      scores[k] = score + one.choice.score;
      origins[k] = origin;
    });
    const [behind] = back;
    const end = behind
      ? reach(behind.i, behind.j, behind, candidates.length)
      : reach(olds.length, news.length, undefined, candidates.length);
    if (end.score === Number.POSITIVE_INFINITY) return undefined;

    const chain: Candidate[] = [];
    for (let k = end.origin; k >= 0; k = origins[k] as number) {
      chain.unshift(candidates[k] as Candidate);
    }
    const used = [...front, ...chain, ...back];
    const around = [...front, ...back].reduce((sum, { choice }) => sum + choice.score, 0);
    let deletes = used.some(({ choice }) => choice.deletes);
    let moves = used.some(({ choice }) => choice.moves);
    const gaps = [...used, undefined].map((next, k): Gap => {
      const previous = used[k - 1];
      const [i, j] = next ? [next.i, next.j] : [olds.length, news.length];
      const gap = between(previous, next, i, j);
      deletes ||= gap?.deletes ?? false;
      moves ||= gap?.moves ?? false;
      return {
        gone: olds.slice((previous?.i ?? -1) + 1, i),
        added: news.slice((previous?.j ?? -1) + 1, j),
        anchor: gap?.anchor,
      };
    });
    const links = used.map(({ i, j, choice }) => ({
      before: olds[i] as Side,
      after: news[j] as Side,
      choice,
    }));
    return { score: around + end.score, deletes, moves, links, gaps };
  }

  /** The links at both ends of a long list, which are used, and those between them that may be, in order. */
  private candidates(olds: readonly Side[], news: readonly Side[]) {
    const unchanged = (i: number, j: number) => {
      const [x, y] = [olds[i], news[j]];
      return x !== undefined && y !== undefined && isSame(x, y) && x.signature === y.signature;
    };
    let start = 0;
    let endOld = olds.length;
    let endNew = news.length;
    if (olds.length * news.length > SHORT) {
      while (start < endOld && start < endNew && unchanged(start, start)) start++;
      while (endOld > start && endNew > start && unchanged(endOld - 1, endNew - 1)) {
        endOld--;
        endNew--;
      }
    }
    const linked = (positions: readonly (readonly [number, number])[]): Candidate[] =>
      positions.flatMap(([i, j]) => {
        const before = olds[i] as Side;
        const after = news[j] as Side;
        const choice = this.pair(before, after);
        return choice ? [{ i, j, choice, ...this.neighbour(before, after, choice) }] : [];
      });
    const range = (from: number, to: number, shift: number) =>
      Array.from({ length: to - from }, (_, k) => [from + k, from + k + shift] as const);
    const middle = this.positions(olds, news, [start, start], [endOld, endNew]);
    return {
      front: linked(range(0, start, 0)),
      candidates: linked(middle).sort((a, b) => a.i - b.i || a.j - b.j),
      back: linked(range(endOld, olds.length, endNew - endOld)),
    };
  }

  /** By what it can be named as a neighbour, in bytes. */
  private neighbour(before: Side, after: Side, { way }: Choice): { late: number; soon: number } {
    const soon =
      before.address === undefined ? Number.POSITIVE_INFINITY : jsonBytes(before.address);
    if (way !== 'update' || isSame(before, after)) {
      return { late: soon, soon: Number.POSITIVE_INFINITY };
    }
    // An element of another kind may be one that cannot be named.
    if (before.tag !== after.tag && (before.tag === 'column' || after.tag === 'column')) {
      return { late: Number.POSITIVE_INFINITY, soon };
    }
    const { freshBytes } = this.cards;
    return { late: after.explicitId ? jsonBytes(after.explicitId) : freshBytes, soon };
  }

  /** All pairs of short lists; of long ones, those that `pairsOf` finds. */
  private positions(
    olds: readonly Side[],
    news: readonly Side[],
    from: readonly [number, number],
    to: readonly [number, number],
  ): [number, number][] {
    const positions: [number, number][] = [];
    const size = (to[0] - from[0]) * (to[1] - from[1]);
    if (size <= DENSE && this.evaluated + size <= MOST) {
      this.evaluated += size;
      for (let i = from[0]; i < to[0]; i++) {
        for (let j = from[1]; j < to[1]; j++) positions.push([i, j]);
      }
      return positions;
    }
    const indices = new Map<Side, number>();
    for (const list of [olds, news]) for (const [i, side] of list.entries()) indices.set(side, i);
    const found = pairsOf(olds.slice(from[0], to[0]), news.slice(from[1], to[1]));
    const pairs = found.map(([x, y]): [number, number] => [
      indices.get(x) as number,
      indices.get(y) as number,
    ]);
    return [...pairs, ...fillers(pairs, from, to)];
  }

  /** What it costs to delete what is between two links, and to add what is new there. */
  private measure(olds: readonly Side[], news: readonly Side[], inBody: boolean) {
    const { deletes: mayDelete, moves: mayMove, early } = this.rules;
    const { oldIds } = this.cards;
    const goneBytes = sums(olds, ({ address }) =>
      address === undefined ? 0 : jsonBytes(address) + 1,
    );
    const unnamed = sums(olds, ({ address }) => (address === undefined ? 1 : 0));
    const addedBytes = sums(news, ({ bytes }) => bytes + 1);
    const returning = sums(news, ({ explicitIds }) =>
      explicitIds.some((id) => oldIds.has(id)) ? 1 : 0,
    );
    const between = (sum: readonly number[], from: number, to: number) =>
      (sum[to] as number) - (sum[from] as number);

    return (
      previous: Candidate | undefined,
      next: Candidate | undefined,
      i: number,
      j: number,
    ): Between | undefined => {
      const fromOld = (previous?.i ?? -1) + 1;
      const fromNew = (previous?.j ?? -1) + 1;
      const gone = i - fromOld;
      const added = j - fromNew;
      if (gone > 0 && (!mayDelete || between(unnamed, fromOld, i) > 0)) return undefined;
      const going = priceOf(between(goneBytes, fromOld, i), 0);
      if (added === 0) {
        return { score: going, deletes: gone > 0, moves: false, anchor: undefined };
      }
      const moves = between(returning, fromNew, j) > 0;
      if (moves && mayMove === 'never') return undefined;
      let anchor: Anchor | undefined;
      let least = Number.POSITIVE_INFINITY;
      const offer = (type: AddType, at: Anchor['at'], id: number, isEarly = false) => {
        const bytes = ADD_BYTES[type] + id;
        if (bytes >= least) return;
        least = bytes;
        anchor = { type, at, early: isEarly };
      };
      if (!next && inBody) offer('append', 'end', 0);
      if (previous) offer('insert_after', 'previous', previous.late);
      if (next) offer('insert_before', 'next', next.late);
      // What comes back from elsewhere has to have gone before.
      if (early && !moves) {
        const beside = (index: number, type: AddType) => {
          const side = olds[index] as Side;
          if (side.address !== undefined) offer(type, side, jsonBytes(side.address), true);
        };
        if (previous && previous.soon < least) beside(previous.i, 'insert_after');
        if (next && next.soon < least) beside(next.i, 'insert_before');
        for (let k = fromOld; k < i; k++) beside(k, 'insert_after');
      }
      if (!anchor) return undefined;
      const parts = Math.ceil(added / MAX_ADD_ELEMENTS);
      const bytes = parts * least + between(addedBytes, fromNew, j);
      return { score: going + priceOf(bytes, parts), deletes: gone > 0, moves, anchor };
    };
  }
}

/** The members that an edit of the list says, and the id. */
function skipped(after: Side): string[] {
  return after.children ? ['element_id', after.list] : ['element_id'];
}

function least(choices: readonly Choice[]): Choice | undefined {
  return choices.reduce<Choice | undefined>(
    (best, one) => (best && best.score <= one.score ? best : one),
    undefined,
  );
}

/** `sums[i]`: the sum of the first i. */
function sums(sides: readonly Side[], of: (side: Side) => number): number[] {
  const all = [0];
  for (const side of sides) all.push((all.at(-1) as number) + of(side));
  return all;
}

/** Between pairs that keep their order, what goes and what comes, one by one: one may take the place of another. */
function fillers(
  pairs: readonly (readonly [number, number])[],
  from: readonly [number, number],
  to: readonly [number, number],
): [number, number][] {
  const found: [number, number][] = [];
  const inOrder = [...pairs].sort((a, b) => a[0] - b[0]);
  let [i, j] = from;
  for (const [nextI, nextJ] of [...inOrder, to]) {
    if (nextJ < j) continue;
    for (let k = 0; i + k < nextI && j + k < nextJ; k++) found.push([i + k, j + k]);
    i = nextI + 1;
    j = nextJ + 1;
  }
  return found;
}
