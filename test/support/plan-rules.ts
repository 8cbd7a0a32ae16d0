import { type Action, type Call, type CardJson, check } from 'larkx';
import { isAssigned } from '../../src/card/ids.js';
import { keyOf } from '../../src/card/keys.js';
import { countTagged, eachObject, isSubmit } from '../../src/card/tree.js';
import { applyAction } from '../../src/reconcile/apply.js';
import { isObject, type JsonObject, type MutableObject } from '../../src/schema/index.js';
import { jsonBytes } from '../../src/schema/json.js';
import { MAX_CARD_BYTES, MAX_ELEMENTS } from '../../src/schema/limits.js';

/** All actions of the batches of a plan. */
function actionsOf(calls: readonly Call[]): Action[] {
  return calls.flatMap((call) => (call.type === 'batch' ? call.actions : []));
}

/** What is wrong with the cards that lie between the actions of a plan: each has to be one that the service takes. */
export function faultsOnTheWay(before: CardJson, calls: readonly Call[]): string[] {
  const card = structuredClone(before) as unknown as MutableObject;
  return actionsOf(calls).flatMap((action) => {
    applyAction(card, action);
    return faultsOf(card).map((fault) => `${fault} after ${JSON.stringify(action)}`);
  });
}

function faultsOf(card: JsonObject): string[] {
  const faults: string[] = [];
  if (countTagged(card) > MAX_ELEMENTS) faults.push(`${countTagged(card)} objects`);
  if (jsonBytes(card) > MAX_CARD_BYTES) faults.push(`${jsonBytes(card)} bytes`);
  const seen = new Set<string>();
  const once = (name: unknown, kind: string) => {
    if (typeof name !== 'string') return;
    if (seen.has(`${kind} ${name}`)) faults.push(`the ${kind} ${name} twice`);
    seen.add(`${kind} ${name}`);
  };
  eachObject(card, (object) => {
    once(object.element_id, 'id');
    if (typeof object.tag === 'string') once(object.name, 'name');
    if (object.tag !== 'form') return;
    let submits = false;
    eachObject(object.elements, (inner) => {
      submits ||= isSubmit(inner);
    });
    if (!submits) faults.push('a form without a submit button');
  });
  for (const { code, severity, message } of check(card)) {
    // What `extra` and `<Raw>` add is meant to be unknown.
    if (severity === 'error' && code !== 'field-unknown') faults.push(message);
  }
  return faults;
}

/** Where a reader's input lives: typed, picked, ticked or unfolded. */
const STATEFUL = new Set([
  'form',
  'collapsible_panel',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'select_img',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
]);

/** Two elements that are the same one, with those around it in `before`, outermost first. */
interface Kept {
  id: string;
  around: readonly string[];
}

/**
 * Which inputs a batch takes from a reader although it need not, as paths of ids.
 *
 * An input, select, picker, checker, panel or form of `before` is left alone if in each list on the way to it
 * - all elements can be addressed,
 * - elements that cannot change their place without being lost (stateful, or with an id of the author; or with such in
 *   them) have kept their order,
 * - it is plain which is which: of several that changed and have neither id nor key, it is not,
 *
 * if no id of the author changed its bearer, if nothing around it lost a prop, and if its own props are what they were.
 * Then no action deletes it or what is around it, puts another one into the place of either, or says a list that it is
 * in.
 */
export function stateLost(
  before: CardJson,
  calls: readonly Call[],
  after: CardJson,
  keys: Readonly<Record<string, string>> | undefined,
): string[] {
  if (calls.some(({ type }) => type === 'replace')) return [];
  const actions = actionsOf(calls);
  const deleted = new Set<string>();
  const replaced = new Set<string>();
  const listed = new Set<string>();
  for (const { action, params } of actions) {
    if (action === 'delete_elements') for (const id of params.element_ids) deleted.add(id);
    if (action === 'update_element') replaced.add(params.element_id);
    if (action === 'partial_update_element') {
      const { elements, columns } = params.partial_element;
      if (elements !== undefined || columns !== undefined) listed.add(params.element_id);
    }
  }
  return kept(before, after, keys)
    .filter(
      ({ id, around }) =>
        [id, ...around].some((one) => deleted.has(one) || replaced.has(one)) ||
        around.some((outer) => listed.has(outer)),
    )
    .map(({ id, around }) => [...around, id].join(' > '));
}

/** Whether an element with a reader's input is still there under its id, so that a full update would have touched it. */
export function keepsInput(before: CardJson, after: CardJson): boolean {
  const inputs = (card: CardJson) => {
    const ids: unknown[] = [];
    eachObject(card.body, ({ tag, element_id: id }) => {
      if (STATEFUL.has(String(tag)) && id !== undefined) ids.push(id);
    });
    return ids;
  };
  const still = inputs(after);
  return inputs(before).some((id) => still.includes(id));
}

/** The stateful elements that a plan has to leave alone. */
export function kept(
  before: CardJson,
  after: CardJson,
  keys: Readonly<Record<string, string>> | undefined,
): Kept[] {
  const found: Kept[] = [];
  const inPlace = new Set<string>();
  const walk = (old: JsonObject, now: JsonObject, around: readonly string[]): void => {
    if (childrenOf(old).some(({ element_id: id }) => typeof id !== 'string')) return;
    for (const [from, to] of samePlace(childrenOf(old), childrenOf(now), keys)) {
      const id = from.element_id as string;
      inPlace.add(id);
      if (from.tag !== to.tag || losesProp(own(from), own(to))) continue;
      if (STATEFUL.has(String(from.tag)) && same(own(from), own(to))) found.push({ id, around });
      walk(from, to, [...around, id]);
    }
  };
  const old = (before.body ?? {}) as JsonObject;
  const now = (after.body ?? {}) as JsonObject;
  walk(old, now, []);
  // The old and the new bearer of an id may have to be in one action, whatever is between them.
  const there = explicitIds(now);
  const moved = explicitIds(old).some((id) => there.includes(id) && !inPlace.has(id));
  return moved ? [] : found;
}

function explicitIds(root: unknown): string[] {
  const ids: string[] = [];
  eachObject(root, (object) => {
    if (hasExplicitId(object)) ids.push(object.element_id as string);
  });
  return ids;
}

/** Pairs of elements that are the same one; none where something in the list changed its place. */
function samePlace(
  olds: readonly JsonObject[],
  news: readonly JsonObject[],
  keys: Readonly<Record<string, string>> | undefined,
): [JsonObject, JsonObject][] {
  const names = namesOf(olds, news, keys);
  const common = (list: readonly JsonObject[]) =>
    list.filter((element) => {
      const name = names.get(element);
      return name !== undefined && times(olds, name) === times(news, name);
    });
  const times = (list: readonly JsonObject[], name: string) =>
    list.filter((element) => names.get(element) === name).length;
  const inOrder = (those: (name: string) => boolean) => {
    const [a, b] = [common(olds), common(news)].map((list) =>
      list.map((element) => names.get(element) as string).filter(those),
    );
    return JSON.stringify(a) === JSON.stringify(b);
  };
  const fixed = new Set([...olds, ...news].filter(isFixed).map((element) => names.get(element)));
  if (fixed.has(UNCLEAR) || !inOrder((name) => fixed.has(name))) return [];
  // Of those that changed, each one is looked for between those that did not.
  const changed = [...fixed].some((name) => name?.startsWith('~'));
  if (changed && !inOrder((name) => !/^[#@]/.test(name))) return [];
  const stays = (element: JsonObject) => fixed.has(names.get(element));
  const to = common(news).filter(stays);
  return common(olds)
    .filter(stays)
    .map((from, i) => [from, to[i] as JsonObject]);
}

/** The name of elements of which it is not said which is which. */
const UNCLEAR = '?';

/**
 * What tells elements from their siblings: id, key, what they look like, or, where that changed, their tag, if it is
 * the only one with that tag.
 */
function namesOf(
  olds: readonly JsonObject[],
  news: readonly JsonObject[],
  keys: Readonly<Record<string, string>> | undefined,
): Map<JsonObject, string> {
  const names = new Map([...olds, ...news].map((element) => [element, nameOf(element, keys)]));
  const changed = (list: readonly JsonObject[], other: readonly JsonObject[]) => {
    const there = new Set(other.map((element) => names.get(element)));
    return list.filter((element) => {
      const name = names.get(element) as string;
      return !/^[#@]/.test(name) && !there.has(name);
    });
  };
  const a = changed(olds, news);
  const b = changed(news, olds);
  const tags = [...a, ...b].map(({ tag }) => String(tag));
  const count = (list: readonly JsonObject[], tag: string) =>
    list.filter((element) => element.tag === tag).length;
  const clear = tags.every((tag) => count(a, tag) * count(b, tag) <= 1);
  for (const element of [...a, ...b]) {
    names.set(element, clear ? `~${element.tag}` : UNCLEAR);
  }
  return names;
}

function childrenOf(element: JsonObject): readonly JsonObject[] {
  const list = element[listOf(element)];
  return Array.isArray(list) ? list.filter((item): item is JsonObject => isObject(item)) : [];
}

function listOf({ tag }: JsonObject): 'columns' | 'elements' {
  return tag === 'column_set' ? 'columns' : 'elements';
}

/** Whether it is or holds something stateful, or has an id of the author, which cannot change. */
function isFixed(element: JsonObject): boolean {
  return (
    STATEFUL.has(String(element.tag)) || hasExplicitId(element) || childrenOf(element).some(isFixed)
  );
}

function hasExplicitId({ element_id: id }: JsonObject): boolean {
  return typeof id === 'string' && !isAssigned(id);
}

/** What tells an element from its siblings. */
function nameOf(element: JsonObject, keys: Readonly<Record<string, string>> | undefined): string {
  const { element_id: id } = element;
  if (hasExplicitId(element)) return `#${id}`;
  const key = (typeof id === 'string' ? keys?.[id] : undefined) ?? keyOf(element);
  return key === undefined ? `${looks(element, keys)}` : `@${key}`;
}

/** What an element looks like, with the names of what is in it. */
function looks(element: JsonObject, keys: Readonly<Record<string, string>> | undefined): string {
  const children = childrenOf(element).map((child) => [nameOf(child, keys), looks(child, keys)]);
  return JSON.stringify([sorted(own(element)), children]);
}

/** An element without its id and its children; but whether it has a list of them. */
function own(element: JsonObject): JsonObject {
  const { element_id: _, ...rest } = element;
  const list = listOf(element);
  return Array.isArray(rest[list]) ? { ...rest, [list]: [] } : rest;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function same(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Whether a member goes away, or comes to be null, somewhere outside of arrays: that takes a new element. */
function losesProp(from: unknown, to: unknown): boolean {
  if (to === null) return from !== null;
  if (!isObject(to)) return false;
  const old = isObject(from) ? from : {};
  return (
    Object.keys(old).some((key) => !Object.hasOwn(to, key)) ||
    Object.keys(to).some((key) => losesProp(old[key], to[key]))
  );
}
