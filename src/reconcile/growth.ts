import { keyOf, setKey } from '../card/keys.js';
import {
  type CardJson,
  isObject,
  type JsonObject,
  MAX_STREAM_CHARS,
  type MutableObject,
  sameJson,
} from '../schema/index.js';
import { pairsOf } from './match.js';
import type { Side } from './side.js';

/** A text that only grew at its end, so that it can be typed instead of replaced. */
export interface Growth {
  readonly elementId: string;
  /** The element that it is, or that it stands in: its id, and how it will look. */
  readonly owner: { readonly id: string; readonly json: JsonObject };
  /** The member that holds it; `undefined` where the element is the text. */
  readonly member: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** Of the texts that grew, the one with the longest new tail. */
export function longestGrowth(before: Side, after: Side): Growth | undefined {
  let longest: Growth | undefined;
  const offer = (growth: Growth): void => {
    const { from, to } = growth;
    if (to.length <= from.length || to.length > MAX_STREAM_CHARS || !to.startsWith(from)) return;
    if (longest && longest.to.length - longest.from.length >= to.length - from.length) return;
    longest = growth;
  };
  const walk = (olds: readonly Side[], news: readonly Side[]): void => {
    for (const [x, y] of pairsOf(olds, news)) {
      for (const growth of growthsOf(x, y)) offer(growth);
      walk(x.children ?? [], y.children ?? []);
    }
  };
  walk(before.children ?? [], after.children ?? []);
  return longest;
}

/** The texts of an element that may have grown: its own content, or that of a text with an id in it. */
function* growthsOf(before: Side, after: Side): Generator<Growth> {
  const { address } = before;
  if (address === undefined || before.tag !== after.tag) return;
  const owner = { id: address, json: after.json };
  const { content: from } = before.json;
  const { content: to } = after.json;
  if (before.tag === 'markdown' && typeof from === 'string' && typeof to === 'string') {
    yield { elementId: address, owner, member: undefined, from, to };
  }
  for (const [member, text] of Object.entries(after.json)) {
    const old = before.json[member];
    if (!isObject(text) || !isObject(old) || text.tag !== 'plain_text') continue;
    const { element_id: id, content } = text;
    const alike = sameJson({ ...old, content: '' }, { ...text, content: '' });
    if (!alike || typeof id !== 'string') continue;
    if (typeof old.content !== 'string' || typeof content !== 'string') continue;
    yield { elementId: id, owner, member, from: old.content, to: content };
  }
}

/** The text of a growth in an element; `undefined` where it is not there. */
export function textOf(json: JsonObject, { member, elementId }: Growth): unknown {
  const text = member === undefined ? json : json[member];
  return isObject(text) && text.element_id === elementId ? text.content : undefined;
}

/** The element of a growth with another text in it. */
export function withText({ owner: { json }, member }: Growth, content: string): JsonObject {
  if (member === undefined) return { ...json, content };
  return { ...json, [member]: { ...(json[member] as JsonObject), content } };
}

/** The card with one element replaced; all others, and the keys beside them, stay as they are. */
export function withElement(card: CardJson, from: JsonObject, to: JsonObject): CardJson {
  const replaced = (value: unknown): unknown => {
    if (value === from) return keeping(from, to);
    if (Array.isArray(value)) {
      const items = value.map(replaced);
      return items.some((item, i) => item !== value[i]) ? items : value;
    }
    if (!isObject(value)) return value;
    for (const list of ['elements', 'columns']) {
      const items = replaced(value[list]);
      if (items !== value[list]) {
        return keeping(value, { ...value, [list]: items as MutableObject[string] });
      }
    }
    return value;
  };
  return { ...card, body: replaced(card.body) as NonNullable<CardJson['body']> };
}

function keeping(from: JsonObject, to: JsonObject): JsonObject {
  const key = keyOf(from);
  if (key !== undefined) setKey(to, key);
  return to;
}
