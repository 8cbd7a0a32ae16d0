import { describe, expect, it, test } from 'vitest';
import {
  bareUrlsIn,
  type DialectOptions,
  legacyIn,
  linksIn,
  marksIn,
  parseDialect,
  type Shape,
  shapeOf,
  tagsIn,
  textOf,
} from './dialect.js';

const shape = (source: string, options?: DialectOptions) => shapeOf(parseDialect(source, options));
const inline = (source: string, options?: DialectOptions): Shape[] => {
  const [paragraph, ...more] = shape(source, options) as [Shape[], ...Shape[]];
  expect(more).toEqual([]);
  expect(paragraph[0]).toBe('paragraph');
  return paragraph.slice(1);
};
const lines = (...all: string[]) => all.join('\n');
const ALL = ['<at>', { id: 'all' }];

describe('a mention', () => {
  test.each<[string, string, Shape[]]>([
    ['in text', 'a <at id=all></at> b', ['a ', ALL, ' b']],
    ['with quotes', `<at id="all"></at>`, [ALL]],
    ['with blanks around =', `<at id = 'all'></at>`, [ALL]],
    ['with several ids', '<at ids=a,b></at>', [['<at>', { ids: 'a,b' }]]],
    ['of any case', '<AT ID=all></At>', [ALL]],
    ['over two lines', '<at\nid=all></at>', [ALL]],
    ['with words in it', '<at id=all>every *one*</at>', [[...ALL, 'every ', ['italic', 'one']]]],
    ['without an end', '<at id=all>', [['<at, not closed>', { id: 'all' }]]],
    ['in bold', '**a<at id=all></at>**', [['bold', 'a', ALL]]],
    ['in a code span', '`<at id=all></at>`', [['code', '<at id=all></at>']]],
    ['in an open code span', '`<at id=all></at>', ['`', ALL]],
    ['behind an entity', '&#60;at id=all></at>', ['<at id=all>', ['</at>', {}]]],
    ['in entities', '&lt;at id=all&#62;&#x3c;/at&gt;', ['<at id=all></at>']],
    ['behind a backslash', '\\<at id=all>', ['<at id=all>']],
    [
      'in the text of a link',
      '[<at id=all></at>](https://x)',
      [['link', { url: 'https://x' }, ALL]],
    ],
  ])('%s', (_, source, shown) => {
    expect(inline(source)).toEqual(shown);
  });

  it('is live behind a backslash, where backslashes are nothing', () => {
    expect(inline('\\<at id=all></at>', { escapes: false })).toEqual(['\\', ALL]);
  });

  test.each([
    ['a fence', lines('```', '<at id=all></at>', '```')],
    ['a fence that is never closed', lines('~~~', '<at id=all></at>')],
    ['an indented block', '    <at id=all></at>'],
    ['a fence in a list', lines('- ```', '  <at id=all></at>', '  ```')],
  ])('is code in %s', (_, source) => {
    expect(tagsIn(parseDialect(source))).toEqual([]);
    expect(textOf(parseDialect(source))).toBe('<at id=all></at>');
  });

  it('is live in a cell whose pipe cuts a code span', () => {
    expect(shape(lines('| `a | <at id=all></at>` |', '| - | - |'))).toEqual([
      ['table', ['row', ['cell', '`a'], ['cell', ALL, '`']]],
    ]);
  });

  test.each([
    ['an alt text', '![<at id=all></at>](img_x)'],
    ['the title of a link', '[a](https://x "<at id=all></at>")'],
    ['the title of an image', '![a](img_x "<at id=all></at>")'],
    ['an address', '[a](x<at\tid=all>)'],
    ['a definition', '[a]: https://x "<at id=all></at>"'],
    ['another tag', `<font color="<at id=all>">x</font>`],
  ])('is found in %s', (_, source) => {
    expect(tagsIn(parseDialect(source))).toContainEqual(
      expect.objectContaining({ name: 'at', attributes: { id: 'all' } }),
    );
  });
});

describe('a tag', () => {
  test.each<[string, string, Shape[]]>([
    [
      'holds markdown',
      '<font color=red>a **b**</font>',
      [['<font>', { color: 'red' }, 'a ', ['bold', 'b']]],
    ],
    ['that nobody knows', 'a <thing x>b', ['a ', ['<thing, not closed>', { x: '' }], 'b']],
    ['that is only an end', 'a </font>', ['a ', ['</font>', {}]]],
    ['br', 'a<br>b<br/>c<br />d', ['a\nb\nc\nd']],
    ['hr', 'a<hr>', ['a', ['<hr>', {}]]],
    ['that is a comment', 'a<!-- b -->', ['a', ['<!--, not closed>', { b: '', '--': '' }]]],
    ['is none before a blank, a digit or another script', '< a> <1> <中>', ['< a> <1> <中>']],
    ['is none without its end', 'a <b', ['a <b']],
  ])('%s', (_, source, shown) => {
    expect(inline(source)).toEqual(shown);
  });

  it('makes no block', () => {
    expect(shape(lines('<div>', '**a**', '</div>'))).toEqual([
      ['paragraph', ['<div>', {}, '\n', ['bold', 'a'], '\n']],
    ]);
  });

  it('ends no paragraph and no mark on its own', () => {
    expect(inline('**<font>a**</font>')).toEqual([
      ['bold', ['<font, not closed>', {}], 'a'],
      ['</font>', {}],
    ]);
  });
});

describe('links', () => {
  test.each<[string, string, Shape[]]>([
    ['are written with brackets', '[a](https://x "t")', [['link', { url: 'https://x' }, 'a']]],
    ['are written in angle brackets', '<https://x>', [['link', { url: 'https://x' }, 'https://x']]],
    [
      'stand bare',
      'a https://x.y/中。',
      ['a ', ['link', { url: 'https://x.y/中。' }, 'https://x.y/中。']],
    ],
    ['have no scheme of e-mail', 'a@b.co www.x.y', ['a@b.co www.x.y']],
  ])('%s', (_, source, shown) => {
    expect(inline(source)).toEqual(shown);
  });

  it('are defined elsewhere', () => {
    expect(shape('[a][b]\n\n[b]: https://x')).toEqual([
      ['paragraph', ['link', { url: 'https://x' }, 'a']],
      ['definition', { url: 'https://x' }],
    ]);
    expect(shape('[a][b]\n\n[b]: https://x', { definitions: false, autolinks: 'none' })).toEqual([
      ['paragraph', '[a][b]'],
      ['paragraph', '[b]: https://x'],
    ]);
  });

  it('are not made of decoded text', () => {
    expect(inline('https&#58;//x.y')).toEqual(['https://x.y']);
  });

  it('of e-mails and www. stand bare, where asked', () => {
    expect(linksIn(parseDialect('a@b.co www.x.y', { autolinks: 'all' }))).toEqual([
      'mailto:a@b.co',
      'http://www.x.y',
    ]);
  });

  it('are found in tags, as written and decoded', () => {
    const source = lines(
      `<a href='https://a'>x</a> <a>https://b</a> <link url='c' pc_url='d' ios_url=''>x</link>`,
      `<number_tag url='e'>1</number_tag> <local_datetime link='&#106;f'></local_datetime>`,
    );
    expect(linksIn(parseDialect(source, { autolinks: 'none' }))).toEqual([
      ...['https://a', 'https://b', 'c', 'd', 'e', '&#106;f', 'jf'],
    ]);
  });

  it('stand bare in the text and in the text of links, not in addresses, tags and code', () => {
    const source = lines(
      '(https://a中) [https://b](https://c) `https://d` <a href=https://e>x</a> <https://f>',
      '**https://g**',
    );
    expect(bareUrlsIn(parseDialect(source))).toEqual(['https://a中)', 'https://b', 'https://g**']);
  });
});

describe('emoji', () => {
  test.each<[string, string, Shape[]]>([
    ['are keys between colons', 'a:OK:b', ['a', ['emoji', 'OK'], 'b']],
    ['are digits too', '10:2022:3', ['10', ['emoji', '2022'], '3']],
    ['share no colon', ':OK:SMILE:', [['emoji', 'OK'], 'SMILE:']],
    ['have a known key', ':NOPE: :ok:', [':NOPE: :ok:']],
    ['are not made of decoded text', '&#58;OK&#58;', [':OK:']],
    ['are not in code', '`:OK:`', [['code', ':OK:']]],
  ])('%s', (_, source, shown) => {
    expect(inline(source)).toEqual(shown);
  });
});

describe('an entity without a semicolon', () => {
  test.each<[string, string, Shape[]]>([
    ['has one of some names', 'a &reg b', ['a ', ['legacy', '&reg'], ' b']],
    ['may be the beginning of a word', '&notit;', [['legacy', '&not'], 'it;']],
    ['may be a number', '&#60at &#x3cx', [['legacy', '&#60'], 'at ', ['legacy', '&#x3c'], 'x']],
    ['is none with its semicolon', '&reg; &#60;', ['® <']],
    ['is none with another name', '&rega &Alpha &', [['legacy', '&reg'], 'a &Alpha &']],
    ['is none in code', '`&reg`', [['code', '&reg']]],
  ])('%s', (_, source, shown) => {
    expect(inline(source)).toEqual(shown);
  });

  it('is found in addresses and attributes', () => {
    const source = `[a](https://x?a&copy=1) <a href='https://x?a&reg=1'>x</a> [b](https://x?a&amp;lt=1&amp;x)`;
    expect(legacyIn(parseDialect(source))).toEqual(['&copy', '&reg', '&lt']);
  });
});

describe('blocks', () => {
  test.each<[string, string, Shape[]]>([
    [
      'headings',
      '# a\nb\n---',
      [
        ['heading', 1, 'a'],
        ['heading', 2, 'b'],
      ],
    ],
    ['quotes', '> a\nb', [['quote', ['paragraph', 'a\nb']]]],
    [
      'lists',
      '- a\n    1. b',
      [
        [
          'list',
          'bullets',
          ['item', ['paragraph', 'a'], ['list', 1, ['item', ['paragraph', 'b']]]],
        ],
      ],
    ],
    ['numbered lists', '7. a', [['list', 7, ['item', ['paragraph', 'a']]]]],
    ['fences', '```ts x\na\n\n b\n```', [['code-block', { language: 'ts x', text: 'a\n\n b' }]]],
    ['rules', 'a\n\n---', [['paragraph', 'a'], ['rule']]],
    [
      'tables',
      '|a|b|\n|-|-|\n|c|',
      [['table', ['row', ['cell', 'a'], ['cell', 'b']], ['row', ['cell', 'c']]]],
    ],
    ['images', '![a](img_x)', [['paragraph', ['image', { url: 'img_x', alt: 'a' }]]]],
  ])('%s', (_, source, shown) => {
    expect(shape(source)).toEqual(shown);
  });
});

describe('marks', () => {
  it('are bold, italic and struck out', () => {
    expect(inline('**a** __b__ *c* _d_ ~~e~~ ~f~')).toEqual([
      ...[['bold', 'a'], ' ', ['bold', 'b'], ' ', ['italic', 'c'], ' ', ['italic', 'd'], ' '],
      ...[['strikethrough', 'e'], ' ~f~'],
    ]);
    expect(inline('~f~', { singleTilde: true })).toEqual([['strikethrough', 'f']]);
  });

  it('have the neighbours that CommonMark asks for', () => {
    expect(inline('**中。**文')).toEqual(['**中。**文']);
  });
});

describe('the small dialect', () => {
  it('knows no code, so that nothing is protected by it', () => {
    expect(inline('`<at id=all></at>`', { dialect: 'lark_md' })).toEqual(['`', ALL, '`']);
    expect(tagsIn(parseDialect('```\n<at id=all></at>\n```', { dialect: 'lark_md' }))).toHaveLength(
      1,
    );
  });

  it('knows marks and links, and no blocks or images', () => {
    const source = lines('# a', '- b', '> **c**', '|d|', '|-|', '[e](https://x) ![f](img_x)');
    expect(inline(source, { dialect: 'lark_md' })).toEqual([
      '# a\n- b\n> ',
      ['bold', 'c'],
      '\n|d|\n|-|\n',
      ['link', { url: 'https://x' }, 'e'],
      ' !',
      ['link', { url: 'img_x' }, 'f'],
    ]);
  });
});

it('knows mentions and emoji only, in a header', () => {
  expect(inline('**a** [b](https://x) :OK:<at id=all></at>', { dialect: 'mentions' })).toEqual([
    '**a** [b](https://x) ',
    ['emoji', 'OK'],
    ALL,
  ]);
});

it('keeps a mark of byte order, and the offsets behind it', () => {
  const tree = parseDialect('\ufeffa **b**');
  expect(textOf(tree)).toBe('\ufeffa b');
  expect(marksIn(tree)[0]?.at).toEqual({ from: 3, to: 8 });
});

it('shows all text, and nothing else', () => {
  const source = lines(
    '# *a*',
    '- b<br>c `d`',
    '',
    '| e | [f](https://x) |',
    '| - | - |',
    '```',
    'g',
    '',
    '```',
    '&copy :OK: <font color=red>h</font>',
  );
  expect(textOf(parseDialect(source))).toBe(lines('a', 'b', 'c d', 'e', 'f', 'g', '', '© :OK: h'));
});
