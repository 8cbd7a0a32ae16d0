import { BY_TAG, DEFINITIONS } from '../../components/definitions.js';
import { type Definition, type Place, tagsOf } from '../schema/definition.js';
import type { Field, Fields, RuleOf } from '../schema/field.js';
import { getOwn } from '../schema/json.js';
import {
  type At,
  type FieldRules,
  type JsonType,
  refuseComponents,
  refuseMistyped,
  refuseMistypedData,
  typeOf,
  unknown,
  unsupported,
  withTag,
} from './field-faults.js';
import { isTree, type Tree, tagOf } from './tree.js';

/**
 * Refuses a document that holds a component or a property that Card JSON 2.0 does not have, or a component where it
 * cannot stand: a form or a table in a container, anything but a text where a text belongs; and a known property whose
 * value has the wrong JSON type. Nobody knows what else the service refuses, so that words and ranges are not judged
 * here, and no place or type that is in doubt. `null` is no value, as in the service's decoder. Opaque data is no part
 * of it.
 *
 * A component of Card JSON 1.0 is `200861` inside of `230099`; anything else is the code of the rules, in the words of
 * the endpoint.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-breaking-changes-release-notes
 */
export function checkKnownFields(document: Tree, rules: FieldRules): void {
  checkMembers(document, membersOf(ROOT), { rules, step: 'ROOT', around: undefined });
}

/** Looks at the value of one property, which is not `null`. */
type Look = (value: unknown, at: At) => void;
type Members = ReadonlyMap<string, Look>;

const ROOT = DEFINITIONS.find(({ place }) => place === 'root') as Definition;

function checkMembers(node: Tree, members: Members, at: At): void {
  for (const key of Object.keys(node)) {
    const look = members.get(key);
    if (look) lookAt(look, getOwn(node, key), key, at);
    else if (at.rules.names) throw unknown(key, at);
  }
}

function lookAt(look: Look, value: unknown, step: string, at: At): void {
  if (value !== undefined && value !== null) look(value, { rules: at.rules, step, around: at });
}

/** What a place takes. */
interface Slot {
  /** What an object without a tag is taken for. */
  readonly otherwise?: Definition | undefined;
  takes(tag: string, definition: Definition): boolean;
}

/** An object that says by its `tag` what it is. */
function tagged({ otherwise, takes }: Slot): Look {
  return (value, at) => {
    if (!isTree(value)) {
      refuseMistyped(value, at);
      return;
    }
    const tag = tagOf(value);
    if (tag === undefined) {
      if (otherwise) checkMembers(value, membersOf(otherwise), at);
      else refuseComponents(Object.values(value), at);
      return;
    }
    const here = withTag(at, tag);
    const definition = BY_TAG.get(tag);
    if (at.rules.names && !(definition && takes(tag, definition))) throw unsupported(tag, here);
    if (definition) checkMembers(value, membersOf(definition), here);
  };
}

function textSlot(tags: readonly string[]): Slot {
  return { otherwise: BY_TAG.get(tags[0] ?? 'plain_text'), takes: (tag) => tags.includes(tag) };
}

/** What stands in a list of children. Of elements only those are told apart that stand in the body alone. */
function childSlot({ place }: Definition, accepts: Place): Slot {
  return {
    takes: (_tag, child) =>
      accepts === 'element' ? place === 'root' || !child.rootOnly : child.place === accepts,
  };
}

const KNOWN = new WeakMap<object, Members>();

function memo(key: object, make: () => Members): Members {
  const known = KNOWN.get(key);
  if (known) return known;
  const made = make();
  KNOWN.set(key, made);
  return made;
}

/** A property whose value is not looked at. */
const leaf: Look = () => {};

/** A property with a plain value of one of these types. */
function plain(...types: readonly JsonType[]): Look {
  return (value, at) => {
    if (!types.some((type) => type === typeOf(value))) refuseMistyped(value, at);
  };
}

const aString = plain('string');

/** What may stand in the object of a component. */
function membersOf(definition: Definition): Members {
  return memo(definition, () => {
    const members = new Groups();
    if (definition.place === 'root') members.set(undefined, 'schema', leaf);
    if (tagsOf(definition).length > 0) members.set(undefined, 'tag', aString);
    addFields(members, definition.fields);
    addChildren(members, definition);
    for (const [name, { refused: isRefused }] of Object.entries(definition.legacy ?? {})) {
      if (isRefused) continue;
      const dot = name.indexOf('.');
      members.set(dot < 0 ? undefined : name.slice(0, dot), name.slice(dot + 1), leaf);
    }
    return members.read();
  });
}

/** The same for an object that is no component. */
function membersOfFields(fields: Fields): Members {
  return memo(fields, () => {
    const members = new Groups();
    addFields(members, fields);
    return members.read();
  });
}

function addFields(members: Groups, fields: Fields): void {
  for (const [prop, field] of Object.entries(fields)) {
    // A handler leaves a behaviour on the wire, and extra fields are those that nobody knows.
    if (field.kind === 'extra' || field.kind === 'handler') continue;
    members.set(field.rule.at, wireName(prop, field), lookInto(field));
  }
}

function addChildren(members: Groups, definition: Definition): void {
  const { children } = definition;
  if (children.kind !== 'elements') return;
  const { item, parts, accepts } = children;
  const child = item ? among(() => membersOf(item)) : tagged(childSlot(definition, accepts));
  members.set(children.at, children.wire, eachOf(child));
  for (const [name, { definition: part }] of Object.entries(parts ?? {})) {
    members.set(
      undefined,
      name,
      among(() => membersOf(part)),
    );
  }
}

/** Members of an object, some of which stand together in an object inside of it. */
class Groups {
  readonly #own = new Map<string, Look>();
  readonly #groups = new Map<string, Map<string, Look>>();

  set(group: string | undefined, name: string, look: Look): void {
    if (group === undefined) {
      this.#own.set(name, look);
      return;
    }
    const inner = this.#groups.get(group) ?? new Map<string, Look>();
    this.#groups.set(group, inner.set(name, look));
  }

  read(): Members {
    const groups = [...this.#groups].map(([name, inner]) => [name, among(() => inner)] as const);
    return new Map([...this.#own, ...groups]);
  }
}

const wireName = (prop: string, field: Field<unknown>) =>
  field.rule.wire ?? prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function eachOf(look: Look): Look {
  return (value, at) => {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) lookAt(look, item, `[${i}]`, at);
    } else refuseMistyped(value, at);
  };
}

function byName(look: Look): Look {
  return (value, at) => {
    if (isTree(value)) {
      for (const key of Object.keys(value)) lookAt(look, getOwn(value, key), key, at);
    } else refuseMistyped(value, at);
  };
}

/** An object that says by its `type` which of the variants it is. Of another one nothing is known. */
function byType(variants: Readonly<Record<string, Fields>>): Look {
  const known = new Map<unknown, Members>(
    Object.entries(variants).map(([type, fields]) => [
      type,
      new Map([['type', leaf], ...membersOfFields(fields)]),
    ]),
  );
  return (value, at) => {
    if (!isTree(value)) {
      refuseMistyped(value, at);
      return;
    }
    const type = getOwn(value, 'type');
    lookAt(aString, type, 'type', at);
    const members = known.get(type);
    if (members) checkMembers(value, members, at);
    else refuseComponents(value, at);
  };
}

/** How the value of a field is looked at. */
function lookInto(field: Field<unknown>): Look {
  switch (field.kind) {
    case 'boolean':
      return plain('boolean');
    case 'number':
      return plain('number');
    case 'enum': {
      const { values } = field.rule as RuleOf<'enum'>;
      return plain(...new Set(values.map(typeOf)));
    }
    // Ids are judged over the whole card, with a code of their own.
    case 'id':
      return refuseComponents;
    case 'obj': {
      const { fields } = field.rule as RuleOf<'obj'>;
      return among(() => membersOfFields(fields));
    }
    case 'union':
      return byType((field.rule as RuleOf<'union'>).variants);
    case 'list':
      return eachOf(lookInto((field.rule as RuleOf<'list'>).of));
    case 'map':
      return byName(lookInto((field.rule as RuleOf<'map'>).of));
    case 'part': {
      const { definition } = field.rule as RuleOf<'part'>;
      return tagged({ otherwise: definition, takes: (_tag, part) => part === definition });
    }
    case 'text':
      return tagged(textSlot((field.rule as RuleOf<'text'>).tags));
    case 'caption': {
      const members = captionMembers((field.rule as RuleOf<'caption'>).twin);
      return among(() => members);
    }
    case 'fallback':
      return fallback;
    case 'json': {
      const { is, doubtful } = field.rule as RuleOf<'json'>;
      if (is === undefined || doubtful !== undefined) return leaf;
      return (value, at) => {
        if (typeOf(value) !== is) refuseMistypedData(value, at);
      };
    }
    default:
      return aString;
  }
}

const captionMembers = (twin: string): Members =>
  new Map([
    ['content', aString],
    [twin, byName(aString)],
  ]);

/** An object of these members, which are asked for late: components hold each other. */
function among(members: () => Members): Look {
  return (value, at) => {
    if (isTree(value)) checkMembers(value, members(), at);
    else refuseMistyped(value, at);
  };
}

const FALLBACK_TEXT: Members = new Map([
  ['tag', aString],
  ['text', tagged(textSlot(['plain_text']))],
]);
const fallbackText = among(() => FALLBACK_TEXT);

/** A word, or a text in an object of its own. */
const fallback: Look = (value, at) => {
  if (typeof value !== 'string') fallbackText(value, at);
};
