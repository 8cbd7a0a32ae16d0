import { type CardElement, FRAGMENT, makeElement, type Node } from './element.js';

export type { CardElement, Key, Node, OpaqueValue, Source } from './element.js';
export type { JSX } from './jsx.js';

/** Groups children without an element of its own: `<>...</>`. */
export const Fragment = FRAGMENT as unknown as (props: { children?: Node }) => CardElement;

/** What the compiler writes for `<Type {...props}/>` with at most one child. */
export function jsx(type: unknown, props: Record<string, unknown>, key?: unknown): CardElement {
  return makeElement(type, props, key);
}

/** What the compiler writes for an element with several children. */
export const jsxs: typeof jsx = jsx;
