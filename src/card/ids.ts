import {
  ASSIGNED_ID,
  getOwn,
  isObject,
  type JsonObject,
  type MutableObject,
  setOwn,
} from '../schema/index.js';
import { keyOf } from './keys.js';
import { eachObject } from './tree.js';

/**
 * What has to be known beside a card to find its elements again in the next render. Plain data, stored beside the
 * card.
 */
export interface Identity {
  /** The number of the next id. Ids are never used twice in the life of a card. */
  next: number;
  /** JSX key of each keyed element, by its id. */
  keys: Record<string, string>;
}

/** Arrays of elements that the service can address one by one, by the tag of the element they belong to. */
export function childList(tag: unknown): 'elements' | 'columns' {
  return tag === 'column_set' ? 'columns' : 'elements';
}

/** The members of an array of elements; `undefined` where it is none, so that it is a value like any other. */
export function elementsIn(owner: JsonObject, list: string): readonly JsonObject[] | undefined {
  const value = owner[list];
  const all =
    Array.isArray(value) && value.every((item) => isObject(item) && typeof item.tag === 'string');
  return all ? (value as readonly JsonObject[]) : undefined;
}

/** Texts of the header that can be addressed. */
export const HEADER_TEXTS = ['title', 'subtitle'] as const;

export function idFrom(n: number): string {
  return `lx${n.toString(36)}`;
}

/** Whether the library handed the id out; any other one is the author's. */
export function isAssigned(id: unknown): id is string {
  return typeof id === 'string' && ASSIGNED_ID.test(id);
}

/** What a plan returned beside its card, for who goes on with the card alone. */
const IDENTITIES = new WeakMap<object, Identity>();

export function rememberIdentity(card: object, identity: Identity): void {
  IDENTITIES.set(card, identity);
}

/**
 * The identity of a card of which nothing else is known: ids go on after the highest that occurs in it, and keys are
 * those that it was rendered with.
 */
export function identityOf(card: JsonObject): Identity {
  const remembered = IDENTITIES.get(card);
  if (remembered) return remembered;
  const identity: Identity = { next: 0, keys: {} };
  eachObject(card, (object) => {
    const { element_id: id } = object;
    if (typeof id !== 'string') return;
    if (isAssigned(id)) {
      const n = Number.parseInt(id.slice(2), 36);
      if (Number.isSafeInteger(n) && n >= identity.next) identity.next = n + 1;
    }
    const key = keyOf(object);
    if (key !== undefined) identity.keys[id] = key;
  });
  return identity;
}

/**
 * Gives an id to every element and header text of a fresh card that has none, in reading order. Changes the objects
 * in place: what is known beside them stays with them.
 */
export function assignIds(card: JsonObject): void {
  const identity = identityOf(card);
  const name = (object: JsonObject): void => {
    if (typeof object.element_id === 'string') return;
    const { tag, ...rest } = object;
    const target = object as MutableObject;
    for (const key of Object.keys(rest)) delete target[key];
    target.element_id = idFrom(identity.next++);
    for (const key of Object.keys(rest)) setOwn(target, key, getOwn(rest, key));
  };
  const nameChildren = (object: JsonObject): void => {
    for (const child of elementsIn(object, childList(object.tag)) ?? []) {
      name(child);
      nameChildren(child);
    }
  };
  for (const part of HEADER_TEXTS) {
    const text = isObject(card.header) ? card.header[part] : undefined;
    if (isObject(text)) name(text);
  }
  if (isObject(card.body)) nameChildren(card.body);
}
