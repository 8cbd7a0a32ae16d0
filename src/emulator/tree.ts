import { getOwn, isObject } from '../schema/json.js';
import type { Draft } from './draft.js';
import type { Knobs } from './knobs.js';

/** A card document, or an object in it, while the emulator works on it. */
export interface Tree {
  [key: string]: TreeValue | undefined;
}
export type TreeValue = string | number | boolean | null | TreeValue[] | Tree;

export function isTree(value: unknown): value is Tree {
  return isObject(value);
}

/** An object in a document, and where it hangs. */
export interface Place {
  node: Tree;
  /** Member of a list, or value of a property. */
  slot: { list: TreeValue[]; index: number } | { owner: Tree; key: string };
  /** Inside the card's own header. */
  inHeader: boolean;
}

/**
 * Every object of the document in document order, without the document itself. Opaque data (callback values, chart
 * specs, table rows) belongs to the author: what looks like an element in there is none, unless asked for.
 */
export function places(document: Tree, options: { throughOpaque?: boolean } = {}): Place[] {
  const found: Place[] = [];
  const descend = (node: Tree, inHeader: boolean) => {
    for (const key of Object.keys(node)) {
      if (isOpaque(node, key) && !options.throughOpaque) continue;
      enter(getOwn(node, key), { owner: node, key }, inHeader);
    }
  };
  const enter = (value: unknown, slot: Place['slot'], inHeader: boolean) => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        enter(item, { list: value, index }, inHeader);
      });
    } else if (isTree(value)) {
      const isHeader = 'owner' in slot && slot.owner === document && slot.key === 'header';
      found.push({ node: value, slot, inHeader: inHeader || isHeader });
      descend(value, inHeader || isHeader);
    }
  };
  descend(document, false);
  return found;
}

/** Whether a property of an object is opaque data. */
export function isOpaque(node: Tree, key: string): boolean {
  return key === 'value' || key === 'chart_spec' || (key === 'rows' && tagOf(node) === 'table');
}

/** Which property of a container, by its tag, holds its members. */
export const MEMBERS: ReadonlyMap<string, 'columns' | 'elements'> = new Map([
  ['column_set', 'columns'],
  ['collapsible_panel', 'elements'],
  ['column', 'elements'],
  ['form', 'elements'],
  ['interactive_container', 'elements'],
]);

export function tagOf(node: Tree): string | undefined {
  const tag = getOwn(node, 'tag');
  return typeof tag === 'string' ? tag : undefined;
}

export function idOf(node: Tree): string | undefined {
  const id = getOwn(node, 'element_id');
  return typeof id === 'string' ? id : undefined;
}

/** The ids of a document, or of one that holds just these elements. */
export function idsIn(document: Tree): Set<string> {
  const ids = places(document).map(({ node }) => idOf(node));
  return new Set(ids.filter((id) => id !== undefined));
}

/** The object with this id, if an operation may address it. */
export function locate(
  { tree, hidden, added }: Pick<Draft, 'tree' | 'hidden' | 'added'>,
  elementId: string,
  knobs: Pick<Knobs, 'columnAddressable' | 'headerAddressable'>,
): Place | undefined {
  const place = places(tree).find(({ node }) => idOf(node) === elementId);
  if (!place || (hidden.has(elementId) && !added.has(elementId))) return undefined;
  if (place.inHeader && !knobs.headerAddressable) return undefined;
  if (tagOf(place.node) === 'column' && !knobs.columnAddressable) return undefined;
  return place;
}
