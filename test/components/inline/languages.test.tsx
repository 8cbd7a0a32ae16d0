import {
  At,
  B,
  Button,
  Card,
  Code,
  Div,
  Header,
  LarkMd,
  Li,
  Markdown,
  MdTable,
  md,
  PlainText,
  Quote,
  render,
  Ul,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../issues-of.js';

const only = (element: any) => (render(<Card>{element}</Card>) as any).body.elements[0];
const by = { en_us: 'by', zh_cn: '作者' };

describe('a locale map among other children', () => {
  test('writes the whole markdown once per language', () => {
    const name = 'Ada *L*';
    expect(
      only(
        <Markdown>
          **{{ en_us: 'Build', zh_cn: '构建' }}** 118 {by} <B>{name}</B>
        </Markdown>,
      ),
    ).toStrictEqual({
      tag: 'markdown',
      content: '**Build** 118 by **Ada &#42;L&#42;**',
      i18n_content: {
        en_us: '**Build** 118 by **Ada &#42;L&#42;**',
        zh_cn: '**构建** 118 作者 **Ada &#42;L&#42;**',
      },
    });
  });

  test('writes the whole words once per language', () => {
    expect(only(<Button>118 {by} Ada</Button>).text).toStrictEqual({
      tag: 'plain_text',
      content: '118 by Ada',
      i18n_content: { en_us: '118 by Ada', zh_cn: '118 作者 Ada' },
    });
    expect(
      only(
        <Div>
          <PlainText>
            {by} {3}
          </PlainText>
        </Div>,
      ).text.i18n_content,
    ).toStrictEqual({ en_us: 'by 3', zh_cn: '作者 3' });
  });

  test('has a part in all languages of the text, in the order in which they appear', () => {
    const text = only(
      <Markdown>
        {{ ja_jp: 'あ', en_us: 'a' }}-{{ zh_cn: '乙', en_us: 'b' }}
      </Markdown>,
    );
    expect(text.content).toBe('あ-乙');
    expect(Object.entries(text.i18n_content)).toEqual([
      ['ja_jp', 'あ-乙'],
      ['en_us', 'a-b'],
      ['zh_cn', 'あ-乙'],
    ]);
    expect(
      only(
        <Button>
          {{ ja_jp: 'あ', en_us: 'a' }}-{{ zh_cn: '乙' }}
        </Button>,
      ).text.i18n_content,
    ).toStrictEqual({ ja_jp: 'あ-乙', en_us: 'a-乙', zh_cn: 'あ-乙' });
  });

  test('stands inside inline components, in lists and in code', () => {
    const text = only(
      <Markdown>
        <Quote>
          <B>{by}</B> <Code>{by}</Code>
        </Quote>
        <Ul>
          <Li>{by}</Li>
        </Ul>
      </Markdown>,
    );
    expect(text.content).toContain('**by** `by`');
    expect(text.i18n_content.zh_cn).toContain('**作者** `作者`');
    expect(text.i18n_content.zh_cn).toContain('- 作者');
  });

  test('comes from a component and from a fragment', () => {
    const By = () => <>{[by as never, ' ']}</>;
    expect(
      only(
        <Markdown>
          <By />
          Ada
        </Markdown>,
      ).i18n_content,
    ).toStrictEqual({ en_us: 'by Ada', zh_cn: '作者 Ada' });
  });

  test('holds markdown values and components in markdown', () => {
    expect(
      only(<Markdown>{{ en_us: <At id="ou_1" />, zh_cn: md`**甲** ${'*'}`, ja_jp: 3 }}</Markdown>)
        .i18n_content,
    ).toStrictEqual({ en_us: '<at id=ou_1></at>', zh_cn: '**甲** &#42;', ja_jp: '3' });
  });

  test('is one text, whichever way it is given', () => {
    const map = { zh_cn: '甲', en_us: 'a' };
    expect(only(<Markdown content={map} />)).toStrictEqual(only(<Markdown>{map}</Markdown>));
    expect(only(<Markdown content="甲" i18nContent={map} />)).toStrictEqual(
      only(<Markdown content={map} />),
    );
  });

  test('calls the components around it once', () => {
    let calls = 0;
    const Word = () => {
      calls++;
      return 'a';
    };
    only(
      <Markdown>
        {by} <Word />
      </Markdown>,
    );
    expect(calls).toBe(1);
  });

  test('works in the small dialect and in the title of a header', () => {
    const title = <LarkMd>{by} Ada</LarkMd>;
    const card = render(
      <Card>
        <Header title={title} />
        <Div>{title}</Div>
      </Card>,
    ) as any;
    const text = {
      tag: 'lark_md',
      content: 'by Ada',
      i18n_content: { en_us: 'by Ada', zh_cn: '作者 Ada' },
    };
    expect(card.header.title).toStrictEqual(text);
    expect(card.body.elements[0].text).toStrictEqual(text);
  });
});

describe('a locale map', () => {
  const inMarkdown = (map: any) =>
    issuesOf(
      <Card>
        <Markdown>{map}</Markdown>
      </Card>,
    );

  test('has one text per language', () => {
    expect(inMarkdown({ zh_cn: by })).toMatchObject([
      {
        code: 'type',
        path: '/body/elements/0/content',
        message: '<Markdown> zh_cn: found a locale map; expected a text in one language',
      },
    ]);
    expect(inMarkdown({ zh_cn: <B>{by}</B> })).toMatchObject([{ code: 'type' }]);
    expect(inMarkdown({ zh_cn: null, en_us: 'a' })).toMatchObject([
      { code: 'type', message: '<Markdown> zh_cn: found null; expected a text in one language' },
    ]);
    expect(inMarkdown(['a', { zh_cn: undefined }])).toMatchObject([
      { code: 'type', path: '/body/elements/0/content' },
    ]);
  });
});

describe('what is wrong in the languages of a text', () => {
  const empty = <MdTable />;
  const messages = (children: any) =>
    issuesOf(
      <Card>
        <Markdown>{children}</Markdown>
      </Card>,
    ).map(({ code }) => code);

  test('is reported of each of them, not only of the first', () => {
    expect(messages({ en_us: 'x', zh_cn: empty })).toHaveLength(1);
    expect(messages({ en_us: empty, zh_cn: 'x' })).toEqual(messages(empty));
  });

  test('is reported once where all have the same', () => {
    expect(messages([{ en_us: 'x', zh_cn: 'y' }, empty])).toEqual(messages(empty));
  });
});
