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
const RUNS = 60 * SCALE;
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
    shows: (s) => [['<text_tag>', { color: 'red' }, s]],
  },
  Link: {
    of: (s) => <Link url="https://x.example">{s}</Link>,
    shows: (s) => [['<link>', { url: 'https://x.example' }, s]],
  },
  'the alt text of MdImage': {
    of: (s) => <MdImage imgKey="img_v3_a" alt={s} />,
    shows: (s) => [['image', { url: 'img_v3_a', alt: s }]],
  },
  Code: { of: (s) => <Code>{s}</Code>, shows: (s) => [['code', s.replaceAll('\n', ' ')]] },
  'md`**a**`': { of: (s) => md`**a:** ${s}`, shows: (s) => [['bold', 'a:'], ` ${s}`] },
  'the text of a link in md``': {
    of: (s) => md`[${s}](https://x.example)`,
    shows: (s) => [['link', { url: 'https://x.example' }, s]],
  },
  'a tag in md``': {
    of: (s) => md`<font color='red'>${s}</font>`,
    shows: (s) => [['<font>', { color: 'red' }, s]],
  },
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
          ['paragraph', s],
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

/** What is shown of a string: exactly the string, but for what cannot be sent or is never seen. */
function shown(text: string): string {
  let out = '';
  for (const char of text.replace(/\r\n?/g, '\n')) {
    const code = char.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) out += '\ufffd';
    else if (code === 9 || code === 10 || (code >= 32 && code !== 127)) out += char;
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
    expect({ read, source, shapes: shapeOf(parseDialect(source, read)) }).toEqual({
      read,
      source,
      shapes: joined(shapes),
    });
  }
}

/** A string of which something is seen. */
const text = hostileString.filter((one) => shown(one) !== '');

/** What stands right beside it. */
const neighbour = fc.constantFrom<[MarkdownChild, Shape]>(
  ['', ''],
  ['a', 'a'],
  ['9', '9'],
  ['中', '中'],
  ['。', '。'],
  [<Span key="s">**</Span>, '**'],
  [<Span key="s"> a </Span>, ' a '],
  [<B key="b">b</B>, ['bold', 'b']],
  [<Code key="c">c</Code>, ['code', 'c']],
  [<Emoji key="e" name="OK" />, ['emoji', 'OK']],
  [<Br key="n" />, '\n'],
  [<At key="a" id="ou_1" />, ['<at>', { id: 'ou_1' }]],
);

describe('exactly the string is shown, and nothing else is live', () => {
  test.each(Object.entries(INLINE))(
    'in %s',
    (_, { of, shows }) => {
      fc.assert(
        fc.property(text, neighbour, neighbour, (one, before, after) => {
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
      const paragraph = (shape: Shape): Shape => (shape === '' ? '' : ['paragraph', shape]);
      fc.assert(
        fc.property(text, neighbour, neighbour, (one, before, after) => {
          fc.pre(before[1] !== '\n' && after[1] !== '\n');
          expectShown(sourceOf([before[0], of(one), after[0]]), [
            paragraph(before[1]),
            ...shows(shown(one)),
            paragraph(after[1]),
          ]);
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
        fc.property(text, neighbour, (one, [after]) => {
          const isSmall = typeof after === 'string';
          const card = render(
            <Card>
              <Div>
                <LarkMd>
                  a<Span>{one}</Span>
                  <B>{one}</B>
                  {isSmall ? after : ''}
                </LarkMd>
              </Div>
            </Card>,
          );
          const { content } = (card.body!.elements![0] as unknown as { text: { content: string } })
            .text;
          const is = shown(one);
          expectShown(
            content,
            [['paragraph', `a${is}`, ['bold', is], isSmall ? (after as string) : '']],
            { dialect: 'lark_md' },
          );
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
