import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/schema/text/node.js';
import { SafeWriter, TableBudget } from '../../src/schema/text/safe.js';

const lines = (...all: string[]) => all.join('\n');

function writerOf(dialect: Dialect = 'markdown', tables = 5): SafeWriter {
  return new SafeWriter({ dialect, tables: new TableBudget(tables) });
}

function finished(text: string, dialect?: Dialect, tables?: number): string {
  const writer = writerOf(dialect, tables);
  writer.safe(text);
  return writer.finish();
}

function open(text: string): string {
  const writer = writerOf();
  writer.safe(text);
  return writer.out;
}

describe('formatting goes out as it is', () => {
  test.each([
    ['marks', '**bold** *italic* ***both*** ~~gone~~ __bold__'],
    ['headings', lines('# one', '', '###### six', '', 'two', '===')],
    ['lists', lines('- a', '    - b', '        - c', '1. one', '2. two')],
    ['quotes', lines('> a', '> > b')],
    [
      'code',
      lines('see `npm test` and ``a`b``', '', '```ts', 'const at = "<at id=all></at>";', '```'),
    ],
    ['a table', lines('| a | b |', '| --- | :-: |', '| `x` | **y** |')],
    ['links', '[docs](https://example.com/a?b=1&c=2#d "title") https://example.com/x_y'],
    ['an uploaded image', '![chart](img_v3_0a)'],
    [
      'tags that colour and break',
      "<font color='red'>late</font><br>next <text_tag color='blue'>v1</text_tag>",
    ],
    [
      'a badge, a time and a link with an icon',
      "<number_tag background_color='grey'>3</number_tag> <local_datetime millisecond='1704067200000' format_type='date_num'></local_datetime> <link icon='chat_outlined' url='https://example.com'>ask</link>",
    ],
    ['entities', 'a &lt; b &amp;&#38; c'],
    ['emoji', 'done :OK:'],
    ['plain words', 'wow! 5 * 3 = 15, a & b, C:\\Users, [INFO] 12:30:45, x < y'],
    ['blank lines and indentation', lines('a  ', '', '   b', '')],
  ])('%s', (_, text) => {
    expect(finished(text)).toBe(text);
    expect(open(`${text}\n`)).toBe(`${text}\n`);
  });
});

describe('what could mention, forge or break anything becomes text', () => {
  test.each([
    ['<at id=all></at>', '&#60;at id=all>&#60;/at>'],
    ["<person id='ou_1'></person>", "&#60;person id='ou_1'>&#60;/person>"],
    ["<audio file_key='f'></audio>", "&#60;audio file_key='f'>&#60;/audio>"],
    ['<raw>`</raw>', '&#60;raw>&#96;&#60;/raw>'],
    ['<think>so</think> <!-- x -->', '&#60;think>so&#60;/think> &#60;!-- x -->'],
    ['\\<at id=all>', '&#60;at id=all>'],
    ['a \\* b \\| c', 'a &#42; b &#124; c'],
    ['![x](https://example.com/a.png)', '[x](https://example.com/a.png)'],
    ['![](https://example.com/a.png)', '[a.png](https://example.com/a.png)'],
    ['![x](data:image/png;base64,AA)', '!&#91;x]&#40;data:image/png;base64,AA)'],
    ['[![b](https://a.example/b.svg)](https://a.example)', '[b](https://a.example)'],
    ['[x](javascript:alert(1))', '[x]&#40;javascript:alert(1))'],
    ['[x](/docs)', '[x]&#40;/docs)'],
    ['[x](https://example.com/中)', '[x](https://example.com/%E4%B8%AD)'],
    [
      '![x][r]\n\n[r]: https://example.com/a.png',
      '!&#91;x][r]\n\n[r]&#58; https://example.com/a.png',
    ],
    ['https://example.com中文', 'https://example.com 中文'],
    ['https://example.com/?a=1&reg=2', 'https://example.com/?a=1&%72eg=2'],
    [
      'https://example.com/?to=https://b.example',
      'https://example.com/?to=https%3A%2F%2Fb.example',
    ],
    ['?a=1&reg=2 &copy &#60', '?a=1&#38;reg=2 &#38;copy &#38;#60'],
    ['<https://example.com>', 'https://example.com'],
    ['a ` b', 'a &#96; b'],
    ["<font color='red' onclick='x'>a</font>", "&#60;font color='red' onclick='x'>a&#60;/font>"],
    ["<a href='javascript:x'>y</a>", "&#60;a href='javascript:x'>y&#60;/a>"],
    ['a\u0000\u001b\ud800b', 'a\ufffdb'],
    ['a\r\nb\rc', 'a\nb\nc'],
  ])('%j', (text, source) => {
    expect(finished(text)).toBe(source);
  });

  test('also where a pipe cuts what looked like code', () => {
    const row = '| `a | <at id=all></at>` |';
    expect(finished(lines('| a | b |', '| - | - |', row))).toBe(
      lines('| a | b |', '| - | - |', '| &#96;a | &#60;at id=all>&#60;/at>&#96; |'),
    );
    // As code of a paragraph it may stay, and so no table may be made of the line.
    expect(finished(lines('`a | <at id=all></at>`', '-|-'))).toBe(
      lines('`a | <at id=all></at>`', '&#45;|-'),
    );
  });
});

describe('the end of a text', () => {
  test.each([
    ['an open fence', '```js\na', '```js\na\n```'],
    ['a fence in a list', '- a\n  ```\n  b', '- a\n  ```\n  b\n  ```'],
    ['a fence in a quote', '> ~~~\n> a', '> ~~~\n> a\n> ~~~'],
    ['marks', 'a **b', 'a **b**'],
    ['marks in marks', '**a *b', '**a *b***'],
    ['marks before a blank', '**a ', '**a** '],
    ['a half closed mark', '**a*', '**a**'],
    ['a colour', "<font color='red'>a", "<font color='red'>a</font>"],
    ['a colour in marks', "**<font color='red'>a", "**<font color='red'>a</font>**"],
    ['nothing in earlier paragraphs', '**a\n\nb', '**a\n\nb'],
    ['nothing that is no mark', '5 * 3, a ** b', '5 * 3, a ** b'],
    ['nothing that failed to close', '**价格（元）**是', '**价格（元）**是'],
  ])('closes %s', (_, text, source) => {
    expect(finished(text)).toBe(source);
    expect(source.startsWith(open(text))).toBe(true);
  });
});

describe('a growing text holds back', () => {
  test.each([
    ['code until it is closed', 'run `npm te', 'run '],
    ['a tag until it is complete', 'a <font col', 'a '],
    ['the address of a link', '[a](https://exa', '[a]'],
    ['an image', 'see ![a](img_', 'see '],
    ['an entity', 'a &am', 'a '],
    ['the first line of a fence', 'a\n```j', 'a\n'],
    ['nothing of words', 'Done! [1/3] 42:', 'Done! [1/3] 42:'],
    ['nothing of marks', '**a** *b', '**a** *b'],
    ['nothing of complete code', 'run `npm test`', 'run `npm test`'],
  ])('%s', (_, text, source) => {
    expect(open(text)).toBe(source);
  });

  test('at most 512 characters', () => {
    const text = `a \`${'b'.repeat(600)}`;
    expect(open(text)).toBe(`a &#96;${'b'.repeat(600)}`);
    expect(open(text.slice(0, 514))).toBe('a ');
  });
});

describe('tables beyond the budget', () => {
  const table = lines('| a | b |', '| - | - |', '| 1 | 2 |');

  test('become code blocks', () => {
    expect(finished(lines(table, '', table, '', 'b'), 'markdown', 1)).toBe(
      lines(table, '', '```', table, '```', '', 'b'),
    );
  });

  test('in lists and quotes too', () => {
    expect(finished(table.replace(/^/gm, '> '), 'markdown', 0)).toBe(
      lines('> ```', table.replace(/^/gm, '> '), '> ```'),
    );
    expect(finished(lines('- | a |', '  | - |', '- b'), 'markdown', 0)).toBe(
      lines('- ```', '  | a |', '  | - |', '  ```', '- b'),
    );
  });

  test('count only where they are tables', () => {
    expect(finished(lines('```', table, '```', '', table), 'markdown', 1)).toBe(
      lines('```', table, '```', '', table),
    );
  });
});

describe('the small dialects', () => {
  test('take nothing for code', () => {
    expect(finished('`<at id=all></at>`', 'lark_md')).toBe('`&#60;at id=all>&#60;/at>`');
    expect(finished('```\n<at id=all></at>\n```', 'lark_md')).toBe(
      '```\n&#60;at id=all>&#60;/at>\n```',
    );
  });

  test('have their marks, and line ends for breaks', () => {
    expect(finished("**a** <font color='red'>b</font><br>c", 'lark_md')).toBe(
      "**a** <font color='red'>b</font>\nc",
    );
  });

  test('have no images', () => {
    expect(finished('![a](img_v3_0a)', 'lark_md')).toBe('!&#91;a]&#40;img_v3_0a)');
  });

  test('in a header, show marks as they are', () => {
    expect(finished('**a** <at id=all></at> :OK:', 'mentions')).toBe(
      '**a** &#60;at id=all>&#60;/at> :OK:',
    );
  });
});

describe('between strings', () => {
  test('a component stands in the marks around it', () => {
    const writer = writerOf();
    writer.safe('**due ');
    writer.inline('<at id=ou_1></at>');
    writer.safe(' today**');
    expect(writer.finish()).toBe('**due <at id=ou_1></at> today**');
  });

  test('a component is not swallowed by what a string left open', () => {
    for (const begun of ['`', '[a](', '<font ', '![a', '```\n', '&', '\\', 'https://a.example']) {
      const writer = writerOf();
      writer.safe(begun);
      writer.inline('[b](https://b.example)');
      expect(writer.finish()).toMatch(/(?<![!\\])\[b\]\(https:\/\/b\.example\)$/);
    }
  });

  test('trusted source stays as it is, blocks included', () => {
    const writer = writerOf();
    writer.safe('a\n');
    writer.trusted('## b\n\n- ');
    writer.safe('<at id=all>');
    expect(writer.finish()).toBe('a\n## b\n\n- &#60;at id=all>');
  });
});
