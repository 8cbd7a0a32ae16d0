import { isElement } from '../../jsx-runtime/element.js';
import type { Definition, Place } from '../schema/definition.js';
import type { Field } from '../schema/field.js';
import { type JsonObject, setOwn } from '../schema/json.js';
import { mdParts } from '../schema/md.js';
import type { Dialect, InlineNode, MarkdownNode } from '../schema/text/node.js';
import { expand, type Host, isBlank, isLocaleMap, type Leaf } from './expand.js';
import type { Inline } from './inlines.js';
import type { Owner } from './owner.js';
import { type Report, show } from './report.js';

/**
 * What stands in a markdown text when the author's components have been called. The languages are still side by side:
 *
 * ```text
 * <Markdown>{{ en_us: 'by', zh_cn: '作者' }} <B>{name}</B></Markdown>
 *
 * locales { en_us: ['by'], zh_cn: ['作者'] }    en_us: safe "by "     bold [text name]
 * string " "                             ->
 * inline B [string name]                        zh_cn: safe "作者 "   bold [text name]
 * ```
 */
export type Piece =
  /** Safe markdown, or inert. */
  | { readonly kind: 'string'; readonly text: string; readonly safe: boolean }
  | { readonly kind: 'node'; readonly node: InlineNode }
  | { readonly kind: 'locales'; readonly texts: ReadonlyMap<string, readonly Piece[]> }
  | {
      readonly kind: 'inline';
      readonly inline: Inline;
      readonly children: readonly Piece[];
      /** Where the words of its children go, if anywhere. */
      readonly slot: { readonly wire: string; readonly field: Field<unknown> } | undefined;
    };

/** What pieces stand in. */
export interface Around {
  /** For messages: `<B>`. */
  readonly label: string;
  readonly owner: Owner;
  readonly path: string;
  readonly dialect: Dialect;
  /** Components that may stand in it. */
  readonly accepts: readonly Place[];
  /** What a string is. */
  readonly strings: 'safe' | 'inert' | 'letters' | 'none';
  /** Names of the components around. */
  readonly within: readonly string[];
  /** The language, inside a locale map. */
  readonly locale?: string | undefined;
}

/** What collecting pieces needs to know of the card that is built. */
export interface Site {
  readonly report: Report;
  /** The props of a component by wire name. */
  fields(host: Host, path: string): JsonObject;
  wire(prop: string, field: Field<unknown>): string;
  /** Remembers a component, so that its props are checked. */
  met(inline: Inline): void;
  whereItGoes(definition: Definition): string;
}

/** Puts leaves into pieces; reports what cannot stand where it stands, and leaves it out. */
export function pieces(leaves: readonly Leaf[], around: Around, site: Site): Piece[] {
  const found: Piece[] = [];
  for (const leaf of leaves) {
    if (leaf.kind === 'host') {
      const piece = inlinePiece(leaf.host, around, site);
      if (piece) found.push(piece);
    } else if (leaf.kind === 'locales') {
      found.push(localePiece(leaf, around, site));
    } else if (around.strings === 'none') {
      if (!isBlank(leaf)) noText(leaf, around, site);
    } else if (leaf.kind === 'text') {
      found.push({ kind: 'string', text: leaf.text, safe: around.strings === 'safe' });
    } else if (around.strings === 'letters') {
      fail(site, around, leaf.owner, {
        code: 'type',
        message: `${around.label}: found a markdown value; it takes words, which are shown as they are`,
        hint: 'put the markdown beside it',
      });
    } else {
      for (const part of leaf.parts) {
        if (part.kind === 'node') {
          const { leaves } = expand(part.node, leaf.owner, around.path, site.report);
          found.push(...pieces(leaves, { ...around, strings: 'inert' }, site));
        } else {
          const node: InlineNode =
            part.kind === 'trusted'
              ? { type: 'trusted', source: part.source }
              : { type: part.kind === 'safe' ? 'safe' : 'text', text: part.text };
          found.push({ kind: 'node', node });
        }
      }
    }
  }
  return found;
}

function inlinePiece(host: Host, around: Around, site: Site): Piece | undefined {
  const { definition, owner, props } = host;
  const wrong = whyNot(definition, around, site);
  if (wrong !== undefined) {
    fail(site, around, owner, {
      code: 'parent',
      message: `<${definition.name}> cannot stand in ${around.label}`,
      hint: wrong,
    });
    return undefined;
  }
  const { path } = around;
  const json = site.fields(host, path);
  const inline: Inline = { definition, json, path, owner };
  const { leaves } = expand(props.children, owner, path, site.report);
  const inside: Omit<Around, 'accepts' | 'strings'> = {
    ...around,
    label: `<${definition.name}>`,
    owner,
    within: [...around.within, definition.name],
  };
  const { children: kids } = definition;
  if (kids.kind === 'letters') {
    const children = pieces(leaves, { ...inside, accepts: [], strings: 'letters' }, site);
    const field = kids.slot === undefined ? undefined : definition.fields[kids.slot];
    if (!field || !kids.slot || children.length === 0) {
      site.met(inline);
      return { kind: 'inline', inline, children, slot: undefined };
    }
    const slot = { wire: site.wire(kids.slot, field), field };
    if (json[slot.wire] !== undefined) {
      fail(site, around, owner, {
        code: 'field-duplicate',
        message: `<${definition.name}> has both children and the prop ${kids.slot}, which are the same`,
        hint: 'keep one of them',
      });
    }
    const seen = new Set<string>();
    for (const locale of languages(children)) {
      const words = wordsIn(children, locale);
      if (!seen.has(words)) site.met({ ...inline, json: withSlot(json, slot, words) });
      seen.add(words);
    }
    return { kind: 'inline', inline, children, slot };
  }
  site.met(inline);
  let children: Piece[] = [];
  if (kids.kind === 'inert') {
    children = pieces(leaves, { ...inside, accepts: kids.accepts, strings: 'inert' }, site);
  } else if (kids.kind === 'parts') {
    children = pieces(leaves, { ...inside, accepts: [kids.accepts], strings: 'none' }, site);
  } else if (leaves.some((leaf) => !isBlank(leaf))) {
    fail(site, around, owner, {
      code: 'parent',
      message: `<${definition.name}> takes no children`,
    });
  }
  return { kind: 'inline', inline, children, slot: undefined };
}

/** Why a component cannot stand here, as a hint; `undefined` if it can. */
function whyNot(definition: Definition, around: Around, site: Site): string | undefined {
  const { markdown, place, dialects = [], notIn = [] } = definition;
  if (!markdown) return site.whereItGoes(definition);
  if (!around.accepts.includes(place)) {
    return around.strings === 'letters'
      ? `${around.label} takes words only`
      : site.whereItGoes(definition);
  }
  if (!dialects.includes(around.dialect)) {
    return around.dialect === 'mentions'
      ? 'a title understands <At>, <Emoji> and <Span> only'
      : 'lark_md does not know it; use <Markdown>';
  }
  const outer = notIn.find((name) => around.within.includes(name));
  return outer === undefined ? undefined : `<${outer}> holds no <${definition.name}>`;
}

function localePiece(leaf: Leaf & { kind: 'locales' }, around: Around, site: Site): Piece {
  const texts = new Map<string, readonly Piece[]>();
  const wrong = (locale: string, found: string) =>
    fail(site, around, leaf.owner, {
      code: 'type',
      message: `${around.label} ${locale}: found ${found}; expected a text in one language`,
    });
  if (around.locale !== undefined) {
    wrong(around.locale, 'a locale map');
    return { kind: 'locales', texts };
  }
  for (const [locale, value] of Object.entries(leaf.map)) {
    if (value === undefined) continue;
    if (isText(value)) {
      const { leaves } = expand(value, leaf.owner, around.path, site.report);
      texts.set(locale, pieces(leaves, { ...around, locale }, site));
    } else wrong(locale, isLocaleMap(value) ? 'a locale map' : show(value));
  }
  if (Object.values(leaf.map).every((value) => value === undefined)) {
    fail(site, around, leaf.owner, {
      code: 'type',
      message: `${around.label}: found a locale map without a text; expected a text in one language at least`,
    });
  }
  return { kind: 'locales', texts };
}

/** Whether a value is something that a locale map can hold for a language. */
export function isText(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    Array.isArray(value) ||
    isElement(value) ||
    mdParts(value) !== undefined
  );
}

const PARTS: Partial<Record<Place, string>> = {
  list_item: '<Li>',
  table_row: '<Tr>',
  table_cell: '<Td>',
};

function noText(leaf: Exclude<Leaf, { kind: 'host' }>, around: Around, site: Site): void {
  const [place] = around.accepts;
  const part = (place && PARTS[place]) ?? 'elements';
  fail(site, around, leaf.owner, {
    code: 'text-not-allowed',
    message: `${around.label} takes ${part}; found ${leaf.kind === 'text' ? show(leaf.text) : 'a text'}`,
    hint: `put text into ${part}`,
  });
}

function fail(
  site: Site,
  around: Around,
  owner: Owner | undefined,
  found: { code: string; message: string; hint?: string },
): void {
  site.report({ path: around.path, ...found }, owner ?? around.owner);
}

/** The languages of a text in the order in which they appear; `[undefined]` where it has none. */
export function languages(all: readonly Piece[]): readonly (string | undefined)[] {
  const found = new Set<string>();
  const look = (some: readonly Piece[]): void => {
    for (const piece of some) {
      if (piece.kind === 'inline') look(piece.children);
      else if (piece.kind === 'locales') for (const locale of piece.texts.keys()) found.add(locale);
    }
  };
  look(all);
  return found.size === 0 ? [undefined] : [...found];
}

/** The text in one language. A locale map that lacks it says its first one. */
export function markdownNodes(
  all: readonly Piece[],
  locale: string | undefined,
  site: Pick<Site, 'report'>,
): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let text = '';
  let safe = false;
  const flush = (): void => {
    if (text !== '') nodes.push({ type: safe ? 'safe' : 'text', text });
    text = '';
  };
  const add = (some: readonly Piece[]): void => {
    for (const piece of some) {
      if (piece.kind === 'locales') {
        add(inLanguage(piece.texts, locale));
      } else if (piece.kind === 'string') {
        if (piece.safe !== safe) flush();
        safe = piece.safe;
        text += piece.text;
      } else {
        flush();
        if (piece.kind === 'node') nodes.push(piece.node);
        else nodes.push(...inlineNodes(piece, locale, site));
      }
    }
  };
  add(all);
  flush();
  return nodes;
}

function inlineNodes(
  { inline, children, slot }: Piece & { kind: 'inline' },
  locale: string | undefined,
  site: Pick<Site, 'report'>,
): readonly MarkdownNode[] {
  const { definition, owner, path } = inline;
  const json = slot ? withSlot(inline.json, slot, wordsIn(children, locale)) : inline.json;
  const inside = slot ? [] : markdownNodes(children, locale, site);
  const made = definition.markdown?.(json, inside, ({ code, message, hint }) =>
    site.report({ code, path, message: `<${definition.name}>: ${message}`, hint }, owner),
  );
  return made === undefined ? [] : 'type' in made ? [made] : made;
}

function inLanguage<T>(texts: ReadonlyMap<string, readonly T[]>, locale: string | undefined) {
  const own = locale === undefined ? undefined : texts.get(locale);
  return own ?? [...texts.values()][0] ?? [];
}

function wordsIn(all: readonly Piece[], locale: string | undefined): string {
  return all
    .map((piece) => {
      if (piece.kind === 'string') return piece.text;
      return piece.kind === 'locales' ? wordsIn(inLanguage(piece.texts, locale), locale) : '';
    })
    .join('');
}

/** The props of a component with its words in the place of the prop that they are. */
function withSlot(
  json: JsonObject,
  { wire, field }: { wire: string; field: Field<unknown> },
  words: string,
): JsonObject {
  const out = { ...json };
  const isNumber = field.kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(words);
  setOwn(out, wire, isNumber ? Number(words) : words);
  return out;
}
