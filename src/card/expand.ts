import { type CardElement, FRAGMENT, isElement } from '../../jsx-runtime/element.js';
import { type Definition, definitionOf } from '../schema/definition.js';
import { LOCALES, type LocaleMap } from '../schema/locale.js';
import { type MdPart, mdParts } from '../schema/md.js';
import { adviseChild, adviseTag } from './hints.js';
import type { Owner } from './owner.js';
import { type Report, show } from './report.js';

/** A card component that was met, with the components around it. */
export interface Host {
  readonly definition: Definition;
  readonly props: Readonly<Record<string, unknown>>;
  /** JSX key; where a keyed component or fragment stands around it, made of both. */
  key: string | null;
  readonly owner: Owner;
}

/** What is left of a tree when the author's components and fragments have been called. */
export type Leaf =
  | { kind: 'host'; host: Host }
  | { kind: 'text'; text: string; owner: Owner | undefined }
  | { kind: 'md'; parts: readonly MdPart[]; owner: Owner | undefined }
  | { kind: 'locales'; map: LocaleMap<unknown>; owner: Owner | undefined };

export interface Expanded {
  readonly leaves: Leaf[];
  /** Whether an empty array was among it, however deep: the author's way to say "a list, and it is empty". */
  readonly emptyList: boolean;
}

/** Calls components and flattens fragments and arrays. `path` is where the node would stand, for messages. */
export function expand(
  node: unknown,
  owner: Owner | undefined,
  path: string,
  report: Report,
): Expanded {
  const leaves: Leaf[] = [];
  let emptyList = false;
  const walk = (value: unknown, around: Owner | undefined): void => {
    if (value === null || value === undefined || typeof value === 'boolean') return;
    if (typeof value === 'string' || typeof value === 'number') {
      leaves.push({ kind: 'text', text: String(value), owner: around });
    } else if (Array.isArray(value)) {
      if (value.length === 0) emptyList = true;
      for (const item of value) walk(item, around);
    } else if (isElement(value)) {
      element(value, around);
    } else {
      const parts = mdParts(value);
      if (parts) leaves.push({ kind: 'md', parts, owner: around });
      else if (isLocaleMap(value)) leaves.push({ kind: 'locales', map: value, owner: around });
      else notRenderable(value, around);
    }
  };

  const element = (from: CardElement, around: Owner | undefined): void => {
    const { type, props, key } = from;
    if (type === FRAGMENT) {
      scoped(key, () => walk(props.children, around));
      return;
    }
    const definition = definitionOf(type);
    const inside: Owner = { name: nameOf(type), source: from.source, parent: around };
    if (definition) {
      leaves.push({
        kind: 'host',
        host: { definition, props, key: key === null ? null : escapeKey(key), owner: inside },
      });
    } else if (typeof type === 'function') {
      scoped(key, () => walk((type as (props: object) => unknown)(props), inside));
    } else {
      const lowerCase = typeof type === 'string';
      report(
        {
          code: lowerCase ? 'tag-unknown' : 'not-renderable',
          path,
          message: lowerCase
            ? `<${type}> is no component; there are no lower-case tags`
            : `the type of an element is ${show(type)}; expected a component`,
          hint: lowerCase ? adviseTag(type) : 'is the import right, default or named?',
        },
        inside,
      );
    }
  };

  // What a keyed component or fragment yields is keyed by it and by its place in it, also where it is alone: it has to
  // be the same element when something comes beside it.
  const scoped = (key: string | null, yieldLeaves: () => void): void => {
    const from = leaves.length;
    yieldLeaves();
    if (key === null) return;
    const seen = new Map<string, number>();
    for (const leaf of leaves.slice(from)) {
      if (leaf.kind !== 'host') continue;
      const { host } = leaf;
      const { name } = host.definition;
      const nth = seen.get(name) ?? 0;
      if (host.key === null) seen.set(name, nth + 1);
      host.key = `${escapeKey(key)}/${host.key ?? `${name}.${nth}`}`;
    }
  };

  const notRenderable = (value: unknown, around: Owner | undefined): void => {
    const where = around ? ` in <${around.name}>` : '';
    report(
      {
        code: 'not-renderable',
        path,
        message: `found ${show(value)}${where}; it cannot be rendered`,
        hint: adviseChild(value),
      },
      around,
    );
  };

  walk(node, owner);
  return { leaves, emptyList };
}

/** An empty string: a text without words, and among elements nothing, like `null`. */
export function isBlank(leaf: Leaf): boolean {
  return leaf.kind === 'text' && leaf.text === '';
}

/** Keys are joined by slashes; those in them are told apart, as in a JSON Pointer. */
function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Whether a value is a text in several languages. */
export function isLocaleMap(value: unknown): value is LocaleMap<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isElement(value)) {
    return false;
  }
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => (LOCALES as readonly string[]).includes(key));
}

/** The name of a component, as it is written. */
export function nameOf(type: unknown): string {
  if (typeof type === 'string') return type;
  if (typeof type !== 'function') return 'Unknown';
  const { displayName } = type as { displayName?: unknown };
  return typeof displayName === 'string' ? displayName : type.name || 'Anonymous';
}
