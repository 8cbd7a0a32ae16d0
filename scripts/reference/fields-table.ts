import { wireName } from '../../src/card/build.js';
import type { RuleOf } from '../../src/schema/field.js';
import type { Prop } from '../read-docs.js';
import { hasSection, inWords } from './in-words.js';
import { code, prose, table } from './markdown.js';

/** Sizes of which only the bounds can be in doubt. */
const SIZES = ['box', 'spacing', 'length', 'dimensions'];

/** A table of fields; members of objects stand below them, further to the right. */
export function fieldsTable(props: readonly Prop[], where?: (prop: string) => string): string {
  const rows = props.flatMap((prop) => rowsOf(prop, 0));
  return table(
    ['Prop, on the wire', 'Type', 'In', 'Default', 'Meaning'],
    rows.map(({ prop, depth }) => [
      names(prop)
        .map((name) => '&emsp;'.repeat(depth) + name)
        .join('<br>'),
      inWords(prop.field, prop.event),
      (depth === 0 && where?.(prop.name)) || '',
      defaultOf(prop),
      meaning(prop),
    ]),
  );
}

/** The name on the wire, behind the member of the component that the field stands in. */
export function wirePath({ name, field }: Pick<Prop, 'name' | 'field'>): string {
  const wire = wireName(name, field);
  return field.rule.at === undefined ? wire : `${field.rule.at}.${wire}`;
}

/** The prop, and what it is called on the wire where that is something else. */
function names(prop: Prop): string[] {
  const { kind, rule } = prop.field;
  const own = code(prop.name);
  if (kind === 'extra' || kind === 'live') return [own];
  if (kind !== 'handler') return [...new Set([own, code(wirePath(prop))])];
  const submits = (rule as RuleOf<'handler'>).on === 'submit';
  return [own, submits ? `${code('behaviors')} of submit buttons` : code('behaviors')];
}

function rowsOf(prop: Prop, depth: number): { prop: Prop; depth: number }[] {
  const members = hasSection(prop.field) ? [] : prop.members;
  return [{ prop, depth }, ...members.flatMap((member) => rowsOf(member, depth + 1))];
}

function defaultOf({ field }: Prop): string {
  const { default: value } = field.rule as { default?: string | number | boolean };
  return [field.required && '**required**', value !== undefined && code(value)]
    .filter(Boolean)
    .join(' ');
}

function meaning({ doc, field, variant }: Prop): string {
  const { since, newer = {}, doubtful, doubtfulNeed } = field.rule;
  return [
    variant && `In ${code(variant)}:`,
    prose(doc.text),
    since && `From client ${since}.`,
    ...Object.entries(newer).map(([value, since]) => `${code(value)} from client ${since}.`),
    doubtful && `*Doubtful${SIZES.includes(field.kind) ? ' bounds' : ''}: ${prose(doubtful)}.*`,
    doubtfulNeed && `*Doubtful whether it is required: ${prose(doubtfulNeed)}.*`,
  ]
    .filter(Boolean)
    .join(' ');
}
