import { Card, Header, Icon, LarkMd, PlainText, Raw, render, TextTag } from 'larkx';
import { expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

test('writes a header with its tags', () => {
  const card = (
    <Card>
      <Header
        title={<LarkMd>Deploy :OK:</LarkMd>}
        subtitle={{ en_us: 'main', zh_cn: '主干' }}
        template="orange"
        icon={<Icon token="bot_outlined" color="blue" />}
      >
        <TextTag id="stage" color="green">
          staging
        </TextTag>
        {['eu', 'us'].map((region) => (
          <TextTag key={region}>{region}</TextTag>
        ))}
      </Header>
    </Card>
  );
  expect(render(card).header).toStrictEqual({
    title: { tag: 'lark_md', content: 'Deploy :OK:' },
    subtitle: {
      tag: 'plain_text',
      content: 'main',
      i18n_content: { en_us: 'main', zh_cn: '主干' },
    },
    template: 'orange',
    icon: { tag: 'standard_icon', token: 'bot_outlined', color: 'blue' },
    text_tag_list: [
      {
        tag: 'text_tag',
        element_id: 'stage',
        color: 'green',
        text: { tag: 'plain_text', content: 'staging' },
      },
      { tag: 'text_tag', text: { tag: 'plain_text', content: 'eu' } },
      { tag: 'text_tag', text: { tag: 'plain_text', content: 'us' } },
    ],
  });
});

test('needs a title', () => {
  expect(codesOf(<Card>{<Header {...({} as { title: string })} />}</Card>)).toEqual([
    'field-missing /header/title',
  ]);
});

test('shows three tags: a fourth is not refused', () => {
  const card = (
    <Card>
      <Header title="t">
        <TextTag>1</TextTag>
        <TextTag>2</TextTag>
        <TextTag>3</TextTag>
        <TextTag>4</TextTag>
      </Header>
    </Card>
  );
  expect((render(card) as any).header.text_tag_list).toHaveLength(4);
});

test('takes its texts in each way a text can be written', () => {
  const title = (value: any) =>
    (render(<Card>{<Header title={value} />}</Card>) as any).header.title;
  expect(title('a')).toStrictEqual({ tag: 'plain_text', content: 'a' });
  expect(title('')).toStrictEqual({ tag: 'plain_text', content: '' });
  expect(title(0)).toStrictEqual({ tag: 'plain_text', content: '0' });
  expect(title(<PlainText id="t">a</PlainText>)).toStrictEqual({
    tag: 'plain_text',
    element_id: 't',
    content: 'a',
  });
  expect(title(<Raw json={{ tag: 'plain_text', content: 'a' }} />)).toStrictEqual({
    tag: 'plain_text',
    content: 'a',
  });
});

test('takes an icon as an element, a component or the props of one', () => {
  const Bot = () => <Icon token="bot_outlined" />;
  const icon = (value: any) =>
    (render(<Card>{<Header title="t" icon={value} />}</Card>) as any).header.icon;
  const json = { tag: 'standard_icon', token: 'bot_outlined' };
  expect(icon(<Icon token="bot_outlined" />)).toStrictEqual(json);
  expect(icon(<Bot />)).toStrictEqual(json);
  expect(icon({ token: 'bot_outlined' })).toStrictEqual(json);
  expect(icon(<Raw json={json} />)).toStrictEqual(json);
});

test('takes text tags only', () => {
  expect(
    issuesOf(
      <Card>
        <Header title="t">
          <Icon token="a" />
        </Header>
      </Card>,
    ),
  ).toMatchObject([{ code: 'parent', path: '/header/text_tag_list/0' }]);
});
