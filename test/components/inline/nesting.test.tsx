import {
  A,
  At,
  B,
  Br,
  Button,
  Card,
  Code,
  CodeBlock,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Div,
  Divider,
  Emoji,
  Font,
  H1,
  Header,
  Hr,
  InlineTag,
  LarkMd,
  Li,
  Markdown,
  MdTable,
  md,
  Ol,
  PanelHeader,
  PlainText,
  Quote,
  Raw,
  render,
  Span,
  Td,
  Tr,
  Ul,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../issues-of.js';

const inMarkdown = (element: any) =>
  issuesOf(
    <Card>
      <Markdown>{element}</Markdown>
    </Card>,
  );

describe('a component inside markdown', () => {
  test.each([
    ['a cell outside a row', <Td>a</Td>, '<Td> cannot stand in <Markdown>', 'it goes into <Tr>'],
    [
      'a row outside a table',
      <Quote>
        <Tr />
      </Quote>,
      '<Tr> cannot stand in <Quote>',
      'it goes into <MdTable>',
    ],
    [
      'an item outside a list',
      <Li>a</Li>,
      '<Li> cannot stand in <Markdown>',
      'it goes into <Ul> or <Ol>',
    ],
    [
      'a cell straight in a table',
      <MdTable>
        <Td>a</Td>
      </MdTable>,
      '<Td> cannot stand in <MdTable>',
      'it goes into <Tr>',
    ],
    [
      'a heading in a line',
      <B>
        <H1>a</H1>
      </B>,
      '<H1> cannot stand in <B>',
      'it stands in lines of its own: straight in <Markdown>, in <Quote> or in <Li>',
    ],
    [
      'a rule in a cell',
      <MdTable>
        <Tr>
          <Td>
            <Hr />
          </Td>
        </Tr>
      </MdTable>,
      '<Hr> cannot stand in <Td>',
      'it stands in lines of its own: straight in <Markdown>, in <Quote> or in <Li>',
    ],
    [
      'anything in code',
      <Code>
        <B>a</B>
      </Code>,
      '<B> cannot stand in <Code>',
      '<Code> takes words only',
    ],
    [
      'a link in a link',
      <A href="https://a.example">
        <B>
          <A href="https://b.example">a</A>
        </B>
      </A>,
      '<A> cannot stand in <B>',
      '<A> holds no <A>',
    ],
    [
      'an element in a line',
      <B>
        <Divider />
      </B>,
      '<Divider> cannot stand in <B>',
      'it goes into <Card>, <Column> or another container',
    ],
    [
      'wire JSON in a line',
      <B>
        <Raw json={{ tag: 'hr' }} />
      </B>,
      '<Raw> cannot stand in <B>',
      'it goes into <Card>, <Column> or another container',
    ],
  ])('is refused where it has no place: %s', (_, element, message, hint) => {
    const [issue, ...others] = inMarkdown(element);
    expect(issue).toMatchObject({
      code: 'parent',
      path: '/body/elements/0/content',
      message,
      hint,
    });
    expect(issue?.source?.file).toContain('nesting.test.tsx');
    expect(others.filter(({ code }) => code === 'parent')).toEqual([]);
  });

  test('names the components around it', () => {
    const Name = () => (
      <B>
        <H1>a</H1>
      </B>
    );
    expect(inMarkdown(<Name />)[0]?.componentStack).toEqual([
      'H1',
      'B',
      'Name',
      'Markdown',
      'Card',
    ]);
  });

  test('has no children where it takes none', () => {
    expect(inMarkdown(<Br {...({ children: 'a' } as object)} />)).toMatchObject([
      { code: 'parent', message: '<Br> takes no children' },
    ]);
  });

  test('has no words where only parts go', () => {
    const text = { children: 'a' } as object;
    expect(inMarkdown(<Ul {...text} />)).toMatchObject([
      {
        code: 'text-not-allowed',
        path: '/body/elements/0/content',
        message: '<Ul> takes <Li>; found "a"',
        hint: 'put text into <Li>',
      },
    ]);
    expect(inMarkdown(<Ol>{[0 as never, <Li key="a">a</Li>]}</Ol>)).toMatchObject([
      { code: 'text-not-allowed', message: '<Ol> takes <Li>; found "0"' },
    ]);
    expect(
      inMarkdown(
        <MdTable>
          <Tr>{md`a` as never}</Tr>
        </MdTable>,
      ),
    ).toMatchObject([
      { code: 'text-not-allowed', message: '<Tr> takes <Td>; found a text' },
      { code: 'field-missing', message: '<MdTable>: its head has no cells' },
    ]);
  });

  test('takes words only, and no markdown value, in code', () => {
    expect(inMarkdown(<Code>{md`a` as never}</Code>)).toMatchObject([
      {
        code: 'type',
        message: '<Code>: found a markdown value; it takes words, which are shown as they are',
      },
    ]);
  });
});

describe('a row', () => {
  const row = (cells: string) => (
    <Tr>
      {[...cells].map((cell) => (
        <Td key={cell}>{cell}</Td>
      ))}
    </Tr>
  );

  test('is not wider than the head', () => {
    expect(
      inMarkdown(
        <MdTable>
          {row('ab')}
          {row('cdef')}
        </MdTable>,
      ),
    ).toMatchObject([
      {
        code: 'range',
        message: '<MdTable>: row 2 has 4 cells; the head has 2, and what goes beyond is not shown',
      },
    ]);
  });

  test('is needed in a table', () => {
    expect(inMarkdown(<MdTable>{null}</MdTable>)).toMatchObject([
      { code: 'field-missing', message: '<MdTable>: it has no rows' },
    ]);
  });
});

describe('a dialect', () => {
  test('refuses what it does not know', () => {
    expect(
      issuesOf(
        <Card>
          <Div>
            <LarkMd>
              <B>
                <Code>a</Code>
              </B>
              <CodeBlock>b</CodeBlock>
              <H1>c</H1>
            </LarkMd>
          </Div>
        </Card>,
      ),
    ).toMatchObject([
      {
        code: 'parent',
        path: '/body/elements/0/text/content',
        message: '<Code> cannot stand in <B>',
        hint: 'lark_md does not know it; use <Markdown>',
      },
      { code: 'parent', message: '<CodeBlock> cannot stand in <LarkMd>' },
      { code: 'parent', message: '<H1> cannot stand in <LarkMd>' },
    ]);
  });

  test('of a title knows mentions, emoji and words', () => {
    const title = (children: any) => (
      <Card>
        <Header title="a" subtitle={<LarkMd>{children}</LarkMd>} />
      </Card>
    );
    expect(() =>
      render(title([<At key="a" id="all" />, <Emoji key="b" name="OK" />])),
    ).not.toThrow();
    expect(() => render(title(<Span>a</Span>))).not.toThrow();
    expect(issuesOf(title(<B>a</B>))).toMatchObject([
      {
        code: 'parent',
        path: '/header/subtitle/content',
        message: '<B> cannot stand in <LarkMd>',
        hint: 'a title understands <At>, <Emoji> and <Span> only',
      },
    ]);
    expect(issuesOf(title(<Span>{<InlineTag>a</InlineTag>}</Span>))).toMatchObject([
      { code: 'parent', message: '<InlineTag> cannot stand in <Span>' },
    ]);
  });

  test('of a panel title is the whole one', () => {
    const card = (
      <Card>
        <CollapsiblePanel>
          <PanelHeader
            title={
              <Markdown>
                <Code>a</Code>
              </Markdown>
            }
          />
        </CollapsiblePanel>
      </Card>
    );
    expect((render(card) as any).body.elements[0].header.title).toStrictEqual({
      tag: 'markdown',
      content: '`a`',
    });
  });
});

describe('outside markdown', () => {
  test.each([
    ['a card', (element: any) => <Card>{element}</Card>],
    [
      'a column',
      (element: any) => (
        <Card>
          <ColumnSet>
            <Column>{element}</Column>
          </ColumnSet>
        </Card>
      ),
    ],
    [
      'a button',
      (element: any) => (
        <Card>
          <Button>{element}</Button>
        </Card>
      ),
    ],
    [
      'the words of a button',
      (element: any) => (
        <Card>
          <Button>a {element}</Button>
        </Card>
      ),
    ],
    [
      'plain words',
      (element: any) => (
        <Card>
          <Div>
            <PlainText>{element}</PlainText>
          </Div>
        </Card>
      ),
    ],
    [
      'a title',
      (element: any) => (
        <Card>
          <Header title={element} />
        </Card>
      ),
    ],
    [
      'the tips of a button',
      (element: any) => (
        <Card>
          <Button hoverTips={element}>a</Button>
        </Card>
      ),
    ],
  ])('inline components have no place: %s', (_, around) => {
    const found = issuesOf(around(<Font color="red">a</Font>)).filter(
      ({ code }) => code === 'parent',
    );
    expect(found).toMatchObject([{ code: 'parent', hint: 'it goes into <Markdown>' }]);
    expect(found[0]?.message).toMatch(/^<Font> cannot stand in </);
  });
});
