import fc from 'fast-check';
import { decodeString } from 'micromark-util-decode-string';
import './seed.js';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/schema/text/characters.js';
import {
  attribute,
  codeFence,
  codeSpan,
  type InertOptions,
  inert,
  openCodeSpan,
  openInert,
  openPlain,
  type Position,
  plain,
} from '../../src/schema/text/inert.js';
import { safeUrl } from '../../src/schema/text/url.js';
import { type DialectOptions, parseDialect, READINGS, shapeOf } from '../support/dialect.js';

const IN_LINE: InertOptions = { position: 'text', lineStart: false, blockEnd: false };
const BLOCK: InertOptions = { position: 'text', lineStart: true, blockEnd: true };
const at = (position: Position): InertOptions => ({ ...IN_LINE, position });

/** `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const TIMEOUT = 30_000 * SCALE;

describe('inert', () => {
  it.each([
    "wow! 12:30:45, snake_case, a & b, [INFO] ok, 5 * 3, don't, (x).",
    'C:\\Users\\x, 1.5 GB, a <= b < c > d, #1, - + = "x" $5 50% a|b {x} ^',
    'note: one; key::value; :: a/b //c @me &&',
    'é中😀 \u200b\u200f snake_é',
  ])('leaves alone what means nothing: %s', (text) => {
    expect(inert(`${text} x`, IN_LINE)).toBe(`${text} x`);
  });

  it.each<[string, string, string]>([
    ['entities', '&lt; &#60; a&', '&#38;lt; &#38;#60; a&#38;'],
    ['tags', '<at id=all></at> <', '&#60;at id=all>&#60;/at> &#60;'],
    ['stars', '**a** *', '&#42;&#42;a&#42;&#42; &#42;'],
    ['underscores', '_a_ b_c_', '&#95;a&#95; b_c&#95;'],
    ['tildes and backticks', '~a~ `b`', '&#126;a&#126; &#96;b&#96;'],
    ['backslashes', '\\* \\a a\\', '&#92;&#42; \\a a&#92;'],
    ['links', '[a](b) [a][b] [a]: b', '[a]&#40;b) [a]&#91;b] [a]&#58; b'],
    ['images', '![a](b)', '!&#91;a]&#40;b)'],
    ['emoji', ':OK: :2022: :22: a:b:c', ':OK&#58; :2022&#58; :22: a:b&#58;c'],
    [
      'addresses',
      'https://a HTTP://a www.a WWW.a',
      'https:/&#47;a HTTP:/&#47;a www&#46;a WWW&#46;a',
    ],
    ['e-mails', 'a.b@x.example @x', 'a.b&#64;x.example @x'],
    ['line ends', 'a\nb\r\nc', 'a<br>b<br>c'],
    ['control characters', 'a\0b\x1bc', 'abc'],
    ['half a surrogate pair', '\ud83d', '\ufffd'],
  ])('takes their meaning from %s', (_, text, source) => {
    expect(inert(text, IN_LINE)).toBe(source);
  });

  it.each([
    ['# a', '&#35; a'],
    ['> a', '&#62; a'],
    ['=== a', '&#61;== a'],
    ['- a', '&#45; a'],
    ['-a', '-a'],
    ['--- a', '&#45;-- a'],
    ['-', '&#45;'],
    ['+ a', '&#43; a'],
    ['| - |', '&#124; - |'],
    ['-|', '&#45;|'],
    [':-:', '&#58;-:'],
    ['1. a', '1&#46; a'],
    ['123456789) a', '123456789&#41; a'],
    ['1234567890. a', '1234567890. a'],
    ['1.5 GB', '1.5 GB'],
    ['1.', '1&#46;'],
    ['    a', '&#32;   a'],
    ['\ta', '&#9;a'],
    ['a\n# b\n  - c', 'a<br>&#35; b<br>  &#45; c'],
    ['* a', '&#42; a'],
    ['a  ', 'a &#32;'],
    [' ', '&#32;'],
  ])('begins and ends no block: %j', (text, source) => {
    expect(inert(text, BLOCK)).toBe(source);
  });

  it('keeps such signs within a line', () => {
    for (const text of ['# a', '> a', '=== a', '- a', '+ a', '1. a', '    a', '\ta', 'a  ']) {
      expect(inert(text, IN_LINE)).toBe(text);
    }
  });

  it.each<[Position, string, string]>([
    ['link', '[a]', '&#91;a&#93;'],
    ['heading', 'C# is # a ##', 'C# is &#35; a &#35;#'],
    ['heading', '#', '&#35;'],
    ['cell', ' a|b ', '&#32;a&#124;b&#32;'],
    ['lark_md', '`a` | # *b* [c](d) <e>', '`a` | # &#42;b&#42; [c]&#40;d) &#60;e>'],
    ['lark_md', 'a\nb\n\n c \n', 'a\nb\n&#10; c&#32;&#10;'],
    ['mentions', '*a* _b_ ~~c~~ [d](e) https://x', '*a* _b_ ~~c~~ [d](e) https://x'],
    ['mentions', '<at id=all> < :OK:', '&#60;at id=all> < :OK&#58;'],
  ])('knows what means something in %s: %j', (position, text, source) => {
    expect(inert(text, at(position))).toBe(source);
  });

  it('takes the meaning from pipes where they would separate cells', () => {
    expect(inert('a | b', { ...IN_LINE, pipes: true })).toBe('a &#124; b');
  });

  it.each([
    [{ before: 'a' }, '_b', '_b'],
    [{ before: 'a\n1' }, '2. b', '2&#46; b'],
    [{ before: ' ' }, '* b', '* b'],
    [{ before: '[a]' }, '(b)', '&#40;b)'],
    [{ before: ':O' }, 'K: b', 'K&#58; b'],
    [{ before: 'https:/' }, '/x', '&#47;x'],
    [{ after: '[a](b)' }, 'wow!', 'wow&#33;'],
    [{ after: '(b)' }, '[a]', '[a&#93;'],
    [{ after: ':OK:' }, 'a :SMILE', 'a :SMIL&#69;'],
    [{ after: ' a' }, 'R&', 'R&'],
    [{ after: 'b' }, 'a_', 'a_'],
  ])('takes the neighbours into account: %j', (neighbours, text, source) => {
    expect(inert(text, { ...IN_LINE, ...neighbours })).toBe(source);
  });

  it(
    'shows exactly the text',
    () => {
      fc.assert(
        fc.property(hostile, fc.constantFrom(...PLACES), (text, place) => {
          const is = clean(text);
          fc.pre(is !== '');
          const source = place.of(inert(text, place.options));
          for (const reading of [...READINGS, { autolinks: 'all' } as const]) {
            const read: DialectOptions = { ...reading, ...place.reading };
            expect({ source, read, shapes: shapeOf(parseDialect(source, read)) }).toEqual({
              source,
              read,
              shapes: place.shows(is),
            });
          }
        }),
        { numRuns: 600 * SCALE },
      );
    },
    TIMEOUT,
  );

  it(
    'goes on with what is already out',
    () => {
      fc.assert(
        fc.property(hostile, hostile, options, (a, b, given) => {
          const open = openInert(a, given);
          expect(openInert(a + b, given).startsWith(open)).toBe(true);
          expect(inert(a, given).startsWith(open)).toBe(true);
        }),
        { numRuns: 3000 * SCALE },
      );
    },
    TIMEOUT,
  );

  it('holds nothing back that can be seen, but for signs', () => {
    expect(openInert('see :OK', BLOCK)).toBe('see :OK');
    expect(openInert('wow! [a] https:/', BLOCK)).toBe('wow! [a] https:/');
    expect(openInert('R&', BLOCK)).toBe('R');
    expect(openInert('a ', BLOCK)).toBe('a');
    expect(openInert('2 * ', BLOCK)).toBe('2 ');
    expect(openInert('2 * 3', BLOCK)).toBe('2 * 3');
  });
});

describe('codeSpan', () => {
  it.each([
    ['', ''],
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['a``b', '`a``b`'],
    ['`', '`` ` ``'],
    ['`a', '`` `a ``'],
    [' a', '` a`'],
    [' a ', '`  a  `'],
    ['  ', '`  `'],
    ['a\nb\r\nc', '`a b c`'],
    ['<at id=all></at> **a** &lt; \\', '`<at id=all></at> **a** &lt; \\`'],
  ])('shows %j', (text, source) => {
    expect(codeSpan(text)).toBe(source);
  });

  it('is interrupted for the marks that would end it, where code is too long to be known', () => {
    const long = 'a'.repeat(600);
    expect(codeSpan(`${long}\`b`)).toBe(`\` ${long} \`&#96;\` b \``);
    expect(openCodeSpan(`${long}\`b`)).toBe(`\` ${long} \`&#96;\` b`);
    expect(openCodeSpan(`${long}\``)).toBe(`\` ${long}`);
    expect(openCodeSpan('short')).toBe('');
  });

  const code = fc
    .array(
      fc.constantFrom('`', '``', '```', ' ', 'a', '<b>', '\n', '\\', '*', '\ud83d', '\ude00'),
      { maxLength: 12 },
    )
    .map((list) => list.join(''));
  const long = fc.tuple(code, code).map(([a, b]) => `${a}${'x'.repeat(505)}${b}`);

  it(
    'shows exactly the code',
    () => {
      fc.assert(
        fc.property(fc.oneof(code, long), (text) => {
          const is = clean(text).replaceAll('\n', ' ');
          fc.pre(is !== '');
          const [paragraph] = shapeOf(parseDialect(`b${codeSpan(text)}b`));
          const inside = paragraph as readonly (string | readonly string[])[];
          const shown = inside.slice(1).map((one) => (typeof one === 'string' ? one : one[1]));
          expect(shown.join('')).toBe(`b${is}b`);
          if (is.length <= 512) expect(paragraph).toEqual(['paragraph', 'b', ['code', is], 'b']);
        }),
        { numRuns: 1000 * SCALE },
      );
    },
    TIMEOUT,
  );

  it(
    'goes on with what is already out',
    () => {
      fc.assert(
        fc.property(fc.oneof(code, long), code, (a, b) => {
          expect(openCodeSpan(a + b).startsWith(openCodeSpan(a))).toBe(true);
          expect(codeSpan(a).startsWith(openCodeSpan(a))).toBe(true);
        }),
        { numRuns: 1000 * SCALE },
      );
    },
    TIMEOUT,
  );
});

describe('codeFence', () => {
  it.each([
    ['', '```'],
    ['a `b` ``c``', '```'],
    ['```', '````'],
    ['a\n`````\n```', '``````'],
  ])('is longer than what is in %j', (text, fence) => {
    expect(codeFence(text)).toBe(fence);
  });
});

describe('attribute', () => {
  it(
    'ends neither the value nor the tag, and begins no other',
    () => {
      fc.assert(
        fc.property(hostile, (text) => {
          const source = `<text_tag color='${attribute(text)}'>x</text_tag>`;
          const [tag] = (shapeOf(parseDialect(source))[0] as any[]).slice(1);
          expect(tag).toEqual(['<text_tag>', { color: attribute(text) }, 'x']);
          expect(attribute(text)).not.toMatch(/['"<>`\n]/);
          expect(decodeString(attribute(text))).toBe(clean(text).replace(/[\n\t]/g, ' '));
        }),
        { numRuns: 1000 * SCALE },
      );
    },
    TIMEOUT,
  );

  it('leaves a safe address as it is', () => {
    const url = safeUrl('https://x.example/a_b~c?a=1&reg=2&b=é*[(<')!;
    expect(attribute(url)).toBe(url);
  });
});

describe('plain', () => {
  it('shows text without markup as it is, but for what cannot be sent', () => {
    expect(plain('<at> &lt; **a**\r\n\0\ud83d')).toBe('<at> &lt; **a**\n\ufffd');
    expect(openPlain('a\r')).toBe('a');
    expect(openPlain('a\ud83d')).toBe('a');
  });
});

const hostile = fc
  .array(
    fc.constantFrom(
      ...`&#<>*_~\`\\[]()!:/.@|=+-#1ax ;'"$`,
      ...[
        '\n',
        '\r',
        '\t',
        '  ',
        '&lt',
        '&#60',
        ':OK:',
        'OK',
        ':2022',
        '![a](b)',
        '](',
        '[a]: b',
        'https://a.b',
      ],
      ...[
        'www.',
        'a@b.cd',
        '<br>',
        '<at id=all>',
        '    ',
        '---',
        '===',
        '1. ',
        '- ',
        '**',
        '中',
        'é',
        '。',
      ],
      ...['\ud83d', '\ude00', '\u00a0', '\u200d', '\x7f', '| - |', ':-:', '-|'],
    ),
    { maxLength: 10 },
  )
  .map((list) => list.join(''));

const options = fc.record<InertOptions>({
  position: fc.constantFrom<Position>('text', 'link', 'heading', 'cell', 'lark_md', 'mentions'),
  lineStart: fc.boolean(),
  blockEnd: fc.boolean(),
});

interface Place {
  readonly options: InertOptions;
  readonly of: (source: string) => string;
  readonly shows: (text: string) => unknown[];
  readonly reading?: DialectOptions;
}

const LINK = ['link', { url: 'https://x' }, 'a'];

const PLACES: readonly Place[] = [
  { options: BLOCK, of: (s) => s, shows: (s) => [['paragraph', s]] },
  {
    options: { ...BLOCK, blockEnd: false },
    of: (s) => `${s}a`,
    shows: (s) => [['paragraph', `${s}a`]],
  },
  {
    options: { ...BLOCK, lineStart: false },
    of: (s) => `a${s}`,
    shows: (s) => [['paragraph', `a${s}`]],
  },
  {
    options: { ...IN_LINE, before: '1' },
    of: (s) => `1${s}1`,
    shows: (s) => [['paragraph', `1${s}1`]],
  },
  {
    options: IN_LINE,
    of: (s) => `中*中${s}。*`,
    shows: (s) => [['paragraph', '中', ['italic', `中${s}。`]]],
  },
  {
    options: { ...IN_LINE, after: '[a](https://x)' },
    of: (s) => `a${s}[a](https://x)`,
    shows: (s) => [['paragraph', `a${s}`, LINK]],
  },
  { options: BLOCK, of: (s) => `a\n${s}`, shows: (s) => [['paragraph', `a\n${s}`]] },
  {
    options: { ...IN_LINE, before: '[a](https://x)' },
    of: (s) => `[a](https://x)${s}a`,
    shows: (s) => [['paragraph', LINK, `${s}a`]],
  },
  {
    options: at('link'),
    of: (s) => `[b${s}b](https://x)`,
    shows: (s) => [['paragraph', ['link', { url: 'https://x' }, `b${s}b`]]],
  },
  {
    options: { ...BLOCK, position: 'link' },
    of: (s) => `[${s}](https://x)`,
    shows: (s) => [['paragraph', ['link', { url: 'https://x' }, s]]],
  },
  {
    options: { ...BLOCK, position: 'heading' },
    of: (s) => `## ${s}`,
    shows: (s) => [['heading', 2, s]],
  },
  { options: at('heading'), of: (s) => `# a${s}b`, shows: (s) => [['heading', 1, `a${s}b`]] },
  {
    options: { ...BLOCK, position: 'heading', lineStart: false },
    of: (s) => `# a ${s}`,
    shows: (s) => [['heading', 1, `a ${s}`]],
  },
  {
    options: at('cell'),
    of: (s) => `| a | ${s} |\n| - | - |\n| ${s} | b |`,
    shows: (s) => [
      ['table', ['row', ['cell', 'a'], ['cell', s]], ['row', ['cell', s], ['cell', 'b']]],
    ],
  },
  {
    options: { ...BLOCK, position: 'lark_md' },
    of: (s) => s,
    shows: (s) => [['paragraph', s]],
    reading: { dialect: 'lark_md' },
  },
  {
    options: at('lark_md'),
    of: (s) => `a${s}b`,
    shows: (s) => [['paragraph', `a${s}b`]],
    reading: { dialect: 'lark_md' },
  },
  {
    options: { ...BLOCK, position: 'mentions' },
    of: (s) => s,
    shows: (s) => [['paragraph', s]],
    reading: { dialect: 'mentions' },
  },
];
