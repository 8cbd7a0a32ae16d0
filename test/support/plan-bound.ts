import type { List, Node } from './plan-forest.js';
import {
  AFTER,
  APPEND,
  BEFORE,
  DELETE,
  ELEMENTS,
  OPENING,
  PARTIAL,
  type State,
  UPDATE,
} from './plan-steps.js';

/** A price as one number, in which one unit of cost is worth more than all actions of a plan. */
export const UNIT = 1000;
const ACTION = 1;
const COMMA = UNIT;

const one = (bytes: number) => bytes * UNIT + ACTION;

/**
 * What is at least still to pay. An element that stays has the parent it had, and those that stay have their order.
 * So whatever the plan is, it picks which elements stay as which of the goal; all others of the goal are said in
 * full, all others that are there are taken away by an id or with the list they are in, and no action brings
 * anything into two lists or to both sides of an element that stays. This is the least over all such picks.
 */
export class Bound {
  private readonly known = [new Map<number, number>(), new Map<number, number>()];

  constructor(private readonly goal: List) {}

  /** `Infinity` where the goal is out of reach without another batch or at all. */
  of({ list, gone, open, deletes }: State): number {
    if (list.looks === this.goal.looks) return 0;
    const again = gone.some((id) => this.goal.ids.includes(id));
    const deleting = (deletes ? 0 : one(DELETE - 1)) + this.lists(list, this.goal, true);
    const least = Math.min(deleting, this.lists(list, this.goal, false));
    // What went away in this batch and is wanted comes back in the next one.
    return least + (again ? OPENING * UNIT : 0) + (open ? 0 : OPENING * UNIT);
  }

  /** One list made into another by actions in it; `deletion`: whether there is one that ids can join. */
  private lists(from: List, to: List, deletion: boolean): number {
    if (from.looks === to.looks) return 0;
    const known = this.known[deletion ? 1 : 0];
    const name = from.n * 1e6 + to.n;
    const before = known?.get(name);
    if (before !== undefined) return before;

    const root = to === this.goal;
    // least[i][k]: all up to the elements i and k, which are one that stays.
    const least: number[][] = [];
    let end = Number.POSITIVE_INFINITY;
    for (let i = 0; i <= from.nodes.length; i++) {
      const row: number[] = [];
      least.push(row);
      for (let k = 0; k <= to.nodes.length; k++) {
        const last = i === from.nodes.length && k === to.nodes.length;
        const a = from.nodes[i];
        const b = to.nodes[k];
        row.push(Number.POSITIVE_INFINITY);
        const stays = a && b ? this.nodes(a, b, deletion) : last ? 0 : Number.POSITIVE_INFINITY;
        if (stays === Number.POSITIVE_INFINITY) continue;
        let all = gap(from.nodes, 0, i, to.nodes, 0, k, deletion, root && last);
        for (let p = 0; p < i; p++) {
          for (let q = 0; q < k; q++) {
            const sum =
              (least[p]?.[q] ?? Number.POSITIVE_INFINITY) +
              gap(from.nodes, p + 1, i, to.nodes, q + 1, k, deletion, root && last);
            if (sum < all) all = sum;
          }
        }
        row[k] = all + stays;
        if (last) end = all;
      }
    }
    known?.set(name, end);
    return end;
  }

  /** An element that stays. */
  private nodes(from: Node, to: Node, deletion: boolean): number {
    const same =
      from.tag === to.tag &&
      from.explicit === to.explicit &&
      from.key === to.key &&
      (from.list === undefined) === (to.list === undefined);
    if (!same) return Number.POSITIVE_INFINITY;
    const own = from.props !== to.props;
    const partial = from.named ? one(PARTIAL + from.idBytes) : Number.POSITIVE_INFINITY;
    const props = own ? partial + to.propsBytes * UNIT : 0;
    if (!from.list || !to.list) return props;
    const edited = props + this.lists(from.list, to.list, deletion);
    const said = (ELEMENTS + to.list.bytes) * UNIT;
    // With a list, props are in the same action.
    const comma = own && to.propsBytes > 0 ? COMMA : 0;
    return Math.min(edited, (own ? props + comma : partial) + said);
  }
}

/** Between two neighbours of those that stay: some leave (`i` to `end`), others come (`k` to `stop`). */
function gap(
  from: readonly Node[],
  i: number,
  end: number,
  to: readonly Node[],
  k: number,
  stop: number,
  deletion: boolean,
  root: boolean,
): number {
  const leave = end - i;
  const come = stop - k;
  // By its id, and a comma after it: in a deletion, or in an update, which brings another in its place.
  let ids = 0;
  let anchor = add(from[i - 1], AFTER, from[end], BEFORE);
  for (let p = i; p < end; p++) {
    const node = from[p];
    if (!node?.named) return Number.POSITIVE_INFINITY;
    ids += node.idBytes + 1;
    anchor = Math.min(anchor, AFTER + node.idBytes);
  }
  if (root) anchor = Math.min(anchor, APPEND);
  if (come === 0) return leave === 0 || deletion ? ids * UNIT : Number.POSITIVE_INFINITY;

  let said = 0;
  let shortest = anchor;
  for (let q = k; q < stop; q++) {
    const node = to[q];
    if (!node) continue;
    said += node.bytes;
    // What an update brought can be a target, too.
    shortest = Math.min(shortest, AFTER + node.idBytes);
  }
  let least = Number.POSITIVE_INFINITY;
  for (let updates = deletion ? 0 : leave; updates <= Math.min(leave, come); updates++) {
    const rest = come - updates;
    const target = updates === 0 ? anchor : shortest;
    const more = rest === 0 ? 0 : one(target + rest - 1);
    least = Math.min(least, updates * one(UPDATE - 1) + more);
  }
  return (ids + said) * UNIT + least;
}

/** The shortest way to say beside which one something comes; out of reach without any. */
function add(left: Node | undefined, after: number, right: Node | undefined, before: number) {
  return Math.min(
    left ? after + left.idBytes : Number.POSITIVE_INFINITY,
    right ? before + right.idBytes : Number.POSITIVE_INFINITY,
  );
}
