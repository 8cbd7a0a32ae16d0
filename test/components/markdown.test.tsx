import { Button, Card, Icon, Markdown, raw, render } from 'larkx';
import { describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

const only = (element: any) => (render(<Card>{element}</Card>) as any).body.elements[0];

test('writes a block of markdown', () => {
  const seconds = 12;
  expect(
    render(
      <Card>
        <Markdown id="answer" textSize="heading" icon={<Icon token="done_outlined" />}>
          **Done** in {seconds} s
        </Markdown>
      </Card>,
    ),
  ).toStrictEqual({
    schema: '2.0',
    body: {
      elements: [
        {
          tag: 'markdown',
          element_id: 'answer',
          text_size: 'heading',
          icon: { tag: 'standard_icon', token: 'done_outlined' },
          content: '**Done** in 12 s',
        },
      ],
    },
  });
});

test('is the same with children and with its prop', () => {
  expect(only(<Markdown>a *b*</Markdown>)).toStrictEqual(only(<Markdown content="a *b*" />));
});

test('is empty, and not without content, while its text is empty', () => {
  expect(only(<Markdown id="answer">{''}</Markdown>)).toStrictEqual({
    tag: 'markdown',
    element_id: 'answer',
    content: '',
  });
});

test('can be given per language, as children too', () => {
  const json = {
    tag: 'markdown',
    content: '**完成**',
    i18n_content: { zh_cn: '**完成**', en_us: '**Done**' },
  };
  const map = { zh_cn: raw('**完成**'), en_us: '**Done**' };
  expect(only(<Markdown content={map} />)).toStrictEqual(json);
  expect(only(<Markdown>{map}</Markdown>)).toStrictEqual(json);
});

describe('trusted markdown', () => {
  test('goes out as it is', () => {
    const mention = '<at id=all></at> ![a](img_1)';
    expect(only(<Markdown>{raw(mention)}</Markdown>)).toStrictEqual({
      tag: 'markdown',
      content: mention,
    });
    expect(only(<Markdown content={raw(mention)} />).content).toBe(mention);
  });

  test('stands beside strings and numbers', () => {
    expect(
      only(
        <Markdown>
          a {raw('*b*')} {3}
        </Markdown>,
      ).content,
    ).toBe('a *b* 3');
  });

  test('can come from a component', () => {
    const Mention = ({ id }: { id: string }) => raw(`<at id=${id}></at>`);
    expect(
      only(
        <Markdown>
          Hello <Mention id="ou_1" />
        </Markdown>,
      ).content,
    ).toBe('Hello <at id=ou_1></at>');
  });

  test('is a value of its own', () => {
    expect(typeof raw('a')).toBe('object');
  });

  test.each([
    ['a template', () => `${raw('a')}`],
    ['a sum', () => `a${raw('b')}`],
    ['String()', () => String(raw('a'))],
    ['join()', () => ['a', raw('b')].join()],
    ['JSON', () => JSON.stringify({ text: raw('a') })],
  ])('throws when it is put into a string by %s, and says where it goes', (_, glue) => {
    expect(glue).toThrow(/put it into <Markdown> as a child of its own/);
  });

  test('is refused where plain words are shown', () => {
    const value = raw('**a**') as never;
    const issues = issuesOf(
      <Card summary={value}>
        <Button text={value} hoverTips={value}>
          {null}
        </Button>
        <Button>{value}</Button>
        <Button confirm={{ title: value, text: 'b' }} name={value}>
          c
        </Button>
      </Card>,
    );
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'type /config/summary',
      'type /body/elements/0/text',
      'type /body/elements/0/hover_tips',
      'type /body/elements/1/text',
      'type /body/elements/2/confirm/title',
      'type /body/elements/2/name',
    ]);
    expect(issues.filter((issue) => issue.hint?.includes('<Markdown>'))).toHaveLength(6);
  });
});

test('holds text and no elements', () => {
  expect(
    issuesOf(
      <Card>
        <Markdown>
          <Button>a</Button>
        </Markdown>
        <Markdown>
          b <Button>c</Button>
        </Markdown>
      </Card>,
    ),
  ).toMatchObject([
    {
      code: 'parent',
      path: '/body/elements/0/content',
      message: '<Button> cannot stand in <Markdown>',
    },
    {
      code: 'parent',
      path: '/body/elements/1/content',
      message: '<Button> cannot stand in <Markdown>',
    },
  ]);
});

test('has its languages in one place', () => {
  expect(
    codesOf(
      <Card>
        <Markdown i18nContent={{ en_us: 'a' }}>{{ zh_cn: '甲' }}</Markdown>
      </Card>,
    ),
  ).toEqual(['field-duplicate /body/elements/0/i18n_content']);
});
