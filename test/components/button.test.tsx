import { Button, Card, Icon, LarkMd, PlainText, render } from 'larkx';
import { expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

test('writes a button', () => {
  const card = (
    <Card>
      <Button
        id="approve"
        type="primary"
        size="small"
        icon={<Icon token="yes_outlined" />}
        confirm={{ title: 'Approve?', text: { zh_cn: '不可撤销', en_us: 'It is final' } }}
        behaviors={[
          {
            type: 'open_url',
            defaultUrl: 'https://example.com/1',
            pcUrl: 'https://example.com/pc',
          },
          { type: 'callback', value: { requestId: 7, steps: ['a', null] } },
        ]}
      >
        Approve {7}
      </Button>
    </Card>
  );
  expect(render(card)).toStrictEqual({
    schema: '2.0',
    body: {
      elements: [
        {
          tag: 'button',
          element_id: 'approve',
          text: { tag: 'plain_text', content: 'Approve 7' },
          type: 'primary',
          size: 'small',
          icon: { tag: 'standard_icon', token: 'yes_outlined' },
          confirm: {
            title: { tag: 'plain_text', content: 'Approve?' },
            text: {
              tag: 'plain_text',
              content: '不可撤销',
              i18n_content: { zh_cn: '不可撤销', en_us: 'It is final' },
            },
          },
          behaviors: [
            {
              type: 'open_url',
              default_url: 'https://example.com/1',
              pc_url: 'https://example.com/pc',
            },
            { type: 'callback', value: { requestId: 7, steps: ['a', null] } },
          ],
        },
      ],
    },
  });
});

test('has plain words for its label', () => {
  const label = (children: any) =>
    (render(<Card>{<Button>{children}</Button>}</Card>) as any).body.elements[0].text;
  expect(label(<PlainText textColor="red">a</PlainText>)).toStrictEqual({
    tag: 'plain_text',
    content: 'a',
    text_color: 'red',
  });
  expect(codesOf(<Card>{<Button text={<LarkMd>a</LarkMd>} />}</Card>)).toEqual([
    'parent /body/elements/0/text',
  ]);
});

test('knows two behaviours', () => {
  const behaviors = [{ type: 'open_uri', defaultUrl: 'https://example.com' }] as never;
  expect(issuesOf(<Card>{<Button behaviors={behaviors}>a</Button>}</Card>)).toMatchObject([
    {
      code: 'enum',
      path: '/body/elements/0/behaviors/0/type',
      message: '<Button> behaviors[0].type: found "open_uri"; allowed: "open_url", "callback"',
    },
  ]);
});

test('names the missing member of a behaviour, and the one that was meant', () => {
  const behaviors = [{ type: 'open_url', url: 'https://example.com' }] as never;
  expect(codesOf(<Card>{<Button behaviors={behaviors}>a</Button>}</Card>)).toEqual([
    'field-unknown /body/elements/0/behaviors/0/url',
    'field-missing /body/elements/0/behaviors/0/default_url',
  ]);
});

test('opens http and https links only', () => {
  expect(
    codesOf(
      <Card>
        <Button behaviors={[{ type: 'open_url', defaultUrl: 'ftp://example.com' }]}>a</Button>
      </Card>,
    ),
  ).toEqual(['url-scheme /body/elements/0/behaviors/0/default_url']);
});
