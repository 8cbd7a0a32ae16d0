import { childList, elementsIn, isAssigned } from '../card/ids.js';
import { keyOf } from '../card/keys.js';
import { eachObject, OPAQUE } from '../card/tree.js';
import { definedKeys, getOwn, isObject, type Json, type JsonObject } from '../schema/index.js';
import { jsonBytes, utf8Length } from '../schema/json.js';

/** An element of one of the two cards, as the differ sees it. */
export interface Side {
  readonly json: JsonObject;
  readonly tag: string | undefined;
  /** The id the author gave; it is the same element exactly where the id is the same. */
  readonly explicitId: string | undefined;
  /** The id the service knows it by: of the old card the author's or ours, of the new one the author's. */
  readonly id: string | undefined;
  /** The id it can be asked for by: none where the service refuses those of its kind. */
  readonly address: string | undefined;
  readonly key: string | undefined;
  /** Where its children are. */
  readonly list: 'elements' | 'columns';
  /** `undefined` where it has no such list. */
  readonly children: readonly Side[] | undefined;
  /** Equal for two elements that look the same and whose children have the same identities. */
  readonly signature: string;
  /** In how many elements of it, itself included, a reader's input lives. */
  readonly states: number;
  /** The ids of the author in it, its own and those of its texts included. */
  readonly explicitIds: readonly string[];
  /** UTF-8 bytes of it as it is sent whole, every element with an id. */
  readonly bytes: number;
  /** The inputs in it, by tag and name: what a reader would miss. */
  readonly inputs: ReadonlySet<string>;
  /** The id it gets if it has to be made anew. */
  fresh: string | undefined;
}

/**
 * Elements that keep what a reader typed, picked or unfolded. They are neither re-created nor moved while another
 * plan exists, unless their own props change.
 */
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

export function isStateful(side: Side): boolean {
  return STATEFUL.has(side.tag ?? '');
}

/** How one of the two cards is read. */
export interface Reading {
  /** Keys of the old card by id; the new one has them beside its objects. */
  readonly keys: Readonly<Record<string, string>> | undefined;
  /** Tags whose ids the service refuses to address. */
  readonly refused: ReadonlySet<string>;
  /** Bytes of an id that is handed out now, as JSON. */
  readonly freshBytes: number;
}

/** Reads an element with all below it. */
export function readSide(json: JsonObject, reading: Reading): Side {
  const { keys, refused, freshBytes } = reading;
  const tag = typeof json.tag === 'string' ? json.tag : undefined;
  const written = typeof json.element_id === 'string' ? json.element_id : undefined;
  const explicitId = written !== undefined && !isAssigned(written) ? written : undefined;
  const list = childList(tag);
  const children = elementsIn(json, list)?.map((child) => readSide(child, reading));
  const stored = keys && written !== undefined ? getOwn(keys, written) : undefined;
  const key = typeof stored === 'string' ? stored : keyOf(json);
  const own = definedKeys(json)
    .filter((name) => name !== 'element_id' && !(name === list && children))
    .sort()
    .map((name) => `${JSON.stringify(name)}:${stable(getOwn(json, name) as Json)}`)
    .join();
  const id = keys ? written : explicitId;
  const explicitIds = explicitId === undefined ? [] : [explicitId];
  for (const [name, value] of Object.entries(json)) {
    if (typeof value !== 'object' || (name === list && children) || OPAQUE.has(name)) continue;
    eachObject(value, ({ element_id: inner }) => {
      if (typeof inner === 'string' && !isAssigned(inner)) explicitIds.push(inner);
    });
  }
  const state = STATEFUL.has(tag ?? '') ? 1 : 0;
  const below = children?.map((child) => `${identity(child)}${child.signature}`).join();
  return {
    json,
    tag,
    explicitId,
    id,
    address: refused.has(tag ?? '') ? undefined : id,
    key,
    list,
    children,
    signature: below === undefined ? `{${own}}` : `{${own}|${below}}`,
    states: (children ?? []).reduce((sum, child) => sum + child.states, state),
    explicitIds: [...explicitIds, ...(children ?? []).flatMap((child) => child.explicitIds)],
    bytes:
      2 +
      utf8Length(own) +
      (tag === undefined ? 0 : ID_BYTES + (explicitId ? jsonBytes(explicitId) : freshBytes)) +
      (children ? 1 + listBytes(list, children) : 0),
    inputs: new Set([
      ...(state > 0 ? [`${tag} ${typeof json.name === 'string' ? json.name : ''}`] : []),
      ...(children ?? []).flatMap((child) => [...child.inputs]),
    ]),
    fresh: undefined,
  };
}

/** What an id takes beside itself: `"element_id":` and a comma. */
const ID_BYTES = 14;

/** UTF-8 bytes of a list of elements with its name, as it is sent whole. */
export function listBytes(list: string, children: readonly Side[]): number {
  return children.reduce(
    (sum, child) => sum + child.bytes + 1,
    list.length + 5 - (children[0] ? 1 : 0),
  );
}

/** What a child is, beside how it looks: `#id`, `@key` or nothing. */
function identity(side: Side): string {
  if (side.explicitId !== undefined) return `#${side.explicitId}`;
  return side.key === undefined ? '' : `@${JSON.stringify(side.key)}`;
}

/** JSON that does not depend on the order of keys. */
function stable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = definedKeys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stable(getOwn(value, key) as Json)}`);
  return `{${members.join()}}`;
}
