import { type CardElement, makeElement } from './element.js';

export type { CardElement, Key, Node, OpaqueValue, Source } from './element.js';
export { Fragment } from './index.js';
export type { JSX } from './jsx.js';

/** What the compiler writes in development: {@link jsx} that also keeps file, line and column. */
export function jsxDEV(
  type: unknown,
  props: Record<string, unknown>,
  key?: unknown,
  _isStatic?: boolean,
  source?: { fileName: string; lineNumber: number; columnNumber: number },
): CardElement {
  return makeElement(
    type,
    props,
    key,
    source && { file: source.fileName, line: source.lineNumber, column: source.columnNumber },
  );
}
