import { type CardElement, makeElement, type OpaqueValue } from '../../jsx-runtime/element.js';
import type { Fields, Flat, PropsOf } from './field.js';
import type { JsonObject } from './json.js';
import type { LocaleMap } from './locale.js';
import type { Dialect, MarkdownNode } from './text/node.js';

/** The place in a card that a component fits into. */
export type Place =
  | 'root'
  | 'header'
  | 'text_tag'
  | 'text'
  | 'icon'
  | 'element'
  | 'column'
  | 'panel_header'
  | 'option'
  /** In a line of markdown. */
  | 'inline'
  /** In lines of its own in markdown. */
  | 'block'
  | 'list_item'
  | 'table_row'
  | 'table_cell'
  | 'any';

/** What may stand between the tags of a component, and where it goes on the wire. */
export type Children =
  | { readonly kind: 'none' }
  /** Plain words: another way to write the prop `slot`. */
  | { readonly kind: 'words'; readonly slot: string }
  /** Markdown: another way to write the prop `slot`. */
  | { readonly kind: 'markdown'; readonly slot: string }
  /** Inside markdown: words that are shown as they are, and other inline components. */
  | { readonly kind: 'inert'; readonly accepts: readonly Place[] }
  /** Inside markdown: words only. With a `slot`, another way to write that prop. */
  | { readonly kind: 'letters'; readonly slot?: string }
  /** Inside markdown: components of one kind and no words. */
  | { readonly kind: 'parts'; readonly accepts: Place }
  | {
      readonly kind: 'elements';
      /** The array on the wire. */
      readonly wire: string;
      /** What the array holds. */
      readonly accepts: Place;
      /** The member that holds the array, as in {@link FieldOptions.at}. */
      readonly at?: string;
      readonly required?: boolean;
      /** Without any, the component is of no use. */
      readonly some?: boolean;
      /** What the members are, where they have no tag that says so. */
      readonly item?: Definition;
      /** More than this are accepted, but not shown. */
      readonly maxShown?: number;
      /** Children that are no members of the array but a field of their own, by wire name. */
      readonly parts?: Readonly<Record<string, Part>>;
    };

export interface Part {
  readonly definition: Definition;
  readonly required?: boolean;
}

/** A field of Card JSON 1.0, or one that people expect. */
export interface Legacy {
  /** What to write instead. */
  readonly use: string;
  /** The service is known to refuse it; otherwise it is tolerated and only warned about. */
  readonly refused?: boolean;
}

/** What is wrong with an inline component and its children. */
export interface InlineFault {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Reports what is wrong with a component as a whole. */
export type Rule = (
  json: JsonObject,
  report: (found: {
    code: string;
    /** The field: wire names, from the component down. */
    field: readonly string[];
    message: string;
    hint?: string;
    severity?: 'error' | 'warning';
  }) => void,
  around: { readonly inForm: boolean },
) => void;

/**
 * All that the library knows about a component. Prop types, the mapping to JSON, the checks and the reference are read
 * from it; nothing is written twice.
 */
export interface Definition {
  /** Name of the component. */
  readonly name: string;
  /**
   * `tag` on the wire; none for parts that have no tag. Where the tag follows from the field that is given, a record
   * of tag to prop; that prop is then required for that tag.
   */
  readonly tag?: string | Readonly<Record<string, string>>;
  readonly place: Place;
  /** Path of the vendor's page under `feishu-cards/`. */
  readonly page: string;
  readonly fields: Fields;
  readonly children: Children;
  /** The prop that is the whole object, as it is on the wire. */
  readonly verbatim?: string;
  readonly legacy?: Readonly<Record<string, Legacy>>;
  /** The first client version that knows it. */
  readonly since?: string;
  /** Stands in the body of the card only. */
  readonly rootOnly?: boolean;
  /** Stands inside a form only; why that is doubtful. */
  readonly needsForm?: string;
  /** Containers, by tag, that it should not stand in, and why that is doubtful. */
  readonly avoidIn?: Readonly<Record<string, string>>;
  /** Counts as one of the five container layers. */
  readonly layer?: boolean;
  /** Calls back by itself, without a behaviour that says so. */
  readonly callsBack?: (json: JsonObject) => boolean;
  readonly rules?: readonly Rule[];
  /**
   * Of a component inside markdown: what it is there. `json` holds its props by wire name. They are checked like any
   * other field, but later, so that anything may stand in them.
   */
  readonly markdown?: (
    json: JsonObject,
    children: readonly MarkdownNode[],
    report: (fault: InlineFault) => void,
  ) => MarkdownNode | readonly MarkdownNode[];
  /** Which markup knows it. */
  readonly dialects?: readonly Dialect[];
  /** Names of components that it cannot stand in, at any depth. */
  readonly notIn?: readonly string[];
  /** Inside markdown: it is a player, as `<Audio>` is. */
  readonly player?: boolean;
}

/**
 * Children of a container. Text is no element: it goes into `<Markdown>` or `<Div>`. The empty string is nothing, so
 * that `{text && <Markdown>{text}</Markdown>}` does what it says.
 */
export type Elements = CardElement | boolean | null | undefined | '' | readonly Elements[];

/** Children of a text: strings, numbers and locale maps, joined; or one text element. */
export type Words =
  | string
  | number
  | boolean
  | null
  | undefined
  | CardElement
  | LocaleMap
  | readonly Words[];

/** Children of markdown: strings, numbers, markdown values and inline components, joined; any of them per language. */
export type MarkdownChildren =
  | string
  | number
  | boolean
  | null
  | undefined
  | CardElement
  | OpaqueValue
  | LocaleMap<string | number | OpaqueValue | CardElement>
  | readonly MarkdownChildren[];

export interface Kids {
  elements: { children?: Elements };
  words: { children?: Words };
  markdown: { children?: MarkdownChildren };
  inert: { children?: MarkdownChildren };
  letters: { children?: Words };
  parts: { children?: Elements };
  none: { children?: undefined };
}

/** The props of a component, from its definition. */
export type DefProps<D extends Pick<Definition, 'fields' | 'children'>> = Flat<
  PropsOf<D['fields']> & Kids[D['children']['kind']]
>;

const DEFINITION: unique symbol = Symbol.for('larkx.definition');

/** A card component. It carries its definition, so that a card needs no table of all components. */
export interface Component<P> {
  (props: P): CardElement;
  readonly [DEFINITION]: Definition;
  readonly displayName: string;
}

/** A definition of which the compiler knows the fields one by one. */
export type Defined<F extends Fields, C extends Children> = Omit<
  Definition,
  'fields' | 'children'
> & { readonly fields: F; readonly children: C };

/** Keeps the exact type of a definition, which the props are made of. */
export function define<F extends Fields, const C extends Children>(
  definition: Defined<F, C>,
): Defined<F, C> {
  return definition;
}

export function component<P>(definition: Definition): Component<P> {
  const create = (props: P): CardElement =>
    makeElement(create, props as Readonly<Record<string, unknown>>, null);
  return Object.assign(create, {
    [DEFINITION]: definition,
    displayName: definition.name,
  });
}

/** The definition of a card component; `undefined` for anything else. */
export function definitionOf(type: unknown): Definition | undefined {
  return typeof type === 'function' ? (type as Partial<Component<never>>)[DEFINITION] : undefined;
}

/** The tags that a definition stands for. */
export function tagsOf(definition: Definition): readonly string[] {
  const { tag } = definition;
  return tag === undefined ? [] : typeof tag === 'string' ? [tag] : Object.keys(tag);
}
