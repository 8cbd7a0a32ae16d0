import { closest } from '../schema/closest.js';
import type { Definition, Place } from '../schema/definition.js';
import type { Field, Kind, RuleOf } from '../schema/field.js';
import {
  ADVISED_CHARTS,
  COLORS,
  ELEMENT_ID,
  getOwn,
  isObject,
  type JsonObject,
  LOCALES,
  MAX_DEPTH,
  MAX_ELEMENTS,
  MAX_MARKDOWN_TABLES,
  MAX_TABLES,
  pointer,
  SAFE_DEPTH,
  TEXT_SIZES,
  tagsOf,
} from '../schema/index.js';
import { whereItGoes } from './build.js';
import { adviseField, adviseValue, inProps, type Wanted } from './hints.js';
import { inlinesOf } from './inlines.js';
import { isExtra } from './keys.js';
import { LEGACY_TAGS } from './legacy-tags.js';
import { localeGaps } from './locale-gaps.js';
import { imageTargets } from './markdown-images.js';
import { countTables, countTablesShown } from './markdown-tables.js';
import { type Markup, markupIn } from './markup.js';
import type { Owner } from './owner.js';
import { misplacements } from './placement.js';
import { type Found, type Report, show } from './report.js';
import { type Entry, type Shape, shapeOf, shapeOfFields } from './shape.js';
import { countTagged, eachObject } from './tree.js';

/** What the checks know beside the card. */
export interface Knowledge {
  /** The definition of the card itself. */
  readonly root: Definition;
  definition(tag: string): Definition | undefined;
  /** Every tag there is. Without it, a tag that `definition` does not know is left alone. */
  readonly tags?: readonly string[] | undefined;
  owner(object: object): Owner | undefined;
  /** The oldest client the card is meant for, such as `7.20`. */
  readonly minClient?: string | undefined;
  /** The vendor's list of icons; unknown ones are warned about where it is there. */
  readonly icons?: ReadonlySet<string> | undefined;
  /** Whether to say what is no mistake on the wire but hardly meant: costs time, and is for people. */
  readonly advice?: boolean | undefined;
}

/** Where the walk is. */
interface At {
  readonly path: string;
  readonly owner: Owner | undefined;
  /** `<Button> confirm.title`, for messages. */
  readonly label: string;
  /** Container layers around it. */
  readonly depth: number;
  /** Tags of the elements around it, outermost first. */
  readonly around: readonly string[];
}

/** Checks a card against the rules that do not depend on how it is sent. */
export function verify(card: unknown, knowledge: Knowledge, report: Report): void {
  const colors = new Set(COLORS);
  const sizes = new Set<string>(TEXT_SIZES);
  const names = new Map<string, string>();
  /** Where texts in several languages stand, by the map that holds them. */
  const localised = new Map<object, At>();

  const fail = (
    at: At,
    found: Omit<Found, 'path' | 'message'> & { path?: string; what: string },
  ) => {
    const { what, ...rest } = found;
    report({ path: at.path, ...rest, message: `${at.label}: ${what}` }, at.owner);
  };

  /** Reports a violation; where the rule itself is doubtful, as a warning that says why. */
  const violate = (
    at: At,
    rule: { doubtful?: string | undefined },
    code: string,
    what: string,
    hint?: string,
  ) =>
    fail(at, {
      code,
      what: rule.doubtful ? `${what} (doubtful rule: ${rule.doubtful})` : what,
      hint,
      severity: rule.doubtful ? 'warning' : 'error',
    });

  const inner = (at: At, step: string | number, name: string): At => ({
    ...at,
    path: pointer(at.path, step),
    label: typeof step === 'number' ? `${at.label}[${step}]` : joinLabel(at.label, name),
  });

  function root(): void {
    const at: At = { path: '', owner: undefined, label: '<Card>', depth: 0, around: [] };
    if (!isObject(card)) {
      fail(at, { code: 'type', what: `found ${show(card)}; expected the JSON of a card` });
      return;
    }
    const here = { ...at, owner: knowledge.owner(card) };
    if (card.schema !== '2.0') {
      fail(inner(here, 'schema', 'schema'), {
        code: 'schema',
        what: `found ${show(card.schema)}; CardKit takes Card JSON 2.0 only`,
        hint: 'write "schema": "2.0", a string; without it a card is Card JSON 1.0',
      });
    }
    readStyle(card);
    definedObject(card, knowledge.root, here);
    inlines(card, here);
    ids(card);
    elementTotal(card, here);
    charts(card, here);
    audios(card, here);
    markdownTexts(card, here);
    if (knowledge.advice) languages(card);
  }

  /** Components inside markdown are no objects of the card, but have props like others. */
  function inlines(json: JsonObject, at: At): void {
    for (const { json: props, definition, path, owner } of inlinesOf(json)) {
      sinceVersion(definition.since, { ...at, path, owner, label: `<${definition.name}>` });
      definedObject(props, definition, { ...at, path, owner });
    }
  }

  /** Names of the card's own colours and sizes are as good as the vendor's. */
  function readStyle(json: JsonObject): void {
    const style = isObject(json.config) ? json.config.style : undefined;
    if (!isObject(style)) return;
    if (isObject(style.color)) for (const name of Object.keys(style.color)) colors.add(name);
    if (isObject(style.text_size)) for (const name of Object.keys(style.text_size)) sizes.add(name);
  }

  function definedObject(
    json: JsonObject,
    definition: Definition,
    around: At,
    label = `<${definition.name}>`,
  ): void {
    const at: At = { ...around, owner: knowledge.owner(json) ?? around.owner, label };
    const own =
      definition.place === 'root' ? ['schema'] : tagsOf(definition).length > 0 ? ['tag'] : [];
    members(json, shapeOf(definition), definition, at, own);
    const wanted =
      typeof definition.tag === 'object' ? getOwn(definition.tag, String(json.tag)) : undefined;
    if (typeof wanted === 'string') tagField(json, definition, wanted, at);
    for (const rule of definition.rules ?? []) {
      rule(
        json,
        ({ field, message, hint, ...rest }) => {
          const words = (text: string) => (at.owner ? inProps(text, definition.fields) : text);
          const here = { ...at, path: pointer(at.path, ...field) };
          fail(here, { ...rest, what: words(message), hint: hint && words(hint) });
        },
        { inForm: around.around.includes('form') },
      );
    }
  }

  /** Where the tag follows from the field that is given: exactly that field. */
  function tagField(json: JsonObject, definition: Definition, prop: string, at: At): void {
    for (const [wire, entry] of shapeOf(definition)) {
      if (entry.kind === 'field' && entry.prop === prop && !json[wire]) {
        const others = Object.values(definition.tag as object).filter((other) => other !== prop);
        fail(
          { ...at, path: pointer(at.path, wire) },
          {
            code: 'field-missing',
            what: `${at.owner ? prop : wire} is ${json[wire] === '' ? 'empty' : 'missing'}`,
            hint: at.owner
              ? `give ${[prop, ...others].join(' or ')}`
              : `"tag": ${show(json.tag)} needs it`,
          },
        );
      }
    }
  }

  function members(
    json: JsonObject,
    shape: Shape,
    definition: Definition | undefined,
    at: At,
    also: readonly string[] = [],
    group = '',
  ): void {
    // In JSX the fields of a group are props of the component itself.
    const prefix = at.owner ? '' : group;
    for (const name of Object.keys(json)) {
      const value = getOwn(json, name);
      if (value === undefined || (also.includes(name) && group === '')) continue;
      const entry = shape.get(name);
      if (!entry) {
        unknownField(json, name, shape, definition, at, group);
        continue;
      }
      switch (entry.kind) {
        case 'group':
          if (!isObject(value)) wrong(inner(at, name, name), value, 'an object');
          else
            members(
              value,
              entry.shape,
              definition,
              { ...at, path: pointer(at.path, name) },
              [],
              `${group}${name}.`,
            );
          break;
        case 'part':
          if (!isObject(value)) wrong(inner(at, name, name), value, 'an object');
          else definedObject(value, entry.part.definition, { ...at, path: pointer(at.path, name) });
          break;
        case 'elements':
          elements(value, entry.children, definition, inner(at, name, `${prefix}${name}`));
          break;
        case 'field':
          fieldValue(
            value,
            entry.field,
            inner(at, name, at.owner ? entry.prop : `${prefix}${name}`),
          );
      }
    }
    for (const [name, entry] of shape) {
      if (getOwn(json, name) !== undefined) continue;
      const required =
        (entry.kind === 'field' && entry.field.required) ||
        (entry.kind === 'part' && entry.part.required) ||
        (entry.kind === 'elements' && entry.children.required);
      if (!required) continue;
      const missing = entry.kind === 'field' && at.owner ? entry.prop : `${prefix}${name}`;
      violate(
        { ...at, path: pointer(at.path, name) },
        entry.kind === 'field' ? { doubtful: entry.field.rule.doubtfulNeed } : {},
        'field-missing',
        entry.kind === 'part' && at.owner
          ? `<${entry.part.definition.name}> is missing`
          : entry.kind === 'elements' && at.owner
            ? 'it has no children'
            : `${missing} is missing`,
        missingHint(entry, at),
      );
    }
  }

  /** What goes where nothing is. */
  function missingHint(entry: Entry, at: At): string | undefined {
    if (entry.kind === 'elements') return at.owner ? undefined : 'give an array; it may be empty';
    if (entry.kind !== 'field' || entry.field.kind !== 'enum') return undefined;
    const { values } = entry.field.rule as RuleOf<'enum'>;
    return `allowed: ${values.map(show).join(', ')}`;
  }

  function unknownField(
    json: JsonObject,
    name: string,
    shape: Shape,
    definition: Definition | undefined,
    at: At,
    group: string,
  ): void {
    const here = { ...at, path: pointer(at.path, name) };
    const legacy = getOwn(definition?.legacy ?? {}, `${group}${name}`) as
      | { use: string; refused?: boolean }
      | undefined;
    if (legacy) {
      fail(here, {
        code: 'field-legacy',
        what: `${group}${name} is no field of Card JSON 2.0; the service ${legacy.refused ? 'refuses' : 'seems to tolerate'} it`,
        hint: `use ${legacy.use}`,
        severity: legacy.refused ? 'error' : 'warning',
      });
      return;
    }
    if (isExtra(json, name)) {
      fail(here, {
        code: 'field-unknown',
        what: `${group}${name} is not known to the library and goes out as it is`,
        severity: 'warning',
      });
      return;
    }
    const { hint, meant } = adviseField(name, ...namesOf(shape));
    fail(here, {
      code: 'field-unknown',
      what: `there is no field ${show(`${group}${name}`)}; the service refuses unknown ones`,
      hint,
      meant: meant && pointer(at.path, meant),
    });
  }

  function elements(
    value: unknown,
    children: { accepts: Place; item?: Definition; maxShown?: number; some?: boolean },
    parent: Definition | undefined,
    at: At,
  ): void {
    if (!Array.isArray(value)) return wrong(at, value, 'an array');
    if (children.maxShown !== undefined && value.length > children.maxShown) {
      fail(at, {
        code: 'range',
        what: `found ${value.length}; only the first ${children.maxShown} are shown`,
        severity: 'warning',
      });
    }
    if (children.some && value.length === 0) {
      const what = `found no ${MEMBERS[children.accepts] ?? 'elements'}; it is of no use without any`;
      fail(at, { code: 'range', what, severity: 'warning' });
    }
    value.forEach((item, i) => {
      const here = inner(at, i, '');
      if (children.item === undefined) element(item, children.accepts, parent, here);
      else if (isObject(item)) definedObject(item, children.item, here);
      else wrong(here, item, 'an object');
    });
  }

  function element(value: unknown, accepts: Place, parent: Definition | undefined, at: At): void {
    if (!isObject(value)) {
      const hint =
        typeof value === 'string' && accepts === 'element'
          ? 'words go into { "tag": "markdown", "content": "..." }'
          : undefined;
      return wrong(at, value, 'an element', hint);
    }
    const here = { ...at, owner: knowledge.owner(value) ?? at.owner };
    if (typeof value.tag !== 'string') {
      fail(
        { ...here, path: pointer(at.path, 'tag') },
        {
          code: value.tag === undefined ? 'field-missing' : 'type',
          what:
            value.tag === undefined
              ? 'tag is missing'
              : `tag: found ${show(value.tag)}; expected a string`,
          hint: 'every element says what it is: "tag": "markdown"',
        },
      );
      return;
    }
    const definition = knowledge.definition(value.tag);
    if (!definition) {
      unknownTag(value.tag, here);
      return;
    }
    if (definition.place !== accepts) {
      const around = parent ? `<${parent.name}>` : 'this place';
      fail(
        { ...here, label: `<${definition.name}>` },
        {
          code: 'parent',
          what: `it cannot stand in ${around}`,
          hint: accepts === 'column' ? 'wrap it in <Column>' : whereItGoes(definition),
        },
      );
    }
    const depth = at.depth + (definition.layer ? 1 : 0);
    const named = { ...here, label: `<${definition.name}>` };
    if (definition.layer) layer(depth, named);
    for (const { field, ...found } of misplacements(
      value,
      definition,
      at.around,
      tagLabel,
      here.owner !== undefined,
    )) {
      fail({ ...named, path: field === undefined ? at.path : pointer(at.path, field) }, found);
    }
    sinceVersion(definition.since, named);
    definedObject(value, definition, { ...here, depth, around: [...at.around, value.tag] });
  }

  /** Reports the first layer that is doubtful and the first that is too deep, and none of those inside. */
  function layer(depth: number, at: At): void {
    if (depth !== SAFE_DEPTH + 1 && depth !== MAX_DEPTH + 1) return;
    const tooDeep = depth > MAX_DEPTH;
    fail(at, {
      code: 'depth',
      what: `it is container layer ${depth}; allowed: ${MAX_DEPTH} layers (a column counts with its set)`,
      hint: tooDeep
        ? 'lay the inner containers flat'
        : `how the service counts is not published; ${SAFE_DEPTH} layers are known to work`,
      severity: tooDeep ? 'error' : 'warning',
    });
  }

  function unknownTag(tag: string, at: At): void {
    const use = getOwn(LEGACY_TAGS, tag);
    if (use !== undefined) {
      fail(
        { ...at, path: pointer(at.path, 'tag') },
        {
          code: 'tag-legacy',
          what: `${show(tag)} belongs to Card JSON 1.0; the service refuses it`,
          hint: `use ${use}`,
        },
      );
    } else if (knowledge.tags) {
      const meant = namedLike(tag, knowledge) ?? closest(tag, knowledge.tags);
      fail(
        { ...at, path: pointer(at.path, 'tag') },
        {
          code: 'tag-unknown',
          what: `there is no component with the tag ${show(tag)} in this version`,
          hint: meant && `did you mean ${show(meant)}?`,
        },
      );
    }
  }

  function fieldValue(value: unknown, field: Field<unknown>, at: At): void {
    const newer = typeof value === 'string' ? getOwn(field.rule.newer ?? {}, value) : undefined;
    sinceVersion((newer as string | undefined) ?? field.rule.since, at);
    check(field.kind, value, field.rule, at);
  }

  function sinceVersion(since: string | undefined, at: At): void {
    if (since && knowledge.minClient && olderThan(knowledge.minClient, since)) {
      fail(at, {
        code: 'client-version',
        what: `clients before ${since} do not know it; the card is meant for ${knowledge.minClient} on`,
        severity: 'warning',
      });
    }
  }

  function check<K extends Kind>(kind: K, value: unknown, rule: RuleOf<K>, at: At): void {
    (CHECKS[kind] as (value: unknown, rule: RuleOf<K>, at: At) => void)(value, rule, at);
  }

  const wrong = (
    at: At,
    value: unknown,
    expected: string,
    hint = value === null ? 'leave it out' : undefined,
  ) => fail(at, { code: 'type', what: `found ${show(value)}; expected ${expected}`, hint });

  /** Whether it is a string; reports it if not. */
  const string = (
    value: unknown,
    at: At,
    expected = 'a string',
    wanted: Wanted = 'string',
  ): value is string => {
    if (typeof value === 'string') return true;
    wrong(at, value, expected, adviseValue(value, wanted));
    return false;
  };

  const object = (value: unknown, at: At): value is JsonObject => {
    if (isObject(value)) return true;
    wrong(at, value, 'an object', adviseValue(value, 'object'));
    return false;
  };

  const oneOf = (
    value: unknown,
    values: readonly unknown[],
    rule: { doubtful?: string | undefined },
    at: At,
  ) => {
    if (values.includes(value)) return;
    const allowed = values.map(show).join(', ');
    const meant = typeof value === 'string' ? meantOf(value, values) : otherForm(value, values);
    violate(
      at,
      rule,
      'enum',
      `found ${show(value)}; allowed: ${allowed}`,
      meant === undefined ? undefined : `did you mean ${show(meant)}?`,
    );
  };

  /** A name that clients look up and, where they do not find it, do without: never a reason to refuse a card. */
  const named = (
    value: unknown,
    known: ReadonlySet<string>,
    words: readonly string[],
    custom: { where: string; effect: string; define?: (value: string) => boolean },
    at: At,
  ) => {
    if (!string(value, at) || known.has(value) || words.includes(value)) return;
    const { where, effect, define } = custom;
    const meant = closest(value, [...known, ...words]);
    fail(at, {
      code: 'enum',
      what: `found ${show(value)}, which is no name of the vendor's and none of the card's config.style.${where}; ${effect}`,
      hint: define?.(value)
        ? `give it a name in config.style.${where}, and write the name here`
        : meant && `did you mean ${show(meant)}?`,
      severity: 'warning',
    });
  };

  const range = (
    n: number,
    rule: { min?: number; max?: number; doubtful?: string },
    unit: string,
    at: At,
  ) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rule;
    if (n >= min && n <= max) return true;
    const allowed =
      max === Number.POSITIVE_INFINITY ? `at least ${min}${unit}` : `${min} to ${max}${unit}`;
    violate(at, rule, 'range', `found ${n}${unit}; allowed: ${allowed}`);
    return false;
  };

  const unlisted = (value: string, at: At) =>
    fail(at, {
      code: 'enum',
      what: `found ${show(value)}, which is in no value list, but in samples of the vendor`,
      hint: 'leave it out',
      severity: 'warning',
    });

  const CHECKS: { readonly [K in Kind]: (value: unknown, rule: RuleOf<K>, at: At) => void } = {
    // The form and uniqueness of ids are checked over the whole card, opaque data left out.
    id: (value, _rule, at) => void string(value, at),
    string(value, rule, at) {
      if (!string(value, at)) return;
      const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, says } = rule;
      if (value.length < minLength || value.length > maxLength) {
        violate(at, rule, 'range', `${lengthOf(value)}; allowed: ${between(minLength, maxLength)}`);
      }
      if (pattern && !pattern.test(value)) {
        violate(at, rule, 'type', `found ${show(value)}; expected ${says ?? pattern.source}`);
      }
    },
    name(value, _rule, at) {
      if (!string(value, at)) return;
      if (value === '') {
        fail(at, {
          code: 'name-missing',
          what: 'the name is empty',
          hint: 'give it a name that is unique in the card',
        });
        return;
      }
      const first = names.get(value);
      if (first !== undefined) {
        fail(at, {
          code: 'name-duplicate',
          what: `${show(value)} is already the name at ${first}`,
          hint: 'a name is unique in the card: it is the key under which the value comes back',
        });
      } else names.set(value, at.path);
    },
    url(value, rule, at) {
      if (!string(value, at) || (rule.empty && value === '')) return;
      if (/^https?:\/\//i.test(value) || value === 'lark://msgcard/unsupported_action') return;
      const hint = /^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#:]|$)/i.test(value)
        ? `write ${show(`https://${value}`)}`
        : undefined;
      violate(at, rule, 'url-scheme', `found ${show(value)}; allowed: http and https`, hint);
    },
    'image-key'(value, rule, at) {
      if (!string(value, at) || (rule.empty && value === '')) return;
      if (value === '' || isAddress(value)) {
        violate(
          at,
          rule,
          'image-key',
          `found ${show(value)}; expected the key of an uploaded image`,
          'images are uploaded first; the answer holds the key (img_...)',
        );
      }
    },
    boolean(value, _rule, at) {
      if (typeof value !== 'boolean') {
        wrong(at, value, 'true or false', adviseValue(value, 'boolean'));
      }
    },
    number(value, rule, at) {
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        wrong(at, value, rule.integer ? 'an integer' : 'a number', adviseValue(value, 'number'));
      } else if (range(value, rule, '', at) && rule.integer && !Number.isInteger(value)) {
        violate(at, rule, 'type', `found ${value}; expected an integer`);
      }
    },
    enum: (value, rule, at) => oneOf(value, rule.values, rule, at),
    color: (value, rule, at) => named(value, colors, rule.words, CUSTOM_COLOR, at),
    'icon-token'(value, _rule, at) {
      if (!string(value, at) || value === '' || !knowledge.icons || knowledge.icons.has(value))
        return;
      const meant = closest(value, knowledge.icons);
      fail(at, {
        code: 'enum',
        what: `${show(value)} is not on the vendor's list of icons, which is not complete; a wrong one is not shown`,
        hint: meant && `did you mean ${show(meant)}?`,
        severity: 'warning',
      });
    },
    'text-size': (value, _rule, at) => named(value, sizes, [], CUSTOM_SIZE, at),
    // Of sizes only the bounds can be in doubt: what is no size at all is an error.
    box(value, rule, at) {
      if (!string(value, at, 'sides such as "4px" or "4px 8px 4px 8px"', 'size')) return;
      const sides = value.trim().split(/\s+/);
      const sizesOf = sides.map((side) => /^(?:(-?\d+(?:\.\d+)?)px|0)$/.exec(side));
      if (sizesOf.some((found) => !found)) {
        const expected = 'sides such as "4px" or "4px 8px 4px 8px"';
        wrong(at, value, expected, adviseValue(value, 'size'));
      } else if (!rule.arity.includes(sides.length)) {
        const allowed = rule.arity.join(', ').replace(/, (\d+)$/, ' or $1');
        fail(at, {
          code: 'box-arity',
          what: `found ${sides.length} values; allowed: ${allowed}`,
          hint: 'four values with px are always understood',
        });
      } else
        for (const found of sizesOf) if (!range(Number(found?.[1] ?? 0), rule, 'px', at)) break;
    },
    spacing(value, rule, at) {
      if (!string(value, at, `${SPACINGS.map(show).join(', ')} or <0-99>px`, 'size')) return;
      const px = PX.exec(value);
      if (px) range(Number(px[1]), { ...rule, min: 0, max: 99 }, 'px', at);
      else if (value === 'default' || value === '') unlisted(value, at);
      else if (/^-?\d/.test(value)) wrong(at, value, '<0-99>px', adviseValue(value, 'size'));
      else if (!SPACINGS.includes(value)) oneOf(value, [...SPACINGS, '<0-99>px'], rule, at);
    },
    length(value, rule, at) {
      const { percentFrom } = rule;
      const words = rule.words.map(show).join(', ');
      const expected = `${words ? `${words} or ` : ''}<n>px${percentFrom === undefined ? '' : ' or <n>%'}`;
      if (!string(value, at, expected, 'size') || rule.words.includes(value)) return;
      if (value === '') return unlisted(value, at);
      const px = PX.exec(value);
      const percent = percentFrom === undefined ? null : PERCENT.exec(value);
      if (px) range(Number(px[1]), rule, 'px', at);
      else if (percent)
        range(Number(percent[1]), { ...rule, min: percentFrom ?? 0, max: 100 }, '%', at);
      else {
        const meant = /\d/.test(value) ? undefined : meantOf(value, rule.words);
        const hint = meant ? `did you mean ${show(meant)}?` : adviseValue(value, 'size');
        wrong(at, value, expected, hint);
      }
    },
    text(value, rule, at) {
      if (typeof value === 'string') {
        return wrong(
          at,
          value,
          'an object',
          `write { "tag": ${show(rule.tags[0])}, "content": ... }`,
        );
      }
      if (!object(value, at)) return;
      const tagAt = { ...at, path: pointer(at.path, 'tag') };
      // Where only plain_text may stand, samples of the vendor leave it out, or the words, or both.
      const severity = rule.tags.length === 1 ? 'warning' : 'error';
      if (value.tag === undefined) {
        fail(tagAt, {
          code: 'field-missing',
          what: 'tag is missing',
          hint: `write "tag": ${show(rule.tags[0])}`,
          severity,
        });
      } else if (!rule.tags.includes(String(value.tag))) {
        oneOf(value.tag, rule.tags, rule, { ...tagAt, label: joinLabel(at.label, 'tag') });
        return;
      }
      const tag = String(value.tag ?? rule.tags[0]);
      // An element of its own has its own name; a string, or JSON, is the text of the field that it stands in.
      const owner = knowledge.owner(value);
      const definition = knowledge.definition(tag);
      const own = owner && definition ? { ...at, owner, label: `<${definition.name}>` } : at;
      const { content, i18n_content: texts } = value;
      if (isObject(texts)) {
        const here = at.owner ? own : inner(own, 'i18n_content', 'i18n_content');
        localised.set(texts, { ...here, path: pointer(at.path, 'i18n_content') });
      }
      if (definition) definedObject(value, definition, at, own.label);
      if (tag === 'plain_text' && knowledge.advice) {
        const textAt = (text: unknown, ...steps: string[]) => {
          if (typeof text === 'string') {
            literal(text, rule, { ...own, path: pointer(at.path, ...steps) });
          }
        };
        textAt(content, 'content');
        for (const locale of isObject(texts) ? Object.keys(texts) : []) {
          // What a locale map was written as stands in `content` as well.
          const text = getOwn(texts as object, locale);
          if (text !== content) textAt(text, 'i18n_content', locale);
        }
      }
      if (content === undefined && texts === undefined) {
        fail(
          { ...own, path: pointer(at.path, 'content') },
          {
            code: 'field-missing',
            what: at.owner ? 'it has no words' : 'the text has neither content nor i18n_content',
            severity,
          },
        );
      }
      const { maxLength = Number.POSITIVE_INFINITY } = rule;
      if (typeof content === 'string' && content.length > maxLength) {
        fail(
          { ...own, path: pointer(at.path, 'content') },
          {
            code: 'range',
            what: `found ${content.length} characters; allowed: ${between(0, maxLength)}`,
            severity: 'warning',
          },
        );
      }
    },
    words: (value, _rule, at) => void string(value, at),
    // What the text holds is checked over the whole card, in every language.
    markdown: (value, _rule, at) => void string(value, at),
    caption(value, rule, at) {
      if (!object(value, at)) return;
      for (const name of Object.keys(value)) {
        const here = inner(at, name, name);
        if (name === 'content') {
          const text = value[name];
          if (string(text, here) && knowledge.advice) literal(text, CAPTION, here);
        } else if (name === rule.twin) localeMap(value[name], here, string);
        else
          fail(
            { ...at, path: here.path },
            {
              code: 'field-unknown',
              what: `there is no field ${show(name)}; the service refuses unknown ones`,
              hint: `it has content and ${rule.twin}`,
            },
          );
      }
    },
    obj(value, rule, at) {
      if (!object(value, at)) return;
      members(value, shapeOfFields(rule.fields), undefined, at);
      const { anyOf } = rule;
      if (anyOf && !anyOf.some((names) => names.every((name) => value[name] !== undefined))) {
        const needs = anyOf.map((names) => names.join(', ')).join(' or all of ');
        fail(at, {
          code: 'field-missing',
          what: `it needs ${at.owner ? inProps(needs, rule.fields) : needs}`,
        });
      }
    },
    list(value, rule, at) {
      if (!Array.isArray(value)) {
        return wrong(at, value, 'an array', adviseValue(value, 'object'));
      }
      if (rule.maxShown !== undefined && value.length > rule.maxShown) {
        fail(at, {
          code: 'range',
          what: `found ${value.length}; only the first ${rule.maxShown} are shown`,
          severity: 'warning',
        });
      }
      if (rule.max !== undefined && value.length > rule.max) {
        violate(at, rule, 'range', `found ${value.length}; allowed: ${rule.max}`);
      }
      value.forEach((item, i) => {
        fieldValue(item, rule.of, inner(at, i, ''));
      });
    },
    map(value, rule, at) {
      if (!object(value, at)) return;
      // Of a text, it has been noted already under the name of the field that the text stands in.
      if (rule.keys === LOCALES && !localised.has(value)) localised.set(value, at);
      for (const name of Object.keys(value)) {
        const here = inner(at, name, name);
        if (rule.keys && !rule.keys.includes(name)) oneOf(name, rule.keys, rule, here);
        else fieldValue(value[name], rule.of, here);
      }
    },
    union(value, rule, at) {
      if (!object(value, at)) return;
      const variants = Object.keys(rule.variants);
      const fields = typeof value.type === 'string' ? getOwn(rule.variants, value.type) : undefined;
      if (!fields) return oneOf(value.type, variants, rule, inner(at, 'type', 'type'));
      members(value, shapeOfFields(fields as RuleOf<'obj'>['fields']), undefined, at, ['type']);
    },
    part(value, rule, at) {
      if (!object(value, at)) return;
      const tags = tagsOf(rule.definition);
      if (tags.length > 0 && !tags.includes(String(value.tag))) {
        const here = { ...at, path: pointer(at.path, 'tag') };
        if (value.tag !== undefined) {
          return oneOf(value.tag, tags, rule, { ...here, label: joinLabel(at.label, 'tag') });
        }
        // Of an icon the pages call the tag optional, and show none without it.
        const severity = tags.length > 1 ? 'warning' : 'error';
        const hint = `allowed: ${tags.map(show).join(', ')}`;
        fail(here, { code: 'field-missing', what: 'tag is missing', hint, severity });
      }
      definedObject(value, rule.definition, at);
    },
    dimensions(value, rule, at) {
      const expected = [...rule.words.map(show), '"<w>px <h>px"'].join(', ');
      if (!string(value, at, expected, 'size') || rule.words.includes(value)) return;
      const sides = /^(\d+)px (\d+)px$/.exec(value);
      if (sides) {
        for (const side of sides.slice(1)) if (!range(Number(side), rule, 'px', at)) break;
      } else if (/^\d+:\d+$/.test(value)) {
        fail(at, {
          code: 'enum',
          what: `${show(value)} is in no value list; cards of the vendor's designer have such ratios`,
          severity: 'warning',
        });
      } else oneOf(value, [...rule.words, '<w>px <h>px'], rule, at);
    },
    // The options themselves are checked as children.
    options: () => {},
    fallback(value, _rule, at) {
      if (value === 'drop' || !object(value, at)) return;
      const tagAt = { ...at, path: pointer(at.path, 'tag'), label: joinLabel(at.label, 'tag') };
      if (value.tag !== 'fallback_text') oneOf(value.tag, ['fallback_text'], {}, tagAt);
      const textAt = at.owner
        ? { ...at, path: pointer(at.path, 'text') }
        : inner(at, 'text', 'text');
      if (value.text === undefined) {
        fail({ ...at, path: textAt.path }, { code: 'field-missing', what: 'text is missing' });
      } else check('text', value.text, { tags: ['plain_text'] }, textAt);
    },
    // A handler leaves a behaviour on the wire, never itself.
    handler: () => {},
    live: () => {},
    json(value, rule, at) {
      if (rule.is === 'object' && !isObject(value)) {
        const hint = adviseValue(value, 'object');
        violate(at, rule, 'type', `found ${show(value)}; expected an object`, hint);
      } else if (rule.is === 'array' && !Array.isArray(value)) {
        const hint = adviseValue(value, 'object');
        violate(at, rule, 'type', `found ${show(value)}; expected an array`, hint);
      }
    },
    extra: () => {},
  };

  function localeMap(value: unknown, at: At, each: (text: unknown, at: At) => void): void {
    if (!object(value, at)) return;
    localised.set(value, at);
    for (const locale of Object.keys(value)) {
      const here = inner(at, locale, locale);
      if (!(LOCALES as readonly string[]).includes(locale)) oneOf(locale, LOCALES, {}, here);
      else each(value[locale], here);
    }
  }

  /** Markup where there is none: a reader sees its signs. */
  function literal(
    text: string,
    rule: { tags: readonly string[]; dialect?: string },
    at: At,
  ): void {
    const markup = markupIn(text);
    if (!markup) return;
    fail(at, {
      code: 'markdown-in-text',
      what: `found ${show(markup.found)}, which is shown literally; there is no markup in a plain text`,
      hint: whereMarkupGoes(markup, rule, at),
      severity: 'warning',
    });
  }

  /** Texts that lack a language. A card is read in one, and what lacks it there is shown in another. */
  function languages(json: JsonObject): void {
    const { config } = json;
    const based = new Set<unknown>();
    eachObject(json, (object) => {
      for (const name of Object.keys(object)) {
        const texts = getOwn(object, name);
        if (!name.startsWith('i18n_') || !isObject(texts)) continue;
        const base = getOwn(object, name.slice('i18n_'.length));
        if (base && !Object.values(texts).includes(base as string)) based.add(texts);
      }
    });
    const declared = isObject(config) && Array.isArray(config.locales) ? config.locales : [];
    const known = (locale: unknown): locale is string =>
      (LOCALES as readonly unknown[]).includes(locale);
    const texts = [...localised]
      .map(([map, at]) => ({
        place: at,
        locales: Object.keys(map).filter(known),
        base: based.has(map),
      }))
      // One without any has been reported, or is empty on purpose.
      .filter(({ locales }) => locales.length > 0);
    for (const { place, locales, missing } of localeGaps(texts, declared.filter(known))) {
      const { length } = declared;
      fail(place, {
        code: 'locale-missing',
        what: `found ${locales.map(show).join(', ')}; ${missing.map(show).join(', ')} is missing, which ${length ? 'the card lists as a language of its own' : 'other texts of the card have'}`,
        hint: `add ${missing.join(', ')}${length ? ', or take it off the list of locales' : ''}`,
        severity: 'warning',
      });
    }
  }

  function ids(json: JsonObject): void {
    const seen = new Map<string, string>();
    const owners = ownersAlong(json, knowledge);
    eachObject(json, (object, steps) => {
      const owner = owners(object, steps);
      const { element_id: id } = object;
      if (typeof id !== 'string') return;
      const path = pointer('', ...steps, 'element_id');
      const label = typeof object.tag === 'string' ? tagLabel(object.tag) : '<Card>';
      const at: At = {
        path,
        owner,
        label: `${label} ${owner ? 'id' : 'element_id'}`,
        depth: 0,
        around: [],
      };
      if (!ELEMENT_ID.test(id)) {
        fail(at, {
          code: 'id-pattern',
          what: `found ${show(id)}; expected a letter, then letters, digits or _, at most 20 characters`,
          hint: id.length > 20 ? `it has ${id.length} characters` : idLike(id),
        });
      }
      const first = seen.get(id);
      if (first !== undefined)
        fail(at, {
          code: 'id-duplicate',
          what: `${show(id)} is already the id at ${first}`,
          hint: 'an id is unique in the card',
        });
      else seen.set(id, path);
    });
  }

  function tagLabel(tag: string): string {
    const name = knowledge.definition(tag)?.name ?? tag;
    // A tag that nobody knows can be anything.
    return /^\w{1,40}$/.test(name) ? `<${name}>` : '<Card>';
  }

  function elementTotal(json: JsonObject, at: At): void {
    const count = countTagged(json);
    if (count > MAX_ELEMENTS) {
      fail(at, {
        code: 'elements',
        what: `found ${count} objects with a tag (texts, icons and columns included); allowed: ${MAX_ELEMENTS}`,
        hint: 'split the card, or put several lines into one <Markdown>',
      });
    }
  }

  function charts(json: JsonObject, at: At): void {
    let count = 0;
    eachObject(json, (object) => {
      if (object.tag === 'chart') count++;
    });
    if (count <= ADVISED_CHARTS) return;
    fail(at, {
      code: 'charts',
      what: `found ${count} charts; more than ${ADVISED_CHARTS} are advised against`,
      severity: 'warning',
    });
  }

  /** A card with a player cannot be forwarded, and one id is one player. */
  function audios(json: JsonObject, at: At): void {
    const ids = new Set<unknown>();
    let players = 0;
    const owners = ownersAlong(json, knowledge);
    const player = ({ audio_id: id }: JsonObject, around: At) => {
      players++;
      if (typeof id === 'string' && ids.has(id)) {
        fail(
          { ...around, path: pointer(around.path, 'audio_id') },
          {
            code: 'audio-id-duplicate',
            what: `two players have the id ${show(id)}`,
            hint: 'an id is unique in the card: it says which player plays on',
          },
        );
      }
      ids.add(id);
    };
    eachObject(json, (object, steps) => {
      if (object.tag !== 'audio') return;
      const path = pointer('', ...steps);
      player(object, { ...at, path, owner: owners(object, steps), label: tagLabel('audio') });
    });
    for (const { definition, json: props, path, owner } of inlinesOf(json)) {
      if (definition.player) player(props, { ...at, path, owner, label: `<${definition.name}>` });
    }
    const { config } = json;
    if (players === 0 || (isObject(config) && config.enable_forward === false)) return;
    fail(
      { ...at, path: isObject(config) ? '/config/enable_forward' : '/config' },
      {
        code: 'audio-forward',
        what: 'a card with an <Audio> must not be forwardable; the service refuses it',
        hint: at.owner ? '<Card enableForward={false}>' : 'config.enable_forward: false',
      },
    );
  }

  /** Images and tables of all markdown, in every language. A reader sees one language, so each has its own sum. */
  function markdownTexts(json: JsonObject, at: At): void {
    const owners = ownersAlong(json, knowledge);
    const textAt = (text: unknown, object: JsonObject, steps: readonly (string | number)[]) => {
      if (typeof text !== 'string') return;
      const here: At = {
        ...at,
        path: pointer('', ...steps),
        owner: owners(object, steps),
        label: tagLabel('markdown'),
      };
      for (const target of imageTargets(text)) {
        if (isAddress(target)) {
          fail(here, {
            code: 'image-key',
            what: `the image ${show(target)} is no key of an uploaded image; the service refuses the card`,
            hint: 'upload the image and use its key, or write a link',
          });
        }
      }
      const tables = countTables(text);
      if (tables > MAX_MARKDOWN_TABLES) {
        fail(here, {
          code: 'tables',
          what: `found ${tables} tables in one text; its page allows ${MAX_MARKDOWN_TABLES}`,
          hint: 'put the others into another <Markdown>',
          severity: 'warning',
        });
      }
    };

    eachObject(json, (object, steps) => {
      if (object.tag !== 'markdown') return;
      textAt(object.content, object, [...steps, 'content']);
      const { i18n_content: texts } = object;
      for (const locale of isObject(texts) ? Object.keys(texts) : []) {
        textAt(getOwn(texts as object, locale), object, [...steps, 'i18n_content', locale]);
      }
    });
    const tables = countTablesShown(json);
    if (tables > MAX_TABLES) {
      fail(at, {
        code: 'tables',
        what: `found ${tables} tables (components and markdown tables together); allowed: ${MAX_TABLES}`,
        hint: 'write the others as lists or code blocks',
      });
    }
  }

  root();
}

/** Sizes on the wire. Whole numbers everywhere in the pages, but nobody says that others are refused. */
const PX = /^(-?\d+(?:\.\d+)?)px$/;
const PERCENT = /^(-?\d+(?:\.\d+)?)%$/;

const CUSTOM_COLOR = {
  where: 'color',
  effect: 'what clients make of it is not known',
  define: (value: string) => /^(?:rgba?\(|#)/i.test(value),
};
const CUSTOM_SIZE = { where: 'text_size', effect: 'clients show it as "normal"' };

/** A preview text is plain, and takes nothing else. */
const CAPTION = { tags: ['plain_text'] };

/** What the members of an array of components are called, where they are no elements. */
const MEMBERS: Partial<Record<Place, string>> = {
  text_tag: 'text tags',
  option: 'options',
  column: 'columns',
};

function lengthOf(text: string): string {
  return text === '' ? 'found ""' : `found ${text.length} characters`;
}

function between(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min} character${min === 1 ? '' : 's'}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

/** The value of a list that was probably meant: first by its letters, whatever stands between them. */
function meantOf(value: string, values: readonly unknown[]): string | undefined {
  const letters = (text: string) => text.replace(/[-_\s]/g, '').toLowerCase();
  const words = values.filter((one) => typeof one === 'string');
  return words.find((one) => letters(one) === letters(value)) ?? closest(value, words);
}

/** The same value as a string, or as a number. */
function otherForm(value: unknown, values: readonly unknown[]): unknown {
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return values.find((one) => String(one) === String(value));
}

/** The tag of a component of that name: `divider` is `hr`. */
function namedLike(tag: string, { tags = [], definition }: Knowledge): string | undefined {
  const letters = tag.replace(/[-_]/g, '').toLowerCase();
  return tags.find((one) => definition(one)?.name.toLowerCase() === letters);
}

/** The names of a shape, and those in its groups. */
function namesOf(
  shape: Shape,
): Parameters<typeof adviseField> extends [string, ...infer R] ? R : never {
  const names: { wire: string; prop: string }[] = [];
  const groups = new Map<string, Iterable<string>>();
  for (const [wire, entry] of shape) {
    names.push({ wire, prop: entry.kind === 'field' ? entry.prop : wire });
    if (entry.kind === 'group') groups.set(wire, entry.shape.keys());
  }
  return [names, groups];
}

/** An id with the characters that ids may have. */
function idLike(id: string): string | undefined {
  const like = id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[^A-Za-z])/, 'id_');
  return ELEMENT_ID.test(like) ? `such as ${show(like)}` : undefined;
}

/** The place where markup works, and that there is nearby. */
function whereMarkupGoes(
  { kind, found }: Markup,
  rule: { tags: readonly string[]; dialect?: string },
  { owner }: At,
): string {
  if (kind === 'entity') return 'write the character itself';
  const write = (name: string, tag: string) =>
    owner ? `put it into <${name}>` : `"tag": ${show(tag)} has markup`;
  if (rule.tags.includes('markdown')) return write('Markdown', 'markdown');
  const small = rule.dialect === 'mentions' ? /^(?:mention|emoji)$/ : /^(?:mention|emoji|format)$/;
  const code = found.startsWith('`');
  if (rule.tags.includes('lark_md') && small.test(kind) && !code) {
    return write('LarkMd', 'lark_md');
  }
  const markdown = owner ? '<Markdown>' : 'an element of its own, "tag": "markdown"';
  return `this text takes none; formatted text goes into ${markdown}`;
}

/** Whether an image is given by where it lies, and not by the key of an upload. */
function isAddress(image: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:|\/|\.{1,2}\/)/i.test(image) ||
    /\.(?:png|jpe?g|gif|webp|svg|bmp)$/i.test(image)
  );
}

const SPACINGS: readonly string[] = ['small', 'medium', 'large', 'extra_large'];

/** Finds the owner of any object: its own, or that of the nearest object around it. */
function ownersAlong(card: JsonObject, knowledge: Knowledge) {
  return (object: object, steps: readonly (string | number)[]): Owner | undefined => {
    let owner = knowledge.owner(card);
    let at: unknown = card;
    for (const step of steps) {
      at = (at as Record<string | number, unknown>)[step];
      owner = (typeof at === 'object' && at !== null ? knowledge.owner(at) : undefined) ?? owner;
    }
    return knowledge.owner(object) ?? owner;
  };
}

function joinLabel(label: string, name: string): string {
  return label.endsWith('>') ? `${label} ${name}` : `${label}.${name}`;
}

/** Whether one client version is older than another. */
export function olderThan(version: string, than: string): boolean {
  const a = version.split('.').map(Number);
  const b = than.split('.').map(Number);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
