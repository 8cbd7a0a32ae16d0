import { Card, Header, Markdown, TextTag } from 'larkx';
import { describe, expect, it } from 'vitest';
import { actions, between, types } from './plan.js';

const long = 'a text that makes a full update dearer than what changed. '.repeat(4);
const body = <Markdown>{long}</Markdown>;

describe('settings of a card', () => {
  it('are changed key by key, each with its complete value', () => {
    const plan = between(
      <Card summary="old" widthMode="fill">
        {body}
      </Card>,
      <Card summary={{ en_us: 'new', zh_cn: '新' }} widthMode="fill">
        {body}
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'partial_update_setting',
        params: {
          settings: {
            config: { summary: { content: 'new', i18n_content: { en_us: 'new', zh_cn: '新' } } },
          },
        },
      },
    ]);
  });

  it('say the whole link when one part of it changed', () => {
    const plan = between(
      <Card cardLink={{ url: 'https://a.example/', pcUrl: 'https://a.example/pc' }}>{body}</Card>,
      <Card cardLink={{ url: 'https://b.example/', pcUrl: 'https://a.example/pc' }}>{body}</Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'partial_update_setting',
        params: {
          settings: { card_link: { url: 'https://b.example/', pc_url: 'https://a.example/pc' } },
        },
      },
    ]);
  });

  it.each([
    [
      'a key of config',
      <Card summary="s" widthMode="fill">
        {body}
      </Card>,
      <Card summary="s">{body}</Card>,
    ],
    ['all of config', <Card summary="s">{body}</Card>, <Card>{body}</Card>],
    ['the link', <Card cardLink={{ url: 'https://a.example/' }}>{body}</Card>, <Card>{body}</Card>],
    [
      'a language of the summary',
      <Card summary={{ en_us: 'a', zh_cn: 'b' }}>{body}</Card>,
      <Card summary={{ en_us: 'a' }}>{body}</Card>,
    ],
  ])('take a full update when %s goes away', (_, before, after) => {
    expect(types(between(before, after))).toEqual(['replace']);
  });

  it('take a full update when the named styles change', () => {
    const card = (size: 'large' | 'small') => (
      <Card style={{ textSize: { big: { default: size } } }}>{body}</Card>
    );
    expect(types(between(card('large'), card('small')))).toEqual(['replace']);
  });

  it('take a full update when the layout of the body changes', () => {
    expect(
      types(between(<Card padding="4px">{body}</Card>, <Card padding="8px">{body}</Card>)),
    ).toEqual(['replace']);
  });
});

describe('the header', () => {
  it('has its texts patched under their ids', () => {
    const card = (title: string, subtitle: string) => (
      <Card>
        <Header title={title} subtitle={subtitle} template="blue" />
        {body}
      </Card>
    );
    expect(actions(between(card('a', 'b'), card('A', 'B')))).toEqual([
      {
        action: 'partial_update_element',
        params: { element_id: 'lx0', partial_element: { content: 'A' } },
      },
      {
        action: 'partial_update_element',
        params: { element_id: 'lx1', partial_element: { content: 'B' } },
      },
    ]);
  });

  it.each([
    ['its colour', <Header title="t" template="blue" />, <Header title="t" template="red" />],
    [
      'a text tag',
      <Header title="t" />,
      <Header title="t">
        <TextTag>new</TextTag>
      </Header>,
    ],
    ['whether it has a subtitle', <Header title="t" />, <Header title="t" subtitle="s" />],
    [
      'the languages of the title',
      <Header title={{ en_us: 'a', zh_cn: 'b' }} />,
      <Header title="a" />,
    ],
  ])('takes a full update when %s changes', (_, before, after) => {
    const card = (header: typeof before) => (
      <Card>
        {header}
        {body}
      </Card>
    );
    expect(types(between(card(before), card(after)))).toEqual(['replace']);
  });

  it('takes a full update when it comes or goes', () => {
    const with_ = (
      <Card>
        <Header title="t" />
        {body}
      </Card>
    );
    expect(types(between(<Card>{body}</Card>, with_))).toEqual(['replace']);
    expect(types(between(with_, <Card>{body}</Card>))).toEqual(['replace']);
  });
});
