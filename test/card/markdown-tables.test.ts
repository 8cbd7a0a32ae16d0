import fc from 'fast-check';
import { parse, postprocess, preprocess } from 'micromark';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, test } from 'vitest';
import { countTables } from '../../src/card/markdown-tables.js';

/** Tables as GitHub sees them. The vendor's markdown has no HTML blocks. */
function tablesOnGitHub(markdown: string): number {
  const extensions = [gfmTable(), { disable: { null: ['htmlFlow', 'definition'] } }];
  const events = postprocess(
    parse({ extensions })
      .document()
      .write(preprocess()(markdown, undefined, true)),
  );
  return events.filter(([kind, token]) => kind === 'enter' && token.type === 'table').length;
}

const lines = (...all: string[]) => all.join('\n');
const TABLE = lines('| a | b |', '| - | - |', '| 1 | 2 |');

describe('a table is', () => {
  test.each([
    ['a row over a delimiter row', TABLE, 1],
    ['without the outer pipes', lines('a | b', '--|--', '1 | 2'), 1],
    ['aligned', lines('| a | b |', '|:--|--:|'), 1],
    ['of one column', lines('| a |', '| - |'), 1],
    ['of one column without a pipe', lines('a', ':-:'), 1],
    ['without data', lines('|a|', '|-|'), 1],
    ['right under a paragraph', lines('words', TABLE), 1],
    ['indented by three', lines('   | a |', '   | - |'), 1],
    ['with CRLF', '| a |\r\n| - |\r\n| 1 |\r\n\r\n| a |\r\n| - |', 2],
    ['with an escaped pipe in a cell', lines('| a \\| b |', '| - |'), 1],
    ['with a pipe in code, which separates all the same', lines('| `a|b` |', '| - | - |'), 1],
    ['in a quote', lines('> | a |', '> | - |'), 1],
    ['in a quote without blanks', lines('>|a|', '>|-|'), 1],
    ['in a list item', lines('- | a |', '  | - |'), 1],
    ['in a list in a list', lines('- x', '    - y', '', '      | a |', '      | - |'), 1],
    ['in a quote in a list', lines('1. > | a |', '   > | - |'), 1],
    ['two, with a blank line between', lines(TABLE, '', TABLE), 2],
    ['two, with a heading between', lines(TABLE, '# b', TABLE), 2],
    ['one after a closed fence', lines('```', 'x', '```', TABLE), 1],
    ['one after a quote with an open fence', lines('> ```', TABLE), 1],
  ])('%s', (_, markdown, count) => {
    expect(countTables(markdown)).toBe(count);
    expect(tablesOnGitHub(markdown)).toBe(count);
  });
});

describe('a table is not', () => {
  test.each([
    ['a row without a delimiter row', lines('| a |', '| 1 |')],
    ['a delimiter row alone', '| - |'],
    ['a delimiter row of another width', lines('| a | b |', '| - |')],
    ['a delimiter row without dashes', lines('| a |', '| : |')],
    ['a delimiter row with an empty cell', lines('| a | b |', '| - | |')],
    ['a blank line between', lines('| a |', '', '| - |')],
    ['a heading with its underline', lines('| a |', '---')],
    ['a heading as its head', lines('# | a |', '| - |')],
    ['a rule as its head', lines('***', '|-|')],
    ['in a fence', lines('```', TABLE, '```')],
    ['in a fence with an info string', lines('```md', TABLE, '```')],
    ['in a fence of tildes', lines('~~~ js `x`', TABLE, '~~~')],
    ['in a fence that is longer than what is in it', lines('````', '```', TABLE, '```', '````')],
    ['in a fence that is never closed', lines('```', TABLE)],
    ['in a fence that words do not close', lines('```', '``` x', TABLE)],
    ['in a fence in a quote', lines('> ```', '> | a |', '> | - |', '> ```')],
    ['in a fence in a list item', lines('- ```', '  | a |', '  | - |', '  ```')],
    ['indented code', lines('    | a |', '    | - |')],
    ['code indented by a tab', lines('\t| a |', '\t| - |')],
    ['half in a quote', lines('> | a |', '| - |')],
    ['in two list items', lines('- | a |', '- | - |')],
    ['an empty text', ''],
  ])('%s', (_, markdown) => {
    expect(countTables(markdown)).toBe(0);
    expect(tablesOnGitHub(markdown)).toBe(0);
  });
});

test('a delimiter row further down is data', () => {
  const markdown = lines(TABLE, '| a | b |', '| - | - |');
  expect(countTables(markdown)).toBe(1);
  expect(tablesOnGitHub(markdown)).toBe(1);
});

test('a line with backticks in its info string is inline code and opens no fence', () => {
  const markdown = lines('``` a `b`', TABLE);
  expect(countTables(markdown)).toBe(1);
  expect(tablesOnGitHub(markdown)).toBe(1);
});

test('texts of any blocks have as many tables as on GitHub', () => {
  const indent = fc.constantFrom('', '', '', ' ', '   ', '    ');
  const rest = fc.constantFrom(
    ...['| a | b |', '| - | - |', '|a|', '|-|', '|:-|', ':-:', '-|-', 'x | y', 'a \\| b', '`a|b`'],
    ...[
      'words',
      '',
      '```',
      '````',
      '```js',
      '~~~',
      '``` `',
      '# h',
      '---',
      '===',
      '***',
      '\\|a|',
      '<br>',
    ],
  );
  const line = fc.tuple(indent, rest).map((parts) => parts.join(''));
  // Marks of the first line, and of those that follow. Lines that leave their marks out are for the cases above:
  // there is more than one opinion on them.
  const container = fc.constantFrom(
    ['', ''],
    ['> ', '> '],
    ['>', '>'],
    ['- ', '  '],
    ['1. ', '   '],
    ['> - ', '>   '],
    ['- > ', '  > '],
  );
  const block = fc
    .tuple(container, fc.constantFrom('words', '| a |', '|a|b|'), fc.array(line, { maxLength: 6 }))
    .map(([[first, next], head, more]) => lines(first + head, ...more.map((one) => next + one)));
  const text = fc
    .tuple(fc.array(block, { maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([blocks, end]) => blocks.join('\n\n').replaceAll('\n', end));
  fc.assert(
    fc.property(text, (markdown) => {
      expect(countTables(markdown)).toBe(tablesOnGitHub(markdown));
    }),
    { numRuns: 500 },
  );
});
