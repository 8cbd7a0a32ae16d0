import type { Source } from '../../jsx-runtime/element.js';

/** The component that an object of the card came from, and the components around that one. */
export interface Owner {
  readonly name: string;
  readonly source: Source | undefined;
  readonly parent: Owner | undefined;
}

/** Names of a component and those around it, innermost first. */
export function componentStack(owner: Owner | undefined): string[] {
  const names: string[] = [];
  for (let at = owner; at; at = at.parent) names.push(at.name);
  return names;
}
