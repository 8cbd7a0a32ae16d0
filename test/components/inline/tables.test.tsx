import {
  B,
  Card,
  CollapsiblePanel,
  check,
  Li,
  Markdown,
  type MarkdownProps,
  MdTable,
  md,
  PanelHeader,
  Quote,
  Raw,
  raw,
  render,
  Table,
  Td,
  Tr,
  Ul,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { countTables, countTablesShown } from '../../../src/card/markdown-tables.js';
import { issuesOf } from '../issues-of.js';

const pipes = '| a | b |\n| --- | --- |\n| 1 | 2 |\n';
const component = <Table columns={[{ name: 'a', dataType: 'text' }]} rows={[]} />;
const made = (
  <MdTable>
    <Tr>
      <Td>a</Td>
    </Tr>
  </MdTable>
);

/** The tables in each markdown of a card. */
function tablesOf(card: any): number[] {
  const { body } = render(card) as any;
  return body.elements
    .filter(({ tag }: any) => tag === 'markdown')
    .map(({ content }: any) => countTables(content));
}

describe('tables in strings', () => {
  test('are tables while the card has room for them, in reading order', () => {
    const texts = Array.from({ length: 7 }, (_, i) => <Markdown key={String(i)}>{pipes}</Markdown>);
    expect(tablesOf(<Card>{texts}</Card>)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  test('that have no room are still there to be read', () => {
    const card = render(
      <Card>
        {Array.from({ length: 6 }, (_, i) => (
          <Markdown key={String(i)}>{pipes}</Markdown>
        ))}
      </Card>,
    ) as any;
    expect(card.body.elements[5].content).toContain('| 1 | 2 |');
    expect(check(card).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('come after those that were made on purpose, wherever these stand', () => {
    expect(
      tablesOf(
        <Card>
          <Markdown>{pipes}</Markdown>
          <Markdown>{pipes}</Markdown>
          <Markdown>{made}</Markdown>
          <Markdown>{raw(pipes)}</Markdown>
          <Markdown>
            <Quote>{made}</Quote>
          </Markdown>
          {component}
        </Card>,
      ),
    ).toEqual([1, 0, 1, 1, 1]);
    expect(
      tablesOf(
        <Card>
          <Markdown>{pipes}</Markdown>
          <Raw json={{ tag: 'markdown', content: pipes.repeat(1) }} />
          {component}
          {component}
          {component}
        </Card>,
      ),
    ).toEqual([1, 1]);
  });

  test('take no table away from a reader of another language', () => {
    const card = render(
      <Card>
        {component}
        {component}
        {component}
        <Markdown>{{ zh_cn: pipes, en_us: `${pipes}\n${pipes}`, ja_jp: 'none' }}</Markdown>
        <Markdown content={pipes} i18nContent={{ en_us: pipes }} />
      </Card>,
    ) as any;
    const [, , , first, second] = card.body.elements;
    expect(Object.values(first.i18n_content as string[]).map(countTables)).toEqual([1, 2, 0]);
    expect([second.content, second.i18n_content.en_us].map(countTables)).toEqual([0, 0]);
    expect(countTablesShown(card)).toBe(5);
  });

  test('of one element in several languages count once', () => {
    expect(
      tablesOf(
        <Card>
          {[component, component, component]}
          <Markdown content={pipes} i18nContent={{ en_us: pipes }} />
          <Markdown>{pipes}</Markdown>
        </Card>,
      ),
    ).toEqual([1, 1]);
  });

  test('stand in panels as well', () => {
    const card = render(
      <Card>
        {[component, component, component, component]}
        <CollapsiblePanel>
          <PanelHeader title="a" />
          <Markdown>{pipes}</Markdown>
          <Markdown>{pipes}</Markdown>
        </CollapsiblePanel>
      </Card>,
    ) as any;
    expect(card.body.elements[4].elements.map(({ content }: any) => countTables(content))).toEqual([
      1, 0,
    ]);
  });
});

describe('tables that trusted source makes with its values', () => {
  const strings = `${pipes}\n`.repeat(6);
  const [a, b] = ['one', 'two'];
  test.each<[string, MarkdownProps['children']]>([
    ['a template with values in cells', md`| ${a} | ${b} |\n| - | - |\n| c | d |\n\n`],
    ['two pieces', [raw('| a | b |\n'), raw('| - | - |\n| c | d |\n\n')]],
    ['a template in a quote', <Quote>{md`| ${a} | ${b} |\n| - | - |\n| c | d |`}</Quote>],
    [
      'a template in an item',
      <Ul>
        <Li>{md`| ${a} | ${b} |\n| - | - |\n| c | d |`}</Li>
      </Ul>,
    ],
  ])('count before those in strings: %s', (_, trusted) => {
    const card = (
      <Card>
        <Markdown>{trusted}</Markdown>
        <Markdown>{strings}</Markdown>
      </Card>
    );
    expect(tablesOf(card)).toEqual([1, 4]);
    const together = (
      <Card>
        <Markdown>
          {trusted}
          {strings}
        </Markdown>
      </Card>
    );
    expect(tablesOf(together)).toEqual([5]);
  });
});

test('more tables on purpose than a card may have are an error', () => {
  expect(
    issuesOf(
      <Card>
        <Markdown>{pipes}</Markdown>
        {Array.from({ length: 6 }, (_, i) => (
          <Markdown key={String(i)}>
            {made} <B>a</B>
          </Markdown>
        ))}
      </Card>,
    ),
  ).toMatchObject([{ code: 'tables', path: '' }]);
});
