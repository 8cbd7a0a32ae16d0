/** A JSON value. `undefined` stands for "not there", as `JSON.stringify` has it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** An object still being built. */
export type MutableObject = { [key: string]: Json | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Sets an own property, whatever its name. Plain assignment of `__proto__` would change the prototype, and keys
 * come from outside (`extra`, foreign JSON, partial updates).
 */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}

/** The value of an own property; never one that was inherited. */
export function getOwn(target: object, key: string): unknown {
  return Object.hasOwn(target, key) ? (target as Record<string, unknown>)[key] : undefined;
}

/** Length of a string in UTF-8. A lone surrogate counts as the three bytes of U+FFFD, as an encoder writes it. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

/** Size of a value as compact JSON in UTF-8: what the service measures (30 KB per card). */
export function jsonBytes(value: unknown): number {
  return utf8Length(JSON.stringify(value) ?? '');
}

/** Equality of JSON values. Key order and `undefined` properties do not matter. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) {
    const other = b as unknown[];
    return a.length === other.length && a.every((item, i) => sameJson(item, other[i]));
  }
  const left = definedKeys(a);
  return (
    left.length === definedKeys(b).length &&
    left.every((key) => Object.hasOwn(b, key) && sameJson(getOwn(a, key), getOwn(b, key)))
  );
}

/** The keys that `JSON.stringify` would write. */
export function definedKeys(value: object): string[] {
  return Object.keys(value).filter((key) => getOwn(value, key) !== undefined);
}

/** A deep copy of JSON, without `undefined` properties. */
export function cloneJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneJson) as T;
  const copy: object = {};
  for (const key of definedKeys(value)) setOwn(copy, key, cloneJson(getOwn(value, key)));
  return copy as T;
}

/** Appends a step to a JSON Pointer (RFC 6901). */
export function pointer(base: string, ...steps: (string | number)[]): string {
  return steps.reduce<string>(
    (path, step) => `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    base,
  );
}
