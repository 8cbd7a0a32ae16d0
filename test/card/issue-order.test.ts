import { CardError, check, type Issue } from 'larkx';
import { describe, expect, test } from 'vitest';
import { orderIssues } from '../../src/schema/issue-order.js';

/** `"!enum /a"` is an error, `"?enum /a"` a warning. */
function issue(short: string): Issue {
  const [code = '', path = ''] = short.slice(1).split(' ');
  return { code, path, severity: short.startsWith('!') ? 'error' : 'warning', message: 'm' };
}
const order = (...shorts: string[]) =>
  orderIssues(shorts.map(issue)).map(({ severity, code, path }) =>
    `${severity === 'error' ? '!' : '?'}${code} ${path}`.trimEnd(),
  );

describe('the order of issues', () => {
  test('puts errors before warnings', () => {
    expect(order('?enum /a', '!enum /b', '?tag-unknown /c')).toEqual([
      '!enum /b',
      '?tag-unknown /c',
      '?enum /a',
    ]);
  });

  test('puts what makes other things wrong before what is wrong', () => {
    expect(
      order(
        '!field-missing /header/title',
        '!type /body/elements/0/width',
        '!tag-unknown /body/elements/1/tag',
        '!field-unknown /body/elements/2/sise',
        '!not-renderable /body/elements/3',
      ),
    ).toEqual([
      '!tag-unknown /body/elements/1/tag',
      '!field-unknown /body/elements/2/sise',
      '!not-renderable /body/elements/3',
      '!field-missing /header/title',
      '!type /body/elements/0/width',
    ]);
  });

  test('puts what is counted over the card last', () => {
    expect(
      order('!elements', '!bytes', '!tables', '!id-pattern /body/elements/9/element_id'),
    ).toEqual(['!id-pattern /body/elements/9/element_id', '!elements', '!bytes', '!tables']);
  });

  test('is that of the document otherwise: parents first, items by number', () => {
    expect(
      order(
        '!enum /body/elements/10/type',
        '!enum /body/elements/9/elements/0/type',
        '!range /body/elements/9',
        '!enum /header/template',
        '!enum /config/width_mode',
        '!id-duplicate /header/title/element_id',
      ),
    ).toEqual([
      '!enum /config/width_mode',
      '!enum /header/template',
      '!id-duplicate /header/title/element_id',
      '!range /body/elements/9',
      '!enum /body/elements/9/elements/0/type',
      '!enum /body/elements/10/type',
    ]);
  });

  test('is that in which the members of an object were met', () => {
    expect(order('!enum /a/z/k', '!enum /a/b', '!enum /a/z/c')).toEqual([
      '!enum /a/z/k',
      '!enum /a/z/c',
      '!enum /a/b',
    ]);
  });

  test('says nothing twice', () => {
    expect(order('!enum /a', '!enum /b', '!enum /a')).toEqual(['!enum /a', '!enum /b']);
    expect(
      orderIssues([issue('!enum /a'), { ...issue('!enum /a'), message: 'other' }]),
    ).toHaveLength(2);
  });

  test('leaves what is in order as it is', () => {
    const ordered = orderIssues(
      ['!enum /a/b', '!field-unknown /a/c/x', '!enum /a/c/y', '?enum /a/c', '?enum /a/b'].map(
        issue,
      ),
    );
    expect(orderIssues(ordered)).toEqual(ordered);
  });

  test('does not change what it was given', () => {
    const given = Object.freeze([issue('?enum /b'), issue('!enum /a')]);
    orderIssues(given);
    expect(given[0]?.path).toBe('/b');
  });
});

describe('who keeps it', () => {
  test('an error: its code is that of the first', () => {
    const error = new CardError([issue('!elements'), issue('!enum /b'), issue('!tag-unknown /c')]);
    expect(error.code).toBe('tag-unknown');
    expect(error.issues.map(({ code }) => code)).toEqual(['tag-unknown', 'enum', 'elements']);
    expect(error.message).toMatch(/^tag-unknown: /);
  });

  test('check', () => {
    const card = {
      schema: '2.0',
      config: { wide_screen_mode: true },
      header: {},
      body: {
        elements: [
          { tag: 'button', size: 'huge' },
          { tag: 'markdwon' },
          ...Array.from({ length: 200 }, () => ({ tag: 'hr' })),
        ],
      },
    };
    expect(check(card).map(({ code }) => code)).toEqual([
      'tag-unknown',
      'field-missing',
      'enum',
      'elements',
      'field-legacy',
    ]);
  });

  test('check, which does not report as missing what is misspelt', () => {
    expect(
      check({ schema: '2.0', header: { titel: 'a' }, body: { elements: [{ tag: 'hr' }] } }),
    ).toMatchObject([{ code: 'field-unknown', path: '/header/titel' }]);
  });
});
