import { childList, elementsIn, isAssigned } from '../card/ids.js';
import { keyOf } from '../card/keys.js';
import { definedKeys, getOwn, isObject, type Json, type JsonObject } from '../schema/index.js';

/** An element of one of the two cards, as the differ sees it. */
export interface Side {
  readonly json: JsonObject;
  readonly tag: string | undefined;
  /** The id the author gave; it is the same element exactly where the id is the same. */
  readonly explicitId: string | undefined;
  /** The id the service knows it by: of the old card the author's or ours, of the new one the author's. */
  readonly id: string | undefined;
  readonly key: string | undefined;
  /** Where its children are. */
  readonly list: 'elements' | 'columns';
  /** `undefined` where it has no such list. */
  readonly children: readonly Side[] | undefined;
  /** Equal for two elements that look the same and whose children have the same identities. */
  readonly signature: string;
  /** Whether a reader's input lives in it or below it, or an id that must not change. */
  readonly holdsState: boolean;
  /** The inputs in it, by tag and name: what a reader would miss. */
  readonly inputs: ReadonlySet<string>;
  /** The element of the other card that it is. */
  match: Side | undefined;
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

/** Reads an element with all below it. `keys` are those of the old card; the new one has them beside its objects. */
export function readSide(
  json: JsonObject,
  keys: Readonly<Record<string, string>> | undefined,
): Side {
  const tag = typeof json.tag === 'string' ? json.tag : undefined;
  const written = typeof json.element_id === 'string' ? json.element_id : undefined;
  const explicitId = written !== undefined && !isAssigned(written) ? written : undefined;
  const list = childList(tag);
  const children = elementsIn(json, list)?.map((child) => readSide(child, keys));
  const stored = keys && written !== undefined ? getOwn(keys, written) : undefined;
  const key = typeof stored === 'string' ? stored : keyOf(json);
  const own = definedKeys(json)
    .filter((name) => name !== 'element_id' && !(name === list && children))
    .sort()
    .map((name) => `${JSON.stringify(name)}:${stable(getOwn(json, name) as Json)}`)
    .join();
  const below = children?.map((child) => `${identity(child)}${child.signature}`).join();
  const side: Side = {
    json,
    tag,
    explicitId,
    id: keys ? written : explicitId,
    key,
    list,
    children,
    signature: below === undefined ? `{${own}}` : `{${own}|${below}}`,
    holdsState: STATEFUL.has(tag ?? '') || (children?.some((child) => child.holdsState) ?? false),
    inputs: new Set([
      ...(STATEFUL.has(tag ?? '')
        ? [`${tag} ${typeof json.name === 'string' ? json.name : ''}`]
        : []),
      ...(children ?? []).flatMap((child) => [...child.inputs]),
    ]),
    match: undefined,
    fresh: undefined,
  };
  return side;
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
