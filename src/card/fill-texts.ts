import {
  type CardJson,
  definedKeys,
  getOwn,
  isObject,
  type JsonObject,
  MAX_TABLES,
  type MutableObject,
  setOwn,
} from '../schema/index.js';
import { openPlain, plain } from '../schema/text/inert.js';
import type { Dialect, MarkdownNode } from '../schema/text/node.js';
import { TableBudget } from '../schema/text/safe.js';
import { writeMarkdown } from '../schema/text/write.js';
import { keyOf, setKey } from './keys.js';
import { countTables, countTablesShown } from './markdown-tables.js';
import type { Owner } from './owner.js';
import { languages, markdownNodes, type Piece } from './pieces.js';
import type { Report } from './report.js';
import { isStreaming, streamingOff } from './streaming.js';

/** A markdown text that has its place in the card, and has not been written yet. */
export interface MarkdownText {
  readonly out: MutableObject;
  readonly wire: string;
  /** The member that takes the languages. */
  readonly twin: string | undefined;
  readonly path: string;
  readonly dialect: Dialect;
  readonly pieces: readonly Piece[];
  /** A cell of a table: it never grows and holds no table. */
  readonly isCell: boolean;
  /** It will not grow any more, although the card still streams. */
  readonly isComplete: boolean;
}

/** Words that end in the middle of a character. */
export interface Growing {
  readonly out: MutableObject;
  readonly wire: string;
  readonly words: string;
}

/**
 * Writes the texts of a card into their places. What they may hold depends on all of it: tables are counted over the
 * card, and text grows while it streams. Tables that were made on purpose come first, those in strings take what is left
 * in reading order:
 *
 * ```text
 * 5 in all: <Table>, <MdTable>           3 left for strings
 * <Markdown> of 2 in strings             both are tables, 1 left
 * <Markdown> of 2 in strings             the first is a table, the second a code block
 * ```
 */
export function fillTexts(
  card: JsonObject,
  texts: readonly MarkdownText[],
  growing: readonly Growing[],
  report: Report,
): void {
  const all = texts.map((text) => {
    // Most of what is wrong in one language is wrong in all.
    const once = reportOnce(report);
    const versions = languages(text.pieces).map((locale) => ({
      locale,
      nodes: markdownNodes(text.pieces, locale, { report: once }),
    }));
    return { ...text, versions };
  });
  const byElement = new Map<string, (typeof all)[number][]>();
  for (const text of all) {
    // `content` and `i18n_content` of one element are versions of one text, too.
    const element = text.path.replace(/\/(?:content|i18n_content\/\w+)$/, '');
    byElement.set(element, [...(byElement.get(element) ?? []), text]);
  }
  const elements = [...byElement.values()];

  const onPurpose = elements.reduce(
    (sum, element) =>
      sum +
      Math.max(
        ...element.map((text) =>
          holdsTables(text)
            ? Math.max(...text.versions.map(({ nodes }) => tablesOnPurpose(nodes)))
            : 0,
        ),
      ),
    0,
  );
  const left = MAX_TABLES - countTablesShown(card) - onPurpose;

  const write = (open: boolean, placeOf: PlaceOf): void => {
    for (const { out, wire, words } of growing) {
      setOwn(placeOf(out), wire, open ? openPlain(words) : plain(words));
    }
    const budget = new TableBudget(left);
    for (const element of elements) {
      const taken: TableBudget[] = [];
      for (const text of element) {
        const { out, wire, twin, dialect, isCell, isComplete, versions } = text;
        const written = versions.map(({ locale, nodes }) => {
          const tables = holdsTables(text) ? budget.copy() : new TableBudget(0);
          if (holdsTables(text)) taken.push(tables);
          const source = writeMarkdown(nodes, {
            dialect,
            open: open && !isCell && !isComplete,
            tables,
          });
          return { locale, source };
        });
        const [first] = written;
        setOwn(placeOf(out), wire, first?.source ?? '');
        if (twin === undefined || first?.locale === undefined) continue;
        const sources: MutableObject = {};
        for (const { locale, source } of written) setOwn(sources, locale ?? '', source);
        setOwn(placeOf(out), twin, sources);
      }
      if (taken.length > 0) budget.settle(taken);
    }
  };

  const open = isStreaming(card as CardJson);
  write(open, (out) => out);
  if (open) UNFINISHED.set(card, (placeOf) => write(false, placeOf));
}

/** Where the texts of an object are written to: itself, or its copy. */
type PlaceOf = (out: MutableObject) => MutableObject;

/** How the texts of a card that streams are finished. Beside the card, like keys: never in its JSON. */
const UNFINISHED = new WeakMap<object, (placeOf: PlaceOf) => void>();

/**
 * The card when it no longer streams: what its texts hold back comes out, and what is open in them is closed. Elements
 * keep their keys. Of a card that was not rendered here, only the switch is turned.
 */
export function finished(card: CardJson): CardJson {
  const finish = UNFINISHED.get(card);
  if (!finish) return streamingOff(card);
  const copies = new Map<object, object>();
  const copy = copyInto(copies, card) as CardJson;
  finish((out) => copies.get(out) as MutableObject);
  return streamingOff(copy);
}

function copyInto(copies: Map<object, object>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copyInto(copies, item));
  if (!isObject(value)) return value;
  const copy: object = {};
  for (const name of definedKeys(value)) setOwn(copy, name, copyInto(copies, getOwn(value, name)));
  const key = keyOf(value);
  if (key !== undefined) setKey(copy, key);
  copies.set(value, copy);
  return copy;
}

function holdsTables({ dialect, isCell }: MarkdownText): boolean {
  return dialect === 'markdown' && !isCell;
}

/**
 * The tables that are left where strings may have none: those of `<MdTable>`, and those that trusted source makes, alone
 * or together with its values and the source beside it.
 */
function tablesOnPurpose(nodes: readonly MarkdownNode[]): number {
  if (!nodes.some(mayHoldTable)) return 0;
  const tables = new TableBudget(0);
  return countTables(writeMarkdown(nodes, { dialect: 'markdown', open: false, tables }));
}

function mayHoldTable(node: MarkdownNode): boolean {
  if (node.type === 'table' || node.type === 'trusted') return true;
  if (node.type === 'list') return node.items.some(mayHoldTable);
  return 'children' in node && node.children.some(mayHoldTable);
}

/** Says once what one component has wrong in several languages. */
function reportOnce(report: Report): Report {
  const said = new Map<Owner | undefined, Set<string>>();
  return (found, owner) => {
    const words = said.get(owner) ?? new Set();
    said.set(owner, words);
    const key = JSON.stringify([found.code, found.path, found.message]);
    if (words.has(key)) return;
    words.add(key);
    report(found, owner);
  };
}
