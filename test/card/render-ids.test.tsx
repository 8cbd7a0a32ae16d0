import {
  Button,
  Card,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Div,
  Divider,
  Header,
  Icon,
  LarkMd,
  Markdown,
  PanelHeader,
  PlainText,
  Raw,
  render,
  TextTag,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from '../components/issues-of.js';

/** Everything with an id, in reading order. */
function idsIn(json: unknown): string[] {
  const ids: string[] = [];
  const walk = (value: any): void => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.element_id === 'string') ids.push(`${value.element_id} ${value.tag}`);
    for (const member of Object.values(value)) walk(member);
  };
  walk(json);
  return ids;
}

const everything = (
  <Card streamingMode>
    <Header title="a" subtitle={<LarkMd>b</LarkMd>} icon={<Icon token="a_outlined" />}>
      <TextTag>c</TextTag>
    </Header>
    <Markdown icon={<Icon token="a_outlined" />}>d</Markdown>
    <ColumnSet>
      <Column>
        <Div icon={<Icon token="a_outlined" />} fields={[{ text: 'e' }]}>
          <PlainText>f</PlainText>
        </Div>
      </Column>
      <Column />
    </ColumnSet>
    <CollapsiblePanel>
      <PanelHeader title={<Markdown>g</Markdown>} icon={<Icon token="a_outlined" />} />
      <Button
        confirm={{ title: 'h', text: 'i' }}
        behaviors={[{ type: 'callback', value: { tag: 'hr', elements: [{ tag: 'hr' }] } }]}
      >
        j
      </Button>
    </CollapsiblePanel>
    <Raw json={{ tag: 'form', elements: [{ tag: 'input' }, { tag: 'hr' }] }} />
  </Card>
);

test('no id is written unless it is asked for', () => {
  expect(idsIn(render(everything))).toEqual([]);
  expect(idsIn(render(everything, {}))).toEqual([]);
  expect(idsIn(render(everything, { ids: undefined }))).toEqual([]);
  expect(idsIn(render(everything, { ids: 'explicit' }))).toEqual([]);
});

describe('with ids for all', () => {
  test('elements, columns and the texts of the header get one, in reading order', () => {
    expect(idsIn(render(everything, { ids: 'all' }))).toEqual([
      'lx0 plain_text',
      'lx1 lark_md',
      'lx2 markdown',
      'lx3 column_set',
      'lx4 column',
      'lx5 div',
      'lx6 column',
      'lx7 collapsible_panel',
      'lx8 button',
      'lx9 form',
      'lxa input',
      'lxb hr',
    ]);
  });

  test('nothing else changes', () => {
    const without = JSON.stringify(render(everything));
    const withIds = JSON.stringify(render(everything, { ids: 'all' }));
    expect(withIds.replace(/,"element_id":"lx\w+"/g, '')).toBe(without);
  });

  test('the id stands behind the tag', () => {
    const [element] = render(<Card>{<Button size="small">a</Button>}</Card>, { ids: 'all' }).body!
      .elements!;
    expect(Object.keys(element!)).toEqual(['tag', 'element_id', 'text', 'size']);
  });

  test('ids of the author are kept', () => {
    const card = (
      <Card>
        <Header title={<PlainText id="title">a</PlainText>} subtitle="b" />
        <Divider id="lx" />
        <Divider />
        <Divider id="LX0" />
        <Raw json={{ tag: 'hr', element_id: 'raw' }} />
        <Divider id="lx_1" />
        <Div>
          <PlainText id="inner">c</PlainText>
        </Div>
      </Card>
    );
    expect(idsIn(render(card, { ids: 'all' }))).toEqual([
      'title plain_text',
      'lx0 plain_text',
      'lx hr',
      'lx1 hr',
      'LX0 hr',
      'raw hr',
      'lx_1 hr',
      'lx2 div',
      'inner plain_text',
    ]);
  });

  test('all ids differ, and fit the rule of the service', () => {
    const card = (
      <Card>
        {Array.from({ length: 90 }, (_, i) => (
          <Divider key={String(i)} {...(i % 7 === 0 ? { id: `row_${i}` } : {})} />
        ))}
      </Card>
    );
    const ids = idsIn(render(card, { ids: 'all' })).map((line) => line.split(' ')[0]!);
    expect(ids).toHaveLength(90);
    expect(new Set(ids).size).toBe(90);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,19}$/);
  });

  test('an array that is no list of elements is left alone', () => {
    const json = { tag: 'future', elements: ['a', { tag: 'hr' }], columns: [{ name: 'b' }] };
    expect(idsIn(render(<Card>{<Raw json={json} />}</Card>, { ids: 'all' }))).toEqual([
      'lx0 future',
    ]);
  });
});

describe('ids that the library hands out', () => {
  test.each([
    ['an element', <Divider id="lx1" />, '/body/elements/0/element_id'],
    [
      'a text',
      <Div>
        <PlainText id="lxz9">a</PlainText>
      </Div>,
      '/body/elements/0/text/element_id',
    ],
    ['Raw', <Raw json={{ tag: 'hr', element_id: 'lx0' }} />, '/body/elements/0/element_id'],
    [
      'an element in Raw',
      <Raw json={{ tag: 'form', elements: [{ tag: 'hr', element_id: 'lx0' }] }} />,
      '/body/elements/0/elements/0/element_id',
    ],
    ['extra', <Divider extra={{ element_id: 'lx1' }} />, '/body/elements/0/element_id'],
  ])('are refused from an author: %s', (_, element, path) => {
    expect(issuesOf(<Card>{element}</Card>)).toMatchObject([
      { code: 'id-reserved', path, hint: 'choose an id that does not begin with "lx"' },
    ]);
  });

  test('are data in the value of a callback', () => {
    const value = { element_id: 'lx1' };
    expect(() => render(<Card>{<Raw json={{ tag: 'future', value }} />}</Card>)).not.toThrow();
  });

  test.each(['lx', 'lxA', 'lx_1', 'LX1', 'alx1'])('are not meant by %s', (id) => {
    expect(() => render(<Card>{<Divider id={id} />}</Card>)).not.toThrow();
  });
});

describe('ids of the author', () => {
  test('are unique in the card', () => {
    expect(
      issuesOf(
        <Card>
          <Header title={<PlainText id="same">a</PlainText>} />
          <Div>
            <PlainText id="same">b</PlainText>
          </Div>
        </Card>,
      ),
    ).toMatchObject([
      {
        code: 'id-duplicate',
        path: '/body/elements/0/text/element_id',
        componentStack: ['PlainText', 'Div', 'Card'],
      },
    ]);
  });

  test.each(['1a', '_a', 'a-b', 'a b', '', 'a'.repeat(21), 'ä'])('fit the rule: %s', (id) => {
    expect(codesOf(<Card>{<Divider id={id} />}</Card>)).toEqual([
      'id-pattern /body/elements/0/element_id',
    ]);
  });

  test('may have twenty characters', () => {
    expect(() => render(<Card>{<Divider id={'a'.repeat(20)} />}</Card>)).not.toThrow();
  });
});
