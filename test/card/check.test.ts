import { check } from 'larkx';
import { describe, expect, test } from 'vitest';

const markdown = { tag: 'markdown', content: 'hi' };
const inCard = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } });

describe('check', () => {
  test('finds nothing wrong with the smallest card', () => {
    expect(check(inCard(markdown))).toEqual([]);
  });

  test('finds everything in one go', () => {
    const card = {
      schema: '2.0',
      header: { template: 'lime' },
      body: { elements: [{ tag: 'hr', margin: '1px 2px 3px', colour: 'red' }, { tag: 'note' }] },
    };
    expect(check(card).map(({ code, path }) => [code, path])).toEqual([
      ['field-unknown', '/body/elements/0/colour'],
      ['tag-legacy', '/body/elements/1/tag'],
      ['enum', '/header/template'],
      ['field-missing', '/header/title'],
      ['box-arity', '/body/elements/0/margin'],
    ]);
  });

  test('leaves the card as it is', () => {
    const card = inCard({ tag: 'markdown', content: 7, nonsense: [] });
    const before = structuredClone(card);
    check(card);
    expect(card).toEqual(before);
  });

  test('gives an issue no stack and no source, as JSON has none', () => {
    expect(check(inCard({ tag: 'hr', colour: 'red' }))).toEqual([
      {
        code: 'field-unknown',
        severity: 'error',
        path: '/body/elements/0/colour',
        message: '<Divider>: there is no field "colour"; the service refuses unknown ones',
        hint: 'it has element_id, margin',
      },
    ]);
  });

  test('escapes the steps of a path', () => {
    expect(check({ ...inCard(markdown), 'a/b~c': 1 })).toMatchObject([{ path: '/a~1b~0c' }]);
  });

  test('does not look for ids, tags and images in data', () => {
    const data = {
      element_id: 'x-y',
      tag: 'table',
      content: '![a](b.png)',
      list: [{ tag: 'note' }],
    };
    const button = {
      tag: 'button',
      element_id: 'x',
      behaviors: [{ type: 'callback', value: { ...data, element_id: 'x' } }],
    };
    expect(
      check(
        inCard(button, ...Array.from({ length: 5 }, () => ({ ...button, element_id: undefined }))),
      ),
    ).toEqual([]);
  });

  test('does not look into what it does not know', () => {
    const unknown = { tag: 'carousel', elements: [{ tag: 'hr', colour: 'red' }] };
    expect(check(inCard(unknown)).map(({ code }) => code)).toEqual(['tag-unknown']);
  });

  test('counts what is in there all the same', () => {
    const unknown = {
      tag: 'carousel',
      element_id: 'a',
      elements: [{ tag: 'hr', element_id: 'a' }],
    };
    expect(check(inCard(unknown)).map(({ code }) => code)).toEqual(['tag-unknown', 'id-duplicate']);
  });

  test('gives no warning for a name that the card defines', () => {
    const style = {
      text_size: { mine: { default: 'small' } },
      color: { ours: { light_mode: 'rgba(0,0,0,1)', dark_mode: 'rgba(9,9,9,1)' } },
    };
    const text = { tag: 'plain_text', content: 'x', text_size: 'mine', text_color: 'ours' };
    expect(check({ ...inCard({ tag: 'div', text }), config: { style } })).toEqual([]);
  });

  test('takes tables of each language by themselves', () => {
    const table = '| a |\n| - |\n\n';
    const text = {
      tag: 'markdown',
      content: table.repeat(4),
      i18n_content: { zh_cn: table.repeat(4), ja_jp: 'none' },
    };
    expect(check(inCard(text, { tag: 'markdown', content: table }))).toEqual([]);
    expect(check(inCard(text, { tag: 'markdown', content: table.repeat(2) }))).toMatchObject([
      { code: 'tables', path: '', message: expect.stringContaining('found 6 tables') },
    ]);
  });

  test('counts the tables of a panel title', () => {
    const table = '| a |\n| - |\n\n';
    const panel = {
      tag: 'collapsible_panel',
      header: { title: { tag: 'markdown', content: table.repeat(2) } },
      elements: [],
    };
    expect(check(inCard(panel, { tag: 'markdown', content: table.repeat(4) }))).toMatchObject([
      { code: 'tables', path: '' },
    ]);
  });

  test.each(['7.20', '7', '7.20.1', '100.0'])('takes %s for a client version', (minClient) => {
    expect(() => check(inCard(markdown), { minClient })).not.toThrow();
  });

  test.each(['', 'v7.20', '7.x', '7.'])('throws for the client version %j', (minClient) => {
    expect(() => check(inCard(markdown), { minClient })).toThrow(
      new TypeError(
        `minClient: found ${JSON.stringify(minClient)}; expected a version such as "7.20"`,
      ),
    );
  });

  test('compares versions by their numbers', () => {
    const card = { ...inCard(markdown), config: { streaming_config: {} } };
    expect(check(card, { minClient: '7.22.9' })).toMatchObject([{ code: 'client-version' }]);
    expect(check(card, { minClient: '7.23' })).toEqual([]);
    expect(check(card, { minClient: '7.100' })).toEqual([]);
    expect(check(card, { minClient: '8' })).toEqual([]);
    expect(check(card)).toEqual([]);
  });

  test('allows a custom bot all but callbacks', () => {
    const button = (type: string, rest: object) => ({
      tag: 'button',
      behaviors: [{ type, ...rest }],
    });
    const card = inCard(button('open_url', { default_url: 'https://example.com' }), {
      tag: 'column_set',
      columns: [{ tag: 'column', elements: [button('callback', { value: {} })] }],
    });
    expect(check(card)).toEqual([]);
    expect(check(card, { target: 'custom-bot' })).toMatchObject([
      { code: 'custom-bot', path: '/body/elements/1/columns/0/elements/0/behaviors/0' },
    ]);
  });

  test('says that a card of a custom bot cannot stream', () => {
    const streaming = { ...inCard(markdown), config: { streaming_mode: true } };
    expect(check(streaming)).toEqual([]);
    expect(check(streaming, { target: 'custom-bot' })).toMatchObject([
      { code: 'custom-bot', path: '/config/streaming_mode', severity: 'error' },
    ]);
  });
});
