import {
  Button,
  Card,
  CardError,
  Chart,
  Column,
  ColumnSet,
  Div,
  Form,
  Header,
  Input,
  Markdown,
  MultiSelect,
  Option,
  Overflow,
  render,
  Select,
  SelectImage,
  SelectPerson,
  Table,
} from 'larkx';
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
  [
    'options as a prop and as children',
    () => (
      <Card>
        <Select options={{ a: 'A' }}>
          <Option value="b">B</Option>
        </Select>
      </Card>
    ),
    {
      code: 'field-duplicate',
      path: '/body/elements/0/options',
      message: '<Select>: the field is also written by a prop and by the children',
    },
  ],
  [
    'a label that is no text',
    () => (
      <Card>
        <Select options={{ a: 'A', b: <Markdown>B</Markdown> }} />
      </Card>
    ),
    {
      code: 'parent',
      path: '/body/elements/0/options/1/text',
      message: '<Markdown> cannot stand in <Select> options.b',
    },
  ],
  [
    'something else than options in a list',
    () => (
      <Card>
        <SelectPerson>
          <Markdown>Ada</Markdown>
        </SelectPerson>
      </Card>
    ),
    {
      code: 'parent',
      path: '/body/elements/0/options/0',
      message: '<Markdown> cannot stand in <SelectPerson>',
    },
  ],
  [
    'an option outside of a list',
    () => (
      <Card>
        <Option value="a">A</Option>
      </Card>
    ),
    {
      code: 'parent',
      path: '/body/elements/0',
      message: '<Option> cannot stand in <Card>',
      hint: 'it goes into <Select>, <Overflow> or another list of options',
    },
  ],
  [
    'an option with a picture in a list of words',
    () => (
      <Card>
        <Select>
          <Option value="a" imgKey="img_1">
            A
          </Option>
        </Select>
      </Card>
    ),
    {
      code: 'field-unknown',
      path: '/body/elements/0/options/0/img_key',
      message: '<Option>: there is no field "img_key"; the service refuses unknown ones',
    },
  ],
  [
    'an option with words in a list of pictures',
    () => (
      <Card>
        <SelectImage>
          <Option imgKey="img_1">A</Option>
        </SelectImage>
      </Card>
    ),
    {
      code: 'field-unknown',
      path: '/body/elements/0/options/0/text',
      message: '<Option>: there is no field "text"; the service refuses unknown ones',
    },
  ],
  [
    'words in a menu',
    () => (
      <Card>
        <Overflow>{'Archive' as never}</Overflow>
      </Card>
    ),
    {
      code: 'text-not-allowed',
      path: '/body/elements/0/options/0',
      message: '<Overflow> takes options; found "Archive"',
      hint: 'put text into <Option>',
    },
  ],
  [
    'a value for the second time',
    () => (
      <Card>
        <Overflow>
          <Option value="a">A</Option>
          <Option value="a">B</Option>
        </Overflow>
      </Card>
    ),
    {
      code: 'option-duplicate',
      path: '/body/elements/0/options/1/value',
      message: '<Overflow>: two options have the value "a"',
    },
  ],
  [
    'a form without a submit button',
    () => (
      <Card>
        <Form name="leave">
          <Input name="reason" />
        </Form>
      </Card>
    ),
    {
      code: 'form-submit',
      path: '/body/elements/0/elements',
      message: '<Form>: it has no submit button; the service wants one at least',
      hint: '<Button name="send" formActionType="submit">',
    },
  ],
  [
    'a list of several without a name',
    () => (
      <Card>
        <MultiSelect {...({} as { name: string })} options={{ a: 'A' }} />
      </Card>
    ),
    {
      code: 'field-missing',
      path: '/body/elements/0/name',
      message: '<MultiSelect>: name is missing',
    },
  ],
  [
    'a table in a column',
    () => (
      <Card>
        <ColumnSet>
          <Column>
            <Table columns={[]} rows={[]} />
          </Column>
        </ColumnSet>
      </Card>
    ),
    {
      code: 'root-only',
      path: '/body/elements/0/columns/0/elements/0',
      message: '<Table>: it cannot stand in a container',
      hint: 'put it into <Card>',
    },
  ],
  [
    'a function in the spec of a chart',
    () => (
      <Card>
        <Chart chartSpec={{ type: 'bar', label: { formatMethod: (() => 'a') as never } }} />
      </Card>
    ),
    {
      code: 'type',
      path: '/body/elements/0/chart_spec/label/formatMethod',
      message: '<Chart> chartSpec: found the function formatMethod, which is not JSON',
    },
  ],
  [
    'a date in the row of a table',
    () => (
      <Card>
        <Table
          columns={[{ name: 'day', dataType: 'date' }]}
          rows={[{ day: new Date(0) as never }]}
        />
      </Card>
    ),
    {
      code: 'type',
      path: '/body/elements/0/rows/0/day',
      message: '<Table> rows: found an instance of Date, which is not JSON',
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
