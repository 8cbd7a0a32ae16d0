import {
  definedKeys,
  getOwn,
  isObject,
  type JsonObject,
  sameJson,
  setOwn,
} from '../schema/index.js';

/** How the members of an object changed. */
export interface Change {
  /** The members that are new or different, whole. */
  readonly set: JsonObject;
  /** Whether nothing changed. */
  readonly none: boolean;
  /**
   * Whether saying `set` leads to the new object however the service merges. Whether it merges deeply, and whether
   * `null` removes, is not known; so no member may go away at any depth, and none may be `null`.
   */
  readonly sayable: boolean;
}

/** Compares the members of two objects, but those to `skip`. */
export function change(
  before: JsonObject,
  after: JsonObject,
  skip: readonly string[] = [],
): Change {
  const set: Record<string, JsonObject[string]> = {};
  const names = definedKeys(after).filter((name) => !skip.includes(name));
  const gone = definedKeys(before).some(
    (name) => !skip.includes(name) && getOwn(after, name) === undefined,
  );
  let sayable = !gone;
  let none = !gone;
  for (const name of names) {
    const from = getOwn(before, name);
    const to = getOwn(after, name);
    if (sameJson(from, to)) continue;
    none = false;
    setOwn(set, name, to);
    if (name === 'tag' || !mergesTo(from, to)) sayable = false;
  }
  return { set, none, sayable };
}

/** Whether `to` comes out both when it replaces `from` and when it is merged into it. */
function mergesTo(from: unknown, to: unknown): boolean {
  if (to === null) return false;
  if (!isObject(to)) return true;
  const old = isObject(from) ? from : {};
  return (
    definedKeys(old).every((key) => getOwn(to, key) !== undefined) &&
    definedKeys(to).every((key) => mergesTo(getOwn(old, key), getOwn(to, key)))
  );
}
