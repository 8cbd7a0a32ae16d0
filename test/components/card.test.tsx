import { Button, Card, Div, Divider, Header, Markdown, render } from 'larkx';
import { expect, test } from 'vitest';
import { codesOf, issuesOf } from './issues-of.js';

test('writes a card with a header and a body', () => {
  const card = (
    <Card streamingMode summary="Build 118" widthMode="fill" verticalSpacing="medium">
      <Header title="Build 118" template="green" />
      <Markdown>All tests **passed**.</Markdown>
      <Divider />
      <Button behaviors={[{ type: 'callback', value: { act: 'deploy' } }]}>Deploy</Button>
    </Card>
  );
  expect(render(card)).toStrictEqual({
    schema: '2.0',
    config: { streaming_mode: true, summary: { content: 'Build 118' }, width_mode: 'fill' },
    header: { title: { tag: 'plain_text', content: 'Build 118' }, template: 'green' },
    body: {
      vertical_spacing: 'medium',
      elements: [
        { tag: 'markdown', content: 'All tests **passed**.' },
        { tag: 'hr' },
        {
          tag: 'button',
          text: { tag: 'plain_text', content: 'Deploy' },
          behaviors: [{ type: 'callback', value: { act: 'deploy' } }],
        },
      ],
    },
  });
});

test('writes its members in the order in which people write them', () => {
  const card = (
    <Card cardLink={{ url: 'https://example.com' }} extra={{ later: 1 }} streamingMode>
      <Divider />
      <Header title="t" />
    </Card>
  );
  expect(Object.keys(render(card))).toEqual([
    'schema',
    'config',
    'card_link',
    'header',
    'body',
    'later',
  ]);
});

test('is no more than its schema where nothing is written', () => {
  expect(render(<Card />)).toStrictEqual({ schema: '2.0' });
});

test('finds its header wherever it stands among the children', () => {
  const Title = () => <Header title="t" />;
  const card = (
    <Card>
      <Divider />
      {[null, <Title key="title" />]}
    </Card>
  );
  expect(render(card)).toStrictEqual({
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: 't' } },
    body: { elements: [{ tag: 'hr' }] },
  });
});

test('has one header at most', () => {
  const [issue] = issuesOf(
    <Card>
      <Header title="a" />
      <Header title="b" />
    </Card>,
  );
  expect(issue).toMatchObject({
    code: 'field-duplicate',
    path: '/header',
    message: '<Card> has more than one <Header>',
  });
});

test('takes its summary as a string, per language, or as the wire has it', () => {
  const summary = (value: any) => (render(<Card summary={value} />) as any).config.summary;
  expect(summary('a')).toStrictEqual({ content: 'a' });
  expect(summary({ zh_cn: '甲', en_us: 'a' })).toStrictEqual({
    content: '甲',
    i18n_content: { zh_cn: '甲', en_us: 'a' },
  });
  expect(summary({ i18nContent: { en_us: 'a' } })).toStrictEqual({ i18n_content: { en_us: 'a' } });
  expect(codesOf(<Card summary={{ text: 'a' } as never} />)).toEqual([
    'field-unknown /config/summary/text',
  ]);
});

test('leaves the names of its sizes and colours as they are', () => {
  const card = (
    <Card
      style={{
        textSize: { bigTitle: { default: 'large' } },
        color: { brandBlue: { lightMode: 'rgba(0,0,255,1)', darkMode: 'rgba(0,0,200,1)' } },
      }}
    >
      <Markdown textSize="bigTitle">a</Markdown>
      <Div icon={{ token: 'a_outlined', color: 'brandBlue' }}>b</Div>
    </Card>
  );
  expect(render(card).config).toStrictEqual({
    style: {
      text_size: { bigTitle: { default: 'large' } },
      color: { brandBlue: { light_mode: 'rgba(0,0,255,1)', dark_mode: 'rgba(0,0,200,1)' } },
    },
  });
});

test('refuses to be a card of one reader only', () => {
  expect(issuesOf(<Card updateMulti={false as never} />)).toMatchObject([
    { code: 'update-multi', path: '/config/update_multi', hint: 'leave it out' },
  ]);
});

test('needs one link, or all three, in a card link', () => {
  expect(codesOf(<Card cardLink={{ pcUrl: 'https://example.com' }} />)).toEqual([
    'field-missing /card_link',
  ]);
  const url = 'https://example.com';
  expect(
    render(<Card cardLink={{ pcUrl: url, iosUrl: url, androidUrl: url }} />).card_link,
  ).toEqual({
    pc_url: url,
    ios_url: url,
    android_url: url,
  });
});
