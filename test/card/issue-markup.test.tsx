import { Button, Card, CollapsiblePanel, check, Div, Header, Markdown, PanelHeader } from 'larkx';
import { describe, expect, test } from 'vitest';
import { markupIn } from '../../src/card/markup.js';
import { warningsOf } from './issue-warnings-of.js';

describe('markup in a plain text', () => {
  test.each([
    ['**Build** 118', '**Build**'],
    ['请**确认**后提交', '**确认**'],
    ['__Build__ 118', '__Build__'],
    ['__very important__', '__very important__'],
    ['run `npm test` first', '`npm test`'],
    ['see [the log](https://example.com/a?b=1)', '[the log](https://example.com/a?b=1)'],
    ['![chart](img_v3_1)', '![chart](img_v3_1)'],
    ['now ~~120~~ 80', '~~120~~'],
    ['# Report', '# Report'],
    ['done\n## Next', '## Next'],
    ['- one\n- two', '- one\n- two'],
    ['Hi <at id=all></at>', '<at id=all>'],
    ["<font color='red'>late</font>", "<font color='red'>"],
    ['one<br>two', '<br>'],
    ['one<br/>two', '<br/>'],
    ["<a href='https://example.com'>x</a>", "<a href='https://example.com'>"],
    ['great :OK:', ':OK:'],
    [':StatusReading: busy', ':StatusReading:'],
    ['1 &#60; 2', '&#60;'],
    ['a&nbsp;b', '&nbsp;'],
    ['```\ncode\n```', '```'],
  ])('is found in %j', (text, found) => {
    expect(markupIn(text)?.found).toBe(found);
  });

  test.each([
    'src/**/*.ts',
    '**/*.ts and **/*.tsx',
    '**/test/**',
    '2*3*4',
    '2**3 and 3**2',
    'a ** b ** c',
    '****1234',
    'snake__case__name',
    '__init__',
    'my_module/__init__.py',
    'obj.__dict__',
    '__TITLE__',
    'C:\\work\\__pycache__\\x',
    'C:\\a\\**\\b',
    '12:30:45',
    '2026-11-22 10:00:00',
    'ratio 4:OK:3',
    ':unknown_key:',
    'AT&T & more &copy',
    '/assign <person> <link>',
    'a < b > c',
    'if a<b and c>d',
    '# of tickets',
    '# 42',
    '#118',
    '- 3 degrees',
    'one - two\nthree - four',
    'Really?![1]',
    'array[0](x)',
    'func(a)[b]',
    '~~~~~',
    '好的~~谢谢~~',
    '~ 5 min ~',
    "it's `tis the season",
    '',
    '构建 118 已完成',
  ])('is not seen in %j', (text) => {
    expect(markupIn(text)).toBeUndefined();
  });

  test('is the first of several', () => {
    expect(markupIn('`a` and **b**')?.found).toBe('`a`');
    expect(markupIn('**b** and `a`')?.found).toBe('**b**');
  });

  test('is found in a long text without delay', () => {
    for (const piece of ['*_`~[<:&#-', '![](', '[a](https:', '<font =', '**a', '__a', '- a\n\n']) {
      markupIn(piece.repeat(20_000));
    }
    expect(markupIn(`${'*_~'.repeat(20_000)} **x**`)?.found).toBe('**x**');
  });
});

describe('check warns about markup in a plain text', () => {
  const card = (json: object) => ({ schema: '2.0', ...json });
  const plain = (content: string, more = {}) => ({ tag: 'plain_text', content, ...more });

  test('wherever one stands, and says where markup works', () => {
    const found = check(
      card({
        config: { summary: { content: '**sum**' } },
        header: {
          title: plain('**title**'),
          text_tag_list: [{ tag: 'text_tag', text: plain('`ci`') }],
        },
        body: {
          elements: [
            { tag: 'div', text: plain('**div**') },
            { tag: 'button', text: plain(':OK:') },
            { tag: 'input', placeholder: plain('a', { i18n_content: { zh_cn: '`a`' } }) },
            {
              tag: 'select_static',
              options: [{ text: plain('&#60;1'), value: 'a' }],
            },
            {
              tag: 'collapsible_panel',
              header: { title: plain('**panel**') },
              elements: [],
            },
          ],
        },
      }),
    );
    expect(found.map(({ code, severity, path, hint }) => [code, severity, path, hint])).toEqual([
      ['markdown-in-text', 'warning', '/config/summary/content', NOWHERE],
      ['markdown-in-text', 'warning', '/header/title/content', expect.any(String)],
      ['markdown-in-text', 'warning', '/header/text_tag_list/0/text/content', NOWHERE],
      [
        'markdown-in-text',
        'warning',
        '/body/elements/0/text/content',
        '"tag": "lark_md" has markup',
      ],
      ['markdown-in-text', 'warning', '/body/elements/1/text/content', NOWHERE],
      ['markdown-in-text', 'warning', '/body/elements/2/placeholder/i18n_content/zh_cn', NOWHERE],
      [
        'markdown-in-text',
        'warning',
        '/body/elements/3/options/0/text/content',
        'write the character itself',
      ],
      [
        'markdown-in-text',
        'warning',
        '/body/elements/4/header/title/content',
        '"tag": "markdown" has markup',
      ],
    ]);
  });
  const NOWHERE =
    'this text takes none; formatted text goes into an element of its own, "tag": "markdown"';

  test('and says what it found, shortened', () => {
    const long = `**${'word '.repeat(30)}end**`;
    const [issue] = check(card({ body: { elements: [{ tag: 'button', text: plain(long) }] } }));
    expect(issue?.message).toMatch(
      /^<Button> text: found "\*\*word .{40,60}\.\.\.", which is shown literally/,
    );
  });

  test('and not where markup works, nor in data', () => {
    expect(
      check(
        card({
          body: {
            elements: [
              { tag: 'markdown', content: '**a**' },
              { tag: 'div', text: { tag: 'lark_md', content: '**a**' } },
              {
                tag: 'button',
                text: plain('Go'),
                behaviors: [{ type: 'callback', value: { tag: 'plain_text', content: '**a**' } }],
              },
            ],
          },
        }),
      ),
    ).toEqual([]);
  });
});

describe('a card in development is warned about it', () => {
  test('in the words of JSX, at the line', () => {
    const warnings = warningsOf(
      <Card>
        <Header title="Build" />
        <Div>**done**</Div>
        <Button>**Go**</Button>
        <CollapsiblePanel>
          <PanelHeader title="`log`" />
        </CollapsiblePanel>
        <Markdown>**fine**</Markdown>
      </Card>,
    ).filter(({ code }) => code === 'markdown-in-text');
    expect(warnings).toMatchObject([
      {
        message:
          '<Div> text: found "**done**", which is shown literally; there is no markup in a plain text',
        hint: 'put it into <LarkMd>',
        componentStack: ['Div', 'Card'],
        source: { file: expect.stringContaining('issue-markup') },
      },
      { hint: 'this text takes none; formatted text goes into <Markdown>' },
      { message: expect.stringMatching(/^<PanelHeader> title: /), hint: 'put it into <Markdown>' },
    ]);
  });

  test('once for a text in several languages that has it in one', () => {
    expect(
      warningsOf(<Card>{<Div>{{ en_us: 'done', zh_cn: '**完成**' }}</Div>}</Card>),
    ).toMatchObject([
      { code: 'markdown-in-text', path: '/body/elements/0/text/i18n_content/zh_cn' },
    ]);
    expect(
      warningsOf(<Card>{<Div>{{ en_us: '**done**', zh_cn: '完成' }}</Div>}</Card>),
    ).toMatchObject([{ code: 'markdown-in-text', path: '/body/elements/0/text/content' }]);
  });
});
