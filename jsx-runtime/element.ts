/** Where a JSX expression stands in the author's file; only the dev transform knows it. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Key = string | number;

/** Marks what `jsx()` made. Registered, so that two copies of this module recognise each other's elements. */
export const ELEMENT: unique symbol = Symbol.for('larkx.element');

/** Marks a value that only a renderer can read, such as trusted markdown. */
export const VALUE: unique symbol = Symbol.for('larkx.value');

/** `<>...</>`: children without a parent. Registered for the same reason as {@link ELEMENT}. */
export const FRAGMENT: unique symbol = Symbol.for('larkx.fragment');

/** A value that may stand among children and that only the component around it understands. */
export interface OpaqueValue {
  readonly [VALUE]: unknown;
}

/** What a JSX expression yields and what a component returns. Plain data: nothing has been rendered yet. */
export interface CardElement {
  readonly [ELEMENT]: true;
  readonly type: unknown;
  readonly key: string | null;
  readonly props: Readonly<Record<string, unknown>>;
  readonly source?: Source | undefined;
}

/**
 * Anything a component may return or take as children. `null`, `undefined` and booleans are nothing;
 * which of the others are legal depends on the place.
 */
export type Node =
  | CardElement
  | OpaqueValue
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Node[];

export function isElement(value: unknown): value is CardElement {
  return typeof value === 'object' && value !== null && (value as CardElement)[ELEMENT] === true;
}

export function makeElement(
  type: unknown,
  props: Readonly<Record<string, unknown>> | null | undefined,
  key: unknown,
  source?: Source,
): CardElement {
  let own = props ?? {};
  let name = key;
  // A spread can carry a key: `<Row {...{ key: 1 }} />`. It comes after a key that was written before it.
  if (Object.hasOwn(own, 'key')) {
    const { key: spread, ...others } = own;
    own = others;
    name = spread ?? key;
  }
  return Object.assign(Object.create(PROTOTYPE) as object, {
    [ELEMENT]: true as const,
    type,
    key: name === undefined || name === null ? null : String(name),
    props: own,
    source,
  });
}

/** Nothing but a guard: glued to a string, an element would be "[object Object]" in the card. */
const PROTOTYPE = {
  [Symbol.toPrimitive](): never {
    throw new TypeError(
      'an element was put into a string; put it beside the string, as a child of its own: <Markdown>{text}<B>{name}</B></Markdown>',
    );
  },
};
