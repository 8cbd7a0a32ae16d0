import { common } from '../../components/common.js';
import { type Definition, tagsOf } from '../../src/schema/definition.js';
import type { Docs, Prop } from '../read-docs.js';
import { fieldsTable, wirePath } from './fields-table.js';
import { SECTION } from './in-words.js';
import {
  blocks,
  bullets,
  code,
  codes,
  fenced,
  link,
  listed,
  prose,
  table,
  tagLink,
} from './markdown.js';
import { children, places, variantsOf } from './places.js';
import { sourceOf } from './source-of.js';

const VENDOR = 'https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/';

/** What every element has; listed in a line, and described once. */
const COMMON = new Set<unknown>(Object.values(common));

export function componentSection(definition: Definition, docs: Docs): string {
  const { name, page, since, fields, legacy = {} } = definition;
  const { doc } = docs.component(name);
  const props = docs.props(name, fields);
  const own = props.filter(({ field }) => !COMMON.has(field));
  const generic = docs.generic(name);
  const tags = tagsOf(definition);
  return blocks(
    `### ${name}`,
    [
      tags.length > 0 && codes(tags),
      `[vendor's page](${VENDOR}${page})`,
      since && `from client ${since}`,
    ]
      .filter(Boolean)
      .join(' · '),
    prose(doc.text),
    doc.example && fenced('tsx', doc.example),
    definition.markdown && doc.example && written(doc.example),
    bullets([
      `**Place**: ${places(definition)}`,
      `**Children**: ${children(definition)}`,
      ...childrenByParent(definition),
    ]),
    own.length > 0 && fieldsTable(own, whereIs(definition)),
    own.length < props.length &&
      `${own.length > 0 ? 'Also' : 'Props:'} ${props
        .filter(({ field }) => COMMON.has(field))
        .map(nameAndWire)
        .join(', ')}: ${link(SECTION.element.toLowerCase(), SECTION.element)}.`,
    generic && blocks('Typed by what you write:', fenced('ts', generic)),
    Object.keys(legacy).length > 0 &&
      table(
        ['On the wire, not in 2.0', 'The service', 'Use instead'],
        Object.entries(legacy).map(([field, { use, refused }]) => [
          code(field),
          refused ? 'refuses it' : 'tolerates it',
          prose(use),
        ]),
      ),
  );
}

/** What an example inside markdown puts into its text. */
function written(example: string): string {
  return `Source:\n\n${fenced('markdown', sourceOf(example))}`;
}

function nameAndWire(prop: Prop): string {
  const wire = wirePath(prop);
  return wire === prop.name ? code(wire) : `${code(prop.name)} (${code(wire)})`;
}

/** In which parents a field may be given, where that depends on the parent. */
function whereIs(definition: Definition): ((prop: string) => string) | undefined {
  const variants = variantsOf(definition);
  if (variants.length === 0) return undefined;
  return (prop) =>
    variants
      .flatMap(({ definition: { fields }, parents }) => {
        const field = fields[prop];
        return field
          ? parents.map((parent) => tagLink(parent) + (field.required ? ' **required**' : ''))
          : [];
      })
      .join(', ');
}

/** Parents in which a component has no children, although elsewhere it has. */
function childrenByParent(definition: Definition): string[] {
  const none = variantsOf(definition).filter(
    ({ definition: variant }) => variant.children.kind !== definition.children.kind,
  );
  const parents = none.flatMap((one) => one.parents);
  return parents.length > 0 ? [`**No children** in ${listed(parents.map(tagLink))}.`] : [];
}
