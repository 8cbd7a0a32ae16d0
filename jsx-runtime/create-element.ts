import type { CardElement } from './element.js';
import { jsx } from './index.js';

/**
 * What the compiler writes where a `key` stands behind a spread (`<Row {...props} key="a" />`): it then falls back to this
 * older form. Not meant to be called by hand.
 */
export function createElement(
  type: unknown,
  props: Record<string, unknown> | null,
  ...children: unknown[]
): CardElement {
  if (children.length === 0) return jsx(type, props ?? {});
  return jsx(type, { ...props, children: children.length === 1 ? children[0] : children });
}
