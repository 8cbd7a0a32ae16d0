import { getOwn, jsonBytes } from '../schema/json.js';
import { ELEMENT_ID, MAX_ELEMENTS } from '../schema/limits.js';
import { checkFormNames } from './form-names.js';
import type { Knobs } from './knobs.js';
import { checkKnownFields } from './known-fields.js';
import { countMarkdownTables } from './markdown-tables.js';
import { isTooDeep } from './parse.js';
import { byKnob, contentRefused, type EmittedCode, noted, refused } from './refusal.js';
import { configFault } from './settings.js';
import { isTree, MEMBERS, type Place, places, type Tree, tagOf } from './tree.js';

/** Refuses a document that cannot be a card, or is too large for one. `unknown` as in {@link checkDocument}. */
export function checkCard(document: Tree, knobs: Knobs, unknown?: EmittedCode): void {
  checkDocument(document, knobs, unknown);
  checkLimits(document, knobs);
}

/**
 * Refuses a document that cannot be a card: what it is made of, and its ids. `unknown` is what the endpoint answers to
 * a component or a property that does not exist, and to a value of the wrong type.
 */
export function checkDocument(
  document: Tree,
  knobs: Pick<Knobs, 'strictProperties' | 'strictTypes' | 'missingBody'>,
  unknown: EmittedCode = 200220,
): void {
  if (Object.keys(document).length === 0) throw refused(300307);
  const body = getOwn(document, 'body') ?? undefined;
  if (body === undefined && knobs.missingBody === 200610) {
    throw byKnob(noted(refused(200610), 'the card has no body'), knobs, 'missingBody');
  }
  if (getOwn(document, 'schema') !== '2.0') throw refused(300303);
  const config = getOwn(document, 'config') ?? {};
  const fault = configFault(config);
  if (fault !== undefined) throw refused(10002, fault);
  if (getOwn(config as Tree, 'update_multi') === false) throw refused(300302);
  if (isTooDeep(document)) throw refused(200220, 'json is nested too deep');

  if (body !== undefined && !isTree(body)) throw refused(200220, 'body must be an object');
  checkMembers(getOwn(body ?? {}, 'elements'), 'elements');
  const all = places(document);
  for (const { node } of all) checkContainer(node);
  const { strictProperties: names, strictTypes: types } = knobs;
  if (names || types) checkKnownFields(document, { names, types, code: unknown });
  checkIds(all);
  checkFormNames(document);
}

/** Refuses a card that is larger than the service takes. */
export function checkLimits(document: Tree, knobs: Knobs): void {
  const counted = places(document, { throughOpaque: knobs.countOpaque });
  const tagged = counted.filter(
    ({ node, inHeader }) => tagOf(node) !== undefined && (knobs.countHeader || !inHeader),
  ).length;
  if (tagged > MAX_ELEMENTS) throw refused(300305);
  const bytes = jsonBytes(document);
  if (bytes > knobs.cardBytesLimit) {
    throw byKnob(noted(refused(200860), `the card has ${bytes} bytes`), knobs, 'cardBytesLimit');
  }
  if (countTables(places(document)) > knobs.tableLimit) {
    throw byKnob(
      contentRefused(11310, 'card table number over limit', 'table'),
      knobs,
      'tableLimit',
    );
  }
}

function checkContainer(node: Tree): void {
  const key = MEMBERS.get(tagOf(node) ?? '');
  if (key) checkMembers(getOwn(node, key), key);
}

/** A `column` stands among columns and nowhere else; anything else never stands there. */
function checkMembers(list: unknown, key: 'elements' | 'columns'): void {
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) throw refused(200220, `${key} must be an array`);
  for (const item of list) {
    const tag = isTree(item) ? tagOf(item) : undefined;
    if (tag === undefined) throw refused(200220, 'element has no tag');
    if ((tag === 'column') !== (key === 'columns')) {
      throw refused(200220, `tag ${tag.slice(0, 40)} is not supported in ${key}`);
    }
  }
}

function checkIds(all: readonly Place[]): void {
  const seen = new Set<string>();
  for (const { node } of all) {
    const id = getOwn(node, 'element_id');
    if (id === undefined || id === null) continue;
    if (typeof id !== 'string' || !ELEMENT_ID.test(id)) {
      const shown = typeof id === 'string' ? id.slice(0, 40) : JSON.stringify(id).slice(0, 40);
      throw refused(300301, `ElementID ${shown}: Code 1002: Invalid ID format`);
    }
    if (seen.has(id)) throw refused(300301, `ElementID ${id}: Code 1001: Duplicate ID`);
    seen.add(id);
  }
}

/** Tables of the language that has most. A text without a translation is shown to every language. */
function countTables(all: readonly Place[]): number {
  const components = all.filter(({ node }) => tagOf(node) === 'table').length;
  const texts = all.filter(({ node }) => tagOf(node) === 'markdown').map(({ node }) => node);
  const translations = texts.map((node) => getOwn(node, 'i18n_content')).filter(isTree);
  const locales = new Set(translations.flatMap((map) => Object.keys(map)));
  const inLanguage = (locale: string | undefined) =>
    texts.reduce((sum, node) => sum + countMarkdownTables(textOf(node, locale)), components);
  return Math.max(inLanguage(undefined), ...[...locales].map(inLanguage));
}

function textOf(node: Tree, locale: string | undefined): string {
  const map = getOwn(node, 'i18n_content');
  const translated = locale !== undefined && isTree(map) ? getOwn(map, locale) : undefined;
  const text = translated ?? getOwn(node, 'content');
  return typeof text === 'string' ? text : '';
}
