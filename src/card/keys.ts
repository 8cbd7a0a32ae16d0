/**
 * What belongs to an object of a rendered card but never goes into JSON. Kept beside the objects, so that a copy of
 * the card loses it and nothing else.
 */
const KEYS = new WeakMap<object, string>();
const EXTRAS = new WeakMap<object, Set<string>>();

/** Remembers the JSX key of an element. */
export function setKey(json: object, key: string): void {
  KEYS.set(json, key);
}

/** The JSX key of a rendered element. */
export function keyOf(json: object): string | undefined {
  return KEYS.get(json);
}

/** Remembers which fields an author added through `extra`. */
export function addExtras(json: object, fields: readonly string[]): void {
  EXTRAS.set(json, new Set([...(EXTRAS.get(json) ?? []), ...fields]));
}

/** Whether the field came in through `extra`, so that an unknown name is meant. */
export function isExtra(json: object, field: string): boolean {
  return EXTRAS.get(json)?.has(field) ?? false;
}
