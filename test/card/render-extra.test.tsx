import {
  Button,
  Card,
  CollapsiblePanel,
  Column,
  ColumnSet,
  check,
  Divider,
  Header,
  Icon,
  Markdown,
  PanelHeader,
  PlainText,
  render,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from '../components/issues-of.js';

const only = (element: any) => (render(<Card>{element}</Card>) as any).body.elements[0];

test('writes wire fields verbatim', () => {
  const extra = { future_field: { camelCase: [1, { snake_case: null }] }, otherField: 'a' };
  expect(only(<Divider id="a" extra={extra} />)).toStrictEqual({
    tag: 'hr',
    element_id: 'a',
    ...extra,
  });
});

test('may be nothing', () => {
  expect(only(<Divider extra={undefined} />)).toStrictEqual({ tag: 'hr' });
  expect(only(<Divider extra={{ a: undefined }} />)).toStrictEqual({ tag: 'hr' });
});

test('is warned about by check, not refused by render', () => {
  const card = render(<Card>{<Divider extra={{ future_field: 1 }} />}</Card>);
  expect(check(card)).toMatchObject([
    { code: 'field-unknown', severity: 'warning', path: '/body/elements/0/future_field' },
  ]);
});

describe('merging', () => {
  test('adds to the objects that props write', () => {
    const card = (
      <Card
        streamingMode
        streamingConfig={{ printStrategy: 'fast' }}
        padding="4px"
        extra={{
          config: { future_config: 1, streaming_config: { future_pace: 2 } },
          body: { future_body: 3 },
          future_root: 4,
        }}
      >
        <Divider />
      </Card>
    );
    expect(render(card)).toStrictEqual({
      schema: '2.0',
      config: {
        streaming_mode: true,
        streaming_config: { print_strategy: 'fast', future_pace: 2 },
        future_config: 1,
      },
      body: { padding: '4px', elements: [{ tag: 'hr' }], future_body: 3 },
      future_root: 4,
    });
  });

  test('makes the objects that are not there', () => {
    expect(render(<Card extra={{ config: { future_config: 1 } }} />)).toStrictEqual({
      schema: '2.0',
      config: { future_config: 1 },
    });
  });

  test('adds to what a text of a prop adds itself', () => {
    const label = <PlainText extra={{ one: 1 }}>a</PlainText>;
    const button = <Button text={label} extra={{ text: { two: 2 } }} />;
    expect(only(button)).toStrictEqual({
      tag: 'button',
      text: { tag: 'plain_text', content: 'a', one: 1, two: 2 },
    });
  });

  test('adds to parts that are children', () => {
    const panel = (
      <CollapsiblePanel extra={{ header: { text_color: 'red' } }}>
        <PanelHeader title="a" />
      </CollapsiblePanel>
    );
    expect(only(panel).header).toStrictEqual({
      title: { tag: 'plain_text', content: 'a' },
      text_color: 'red',
    });
  });
});

describe('a field that is written twice', () => {
  test.each([
    ['a prop of the same component', <Button size="large" extra={{ size: 'small' }} />, 'size'],
    ['the tag', <Divider extra={{ tag: 'div' }} />, 'tag'],
    ['the id', <Divider id="a" extra={{ element_id: 'b' }} />, 'element_id'],
    ['children that are a text', <Markdown extra={{ content: 'a' }}>b</Markdown>, 'content'],
    ['a member of a text', <Button extra={{ text: { content: 'a' } }}>b</Button>, 'text/content'],
    [
      'children that are elements',
      <ColumnSet extra={{ columns: [] }}>
        <Column />
      </ColumnSet>,
      'columns',
    ],
    [
      'a part that is a child',
      <CollapsiblePanel extra={{ header: { title: 'a' } }}>
        <PanelHeader title="b" />
      </CollapsiblePanel>,
      'header/title',
    ],
  ])('is refused: %s', (_, element, field) => {
    expect(issuesOf(<Card>{element}</Card>)).toMatchObject([
      { code: 'field-duplicate', path: `/body/elements/0/${field}`, hint: 'keep one of them' },
    ]);
  });

  test('is refused at every depth of the card', () => {
    expect(
      codesOf(
        <Card
          streamingMode
          padding="4px"
          extra={{ schema: '1.0', config: { streaming_mode: false } }}
        >
          <Header
            title="a"
            extra={{ title: 'b' }}
            icon={<Icon token="a" extra={{ token: 'b' }} />}
          />
        </Card>,
      ),
    ).toEqual([
      'field-duplicate /schema',
      'field-duplicate /config/streaming_mode',
      'field-duplicate /header/icon/token',
      'field-duplicate /header/title',
    ]);
  });

  test('is refused although both say the same', () => {
    expect(codesOf(<Card>{<Button size="tiny" extra={{ size: 'tiny' }} />}</Card>)).toHaveLength(1);
  });
});

test('still checks a field that the library knows', () => {
  expect(codesOf(<Card>{<Button extra={{ size: 'huge' }} />}</Card>)).toEqual([
    'enum /body/elements/0/size',
  ]);
});

test('is JSON', () => {
  expect(codesOf(<Card>{<Divider extra={{ a: { b: () => 1 } } as never} />}</Card>)).toEqual([
    'type /body/elements/0/a/b',
  ]);
  expect(codesOf(<Card>{<Divider extra={[1] as never} />}</Card>)).toEqual([
    'type /body/elements/0',
  ]);
  expect(codesOf(<Card>{<Divider extra={new Date() as never} />}</Card>)).toEqual([
    'type /body/elements/0',
  ]);
});
