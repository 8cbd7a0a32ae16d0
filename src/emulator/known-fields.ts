import { BY_TAG, DEFINITIONS } from '../../components/definitions.js';
import { type Definition, type Place, tagsOf } from '../schema/definition.js';
import type { Field, Fields, RuleOf } from '../schema/field.js';
import { getOwn } from '../schema/json.js';
import { contentRefused, type EmittedCode, refused } from './refusal.js';
import { isTree, places, type Tree, tagOf } from './tree.js';

/**
 * Refuses a document that holds a component or a property that Card JSON 2.0 does not have, or a component where it
 * cannot stand: a form or a table in a container, anything but a text where a text belongs. Of other values nobody
 * knows when the service refuses them, so that their kinds and ranges are not judged here, and no place that is in
 * doubt. Opaque data is no part of it.
 *
 * A component of Card JSON 1.0 is `200861` inside of `230099`; anything else is `code`, in the words of the endpoint.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-breaking-changes-release-notes
 */
export function checkKnownFields(document: Tree, code: EmittedCode): void {
  checkMembers(document, membersOf(ROOT), { code, path: ['ROOT'] });
}

/** Where the walk is, as the service says it: `ROOT -> body -> elements -> [2](tag: chart)`. */
interface At {
  readonly code: EmittedCode;
  readonly path: readonly string[];
}

/** Looks at the value of one property. */
type Look = (value: unknown, at: At) => void;
type Members = ReadonlyMap<string, Look>;

const ROOT = DEFINITIONS.find(({ place }) => place === 'root') as Definition;

/** Components of Card JSON 1.0 that 2.0 has no more. */
const OLD_TAGS: ReadonlySet<string> = new Set(['action', 'note']);

/** How much of a foreign name is repeated in a message. */
const SHOWN = 40;

function checkMembers(node: Tree, members: Members, at: At): void {
  for (const key of Object.keys(node)) {
    const look = members.get(key);
    if (!look) {
      throw refused(at.code, `unknown property '${key.slice(0, SHOWN)}', path: [${said(at)}]`);
    }
    const value = getOwn(node, key);
    if (typeof value === 'object') look(value, { ...at, path: [...at.path, key] });
  }
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
      bare(value, at);
      return;
    }
    const tag = tagOf(value);
    if (tag === undefined) {
      if (otherwise) checkMembers(value, membersOf(otherwise), at);
      else bare(Object.values(value), at);
      return;
    }
    const here = { ...at, path: withTag(at.path, tag) };
    const definition = BY_TAG.get(tag);
    if (!definition || !takes(tag, definition)) throw unsupported(tag, here);
    checkMembers(value, membersOf(definition), here);
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

function unsupported(tag: string, at: At): Error {
  const shown = tag.slice(0, SHOWN);
  if (!OLD_TAGS.has(tag)) {
    return refused(at.code, `unsupported tag ${shown}, path: [${said(at)}]`);
  }
  return contentRefused(200861, `unsupported tag ${shown}`, `${shown}; ErrPath: ${said(at)}`);
}

function withTag(path: readonly string[], tag: string): string[] {
  return [...path.slice(0, -1), `${path.at(-1)}(tag: ${tag.slice(0, SHOWN)})`];
}

function said({ path }: At): string {
  return path.map((step) => step.slice(0, 2 * SHOWN)).join(' -> ');
}

const KNOWN = new WeakMap<object, Members>();

function memo(key: object, make: () => Members): Members {
  const known = KNOWN.get(key);
  if (known) return known;
  const made = make();
  KNOWN.set(key, made);
  return made;
}

/** A property whose value is not looked into. */
const leaf: Look = () => {};

/** A property that holds no components, whatever else. */
const bare: Look = (value, at) => {
  if (!Array.isArray(value) && !isTree(value)) return;
  for (const { node } of places({ held: value })) {
    const tag = tagOf(node);
    if (tag !== undefined) throw unsupported(tag, { ...at, path: withTag(at.path, tag) });
  }
};

/** What may stand in the object of a component. */
function membersOf(definition: Definition): Members {
  return memo(definition, () => {
    const members = new Groups();
    if (definition.place === 'root') members.set(undefined, 'schema', leaf);
    if (tagsOf(definition).length > 0) members.set(undefined, 'tag', leaf);
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

/** The same for an object that is no component; `type` tells the variants of a union apart. */
function membersOfFields(fields: Fields, isVariant = false): Members {
  return memo(fields, () => {
    const members = new Groups();
    if (isVariant) members.set(undefined, 'type', leaf);
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
    if (!Array.isArray(value)) {
      bare(value, at);
      return;
    }
    value.forEach((item, i) => {
      look(item, { ...at, path: [...at.path, `[${i}]`] });
    });
  };
}

/** How the value of a field is looked into. */
function lookInto(field: Field<unknown>): Look {
  switch (field.kind) {
    case 'obj': {
      const { fields } = field.rule as RuleOf<'obj'>;
      return among(() => membersOfFields(fields));
    }
    case 'union': {
      const { variants } = field.rule as RuleOf<'union'>;
      return (value, at) => {
        const type = isTree(value) ? getOwn(value, 'type') : undefined;
        const fields = typeof type === 'string' ? getOwn(variants, type) : undefined;
        if (isTree(value) && fields) {
          checkMembers(value, membersOfFields(fields as Fields, true), at);
        } else bare(value, at);
      };
    }
    case 'list':
      return eachOf(lookInto((field.rule as RuleOf<'list'>).of));
    case 'map': {
      const look = lookInto((field.rule as RuleOf<'map'>).of);
      return (value, at) => {
        if (!isTree(value)) {
          bare(value, at);
          return;
        }
        for (const key of Object.keys(value)) {
          look(getOwn(value, key), { ...at, path: [...at.path, key] });
        }
      };
    }
    case 'part': {
      const { definition } = field.rule as RuleOf<'part'>;
      return tagged({ otherwise: definition, takes: (_tag, part) => part === definition });
    }
    case 'text':
      return tagged(textSlot((field.rule as RuleOf<'text'>).tags));
    case 'caption': {
      const { twin } = field.rule as RuleOf<'caption'>;
      const members = new Map([
        ['content', leaf],
        [twin, leaf],
      ]);
      return among(() => members);
    }
    case 'fallback': {
      const members = new Map([
        ['tag', leaf],
        ['text', tagged(textSlot(['plain_text']))],
      ]);
      return among(() => members);
    }
    case 'json':
      return leaf;
    default:
      return bare;
  }
}

/** An object of these members, which are asked for late: components hold each other. */
function among(members: () => Members): Look {
  return (value, at) => {
    if (isTree(value)) checkMembers(value, members(), at);
    else bare(value, at);
  };
}
