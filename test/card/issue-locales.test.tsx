import { Button, Card, check, Div, Header, Image, Markdown } from 'larkx';
import { describe, expect, test } from 'vitest';
import { localeGaps } from '../../src/card/locale-gaps.js';
import { warningsOf } from './issue-warnings-of.js';

const title = { zh_cn: '构建', en_us: 'Build' };

describe('the gaps of texts in several languages', () => {
  const texts = [
    { place: 'a', locales: ['zh_cn', 'en_us'] },
    { place: 'b', locales: ['en_us'] },
    { place: 'c', locales: ['ja_jp', 'zh_cn'] },
  ];

  test('are the languages that others have', () => {
    expect(localeGaps(texts).map(({ place, missing }) => [place, missing])).toEqual([
      ['a', ['ja_jp']],
      ['b', ['zh_cn', 'ja_jp']],
      ['c', ['en_us']],
    ]);
  });

  test('are those of the card that a text lacks, where the card names them', () => {
    expect(
      localeGaps(texts, ['zh_cn', 'de_de']).map(({ place, missing }) => [place, missing]),
    ).toEqual([
      ['a', ['de_de']],
      ['b', ['zh_cn', 'de_de']],
      ['c', ['de_de']],
    ]);
  });

  test('are none where all have the same, or there is one text only', () => {
    expect(localeGaps(texts.slice(0, 1))).toEqual([]);
    expect(localeGaps([texts[0], { place: 'd', locales: ['en_us', 'zh_cn'] }] as never)).toEqual(
      [],
    );
  });
});

describe('check warns about a text that lacks a language', () => {
  const card = (elements: object[], config?: object) => ({
    schema: '2.0',
    ...(config && { config }),
    body: { elements },
  });
  const markdown = (...locales: string[]) => ({
    tag: 'markdown',
    content: 'a',
    i18n_content: Object.fromEntries(locales.map((locale) => [locale, 'a'])),
  });

  test('once for each text, whatever kind it is of', () => {
    const found = check(
      card([
        markdown('zh_cn', 'en_us'),
        markdown('zh_cn'),
        { tag: 'button', text: { tag: 'plain_text', content: 'a', i18n_content: { en_us: 'a' } } },
        {
          tag: 'img',
          img_key: 'img_1',
          alt: { tag: 'plain_text', content: '' },
          i18n_img_key: { zh_cn: 'img_1' },
        },
      ]),
    );
    expect(found).toMatchObject([
      {
        code: 'locale-missing',
        severity: 'warning',
        path: '/body/elements/1/i18n_content',
        message:
          '<Markdown> i18n_content: found "zh_cn"; "en_us" is missing, which other texts of the card have',
        hint: 'add en_us',
      },
      { path: '/body/elements/2/text/i18n_content' },
      { path: '/body/elements/3/i18n_img_key' },
    ]);
  });

  test('by the languages that the card lists', () => {
    expect(
      check(card([markdown('zh_cn', 'ja_jp')], { locales: ['zh_cn', 'en_us'] })),
    ).toMatchObject([
      {
        message:
          '<Markdown> i18n_content: found "zh_cn", "ja_jp"; "en_us" is missing, which the card lists as a language of its own',
        hint: 'add en_us, or take it off the list of locales',
      },
    ]);
    expect(
      check(card([markdown('zh_cn', 'ja_jp'), markdown('zh_cn')], { locales: ['zh_cn'] })),
    ).toEqual([]);
  });

  test('and not about data, plain texts, or a language that is none', () => {
    const behaviors = [{ type: 'callback', value: { i18n_content: { ja_jp: 'a' }, content: 'a' } }];
    expect(
      check(
        card([
          markdown('zh_cn'),
          { tag: 'button', text: { tag: 'plain_text', content: 'a' }, behaviors },
        ]),
      ),
    ).toEqual([]);
    expect(check(card([markdown('zh_cn'), markdown('en')]))).toMatchObject([{ code: 'enum' }]);
  });
});

describe('a card in development is warned about it', () => {
  test('by the prop, at the line', () => {
    expect(
      warningsOf(
        <Card summary={{ zh_cn: '构建' }}>
          <Header title={title} subtitle={{ en_us: 'main' }} />
          <Div>{{ zh_cn: '完成' }}</Div>
          <Markdown>{{ zh_cn: '**好**', en_us: '**good**' }}</Markdown>
          <Image imgKey="img_1" alt="" i18nImgKey={{ en_us: 'img_2' }} />
          <Button>Go</Button>
        </Card>,
      ).map(({ code, message, path, source }) => [code, message.split(';')[0], path, source?.file]),
    ).toEqual(
      [
        [
          'locale-missing',
          '<Card> summary.i18n_content: found "zh_cn"',
          '/config/summary/i18n_content',
        ],
        ['locale-missing', '<Header> subtitle: found "en_us"', '/header/subtitle/i18n_content'],
        ['locale-missing', '<Div> text: found "zh_cn"', '/body/elements/0/text/i18n_content'],
      ].map((one) => [...one, expect.stringContaining('issue-locales')]),
    );
  });
});
