import { BY_TAG, DEFINITIONS } from '../../components/definitions.js';
import { type Definition, tagsOf } from '../schema/definition.js';
import type { Field, Fields, RuleOf } from '../schema/field.js';
import { getOwn } from '../schema/json.js';
import { contentRefused, type EmittedCode, refused } from './refusal.js';
import { isTree, type Tree, tagOf } from './tree.js';

/**
 * Refuses a document that holds a component or a property that Card JSON 2.0 does not have. Only names are looked at:
 * of a value nobody knows when the service refuses it, so that its kind, its range and where it stands are not judged
 * here. Opaque data is no part of it.
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
    if (look !== leaf) look(getOwn(node, key), { ...at, path: [...at.path, key] });
  }
}

/** An object that says by its `tag` what it is. Without one it is what stands in this place. */
function checkTagged(value: unknown, otherwise: Definition | undefined, at: At): void {
  if (!isTree(value)) return;
  const tag = tagOf(value);
  const here = tag === undefined ? at : { ...at, path: withTag(at.path, tag) };
  const definition = tag === undefined ? otherwise : BY_TAG.get(tag);
  if (definition) checkMembers(value, membersOf(definition), here);
  else if (tag !== undefined) throw unknownTag(tag, here);
}

function unknownTag(tag: string, at: At): Error {
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

const MEMBERS = new WeakMap<object, Members>();

function memo(key: object, make: () => Members): Members {
  const known = MEMBERS.get(key);
  if (known) return known;
  const made = make();
  MEMBERS.set(key, made);
  return made;
}

/** A property whose value is not looked into. */
const leaf: Look = () => {};

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

function addChildren(members: Groups, { children }: Definition): void {
  if (children.kind !== 'elements') return;
  const { item, parts } = children;
  members.set(
    children.at,
    children.wire,
    eachOf((value, at) => {
      if (!item) checkTagged(value, undefined, at);
      else if (isTree(value)) checkMembers(value, membersOf(item), at);
    }),
  );
  for (const [name, { definition }] of Object.entries(parts ?? {})) {
    members.set(undefined, name, (value, at) => {
      if (isTree(value)) checkMembers(value, membersOf(definition), at);
    });
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
    const groups = [...this.#groups].map(([name, inner]): [string, Look] => [
      name,
      (value, at) => {
        if (isTree(value)) checkMembers(value, inner, at);
      },
    ]);
    return new Map([...this.#own, ...groups]);
  }
}

const wireName = (prop: string, field: Field<unknown>) =>
  field.rule.wire ?? prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function eachOf(look: Look): Look {
  return (value, at) => {
    if (!Array.isArray(value)) return;
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
      return (value, at) => {
        if (isTree(value)) checkMembers(value, membersOfFields(fields), at);
      };
    }
    case 'union': {
      const { variants } = field.rule as RuleOf<'union'>;
      return (value, at) => {
        const type = isTree(value) ? getOwn(value, 'type') : undefined;
        const fields = typeof type === 'string' ? getOwn(variants, type) : undefined;
        if (isTree(value) && fields)
          checkMembers(value, membersOfFields(fields as Fields, true), at);
      };
    }
    case 'list':
      return eachOf(lookInto((field.rule as RuleOf<'list'>).of));
    case 'map': {
      const look = lookInto((field.rule as RuleOf<'map'>).of);
      return (value, at) => {
        if (!isTree(value)) return;
        for (const key of Object.keys(value)) {
          look(getOwn(value, key), { ...at, path: [...at.path, key] });
        }
      };
    }
    case 'part': {
      const { definition } = field.rule as RuleOf<'part'>;
      return (value, at) => checkTagged(value, definition, at);
    }
    case 'text': {
      const [tag = 'plain_text'] = (field.rule as RuleOf<'text'>).tags;
      return (value, at) => checkTagged(value, BY_TAG.get(tag), at);
    }
    case 'caption': {
      const { twin } = field.rule as RuleOf<'caption'>;
      return among(
        new Map([
          ['content', leaf],
          [twin, leaf],
        ]),
      );
    }
    case 'fallback': {
      const text: Look = (value, at) => checkTagged(value, BY_TAG.get('plain_text'), at);
      return among(
        new Map([
          ['tag', leaf],
          ['text', text],
        ]),
      );
    }
    default:
      return leaf;
  }
}

function among(members: Members): Look {
  return (value, at) => {
    if (isTree(value)) checkMembers(value, members, at);
  };
}
