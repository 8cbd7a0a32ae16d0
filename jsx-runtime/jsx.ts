import type { CardElement, Key, Node } from './element.js';

/**
 * The types that TypeScript reads for `jsxImportSource: "larkx"`. There are no lower-case tags: every card
 * component is imported by its name.
 */
export declare namespace JSX {
  type Element = CardElement;
  // biome-ignore lint/suspicious/noExplicitAny: a component may take any props; its own signature checks them.
  type ElementType = (props: any) => Node;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  // biome-ignore lint/suspicious/noEmptyInterface: empty on purpose; `<div>` must not compile.
  interface IntrinsicElements {}
  interface IntrinsicAttributes {
    /** Identity among siblings: an element with the same key is the same element in the next render. */
    key?: Key | null | undefined;
  }
}
