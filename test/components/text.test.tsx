import { Card, Div, Icon, LarkMd, PlainText, raw, render } from 'larkx';
import { expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

test('writes a block of text with its icon', () => {
  const card = (
    <Card>
      <Div id="took" icon={<Icon imgKey="img_v2_1" />} width="auto">
        <PlainText id="minutes" textSize="notation" textColor="grey" lines={1}>
          {12} minutes
        </PlainText>
      </Div>
    </Card>
  );
  expect(render(card)).toStrictEqual({
    schema: '2.0',
    body: {
      elements: [
        {
          tag: 'div',
          element_id: 'took',
          icon: { tag: 'custom_icon', img_key: 'img_v2_1' },
          width: 'auto',
          text: {
            tag: 'plain_text',
            element_id: 'minutes',
            text_size: 'notation',
            text_color: 'grey',
            lines: 1,
            content: '12 minutes',
          },
        },
      ],
    },
  });
});

test('a block of texts in a grid', () => {
  const card = (
    <Card>
      <Div
        fields={[
          { isShort: true, text: <LarkMd>**Owner** Ada</LarkMd> },
          { isShort: true, text: { zh_cn: '状态', en_us: 'state' } },
        ]}
      />
    </Card>
  );
  expect(render(card).body?.elements).toStrictEqual([
    {
      tag: 'div',
      fields: [
        { is_short: true, text: { tag: 'lark_md', content: '**Owner** Ada' } },
        {
          is_short: true,
          text: {
            tag: 'plain_text',
            content: '状态',
            i18n_content: { zh_cn: '状态', en_us: 'state' },
          },
        },
      ],
    },
  ]);
});

test('plain words keep what looks like markup', () => {
  const card = (
    <Card>
      <Div>{'**a** <at id=all></at> &amp; \\n'}</Div>
    </Card>
  );
  expect(render(card).body?.elements).toStrictEqual([
    { tag: 'div', text: { tag: 'plain_text', content: '**a** <at id=all></at> &amp; \\n' } },
  ]);
});

test('the small markdown dialect takes trusted markdown, plain words do not', () => {
  const text = (
    <Card>
      <Div>
        <LarkMd>**Owner** {raw('<at id=ou_1></at>')}</LarkMd>
      </Div>
    </Card>
  );
  expect((render(text) as any).body.elements[0].text.content).toBe('**Owner** <at id=ou_1></at>');
  expect(
    issuesOf(
      <Card>
        <Div>
          <PlainText>{raw('**a**') as never}</PlainText>
        </Div>
      </Card>,
    ),
  ).toMatchObject([{ code: 'type', hint: expect.stringContaining('<Markdown>') }]);
});

test('a grid has texts and no other elements', () => {
  const text = (<Icon token="a" />) as never;
  expect(codesOf(<Card>{<Div fields={[{ text }]} />}</Card>)).toEqual([
    'parent /body/elements/0/fields/0/text',
  ]);
});
