import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  A,
  B,
  Button,
  Card,
  type CardElement,
  CardError,
  Code,
  CodeBlock,
  Div,
  Divider,
  Font,
  H2,
  Header,
  InlineTag,
  LarkMd,
  Li,
  Link,
  Markdown,
  MdImage,
  MdTable,
  md,
  Quote,
  raw,
  render,
  Span,
  Table,
  Td,
  Tr,
  Ul,
} from 'larkx';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { anchor } from '../../scripts/reference/markdown.js';
import { blocksOf, mistakes, ROOT, run } from './run.js';

const PAGE = 'docs/text.md';
const page = readFileSync(resolve(ROOT, PAGE), 'utf8');

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the programs of the page on text', () => {
  const blocks = blocksOf(PAGE);
  const found = blocks.flatMap(({ language, code }, i) => {
    const output = blocks[i + 1];
    return language === 'tsx' && code.includes('import ') && output ? [{ code, output }] : [];
  });

  it('are all found', () => {
    expect(found.length).toBe(7);
  });

  test.each(found.map((one, i) => [i, one] as const))(
    'number %i prints what stands below it',
    async (i, { code, output }) => {
      const printed = await run(code, `text-${i}`);
      if (output.language === 'json') {
        expect(printed.map((line) => JSON.parse(line))).toEqual([JSON.parse(output.code)]);
      } else {
        expect(output.language).toBe('text');
        expect(`${printed.join('\n')}\n`).toBe(output.code);
      }
    },
  );

  it('compile', () => {
    expect(mistakes([PAGE])).toEqual([]);
  }, 60_000);
});

/** The rows of a table of the page by the heading above it, code without its marks. */
function rows(heading: string): string[][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const [, , ...lines] = section.match(/^\|.*$/gm) ?? [];
  return [section.match(/^\|.*$/m)?.[0] ?? '', ...lines].map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}

const unmarked = (cell: string) => cell.replace(/^(`+) ?(.*?) ?\1$/, '$2').replaceAll('⏎', '\n');

const body = (element: CardElement): any => {
  const card: any = render(<Card>{element}</Card>);
  const [first] = card.body.elements;
  return first.content ?? first.text?.content ?? first.rows[0].cell;
};
const title = (text: string | CardElement): any => {
  const card: any = render(
    <Card>
      <Header title={text} />
      <Divider />
    </Card>,
  );
  return card.header.title.content;
};
const cell = (dataType: 'text' | 'lark_md' | 'markdown', s: string) =>
  body(<Table columns={[{ name: 'cell', dataType }]} rows={[{ cell: s }]} />);

/** The places of a row of the table, each with all that is written there. */
const PLACES: Record<string, readonly ((s: string) => string)[]> = {
  'plain text': [
    (s) => body(<Div>{s}</Div>),
    (s) => body(<Button>{s}</Button>),
    (s) => title(s),
    (s) => cell('text', s),
  ],
  '`<Markdown>`': [(s) => body(<Markdown>{s}</Markdown>), (s) => body(<Markdown content={s} />)],
  '`<LarkMd>`': [
    (s) =>
      body(
        <Div>
          <LarkMd>{s}</LarkMd>
        </Div>,
      ),
  ],
  '`<LarkMd>` in a header': [(s) => title(<LarkMd>{s}</LarkMd>)],
  'cell of `<Table>`, `markdown` or `lark_md`': [
    (s) => cell('markdown', s),
    (s) => cell('lark_md', s),
  ],
  '`<B>`, `<Span>`, `<Font>`, `<Li>`, `<Quote>`, `<H2>`, words of `<A>`': [
    (s) => inline(<B>{s}</B>),
    (s) => inline(<Span>{s}</Span>),
    (s) => inline(<Font color="red">{s}</Font>),
    (s) =>
      inline(
        <Ul>
          <Li>{s}</Li>
        </Ul>,
      ),
    (s) => inline(<Quote>{s}</Quote>),
    (s) => inline(<H2>{s}</H2>),
    (s) => inline(<A href="https://x.example">{s}</A>),
  ],
  '`<Td>`': [
    (s) =>
      inline(
        <MdTable>
          <Tr>
            <Td>{s}</Td>
          </Tr>
        </MdTable>,
      ),
  ],
  'words of `<InlineTag>`, `<Link>`': [
    (s) => inline(<InlineTag>{s}</InlineTag>),
    (s) => inline(<Link url="https://x.example">{s}</Link>),
  ],
  '`<Code>`': [(s) => inline(<Code>{s}</Code>)],
  '`<CodeBlock>`': [(s) => inline(<CodeBlock>{s}</CodeBlock>)],
  '`href` of `<A>`': [(s) => inline(<A href={s}>go</A>)],
  'another attribute, such as `alt`': [(s) => inline(<MdImage imgKey="img_1" alt={s} />)],
  'value in ``md`...` ``': [(s) => body(<Markdown>{md`${s}`}</Markdown>)],
  'address in ``md`[a](${s})` ``': [(s) => body(<Markdown>{md`[a](${s})`}</Markdown>)],
  '`raw(s)`': [(s) => body(<Markdown>{raw(s)}</Markdown>)],
};

function inline(element: CardElement): string {
  return body(<Markdown>{element}</Markdown>);
}

/** What a place writes for a string, without what it writes around any. */
function written(place: (s: string) => string, s: string): string {
  // Some places take addresses only.
  const probe = 'https://probe.example';
  const [before = '', after = ''] = place(probe).split(/https:(?:\/\/|\/&#47;)probe\.example/);
  try {
    const source = place(s);
    expect(source.startsWith(before) && source.endsWith(after)).toBe(true);
    return source.slice(before.length, source.length - after.length);
  } catch (error) {
    if (error instanceof CardError && error.code === 'url-scheme') return 'error';
    throw error;
  }
}

describe('the table of places', () => {
  const [head = [], ...table] = rows('What becomes of a string');
  const strings = head.slice(1).map(unmarked);

  it('has a row for each place', () => {
    expect(strings).toHaveLength(6);
    expect(table.map(([place]) => place)).toEqual(Object.keys(PLACES));
  });

  test.each(table)('says what goes out: %s', (place, ...cells) => {
    for (const write of PLACES[place as string] ?? []) {
      const found = strings.map((s) => written(write, s));
      expect(found).toEqual(cells.map((text, i) => (text === '=' ? strings[i] : unmarked(text))));
    }
  });
});

test.each(rows('Safe markdown').slice(1))(
  'the page says what safe markdown makes of %s',
  (s, out) => {
    expect(body(<Markdown>{unmarked(s as string)}</Markdown>)).toBe(unmarked(out as string));
  },
);

test('the page on text links to nothing that is not there', () => {
  const prose = (name: string) =>
    readFileSync(resolve(ROOT, 'docs', name), 'utf8').replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
  const targets = (name: string) =>
    [...prose(name).matchAll(/^##+ (.*)$/gm)].map(([, heading]) => anchor(heading as string));
  const links = [...prose('text.md').matchAll(/\]\(([\w.-]+\.md)?(#[\w-]+)\)/g)];
  expect(links.length).toBeGreaterThan(10);
  const broken = links.filter(
    ([, file, target]) => !targets(file ?? 'text.md').includes(target as string),
  );
  expect(broken.map(([link]) => link)).toEqual([]);
});
