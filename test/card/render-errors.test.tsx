import {
  Button,
  Card,
  type CardElement,
  CardError,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Div,
  Divider,
  Header,
  Icon,
  PanelHeader,
  PlainText,
  Raw,
  render,
  Select,
  TextTag,
} from 'larkx';
import { jsx } from 'larkx/jsx-runtime';
import { describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from '../components/issues-of.js';

const inCard = (children: any) => <Card>{children}</Card>;

describe('what cannot be rendered', () => {
  const AsyncRows = (async () => <Divider />) as never as () => CardElement;
  const Missing = undefined as never as () => CardElement;
  const NotOne = { default: () => <Divider /> } as never as () => CardElement;
  const ReactLike = { $$typeof: Symbol.for('react.element'), type: 'div', props: {} };
  function helper(): void {}

  test.each([
    ['a function', helper, 'found the function helper', /a component is written <Name \/>/],
    ['an arrow', (() => 1) as unknown, 'found the function (anonymous)', /a function is called/],
    ['an async component', <AsyncRows />, 'found an instance of Promise', /cannot be async/],
    ['a promise', Promise.resolve(1), 'found an instance of Promise', /load first, then render/],
    [
      'an element of another library',
      ReactLike,
      'found an object with $$typeof',
      /another JSX library/,
    ],
    ['wire JSON', { tag: 'hr' }, 'found an object with tag', /<Raw json=/],
    [
      'an object',
      { a: 1, b: 2, c: 3, d: 4 },
      'found an object with a, b, c, ...',
      /allowed are elements/,
    ],
    ['a date', new Date(0), 'found an instance of Date', /date\.toISOString/],
    ['a map', new Map(), 'found an instance of Map', /make an array of it/],
    ['a bigint', 1n, 'found a bigint', /String\(n\)/],
    ['a symbol', Symbol('a'), 'found a symbol', undefined],
    [
      'an undefined component',
      <Missing />,
      'the type of an element is undefined',
      /default or named/,
    ],
    [
      'a module',
      <NotOne />,
      'the type of an element is an object with default',
      /default or named/,
    ],
  ] as const)('is named, with what to do instead: %s', (_, child, found, hint) => {
    for (const place of [inCard(child), inCard(<Div>{child as never}</Div>)]) {
      const issues = issuesOf(place);
      expect(issues).toHaveLength(1);
      expect(issues[0]).toMatchObject({
        code: 'not-renderable',
        message: expect.stringContaining(found),
      });
      if (hint) expect(issues[0]?.hint).toMatch(hint);
      else expect(issues[0]).not.toHaveProperty('hint');
    }
  });

  test('is a lower-case tag', () => {
    expect(issuesOf(inCard(jsx('note', {})))).toMatchObject([
      {
        code: 'tag-unknown',
        message: '<note> is no component; there are no lower-case tags',
        hint: "import the component by its name, or write <Raw json={{ tag: 'note' }} />",
        componentStack: ['note', 'Card'],
      },
    ]);
  });

  test('is reported where a text is expected, and not twice', () => {
    expect(codesOf(inCard(<Header title={new Date(0) as never} />))).toEqual([
      'not-renderable /header/title',
    ]);
  });
});

describe('text among elements', () => {
  test.each([
    ['Card', inCard('stray'), '/body/elements/0'],
    ['Card', inCard(<>stray</>), '/body/elements/0'],
    [
      'Column',
      inCard(
        <ColumnSet>
          <Column>{'stray' as never}</Column>
        </ColumnSet>,
      ),
      '/body/elements/0/columns/0/elements/0',
    ],
    [
      'CollapsiblePanel',
      inCard(
        <CollapsiblePanel>
          <PanelHeader />
          {'stray' as never}
        </CollapsiblePanel>,
      ),
      '/body/elements/0/elements/0',
    ],
  ])('is refused in <%s>', (name, card, path) => {
    const issue = issuesOf(card).find(({ code }) => code === 'text-not-allowed');
    expect(issue).toMatchObject({
      path,
      message: `<${name}> takes elements; found "stray"`,
      hint: 'put text into <Markdown> or <Div>',
    });
  });

  test.each([
    [
      'text tags',
      'put text into <TextTag>',
      inCard(<Header title="t">{'stray' as never}</Header>),
      '/header/text_tag_list/0',
    ],
    [
      'options',
      'put text into <Option>',
      inCard(<Select>{'stray' as never}</Select>),
      '/body/elements/0/options/0',
    ],
    [
      'columns',
      'put text into <Markdown> or <Div>, and that into <Column>',
      inCard(<ColumnSet>{'stray' as never}</ColumnSet>),
      '/body/elements/0/columns/0',
    ],
  ])('is refused among %s', (what, hint, card, path) => {
    expect(issuesOf(card)).toMatchObject([
      {
        code: 'text-not-allowed',
        path,
        message: expect.stringMatching(new RegExp(`^<\\w+> takes ${what}; found "stray"$`)),
        hint,
      },
    ]);
  });

  test('is refused when it is the zero before &&', () => {
    const items: string[] = [];
    expect(issuesOf(inCard(items.length && <Divider />))).toMatchObject([
      { code: 'text-not-allowed', hint: expect.stringContaining('n > 0 &&') },
    ]);
  });

  test('is refused from a component, with its name', () => {
    const Label = () => 'stray';
    expect(issuesOf(inCard(<Label />))).toMatchObject([
      { code: 'text-not-allowed', componentStack: ['Label', 'Card'] },
    ]);
  });

  test('is refused in several languages, too', () => {
    expect(codesOf(inCard({ zh_cn: '甲' }))).toEqual(['text-not-allowed /body/elements/0']);
  });
});

describe('an element in a wrong place', () => {
  const column = <Column />;
  const WRONG: readonly [string, CardElement, string, RegExp?][] = [
    ['Column in Card', inCard(column), '/body/elements/0'],
    ['Icon in Card', inCard(<Icon token="a" />), '/body/elements/0'],
    ['TextTag in Card', inCard(<TextTag>a</TextTag>), '/body/elements/0'],
    ['PlainText in Card', inCard(<PlainText>a</PlainText>), '/body/elements/0'],
    ['PanelHeader in Card', inCard(<PanelHeader />), '/body/elements/0', /<CollapsiblePanel>/],
    ['Card in Card', inCard(<Card />), '/body/elements/0', /outermost/],
    [
      'Header in Column',
      inCard(
        <ColumnSet>
          <Column>
            <Header title="t" />
          </Column>
        </ColumnSet>,
      ),
      '/body/elements/0/columns/0/elements/0',
      /into <Card>/,
    ],
    [
      'Header in ColumnSet',
      inCard(
        <ColumnSet>
          <Header title="t" />
        </ColumnSet>,
      ),
      '/body/elements/0/columns/0',
      /into <Card>/,
    ],
    [
      'Button in ColumnSet',
      inCard(
        <ColumnSet>
          <Button>a</Button>
        </ColumnSet>,
      ),
      '/body/elements/0/columns/0',
      /<Column>/,
    ],
    [
      'Column in Column',
      inCard(
        <ColumnSet>
          <Column>{column}</Column>
        </ColumnSet>,
      ),
      '/body/elements/0/columns/0/elements/0',
    ],
    [
      'Divider in Header',
      inCard(
        <Header title="t">
          <Divider />
        </Header>,
      ),
      '/header/text_tag_list/0',
    ],
    ['Button in a title', inCard(<Header title={<Button>a</Button>} />), '/header/title'],
    ['Column in a text', inCard(<Div>{column}</Div>), '/body/elements/0/text', /<ColumnSet>/],
    ['Button in Button', inCard(<Button>{<Button>a</Button>}</Button>), '/body/elements/0/text'],
    ['Divider for an icon', inCard(<Div icon={<Divider />}>a</Div>), '/body/elements/0/icon'],
    ['PlainText for an icon', inCard(<Div icon={<PlainText />}>a</Div>), '/body/elements/0/icon'],
    [
      'Header in PlainText',
      inCard(
        <Div>
          <PlainText>{<Header title="t" />}</PlainText>
        </Div>,
      ),
      '/body/elements/0/text/content',
    ],
  ];

  test.each(WRONG.map(([name, card, path, hint]) => ({ name, card, path, hint })))(
    'is refused: $name',
    ({ name, card, path, hint }) => {
      const issues = issuesOf(card);
      expect(issues).toMatchObject([{ code: 'parent', path }]);
      expect(issues[0]?.message).toContain(`<${name.split(' ')[0]}>`);
      if (hint) expect(issues[0]?.hint).toMatch(hint);
    },
  );

  test('is one with children where none are taken', () => {
    expect(issuesOf(inCard(<Divider>{'a' as never}</Divider>))).toMatchObject([
      {
        code: 'parent',
        path: '/body/elements/0',
        message: '<Divider> takes no children',
        hint: 'write <Divider />',
      },
    ]);
    expect(() => render(inCard(<Divider>{[null, false, ''] as never}</Divider>))).not.toThrow();
  });
});

describe('an unknown prop', () => {
  test.each([
    ['a slip', { sise: 'small' }, 'size', '/sise'],
    ['another case', { hovertips: 'a' }, 'hoverTips', '/hovertips'],
    ['the wire name', { form_action_type: 'submit' }, 'formActionType', '/form_action_type'],
  ])('is refused, and the one that was meant is named: %s', (_, props, meant, path) => {
    expect(issuesOf(inCard(<Button {...props}>a</Button>))).toMatchObject([
      {
        code: 'field-unknown',
        path: `/body/elements/0${path}`,
        message: `<Button> has no prop "${Object.keys(props)[0]}"`,
        hint: expect.stringMatching(`^(?:did you mean ${meant}\\?|write ${meant})$`),
      },
    ]);
  });

  test('is refused where nothing like it is known, and extra is named', () => {
    expect(issuesOf(inCard(<Button {...{ completelyDifferent: 1 }}>a</Button>))).toMatchObject([
      { path: '/body/elements/0/completely_different', hint: expect.stringContaining('extra={{') },
    ]);
  });

  test('is refused with a hyphen, which the compiler lets pass', () => {
    expect(codesOf(inCard(<Button data-test="a">b</Button>))).toEqual([
      'field-unknown /body/elements/0/data-test',
    ]);
  });

  test('is refused in a nested object', () => {
    expect(
      issuesOf(inCard(<Button confirm={{ title: 'a', text: 'b', titel: 'c' } as never}>d</Button>)),
    ).toMatchObject([
      {
        path: '/body/elements/0/confirm/titel',
        message: '<Button> confirm has no prop "titel"',
        hint: 'did you mean title?',
      },
    ]);
  });

  test('is refused in the props of an icon and of a tag', () => {
    expect(
      codesOf(
        inCard(
          <Header
            title="t"
            icon={{ tokn: 'a', token: 'b' } as never}
            i18nTextTagList={{ zh_cn: [{ txt: 'a' } as never] }}
          />,
        ),
      ),
    ).toEqual([
      'field-unknown /header/i18n_text_tag_list/zh_cn/0/txt',
      'field-unknown /header/icon/tokn',
    ]);
  });

  test('is no issue while it is undefined', () => {
    expect(() => render(inCard(<Button {...{ sise: undefined }}>a</Button>))).not.toThrow();
  });
});

describe('a missing part', () => {
  test('is named by its prop', () => {
    expect(issuesOf(inCard(<Button confirm={{ title: 'a' } as never}>b</Button>))).toMatchObject([
      {
        code: 'field-missing',
        path: '/body/elements/0/confirm/text',
        message: '<Button> confirm: text is missing',
      },
    ]);
  });
});

describe('all issues of a card', () => {
  const card = inCard([
    <Header key="header" title="t" template={'pink' as never} />,
    <Button key="button" {...{ sise: 1 }} size={'huge' as never} id="1">
      {(() => 1) as never}
    </Button>,
    'stray',
    <Raw key="raw" json={{ tag: 'hr', element_id: 'lx1' }} />,
  ]);

  test('come at once', () => {
    expect([...codesOf(card)].sort()).toEqual([
      'enum /body/elements/0/size',
      'enum /header/template',
      'field-unknown /body/elements/0/sise',
      'id-pattern /body/elements/0/element_id',
      'id-reserved /body/elements/1/element_id',
      'not-renderable /body/elements/0',
      'text-not-allowed /body/elements/1',
    ]);
  });

  test('come in one CardError, with the code of the first and the text of each', () => {
    let error: unknown;
    try {
      render(card);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CardError);
    expect(error).toBeInstanceOf(Error);
    const { name, code, issues, message } = error as CardError;
    expect(name).toBe('CardError');
    expect(code).toBe(issues[0]?.code);
    expect(issues).toHaveLength(7);
    for (const issue of issues) {
      expect(message).toContain(`${issue.code}: ${issue.message}`);
      expect(message).toContain(`path: ${issue.path}`);
    }
  });

  test('are errors: a warning does not stop a card', () => {
    for (const issue of issuesOf(card)) expect(issue.severity).toBe('error');
    const warned = (
      <Header
        title="t"
        extra={{ future: 1 }}
        icon={<Icon token="a_outlined" color="not a colour" />}
      />
    );
    expect(() => render(inCard(warned))).not.toThrow();
  });
});

describe('a root that is no card', () => {
  const Nothing = () => null;
  const Two = () => [<Card key="a" />, <Card key="b" />];

  test.each([
    ['another component', <Divider />, 'found <Divider>', 'put it into <Card>'],
    [
      'a component that yields one',
      (() => {
        const Row = () => <Divider />;
        return <Row />;
      })(),
      'found <Divider>',
      'put it into <Card>',
    ],
    ['nothing', null, 'found null', undefined],
    ['undefined', undefined, 'found undefined', undefined],
    ['a component that yields nothing', <Nothing />, 'found nothing', undefined],
    ['a text', 'hello', 'found "hello"', undefined],
    ['two cards', [<Card key="a" />, <Card key="b" />], 'found an array of 2', undefined],
    ['a component that yields two', <Two />, 'found 2 elements', undefined],
  ])('is refused: %s', (_, root, found, hint) => {
    expect(issuesOf(root)).toMatchObject([
      { code: 'not-renderable', path: '', message: `render takes one <Card>; ${found}` },
    ]);
    expect(issuesOf(root)[0]?.hint).toBe(hint);
  });

  test('is refused once, when it is nothing that can be rendered', () => {
    expect(issuesOf({ schema: '2.0' })).toMatchObject([{ code: 'not-renderable', path: '' }]);
    expect(issuesOf(() => <Card />)).toMatchObject([
      { hint: expect.stringContaining('a function is called') },
    ]);
  });

  test('is refused with the place it was written at', () => {
    expect(issuesOf(<Divider />)[0]).toMatchObject({
      componentStack: ['Divider'],
      source: { file: expect.stringContaining('render-errors') },
    });
  });
});
