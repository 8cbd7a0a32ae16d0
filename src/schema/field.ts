import type { CardElement } from '../../jsx-runtime/element.js';
import type { ColorName } from './color.js';
import type { Definition, DefProps } from './definition.js';
import type { Handler } from './events.js';
import type { Json, JsonObject } from './json.js';
import { LOCALES, type LocaleMap } from './locale.js';
import type { Md } from './md.js';
import type { Dialect } from './text/node.js';
import type { TextSize } from './text-size.js';

declare const V: unique symbol;

/** What every field can say about itself. */
export interface FieldOptions {
  /** Name on the wire, where it is not the prop in snake_case. */
  wire?: string;
  /** Member of the component that the field stands in, where the props are flatter than the wire. */
  at?: string;
  /** The first client version that has it; older ones ignore it. */
  since?: string;
  /**
   * Why the rule is uncertain. A violation is then a warning that gives this reason. Of a size (`box`, `spacing`,
   * `length`) only the bounds are in doubt.
   */
  doubtful?: string;
  /** Why it is doubtful that a required field is required. One that is missing is then a warning. */
  doubtfulNeed?: string;
  /** Values that came later than the field: the first client version that has each. */
  newer?: Readonly<Record<string, string>>;
}

/**
 * A field of a component: plain data that `render` maps by, `check` checks by and the reference is written from.
 * The type parameter exists for the compiler only: it becomes the type of the prop.
 */
export interface Field<T, R extends boolean = boolean> {
  readonly kind: Kind;
  readonly required: R;
  readonly rule: FieldOptions & KindRules[Kind];
  readonly [V]?: () => T;
}

/** What each kind of field can restrict. */
export interface KindRules {
  /** `element_id`. */
  id: object;
  string: {
    minLength?: number;
    maxLength?: number;
    pattern?: RegExp;
    says?: string;
    default?: string;
  };
  /** The name of a value in a form; unique in the card. */
  name: object;
  url: { empty?: boolean };
  'image-key': { empty?: boolean };
  'icon-token': object;
  boolean: { default?: boolean };
  number: { min?: number; max?: number; integer?: boolean; default?: number };
  enum: { values: readonly (string | number)[]; default?: string | number };
  color: { words: readonly string[]; default?: string };
  'text-size': { default?: TextSize };
  /** Four sides: one, two or four values. */
  box: { min: number; max: number; arity: readonly number[]; default?: string };
  spacing: { default?: string };
  /** A width, height or radius: a word, `<n>px` or, from that many on, `<n>%` up to 100. */
  length: {
    words: readonly string[];
    min: number;
    max?: number;
    percentFrom?: number;
    default?: string;
  };
  /** A width and a height, `"<w>px <h>px"`, or a word. */
  dimensions: { words: readonly string[]; min: number; max: number };
  /** A text object; a string is the shorthand for the first tag. `dialect`: the markup that `lark_md` has in it. */
  text: { tags: readonly string[]; maxLength?: number; dialect?: Dialect };
  /** The words of a text object itself. `twin` takes the locale map; without it there is one language. */
  words: { twin?: string };
  /** A preview text: an object with `content`, of which a string or a locale map is the shorthand. */
  caption: { twin: string };
  /** Markdown. `twin` takes the locale map; without it there is one language. */
  markdown: { twin?: string; dialect: Dialect };
  obj: { fields: Fields; anyOf?: readonly (readonly string[])[] };
  /** More than `maxShown` are accepted, but not shown; more than `max` are not allowed. */
  list: { of: Field<unknown>; maxShown?: number; max?: number };
  map: { keys?: readonly string[]; of: Field<unknown> };
  /** One of several objects, told apart by the field `type`. */
  union: { variants: Readonly<Record<string, Fields>> };
  /** A component in a prop: an element, or an object of its props. */
  part: { definition: Definition };
  /** Options as label by value: another way to write the children. */
  options: object;
  /** What clients that do not know the component show: nothing (`drop`), or a text. */
  fallback: object;
  /** A function that is called on an interaction: of the component itself, or of the submit buttons in it. */
  handler: { on: 'callback' | 'submit' };
  /** Data that the vendor hands through. Never renamed, counted or addressed. */
  json: {
    is?: 'object' | 'array';
    /** What it is, where the component itself checks that. */
    says?: string;
    /** Rows whose cells are markdown where the columns, in the prop of this name, say so. */
    cellsOf?: string;
  };
  /** Read by a live card. Never on the wire. */
  live: object;
  /** Wire fields that the library does not know. */
  extra: object;
}

export type Kind = keyof KindRules;
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The rule of a field of a given kind. */
export type RuleOf<K extends Kind> = FieldOptions & KindRules[K];

export type Flat<T> = { [K in keyof T]: T[K] };
export type Val<F> = F extends Field<infer T, boolean> ? T : never;

/** The props that a set of fields stands for. */
export type PropsOf<F> = Flat<
  {
    // biome-ignore lint/suspicious/noExplicitAny: any value type; only `required` is asked for.
    [K in keyof F as F[K] extends Field<any, true> ? K : never]: Val<F[K]>;
  } & {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    [K in keyof F as F[K] extends Field<any, true> ? never : K]?: Val<F[K]> | undefined;
  }
>;

/** A text: a string, one string per language, or a text element such as `<LarkMd>`. */
export type Text = string | number | LocaleMap | CardElement;

/** Markdown in one language: a string is safe markdown, a markdown value or an inline component what it is. */
export type MarkdownSource = string | number | Md | CardElement;

/** Markdown, or one per language. */
export type MarkdownText = MarkdownSource | LocaleMap<MarkdownSource>;

/** A named colour, or the name of one from the card's `style.color`. */
export type Color<Words extends string = never> = ColorName | Words | CustomName;
/** The name of an entry of the card's `style`. Any string; kept apart so that editors still offer the known names. */
export type CustomName = string & {};

type Side = `${number}px` | '0';
/** `"4px"` on all sides, `"4px 8px"` vertical and horizontal, or `"4px 8px 4px 8px"` from the top clockwise. */
export type Box = FourSides | `${Side} ${Side}`;
/** One or four values; the service refuses two here. */
export type FourSides = Side | `${Side} ${Side} ${Side} ${Side}`;
/** `small` is 4px, `medium` 8px, `large` 12px, `extra_large` 16px; or 0 to 99 px. */
export type Spacing = 'small' | 'medium' | 'large' | 'extra_large' | `${number}px`;

function field<T, K extends Kind>(kind: K, rule: RuleOf<K>): Field<T, false> {
  return { kind, required: false, rule };
}

type Options<K extends Kind, Given extends keyof KindRules[K] = never> = FieldOptions &
  Omit<KindRules[K], Given>;

/** The vocabulary that components are defined in. */
export const t = {
  id: (o: Options<'id'> = {}) => field<string, 'id'>('id', { wire: 'element_id', ...o }),
  string: (o: Options<'string'> = {}) => field<string, 'string'>('string', o),
  name: (o: Options<'name'> = {}) => field<string, 'name'>('name', o),
  url: (o: Options<'url'> = {}) => field<string, 'url'>('url', o),
  imageKey: (o: Options<'image-key'> = {}) => field<string, 'image-key'>('image-key', o),
  iconToken: <T extends string>(o: Options<'icon-token'> = {}) =>
    field<T | CustomName, 'icon-token'>('icon-token', o),
  boolean: (o: Options<'boolean'> = {}) => field<boolean, 'boolean'>('boolean', o),
  number: (o: Options<'number'> = {}) => field<number, 'number'>('number', o),
  integer: (o: Options<'number', 'integer'> = {}) =>
    field<number, 'number'>('number', { ...o, integer: true }),
  oneOf: <const L extends readonly (string | number)[]>(
    values: L,
    o: FieldOptions & { default?: L[number] } = {},
  ) => field<L[number], 'enum'>('enum', { values, ...o }),
  color: <const W extends string = never>(
    words: readonly W[] = [],
    o: Options<'color', 'words'> = {},
  ) => field<Color<W>, 'color'>('color', { words, ...o }),
  textSize: (o: Options<'text-size'> = {}) =>
    field<TextSize | CustomName, 'text-size'>('text-size', { default: 'normal', ...o }),
  margin: (o: FieldOptions & { default?: Box } = {}) =>
    field<Box, 'box'>('box', { min: -99, max: 99, arity: [1, 2, 4], default: '0px', ...o }),
  padding: (o: FieldOptions & { default?: Box } = {}) =>
    field<Box, 'box'>('box', { min: 0, max: 99, arity: [1, 2, 4], ...o }),
  /** A padding of which the service refuses the two-value form. */
  fourSides: (o: FieldOptions & { default?: FourSides } = {}) =>
    field<FourSides, 'box'>('box', { min: 0, max: 99, arity: [1, 4], ...o }),
  spacing: (o: FieldOptions & { default?: Spacing } = {}) =>
    field<Spacing, 'spacing'>('spacing', o),
  length: <const W extends string = never>(
    words: readonly W[],
    o: Options<'length', 'words' | 'percentFrom'>,
  ) => field<W | `${number}px`, 'length'>('length', { words, ...o }),
  /** A width of px or percent. */
  share: <const W extends string = never>(
    words: readonly W[],
    o: Options<'length', 'words' | 'percentFrom'>,
  ) => field<W | `${number}px` | `${number}%`, 'length'>('length', { words, ...o, percentFrom: 1 }),
  dimensions: <const W extends string = never>(
    words: readonly W[],
    o: Options<'dimensions', 'words'>,
  ) => field<W | `${number}px ${number}px`, 'dimensions'>('dimensions', { words, ...o }),
  /** A corner radius: px or percent. */
  radius: (o: FieldOptions & { default?: `${number}px` } = {}) =>
    field<`${number}px` | `${number}%` | '0', 'length'>('length', {
      words: ['0'],
      min: 0,
      percentFrom: 0,
      ...o,
    }),
  text: (o: Options<'text', 'tags'> & { tags?: readonly string[] } = {}) =>
    field<Text, 'text'>('text', { tags: ['plain_text'], ...o }),
  words: () =>
    field<string | number | LocaleMap, 'words'>('words', { twin: 'i18n_content', wire: 'content' }),
  /** Words in one language. */
  wording: () => field<string | number, 'words'>('words', {}),
  markdown: (dialect: Dialect = 'markdown') =>
    field<MarkdownText, 'markdown'>('markdown', {
      twin: 'i18n_content',
      wire: 'content',
      dialect,
    }),
  /** Markdown in one language. */
  source: (dialect: Dialect = 'markdown') =>
    field<MarkdownSource, 'markdown'>('markdown', { dialect }),
  caption: (o: FieldOptions = {}) =>
    field<
      string | LocaleMap | { content?: string | undefined; i18nContent?: LocaleMap | undefined },
      'caption'
    >('caption', { twin: 'i18n_content', ...o }),
  locales: <T>(of: Field<T, boolean>, o: FieldOptions = {}) =>
    field<LocaleMap<T>, 'map'>('map', { of, keys: LOCALES, ...o }),
  map: <T>(of: Field<T, boolean>, o: FieldOptions = {}) =>
    field<{ readonly [name: string]: T }, 'map'>('map', { of, ...o }),
  obj: <F extends Fields>(fields: F, o: Options<'obj', 'fields'> = {}) =>
    field<PropsOf<F>, 'obj'>('obj', { fields, ...o }),
  list: <T>(of: Field<T, boolean>, o: Options<'list', 'of'> = {}) =>
    field<readonly T[], 'list'>('list', { of, ...o }),
  union: <U extends Readonly<Record<string, Fields>>>(variants: U, o: FieldOptions = {}) =>
    field<{ [K in keyof U]: Flat<{ type: K } & PropsOf<U[K]>> }[keyof U], 'union'>('union', {
      variants,
      ...o,
    }),
  part: <D extends Definition>(definition: D, o: FieldOptions = {}) =>
    field<CardElement | DefProps<D>, 'part'>('part', { definition, ...o }),
  options: () => field<{ readonly [value: string]: Text }, 'options'>('options', {}),
  fallback: () => field<'drop' | Text, 'fallback'>('fallback', {}),
  handler: <E>(on: 'callback' | 'submit') => field<Handler<E>, 'handler'>('handler', { on }),
  json: (o: Options<'json', 'is'> = {}) => field<Json, 'json'>('json', o),
  jsonArray: (o: Options<'json', 'is'> = {}) =>
    field<readonly JsonObject[], 'json'>('json', { is: 'array', ...o }),
  jsonObject: (o: FieldOptions = {}) => field<JsonObject, 'json'>('json', { is: 'object', ...o }),
  live: <T>() => field<T, 'live'>('live', {}),
  extra: () => field<JsonObject, 'extra'>('extra', {}),
  /** Required; `doubtful` says why that is uncertain. */
  req: <T>(of: Field<T, boolean>, doubtful?: string): Field<T, true> =>
    ({
      ...of,
      required: true,
      rule: doubtful === undefined ? of.rule : { ...of.rule, doubtfulNeed: doubtful },
    }) as Field<T, true>,
};
