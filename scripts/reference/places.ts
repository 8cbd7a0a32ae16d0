import type { Children, Definition } from '../../src/schema/definition.js';
import { tagsOf } from '../../src/schema/definition.js';
import type { Field, Fields, RuleOf } from '../../src/schema/field.js';
import { ALL } from './all.js';
import { SECTION } from './in-words.js';
import { code, link, listed, prose, tagLink } from './markdown.js';

type ElementChildren = Extract<Children, { kind: 'elements' }>;

/** What has children that are elements, with those children. */
const PARENTS = ALL.flatMap(({ name, children }) =>
  children.kind === 'elements' ? [{ name, children }] : [],
);

/** Components that any element may stand in. */
export const CONTAINERS = PARENTS.filter(({ children }) => children.accepts === 'element').map(
  ({ name }) => name,
);

/** Where a component may stand, in sentences. */
export function places(definition: Definition): string {
  if (definition.markdown) return inMarkdown(definition);
  const props = propsThatTake(definition);
  const base = {
    root: 'the outermost element',
    any: 'wherever an element, a text or an icon may stand',
    element: definition.rootOnly
      ? `straight in a ${tagLink('Card')}, in no container`
      : definition.needsForm === undefined
        ? `in a ${tagLink('Card')} and in every container`
        : `inside a ${tagLink('Form')}`,
    text: tagsOf(definition).includes('plain_text') ? 'wherever a text is expected' : '',
  }[definition.place as string];
  const places = [
    base ?? inside(parentsOf(definition)),
    definition.place === 'text' && base ? '' : props,
  ].filter(Boolean);
  return [
    `${places.join('; ')}.`,
    definition.needsForm && `*Doubtful: ${prose(definition.needsForm)}.*`,
    ...Object.entries(definition.avoidIn ?? {}).map(
      ([tag, why]) => `Better not in ${nameOf(tag)}. *Doubtful: ${prose(why)}.*`,
    ),
    definition.layer && `Counts as a ${link('container layer', SECTION.limits)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Where a component inside markdown may stand. */
function inMarkdown({ place, dialects = [], notIn = [] }: Definition): string {
  const part = ALL.filter(
    ({ children }) => children.kind === 'parts' && children.accepts === place,
  ).map(({ name }) => tagLink(name));
  if (part.length > 0) return `in ${listed(part)}.`;
  const texts = [
    tagLink('Markdown'),
    ...(dialects.includes('lark_md') ? [tagLink('LarkMd')] : []),
    ...(dialects.includes('mentions') ? [`the title of a ${tagLink('Header')}`] : []),
  ];
  const lines = place === 'block' ? ', in lines of its own' : '';
  const barred = notIn.length > 0 ? `; not in ${listed(notIn.map(tagLink), 'or')}` : '';
  return `in ${listed(texts)}${lines}${barred}.`;
}

/** What stands between the tags of a component, in sentences. */
export function children({ children }: Definition): string {
  if (children.kind === 'none') return 'none.';
  if (children.kind === 'inert') {
    const others = children.accepts.includes('block')
      ? 'inline components and blocks'
      : 'inline components';
    return `words, shown as they are, and ${others}.`;
  }
  if (children.kind === 'letters') {
    const slot = children.slot === undefined ? '' : `; the same as the prop ${code(children.slot)}`;
    return `words only, shown as they are${slot}.`;
  }
  if (children.kind === 'parts') {
    const members = ALL.filter(({ place }) => place === children.accepts);
    return `${listed(members.map(({ name }) => tagLink(name)))}, no words.`;
  }
  if (children.kind !== 'elements') {
    const what = children.kind === 'words' ? 'words' : 'markdown';
    return `${what}; the same as the prop ${code(children.slot)}.`;
  }
  const { accepts, at, wire, required, some, maxShown, parts } = children;
  const members = ALL.filter(({ place }) => place === accepts).map(({ name }) => name);
  const wired = code(at === undefined ? wire : `${at}.${wire}`);
  return [
    ...Object.entries(parts ?? {}).map(
      ([name, part]) =>
        `${part.required ? 'one' : 'at most one'} ${tagLink(part.definition.name)} (${code(name)})`,
    ),
    [
      accepts === 'element' ? 'elements' : listed(members.map(tagLink)),
      ` (${wired})`,
      some ? ', at least one' : required ? ', required' : '',
      maxShown === undefined ? '' : `, of which the first ${maxShown} are shown`,
    ].join(''),
  ]
    .join('; ')
    .concat('.');
}

/** A component whose fields depend on what it stands in: the definitions that it has there. */
export function variantsOf({ place }: Definition): { parents: string[]; definition: Definition }[] {
  const variants = new Map<Definition, string[]>();
  for (const { name, children } of PARENTS) {
    if (children.accepts !== place || children.item === undefined) continue;
    variants.set(children.item, [...(variants.get(children.item) ?? []), name]);
  }
  return [...variants].map(([definition, parents]) => ({ definition, parents }));
}

function parentsOf(definition: Definition): string[] {
  const takes = (children: ElementChildren) =>
    children.accepts === definition.place ||
    Object.values(children.parts ?? {}).some((part) => part.definition === definition);
  return PARENTS.filter(({ children }) => takes(children)).map(({ name }) => name);
}

/** The props that a component can be the value of. */
function propsThatTake(definition: Definition): string {
  const byPaths = new Map<string, string[]>();
  for (const { name, fields } of ALL) {
    const paths = listed(pathsTo(definition, fields, '').map(code));
    if (paths) byPaths.set(paths, [...(byPaths.get(paths) ?? []), name]);
  }
  return [...byPaths]
    .map(([paths, names]) => `as ${paths} of ${listed(names.map(tagLink))}`)
    .join('; ');
}

function inside(parents: readonly string[]): string {
  return parents.length > 0 ? `in ${listed(parents.map(tagLink))}` : '';
}

function pathsTo(definition: Definition, fields: Fields, around: string): string[] {
  return Object.entries(fields).flatMap(([prop, field]) =>
    inField(definition, field, `${around}${prop}`),
  );
}

function inField(definition: Definition, field: Field<unknown>, path: string): string[] {
  switch (field.kind) {
    case 'part':
      return (field.rule as RuleOf<'part'>).definition === definition ? [path] : [];
    case 'text': {
      const { tags } = field.rule as RuleOf<'text'>;
      return tagsOf(definition).some((tag) => tags.includes(tag)) ? [path] : [];
    }
    case 'obj':
      return pathsTo(definition, (field.rule as RuleOf<'obj'>).fields, `${path}.`);
    case 'list':
    case 'map': {
      const { of } = field.rule as RuleOf<'list' | 'map'>;
      return inField(definition, of, of.kind === 'obj' ? `${path}[]` : path);
    }
    default:
      return [];
  }
}

function nameOf(tag: string): string {
  const found = ALL.find((definition) => tagsOf(definition).includes(tag));
  return found ? tagLink(found.name) : code(tag);
}
