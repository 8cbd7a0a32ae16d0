import { behaviors, confirm, multiUrl } from '../../components/common.js';
import { BY_TAG } from '../../components/definitions.js';
import type { Field, Kind, RuleOf } from '../../src/schema/field.js';
import { LOCALES } from '../../src/schema/locale.js';
import { TEXT_SIZES } from '../../src/schema/text-size.js';
import { code, codes, link, listed, tagLink } from './markdown.js';

/** Headings of the sections on what several components have. */
export const SECTION = {
  element: 'What every element has',
  texts: 'Texts',
  languages: 'Languages',
  textSizes: 'Text sizes',
  colours: 'Colours',
  boxes: 'Margins and paddings',
  spacing: 'Spacing',
  links: 'Links',
  behaviors: 'Behaviors',
  confirm: 'Confirm',
  handlers: 'Handlers and events',
  limits: 'Limits',
} as const;

/** Whether a field is described in a section of its own, and not again wherever it occurs. */
export function hasSection(field: Field<unknown>): boolean {
  return field === behaviors || field === confirm || isLink(field);
}

/** Whether it is a link with one of its own for each client. */
export function isLink(field: Field<unknown>): boolean {
  return field.kind === 'obj' && (field.rule as RuleOf<'obj'>).fields === multiUrl;
}

/** What a field takes. `event` is what a handler is called with. */
export function inWords(field: Field<unknown>, event?: string): string {
  if (field === behaviors) return `array of ${link('behaviors', SECTION.behaviors)}`;
  if (field === confirm) return link('confirm', SECTION.confirm);
  if (field.kind === 'handler') {
    return event
      ? `handler of ${link(code(event), SECTION.handlers)}`
      : link('handler', SECTION.handlers);
  }
  return (KINDS[field.kind] as (rule: object) => string)(field.rule);
}

const PER_LANGUAGE = link('per language', SECTION.languages);

const KINDS: { readonly [K in Exclude<Kind, 'handler'>]: (rule: RuleOf<K>) => string } = {
  id: () => link('element id', SECTION.limits),
  string({ minLength = 0, maxLength, pattern, says }) {
    const form = pattern && says ? `: ${formOf(says)}` : '';
    if (maxLength === undefined) return `string${form}${minLength > 0 ? ', not empty' : ''}`;
    const least = minLength > 0 ? `${minLength} to` : 'at most';
    return `string${form}, ${least} ${characters(maxLength)}`;
  },
  name: () => 'string, unique in the card',
  url: ({ empty }) => `http or https URL${orEmpty(empty)}`,
  'image-key': ({ empty }) => `image key${orEmpty(empty)}`,
  'icon-token': () => 'icon token',
  boolean: () => 'boolean',
  number({ min, max, integer }) {
    const range = between(min, max);
    return `${integer ? 'integer' : 'number'}${range && `, ${range}`}`;
  },
  enum({ values }) {
    if (values === TEXT_SIZES) return link('text size', SECTION.textSizes);
    return values === LOCALES ? link('language', SECTION.languages) : codes(values);
  },
  color: ({ words }) => or([link('colour', SECTION.colours), ...words.map(code)]),
  'text-size': () => link('text size', SECTION.textSizes),
  box: ({ min, max, arity }) =>
    `${or(arity.map(String))} ${link('values', SECTION.boxes)}, ${between(min, max, ' px')}`,
  spacing: () => link('spacing', SECTION.spacing),
  length: ({ words, min, max, percentFrom }) =>
    or([
      ...words.map(code),
      between(min, max, ' px'),
      ...(percentFrom === undefined ? [] : [between(percentFrom, 100, ' %')]),
    ]),
  dimensions: ({ words, min, max }) =>
    or([...words.map(code), `${code('<w>px <h>px')}, each ${between(min, max)}`]),
  text({ tags, maxLength }) {
    const others = tags.slice(1).map((tag) => tagLink(BY_TAG.get(tag)?.name ?? tag));
    const text = or([link('text', SECTION.texts), ...others]);
    return maxLength === undefined ? text : `${text}, at most ${characters(maxLength)}`;
  },
  words: ({ twin }) => (twin === undefined ? 'string' : `string, or one ${PER_LANGUAGE}`),
  markdown: ({ twin }) => (twin === undefined ? 'markdown' : `markdown, or one ${PER_LANGUAGE}`),
  caption: ({ twin }) => `string, or one ${PER_LANGUAGE} (${codes(['content', twin])})`,
  obj(rule) {
    const { fields, anyOf } = rule;
    const object = fields === multiUrl ? link('link', SECTION.links) : 'object';
    return anyOf
      ? `${object} with ${anyOf.map((names) => listed(names.map(code))).join(', or with ')}`
      : object;
  },
  list({ of, max, maxShown }) {
    const items = of.kind === 'obj' || of.kind === 'union' ? 'objects' : inWords(of);
    return [
      `array of ${items}`,
      max !== undefined && `at most ${max}`,
      maxShown !== undefined && `the first ${maxShown} are shown`,
    ]
      .filter(Boolean)
      .join(', ');
  },
  map: ({ keys, of }) => `${inWords(of)}, ${keys === LOCALES ? PER_LANGUAGE : 'by name'}`,
  union: ({ variants }) => `object, its ${code('type')} ${or(Object.keys(variants).map(code))}`,
  part: ({ definition }) => tagLink(definition.name),
  options: () => `${link('text', SECTION.texts)} by value`,
  fallback: () => or([code('drop'), link('text', SECTION.texts)]),
  json: ({ is, says }) =>
    says ?? (is === undefined ? 'JSON' : is === 'array' ? 'JSON array' : 'JSON object'),
  live: () => 'boolean',
  extra: () => 'JSON object',
};

function or(items: readonly string[]): string {
  return listed(items, 'or');
}

function characters(n: number): string {
  return n === 1 ? '1 character' : `${n} characters`;
}

function orEmpty(empty: boolean | undefined): string {
  return empty ? ', may be empty' : '';
}

/** What a pattern wants: words with forms in quotes, or the form alone. */
function formOf(says: string): string {
  if (!says.includes('"')) return code(says);
  return says.replace(/"([^"]*)"/g, (_, form: string) => code(form));
}

function between(min: number | undefined, max: number | undefined, unit = ''): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return min === 0 && unit ? unit.trim() : `at least ${min}${unit}`;
  return min === undefined ? `at most ${max}${unit}` : `${min} to ${max}${unit}`;
}
