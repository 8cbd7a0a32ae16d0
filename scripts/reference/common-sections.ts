import { behaviors, common, confirm } from '../../components/common.js';
import { COLORS } from '../../src/schema/color.js';
import type { Definition } from '../../src/schema/definition.js';
import type { Field } from '../../src/schema/field.js';
import * as limits from '../../src/schema/limits.js';
import { LOCALES } from '../../src/schema/locale.js';
import { TEXT_SIZES } from '../../src/schema/text-size.js';
import { type Declared, type Docs, type Prop, withMembers } from '../read-docs.js';
import { ALL } from './all.js';
import { fieldsTable } from './fields-table.js';
import { isLink, SECTION } from './in-words.js';
import { blocks, bullets, code, codes, prose, table, tagLink } from './markdown.js';

/** What several components have, each from where the library has it. */
export function commonSections(docs: Docs): string[] {
  const fields = new Map(docs.exportsOf('src/schema/field.ts').map((one) => [one.name, one]));
  const events = docs.exportsOf('src/schema/events.ts');
  const all = ALL.flatMap((definition) =>
    docs.props(definition.name, definition.fields).flatMap(withMembers),
  );
  const find = (is: (field: Field<unknown>) => boolean): Prop => {
    const found = all.find(({ field }) => is(field));
    if (!found) throw new Error('no component has a field that has a section of its own');
    return found;
  };
  const section = (heading: string, ...body: (string | undefined)[]) =>
    blocks(`### ${heading}`, ...body);

  return [
    section(
      SECTION.element,
      fieldsTable(Object.values(common).map((field) => find((one) => one === field))),
    ),
    section(SECTION.texts, said(fields, 'Text'), textElements()),
    section(
      SECTION.languages,
      said(docs.exportsOf('src/schema/locale.ts'), 'LocaleMap'),
      codes(LOCALES),
    ),
    section(
      SECTION.textSizes,
      said(docs.exportsOf('src/schema/text-size.ts'), 'TEXT_SIZES'),
      codes(TEXT_SIZES),
    ),
    section(
      SECTION.colours,
      said(fields, 'Color'),
      said(docs.exportsOf('src/schema/color.ts'), 'ColorName'),
      table(['Name', 'Shades'], shades()),
    ),
    section(
      SECTION.boxes,
      bullets([`One, two or four values: ${said(fields, 'Box')}`, said(fields, 'FourSides')]),
    ),
    section(SECTION.spacing, said(fields, 'Spacing')),
    section(
      SECTION.links,
      said(docs.exportsOf('components/common.ts'), 'multiUrl'),
      fieldsTable(find(isLink).members),
    ),
    section(
      SECTION.behaviors,
      said(docs.exportsOf('components/common.ts'), 'behaviors'),
      ...variants(find((field) => field === behaviors)),
    ),
    section(
      SECTION.confirm,
      said(docs.exportsOf('components/common.ts'), 'confirm'),
      fieldsTable(find((field) => field === confirm).members),
    ),
    section(SECTION.handlers, said(events, 'Handler'), eventsTable(events)),
    section(SECTION.limits, limitsTable(docs)),
  ];
}

/** What the comment of a declaration says, and the page that it names. */
function said(declared: readonly Declared[] | ReadonlyMap<string, Declared>, name: string): string {
  const doc = [...declared.values()].find((one) => one.name === name)?.doc;
  if (!doc) throw new Error(`${name} is not exported any more`);
  const page = doc.tags.get('see');
  return [prose(doc.text), page && `([vendor's page](${page}))`].filter(Boolean).join(' ');
}

function textElements(): string {
  const [plain, ...others] = ALL.filter(({ place }) => place === 'text')
    .sort((a, b) => Number(isPlain(b)) - Number(isPlain(a)))
    .map(({ name }) => tagLink(name));
  return `Text elements are ${plain} and, where the type of a prop names it, ${others.join(', ')}.`;
}

function isPlain({ tag }: Definition): boolean {
  return tag === 'plain_text';
}

/** A table for each kind of object that a list of objects takes. */
function variants({ members }: Prop): string[] {
  const names = [...new Set(members.map(({ variant }) => variant ?? ''))];
  return names.flatMap((name) => [
    `With ${code('type')} ${code(name)}:`,
    fieldsTable(
      members
        .filter(({ variant }) => variant === name)
        .map((member) => ({ ...member, variant: undefined })),
    ),
  ]);
}

/** Colours that have shades, those with the same ones in one row. */
function shades(): string[][] {
  const byName = new Map<string, string[]>();
  for (const color of COLORS) {
    const [, name = color, shade] = /^(\w+)-(\d+)$/.exec(color) ?? [];
    byName.set(name, [...(byName.get(name) ?? []), ...(shade === undefined ? [] : [shade])]);
  }
  const byShades = new Map<string, string[]>();
  for (const [name, shades] of byName) {
    const key = codes(shades.sort((a, b) => Number(a) - Number(b)).map((shade) => `-${shade}`));
    byShades.set(key, [...(byShades.get(key) ?? []), name]);
  }
  return [...byShades].map(([shades, names]) => [codes(names), shades]);
}

function eventsTable(declared: readonly Declared[]): string {
  return table(
    ['Type', 'Meaning', 'Members'],
    declared
      .filter(({ name, members }) => members.length > 0 || name.endsWith('Event'))
      .map(({ name, parameters, doc, members }) => [
        code(name + parameters),
        prose(doc.text),
        members
          .map(({ declaration, doc }) => {
            const plain = declaration
              .replace(/^readonly |;$/g, '')
              .replace(/(?<=\?:.*) \| undefined$/, '');
            return `${code(plain)} ${prose(doc.text)}`.trim();
          })
          .join('<br>'),
      ]),
  );
}

function limitsTable(docs: Docs): string {
  return table(
    ['Limit', 'Value', 'Meaning'],
    docs
      .exportsOf('src/schema/limits.ts')
      .map(({ name, doc }) => [
        name.replace(/_MS$/, '').replaceAll('_', ' ').toLowerCase(),
        limitValue(name, (limits as Readonly<Record<string, unknown>>)[name]),
        prose(doc.text),
      ]),
  );
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function limitValue(name: string, value: unknown): string {
  if (typeof value !== 'number') return code(String(value));
  if (!name.endsWith('_MS')) return value.toLocaleString('en-US');
  return value % DAY === 0 ? `${value / DAY} days` : `${value / MINUTE} minutes`;
}
