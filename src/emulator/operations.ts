import type { AddType } from '../schema/call.js';
import { getOwn, setOwn } from '../schema/json.js';
import type { Draft } from './draft.js';
import type { Knobs } from './knobs.js';
import { mergePartial } from './merge.js';
import { addRefused, byKnob, missing, noted, Refusal, refused } from './refusal.js';
import type { Card, FrameKind } from './state.js';
import {
  idOf,
  idsIn,
  isTree,
  locate,
  MEMBERS,
  type Place,
  type Tree,
  type TreeValue,
  tagOf,
} from './tree.js';

/*
 * What the service does to a document. Each function changes the tree of the draft it is given, which is always a copy
 * of the card's own, and leaves it in an unknown state when it refuses.
 */

export interface Addition {
  type: AddType;
  /** `undefined` appends to the body. */
  target: string | undefined;
  elements: TreeValue[];
}

/** Puts elements beside the target, in the list that holds it, or at the end of a container. */
export function addElements(
  draft: Draft,
  { type, target, elements }: Addition,
  knobs: Knobs,
): void {
  if (elements.length > knobs.maxAddedElements) {
    const refusal = refused(10002, `more than ${knobs.maxAddedElements} elements`);
    throw byKnob(refusal, knobs, 'maxAddedElements');
  }
  for (const element of elements) requireElement(element);
  if (type === 'append') listToAppend(draft, target, knobs).push(...elements);
  else {
    if (target === undefined) throw refused(10002, `${type} needs a target_element_id`);
    const { slot } = locate(draft, target, knobs) ?? absent(300315, draft, target, knobs);
    if (!('list' in slot)) throw refused(200220, `element ${target} does not stand in a list`);
    slot.list.splice(type === 'insert_before' ? slot.index : slot.index + 1, 0, ...elements);
  }
  for (const id of idsIn({ elements })) draft.added.add(id);
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
export function replaceElement(draft: Draft, elementId: string, element: Tree, knobs: Knobs): void {
  const { slot } = locate(draft, elementId, knobs) ?? absent(300121, draft, elementId, knobs);
  requireElement(element);
  if (knobs.replaceKeepsId && idOf(element) === undefined) {
    setOwn(element, 'element_id', elementId);
  }
  if ('list' in slot) slot.list[slot.index] = element;
  else setOwn(slot.owner, slot.key, element);
}

/** Changes properties of an element, its id among them, but never its tag, not even to what it is. */
export function patchElement(draft: Draft, elementId: string, partial: Tree, knobs: Knobs): void {
  const { node } = locate(draft, elementId, knobs) ?? absent(300313, draft, elementId, knobs);
  if (Object.hasOwn(partial, 'tag')) throw refused(300312);
  mergePartial(node, partial, knobs);
}

export function deleteElement(draft: Draft, elementId: string, knobs: Knobs): void {
  takeOut(locate(draft, elementId, knobs) ?? absent(300314, draft, elementId, knobs));
}

/**
 * Takes several elements out, one after the other. Whether one of them may stand inside another is a knob: if it may,
 * the inner one counts as deleted although it has gone with the outer one before.
 */
export function deleteElements(draft: Draft, elementIds: readonly string[], knobs: Knobs): void {
  const inside = insideOthers(draft, elementIds, knobs);
  for (const elementId of elementIds) {
    if (inside.has(elementId) && knobs.nestedDelete === 'refused') {
      throw byKnob(missing(knobs.batchDeleteMissing, elementId), knobs, 'nestedDelete');
    }
    const place = locate(draft, elementId, knobs);
    // What is named twice is missing the second time, wherever it stood.
    const goesAlong = inside.delete(elementId);
    if (place) takeOut(place);
    else if (!goesAlong) absent(knobs.batchDeleteMissing, draft, elementId, knobs);
  }
}

/** Those of the ids that stand inside another one of them, and can be addressed. */
function insideOthers(draft: Draft, elementIds: readonly string[], knobs: Knobs): Set<string> {
  const found = elementIds.flatMap((id) => locate(draft, id, knobs) ?? []);
  const inside = new Set(found.flatMap(({ node }) => [...idsIn(node)]));
  return new Set(found.flatMap(({ node }) => idOf(node) ?? []).filter((id) => inside.has(id)));
}

function takeOut({ slot }: Place): void {
  if ('list' in slot) slot.list.splice(slot.index, 1);
  else delete slot.owner[slot.key];
}

/**
 * Sets the text of an element; readers see it typed if it continues the old one. Of a card that a template made only
 * markdown takes text.
 */
export function writeContent(
  draft: Draft,
  { wholeIds, fromTemplate }: Pick<Card, 'wholeIds' | 'fromTemplate'>,
  { elementId, content }: { elementId: string; content: string },
  knobs: Knobs,
): FrameKind {
  const { node } = locate(draft, elementId, knobs) ?? absent(300313, draft, elementId, knobs);
  if (knobs.streamInto === 'whole-card' && !wholeIds.has(elementId)) {
    throw byKnob(missing(300313, elementId), knobs, 'streamInto');
  }
  const tag = tagOf(node);
  const taken = tag === 'markdown' || (tag === 'plain_text' && !fromTemplate);
  if (!taken) throw refused(300310);
  const old = getOwn(node, 'content');
  setOwn(node, 'content', content);
  return content.startsWith(typeof old === 'string' ? old : '') ? 'typed' : 'jump';
}

function listToAppend(draft: Draft, target: string | undefined, knobs: Knobs): TreeValue[] {
  if (target === undefined) return listIn(objectIn(draft.tree, 'body'), 'elements');
  const { node } = locate(draft, target, knobs) ?? absent(300315, draft, target, knobs);
  const tag = tagOf(node) ?? '';
  const members = MEMBERS.get(tag);
  const taken =
    knobs.appendInto === 'any-container' || tag === 'collapsible_panel' || tag === 'column_set';
  if (!members || !taken) {
    const refusal = refused(200220, `element ${target} is not a container`);
    throw members ? byKnob(refusal, knobs, 'appendInto') : refusal;
  }
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

/** Refuses an element that cannot be found, and notes where it is if the card has it all the same. */
function absent(
  code: Parameters<typeof missing>[0],
  { tree, hidden, added }: Draft,
  elementId: string,
  knobs: Knobs,
): never {
  const refusal = missing(code, elementId);
  if (!idsIn(tree).has(elementId)) throw refusal;
  if (hidden.has(elementId) && !added.has(elementId)) {
    noted(refusal, 'it was added a moment ago and cannot be addressed yet');
    throw byKnob(refusal, knobs, 'visibilityDelayMs');
  }
  throw noted(
    refusal,
    `it is there but cannot be addressed (knobs columnAddressable=${knobs.columnAddressable}, headerAddressable=${knobs.headerAddressable})`,
  );
}
