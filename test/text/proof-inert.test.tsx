import fc from 'fast-check';
import {
  A,
  At,
  B,
  Br,
  Card,
  Code,
  CodeBlock,
  Div,
  Emoji,
  Font,
  H1,
  H2,
  H3,
  H4,
  H5,
  H6,
  Header,
  I,
  InlineTag,
  LarkMd,
  Li,
  Link,
  Markdown,
  MdImage,
  MdTable,
  md,
  Ol,
  Quote,
  render,
  S,
  Span,
  Td,
  Tr,
  Ul,
} from 'larkx';
import './seed.js';
import { describe, expect, it, test } from 'vitest';
import {
  type DialectOptions,
  joined,
  parseDialect,
  READINGS,
  type Shape,
  shapeOf,
} from '../support/dialect.js';
import { hostileString } from './samples/hostile-strings.js';
import { HOSTILE_TEXTS } from './samples/hostile-texts.js';

/** More than a save should wait for: `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const RUNS = 25 * SCALE;
const TIMEOUT = 60_000 * SCALE;

type MarkdownChild = Parameters<typeof Markdown>[0]['children'];

/** Markdown that holds a string, and what is shown of it where it is shown exactly as it is written. */
interface Position {
  readonly of: (text: string) => MarkdownChild;
  readonly shows: (text: string) => Shape[];
}

/** Those in a line, with neighbours. */
const INLINE: Readonly<Record<string, Position>> = {
  Span: { of: (s) => <Span>{s}</Span>, shows: (s) => [s] },
  'md``': { of: (s) => md`${s}`, shows: (s) => [s] },
  B: { of: (s) => <B>{s}</B>, shows: (s) => [['bold', s]] },
  I: { of: (s) => <I>{s}</I>, shows: (s) => [['italic', s]] },
  S: { of: (s) => <S>{s}</S>, shows: (s) => [['strikethrough', s]] },
  'I in B': {
    of: (s) => (
      <B>
        <I>{s}</I>
      </B>
    ),
    shows: (s) => [['bold', ['italic', s]]],
  },
  'B in I, with words around': {
    of: (s) => (
      <I>
        a<B>{s}</B>b
      </I>
    ),
    shows: (s) => [['italic', 'a', ['bold', s], 'b']],
  },
  'between two B': {
    of: (s) => (
      <>
        <B>a</B>
        {md`${s}`}
        <B>b</B>
      </>
    ),
    shows: (s) => [['bold', 'a'], s, ['bold', 'b']],
  },
  A: {
    of: (s) => <A href="https://x.example">{s}</A>,
    shows: (s) => [['link', { url: 'https://x.example' }, s]],
  },
  'B in A': {
    of: (s) => (
      <A href="https://x.example">
        a<B>{s}</B>b
      </A>
    ),
    shows: (s) => [['link', { url: 'https://x.example' }, 'a', ['bold', s], 'b']],
  },
  Font: {
    of: (s) => <Font color="red">{s}</Font>,
    shows: (s) => [['<font>', { color: 'red' }, s]],
  },
  'B in Font in S': {
    of: (s) => (
      <S>
        <Font color="red">
          <B>{s}</B>
        </Font>
      </S>
    ),
    shows: (s) => [['strikethrough', ['<font>', { color: 'red' }, ['bold', s]]]],
  },
  InlineTag: {
    of: (s) => <InlineTag color="red">{s}</InlineTag>,
    shows: (s) => [['<text_tag>', { color: 'red' }, onOneLine(s)]],
  },
  Link: {
    of: (s) => <Link url="https://x.example">{s}</Link>,
    shows: (s) => [['<link>', { url: 'https://x.example' }, onOneLine(s)]],
  },
  'the alt text of MdImage': {
    of: (s) => <MdImage imgKey="img_v3_a" alt={s} />,
    shows: (s) => [['image', { url: 'img_v3_a', alt: onOneLine(s) }]],
  },
  Code: { of: (s) => <Code>{s}</Code>, shows: (s) => [['code', s.replaceAll('\n', ' ')]] },
};

/** Those in lines of their own. */
const BLOCKS: Readonly<Record<string, Position>> = {
  H1: { of: (s) => <H1>{s}</H1>, shows: (s) => [['heading', 1, s]] },
  H2: { of: (s) => <H2>{s}</H2>, shows: (s) => [['heading', 2, s]] },
  H3: { of: (s) => <H3>{s}</H3>, shows: (s) => [['heading', 3, s]] },
  H4: { of: (s) => <H4>{s}</H4>, shows: (s) => [['heading', 4, s]] },
  H5: { of: (s) => <H5>{s}</H5>, shows: (s) => [['heading', 5, s]] },
  H6: {
    of: (s) => (
      <H6>
        a<B>{s}</B>
      </H6>
    ),
    shows: (s) => [['heading', 6, 'a', ['bold', s]]],
  },
  Quote: { of: (s) => <Quote>{s}</Quote>, shows: (s) => [['quote', ['paragraph', s]]] },
  Li: {
    of: (s) => (
      <Ul>
        <Li>{s}</Li>
        <Li>a{md`${s}`}b</Li>
      </Ul>
    ),
    shows: (s) => [
      ['list', 'bullets', ['item', ['paragraph', s]], ['item', ['paragraph', `a${s}b`]]],
    ],
  },
  'Li in Li': {
    of: (s) => (
      <Ol start={9}>
        <Li>a</Li>
        <Li>
          {s}
          <Ul>
            <Li>{s}</Li>
            <Li>
              <B>{s}</B>
            </Li>
          </Ul>
        </Li>
      </Ol>
    ),
    shows: (s) => [
      [
        'list',
        9,
        ['item', ['paragraph', 'a']],
        [
          'item',
          paragraph(s, 'end'),
          ['list', 'bullets', ['item', ['paragraph', s]], ['item', ['paragraph', ['bold', s]]]],
        ],
      ],
    ],
  },
  'a quote in a list': {
    of: (s) => (
      <Ul>
        <Li>
          <Quote>{s}</Quote>
        </Li>
      </Ul>
    ),
    shows: (s) => [['list', 'bullets', ['item', ['quote', ['paragraph', s]]]]],
  },
  Td: {
    of: (s) => (
      <MdTable>
        <Tr>
          <Td>{s}</Td>
          <Td>a</Td>
        </Tr>
        <Tr>
          <Td>
            <B>{s}</B>
          </Td>
          <Td>b{md`${s}`}c</Td>
        </Tr>
      </MdTable>
    ),
    shows: (s) => [
      [
        'table',
        ['row', ['cell', s], ['cell', 'a']],
        ['row', ['cell', ['bold', s]], ['cell', `b${s}c`]],
      ],
    ],
  },
  CodeBlock: {
    of: (s) => <CodeBlock language="json">{s}</CodeBlock>,
    shows: (s) => [['code-block', { language: 'json', text: s }]],
  },
  'CodeBlock in a list': {
    of: (s) => (
      <Ul>
        <Li>
          a<CodeBlock>{s}</CodeBlock>
        </Li>
      </Ul>
    ),
    shows: (s) => [
      ['list', 'bullets', ['item', ['paragraph', 'a'], ['code-block', { language: '', text: s }]]],
    ],
  },
};

/** In trusted source. */
const TRUSTED: Readonly<Record<string, Position>> = {
  'md`**a**`': { of: (s) => md`**a:** ${s}`, shows: (s) => [['bold', 'a:'], ` ${s}`] },
  'the text of a link in md``': {
    of: (s) => md`[${s}](https://x.example)`,
    shows: (s) => [['link', { url: 'https://x.example' }, s]],
  },
  'a tag in md``': {
    of: (s) => md`<font color='red'>${s}</font>`,
    shows: (s) => [['<font>', { color: 'red' }, s]],
  },
  'a table in md``': {
    of: (s) => md`| a | ${s} |\n| - | - |\n| ${s} | b |`,
    shows: (s) => [
      ['table', ['row', ['cell', 'a'], ['cell', s]], ['row', ['cell', s], ['cell', 'b']]],
    ],
  },
  'a heading in md``': { of: (s) => md`# ${s}`, shows: (s) => [['heading', 1, s]] },
  'a list in md``': {
    of: (s) => md`- ${s}\n- b`,
    shows: (s) => [['list', 'bullets', ['item', ['paragraph', s]], ['item', ['paragraph', 'b']]]],
  },
};

/** A paragraph beside a block: blanks between them are how the TSX is laid out. */
function paragraph(shape: Shape, trim: 'start' | 'end'): Shape {
  const blanks = trim === 'start' ? /^[ \t\n]+/ : /[ \t\n]+$/;
  const words = typeof shape === 'string' ? shape.replace(blanks, '') : shape;
  return words === '' ? '' : ['paragraph', words];
}

/** What has one line only shows a blank instead of a line end. */
const onOneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

/** What is shown of a string: exactly the string, but for what cannot be sent or is never seen. */
function shown(text: string): string {
  let out = '';
  for (const char of text.replace(/\r\n?/g, '\n')) {
    const code = char.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) out += '\ufffd';
    else if (code === 9 || code === 10 || (code >= 32 && (code < 127 || code > 159))) out += char;
  }
  return out;
}

function sourceOf(children: MarkdownChild): string {
  const card = render(
    <Card>
      <Markdown>{children}</Markdown>
    </Card>,
  );
  return (card.body!.elements![0] as unknown as { content: string }).content;
}

/** Expects the same shapes in every reading of the dialect. */
function expectShown(source: string, shapes: Shape[], options: DialectOptions = {}): void {
  for (const reading of [...READINGS, { autolinks: 'all' } as const]) {
    const read = { ...reading, ...options };
    expect(
      asSeen(shapeOf(parseDialect(source, read))),
      `${source}\nread with ${JSON.stringify(read)}`,
    ).toEqual(asSeen(shapes));
  }
}

/**
 * What nobody can tell apart is the same: blanks at the edge of a mark stand beside it, a mark around nothing is none,
 * and what adjoins and is alike is one.
 */
function asSeen(shapes: readonly Shape[]): Shape[] {
  const out: Shape[] = [];
  for (const shape of joined(shapes).flatMap(withBlanksOutside)) {
    if (shape === '') continue;
    // The blanks between two marks that are alike may be marked or not.
    const between = typeof out.at(-1) === 'string' && isBlank(out.at(-1)) ? [out.pop()!] : [];
    const last = out.at(-1);
    if (areAlike(last, shape) && (between.length === 0 || MARKS.has(last[0]))) {
      out.splice(
        -1,
        1,
        ...asSeen([[...last, ...between, ...(shape as readonly Shape[]).slice(1)]]),
      );
    } else out.push(...between, shape);
  }
  return joined(out);
}

const isBlank = (shape: Shape | undefined) => typeof shape === 'string' && shape.trim() === '';

function areAlike(a: Shape | undefined, b: Shape): a is readonly Shape[] {
  return Array.isArray(a) && Array.isArray(b) && a[0] === b[0] && MERGED.has(a[0]);
}

function withBlanksOutside(shape: Shape): Shape[] {
  if (!Array.isArray(shape)) return [shape];
  const [name, ...children] = shape as [string, ...Shape[]];
  const inner = asSeen(children);
  if (!MARKS.has(name)) return [[name, ...inner]];
  const [first, last] = [inner[0], inner.at(-1)];
  const before = typeof first === 'string' ? /^\s*/.exec(first)![0] : '';
  if (typeof first === 'string') inner[0] = first.slice(before.length);
  const end = inner.at(-1);
  const after = typeof last === 'string' && typeof end === 'string' ? /\s*$/.exec(end)![0] : '';
  if (typeof end === 'string') inner[inner.length - 1] = end.slice(0, end.length - after.length);
  const left = joined(inner);
  return left.length === 0 ? [before, after] : [before, [name, ...left], after];
}

const MARKS = new Set<Shape | undefined>(['bold', 'italic', 'strikethrough']);
const MERGED = new Set<Shape | undefined>([...MARKS, 'code']);

/** A string of which something is seen. */
const text = hostileString.filter((one) => shown(one) !== '');

/** What stands right beside it, and what is shown of that. */
const NEIGHBOURS: Readonly<Record<string, [MarkdownChild, Shape]>> = {
  nothing: ['', ''],
  'a letter': ['a', 'a'],
  'a digit': ['9', '9'],
  中: ['中', '中'],
  '。': ['。', '。'],
  stars: [<Span key="s">**</Span>, '**'],
  blanks: [<Span key="s"> a </Span>, ' a '],
  B: [<B key="b">b</B>, ['bold', 'b']],
  Code: [<Code key="c">c</Code>, ['code', 'c']],
  Emoji: [<Emoji key="e" name="OK" />, ['emoji', 'OK']],
  Br: [<Br key="n" />, '\n'],
  At: [<At key="a" id="ou_1" />, ['<at>', { id: 'ou_1' }]],
  A: [
    <A key="l" href="https://x.example">
      l
    </A>,
    ['link', { url: 'https://x.example' }, 'l'],
  ],
};
const neighbour = fc.constantFrom(...Object.keys(NEIGHBOURS));

describe('exactly the string is shown, and nothing else is live', () => {
  test.each(Object.entries(INLINE))(
    'in %s',
    (_, { of, shows }) => {
      fc.assert(
        fc.property(text, neighbour, neighbour, (one, left, right) => {
          const [before, after] = [NEIGHBOURS[left]!, NEIGHBOURS[right]!];
          expectShown(sourceOf([before[0], of(one), after[0]]), [
            ['paragraph', before[1], ...shows(shown(one)), after[1]],
          ]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  test.each(Object.entries(BLOCKS))(
    'in %s',
    (_, { of, shows }) => {
      fc.assert(
        fc.property(text, neighbour, neighbour, (one, left, right) => {
          fc.pre(left !== 'Br' && right !== 'Br');
          const [before, after] = [NEIGHBOURS[left]!, NEIGHBOURS[right]!];
          expectShown(sourceOf([before[0], of(one), after[0]]), [
            paragraph(before[1], 'end'),
            ...shows(shown(one)),
            paragraph(after[1], 'start'),
          ]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  test.each(Object.entries(TRUSTED))(
    'in %s',
    (_, { of, shows }) => {
      const blocks = ['table', 'heading', 'list'];
      fc.assert(
        fc.property(text, (one) => {
          const shapes = shows(shown(one));
          const isBlock = Array.isArray(shapes[0]) && blocks.includes(shapes[0][0] as string);
          expectShown(sourceOf(of(one)), isBlock ? shapes : [['paragraph', ...shapes]]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    'of several strings side by side',
    () => {
      fc.assert(
        fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (all) => {
          const whole = all.map(shown).join('');
          expectShown(sourceOf(all.map((one, i) => <Span key={i}>{one}</Span>)), [
            ['paragraph', whole],
          ]);
          expectShown(sourceOf(<Span>{all}</Span>), [['paragraph', shown(all.join(''))]]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    'in a text of the small dialect',
    () => {
      fc.assert(
        fc.property(text, fc.constantFrom('', 'a', '9', '中', '。'), (one, after) => {
          const card = render(
            <Card>
              <Div>
                <LarkMd>
                  a<Span>{one}</Span>
                  <B>{one}</B>
                  {after}
                </LarkMd>
              </Div>
            </Card>,
          );
          const { content } = (card.body!.elements![0] as unknown as { text: { content: string } })
            .text;
          const is = shown(one);
          expectShown(content, [['paragraph', `a${is}`, ['bold', is], after]], {
            dialect: 'lark_md',
          });
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    'in the title of a card',
    () => {
      fc.assert(
        fc.property(text, (one) => {
          const card = render(
            <Card>
              <Header
                title={
                  <LarkMd>
                    a<Span>{one}</Span>
                    <Emoji name="OK" />
                  </LarkMd>
                }
              />
            </Card>,
          );
          const { content } = (card.header as { title: { content: string } }).title;
          expectShown(content, [['paragraph', `a${shown(one)}`, ['emoji', 'OK']]], {
            dialect: 'mentions',
          });
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    'of every hostile text',
    () => {
      for (const one of Object.values(HOSTILE_TEXTS).flat()) {
        if (shown(one) === '') continue;
        const is = shown(one);
        expectShown(sourceOf(['a', <B key="b">{one}</B>, <Span key="s">{one}</Span>]), [
          ['paragraph', 'a', ['bold', is], is],
        ]);
      }
    },
    TIMEOUT,
  );
});
