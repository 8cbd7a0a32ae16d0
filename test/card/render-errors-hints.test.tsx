import {
  Button,
  Card,
  CollapsiblePanel,
  ColumnSet,
  Div,
  Divider,
  Form,
  Header,
  Image,
  Input,
  Markdown,
  PanelHeader,
  Select,
} from 'larkx';
import { jsx } from 'larkx/jsx-runtime';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../components/issues-of.js';

/** Props that the compiler would refuse. */
const any = (props: object): any => props;
const inCard = (children: any) => <Card>{children}</Card>;
/** The hint of the only issue. */
function hintOf(card: unknown): string | undefined {
  const issues = issuesOf(card);
  expect(issues).toHaveLength(1);
  return issues[0]?.hint;
}

describe('a prop that there is not', () => {
  test.each([
    ['the name on the wire', <Divider {...any({ element_id: 'a' })} />, 'write id'],
    ['the same in camelCase', <Divider {...any({ elementId: 'a' })} />, 'write id'],
    [
      'of a nested object',
      <Button confirm={{ title: 'a', text: 'b', body: 'c' } as never} />,
      'it has title, text',
    ],
    ['a class', <Divider {...any({ className: 'a' })} />, /^there is no CSS in a card/],
    ['a style', <Divider {...any({ style: {} })} />, /^there is no CSS in a card/],
    [
      'a handler in lower case',
      <Button {...any({ onclick: () => {} })}>a</Button>,
      'write onClick',
    ],
    [
      'a handler of another name',
      <Button {...any({ onPress: () => {} })}>a</Button>,
      'write onClick',
    ],
    [
      'a handler where there is none',
      <Divider {...any({ onClick: () => {} })} />,
      /^it has no handlers; <Button>/,
    ],
    [
      'an attribute of HTML',
      <Button {...any({ 'aria-label': 'a' })}>a</Button>,
      'a card has no attributes of HTML',
    ],
    [
      'the address of a link',
      <Button {...any({ href: 'https://example.com' })}>a</Button>,
      /open_url/,
    ],
    [
      'the link of 1.0',
      <Button {...any({ url: 'https://example.com' })}>a</Button>,
      'use behaviors with type "open_url"',
    ],
    [
      'the value of 1.0',
      <Button {...any({ value: {} })}>a</Button>,
      'use behaviors with type "callback"',
    ],
    [
      'what is written as children',
      <ColumnSet {...any({ columns: [] })}>{[]}</ColumnSet>,
      'write them as children of <ColumnSet>',
    ],
    ['a slip', <Button {...any({ sise: 'small' })}>a</Button>, 'did you mean size?'],
  ] as const)('%s', (_, element, hint) => {
    expect(hintOf(inCard(element))).toEqual(
      typeof hint === 'string' ? hint : expect.stringMatching(hint),
    );
  });

  test('of the card', () => {
    const card = (props: object) => <Card {...props}>{[]}</Card>;
    expect(hintOf(card({ header: {} }))).toBe('write <Header> as a child of <Card>');
    expect(hintOf(card({ config: {} }))).toBe('write its fields as props of <Card>');
    expect(hintOf(card({ elements: [] }))).toBe('write them as children of <Card>');
    expect(hintOf(card({ wideScreenMode: true }))).toBe('use widthMode');
  });

  test('is not missing as well, where it is a slip', () => {
    expect(issuesOf(inCard(<Header {...any({ titel: 'a' })} />))).toMatchObject([
      { code: 'field-unknown', hint: 'did you mean title?' },
    ]);
    expect(issuesOf(inCard(<Image {...any({ img_key: 'img_1', alt: '' })} />))).toMatchObject([
      { code: 'field-unknown', hint: 'write imgKey' },
    ]);
  });
});

describe('a lower-case tag', () => {
  test.each([
    ['b', 'write <B> inside <Markdown>, imported from larkx'],
    ['strong', 'write <B> inside <Markdown>, imported from larkx'],
    ['br', 'write <Br> inside <Markdown>, imported from larkx'],
    ['button', 'write <Button>, imported from larkx'],
    ['text', "import the component by its name, or write <Raw json={{ tag: 'text' }} />"],
  ])('<%s>', (tag, hint) => {
    expect(hintOf(inCard(jsx(tag, { children: 'a' })))).toBe(hint);
  });

  test('comes before what it leaves open: a form without a submit button', () => {
    expect(issuesOf(inCard(<Form name="a">{jsx('button', {})}</Form>))).toMatchObject([
      { code: 'tag-unknown' },
    ]);
  });
});

describe('a child that cannot be shown', () => {
  function Approve() {
    return <Divider />;
  }
  test.each([
    ['a component that was not written as one', Approve, /^a component is written <Approve \/>/],
    ['a promise', Promise.resolve(1), /async.*load first/],
    ['a set', new Set([1]), 'make an array of it: [...values].map(...)'],
    ['an error', new Error('a'), 'write what is to be shown, such as error.message'],
    ['a date', new Date(0), 'write what is to be shown, such as date.toISOString()'],
  ])('%s', (_, child, hint) => {
    expect(hintOf(inCard(child))).toEqual(
      typeof hint === 'string' ? hint : expect.stringMatching(hint),
    );
  });
});

describe('a value', () => {
  const data = (value: unknown) =>
    inCard(<Button behaviors={[{ type: 'callback', value: { a: value } as never }]}>a</Button>);
  test.each([
    ['a number in quotes', <Select initialIndex={'1' as never} />, 'write it without quotes'],
    ['a number with a unit', <Select initialIndex={'1px' as never} />, 'write 1, without a unit'],
    [
      'a boolean in quotes',
      <Button disabled={'true' as never}>a</Button>,
      'write it without quotes',
    ],
    ['a number for a boolean', <Button disabled={1 as never}>a</Button>, 'write true'],
    ['a size as a number', <Divider margin={4 as never} />, 'write "4px"'],
    [
      'a size without its unit',
      <Divider margin={'4 8' as never} />,
      'the unit is px: write "4px 8px"',
    ],
    ['a size in another unit', <Divider margin={'1em' as never} />, 'the unit is px'],
    [
      'a word with hyphens',
      <Button type={'danger-text' as never}>a</Button>,
      'did you mean "danger_text"?',
    ],
    [
      'a word in camelCase',
      <Button type={'dangerText' as never}>a</Button>,
      'did you mean "danger_text"?',
    ],
    ['an id with a hyphen', <Divider id="final-answer" />, 'such as "final_answer"'],
    [
      'the result of a handler',
      <Button onClick={'a' as never}>a</Button>,
      /^give the function itself/,
    ],
    [
      'a type with a slip',
      <Button behaviors={[{ type: 'open_uri' } as never]}>a</Button>,
      'did you mean "open_url"?',
    ],
    [
      'a link without its scheme',
      <Button behaviors={[{ type: 'open_url', defaultUrl: 'example.com/a' }]}>a</Button>,
      'write "https://example.com/a"',
    ],
  ] as const)('%s', (_, element, hint) => {
    expect(hintOf(inCard(element))).toEqual(
      typeof hint === 'string' ? hint : expect.stringMatching(hint),
    );
  });

  test.each([
    ['a date', new Date(0), 'write date.toISOString() or date.getTime()'],
    ['a map', new Map(), 'write Object.fromEntries(map)'],
    ['a set', new Set(), 'write [...set]'],
    ['not a number', Number.NaN, 'JSON has no NaN and no Infinity'],
    ['a function', () => 1, /a function cannot$/],
  ])('in data: %s', (_, value, hint) => {
    expect(hintOf(data(value))).toEqual(
      typeof hint === 'string' ? hint : expect.stringMatching(hint),
    );
  });
});

test('a title that is too much for its field is spoken of by the field', () => {
  const label = 'a'.repeat(101);
  expect(() => issuesOf(inCard(<Button>{label}</Button>))).toThrow();
  expect(
    issuesOf(
      inCard(<CollapsiblePanel>{<PanelHeader padding={'4px 8px' as never} />}</CollapsiblePanel>),
    ),
  ).toMatchObject([{ message: '<PanelHeader> padding: found 2 values; allowed: 1 or 4' }]);
  expect(issuesOf(inCard(<Div>{{ zh_cn: 5n as never }}</Div>))).toMatchObject([
    { message: '<Div> text.zh_cn: found a bigint; expected a string' },
  ]);
});

describe('a language that is misspelt', () => {
  test.each<[string, object, string]>([
    ['in another case', { zh_cn: 'x', en_US: 'y' }, 'did you mean en_us?'],
    ['with a dash', { 'zh-CN': 'x' }, 'did you mean zh_cn?'],
    ['without its country', { en: 'x', zh: 'y' }, 'did you mean en_us and zh_cn?'],
    ['with another country', { en_uk: 'x' }, 'did you mean en_us?'],
  ])('%s', (_, map, hint) => {
    expect(hintOf(inCard(<Markdown>{map as never}</Markdown>))).toBe(hint);
    expect(hintOf(inCard(<Markdown content={map as never} />))).toBe(hint);
    expect(hintOf(inCard(<Button text={map as never} />))).toBe(hint);
    expect(hintOf(inCard(<Input name="a" label={map as never} />))).toBe(hint);
  });

  test.each([{ id: 'a' }, { name: 'x', id: 1 }, { item: 1, this: 2 }, { it: 1, a: 2 }])(
    'is not seen in other objects, which may be one text per language: %j',
    (value) => {
      expect(hintOf(inCard(<Markdown>{value as never}</Markdown>))).toMatch(
        /arrays of them, one text per language, and null/,
      );
    },
  );
});
