import { type CardElement, isElement, type OpaqueValue, VALUE } from '../../jsx-runtime/element.js';

/** A stretch of a markdown value. */
export type MdPart =
  /** Source that goes out as it is. */
  | { readonly kind: 'trusted'; readonly source: string }
  /** Words that are shown as exactly these words. */
  | { readonly kind: 'inert'; readonly text: string }
  /** Safe markdown. What becomes of it depends on the place: on the tables there still are, and whether it grows. */
  | { readonly kind: 'safe'; readonly text: string }
  | { readonly kind: 'node'; readonly node: CardElement };

/** What ``md`...${value}` `` takes. `null`, `undefined` and booleans are nothing. */
export type MdValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | OpaqueValue
  | CardElement
  | readonly MdValue[];

/**
 * Markdown of which each stretch says how far it is trusted. A value of its own and no string, so that it cannot be
 * glued to one by accident: the result would be a plain string again, and its formatting would no longer be trusted.
 */
export class Md implements OpaqueValue {
  readonly [VALUE]: readonly MdPart[];

  constructor(parts: readonly MdPart[]) {
    this[VALUE] = parts;
  }

  /** Throws: see the class. */
  [Symbol.toPrimitive](): never {
    throw new TypeError(
      'a markdown value was put into a string; put it into <Markdown> as a child of its own: <Markdown>{a}{b}</Markdown>, or into another markdown value',
    );
  }

  toString(): never {
    return this[Symbol.toPrimitive]();
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

/**
 * Markdown whose template is trusted and whose values are inert: they are shown as exactly what they are.
 *
 * ```tsx
 * md`**Author:** ${name}`           // a name of "**x**" is shown with its asterisks
 * md`${<At id={id} />} please look` // elements and other markdown values keep their meaning
 * ```
 *
 * Escapes are JavaScript's: `\n` is a line break, `\\` a backslash. A template that begins with a line end loses it, the
 * indentation that its lines have in common, and a blank last line:
 *
 * ```tsx
 * <Markdown>{md`
 *   # Build ${number}
 *   - by ${name}
 * `}</Markdown>                     // "# Build 118\n- by Ada"
 * ```
 */
export function md(template: TemplateStringsArray, ...values: readonly MdValue[]): Md {
  const parts: MdPart[] = [];
  const unindented = withoutIndent(template);
  template.forEach((written: string | undefined, i) => {
    const source = written === undefined ? undefined : unindented[i];
    if (source === undefined) {
      throw new TypeError(
        `md: ${JSON.stringify(template.raw[i])} has an escape that JavaScript does not know; a backslash is written \\\\`,
      );
    }
    if (source !== '') parts.push({ kind: 'trusted', source });
    if (i < values.length) addValue(parts, values[i]);
  });
  return new Md(parts);
}

/** The template as it is meant where it is laid out in lines of its own. */
function withoutIndent(template: TemplateStringsArray): readonly string[] {
  if (!/^\r?\n/.test(template.raw[0] ?? '')) return template;
  // A value is no blank, wherever it stands.
  const lines = template.join('\0').split('\n').slice(1);
  const used = lines.filter((line) => line.trim() !== '');
  const indent = Math.min(...used.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  if (!Number.isFinite(indent)) return template;
  const begun = new RegExp(`\\n[ \\t]{0,${indent}}`, 'g');
  return template.map((source, i) => {
    const moved = source.replace(begun, '\n');
    const first = i === 0 ? moved.replace(/^\r?\n/, '') : moved;
    return i === template.length - 1 ? first.replace(/\n[ \t]*$/, '') : first;
  });
}

/** Marks text as trusted markdown: it goes out verbatim, mentions and images included. For review, not for user input. */
export function raw(text: string): Md {
  return new Md([{ kind: 'trusted', source: String(text) }]);
}

/**
 * Markdown that may come from anywhere: its formatting works; mentions, foreign images and whatever else could harm the
 * card do not. The same as a string among the children of `<Markdown>`, for where strings are inert.
 *
 * ```tsx
 * md`**Answer:** ${safeMarkdown(answer)}`
 * ```
 */
export function safeMarkdown(text: string): Md {
  return new Md([{ kind: 'safe', text: String(text) }]);
}

/** The parts of a markdown value; `undefined` for anything else. Known by its symbol, not by its class. */
export function mdParts(value: unknown): readonly MdPart[] | undefined {
  const parts =
    typeof value === 'object' && value !== null ? (value as Partial<Md>)[VALUE] : undefined;
  return Array.isArray(parts) ? parts : undefined;
}

function addValue(parts: MdPart[], value: unknown): void {
  if (value === null || value === undefined || typeof value === 'boolean') return;
  if (typeof value === 'string' || typeof value === 'number') {
    parts.push({ kind: 'inert', text: String(value) });
  } else if (Array.isArray(value)) {
    for (const item of value) addValue(parts, item);
  } else if (isElement(value)) {
    parts.push({ kind: 'node', node: value });
  } else {
    const own = mdParts(value);
    if (!own) throw new TypeError(`md: ${hint(value)}`);
    parts.push(...own);
  }
}

function hint(value: unknown): string {
  if (typeof value === 'function') {
    return 'found a function; a component is written <Name />, a function is called';
  }
  if (typeof value !== 'object' || value === null) {
    return `found a ${typeof value}; write it as a string`;
  }
  if ('then' in value) return 'found a promise; await it first';
  return 'found an object; allowed are strings, numbers, elements, markdown values and arrays of them. A locale map stands among the children of <Markdown>';
}
