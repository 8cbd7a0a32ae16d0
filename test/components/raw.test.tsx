import { Card, Column, ColumnSet, Div, Header, Raw, render } from 'larkx';
import { expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

test('writes its JSON verbatim', () => {
  const json = {
    tag: 'select_static',
    element_id: 'priority',
    camelCase: { snake_case: null, list: [1, 'a', true, []] },
    options: [{ text: { tag: 'plain_text', content: 'P0' }, value: 'p0' }],
  };
  expect(render(<Card>{<Raw json={json} />}</Card>).body?.elements).toStrictEqual([json]);
});

test('does not change or share the JSON it was given', () => {
  const json = Object.freeze({ tag: 'img', deep: Object.freeze({ a: 1 }) });
  const element = (render(<Card>{<Raw json={json} />}</Card>, { ids: 'all' }) as any).body
    .elements[0];
  expect(element).toStrictEqual({ tag: 'img', element_id: 'lx0', deep: { a: 1 } });
  expect(element.deep).not.toBe(json.deep);
});

test('stands wherever an element, a column, a tag, a text or an icon stands', () => {
  const card = (
    <Card>
      <Header title={<Raw json={{ tag: 'plain_text', content: 'a' }} />}>
        <Raw json={{ tag: 'text_tag' }} />
      </Header>
      <ColumnSet>
        <Raw json={{ tag: 'column' }} />
        <Column>
          <Raw json={{ tag: 'hr' }} />
        </Column>
      </ColumnSet>
      <Div icon={<Raw json={{ tag: 'standard_icon', token: 'a' }} />}>
        <Raw json={{ tag: 'lark_md', content: 'b' }} />
      </Div>
    </Card>
  );
  expect(render(card)).toStrictEqual({
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: 'a' }, text_tag_list: [{ tag: 'text_tag' }] },
    body: {
      elements: [
        {
          tag: 'column_set',
          columns: [{ tag: 'column' }, { tag: 'column', elements: [{ tag: 'hr' }] }],
        },
        {
          tag: 'div',
          text: { tag: 'lark_md', content: 'b' },
          icon: { tag: 'standard_icon', token: 'a' },
        },
      ],
    },
  });
});

test('leaves undefined members out, as JSON does', () => {
  expect(
    render(<Card>{<Raw json={{ tag: 'hr', margin: undefined }} />}</Card>).body?.elements,
  ).toStrictEqual([{ tag: 'hr' }]);
});

test.each([undefined, null, 'hr', 3, [{ tag: 'hr' }], new Date(0)])('refuses %o', (json) => {
  expect(codesOf(<Card>{<Raw json={json as never} />}</Card>)).toContain('type /body/elements/0');
});

test('refuses an element in the place of JSON', () => {
  expect(codesOf(<Card>{<Raw json={(<Raw json={{}} />) as never} />}</Card>)).not.toEqual([]);
});

test('needs a tag', () => {
  expect(codesOf(<Card>{<Raw json={{ content: 'a' }} />}</Card>)).toEqual([
    'field-missing /body/elements/0/tag',
  ]);
});

test('loses nothing silently: it has no other props and no children', () => {
  const props = { json: { tag: 'hr' }, id: 'a', children: 'b' } as never;
  expect(issuesOf(<Card>{<Raw {...(props as { json: { tag: string } })} />}</Card>)).toMatchObject([
    { code: 'parent', message: '<Raw> takes no children' },
    { code: 'field-unknown', path: '/body/elements/0/id' },
  ]);
});

test('is told when its tag belongs to Card JSON 1.0', () => {
  expect(issuesOf(<Card>{<Raw json={{ tag: 'action', actions: [] }} />}</Card>)).toMatchObject([
    { code: 'tag-legacy', path: '/body/elements/0/tag' },
  ]);
});
