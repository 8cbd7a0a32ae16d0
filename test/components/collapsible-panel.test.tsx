import {
  Card,
  CollapsiblePanel,
  Divider,
  Icon,
  LarkMd,
  Markdown,
  PanelHeader,
  PlainText,
  render,
} from 'larkx';
import { expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

test('writes a panel with its header', () => {
  const card = (
    <Card>
      <CollapsiblePanel id="log" border={{ color: 'grey' }} verticalSpacing="small">
        <PanelHeader
          title={<Markdown>**Log**</Markdown>}
          icon={<Icon token="down-small-ccm_outlined" size="16px 16px" />}
          iconExpandedAngle={-180}
        />
        <Markdown>line 1</Markdown>
        <Divider />
      </CollapsiblePanel>
    </Card>
  );
  expect(render(card).body?.elements).toStrictEqual([
    {
      tag: 'collapsible_panel',
      element_id: 'log',
      border: { color: 'grey' },
      vertical_spacing: 'small',
      header: {
        title: { tag: 'markdown', content: '**Log**' },
        icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
        icon_expanded_angle: -180,
      },
      elements: [{ tag: 'markdown', content: 'line 1' }, { tag: 'hr' }],
    },
  ]);
});

test('needs a header, one at most', () => {
  expect(codesOf(<Card>{<CollapsiblePanel />}</Card>)).toEqual([
    'field-missing /body/elements/0/header',
  ]);
  expect(
    issuesOf(
      <Card>
        <CollapsiblePanel>
          <PanelHeader title="a" />
          <PanelHeader title="b" />
        </CollapsiblePanel>
      </Card>,
    ),
  ).toMatchObject([
    {
      code: 'field-duplicate',
      path: '/body/elements/0/header',
      message: '<CollapsiblePanel> has more than one <PanelHeader>',
    },
  ]);
});

test('draws a border that says nothing about itself', () => {
  const card = (
    <Card>
      <CollapsiblePanel border={{}}>
        <PanelHeader />
      </CollapsiblePanel>
    </Card>
  );
  expect(render(card).body?.elements).toStrictEqual([
    { tag: 'collapsible_panel', border: {}, header: {} },
  ]);
});

test('has a title of plain words or of markdown', () => {
  const panel = (title: any) => (
    <Card>
      <CollapsiblePanel>
        <PanelHeader title={title} />
      </CollapsiblePanel>
    </Card>
  );
  const title = (value: any) => (render(panel(value)) as any).body.elements[0].header.title;
  expect(title('a')).toStrictEqual({ tag: 'plain_text', content: 'a' });
  expect(title(<PlainText textColor="grey">a</PlainText>)).toStrictEqual({
    tag: 'plain_text',
    text_color: 'grey',
    content: 'a',
  });
  expect(codesOf(panel(<LarkMd>a</LarkMd>))).toEqual(['parent /body/elements/0/header/title']);
});

test('has one padding or four in its header', () => {
  expect(
    codesOf(
      <Card>
        <CollapsiblePanel>
          <PanelHeader padding={'4px 8px' as never} />
        </CollapsiblePanel>
      </Card>,
    ),
  ).toEqual(['box-arity /body/elements/0/header/padding']);
});
