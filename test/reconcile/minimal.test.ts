import { apply, type Call, type CardJson, diff } from 'larkx';
import { describe, expect, it } from 'vitest';
import { assignIds } from '../../src/card/ids.js';
import { keyOf, setKey } from '../../src/card/keys.js';
import { cost } from '../../src/reconcile/plan.js';
import { jsonBytes } from '../../src/schema/json.js';
import { exceeds, FULL_UPDATE, leastPlan, type Price, treesOf } from '../support/least-plan.js';

/** `npm run test:full`: trees of one element more, and more of the pairs that are too many to try them all. */
const FULL = Number(process.env.LARKX_RUNS_SCALE ?? 1) > 1;
const TIMEOUT = FULL ? 1_200_000 : 120_000;
/** All pairs of trees up to so many elements are tried. */
const MOST = FULL ? 4 : 3;

/** An element to be: its look, its name (`#id`, `@key`), and what is in it. */
interface Spec {
  readonly tag: 'markdown' | 'interactive_container';
  readonly look: string;
  readonly name: string;
  readonly children: readonly Spec[];
}

/** All lists of a number of elements, one inside the other or side by side. */
function forests(count: number, looks: readonly string[], names: readonly string[]): Spec[][] {
  if (count === 0) return [[]];
  const all: Spec[][] = [];
  for (let first = 1; first <= count; first++) {
    const heads: Spec[] = [];
    for (const look of looks) {
      for (const name of names) {
        if (first === 1) heads.push({ tag: 'markdown', look, name, children: [] });
        for (const children of forests(first - 1, looks, names)) {
          heads.push({ tag: 'interactive_container', look, name, children });
        }
      }
    }
    const tails = forests(count - first, looks, names);
    for (const head of heads) for (const tail of tails) all.push([head, ...tail]);
  }
  return all;
}

/** Those up to a number of elements in which no name is there twice among siblings, and no id at all. */
function upTo(count: number, looks: readonly string[], names: readonly string[]): Spec[][] {
  const all = Array.from({ length: count + 1 }, (_, n) => forests(n, looks, names)).flat();
  return all.filter((list) => {
    const ids = namesIn(list).filter((name) => name.startsWith('#'));
    return new Set(ids).size === ids.length && keysDiffer(list);
  });
}

const namesIn = (list: readonly Spec[]): string[] =>
  list.flatMap(({ name, children }) => [name, ...namesIn(children)]);

const keysDiffer = (list: readonly Spec[]): boolean => {
  const keys = list.map(({ name }) => name).filter((name) => name !== '');
  return new Set(keys).size === keys.length && list.every(({ children }) => keysDiffer(children));
};

type Element = Record<string, unknown>;

function elementOf({ tag, look, name, children }: Spec): Element {
  const element: Element = {
    tag,
    ...(name.startsWith('#') ? { element_id: name.slice(1) } : {}),
    ...(tag === 'markdown'
      ? { content: look }
      : { width: look, elements: children.map(elementOf) }),
  };
  if (name.startsWith('@')) setKey(element, name.slice(1));
  return element;
}

/** What never changes, and makes the full update so much dearer. */
function cardOf(list: readonly Spec[], ballast: number): CardJson {
  return {
    schema: '2.0',
    config: { summary: { content: 's'.repeat(ballast) } },
    body: { elements: list.map(elementOf) },
  } as unknown as CardJson;
}

function actionsOf(call: Call): number {
  if (call.type === 'replace') return FULL_UPDATE;
  return call.type === 'batch' ? call.actions.length : 1;
}

/** What the differ does worse than a search; nothing where it does not. */
function worse(from: readonly Spec[], to: readonly Spec[], ballast: number): string | undefined {
  const before = cardOf(from, ballast);
  assignIds(before);
  const after = cardOf(to, ballast);
  const plan = diff(before, after);
  const found: Price = {
    cost: cost(plan.calls),
    actions: plan.calls.reduce((n, call) => n + actionsOf(call), 0),
  };
  const whole = cardOf(to, ballast);
  assignIds(whole);
  const elements = (card: CardJson) =>
    treesOf((card.body?.elements ?? []) as unknown as Element[], keyOf);
  const least = leastPlan(elements(before), elements(after), jsonBytes(whole), found);
  if (!least) {
    return `the search finds no plan as good as ${JSON.stringify(plan.calls)}: is it legal? ${JSON.stringify([from, to])}`;
  }
  expect(apply(before, plan.calls)).toEqual(plan.card);
  if (!exceeds(found, least)) return undefined;
  return `${JSON.stringify(found)} > ${JSON.stringify(least)}: ${JSON.stringify(before.body)} -> ${JSON.stringify(after.body)}: ${JSON.stringify(plan.calls)}`;
}

function allPairs(lists: readonly (readonly Spec[])[], ballast: number, every = 1): string[] {
  const faults: string[] = [];
  let n = 0;
  for (const from of lists) {
    for (const to of lists) {
      if (n++ % every !== 0) continue;
      const fault = worse(from, to, ballast);
      if (fault !== undefined) faults.push(fault);
      if (faults.length > 2) return faults;
    }
  }
  return faults;
}

describe('no legal plan costs less, and at the same cost none has fewer actions', () => {
  it.each([
    ['the card is small', 0],
    ['the card is large', 600],
  ])(
    `for all pairs of trees up to ${MOST} elements, where %s`,
    (_, ballast) => {
      expect(allPairs(upTo(MOST, ['a'], ['']), ballast)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'for trees of three elements that look like this or like that',
    () => {
      expect(allPairs(upTo(3, ['a', 'b'], ['']), 600, FULL ? 1 : 11)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'for pairs with ids and keys, in a card in which two batches cost less than all of it',
    () => {
      const names = ['', '#p', '#q', '@k', '@l'];
      expect(allPairs(upTo(2, ['a'], names), 3000, FULL ? 1 : 23)).toEqual([]);
      expect(allPairs(upTo(3, ['a'], names), 3000, FULL ? 503 : 20_011)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'for pairs with ids and keys, in a small card',
    () => {
      const names = ['', '#p', '#q', '@k', '@l'];
      expect(allPairs(upTo(3, ['a'], names), 600, FULL ? 53 : 2003)).toEqual([]);
    },
    TIMEOUT,
  );
});
