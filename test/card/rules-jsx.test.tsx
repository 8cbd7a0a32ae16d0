import { Button, Card, CardError, Column, ColumnSet, Div, Header, Markdown, render } from 'larkx';
import { expect, test } from 'vitest';

/** Rules that only JSX can break, and rules of the card as JSX names them. */
const VARIANTS: readonly (readonly [
  name: string,
  card: () => unknown,
  expected: { code: string; path: string; message: string; hint?: string },
])[] = [
  [
    'the same field as a prop and as children',
    () => (
      <Card>
        <Button text="Approve">Reject</Button>
      </Card>
    ),
    {
      code: 'field-duplicate',
      path: '/body/elements/0',
      message: '<Button> has both children and the prop text, which are the same',
    },
  ],
  [
    'two headers',
    () => (
      <Card>
        <Header title="a" />
        <Header title="b" />
      </Card>
    ),
    {
      code: 'field-duplicate',
      path: '/header',
      message: '<Card> has more than one <Header>',
    },
  ],
  [
    'an id of the library',
    () => (
      <Card>
        <Markdown id="lx1f">hi</Markdown>
      </Card>
    ),
    {
      code: 'id-reserved',
      path: '/body/elements/0/element_id',
      message: '<Markdown> id: "lx1f" is one of the ids that the library hands out',
    },
  ],
  [
    'a key for the second time',
    () => (
      <Card>
        <Div key="a">x</Div>
        <Div key="a">y</Div>
      </Card>
    ),
    {
      code: 'key-duplicate',
      path: '/body/elements/1',
      message: 'two siblings have the key "a"',
    },
  ],
  [
    'words among elements',
    () => <Card>{'Hello' as never}</Card>,
    {
      code: 'text-not-allowed',
      path: '/body/elements/0',
      message: '<Card> takes elements; found "Hello"',
      hint: 'put text into <Markdown> or <Div>',
    },
  ],
  [
    'a date as a child',
    () => (
      <Card>
        <Markdown>{new Date(0) as never}</Markdown>
      </Card>
    ),
    {
      code: 'not-renderable',
      path: '/body/elements/0',
      message: 'found an instance of Date in <Markdown>; it cannot be rendered',
    },
  ],
  [
    'a root that is no card',
    () => <Markdown>hi</Markdown>,
    {
      code: 'not-renderable',
      path: '',
      message: 'render takes one <Card>; found <Markdown>',
      hint: 'put it into <Card>',
    },
  ],
  [
    'an element right in a set of columns',
    () => (
      <Card>
        <ColumnSet>
          <Markdown>left</Markdown>
        </ColumnSet>
      </Card>
    ),
    {
      code: 'parent',
      path: '/body/elements/0/columns/0',
      message: '<Markdown>: it cannot stand in <ColumnSet>',
      hint: 'wrap it in <Column>',
    },
  ],
  [
    'a value of a nested prop, by the name of the prop',
    () => (
      <Card>
        <Button confirm={{ title: 'Sure?' } as never}>Delete</Button>
      </Card>
    ),
    {
      code: 'field-missing',
      path: '/body/elements/0/confirm/text',
      message: '<Button> confirm: text is missing',
    },
  ],
  [
    'a field of config, by the name of the prop',
    () => <Card widthMode={'full' as never} />,
    {
      code: 'enum',
      path: '/config/width_mode',
      message: '<Card> widthMode: found "full"; allowed: "default", "compact", "fill"',
      hint: 'did you mean "fill"?',
    },
  ],
  [
    'a size out of bounds, by the name of the prop',
    () => (
      <Card>
        <ColumnSet horizontalSpacing="100px">
          <Column />
        </ColumnSet>
      </Card>
    ),
    {
      code: 'range',
      path: '/body/elements/0/horizontal_spacing',
      message: '<ColumnSet> horizontalSpacing: found 100px; allowed: 0 to 99px',
    },
  ],
];

for (const [name, card, expected] of VARIANTS) {
  test(name, () => {
    const { issues } = thrownBy(card);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ severity: 'error', ...expected });
    expect(issues[0]?.source?.file).toMatch(/rules-jsx\.test\.tsx$/);
  });
}

function thrownBy(card: () => unknown): CardError {
  try {
    render(card());
  } catch (error) {
    if (error instanceof CardError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
