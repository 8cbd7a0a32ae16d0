import { isAssigned } from '/tmp/live/src/card/ids.js';

/**
 * The least price of a plan, by trying. Shares nothing with the differ: it carries out operations on trees, cheapest
 * first, until one is the wanted tree. For very small trees only.
 */

/** An element as the search sees it. */
export interface Tree {
  readonly tag: string;
  /** Its props without its list, as JSON members: `"content":"a"`. */
  readonly props: string;
  readonly explicit?: string | undefined;
  readonly key?: string | undefined;
  /** `undefined`: it has no list. */
  readonly children?: readonly Tree[] | undefined;
  /** The assigned id it was created with; fresh ones have none. */
  readonly id?: string | undefined;
}

export interface Price {
  /** 2000 per call and 1 per byte. */
  readonly cost: number;
  /** Of all batches; a full update is one, too. */
  readonly actions: number;
}

const CALL = 2000;
/** As long as an id that is handed out. */
const FRESH = '"lx0"';

/** An element as JSON: the order of its members does not matter for its length. */
function json(tree: Tree): string {
  const id = JSON.stringify(tree.explicit ?? tree.id ?? 'lx0');
  const list = tree.children ? `,"elements":[${tree.children.map(json).join()}]` : '';
  return `{"tag":"${tree.tag}","element_id":${id}${tree.props ? `,${tree.props}` : ''}${list}}`;
}

/** Equal for two trees that nobody can tell apart: what is fresh has no name yet. */
function print(trees: readonly Tree[]): string {
  return trees
    .map(
      ({ tag, props, explicit, key, id, children }) =>
        `${tag}|${props}|${explicit ?? ''}|${key ?? ''}|${id ?? ''}${children ? `(${print(children)})` : ''}`,
    )
    .join(';');
}

/** The same, without ids that were assigned. */
function looks(trees: readonly Tree[]): string {
  return trees
    .map(
      ({ tag, props, explicit, key, children }) =>
        `${tag}|${props}|${explicit ?? ''}|${key ?? ''}${children ? `(${looks(children)})` : ''}`,
    )
    .join(';');
}

/** A place in the tree: the way to a list, and an element of it. */
interface Place {
  readonly tree: Tree;
  readonly path: readonly number[];
}

function places(trees: readonly Tree[], path: readonly number[] = []): Place[] {
  return trees.flatMap((tree, i) => [
    { tree, path: [...path, i] },
    ...places(tree.children ?? [], [...path, i]),
  ]);
}

/** The list with something else in the place of an element. */
function put(
  trees: readonly Tree[],
  [i = 0, ...rest]: readonly number[],
  instead: (tree: Tree) => readonly Tree[],
): Tree[] {
  return trees.flatMap((tree, k) => {
    if (k !== i) return [tree];
    if (rest.length === 0) return instead(tree);
    return [{ ...tree, children: put(tree.children ?? [], rest, instead) }];
  });
}

const idOf = (tree: Tree) => tree.explicit ?? tree.id;
const explicitIn = (trees: readonly Tree[]): string[] =>
  places(trees).flatMap(({ tree }) => tree.explicit ?? []);

/** Where a search is: a tree, what this batch has deleted of it, and what it took. */
interface State {
  readonly trees: readonly Tree[];
  /** Ids of the author that went away in this batch: they must not come back in it. */
  readonly gone: readonly string[];
  /** Whether the batch has actions, and a deletion that further ids can join. */
  readonly open: boolean;
  readonly deletes: boolean;
}

interface Step {
  readonly state: State;
  readonly bytes: number;
  readonly actions: number;
}

/**
 * The cheapest plan that is dearer than nothing and not dearer than `bound`; `undefined` where there is none.
 * `fullUpdate` is what the whole card takes.
 */
export function leastPlan(
  before: readonly Tree[],
  after: readonly Tree[],
  fullUpdate: number,
  bound: Price,
): Price | undefined {
  const goal = looks(after);
  const byKey = new Map(places(before).map(({ tree }) => [tree.id, tree]));
  const lists = listsOf(after);
  const wanted = places(after).map(({ tree }) => tree);
  /** An element that was there is the one of the goal only with its key. Those with a fresh id have what they need. */
  const isGoal = (trees: readonly Tree[]) =>
    looks(trees) === goal &&
    places(trees).every(
      ({ tree }) => tree.id === undefined || byKey.get(tree.id)?.key === tree.key,
    );

  let best: Price | undefined;
  const offer = (price: Price) => {
    if (exceeds(price, bound)) return;
    if (!best || exceeds(best, price)) best = price;
  };
  if (isGoal(before)) return { cost: 0, actions: 0 };
  offer({ cost: CALL + fullUpdate, actions: 1 });

  const start: State = { trees: before, gone: [], open: false, deletes: false };
  const queue = new Map<number, { state: State; actions: number }[]>();
  const seen = new Map<string, number>();
  const push = (state: State, cost: number, actions: number) => {
    if (cost + stillToSay(state, wanted, goal) > (best ?? bound).cost) return;
    const name = `${print(state.trees)}#${state.gone.join()}#${state.open}${state.deletes}`;
    const known = seen.get(name);
    const rank = cost * 100 + actions;
    if (known !== undefined && known <= rank) return;
    seen.set(name, rank);
    const at = queue.get(cost);
    if (at) at.push({ state, actions });
    else queue.set(cost, [{ state, actions }]);
  };
  push(start, 0, 0);
  while (queue.size > 0) {
    const cost = Math.min(...queue.keys());
    const those = queue.get(cost) ?? [];
    queue.delete(cost);
    if (best && cost > best.cost) break;
    for (const { state, actions } of those) {
      if (cost > 0 && isGoal(state.trees)) {
        offer({ cost, actions });
        continue;
      }
      if (state.open) {
        const closed = { trees: state.trees, gone: [], open: false, deletes: false };
        push(closed, cost, actions);
      }
      for (const step of steps(state, wanted, lists)) {
        // The first action opens the batch: a call, and brackets around the action.
        const first = state.open ? 0 : CALL + 1;
        push({ ...step.state, open: true }, cost + first + step.bytes, actions + step.actions);
      }
    }
  }
  return best;
}

/** No action takes fewer bytes, but an id that joins a deletion. */
const LEAST_ACTION = 60;

/** How many bytes have to be said at least: what is not there yet is said whole, whatever says it. */
function stillToSay(
  { trees, open, deletes }: State,
  wanted: readonly Tree[],
  goal: string,
): number {
  const there = places(trees).map(({ tree }) => `${tree.tag} ${tree.props}`);
  let bytes = 0;
  for (const { tag, props } of wanted) {
    const at = there.indexOf(`${tag} ${props}`);
    if (at < 0) bytes += props.length;
    else there.splice(at, 1);
  }
  if (bytes > 0) return bytes + LEAST_ACTION + (open ? 0 : CALL);
  if (looks(trees) === goal) return 0;
  return open && deletes ? 4 : LEAST_ACTION + (open ? 0 : CALL);
}

export function exceeds(a: Price, b: Price): boolean {
  return a.cost > b.cost || (a.cost === b.cost && a.actions > b.actions);
}

/** Every run of neighbours in any list of the goal, and the list of each of its elements. */
function listsOf(after: readonly Tree[]): { runs: Tree[][]; whole: (readonly Tree[])[] } {
  const lists = [
    after,
    ...places(after).flatMap(({ tree }) => (tree.children ? [tree.children] : [])),
  ];
  const runs = lists.flatMap((list) =>
    list.flatMap((_, i) => list.slice(i).map((__, k) => list.slice(i, i + k + 1))),
  );
  const distinct = new Map(runs.map((run) => [print(run), run]));
  return { runs: [...distinct.values()], whole: lists.slice(1) };
}

/** What is put in is taken from the goal: anything else would have to be changed again. */
function* steps(
  state: State,
  wanted: readonly Tree[],
  { runs, whole }: ReturnType<typeof listsOf>,
): Generator<Step> {
  const { trees, gone } = state;
  const there = explicitIn(trees);
  const comes = (added: readonly Tree[], leaves: readonly Tree[]) => {
    const leaving = explicitIn(leaves);
    return explicitIn(added).every(
      (id) => !gone.includes(id) && (!there.includes(id) || leaving.includes(id)),
    );
  };
  const after = (removed: readonly Tree[], added: readonly Tree[]) => {
    const back = explicitIn(added);
    return [...gone, ...explicitIn(removed).filter((id) => !back.includes(id))].sort();
  };
  const size = (action: string) => Buffer.byteLength(action) + 1;

  for (const run of runs) {
    if (!comes(run, [])) continue;
    const elements = `"elements":[${run.map(json).join()}]`;
    yield {
      state: { ...state, trees: [...trees, ...run] },
      bytes: size(`{"action":"add_elements","params":{"type":"append",${elements}}}`),
      actions: 1,
    };
  }
  for (const { tree, path } of places(trees)) {
    // What came in this batch can be named as well.
    const id = JSON.stringify(idOf(tree) ?? JSON.parse(FRESH));
    if (tree.id !== undefined || tree.explicit !== undefined) {
      yield {
        state: {
          ...state,
          trees: put(trees, path, () => []),
          gone: after([tree], []),
          deletes: true,
        },
        bytes: state.deletes
          ? id.length + 1
          : size(`{"action":"delete_elements","params":{"element_ids":[${id}]}}`),
        actions: state.deletes ? 0 : 1,
      };
      for (const instead of wanted) {
        if (!comes([instead], [tree])) continue;
        const update = `{"action":"update_element","params":{"element_id":${id},"element":${json(instead)}}}`;
        yield {
          state: {
            ...state,
            trees: put(trees, path, () => [instead]),
            gone: after([tree], [instead]),
          },
          bytes: size(update),
          actions: 1,
        };
      }
      const props = new Set(wanted.filter(({ tag }) => tag === tree.tag).map((one) => one.props));
      const lists = tree.children ? [undefined, ...whole] : [undefined];
      for (const said of props) {
        for (const list of lists) {
          const own = said !== tree.props;
          if (!own && !list) continue;
          if (list && !comes(list, tree.children ?? [])) continue;
          const members = [own ? said : '', list ? `"elements":[${list.map(json).join()}]` : ''];
          const partial = `{${members.filter((member) => member !== '').join()}}`;
          const patched = { ...tree, props: said, ...(list ? { children: list } : {}) };
          yield {
            state: {
              ...state,
              trees: put(trees, path, () => [patched]),
              gone: list ? after(tree.children ?? [], list) : gone,
            },
            bytes: size(
              `{"action":"partial_update_element","params":{"element_id":${id},"partial_element":${partial}}}`,
            ),
            actions: 1,
          };
        }
      }
    }
    for (const run of runs) {
      if (!comes(run, [])) continue;
      for (const type of ['insert_before', 'insert_after']) {
        const beside = (one: Tree) => (type === 'insert_after' ? [one, ...run] : [...run, one]);
        yield {
          state: { ...state, trees: put(trees, path, beside) },
          bytes: size(
            `{"action":"add_elements","params":{"type":"${type}","target_element_id":${id},"elements":[${run.map(json).join()}]}}`,
          ),
          actions: 1,
        };
      }
    }
  }
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
