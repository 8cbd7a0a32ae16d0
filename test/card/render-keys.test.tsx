import {
  Button,
  Card,
  type CardElement,
  Column,
  ColumnSet,
  Divider,
  type Elements,
  Header,
  Markdown,
  Raw,
  render,
  TextTag,
} from 'larkx';
import { Fragment } from 'larkx/jsx-runtime';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../src/card/keys.js';
import { codesOf, issuesOf } from '../components/issues-of.js';

/** Keys of the elements of a card, in order. */
const keysOf = (children: Elements) =>
  render(<Card>{children}</Card>).body!.elements!.map((element) => keyOf(element));

const Row = (_: { label?: string }) => <Divider />;
const Pair = () => [<Divider key="a" />, <Markdown key="b">b</Markdown>];
const Rows = () => (
  <>
    <Divider />
    <Markdown>a</Markdown>
    <Divider />
  </>
);

test('a key is known beside the element and never in the JSON', () => {
  const card = render(
    <Card key="card">
      <Header key="header" title="t">
        <TextTag key="tag">c</TextTag>
      </Header>
      <ColumnSet key="set">
        <Column key="column">
          <Button key="button">a</Button>
        </Column>
      </ColumnSet>
      <Raw key="raw" json={{ tag: 'hr' }} />
    </Card>,
  ) as any;
  expect(JSON.stringify(card)).not.toContain('key');
  const [set, rawElement] = card.body.elements;
  expect(keyOf(set)).toBe('set');
  expect(keyOf(set.columns[0])).toBe('column');
  expect(keyOf(set.columns[0].elements[0])).toBe('button');
  expect(keyOf(card.header.text_tag_list[0])).toBe('tag');
  expect(keyOf(rawElement)).toBe('raw');
});

test('a key is known after ids were given', () => {
  const card = render(<Card>{<Divider key="a" />}</Card>, { ids: 'all' });
  expect(keyOf(card.body!.elements![0]!)).toBe('a');
});

test('a copy of the card has lost its keys and nothing else', () => {
  const card = render(<Card>{<Divider key="a" />}</Card>);
  const copy = structuredClone(card);
  expect(copy).toStrictEqual(card);
  expect(keyOf(copy.body!.elements![0]!)).toBeUndefined();
});

test('an element without a key has none', () => {
  expect(keysOf(<Divider />)).toEqual([undefined]);
  expect(keysOf(<Divider key={null} />)).toEqual([undefined]);
});

test('zero and the empty string are keys', () => {
  expect(keysOf([<Divider key={0} />, <Divider key="" />])).toEqual(['0', '']);
});

describe('a keyed component', () => {
  test('gives its key to the one element it yields, which stays the same when another comes beside it', () => {
    expect(keysOf(<Row key="row" />)).toEqual(['row/Divider.0']);
  });

  test('is named before the key inside it', () => {
    const Keyed = () => <Divider key="inner" />;
    expect(keysOf(<Keyed key="outer" />)).toEqual(['outer/inner']);
    expect(keysOf(<Pair key="p" />)).toEqual(['p/a', 'p/b']);
  });

  test('tells several elements apart by component and place', () => {
    expect(keysOf(<Rows key="r" />)).toEqual(['r/Divider.0', 'r/Markdown.0', 'r/Divider.1']);
  });

  test('tells them apart although one of them comes and goes', () => {
    const Some = ({ note }: { note: boolean }) => (
      <>
        {note && <Markdown>note</Markdown>}
        <Divider />
        <Button>a</Button>
      </>
    );
    expect(keysOf(<Some key="s" note={false} />)).toEqual(['s/Divider.0', 's/Button.0']);
    expect(keysOf(<Some key="s" note />)).toEqual(['s/Markdown.0', 's/Divider.0', 's/Button.0']);
  });

  test('may stand in another one', () => {
    const Outer = ({ children }: { children: CardElement }) => children;
    expect(
      keysOf(
        <Outer key="outer">
          <Row key="inner" />
        </Outer>,
      ),
    ).toEqual(['outer/inner/Divider.0']);
    expect(
      keysOf(
        <Outer key="outer">
          <Row />
        </Outer>,
      ),
    ).toEqual(['outer/Divider.0']);
  });

  test('can be repeated: its inner keys do not clash', () => {
    expect(keysOf([1, 2].map((n) => <Pair key={n} />))).toEqual(['1/a', '1/b', '2/a', '2/b']);
    expect(codesOf(<Card>{[<Pair key="same" />, <Pair key="same" />]}</Card>)).toEqual([
      'key-duplicate /body/elements/2',
      'key-duplicate /body/elements/3',
    ]);
  });
});

describe('a keyed fragment', () => {
  test('gives its key on, as a component does', () => {
    expect(
      keysOf([
        <Fragment key="one">
          <Divider />
        </Fragment>,
        <Fragment key="two">
          <Divider />
          <Divider key="own" />
        </Fragment>,
      ]),
    ).toEqual(['one/Divider.0', 'two/Divider.0', 'two/own']);
  });

  test('is not mistaken for a key with a slash in it', () => {
    const Source = () => <Divider key="main.ts" />;
    expect(keysOf([<Source key="src" />, <Divider key="src/main.ts" />])).toEqual([
      'src/main.ts',
      'src~1main.ts',
    ]);
  });

  test('may yield nothing', () => {
    expect(keysOf([<Divider key="a" />, <Fragment key="b" />])).toEqual(['a']);
  });
});

describe('two siblings with one key', () => {
  test('are refused', () => {
    expect(
      issuesOf(
        <Card>
          <Row key="a" />
          <Row key="a" />
        </Card>,
      ),
    ).toMatchObject([
      {
        code: 'key-duplicate',
        path: '/body/elements/1',
        message: 'two siblings have the key "a/Divider.0"',
        componentStack: ['Divider', 'Row', 'Card'],
      },
    ]);
  });

  test('are refused when one of them is a number', () => {
    expect(codesOf(<Card>{[<Divider key={1} />, <Divider key="1" />]}</Card>)).toEqual([
      'key-duplicate /body/elements/1',
    ]);
  });

  test('are refused among columns and tags, too', () => {
    expect(
      codesOf(
        <Card>
          <Header title="t">
            <TextTag key="a">a</TextTag>
            <TextTag key="a">b</TextTag>
          </Header>
          <ColumnSet>
            <Column key="a" />
            <Column key="a" />
          </ColumnSet>
        </Card>,
      ),
    ).toEqual([
      'key-duplicate /header/text_tag_list/1',
      'key-duplicate /body/elements/0/columns/1',
    ]);
  });

  test('are fine under different parents', () => {
    expect(() =>
      render(
        <Card>
          <ColumnSet>
            <Column key="a">
              <Divider key="a" />
            </Column>
            <Column key="b">
              <Divider key="a" />
            </Column>
          </ColumnSet>
          <Divider key="a" />
        </Card>,
      ),
    ).not.toThrow();
  });
});
