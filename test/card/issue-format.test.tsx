import { Button, Card, CardError, Column, ColumnSet, type Elements, type Issue } from 'larkx';
import { jsx } from 'larkx/jsx-runtime';
import { describe, expect, test } from 'vitest';
import { formatIssue } from '../../src/schema/issue-format.js';
import { issuesOf } from '../components/issues-of.js';

const ISSUE: Issue = {
  code: 'enum',
  severity: 'error',
  path: '/body/elements/0/type',
  message: '<Button> type: found "primry"; allowed: "default", "primary"',
  hint: 'did you mean "primary"?',
};
const at = (file: string, line: number, column: number) => ({ file, line, column });

describe('an issue in words', () => {
  test('has the sentence, the hint, a line for each component, and the path', () => {
    const sources = [at('src/approval.tsx', 14, 7), at('src/bot.tsx', 3, 2), undefined];
    const issue: Issue = {
      ...ISSUE,
      componentStack: ['Button', 'Approval', 'Card'],
      sources,
      source: at('src/approval.tsx', 14, 7),
    };
    expect(formatIssue(issue)).toBe(
      [
        'enum: <Button> type: found "primry"; allowed: "default", "primary"',
        '  hint: did you mean "primary"?',
        '  at <Button> (src/approval.tsx:14:7)',
        '  in Approval (src/bot.tsx:3:2)',
        '  in Card',
        '  path: /body/elements/0/type',
      ].join('\n'),
    );
  });

  test('has the names of the components where no source is known', () => {
    const lines = formatIssue({ ...ISSUE, componentStack: ['Button', 'Card'] }).split('\n');
    expect(lines.slice(2, 4)).toEqual(['  at <Button>', '  in Card']);
  });

  test('has the place alone where no component is known', () => {
    const { hint: _, ...issue } = ISSUE;
    expect(formatIssue({ ...issue, path: '', source: at('a.tsx', 1, 2) })).toBe(
      `enum: ${ISSUE.message}\n  at a.tsx:1:2`,
    );
  });

  test('says a component that stands in itself once', () => {
    const componentStack = ['Button', 'Tree', 'Tree', 'Tree', 'Card'];
    const tree = at('tree.tsx', 5, 3);
    const sources = [undefined, tree, tree, at('tree.tsx', 9, 1), undefined];
    expect(
      formatIssue({ ...ISSUE, componentStack, sources })
        .split('\n')
        .slice(2, 6),
    ).toEqual([
      '  at <Button>',
      '  in Tree (tree.tsx:5:3) (2 times)',
      '  in Tree (tree.tsx:9:1)',
      '  in Card',
    ]);
  });

  test('leaves out the middle of a long stack', () => {
    const componentStack = Array.from({ length: 40 }, (_, i) => `C${i}`);
    expect(
      formatIssue({ ...ISSUE, componentStack })
        .split('\n')
        .slice(2, -1),
    ).toEqual([
      '  at <C0>',
      ...[1, 2, 3, 4, 5, 6].map((i) => `  in C${i}`),
      '  ... 30 more',
      '  in C37',
      '  in C38',
      '  in C39',
    ]);
  });
});

describe('the issues of an error', () => {
  const message = (card: unknown) => new CardError(issuesOf(card)).message;

  test('say once what a list repeats', () => {
    const rows = Array.from({ length: 5 }, (_, i) => (
      <Button key={i} size={'huge' as never}>
        {i}
      </Button>
    ));
    const text = message(<Card>{rows}</Card>);
    expect(text.match(/enum: <Button> size/g)).toHaveLength(1);
    expect(text).toContain('path: /body/elements/0/size and 4 more');
    expect(issuesOf(<Card>{rows}</Card>)).toHaveLength(5);
  });

  test('name every component without its lines in a card that was compiled for production', () => {
    const Row = ({ children }: { children?: Elements }) =>
      jsx(ColumnSet, { children: jsx(Column, { children }) });
    const card = jsx(Card, { children: jsx(Row, { children: jsx(Button, { size: 'huge' }) }) });
    expect(message(card)).toBe(
      [
        'enum: <Button> size: found "huge"; allowed: "tiny", "small", "medium", "large"',
        '  at <Button>',
        '  in Column',
        '  in ColumnSet',
        '  in Row',
        '  in Card',
        '  path: /body/elements/0/columns/0/elements/0/size',
      ].join('\n'),
    );
  });
});
