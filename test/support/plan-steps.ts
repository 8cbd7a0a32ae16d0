import { type Forest, idsIn, type List, type Node } from './plan-forest.js';

/** Where a search is: a tree, what this batch has deleted of it, and what can still join the batch. */
export interface State {
  readonly list: List;
  /** Ids of the author that went away in this batch, sorted: they must not come back in it. */
  readonly gone: readonly string[];
  /** Whether the batch has actions. */
  readonly open: boolean;
  /** Whether it has a deletion that further ids can join. */
  readonly deletes: boolean;
}

export interface Step {
  /** What it adds to the price. The first action opens the batch: a call, and brackets around the action. */
  readonly cost: number;
  readonly actions: number;
  readonly state: () => State;
}

/** What may be put in: it is taken from the goal, as anything else would have to be changed again. */
export interface Goal {
  readonly list: List;
  readonly elements: readonly Node[];
  /** Every run of neighbours in any of its lists. */
  readonly runs: readonly List[];
  /** The lists of its elements. */
  readonly lists: readonly List[];
}

export const CALL = 2000;
const BRACKETS = 2;
const COMMA = 1;

/** An action of a batch without what differs, in bytes. The comma after it is counted with it. */
const action = (text: string): number => text.length + COMMA;
export const APPEND = action('{"action":"add_elements","params":{"type":"append","elements":[]}}');
export const BEFORE = action(
  '{"action":"add_elements","params":{"type":"insert_before","target_element_id":,"elements":[]}}',
);
export const AFTER = action(
  '{"action":"add_elements","params":{"type":"insert_after","target_element_id":,"elements":[]}}',
);
export const DELETE = action('{"action":"delete_elements","params":{"element_ids":[]}}');
export const UPDATE = action('{"action":"update_element","params":{"element_id":,"element":}}');
export const PARTIAL = action(
  '{"action":"partial_update_element","params":{"element_id":,"partial_element":{}}}',
);
export const ELEMENTS = '"elements":[]'.length;
/** The last action has no comma after it. */
export const OPENING = CALL + BRACKETS - COMMA;

export function goalOf(list: List, forest: Forest): Goal {
  const elements = [...elementsIn(list)];
  const lists = elements.flatMap((element) => element.list ?? []);
  const runs = [list, ...lists].flatMap(({ nodes }) =>
    nodes.flatMap((_, i) => nodes.slice(i).map((__, k) => forest.list(nodes.slice(i, i + k + 1)))),
  );
  return { list, elements, runs: [...new Set(runs)], lists: [...new Set(lists)] };
}

export function* elementsIn(list: List): Generator<Node> {
  for (const node of list.nodes) {
    yield node;
    if (node.list) yield* elementsIn(node.list);
  }
}

/** Every action that brings something of the goal or takes something away. */
export function* steps(state: State, goal: Goal, forest: Forest): Generator<Step> {
  const { gone, deletes } = state;
  const there = new Set(state.list.ids);
  const opening = state.open ? 0 : OPENING;
  const comes = (added: readonly string[], leaves: readonly string[]) =>
    added.every((id) => !gone.includes(id) && (!there.has(id) || leaves.includes(id)));
  const without = (removed: readonly string[], added: readonly string[]) => {
    const left = removed.filter((id) => !added.includes(id));
    return left.length > 0 ? [...gone, ...left].sort() : gone;
  };
  const to = (list: List, left = gone, joins = deletes): State => ({
    ...{ list, gone: left, open: true, deletes: joins },
  });

  const runs = goal.runs.filter(({ ids }) => comes(ids, []));
  for (const run of runs) {
    yield {
      cost: opening + APPEND + run.bytes,
      actions: 1,
      state: () => to(forest.list([...state.list.nodes, ...run.nodes])),
    };
  }
  for (const { node, put } of places(state.list, (list) => list, forest)) {
    for (const run of runs) {
      // What came in this batch can be named here as well.
      const bytes = node.idBytes + run.bytes;
      yield {
        cost: opening + BEFORE + bytes,
        actions: 1,
        state: () => to(put([...run.nodes, node])),
      };
      yield {
        cost: opening + AFTER + bytes,
        actions: 1,
        state: () => to(put([node, ...run.nodes])),
      };
    }
    if (!node.named) continue;
    const ids = idsIn(node);
    yield {
      cost: opening + (deletes ? 0 : DELETE - COMMA) + node.idBytes + COMMA,
      actions: deletes ? 0 : 1,
      state: () => to(put([]), without(ids, []), true),
    };
    for (const instead of goal.elements) {
      const back = idsIn(instead);
      if (!comes(back, ids)) continue;
      yield {
        cost: opening + UPDATE + node.idBytes + instead.bytes,
        actions: 1,
        state: () => to(put([instead]), without(ids, back)),
      };
    }
    const within = node.list?.ids ?? [];
    const props = new Set(goal.elements.filter(({ tag }) => tag === node.tag).map((e) => e.props));
    for (const said of props) {
      for (const list of node.list ? [undefined, ...goal.lists] : [undefined]) {
        const own = said !== node.props;
        if (!own && !list) continue;
        if (list && !comes(list.ids, within)) continue;
        const members = [
          ...(own && said !== '' ? [Buffer.byteLength(said)] : []),
          ...(list ? [ELEMENTS + list.bytes] : []),
        ];
        const partial = members.reduce((sum, bytes) => sum + bytes + COMMA, 0) - COMMA;
        yield {
          cost: opening + PARTIAL + node.idBytes + Math.max(0, partial),
          actions: 1,
          state: () =>
            to(
              put([forest.node({ ...node, props: said, list: list ?? node.list })]),
              list ? without(within, list.ids) : gone,
            ),
        };
      }
    }
  }
}

interface Place {
  readonly node: Node;
  /** The whole tree with something else in this place. */
  readonly put: (instead: readonly Node[]) => List;
}

function* places(list: List, whole: (list: List) => List, forest: Forest): Generator<Place> {
  for (const [i, node] of list.nodes.entries()) {
    const put = (instead: readonly Node[]) =>
      whole(forest.list([...list.nodes.slice(0, i), ...instead, ...list.nodes.slice(i + 1)]));
    yield { node, put };
    if (node.list) {
      yield* places(node.list, (below) => put([forest.node({ ...node, list: below })]), forest);
    }
  }
}
