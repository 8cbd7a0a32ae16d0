import { Button, Card, Column, ColumnSet, Markdown, render } from 'larkx';
import { expect, test } from 'vitest';
import { issuesOf } from './issues-of.js';

test('writes columns in columns', () => {
  const card = (
    <Card>
      <ColumnSet flexMode="stretch" horizontalSpacing="8px">
        <Column width="weighted" weight={2}>
          <Markdown>left</Markdown>
          <ColumnSet>
            <Column width="120px" />
          </ColumnSet>
        </Column>
        {[1, 2].map((n) => (
          <Column key={n} verticalAlign="center" backgroundStyle="grey-100">
            <Button>{n}</Button>
          </Column>
        ))}
      </ColumnSet>
    </Card>
  );
  const narrow = (n: string) => ({
    tag: 'column',
    vertical_align: 'center',
    background_style: 'grey-100',
    elements: [{ tag: 'button', text: { tag: 'plain_text', content: n } }],
  });
  expect(render(card).body?.elements).toStrictEqual([
    {
      tag: 'column_set',
      flex_mode: 'stretch',
      horizontal_spacing: '8px',
      columns: [
        {
          tag: 'column',
          width: 'weighted',
          weight: 2,
          elements: [
            { tag: 'markdown', content: 'left' },
            { tag: 'column_set', columns: [{ tag: 'column', width: '120px' }] },
          ],
        },
        narrow('1'),
        narrow('2'),
      ],
    },
  ]);
});

test('needs its columns, though not one of them', () => {
  expect(issuesOf(<Card>{<ColumnSet />}</Card>)).toMatchObject([
    { code: 'field-missing', path: '/body/elements/0/columns' },
  ]);
  expect(render(<Card>{<ColumnSet>{[]}</ColumnSet>}</Card>).body?.elements).toStrictEqual([
    { tag: 'column_set', columns: [] },
  ]);
});

test('holds columns only', () => {
  expect(
    issuesOf(
      <Card>
        <ColumnSet>
          <Markdown>a</Markdown>
        </ColumnSet>
      </Card>,
    ),
  ).toMatchObject([
    { code: 'parent', path: '/body/elements/0/columns/0', hint: 'wrap it in <Column>' },
  ]);
});
