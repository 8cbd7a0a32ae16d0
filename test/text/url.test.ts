import fc from 'fast-check';
import { decodeString } from 'micromark-util-decode-string';
import './seed.js';
import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/schema/text/url.js';
import { linksIn, nodesIn, parseDialect } from '../support/dialect.js';

/** `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const TIMEOUT = 30_000 * SCALE;

describe('safeUrl', () => {
  it.each([
    'https://x.example',
    'HTTP://X.Example:8080/a/b-c_d.e~f/;p=1,2?q=1&page=2&x=%2F&empty=&flag#/a:b?c=/d!',
    'https://user:word@x.example/@name/+1/$a',
    'http://localhost:3000/',
    'http://127.0.0.1',
    'https://under_score.xn--bcher-kva.example./a%20b',
    'https://x.example/a:b/c?a/b',
    'tel://+4930123456',
  ])('leaves a clean address as it is: %s', (url) => {
    expect(safeUrl(url)).toBe(url);
  });

  it.each([
    ['blanks around it', ' \thttps://x.example/a\n', 'https://x.example/a'],
    ['blanks in it', 'https://x.example/a b\tc', 'https://x.example/a%20b%09c'],
    ['quotes', `https://x.example/'"`, 'https://x.example/%27%22'],
    ['brackets', 'https://x.example/(<[{}]>)', 'https://x.example/%28%3C%5B%7B%7D%5D%3E%29'],
    ['marks', 'https://x.example/`\\|*^', 'https://x.example/%60%5C%7C%2A%5E'],
    ['two tildes, but not one', 'https://x.example/~~a/~b', 'https://x.example/%7E%7Ea/~b'],
    ['other scripts', 'https://x.example/é中😀', 'https://x.example/%C3%A9%E4%B8%AD%F0%9F%98%80'],
    ['half a surrogate pair', 'https://x.example/\ud83d', 'https://x.example/%EF%BF%BD'],
    ['control characters', 'https://x.example/\0\x7f', 'https://x.example/%00%7F'],
    [
      'a percent sign that encodes nothing',
      'https://x.example/%zz%4%',
      'https://x.example/%25zz%254%25',
    ],
    [
      'values of a query',
      'https://x.example/a:b?t=1/2 3:4&u=c:/#d:/',
      'https://x.example/a:b?t=1%2F2%203%3A4&u=c%3A%2F#d:/',
    ],
    ['a host in another script', 'https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['a host with words glued to it', 'https://x.example中文', 'https://x.xn--example-m43kr94o'],
    ['a telephone number', 'tel:+1 (555) 01-23', 'tel://+155501-23'],
    ['a dialled code', 'tel://*100#', 'tel://%2A100%23'],
  ])('makes an address safe: %s', (_, url, safe) => {
    expect(safeUrl(url)).toBe(safe);
  });

  it.each([
    [
      'a name that HTML decodes without a semicolon',
      '?a=1&reg=2&copyright',
      '?a=1&%72eg=2&%63opyright',
    ],
    ['a name that markdown decodes', '?a&colon;b&Tab;', '?a&%63olon;b&%54ab;'],
    ['a number', '?a&#58;&#x3a', '?a&%2358;&%23x3a'],
    ['what is none', '?a=1&b=2&region&#top', '?a=1&b=2&%72egion&#top'],
  ])('lets no entity begin: %s', (_, query, safe) => {
    expect(safeUrl(`https://x.example/${query}`)).toBe(`https://x.example/${safe}`);
  });

  it.each([
    '',
    'x.example',
    '/a',
    '//x.example',
    '#a',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001https://x.example',
    'ht\ntps://x.example',
    'https:x.example',
    'https:/x.example',
    'https://',
    'https:///a',
    'https://?a',
    'https://.',
    'https://:80',
    'https://a@',
    'https://x.example:99999',
    'https://x.example:a',
    'https://a b.example',
    'https://x.example\\@y.example',
    'https://x.exa<mple',
    'https://%zz.example',
    'https://[::1]/',
    'https://x／y.example\u0000',
    'data:text/html,a',
    'mailto:a@x.example',
    'lark://client',
    'tel:',
    'tel:help',
    'tel:<1>',
    'img_v3_a',
  ])('knows what is no address of the web or a telephone: %j', (text) => {
    expect(safeUrl(text)).toBeUndefined();
  });

  it(
    'brings nothing that a markdown parser or a tag could misread',
    () => {
      fc.assert(
        fc.property(hostileUrl, (text) => {
          const url = safeUrl(text);
          if (url === undefined) return;
          expect(url).toMatch(/^(?:https?|tel):\/\/[^\s"'<>()`\\|*[\]{}^]+$/i);
          expect(url).toMatch(/^[\x21-\x7e]+$/);
          expect(decodeString(url)).toBe(url);
          expect(URL.canParse(url)).toBe(true);
          const inLink = parseDialect(`[a](${url}) <a href='${url}'>b</a>`);
          expect(linksIn(inLink)).toEqual([url, url]);
          expect(nodesIn(inLink).map(({ type }) => type)).toEqual([
            'paragraph',
            ...['link', 'text', 'text', 'tag', 'text'],
          ]);
        }),
        { numRuns: 1000 * SCALE },
      );
    },
    TIMEOUT,
  );

  it(
    'finds a safe address safe',
    () => {
      fc.assert(
        fc.property(hostileUrl, (text) => {
          const url = safeUrl(text);
          if (url !== undefined) expect(safeUrl(url)).toBe(url);
        }),
        { numRuns: 2000 * SCALE },
      );
    },
    TIMEOUT,
  );

  it(
    'leads where the address led',
    () => {
      fc.assert(
        fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (text) => {
          const decoded = (url: string) => decodeURIComponent(new URL(url).href);
          expect(decoded(safeUrl(text)!)).toBe(decoded(text));
        }),
        { numRuns: 500 * SCALE },
      );
    },
    TIMEOUT,
  );
});

const pieces = [
  ...`&#;:/?=%@.~*_()[]{}<>'"\`\\|^! \t\n`,
  ...[
    '&amp',
    '&copy',
    '&#6',
    '&#x',
    'reg',
    'Tab;',
    '%4',
    '%41',
    '~~',
    'a',
    'é',
    '中',
    '\ud83d',
    '\udca9',
    '\0',
  ],
];
const hostileUrl = fc
  .tuple(
    fc.constantFrom('https://', 'HTTP://', 'tel:', 'tel://', 'https:/', ''),
    fc.constantFrom('x.example', '', 'bü.example', 'u@x.example:80', '1'),
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join('')),
  )
  .map((parts) => parts.join(''));
