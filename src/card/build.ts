import { FRAGMENT, isElement } from '../../jsx-runtime/element.js';
import { closest } from '../schema/closest.js';
import type { Children, Definition, Place } from '../schema/definition.js';
import type { Field, Fields, Kind, RuleOf } from '../schema/field.js';
import {
  ASSIGNED_ID,
  definedKeys,
  getOwn,
  isObject,
  type JsonObject,
  type MutableObject,
  mdParts,
  pointer,
  setOwn,
  tagsOf,
} from '../schema/index.js';
import type { LocaleMap } from '../schema/locale.js';
import { clean, settled } from '../schema/text/characters.js';
import type { Dialect } from '../schema/text/node.js';
import { expand, type Host, isBlank, isLocaleMap, type Leaf, nameOf } from './expand.js';
import { fillTexts, type Growing, type MarkdownText } from './fill-texts.js';
import { adviseJson, adviseLocales, adviseProp, adviseValue } from './hints.js';
import { type Inline, setInlines } from './inlines.js';
import { addExtras, setKey } from './keys.js';
import type { Owner } from './owner.js';
import { isText, languages, pieces, type Site } from './pieces.js';
import { type Found, isPlain, type Report, show, toJson } from './report.js';
import { type Slots, type StreamedText, setSlots, slotLeaf } from './slots.js';
import { eachObject, isSubmit } from './tree.js';

/** What came out of building a card: its JSON, and what is known beside it. */
export interface Built {
  readonly json: JsonObject;
  /** Which component an object came from. */
  readonly owners: WeakMap<object, Owner>;
  /** The definitions that were met, by tag. */
  readonly definitions: Map<string, Definition>;
}

/** The place that is being written to. */
interface At {
  readonly path: string;
  readonly owner: Owner;
  /** `<Button> confirm.title`, for messages. */
  readonly label: string;
  /** The markup that a markdown text has here, where it is not its own. */
  readonly dialect?: Dialect | undefined;
}

/** Kinds of fields that are not written like others, or not at all. */
const BESIDE_JSON: ReadonlySet<Kind> = new Set(['extra', 'handler', 'live']);

/** Maps the tree of a card to its JSON: faithful, without defaults. What cannot be mapped is reported. */
export function build(root: Host, report: Report, slots: Slots = NO_SLOTS): Built {
  const owners = new WeakMap<object, Owner>();
  const definitions = new Map<string, Definition>();
  /** Texts that are written when the whole card is known: what they may hold depends on it. */
  const markdown: MarkdownText[] = [];
  const growing: Growing[] = [];
  const inlines: Inline[] = [];
  const declared = new Set<string>();
  const site: Site = {
    report,
    fields: inlineFields,
    wire: wireName,
    met: (inline) => void inlines.push(inline),
    whereItGoes,
  };

  const fail = (at: At, found: Omit<Found, 'path'> & { path?: string }): void =>
    report({ path: at.path, ...found }, at.owner);

  function buildHost(host: Host, path: string, dialect?: Dialect): JsonObject {
    const { definition, props, owner } = host;
    for (const tag of tagsOf(definition)) definitions.set(tag, definition);
    const at: At = { path, owner, label: `<${definition.name}>`, dialect };
    const out: MutableObject = {};
    owners.set(out, owner);
    if (definition.verbatim) {
      const { [definition.verbatim]: json, ...others } = withSlot(host, path);
      writeVerbatim(out, json, definition.verbatim, at);
      noOtherProps({}, others, at, ['children']);
    } else {
      if (definition.place === 'root') out.schema = '2.0';
      const tag = tagOf(definition, props);
      if (tag !== undefined) out.tag = tag;
      writeFields(out, definition.fields, withSlot(host, path), at, ['children'], definition);
      writeElements(out, host, at);
      writeHandlers(out, definition.fields, props, at);
      // Last, so that a field that is written already is seen, whichever way it was written.
      if (definition.fields.extra?.kind === 'extra') writeExtra(out, props.extra, at);
      if (definition.place === 'root') inOrder(out, ROOT_ORDER);
    }
    return out;
  }

  /** The props of a component inside markdown, by wire name. */
  function inlineFields({ definition, props, owner }: Host, path: string): JsonObject {
    const at: At = { path, owner, label: `<${definition.name}>` };
    return writtenFields(definition.fields, props as JsonObject, at, ['children']);
  }

  function writeVerbatim(out: MutableObject, value: unknown, prop: string, at: At): void {
    const object = expectObject(value, { ...at, label: `${at.label} ${prop}` });
    if (!object) return;
    const json = plainJson(object, at) as JsonObject;
    for (const key of Object.keys(json)) setOwn(out, key, getOwn(json, key));
    meantAsItIs(out);
    reservedIds(out, at);
  }

  function reservedIds(json: JsonObject, at: At): void {
    eachObject(json, (object, steps) =>
      reservedId(object.element_id, { ...at, path: pointer(at.path, ...steps, 'element_id') }),
    );
  }

  /** The props, with the children in the place of the prop that they are another way to write. */
  function withSlot(host: Host, path: string): Readonly<Record<string, unknown>> {
    const { definition, props, owner } = host;
    const { children } = definition;
    if (children.kind === 'elements') return props;
    const streamed = 'slot' in children ? slotted(host, children, path) : undefined;
    if (streamed) return streamed;
    const { leaves } = expand(props.children, owner, path, report);
    if (!('slot' in children) || children.slot === undefined) {
      if (leaves.some((leaf) => !isBlank(leaf))) {
        const { name } = definition;
        const message = `<${name}> takes no children`;
        report({ code: 'parent', path, message, hint: `write <${name} />` }, owner);
      }
      return props;
    }
    if (leaves.length === 0) return props;
    if (props[children.slot] !== undefined) {
      report(
        {
          code: 'field-duplicate',
          path,
          message: `<${definition.name}> has both children and the prop ${children.slot}, which are the same`,
          hint: 'keep one of them',
        },
        owner,
      );
    }
    return { ...props, [children.slot]: new Slot(leaves, `<${definition.name}>`) };
  }

  /** The props of an element that a text is streamed into: that is all its text, in every language. */
  function slotted(
    { definition, props, owner }: Host,
    { slot, kind }: WithSlot,
    path: string,
  ): Readonly<Record<string, unknown>> | undefined {
    if (slot === undefined || kind === 'letters' || props.stream !== true) return undefined;
    if (!Object.hasOwn(definition.fields, 'stream')) return undefined;
    const { id, children, i18nContent: _languages, ...rest } = props;
    if (typeof id === 'string') declared.add(id);
    else if (id === undefined) {
      report(
        {
          code: 'field-missing',
          path: pointer(path, 'element_id'),
          message: `<${definition.name} stream> has no id, which live.stream needs`,
          hint: 'add one: id="answer"',
        },
        owner,
      );
    }
    const text = typeof id === 'string' ? slots.get(id) : undefined;
    if (!text && (children !== undefined || props[slot] !== undefined)) return undefined;
    const leaf = slotLeaf(text ?? NOTHING_YET, kind);
    return { ...rest, id, [slot]: new Slot([leaf], `<${definition.name}>`, text?.complete) };
  }

  function writeFields(
    out: MutableObject,
    fields: Fields,
    props: Readonly<Record<string, unknown>>,
    at: At,
    also: readonly string[] = [],
    definition?: Definition,
  ): void {
    for (const [prop, field] of Object.entries(fields)) {
      const value = getOwn(props, prop);
      if (value === undefined || BESIDE_JSON.has(field.kind)) continue;
      const target = field.rule.at ? member(out, field.rule.at) : out;
      const steps = field.rule.at ? [field.rule.at] : [];
      const wire = wireName(prop, field);
      const here: At = {
        ...at,
        path: pointer(at.path, ...steps, wire),
        label: `${at.label} ${prop}`,
      };
      const { cellsOf } = field.rule as Partial<RuleOf<'json'>>;
      if (cellsOf === undefined) write(target, wire, field, value, here);
      else setOwn(target, wire, tableRows(value, getOwn(props, cellsOf), here));
    }
    noOtherProps(fields, props, at, also, definition);
  }

  function noOtherProps(
    fields: Fields,
    props: Readonly<Record<string, unknown>>,
    at: At,
    also: readonly string[],
    definition?: Definition,
  ): void {
    for (const prop of Object.keys(props)) {
      if (Object.hasOwn(fields, prop) || also.includes(prop) || props[prop] === undefined) continue;
      const { hint, meant } = adviseProp(prop, fields, definition);
      const field = meant === undefined ? undefined : fields[meant];
      const steps = field?.rule.at ? [field.rule.at] : [];
      fail(at, {
        code: 'field-unknown',
        path: pointer(at.path, snakeCase(prop)),
        message: `${at.label} has no prop ${show(prop)}`,
        hint,
        meant: field && meant && pointer(at.path, ...steps, wireName(meant, field)),
      });
    }
  }

  /** Writes one value as its kind has it. */
  function write(
    out: MutableObject,
    wire: string,
    field: Field<unknown>,
    value: unknown,
    at: At,
  ): void {
    const rule = field.rule as RuleOf<Kind>;
    if (field.kind === 'words') {
      writeWords(out, wire, value, (rule as RuleOf<'words'>).twin, at);
    } else if (field.kind === 'markdown') {
      writeMarkdownText(out, wire, value, rule as RuleOf<'markdown'>, at);
    } else {
      const json = mapped(field, value, at);
      if (json === undefined) return;
      if (getOwn(out, wire) === undefined) setOwn(out, wire, json);
      else reportTwice(at, 'a locale map');
    }
  }

  /** The JSON of a value whose field has one name on the wire. */
  function mapped(field: Field<unknown>, value: unknown, at: At): unknown {
    const rule = field.rule as RuleOf<Kind>;
    switch (field.kind) {
      case 'text':
        return textObject(value, rule as RuleOf<'text'>, at);
      case 'caption':
        return caption(value, rule as RuleOf<'caption'>, at);
      case 'union':
        return variant(value, rule as RuleOf<'union'>, at);
      case 'part':
        return part(value, (rule as RuleOf<'part'>).definition, at);
      case 'obj': {
        const object = expectObject(value, at);
        return object && writtenFields((rule as RuleOf<'obj'>).fields, object, at);
      }
      case 'list': {
        if (!Array.isArray(value)) return wrongType(at, value, 'an array');
        const { of } = rule as RuleOf<'list'>;
        const item = (from: unknown, i: number) =>
          mapped(of, from, { ...at, path: pointer(at.path, i), label: `${at.label}[${i}]` });
        return value.map(item).filter((json) => json !== undefined);
      }
      case 'map': {
        const object = expectObject(value, at);
        if (!object) return undefined;
        const { of } = rule as RuleOf<'map'>;
        const map: MutableObject = {};
        for (const name of definedKeys(object)) {
          const here = { ...at, path: pointer(at.path, name), label: `${at.label}.${name}` };
          write(map, name, of, getOwn(object, name), here);
        }
        return map;
      }
      case 'options': {
        const object = expectObject(value, at);
        return (
          object &&
          definedKeys(object).map((name, i) => {
            const path = pointer(at.path, i, 'text');
            const here = { ...at, path, label: `${at.label}.${name}` };
            return { text: textObject(getOwn(object, name), PLAIN, here), value: name };
          })
        );
      }
      case 'fallback': {
        if (value === 'drop') return value;
        const text = textObject(value, PLAIN, at);
        return text && { tag: 'fallback_text', text };
      }
      case 'id':
        reservedId(value, at);
        return plainJson(value, at);
      default:
        return plainJson(value, at);
    }
  }

  function plainJson(value: unknown, at: At): unknown {
    if (mdParts(value)) return reportMd(at.path, at.label, at.owner);
    return toJson(value, at.path, (path, what, wrong) =>
      fail(at, {
        code: 'type',
        path,
        message: `${at.label}: found ${what}, which is not JSON`,
        hint: adviseJson(wrong),
      }),
    );
  }

  function reservedId(id: unknown, at: At): void {
    if (typeof id === 'string' && ASSIGNED_ID.test(id)) {
      fail(at, {
        code: 'id-reserved',
        message: `${at.label}: ${show(id)} is one of the ids that the library hands out`,
        hint: 'choose an id that does not begin with "lx"',
      });
    }
  }

  function writtenFields(
    fields: Fields,
    props: JsonObject,
    at: At,
    also: readonly string[] = [],
  ): MutableObject {
    const out: MutableObject = {};
    writeFields(out, fields, props, at, also);
    return out;
  }

  function variant(value: unknown, rule: RuleOf<'union'>, at: At): unknown {
    const object = expectObject(value, at);
    if (!object) return undefined;
    const fields = typeof object.type === 'string' ? getOwn(rule.variants, object.type) : undefined;
    if (!fields) {
      const allowed = Object.keys(rule.variants).map(show).join(', ');
      fail(at, {
        code: 'enum',
        path: pointer(at.path, 'type'),
        message: `${at.label}.type: found ${show(object.type)}; allowed: ${allowed}`,
        hint: likely(object.type, Object.keys(rule.variants)),
      });
      return undefined;
    }
    return { type: object.type, ...writtenFields(fields as Fields, object, at, ['type']) };
  }

  function textObject(value: unknown, rule: RuleOf<'text'>, at: At): unknown {
    const leaves =
      value instanceof Slot ? value.leaves : expand(value, at.owner, at.path, report).leaves;
    const given = leaves.filter((leaf) => !isBlank(leaf));
    const [only] = given;
    if (given.length === 1 && only?.kind === 'host') {
      const { definition } = only.host;
      const { place } = definition;
      if (place !== 'any' && !tagsOf(definition).some((tag) => rule.tags.includes(tag))) {
        misplaced(only.host, at.label, at.path);
        return undefined;
      }
      return buildHost(only.host, at.path, rule.dialect);
    }
    if (leaves.length === 0) return undefined;
    const out: MutableObject = { tag: rule.tags[0] as string };
    writeWords(
      out,
      'content',
      value instanceof Slot ? value : new Slot(leaves, at.label),
      'i18n_content',
      at,
    );
    return out.content === undefined ? undefined : out;
  }

  function part(value: unknown, definition: Definition, at: At): unknown {
    if (isObject(value) && !isElement(value)) {
      const owner: Owner = { name: definition.name, source: undefined, parent: at.owner };
      return buildHost({ definition, props: value, key: null, owner }, at.path);
    }
    const { leaves } = expand(value, at.owner, at.path, report);
    if (leaves.length === 0) return undefined;
    const [leaf, ...others] = leaves.filter((one) => !isBlank(one));
    if (leaf?.kind !== 'host' || others.length > 0) {
      return wrongType(at, value, `<${definition.name}>`);
    }
    if (leaf.host.definition !== definition && leaf.host.definition.place !== 'any') {
      misplaced(leaf.host, at.label, at.path);
      return undefined;
    }
    return buildHost(leaf.host, at.path);
  }

  /**
   * Words go to `wire` as one string, or to `wire` and its twin as one per language: the whole text in each language
   * that one of its locale maps has.
   */
  function writeWords(
    out: MutableObject,
    wire: string,
    value: unknown,
    twin: string | undefined,
    at: At,
  ): void {
    const leaves = value instanceof Slot ? value.leaves : wordLeaves(value, at);
    if (!leaves) return;
    const runs: (string | ReadonlyMap<string, string>)[] = [];
    const locales = new Set<string>();
    for (const leaf of leaves) {
      if (leaf.kind === 'text') runs.push(leaf.text);
      else if (leaf.kind === 'md') reportMd(at.path, at.label, leaf.owner ?? at.owner);
      else if (leaf.kind === 'host') {
        misplaced(leaf.host, value instanceof Slot ? value.label : at.label, at.path);
      } else if (twin === undefined) wrongType(at, leaf.map, 'a string');
      else {
        const texts = wordsByLocale(leaf.map, at);
        if (!texts) return;
        for (const locale of texts.keys()) locales.add(locale);
        runs.push(texts);
      }
    }
    const say = (locale?: string): string =>
      runs
        .map((run) =>
          typeof run === 'string' ? run : (run.get(locale ?? '') ?? [...run.values()][0] ?? ''),
        )
        .join('');
    const [first] = locales;
    if (runs.length === 0) return;
    put(out, wire, say(first));
    if (twin === undefined || first === undefined) return;
    const texts: MutableObject = {};
    for (const locale of locales) put(texts, locale, say(locale));
    setOwn(out, twin, texts);
  }

  /** The words that a prop was given. */
  function wordLeaves(value: unknown, at: At): readonly Leaf[] | undefined {
    const { owner } = at;
    if (typeof value === 'string' || typeof value === 'number') {
      return [{ kind: 'text', text: String(value), owner }];
    }
    if (isLocaleMap(value)) return [{ kind: 'locales', map: value, owner }];
    if (mdParts(value)) return reportMd(at.path, at.label, owner);
    return wrongType(at, value, 'a string');
  }

  function wordsByLocale(map: LocaleMap<unknown>, at: At): Map<string, string> | undefined {
    const texts = new Map<string, string>();
    for (const [locale, value] of Object.entries(map)) {
      const here = { ...at, label: `${at.label}.${locale}` };
      if (typeof value === 'string' || typeof value === 'number') texts.set(locale, String(value));
      else if (mdParts(value)) reportMd(here.path, here.label, here.owner);
      else if (value !== undefined) wrongType(here, value, 'a string');
    }
    if (Object.values(map).some((value) => value !== undefined)) return texts;
    return wrongType(at, map, 'a text in one language at least');
  }

  /** Writes words as they can be sent. Those that end in the middle of a character may still grow. */
  function put(out: MutableObject, wire: string, words: string): void {
    setOwn(out, wire, clean(words));
    if (clean(settled(words)) !== clean(words)) growing.push({ out, wire, words });
  }

  /** Reserves the place of a markdown text, which is written when the whole card is known. */
  function writeMarkdownText(
    out: MutableObject,
    wire: string,
    value: unknown,
    rule: RuleOf<'markdown'>,
    at: At,
  ): void {
    if (!(value instanceof Slot) && !isText(value) && !isLocaleMap(value)) {
      wrongType(at, value, 'markdown');
      return;
    }
    const slot =
      value instanceof Slot
        ? value
        : new Slot(expand(value, at.owner, at.path, report).leaves, at.label);
    reserve(out, wire, slot, { twin: rule.twin, dialect: at.dialect ?? rule.dialect }, at);
  }

  function reserve(
    out: MutableObject,
    wire: string,
    slot: Slot,
    text: { twin: string | undefined; dialect: Dialect; cellOf?: string },
    at: At,
  ): void {
    if (slot.leaves.length === 0) return;
    const { twin, dialect, cellOf } = text;
    const found = pieces(
      slot.leaves,
      {
        label: slot.label,
        owner: at.owner,
        path: at.path,
        dialect,
        accepts: ['inline', 'block'],
        strings: 'safe',
        within: cellOf === undefined ? [] : [cellOf],
      },
      site,
    );
    const locales = languages(found);
    if (locales[0] !== undefined && twin === undefined) {
      fail(at, {
        code: 'type',
        message: `${slot.label}: found a locale map, where there is one text for all languages`,
      });
      return;
    }
    // In the order that the members have, although the texts come later.
    setOwn(out, wire, '');
    if (locales[0] !== undefined && twin !== undefined) setOwn(out, twin, {});
    markdown.push({
      out,
      wire,
      twin,
      path: at.path,
      dialect,
      pieces: found,
      isCell: cellOf !== undefined,
      isComplete: slot.isComplete,
    });
  }

  /** Rows of a table. They are data, but for the cells of columns that are markdown. */
  function tableRows(value: unknown, columns: unknown, at: At): unknown {
    const types = new Map<string, unknown>();
    for (const column of Array.isArray(columns) ? columns : []) {
      if (isObject(column)) types.set(String(column.name), column.dataType ?? 'text');
    }
    const isData =
      !Array.isArray(value) ||
      !([...types.values()].some(isDialect) || value.some((row) => markupIn(row) !== undefined));
    if (isData) return plainJson(value, at);
    return value.map((row: unknown, i) => {
      const inRow = { ...at, path: pointer(at.path, i), label: `${at.label}[${i}]` };
      if (!isObject(row) || !isPlain(row)) return plainJson(row, inRow);
      const out: MutableObject = {};
      for (const name of definedKeys(row)) {
        const cell: unknown = getOwn(row, name);
        const type = types.get(name);
        const here = { ...inRow, path: pointer(inRow.path, name), label: `${inRow.label}.${name}` };
        if (!isDialect(type) || !(isText(cell) || isLocaleMap(cell))) {
          const markup = isDialect(type) ? undefined : markupIn(cell);
          if (markup === undefined) setOwn(out, name, plainJson(cell, here));
          else reportMarkupCell(markup, type, name, here);
        } else {
          const { leaves } = expand(cell, at.owner, here.path, report);
          const slot = new Slot(leaves, here.label);
          reserve(out, name, slot, { twin: undefined, dialect: type, cellOf: 'Table' }, here);
        }
      }
      return out;
    });
  }

  function reportMarkupCell(markup: string, type: unknown, name: string, at: At): void {
    const column =
      type === undefined
        ? `there is no column ${show(name)}`
        : `the column ${show(name)} has dataType ${show(type)}`;
    fail(at, {
      code: 'type',
      message: `${at.label}: found ${markup}; ${column}`,
      hint: "dataType: 'markdown' takes it",
    });
  }

  function caption(value: unknown, rule: RuleOf<'caption'>, at: At): unknown {
    const out: MutableObject = {};
    if (typeof value === 'string' || isLocaleMap(value)) {
      writeWords(out, 'content', value, rule.twin, at);
      return out;
    }
    const object = expectObject(value, at);
    if (!object) return undefined;
    const { content, i18nContent, ...rest } = object;
    const inside = (name: string): At => ({
      ...at,
      path: pointer(at.path, name),
      label: `${at.label}.${name}`,
    });
    if (content !== undefined) writeWords(out, 'content', content, undefined, inside('content'));
    if (isObject(i18nContent)) {
      const texts: MutableObject = {};
      for (const name of definedKeys(i18nContent)) {
        writeWords(texts, name, getOwn(i18nContent, name), undefined, inside(rule.twin));
      }
      setOwn(out, rule.twin, texts);
    } else if (i18nContent !== undefined) setOwn(out, rule.twin, plainJson(i18nContent, at));
    for (const prop of Object.keys(rest)) {
      fail(at, {
        code: 'field-unknown',
        path: pointer(at.path, snakeCase(prop)),
        message: `${at.label} has no ${show(prop)}`,
        hint: adviseLocales(value) ?? 'it has content and i18nContent',
      });
    }
    return out;
  }

  function writeExtra(out: MutableObject, value: unknown, around: At): void {
    if (value === undefined) return;
    const at = { ...around, label: `${around.label} extra` };
    const object = expectObject(value, at);
    if (!object) return;
    const json = plainJson(object, at) as JsonObject;
    reservedIds(json, at);
    mergeExtra(out, json, at);
  }

  /** Adds what is not there yet, at every depth. */
  function mergeExtra(out: MutableObject, extra: JsonObject, at: At): void {
    const names = Object.keys(extra);
    for (const name of names) {
      const written = getOwn(out, name);
      const added = getOwn(extra, name);
      const here = { ...at, path: pointer(at.path, name), label: `${at.label}.${name}` };
      if (isObject(written) && isObject(added)) mergeExtra(written as MutableObject, added, here);
      else if (written !== undefined) reportTwice(here, 'a prop or the children');
      else {
        setOwn(out, name, added);
        meantAsItIs(added);
      }
    }
    addExtras(out, names);
  }

  function reportTwice(at: At, by: string): void {
    fail(at, {
      code: 'field-duplicate',
      message: `${at.label}: the field is also written by ${by}`,
      hint: 'keep one of them',
    });
  }

  function writeElements(out: MutableObject, host: Host, at: At): void {
    const { children } = host.definition;
    if (children.kind !== 'elements' || host.props.children === undefined) return;
    const target = () => (children.at ? member(out, children.at) : out);
    const listPath = pointer(at.path, ...(children.at ? [children.at] : []), children.wire);
    const list: JsonObject[] = [];
    const keys = new Set<string>();
    const first = pointer(listPath, 0);
    const { leaves, emptyList } = expand(host.props.children, host.owner, first, report);
    for (const leaf of leaves) {
      const path = pointer(listPath, list.length);
      if (isBlank(leaf)) continue;
      if (leaf.kind !== 'host') {
        reportText(leaf, host, children.accepts, path);
        continue;
      }
      const part = Object.entries(children.parts ?? {}).find(
        ([, { definition }]) => definition === leaf.host.definition,
      );
      if (part) {
        writePart(out, part[0], leaf.host, at);
      } else if (isMisplaced(leaf.host.definition, children)) {
        misplaced(leaf.host, host.definition.name, path);
      } else {
        const json = buildHost(leaf.host, path);
        const { key } = leaf.host;
        if (key !== null) {
          if (keys.has(key)) reportKey(key, leaf.host, path);
          keys.add(key);
          setKey(json, key);
        }
        list.push(json);
      }
    }
    // Children that are nothing leave the key out; an empty array is an empty list.
    if (list.length === 0 && !emptyList) return;
    if (getOwn(target(), children.wire) !== undefined) {
      reportTwice({ ...at, path: listPath }, `a prop and by the children`);
    } else setOwn(target(), children.wire, list);
  }

  /** A handler is a callback on the wire: the author's own value, or an empty one. */
  function writeHandlers(
    out: MutableObject,
    fields: Fields,
    props: Readonly<Record<string, unknown>>,
    at: At,
  ): void {
    for (const [prop, field] of Object.entries(fields)) {
      const handler = getOwn(props, prop);
      if (field.kind !== 'handler' || handler === undefined) continue;
      if (typeof handler !== 'function') {
        wrongType({ ...at, label: `${at.label} ${prop}` }, handler, 'a function');
      } else if ((field.rule as RuleOf<'handler'>).on === 'callback') callsBack(out);
      else eachObject(out, (object) => isSubmit(object) && callsBack(object as MutableObject));
    }
  }

  function writePart(out: MutableObject, wire: string, host: Host, at: At): void {
    const path = pointer(at.path, wire);
    if (getOwn(out, wire) !== undefined) {
      report(
        {
          code: 'field-duplicate',
          path,
          message: `${at.label} has more than one <${host.definition.name}>`,
        },
        host.owner,
      );
      return;
    }
    setOwn(out, wire, buildHost(host, path));
  }

  function reportText(
    leaf: Exclude<Leaf, { kind: 'host' }>,
    host: Host,
    accepts: Place,
    path: string,
  ): void {
    const [what, hint] = HOLD[accepts] ?? HOLD_ELEMENTS;
    const found = foundChild(leaf);
    const zero = leaf.kind === 'text' && leaf.text === '0';
    report(
      {
        code: 'text-not-allowed',
        path,
        message: `<${host.definition.name}> takes ${what}; found ${found}`,
        hint: zero ? 'a number before && is rendered when it is 0; write n > 0 && ...' : hint,
      },
      leaf.owner ?? host.owner,
    );
  }

  function reportKey(key: string, host: Host, path: string): void {
    report(
      {
        code: 'key-duplicate',
        path,
        message: `two siblings have the key ${show(key)}`,
        hint: 'a key names one element among its siblings',
      },
      host.owner,
    );
  }

  function reportMd(path: string, label: string, owner: Owner): undefined {
    report(
      {
        code: 'type',
        path,
        message: `${label}: found a markdown value; plain words are shown as they are`,
        hint: 'markdown goes into <Markdown>, or into <LarkMd> where the text takes it',
      },
      owner,
    );
    return undefined;
  }

  function misplaced(host: Host, parent: string, path: string): void {
    const around = parent.startsWith('<') ? parent : `<${parent}>`;
    report(
      {
        code: 'parent',
        path,
        message: `<${host.definition.name}> cannot stand in ${around}`,
        hint: whereItGoes(host.definition),
      },
      host.owner,
    );
  }

  function expectObject(value: unknown, at: At): JsonObject | undefined {
    if (mdParts(value)) return reportMd(at.path, at.label, at.owner);
    if (isObject(value) && isPlain(value) && !isElement(value)) return value;
    return wrongType(at, value, 'an object');
  }

  function wrongType(at: At, value: unknown, expected: string): undefined {
    const found = isElement(value) ? 'an element' : show(value);
    const hint =
      expected === 'a function'
        ? 'give the function itself: onClick={approve}, or onClick={() => approve(id)}'
        : expected === 'an object' || expected === 'an array'
          ? adviseValue(value, 'object')
          : adviseLocales(value);
    fail(at, { code: 'type', message: `${at.label}: found ${found}; expected ${expected}`, hint });
    return undefined;
  }

  const json = buildHost(root, '');
  fillTexts(json, markdown, growing, report);
  setInlines(json, inlines);
  setSlots(json, declared);
  return { json, owners, definitions };
}

/** Whether a component stands where it does not belong, and no tag would say so on the wire. */
function isMisplaced({ place, tag }: Definition, { accepts, item }: ElementChildren): boolean {
  const tagless = tag === undefined || item !== undefined;
  return tagless && place !== 'any' && place !== accepts;
}

type ElementChildren = Extract<Children, { kind: 'elements' }>;
/** Children that are another way to write a prop. */
type WithSlot = Extract<Children, { kind: 'words' | 'markdown' | 'letters' }>;

/** What arrays hold that hold no elements, and where words go there. */
const HOLD: Partial<Record<Place, readonly [what: string, hint: string]>> = {
  option: ['options', 'put text into <Option>'],
  text_tag: ['text tags', 'put text into <TextTag>'],
  column: ['columns', 'put text into <Markdown> or <Div>, and that into <Column>'],
};
const HOLD_ELEMENTS = ['elements', 'put text into <Markdown> or <Div>'] as const;

const PLAIN: RuleOf<'text'> = { tags: ['plain_text'] };

/** Gives a component the behaviour of a callback, unless it has one. */
function callsBack(out: MutableObject): void {
  const behaviors = Array.isArray(out.behaviors) ? out.behaviors : [];
  if (behaviors.some((one) => isObject(one) && one.type === 'callback')) return;
  out.behaviors = [...behaviors, { type: 'callback', value: {} }];
}

/** JSON that an author wrote in wire form: a field that is not known is meant, at any depth. */
function meantAsItIs(json: unknown): void {
  eachObject(json, (object) => addExtras(object, Object.keys(object)));
}

/** The name of a prop on the wire. */
export function wireName(prop: string, field: Field<unknown>): string {
  return field.rule.wire ?? snakeCase(prop);
}

function snakeCase(prop: string): string {
  return prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function tagOf(
  definition: Definition,
  props: Readonly<Record<string, unknown>>,
): string | undefined {
  const { tag } = definition;
  if (tag === undefined || typeof tag === 'string') return tag;
  const tags = Object.entries(tag);
  return (tags.find(([, prop]) => props[prop] !== undefined) ?? tags[0])?.[0];
}

/** How people write a card; the service does not mind. */
const ROOT_ORDER = ['schema', 'config', 'card_link', 'header', 'body'];

/** Puts the members of an object in order; those that are not named stay behind the others. */
function inOrder(object: MutableObject, order: readonly string[]): void {
  const names = Object.keys(object);
  for (const name of [...order, ...names.filter((name) => !order.includes(name))]) {
    const value = getOwn(object, name);
    if (!Object.hasOwn(object, name)) continue;
    delete object[name];
    setOwn(object, name, value);
  }
}

function member(out: MutableObject, name: string): MutableObject {
  const there = getOwn(out, name);
  if (isObject(there)) return there as MutableObject;
  const made: MutableObject = {};
  setOwn(out, name, made);
  return made;
}

/** Children on their way into the prop that they stand for. */
class Slot {
  constructor(
    readonly leaves: readonly Leaf[],
    /** What they stand in, for messages. */
    readonly label: string,
    /** Whether the text will not grow any more although the card still streams. */
    readonly isComplete = false,
  ) {}
}

const NO_SLOTS: Slots = new Map();
/** What stands in an element that is declared as a slot, before anything was streamed into it. */
const NOTHING_YET: StreamedText = { as: 'markdown', text: '', complete: false };

function isDialect(type: unknown): type is 'markdown' | 'lark_md' {
  return type === 'markdown' || type === 'lark_md';
}

/**
 * What a row or a cell of a table holds that data cannot: an element or a markdown value, also in an array or in one of
 * several languages.
 */
function markupIn(value: unknown, depth = 0): string | undefined {
  if (isElement(value)) return value.type === FRAGMENT ? 'a fragment' : `<${nameOf(value.type)}>`;
  if (mdParts(value)) return 'a markdown value';
  const holds = Array.isArray(value) || (isObject(value) && isPlain(value));
  if (!holds || depth === DEEPEST_MARKUP) return undefined;
  for (const part of Object.values(value)) {
    const found = markupIn(part, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A row, its cells, what is in them. What lies deeper is found as what is no JSON; and a cycle has an end. */
const DEEPEST_MARKUP = 3;

/** What a child is, in a message. */
function foundChild(leaf: Leaf): string {
  if (leaf.kind === 'text') return show(leaf.text);
  return leaf.kind === 'host' ? `<${leaf.host.definition.name}>` : 'a text';
}

function likely(value: unknown, names: readonly string[]): string | undefined {
  const meant = typeof value === 'string' ? closest(value, names) : undefined;
  return meant && `did you mean ${show(meant)}?`;
}

/** Where a component belongs, as a hint. */
export function whereItGoes(definition: Definition): string {
  switch (definition.place) {
    case 'column':
      return 'it goes into <ColumnSet>';
    case 'header':
      return 'it goes into <Card>';
    case 'panel_header':
      return 'it goes into <CollapsiblePanel>';
    case 'text_tag':
      return 'it goes into <Header>';
    case 'text':
      return 'it goes where a text is expected, such as <Div>';
    case 'icon':
      return 'it goes into the prop icon';
    case 'option':
      return 'it goes into <Select>, <Overflow> or another list of options';
    case 'root':
      return 'a card is the outermost element';
    case 'inline':
      return 'it goes into <Markdown>';
    case 'block':
      return 'it stands in lines of its own: straight in <Markdown>, in <Quote> or in <Li>';
    case 'list_item':
      return 'it goes into <Ul> or <Ol>';
    case 'table_row':
      return 'it goes into <MdTable>';
    case 'table_cell':
      return 'it goes into <Tr>';
    default:
      return 'it goes into <Card>, <Column> or another container';
  }
}
