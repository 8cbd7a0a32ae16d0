import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Card, check, raw } from 'larkx';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import { shapeOf } from '../../src/card/shape.js';
import { tagsOf } from '../../src/schema/definition.js';
import { resolves } from '../support/pointer.js';

const CODES = new Set(
  [
    ...readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').matchAll(
      /^### `([a-z0-9-]+)`/gm,
    ),
  ].map(([, code]) => code),
);

/** Names and values that mean something in a card, so that random JSON gets past the first look. */
const NAMES = [
  ...new Set(DEFINITIONS.flatMap((definition) => [...shapeOf(definition).keys()])),
  ...['tag', 'schema', 'content', 'i18n_content', 'type', 'zh_cn', 'multi_url', 'style'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a/b~c', ''],
];
const WORDS = [
  ...DEFINITIONS.flatMap(tagsOf),
  ...['2.0', '4px 8px', '4px', '12%', 'default', 'rgba(1,2,3,1)', 'https://example.com', ''],
  ...['| a |\n| - |', '![a](b.png)', '__proto__', 'open_url', 'callback', '1st', 'answer'],
];

const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...NAMES) }, fc.string());

type Arbitrary = fc.Arbitrary<unknown>;

const any = fc.memo(
  (depth): Arbitrary => (depth > 1 ? fc.oneof(leaf, object(depth), list(depth)) : leaf),
);
// By way of JSON: a dictionary would never make an own `__proto__`.
const object = fc.memo((depth) =>
  fc
    .array(fc.tuple(name, any(depth - 1)), { maxLength: 5 })
    .map((entries) => `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`)}}`)
    .map((text): object => JSON.parse(text)),
);
const list = fc.memo(
  (depth): Arbitrary =>
    fc.array(depth > 1 ? fc.oneof(element(depth - 1), any(depth - 1)) : leaf, { maxLength: 3 }),
);
const element = fc.memo((depth) =>
  fc
    .tuple(fc.constantFrom(...DEFINITIONS.flatMap(tagsOf)), object(depth), list(depth))
    .map(([tag, rest, children]) => ({ ...rest, tag, elements: children, columns: children })),
);
const card = fc
  .tuple(object(4), list(4))
  .map(([rest, elements]) => ({ ...rest, schema: '2.0', body: { elements } }));

/** What holds for whatever is checked. */
function sane(value: unknown): void {
  const before = JSON.stringify(value);
  for (const issue of check(value)) {
    expect(CODES).toContain(issue.code);
    expect(['error', 'warning']).toContain(issue.severity);
    expect(issue.message).toMatch(/^<\w+>/);
    const parent = issue.path.slice(0, Math.max(0, issue.path.lastIndexOf('/')));
    expect(resolves(value, issue.path) || resolves(value, parent), issue.path).toBe(true);
  }
  expect(JSON.stringify(value)).toBe(before);
}

describe('check takes anything', () => {
  test('any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), sane));
  });

  test('anything in the shape of a card', () => {
    fc.assert(fc.property(card, sane), { numRuns: 500 });
  });

  test('anything in the shape of an element', () => {
    fc.assert(
      fc.property(element(5), (one) => sane({ schema: '2.0', body: { elements: [one] } })),
      { numRuns: 500 },
    );
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'card'],
    ['a number', Number.NaN],
    ['an array', []],
    ['a function', () => {}],
  ])('%s', (_, value) => {
    expect(check(value)).toMatchObject([{ code: 'type', severity: 'error', path: '' }]);
  });

  test('members that no prototype has', () => {
    const text = '{"schema":"2.0","__proto__":{"body":1},"body":{"elements":[],"constructor":1}}';
    expect(check(JSON.parse(text)).map(({ code, path }) => [code, path])).toEqual([
      ['field-unknown', '/body/constructor'],
      ['field-unknown', '/__proto__'],
    ]);
  });
});

describe('check says what is no JSON', () => {
  const body = (element: unknown) => ({ schema: '2.0', body: { elements: [element] } });
  const cyclic: Record<string, unknown> = { tag: 'div' };
  cyclic.text = { tag: 'plain_text', content: 'x', up: [cyclic] };

  test.each([
    ['a cycle', body(cyclic), '/body/elements/0/text/up/0', /reference to an object around it/],
    [
      'a date in a callback',
      body({ tag: 'button', behaviors: [{ type: 'callback', value: { at: new Date(0) } }] }),
      '/body/elements/0/behaviors/0/value/at',
      /an instance of Date/,
    ],
    ['a map', body(new Map()), '/body/elements/0', /an instance of Map/],
    ['a bigint', body({ tag: 'div', x: 1n }), '/body/elements/0/x', /a bigint/],
    ['infinity', body({ tag: 'div', x: Infinity }), '/body/elements/0/x', /Infinity/],
    ['a function', body({ tag: 'div', 'a/b': check }), '/body/elements/0/a~1b', /function check/],
    ['markdown', body({ tag: 'markdown', content: raw('x') }), '/body/elements/0/content', /Md/],
  ])('%s', (_, value, path, message) => {
    expect(check(value)).toEqual([
      { code: 'type', severity: 'error', path, message: expect.stringMatching(message) },
    ]);
  });

  test('an element that was not rendered', () => {
    expect(check(Card({}))).toEqual([
      {
        code: 'type',
        severity: 'error',
        path: '',
        message: '<Card>: found an element, which is not JSON',
        hint: 'render it: check(render(<Card>...</Card>))',
      },
    ]);
  });

  test('not one object that stands in two places', () => {
    const text = { tag: 'plain_text', content: 'x' };
    const twice = [
      { tag: 'div', text },
      { tag: 'div', text },
    ];
    expect(check({ schema: '2.0', body: { elements: twice } })).toEqual([]);
  });

  test('nor what JSON leaves out', () => {
    expect(check({ schema: '2.0', header: undefined, body: { elements: [] } })).toEqual([]);
  });
});

describe('check comes back from', () => {
  const inCard = (element: object) => ({ schema: '2.0', body: { elements: [element] } });

  test('10,000 levels of elements', () => {
    let inside: object = { tag: 'hr' };
    for (let i = 0; i < 10_000; i++) {
      inside = { tag: 'column_set', columns: [{ tag: 'column', elements: [inside] }] };
    }
    expect(check(inCard(inside))).toMatchObject([{ code: 'depth', severity: 'error' }]);
  });

  test('10,000 levels in a callback', () => {
    let value: object = {};
    for (let i = 0; i < 10_000; i++) value = { value };
    expect(
      check(inCard({ tag: 'button', behaviors: [{ type: 'callback', value }] })),
    ).toMatchObject([{ code: 'depth' }]);
  });

  test('as many levels as it follows', () => {
    let inside: object = { tag: 'hr' };
    for (let i = 0; i < 240; i++) {
      inside = { tag: 'collapsible_panel', header: {}, elements: [inside] };
    }
    expect(check(inCard(inside)).map(({ code }) => code)).toContain('depth');
  });

  const n = 100_000;
  test.each(
    Object.entries({
      brackets: '!['.repeat(n),
      images: '![]('.repeat(n),
      'images with blanks': `![](${' '.repeat(n)}`.repeat(3),
      'images with titles': '![](a "'.repeat(n),
      backticks: `${'`'.repeat(n)}${'b'.repeat(n)}![](`,
      'runs of backticks': `![](${Array.from({ length: 400 }, (_, i) => '`'.repeat(i)).join('a')}`,
      'open code spans': `![](${'`a'.repeat(n)}`,
      pipes: `${'|'.repeat(n)}\n${'|-'.repeat(n)}`,
      dashes: '-'.repeat(n),
      'blanks in a row': `| a |\n|${' '.repeat(n)}-${' '.repeat(n)}x|`,
      quotes: `${'>'.repeat(n)}-`,
      'lists in lists': `${'* '.repeat(n)}a-`,
      'quotes and lists': `${'> - '.repeat(n)}a\n`.repeat(3),
      'many tables': '| a |\n| - |\n\n'.repeat(n / 10),
      backslashes: `${'\\'.repeat(n)}|\n|-|`,
      tabs: `${'\t'.repeat(n)}-`,
      colons: `${'a:'.repeat(n)}`,
      digits: `${'1'.repeat(n)}px`,
      margins: `${'4px '.repeat(n)}`,
      blanks: `${' '.repeat(n)}x`,
    }),
  )('a long text of %s', (_, text) => {
    const card = {
      schema: '2.0',
      config: { style: { color: { own: { light_mode: text, dark_mode: text } } } },
      card_link: { url: text },
      body: {
        padding: text,
        vertical_spacing: text,
        elements: [
          { tag: 'markdown', content: text, margin: text, text_size: text, element_id: text },
          { tag: 'div', width: text, icon: { tag: 'custom_icon', img_key: text, size: text } },
          { tag: text, [text]: text },
        ],
      },
    };
    // A regular expression that backtracks would not come back within the runner's time limit.
    expect(check(card).length).toBeGreaterThan(0);
  });
});
