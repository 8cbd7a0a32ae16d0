import {
  Button,
  Card,
  CollapsiblePanel,
  Div,
  Header,
  LarkMd,
  Markdown,
  PanelHeader,
  PlainText,
  render,
  TextTag,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from '../components/issues-of.js';

/** Each place for a text, and where its object is on the wire. */
const PLACES: readonly (readonly [string, (text: any) => any, (json: any) => any])[] = [
  ['the title of a header', (text) => <Header title={text} />, (json) => json.header.title],
  [
    'the subtitle of a header',
    (text) => <Header title="t" subtitle={text} />,
    (json) => json.header.subtitle,
  ],
  [
    'a text tag',
    (text) => (
      <Header title="t">
        <TextTag text={text} />
      </Header>
    ),
    (json) => json.header.text_tag_list[0].text,
  ],
  ['a block of text', (text) => <Div text={text} />, (json) => json.body.elements[0].text],
  [
    'a text in a grid',
    (text) => <Div fields={[{ text }]} />,
    (json) => json.body.elements[0].fields[0].text,
  ],
  ['the label of a button', (text) => <Button text={text} />, (json) => json.body.elements[0].text],
  [
    'the tips of a button',
    (text) => <Button hoverTips={text} />,
    (json) => json.body.elements[0].hover_tips,
  ],
  [
    'the tips of a disabled button',
    (text) => <Button disabledTips={text} />,
    (json) => json.body.elements[0].disabled_tips,
  ],
  [
    'the title of a dialog',
    (text) => <Button confirm={{ title: text, text: 't' }} />,
    (json) => json.body.elements[0].confirm.title,
  ],
  [
    'the text of a dialog',
    (text) => <Button confirm={{ title: 't', text }} />,
    (json) => json.body.elements[0].confirm.text,
  ],
  [
    'the title of a panel',
    (text) => (
      <CollapsiblePanel>
        <PanelHeader title={text} />
      </CollapsiblePanel>
    ),
    (json) => json.body.elements[0].header.title,
  ],
];

describe.each(PLACES)('%s', (_, element, at) => {
  const text = (value: unknown) => at(render(<Card>{element(value)}</Card>));

  test('takes a string, shown as exactly that string', () => {
    const words = '**a** <b> & "c"\n  d';
    expect(text(words)).toStrictEqual({ tag: 'plain_text', content: words });
    expect(text('')).toStrictEqual({ tag: 'plain_text', content: '' });
  });

  test('takes a number', () => {
    expect(text(0)).toStrictEqual({ tag: 'plain_text', content: '0' });
    expect(text(-1.5)).toStrictEqual({ tag: 'plain_text', content: '-1.5' });
  });

  test('takes one string per language; the first one serves the others', () => {
    const written = text({ en_us: 'a', zh_cn: '甲', ja_jp: undefined });
    expect(written).toStrictEqual({
      tag: 'plain_text',
      content: 'a',
      i18n_content: { en_us: 'a', zh_cn: '甲' },
    });
    expect(text({ zh_cn: '甲', en_us: 'a' }).content).toBe('甲');
  });

  test('takes a text element', () => {
    expect(text(<PlainText lines={1}>a</PlainText>)).toStrictEqual({
      tag: 'plain_text',
      lines: 1,
      content: 'a',
    });
  });
});

describe('text children', () => {
  const label = (children: any) =>
    (render(<Card>{<Button>{children}</Button>}</Card>) as any).body.elements[0].text;

  test('are joined, numbers included', () => {
    const n = 3;
    expect(
      (
        render(
          <Card>
            <Button>
              a {n} of {4}
            </Button>
          </Card>,
        ) as any
      ).body.elements[0].text,
    ).toStrictEqual({ tag: 'plain_text', content: 'a 3 of 4' });
  });

  test('are joined through arrays, fragments and nothing', () => {
    expect(label(['a', [1, null, ['b']], false, <>c{2}</>]).content).toBe('a1bc2');
  });

  test('may be empty', () => {
    expect(label('')).toStrictEqual({ tag: 'plain_text', content: '' });
    expect(label([null, ''])).toStrictEqual({ tag: 'plain_text', content: '' });
  });

  test('are no text where they are nothing', () => {
    expect(label(null)).toBeUndefined();
    expect(label(false)).toBeUndefined();
  });

  test('may be one string per language', () => {
    expect(label({ zh_cn: '甲', en_us: 'a' })).toStrictEqual({
      tag: 'plain_text',
      content: '甲',
      i18n_content: { zh_cn: '甲', en_us: 'a' },
    });
  });

  test('may be one text element, beside nothing', () => {
    const text = <PlainText>a</PlainText>;
    expect(label([null, text, '', false])).toStrictEqual({ tag: 'plain_text', content: 'a' });
  });

  test('are no mix of words and elements', () => {
    expect(
      issuesOf(
        <Card>
          <Div>
            a <LarkMd>b</LarkMd>
          </Div>
          <Div text={['a', <LarkMd key="b">b</LarkMd>] as never} />
        </Card>,
      ),
    ).toMatchObject([
      {
        code: 'parent',
        path: '/body/elements/0/text',
        message: '<LarkMd> cannot stand in <Div>',
      },
      {
        code: 'parent',
        path: '/body/elements/1/text',
        message: '<LarkMd> cannot stand in <Div> text',
      },
    ]);
  });

  test('may have locale maps among them', () => {
    expect(label(['a ', { zh_cn: '甲', en_us: 'b' }, 3])).toStrictEqual({
      tag: 'plain_text',
      content: 'a 甲3',
      i18n_content: { zh_cn: 'a 甲3', en_us: 'a b3' },
    });
  });

  test('stand in texts as well', () => {
    const div = (text: any) =>
      (render(<Card>{<Div>{text}</Div>}</Card>) as any).body.elements[0].text;
    expect(div(<PlainText>a{1}</PlainText>).content).toBe('a1');
    expect(div(<PlainText>{{ zh_cn: '甲', en_us: 'a' }}</PlainText>)).toStrictEqual({
      tag: 'plain_text',
      content: '甲',
      i18n_content: { zh_cn: '甲', en_us: 'a' },
    });
    expect(div(<LarkMd>{['**a**', 1]}</LarkMd>)).toStrictEqual({
      tag: 'lark_md',
      content: '**a**1',
    });
  });
});

describe('children and the prop they stand for', () => {
  test.each([
    ['Button', <Button text="a">b</Button>, 'text'],
    ['Div', <Div text="a">b</Div>, 'text'],
    ['Markdown', <Markdown content="a">b</Markdown>, 'content'],
  ])('are one slot in <%s>', (name, element, prop) => {
    expect(issuesOf(<Card>{element}</Card>)).toMatchObject([
      {
        code: 'field-duplicate',
        path: '/body/elements/0',
        message: `<${name}> has both children and the prop ${prop}, which are the same`,
        hint: 'keep one of them',
      },
    ]);
  });

  test('are one slot in texts and tags', () => {
    expect(
      codesOf(
        <Card>
          <Header
            title={<PlainText content="a">b</PlainText>}
            subtitle={<LarkMd content="a">b</LarkMd>}
          >
            <TextTag text="a">b</TextTag>
          </Header>
        </Card>,
      ),
    ).toEqual([
      'field-duplicate /header/title',
      'field-duplicate /header/subtitle',
      'field-duplicate /header/text_tag_list/0',
    ]);
  });

  test('do not clash while one of them is nothing', () => {
    const text = { tag: 'plain_text', content: 'a' };
    expect(
      render(
        <Card>
          <Button text="a">{null}</Button>
          <Button text={undefined}>a</Button>
        </Card>,
      ).body?.elements,
    ).toStrictEqual([
      { tag: 'button', text },
      { tag: 'button', text },
    ]);
  });
});

describe('a locale map', () => {
  const title = (value: any) => <Card>{<Header title={value} />}</Card>;

  test('says one language at least', () => {
    expect(codesOf(title({ zh_cn: undefined }))).toEqual(['type /header/title']);
    expect(codesOf(title({}))).toEqual(['not-renderable /header/title']);
  });

  test('knows the languages of the vendor only', () => {
    expect(codesOf(title({ zh_cn: '甲', xx_yy: 'a' }))).toEqual(['not-renderable /header/title']);
  });

  test('holds strings', () => {
    expect(issuesOf(title({ zh_cn: null }))).toMatchObject([
      { code: 'type', message: '<Header> title.zh_cn: found null; expected a string' },
    ]);
    expect(codesOf(title({ zh_cn: <PlainText>a</PlainText> }))).toEqual(['type /header/title']);
  });
});
