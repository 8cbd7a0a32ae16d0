import type { Source } from '../../jsx-runtime/element.js';

/** The component that an object of the card came from, and the components around that one. */
export interface Owner {
  readonly name: string;
  readonly source: Source | undefined;
  readonly parent: Owner | undefined;
}

/** Names of a component and those around it, innermost first. */
export function componentStack(owner: Owner | undefined): string[] {
  return ownersOf(owner).map(({ name }) => name);
}

/** Where each of them stands; `undefined` if no place is known. */
export function sourcesOf(owner: Owner | undefined): (Source | undefined)[] | undefined {
  const sources = ownersOf(owner).map(({ source }) => source);
  return sources.some((source) => source) ? sources : undefined;
}

function ownersOf(owner: Owner | undefined): Owner[] {
  const owners: Owner[] = [];
  for (let at = owner; at; at = at.parent) owners.push(at);
  return owners;
}
