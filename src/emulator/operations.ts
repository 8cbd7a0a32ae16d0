import type { AddType } from '../schema/call.js';
import { getOwn, setOwn } from '../schema/json.js';
import type { Knobs } from './knobs.js';
import { mergePartial } from './merge.js';
import { addRefused, missing, Refusal, refused } from './refusal.js';
import type { FrameKind } from './state.js';
import { idOf, isTree, locate, type Place, type Tree, type TreeValue, tagOf } from './tree.js';

/*
 * What the service does to a document. Each function changes the tree it is given, which is always a copy of the
 * card's own, and leaves it in an unknown state when it refuses.
 */

export interface Addition {
  type: AddType;
  /** `undefined` appends to the body. */
  target: string | undefined;
  elements: TreeValue[];
}

/** Puts elements beside the target, in the list that holds it, or at the end of a container. */
export function addElements(tree: Tree, { type, target, elements }: Addition, knobs: Knobs): void {
  for (const element of elements) requireElement(element);
  if (type === 'append') {
    listToAppend(tree, target, knobs).push(...elements);
    return;
  }
  if (target === undefined) throw refused(10002, `${type} needs a target_element_id`);
  const { slot } = locate(tree, target, knobs) ?? raise(missing(300315, target));
  if (!('list' in slot)) throw refused(200220, `element ${target} does not stand in a list`);
  slot.list.splice(type === 'insert_before' ? slot.index : slot.index + 1, 0, ...elements);
}

/** Any fault of an addition, in the elements or in the card that they make, comes out wrapped. */
export function asAddition<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refusal ? addRefused(error) : error;
  }
}

/** Puts an element in the place of another, with its subtree; tag and id may be others. */
export function replaceElement(tree: Tree, elementId: string, element: Tree, knobs: Knobs): void {
  const { slot } = locate(tree, elementId, knobs) ?? raise(missing(300121, elementId));
  requireElement(element);
  if (knobs.replaceKeepsId && idOf(element) === undefined) {
    setOwn(element, 'element_id', elementId);
  }
  if ('list' in slot) slot.list[slot.index] = element;
  else setOwn(slot.owner, slot.key, element);
}

/** Changes properties of an element, its id among them, but never its tag, not even to what it is. */
export function patchElement(tree: Tree, elementId: string, partial: Tree, knobs: Knobs): void {
  const { node } = locate(tree, elementId, knobs) ?? raise(missing(300313, elementId));
  if (Object.hasOwn(partial, 'tag')) throw refused(300312);
  mergePartial(node, partial, knobs);
}

export function deleteElement(tree: Tree, elementId: string, knobs: Knobs): void {
  const { slot } = locate(tree, elementId, knobs) ?? raise(missing(300314, elementId));
  if ('list' in slot) slot.list.splice(slot.index, 1);
  else delete slot.owner[slot.key];
}

/** Sets the text of an element; readers see it typed if it continues the old one. */
export function writeContent(
  tree: Tree,
  elementId: string,
  content: string,
  knobs: Knobs,
): FrameKind {
  const { node } = locate(tree, elementId, knobs) ?? raise(missing(300313, elementId));
  const tag = tagOf(node);
  if (tag !== 'markdown' && tag !== 'plain_text') throw refused(300310);
  const old = getOwn(node, 'content');
  setOwn(node, 'content', content);
  return content.startsWith(typeof old === 'string' ? old : '') ? 'typed' : 'jump';
}

/** Which property of a container holds its members. */
const MEMBERS: ReadonlyMap<string, 'columns' | 'elements'> = new Map([
  ['column_set', 'columns'],
  ['collapsible_panel', 'elements'],
  ['column', 'elements'],
  ['form', 'elements'],
  ['interactive_container', 'elements'],
]);

function listToAppend(tree: Tree, target: string | undefined, knobs: Knobs): TreeValue[] {
  if (target === undefined) return listIn(objectIn(tree, 'body'), 'elements');
  const { node }: Place = locate(tree, target, knobs) ?? raise(missing(300315, target));
  const tag = tagOf(node) ?? '';
  const members = MEMBERS.get(tag);
  const taken =
    knobs.appendInto === 'any-container' || tag === 'collapsible_panel' || tag === 'column_set';
  if (!members || !taken) throw refused(200220, `element ${target} is not a container`);
  return listIn(node, members);
}

function objectIn(owner: Tree, key: string): Tree {
  const value = getOwn(owner, key);
  if (isTree(value)) return value;
  const made: Tree = {};
  owner[key] = made;
  return made;
}

function listIn(owner: Tree, key: string): TreeValue[] {
  const value = getOwn(owner, key);
  if (Array.isArray(value)) return value as TreeValue[];
  const made: TreeValue[] = [];
  owner[key] = made;
  return made;
}

function requireElement(value: unknown): void {
  if (!isTree(value) || tagOf(value) === undefined) throw refused(200220, 'element has no tag');
}

function raise(refusal: Refusal): never {
  throw refusal;
}
