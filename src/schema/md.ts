import { type OpaqueValue, VALUE } from '../../jsx-runtime/element.js';

/**
 * Markdown that is trusted and goes out as it is. A value of its own and no string, so that it cannot be glued to
 * one by accident: the result would be a plain string again, and its formatting would no longer be trusted.
 */
export class Md implements OpaqueValue {
  readonly [VALUE]: string;

  constructor(source: string) {
    this[VALUE] = source;
  }

  /** Throws: see the class. */
  [Symbol.toPrimitive](): never {
    throw new TypeError(
      'a markdown value was put into a string; put it into <Markdown> as a child of its own: <Markdown>{a}{b}</Markdown>',
    );
  }

  toString(): never {
    return this[Symbol.toPrimitive]();
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

/** Marks text as trusted markdown: it goes out verbatim, mentions and images included. For review, not for user input. */
export function raw(text: string): Md {
  return new Md(String(text));
}

/** The source of a markdown value; `undefined` for anything else. Known by its symbol, not by its class. */
export function mdSource(value: unknown): string | undefined {
  const source =
    typeof value === 'object' && value !== null ? (value as Partial<Md>)[VALUE] : undefined;
  return typeof source === 'string' ? source : undefined;
}
