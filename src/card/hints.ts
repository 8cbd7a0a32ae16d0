import { closest } from '../schema/closest.js';
import type { Definition } from '../schema/definition.js';
import type { Fields } from '../schema/field.js';
import { getOwn } from '../schema/index.js';
import { LOCALES } from '../schema/locale.js';
import { wireName } from './build.js';
import { show } from './report.js';

/** What is usually meant by a name that no field has, and what is written instead. */
export interface Advice {
  readonly hint: string | undefined;
  /** The field that was meant, as it is written there. */
  readonly meant?: string | undefined;
}

/**
 * Advice about a prop that a component, or an object in a prop, does not have.
 *
 * ```text
 * element_id  ->  write id                 onPress    ->  write onClick
 * sise        ->  did you mean size?       className  ->  there is no CSS in a card; ...
 * ```
 *
 * @param definition the component, where the props are its own
 */
export function adviseProp(prop: string, fields: Fields, definition?: Definition): Advice {
  const props = Object.keys(fields);
  const wired = props.find((name) => {
    const wire = wireName(name, fields[name] as Fields[string]);
    return wire !== name && (wire === prop || camelCase(wire) === prop);
  });
  if (wired !== undefined) return { hint: `write ${wired}`, meant: wired };

  const handlers = props.filter((name) => fields[name]?.kind === 'handler');
  if (/^on[A-Z]/.test(prop) || (/^on[a-z]+$/.test(prop) && handlers.length > 0)) {
    const written = handlers.join(' or ');
    return { hint: handlers.length ? `write ${written}` : `it has no handlers${CLICKABLE}` };
  }
  const child = definition && childFor(prop, definition);
  if (child) return { hint: child };
  const habit = getOwn(HABITS, prop) as string | undefined;
  if (habit) return { hint: habit };
  if (/^(?:data|aria)-/.test(prop)) return { hint: 'a card has no attributes of HTML' };
  if (definition) {
    const legacy = legacyUse(prop, definition);
    if (legacy) return { hint: `use ${inProps(legacy, fields)}` };
  }
  const meant = closest(prop, props);
  if (meant) return { hint: `did you mean ${meant}?`, meant };
  const extra = props.some((name) => fields[name]?.kind === 'extra')
    ? '; wire fields that the library does not know go into extra={{ ... }}'
    : '';
  return { hint: props.length > 0 ? `it has ${some(props)}${extra}` : undefined };
}

/**
 * The same about a name on the wire; `names` are those that are known there, by prop and wire name, and `groups` the
 * objects that hold others.
 */
export function adviseField(
  name: string,
  names: readonly { readonly wire: string; readonly prop: string }[],
  groups: ReadonlyMap<string, Iterable<string>>,
): Advice {
  const wires = names.map(({ wire }) => wire);
  const written = names.find(({ prop }) => prop === name)?.wire;
  const snake = snakeCase(name);
  const wire = written ?? (snake !== name && wires.includes(snake) ? snake : undefined);
  if (wire !== undefined) return { hint: `write ${wire}`, meant: wire };
  for (const [group, members] of groups) {
    if ([...members].includes(snake)) return { hint: `it goes into ${group}` };
  }
  const meant = closest(name, wires);
  if (meant) return { hint: `did you mean ${meant}?`, meant };
  return { hint: wires.length > 0 ? `it has ${some(wires)}` : undefined };
}

/** Advice about a child that is nothing a card can show. */
export function adviseChild(value: unknown): string | undefined {
  if (typeof value === 'function') {
    const name = /^[A-Z]/.test(value.name) ? value.name : 'Name';
    return `a component is written <${name} />, a function is called`;
  }
  if (typeof value === 'bigint') return 'write String(n)';
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof (value as { then?: unknown }).then === 'function') {
    return 'a component cannot be async, and a promise is no child; load first, then render';
  }
  if ('$$typeof' in value) {
    return 'this element was made by another JSX library; set "jsxImportSource": "larkx"';
  }
  if (value instanceof Date) return 'write what is to be shown, such as date.toISOString()';
  if (value instanceof Error) return 'write what is to be shown, such as error.message';
  if (value instanceof Map || value instanceof Set || Symbol.iterator in value) {
    return 'make an array of it: [...values].map(...)';
  }
  if ('tag' in value) return 'wire JSON goes into <Raw json={...} />';
  return (
    adviseLocales(value) ??
    'allowed are elements, strings, numbers, arrays of them, one text per language, and null, undefined or booleans for nothing'
  );
}

/**
 * Advice about an object whose keys were meant to be languages.
 *
 * ```text
 * { zh_cn, en_US }     did you mean en_us?         { 'zh-CN' }   did you mean zh_cn?
 * { en, zh }           did you mean en_us and zh_cn?
 * ```
 */
export function adviseLocales(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  // A lone `id` is an id, and no Indonesian.
  if (keys.length === 1 && !/[-_]/.test(keys[0] as string)) return undefined;
  const meant: string[] = [];
  for (const key of keys) {
    const locale = localeMeant(key);
    if (locale === undefined) return undefined;
    if (locale !== key && !meant.includes(locale)) meant.push(locale);
  }
  return meant.length > 0 ? `did you mean ${meant.join(' and ')}?` : undefined;
}

/** The language that a key is, or is the misspelling of: `en-US`, `en_uk`, `zh`. */
function localeMeant(key: string): string | undefined {
  const name = key.toLowerCase().replace(/^([a-z]{2})[-_]?([a-z]{2})$/, '$1_$2');
  if ((LOCALES as readonly string[]).includes(name)) return name;
  if (!/^[a-z]{2}(?:[-_](?:[a-z]{2}|hans))?$/i.test(key)) return undefined;
  return LOCALES.find((locale) => locale.slice(0, 2) === name.slice(0, 2));
}

/**
 * Advice about a lower-case tag: components have names, and HTML has habits.
 *
 * @returns the components that do what it does, and how they are written
 */
export function adviseTag(tag: string): string {
  const block = getOwn(BLOCK, tag) as string | undefined;
  const inline = Object.keys(INLINE).find((name) => INLINE[name]?.split(' ').includes(tag));
  const use = block ?? (inline && `<${inline}> inside <Markdown>`);
  if (use !== undefined) return `write ${use}, imported from larkx`;
  return `import the component by its name, or write <Raw json={{ tag: '${tag}' }} />`;
}

/** Advice about a value in data that JSON cannot hold. */
export function adviseJson(value: unknown): string | undefined {
  if (value instanceof Date) return 'write date.toISOString() or date.getTime()';
  if (value instanceof Map) return 'write Object.fromEntries(map)';
  if (value instanceof Set) return 'write [...set]';
  if (typeof value === 'bigint') return 'write String(n)';
  if (typeof value === 'function')
    return 'data is sent to the service and comes back; a function cannot';
  if (typeof value === 'number') return 'JSON has no NaN and no Infinity';
  return undefined;
}

/** Advice about a value of the wrong type. */
export function adviseValue(value: unknown, wanted: Wanted): string | undefined {
  if (value === null) return 'leave it out';
  switch (wanted) {
    case 'boolean':
      if (value === 'true' || value === 'false') return UNQUOTE;
      if (value === 0 || value === 1) return `write ${value === 1}`;
      return undefined;
    case 'number': {
      if (typeof value !== 'string') return undefined;
      const number = /^(-?\d+(?:\.\d+)?)(?:px|%|ms|s)?$/.exec(value.trim());
      if (!number) return undefined;
      return number[0] === number[1] ? UNQUOTE : `write ${number[1]}, without a unit`;
    }
    case 'size': {
      if (typeof value === 'number') return `write "${value}px"`;
      if (typeof value !== 'string') return undefined;
      if (/^-?\d+(?:\.\d+)?(?:[\s,]+-?\d+(?:\.\d+)?)*$/.test(value.trim())) {
        return `the unit is px: write ${show(
          value
            .trim()
            .split(/[\s,]+/)
            .map(px)
            .join(' '),
        )}`;
      }
      return /\d(?:r?em|pt|v[wh]|%|x\d)/.test(value) ? 'the unit is px' : undefined;
    }
    case 'string':
      if (typeof value === 'number' || typeof value === 'boolean') return `write "${value}"`;
      return undefined;
    case 'object':
      if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
        return 'give the object itself, not its JSON in a string';
      }
      return undefined;
  }
}

export type Wanted = 'boolean' | 'number' | 'size' | 'string' | 'object';

const UNQUOTE = 'write it without quotes';

const px = (side: string) => (side === '0' ? '0' : `${side}px`);

const CLICKABLE = '; <Button> and <InteractiveContainer> have onClick';

/** Props of HTML and React, and what a card has in their place. */
const HABITS: Readonly<Record<string, string>> = {
  className: 'there is no CSS in a card; looks are props of each component',
  class: 'there is no CSS in a card; looks are props of each component',
  style: 'there is no CSS in a card; looks are props of each component, such as margin',
  ref: 'there are no refs; an element is addressed by its id',
  dangerouslySetInnerHTML: 'there is no HTML in a card; formatted text goes into <Markdown>',
  href: "a link is behaviors={[{ type: 'open_url', defaultUrl: '...' }]}, or [words](url) in <Markdown>",
  onclick: 'write onClick, where the component has it',
  src: 'write imgKey: the key of an uploaded image',
};

/** Tags of HTML, by the component that does inside markdown what they do. */
const INLINE: Readonly<Record<string, string>> = {
  A: 'a',
  At: 'at',
  B: 'b strong',
  Br: 'br',
  Code: 'code kbd',
  CodeBlock: 'pre',
  Font: 'font',
  H1: 'h1',
  H2: 'h2',
  H3: 'h3',
  H4: 'h4',
  H5: 'h5',
  H6: 'h6',
  I: 'i em',
  Li: 'li',
  MdTable: 'tbody thead',
  Ol: 'ol',
  Quote: 'blockquote',
  S: 's del strike',
  Td: 'td th',
  Tr: 'tr',
  Ul: 'ul',
};

/** Those that have a component of a card, and what is written. */
const BLOCK: Readonly<Record<string, string>> = {
  button: '<Button>',
  card: '<Card>',
  div: '<Div> for a text, <ColumnSet> for a row of elements',
  form: '<Form>',
  header: '<Header>',
  hr: '<Divider/>, or <Hr/> inside <Markdown>',
  img: '<Image>, or <MdImage> inside <Markdown>',
  input: '<Input>',
  markdown: '<Markdown>',
  option: '<Option> inside <Select>',
  p: '<Markdown> or <Div>',
  section: 'a fragment <>...</>, or <InteractiveContainer>',
  select: '<Select>',
  span: '<Markdown> or <Div>, or <Span> inside <Markdown>',
  table: '<Table>, or <MdTable> inside <Markdown>',
  textarea: '<Input inputType="multiline_text">',
};

/** A prop that is written as children. */
function childFor(prop: string, { children, name }: Definition): string | undefined {
  if (children.kind !== 'elements') return undefined;
  const part = getOwn(children.parts ?? {}, prop) as { definition: Definition } | undefined;
  if (part) return `write <${part.definition.name}> as a child of <${name}>`;
  return prop === children.wire || prop === children.at || prop === 'body'
    ? `write them as children of <${name}>`
    : prop === 'config'
      ? `write its fields as props of <${name}>`
      : undefined;
}

/** What takes the place of a field of 1.0, at any depth of the component. */
function legacyUse(prop: string, { legacy = {} }: Definition): string | undefined {
  const wire = snakeCase(prop);
  const name = Object.keys(legacy).find((one) => one === wire || one.endsWith(`.${wire}`));
  return name === undefined ? undefined : legacy[name]?.use;
}

/** A sentence with names of the wire, with the names of props in their place. */
export function inProps(sentence: string, fields: Fields): string {
  const props = new Map(
    Object.entries(fields).map(([prop, field]) => [wireName(prop, field), prop] as const),
  );
  return sentence.replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, (name) => props.get(name) ?? name);
}

function some(names: readonly string[]): string {
  const shown = names.filter((name) => name !== 'extra');
  return shown.length > 12 ? `${shown.slice(0, 11).join(', ')}, ...` : shown.join(', ');
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
