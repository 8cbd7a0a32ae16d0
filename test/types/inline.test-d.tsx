import {
  A,
  At,
  B,
  Br,
  Button,
  Card,
  Code,
  CodeBlock,
  Div,
  Emoji,
  Font,
  H1,
  type H1Props,
  Hr,
  InlineAudio,
  InlinePerson,
  InlineTag,
  LarkMd,
  Li,
  Link,
  LocalDatetime,
  Markdown,
  type MarkdownText,
  type Md,
  MdImage,
  MdTable,
  md,
  NumberTag,
  Ol,
  Quote,
  raw,
  render,
  Span,
  safeMarkdown,
  Td,
  Tr,
  Ul,
  type Words,
} from 'larkx';
import { describe, expectTypeOf, test } from 'vitest';

/** Every error is on the line below its comment: the compiler must find exactly these. */
const maybe = undefined as string | undefined;
const word = { zh_cn: '甲', en_us: 'a' };

describe('markdown', () => {
  test('takes strings, numbers, markdown values, components and locale maps, in any mix', () => {
    void (
      <Markdown>
        **Build** {118} {word} {md`by ${<At id="ou_1" />}`} {raw('a')} {safeMarkdown('b')}
        <B>{word}</B> {maybe} {false} {[<Br key="a" />, 'b']}
      </Markdown>
    );
    void (<Markdown>{{ zh_cn: <B>甲</B>, en_us: md`a`, ja_jp: 1 }}</Markdown>);
    void (<Markdown content={<B>a</B>} i18nContent={{ zh_cn: md`a`, en_us: <B>a</B> }} />);
    void (<Markdown content={{ zh_cn: raw('a'), en_us: 'a' }} />);
    void (
      <Div>
        <LarkMd>
          <Font color="red">{word}</Font> {md`a`}
        </LarkMd>
      </Div>
    );
    expectTypeOf<string>().toExtend<MarkdownText>();
    expectTypeOf<Md>().toExtend<MarkdownText>();
  });

  test('takes nothing else', () => {
    // @ts-expect-error a date is no text
    void (<Markdown>{new Date()}</Markdown>);
    // @ts-expect-error no such language
    void (<Markdown>{{ zh: 'a' }}</Markdown>);
    // @ts-expect-error a function
    void (<Markdown>{() => 'a'}</Markdown>);
    // @ts-expect-error one language each
    void (<Markdown>{{ zh_cn: { en_us: 'a' } }}</Markdown>);
    // @ts-expect-error one text
    void (<Markdown i18nContent={{ zh_cn: word }} />);
  });
});

describe('words', () => {
  test('take locale maps among them', () => {
    void (
      <Button>
        {3} {word}
      </Button>
    );
    expectTypeOf<typeof word>().toExtend<Words>();
  });

  test('take no markdown', () => {
    // @ts-expect-error trusted markdown is no word
    void (<Button>{md`a`}</Button>);
    // @ts-expect-error code is words
    void (<Code>{raw('a')}</Code>);
    // @ts-expect-error so is a pill
    void (<InlineTag>{md`a`}</InlineTag>);
  });
});

describe('inline components', () => {
  test('take their props', () => {
    void (
      <Markdown>
        <H1>
          a <Emoji name="THUMBSUP" /> <Emoji>OK</Emoji> <Emoji name={maybe} /> <Emoji name="new" />
        </H1>
        <Quote>
          <A href="https://example.com">{md`a`}</A>
          <Link icon="chat_outlined" url="https://example.com" pcUrl="https://example.com/pc">
            a
          </Link>
        </Quote>
        <Ul>
          {[1, 2].map((n) => (
            <Li key={n}>{n}</Li>
          ))}
          {false}
        </Ul>
        <Ol start={3}>
          <Li>a</Li>
        </Ol>
        <MdTable>
          <Tr>
            <Td>a</Td>
          </Tr>
        </MdTable>
        <At ids={['ou_1', 'ou_2']} /> <At email="a@b.example" /> <Span>{word}</Span>
        <CodeBlock language="typescript">{'a'}</CodeBlock>
        <CodeBlock language="brand new">{'a'}</CodeBlock>
        <Hr />
        <MdImage imgKey="img_1" alt={maybe} />
        <NumberTag backgroundColor="grey" fontColor="white" url="https://example.com">
          {3}
        </NumberTag>
        <LocalDatetime millisecond={1} formatType="week_short" /> <LocalDatetime millisecond="1" />
        <InlineTag color="carmine">a</InlineTag>
        <InlinePerson id="ou_1" showName={false} showAvatar style="capsule" />
        <InlineAudio fileKey="a" style="speak" fallbackText="a" fallbackUrl="https://a.example" />
      </Markdown>
    );
    expectTypeOf<H1Props['children']>().toEqualTypeOf<Parameters<typeof Markdown>[0]['children']>();
  });

  test('take no others', () => {
    // @ts-expect-error where to?
    void (<A>a</A>);
    // @ts-expect-error a colour is missing
    void (<Font>a</Font>);
    // @ts-expect-error a mention has no children
    void (<At id="ou_1">Ada</At>);
    // @ts-expect-error no such prop
    void (<B color="red">a</B>);
    // @ts-expect-error no such prop
    void (<At userId="ou_1" />);
    // @ts-expect-error no such colour
    void (<InlineTag color="grey">a</InlineTag>);
    // @ts-expect-error no such format
    void (<LocalDatetime formatType="year" />);
    // @ts-expect-error a number
    void (<Ol start="3" />);
    // @ts-expect-error the image is missing
    void (<MdImage alt="a" />);
    // @ts-expect-error the url is missing
    void (<Link>a</Link>);
    // @ts-expect-error the id is missing
    void (<InlinePerson />);
    // @ts-expect-error no such style
    void (<InlineAudio fileKey="a" style="flat" />);
  });

  test('take no text where only parts go', () => {
    // @ts-expect-error text goes into <Li>
    void (<Ul>text</Ul>);
    // @ts-expect-error a number neither
    void (<Ol>{1}</Ol>);
    // @ts-expect-error text goes into <Td>
    void (<Tr>text</Tr>);
    // @ts-expect-error rows only
    void (<MdTable>{md`a`}</MdTable>);
  });

  test('are elements, so that the compiler cannot see where they stand', () => {
    void (() =>
      render(
        <Card>
          <B>a</B>
        </Card>,
      ));
  });
});

describe('a markdown value', () => {
  test('is made of strings, numbers, elements, markdown values and nothing', () => {
    expectTypeOf(md`a`).toEqualTypeOf<Md>();
    expectTypeOf(safeMarkdown('a')).toEqualTypeOf<Md>();
    void md`${'a'}${1}${null}${undefined}${true}${md`a`}${<B>a</B>}${['a', [1, null]]}`;
  });

  test('is made of nothing else', () => {
    // @ts-expect-error an object
    void (() => md`${{ a: 1 }}`);
    // @ts-expect-error a date
    void (() => md`${new Date()}`);
    // @ts-expect-error a function
    void (() => md`${() => 'a'}`);
    // @ts-expect-error a locale map stands among children
    void (() => md`${word}`);
  });

  test('is no string', () => {
    expectTypeOf<Md>().not.toExtend<string>();
    // @ts-expect-error the mark is a symbol
    const forged: Md = { parts: [] };
    void forged;
  });
});
