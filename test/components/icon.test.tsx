import { Card, Div, Icon, render } from 'larkx';
import { expect, test } from 'vitest';
import { issuesOf } from './issues-of.js';

const withIcon = (icon: any) => (
  <Card>
    <Div icon={icon}>a</Div>
  </Card>
);
const json = (icon: any) => (render(withIcon(icon)) as any).body.elements[0].icon;

test('is a standard icon by its token', () => {
  expect(json(<Icon token="time_filled" color="turquoise" />)).toStrictEqual({
    tag: 'standard_icon',
    token: 'time_filled',
    color: 'turquoise',
  });
});

test('is a custom icon by the key of its image', () => {
  expect(json(<Icon imgKey="img_v2_1" i18nImgKey={{ zh_cn: 'img_v2_2' }} />)).toStrictEqual({
    tag: 'custom_icon',
    img_key: 'img_v2_1',
    i18n_img_key: { zh_cn: 'img_v2_2' },
  });
});

test('needs a token or a key', () => {
  expect(issuesOf(withIcon(<Icon color="red" />))).toMatchObject([
    {
      code: 'field-missing',
      path: '/body/elements/0/icon/token',
      hint: 'give token or imgKey',
    },
  ]);
});

test('refuses a link in the place of a key', () => {
  expect(issuesOf(withIcon(<Icon imgKey="https://example.com/a.png" />))).toMatchObject([
    { code: 'image-key', path: '/body/elements/0/icon/img_key' },
  ]);
});

test('has two sides in its size', () => {
  expect(issuesOf(withIcon(<Icon token="a_outlined" size="16px" />))).toMatchObject([
    { code: 'type', path: '/body/elements/0/icon/size' },
  ]);
});
