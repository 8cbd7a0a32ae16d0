import {
  At,
  B,
  Card,
  Code,
  check,
  H1,
  Li,
  MdTable,
  md,
  raw,
  render,
  Table,
  type TableColumn,
  Td,
  Tr,
  Ul,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { countTables } from '../../../src/card/markdown-tables.js';
import { codesOf, issuesOf } from '../issues-of.js';

const columns = [
  { name: 'full', dataType: 'markdown' },
  { name: 'small', dataType: 'lark_md' },
  { name: 'words', dataType: 'text' },
] as const;
const table = (row: any) => (
  <Card>
    <Table columns={columns as readonly TableColumn[]} rows={[row]} />
  </Card>
);
const cells = (row: any) => (render(table(row)) as any).body.elements[0].rows[0];

describe('a cell of markdown', () => {
  test('takes strings, numbers, markdown values and components', () => {
    expect(
      cells({
        full: <Code>a</Code>,
        small: [<B key="b">b</B>, ' ', 3],
        words: '**c** <at id=all>',
      }),
    ).toStrictEqual({ full: '`a`', small: '**b** 3', words: '**c** <at id=all>' });
    expect(cells({ full: md`**${'*'}**`, small: 7 })).toStrictEqual({
      full: '**&#42;**',
      small: '7',
    });
  });

  test('has safe strings', () => {
    const row = cells({ full: '**a** <at id=all></at>', small: '<at id=all></at>' });
    expect(row.full).toContain('**a** ');
    expect(row.full).not.toContain('<at');
    expect(row.small).not.toContain('<at');
    expect(cells({ full: raw('<at id=all></at>') }).full).toBe('<at id=all></at>');
  });

  test('keeps its place among the cells, and is no cell where it is nothing', () => {
    const row = cells({ words: 'a', small: 'b', full: 'c', other: { d: 1 } });
    expect(Object.keys(row)).toEqual(['words', 'small', 'full', 'other']);
    expect(cells({ full: null, small: undefined, words: '' })).toStrictEqual({
      full: null,
      words: '',
    });
    expect(cells({ full: [], small: '' })).toStrictEqual({ small: '' });
  });

  test('holds no table, whichever way it is made', () => {
    expect(countTables(cells({ full: '| a |\n| --- |\n| 1 |' }).full)).toBe(0);
    const made = (
      <MdTable>
        <Tr>
          <Td>a</Td>
        </Tr>
      </MdTable>
    );
    expect(issuesOf(table({ full: made }))).toMatchObject([
      {
        code: 'parent',
        path: '/body/elements/0/rows/0/full',
        message: '<MdTable> cannot stand in <Table> rows[0].full',
        hint: '<Table> holds no <MdTable>',
      },
    ]);
  });

  test('knows its dialect', () => {
    expect(cells({ full: <H1>a</H1> }).full).toBe('# a');
    expect(codesOf(table({ small: <H1>a</H1> }))).toEqual(['parent /body/elements/0/rows/0/small']);
    expect(
      codesOf(
        table({
          small: (
            <Ul>
              <Li>a</Li>
            </Ul>
          ),
        }),
      ),
    ).toEqual(['parent /body/elements/0/rows/0/small']);
  });

  test('has one language', () => {
    expect(issuesOf(table({ full: { zh_cn: 'a' } }))).toMatchObject([
      { code: 'type', path: '/body/elements/0/rows/0/full' },
    ]);
    expect(codesOf(table({ full: <B>{{ zh_cn: 'a' }}</B> }))).toEqual([
      'type /body/elements/0/rows/0/full',
    ]);
  });

  test('has its components checked', () => {
    expect(issuesOf(table({ full: <At id="a b" /> }))).toMatchObject([
      { code: 'type', path: '/body/elements/0/rows/0/full/id' },
    ]);
  });

  test('is always finished, while the card streams too', () => {
    const card = render(
      <Card streamingMode>
        <Table columns={columns as readonly TableColumn[]} rows={[{ full: '**a' }]} />
      </Card>,
    ) as any;
    expect(card.body.elements[0].rows[0].full).toBe('**a**');
  });

  test('is accepted by check', () => {
    expect(check(render(table({ full: <B>a</B>, small: md`b`, words: 'c' })))).toEqual([]);
  });
});

test('cells of other types are data, sent as they are', () => {
  const data = { words: '**a**', other: [{ '*': ['<at id=all>', null] }] };
  expect(cells(data)).toStrictEqual(data);
});

describe('markup in a cell that is none of markdown', () => {
  const hint = "dataType: 'markdown' takes it";
  const where = '<Table> rows[0].words: found';
  const column = 'the column "words" has dataType "text"';
  test.each<[string, unknown, string]>([
    ['an element', <B>a</B>, '<B>'],
    ['a markdown value', md`a`, 'a markdown value'],
    ['one in an array', ['a', <B key="b">b</B>], '<B>'],
    ['one in a language', { zh_cn: raw('a') }, 'a markdown value'],
    [
      'a fragment',
      <>
        a<B>b</B>
      </>,
      'a fragment',
    ],
  ])('is spoken of by its column: %s', (_, cell, found) => {
    expect(issuesOf(table({ words: cell }))).toMatchObject([
      {
        code: 'type',
        path: '/body/elements/0/rows/0/words',
        message: `${where} ${found}; ${column}`,
        hint,
      },
    ]);
  });

  test('also where no column is markdown, or there is no such column', () => {
    const rows: any[] = [{ a: 1 }, { a: <B>b</B>, b: md`c` }];
    expect(
      issuesOf(
        <Card>
          <Table columns={[{ name: 'a', dataType: 'number' }]} rows={rows} />
        </Card>,
      ).map(({ message }) => message),
    ).toEqual([
      '<Table> rows[1].a: found <B>; the column "a" has dataType "number"',
      '<Table> rows[1].b: found a markdown value; there is no column "b"',
    ]);
  });
});
