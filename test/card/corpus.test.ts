import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'larkx';
import { describe, expect, test } from 'vitest';
import { BY_TAG } from '../../components/definitions.js';
import { eachObject } from '../../src/card/tree.js';

/**
 * Cards of the vendor's pages and of public programs: `cards/*.json` are sent or meant to be, `cards-invalid/*.json`
 * are known to be refused. They are not ours to publish, so the folder is named from outside.
 */
const folder = process.env.LARKX_CORPUS;
const there = folder !== undefined && existsSync(join(folder, 'cards'));

/** The cards among the valid ones that do break a rule, with each rule they break. */
const BROKEN: Readonly<Record<string, { why: string; breaks: readonly string[] }>> = {
  'official-column_set-1.json': {
    why: 'a sample that shows every field and gives the set and its column the same id; ids are unique in a card (card-json-v2-structure)',
    breaks: ['id-duplicate /body/elements/0/columns/0/element_id'],
  },
  'wild-coreman-3.json': {
    why: 'test data of a sanitizer that removes fields which the service refuses (column-set, rich-text)',
    breaks: [
      'field-unknown /body/elements/0/columns/0/elements/0/extra_field',
      'field-unknown /body/elements/0/fancy',
    ],
  },
  'wild-coreman-4.json': {
    why: 'test data of the same sanitizer, which removes links that are not http or https (configuring-card-interactions)',
    breaks: [
      'url-scheme /body/elements/0/options/1/multi_url/ios_url',
      'url-scheme /body/elements/1/columns/0/action/multi_url/url',
    ],
  },
  'wild-coreman-5.json': {
    why: 'test data of the same sanitizer (collapsible-panel)',
    breaks: [
      'field-unknown /body/elements/0/border/width',
      'field-unknown /body/elements/0/header/extra',
    ],
  },
  'wild-feishu-cli-1.json': {
    why: 'test data of a linter: a plain_text is no component of a body (card-json-v2-structure)',
    breaks: ['parent /body/elements/1'],
  },
  'wild-feishu-cli-3.json': {
    why: 'test data of a linter: tags of a title, alignments of a text (title, rich-text)',
    breaks: ['enum /body/elements/0/text_align', 'enum /header/title/tag'],
  },
  'wild-feishu-cli-6.json': {
    why: 'test data of a linter: fields that users do not have (user-profile, user-list)',
    breaks: [
      'field-missing /body/elements/1/persons/0/id',
      'field-unknown /body/elements/0/user_id_type',
      'field-unknown /body/elements/1/persons/0/user_id',
    ],
  },
  'wild-feishu-cli-7.json': {
    why: 'test data of a linter: a type that columns do not have (table)',
    breaks: ['enum /body/elements/0/columns/0/data_type'],
  },
  'wild-feishu-cli-8.json': {
    why: 'test data of a linter: "TODO" and "not-a-url" where links stand (card-json-v2-structure)',
    breaks: ['url-scheme /body/elements/1/behaviors/0/default_url', 'url-scheme /card_link/url'],
  },
  'wild-feishu-cli-9.json': {
    why: 'test data of a linter: a file instead of the key of an upload (image)',
    breaks: ['image-key /body/elements/0/img_key'],
  },
  'wild-feishu-cli-10.json': {
    why: 'test data of a linter: fields that a set of columns does not have (column-set)',
    breaks: ['field-unknown /body/elements/1/margin-top', 'field-unknown /body/elements/1/width'],
  },
  'wild-feishu-cli-11.json': {
    why: 'files beside the card, which the program uploads before it sends the card (image, multi-image-laylout)',
    breaks: ['image-key /body/elements/0/img_key', 'image-key /body/elements/1/img_list/0/img_key'],
  },
  'wild-feishu-cli-16.json': {
    why: 'a file beside the card, which the program uploads before it sends the card (rich-text)',
    breaks: ['image-key /body/elements/0/content'],
  },
  'wild-feishu-cli-23.json': {
    why: 'test data of a linter: options, names and styles that are wrong (multi-select-dropdown-menu, image-picker)',
    breaks: [
      'field-legacy /body/elements/2/style',
      'field-missing /body/elements/1/name',
      'field-unknown /body/elements/2/selected_values',
      'image-key /body/elements/2/options/0/img_key',
      'option-duplicate /body/elements/1/options/1/value',
    ],
  },
  'wild-feishu-cli-26.json': {
    why: 'a template, with placeholders such as __ALERT_URL__ for the links',
    breaks: [
      'url-scheme /body/elements/5/columns/0/elements/0/behaviors/0/default_url',
      'url-scheme /body/elements/5/columns/1/elements/0/behaviors/0/default_url',
    ],
  },
  'wild-feishu-cli-27.json': {
    why: 'a template, with placeholders for the links',
    breaks: ['url-scheme /body/elements/5/columns/2/elements/0/behaviors/0/default_url'],
  },
  'wild-feishu-cli-28.json': {
    why: 'a template, with placeholders for the links',
    breaks: ['url-scheme /body/elements/9/behaviors/0/default_url'],
  },
  'wild-feishu-cli-29.json': {
    why: 'a template, with placeholders for the links',
    breaks: [
      'url-scheme /body/elements/7/columns/0/elements/0/behaviors/0/default_url',
      'url-scheme /body/elements/7/columns/1/elements/0/behaviors/0/default_url',
    ],
  },
  'wild-feishu-cli-31.json': {
    why: 'a template, with placeholders for the links',
    breaks: ['url-scheme /body/elements/4/behaviors/0/default_url'],
  },
  'wild-feishu-cli-32.json': {
    why: 'a template, with placeholders for the links',
    breaks: [
      'url-scheme /body/elements/7/columns/0/elements/0/behaviors/0/default_url',
      'url-scheme /body/elements/7/columns/1/elements/0/behaviors/0/default_url',
    ],
  },
};

if (!there) {
  const what = `no corpus of cards: LARKX_CORPUS is ${folder ?? 'not set'}; real cards are not checked`;
  console.warn(`\n*** SKIPPED: ${what} ***\n`);
  test('the corpus is there in CI', () => {
    expect(process.env.CI === 'true' ? what : '').toBe('');
  });
}

describe.skipIf(!there)('of the real cards', () => {
  const cards = there ? read('cards') : new Map<string, unknown>();
  const invalid = there ? read('cards-invalid') : new Map<string, unknown>();

  test.each([...cards.keys()])('%s has no error but those it is known for', (name) => {
    const card = cards.get(name);
    const errors = check(card)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path}`);
    expect(errors.sort()).toEqual([...(BROKEN[name]?.breaks ?? [])].sort());
  });

  test.each([...invalid.keys()])('%s has an error', (name) => {
    expect(check(invalid.get(name)).some(({ severity }) => severity === 'error')).toBe(true);
  });

  test('those that are known to be broken exist', () => {
    expect(Object.keys(BROKEN).filter((name) => !cards.has(name))).toEqual([]);
  });

  test('are made of components that exist', () => {
    const unknown = [...cards].flatMap(([name, card]) => {
      const tags: string[] = [];
      eachObject(card, ({ tag }) => {
        if (typeof tag === 'string' && !BY_TAG.has(tag)) tags.push(`${name} ${tag}`);
      });
      return tags;
    });
    // What an audio shows on old clients is an object of its own, and no component.
    expect(unknown.filter((found) => !found.endsWith(' fallback_text'))).toEqual([]);
  });

  function read(kind: string): Map<string, unknown> {
    const names = readdirSync(join(folder as string, kind)).filter((name) =>
      name.endsWith('.json'),
    );
    return new Map(
      names.map((name) => [
        name,
        JSON.parse(readFileSync(join(folder as string, kind, name), 'utf8')),
      ]),
    );
  }
});
