import {
  Button,
  Card,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Div,
  Divider,
  type Elements,
  Header,
  Markdown,
  type Node,
  PanelHeader,
  PlainText,
  render,
  TextTag,
} from 'larkx';
import { Fragment } from 'larkx/jsx-runtime';
import { describe, expect, test } from 'vitest';

const hr = { tag: 'hr' };
const body = (children: Elements) => render(<Card>{children}</Card>).body;
const tags = (children: Elements) => body(children)?.elements?.map(({ tag }) => tag);

describe('children that are nothing', () => {
  const noChildren = undefined;

  test.each([
    ['no children', noChildren],
    ['null', null],
    ['undefined', undefined],
    ['true', true],
    ['false', false],
    ['an empty string', ''],
    ['several of them', [null, false, [undefined, true], '']],
  ] as const)('leave the key out: %s', (_, children) => {
    expect(body(children as Elements)).toBeUndefined();
    expect(
      body(
        <ColumnSet>
          <Column>{children as Elements}</Column>
        </ColumnSet>,
      ),
    ).toStrictEqual({ elements: [{ tag: 'column_set', columns: [{ tag: 'column' }] }] });
    expect(
      body(
        <CollapsiblePanel>
          <PanelHeader />
          {children as Elements}
        </CollapsiblePanel>,
      ),
    ).toStrictEqual({ elements: [{ tag: 'collapsible_panel', header: {} }] });
    expect(render(<Card>{<Header title="t">{children as Elements}</Header>}</Card>).header).toEqual(
      {
        title: { tag: 'plain_text', content: 't' },
      },
    );
  });

  test('keep the other members of a body', () => {
    expect(render(<Card padding="4px">{null}</Card>).body).toStrictEqual({ padding: '4px' });
  });

  test('stand between elements without a trace', () => {
    expect(body([null, <Divider key="a" />, false, '', <Divider key="b" />])).toStrictEqual({
      elements: [hr, hr],
    });
  });
});

describe('an empty array', () => {
  const nothing: string[] = [];
  const List = ({ items }: { items: string[] }) =>
    items.map((item) => <Markdown key={item}>{item}</Markdown>);

  test.each([
    ['alone', nothing as never[]],
    ['beside nothing', [null, []]],
    ['nested', [[[]]]],
    [
      'in a fragment',
      <>
        {null}
        {[]}
      </>,
    ],
    ['from a component', <List items={[]} />],
  ] as [string, Elements][])('is an empty list: %s', (_, children) => {
    expect(body(children)).toStrictEqual({ elements: [] });
  });

  test('is no list of its own beside elements', () => {
    expect(body([[], <Divider key="a" />])).toStrictEqual({ elements: [hr] });
  });

  test('belongs to the element it stands in, not to the one around', () => {
    expect(
      body(
        <ColumnSet>
          <Column>{[]}</Column>
          <Column />
        </ColumnSet>,
      ),
    ).toStrictEqual({
      elements: [
        { tag: 'column_set', columns: [{ tag: 'column', elements: [] }, { tag: 'column' }] },
      ],
    });
  });
});

describe('fragments and arrays', () => {
  test('are flattened in reading order', () => {
    expect(
      tags([
        <Divider key="1" />,
        [
          <Markdown key="2">a</Markdown>,
          [
            <Div key="3">b</Div>,
            <>
              <Button>c</Button>
              {[<Divider key="5" />]}
            </>,
          ],
        ],
        <Markdown key="6">d</Markdown>,
      ]),
    ).toEqual(['hr', 'markdown', 'div', 'button', 'hr', 'markdown']);
  });

  test('may hold the header of a card and of a panel', () => {
    expect(
      render(
        <Card>
          <Divider />
          <Fragment>
            <Header title="t" />
            <CollapsiblePanel>
              {[<PanelHeader key="header" title="p" />, <Divider key="rule" />]}
            </CollapsiblePanel>
          </Fragment>
        </Card>,
      ),
    ).toStrictEqual({
      schema: '2.0',
      header: { title: { tag: 'plain_text', content: 't' } },
      body: {
        elements: [
          hr,
          {
            tag: 'collapsible_panel',
            header: { title: { tag: 'plain_text', content: 'p' } },
            elements: [hr],
          },
        ],
      },
    });
  });
});

describe('a component of the author', () => {
  const Rules = ({ count }: { count: number }) =>
    Array.from({ length: count }, (_, i) => <Divider key={String(i)} />);
  const Word = ({ of }: { of: Node }) => of;
  const Nothing = () => null;
  const Wrap = ({ children }: { children?: Elements }) => (
    <>
      <Divider />
      {children}
    </>
  );

  test('may return elements, arrays, fragments and nothing', () => {
    expect(body([<Rules key="a" count={2} />, <Nothing key="b" />])).toStrictEqual({
      elements: [hr, hr],
    });
    expect(tags(<Wrap>{<Markdown>a</Markdown>}</Wrap>)).toEqual(['hr', 'markdown']);
  });

  test('may be the card itself', () => {
    const Report = ({ title }: { title: string }) => (
      <Card>
        <Header title={title} />
      </Card>
    );
    const Root = () => [null, <Report key="r" title="t" />];
    expect(render(<Root />)).toStrictEqual({
      schema: '2.0',
      header: { title: { tag: 'plain_text', content: 't' } },
    });
  });

  test('is called once for each place it stands in', () => {
    let calls = 0;
    const Counted = () => {
      calls += 1;
      return <Divider />;
    };
    const element = <Counted />;
    render(
      <Card>
        {element}
        {element}
      </Card>,
    );
    expect(calls).toBe(2);
  });

  test('may return a string where a text stands', () => {
    const text = { tag: 'plain_text', content: 'ab' };
    const word = <Word of="ab" />;
    const card = (
      <Card>
        <Header title={word} subtitle={<Word of={['a', ['b']]} />}>
          <TextTag>{word}</TextTag>
        </Header>
        <Div>
          a<Word of="b" />
        </Div>
        <Markdown>{word}</Markdown>
        <Button hoverTips={<Word of={<PlainText>ab</PlainText>} />}>{word}</Button>
      </Card>
    );
    expect(render(card)).toStrictEqual({
      schema: '2.0',
      header: { title: text, subtitle: text, text_tag_list: [{ tag: 'text_tag', text }] },
      body: {
        elements: [
          { tag: 'div', text },
          { tag: 'markdown', content: 'ab' },
          { tag: 'button', text, hover_tips: text },
        ],
      },
    });
  });

  test('may return nothing where an optional text or icon stands', () => {
    const card = (
      <Card>
        <Div text="a" icon={<Nothing />} />
        <Button hoverTips={<Nothing />} />
        <Markdown>
          <Nothing />
        </Markdown>
      </Card>
    );
    expect(render(card).body?.elements).toStrictEqual([
      { tag: 'div', text: { tag: 'plain_text', content: 'a' } },
      { tag: 'button' },
      { tag: 'markdown' },
    ]);
  });

  test('lets its own errors through', () => {
    const Broken = () => {
      throw new RangeError('mine');
    };
    expect(() => body(<Broken />)).toThrow(RangeError);
  });
});

test('the same tree is rendered to the same JSON, in objects of its own', () => {
  const card = (
    <Card summary={{ content: 'a' }}>
      <Button behaviors={[{ type: 'callback', value: { list: [1] } }]}>a</Button>
    </Card>
  );
  const first = render(card) as any;
  expect(render(card)).toStrictEqual(first);
  first.body.elements[0].behaviors[0].value.list.push(2);
  expect((render(card) as any).body.elements[0].behaviors[0].value.list).toEqual([1]);
});
