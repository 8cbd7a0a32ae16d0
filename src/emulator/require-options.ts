import { closest } from '../schema/closest.js';

/** The names of an object's members, which the compiler holds complete. */
export type NamesOf<T> = { readonly [K in keyof Required<T>]: true };

/**
 * Throws a `TypeError` for a member that nobody knows: JavaScript has no types, and what is misspelt would change
 * nothing without a word.
 *
 * @param called what the object is, with its article
 */
export function requireOptions(called: string, given: object, known: NamesOf<object>): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new TypeError(`${called} has no ${name}; ${orRather(name, Object.keys(known))}`);
    }
  }
}

function orRather(name: string, names: readonly string[]): string {
  const meant = closest(name, names);
  return meant === undefined ? `it has ${names.join(', ')}` : `did you mean ${meant}?`;
}
