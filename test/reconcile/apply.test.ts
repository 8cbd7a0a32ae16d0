import { type Action, apply, CardError, type CardJson } from 'larkx';
import { describe, expect, it } from 'vitest';

const card: CardJson = {
  schema: '2.0',
  config: { width_mode: 'fill', summary: { content: 's', i18n_content: { en_us: 's' } } },
  header: { title: { tag: 'plain_text', element_id: 'title', content: 't' } },
  body: {
    elements: [
      { tag: 'markdown', element_id: 'a', content: 'a' },
      {
        tag: 'collapsible_panel',
        element_id: 'p',
        header: { title: { tag: 'plain_text', content: 'log' } },
        elements: [{ tag: 'hr', element_id: 'h' }],
      },
      {
        tag: 'column_set',
        element_id: 'cs',
        columns: [{ tag: 'column', element_id: 'c', elements: [] }],
      },
      {
        tag: 'button',
        element_id: 'b',
        behaviors: [{ type: 'callback', value: { element_id: 'a' } }],
      },
    ],
  },
};

const batch = (...actions: Action[]) => apply(card, [{ type: 'batch', actions }]);
const elements = (result: CardJson) => result.body?.elements as any[];

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof CardError) return error.code;
    throw error;
  }
  return 'none';
}

describe('apply', () => {
  it('leaves the card that was given as it is, and shares nothing with it', () => {
    const copy = structuredClone(card);
    const result = batch({
      action: 'partial_update_element',
      params: { element_id: 'a', partial_element: { content: 'x' } },
    });
    elements(result)[1].header.title.content = 'changed';
    expect(card).toEqual(copy);
  });

  it('replaces listed members whole and keeps the others', () => {
    const result = batch(
      {
        action: 'partial_update_element',
        params: {
          element_id: 'p',
          partial_element: { header: { title: { tag: 'plain_text', content: 'x' } } },
        },
      },
      {
        action: 'partial_update_setting',
        params: { settings: { config: { summary: { content: 'n' } } } },
      },
    );
    expect(elements(result)[1]).toMatchObject({
      header: { title: { content: 'x' } },
      elements: [{ tag: 'hr' }],
    });
    expect(result.config).toEqual({ width_mode: 'fill', summary: { content: 'n' } });
  });

  it('adds beside a target in the list that holds it, at the end of a container, and at the end of the body', () => {
    const hr = (id: string) => ({ tag: 'hr', element_id: id });
    const result = batch(
      {
        action: 'add_elements',
        params: { type: 'insert_before', target_element_id: 'h', elements: [hr('x'), hr('y')] },
      },
      {
        action: 'add_elements',
        params: { type: 'append', target_element_id: 'p', elements: [hr('z')] },
      },
      {
        action: 'add_elements',
        params: {
          type: 'append',
          target_element_id: 'cs',
          elements: [{ tag: 'column', element_id: 'c2' }],
        },
      },
      { action: 'add_elements', params: { type: 'append', elements: [hr('last')] } },
    );
    expect(elements(result)[1].elements.map((one: any) => one.element_id)).toEqual([
      'x',
      'y',
      'h',
      'z',
    ]);
    expect(elements(result)[2].columns).toHaveLength(2);
    expect(elements(result).at(-1)).toEqual(hr('last'));
  });

  it('deletes an element with all below it, and a text from what holds it', () => {
    const result = batch({ action: 'delete_elements', params: { element_ids: ['p', 'title'] } });
    expect(elements(result).map((one) => one.tag)).toEqual(['markdown', 'column_set', 'button']);
    expect(result.header).toEqual({});
  });

  it('writes streaming text into markdown and plain_text', () => {
    const result = apply(card, [
      { type: 'content', elementId: 'a', content: 'grown' },
      { type: 'content', elementId: 'title', content: 'T' },
    ]);
    expect(elements(result)[0].content).toBe('grown');
    expect(result.header).toMatchObject({ title: { content: 'T' } });
  });

  it('does not look for ids in the value of a callback', () => {
    expect(codeOf(() => batch({ action: 'delete_elements', params: { element_ids: ['a'] } }))).toBe(
      'none',
    );
    const result = batch({ action: 'delete_elements', params: { element_ids: ['a'] } });
    expect(elements(result)[2].behaviors[0].value).toEqual({ element_id: 'a' });
  });

  it.each<[string, string, () => unknown]>([
    [
      '300313',
      'a partial update of an id that is not there',
      () =>
        batch({
          action: 'partial_update_element',
          params: { element_id: 'no', partial_element: {} },
        }),
    ],
    [
      '300313',
      'text for an id that is not there',
      () => apply(card, [{ type: 'content', elementId: 'no', content: 'x' }]),
    ],
    [
      '300310',
      'text for something else than a text',
      () => apply(card, [{ type: 'content', elementId: 'h', content: 'x' }]),
    ],
    [
      '300312',
      'a tag in a partial update, even the same one',
      () =>
        batch({
          action: 'partial_update_element',
          params: { element_id: 'a', partial_element: { tag: 'markdown' } },
        }),
    ],
    [
      '300314',
      'deleting an id that is not there',
      () => batch({ action: 'delete_elements', params: { element_ids: ['no'] } }),
    ],
    [
      '300315',
      'adding beside an id that is not there',
      () =>
        batch({
          action: 'add_elements',
          params: { type: 'insert_after', target_element_id: 'no', elements: [] },
        }),
    ],
    [
      '300315',
      'adding beside a text that is in no list',
      () =>
        batch({
          action: 'add_elements',
          params: { type: 'insert_after', target_element_id: 'title', elements: [] },
        }),
    ],
    [
      '300315',
      'adding an id that is there already',
      () =>
        batch({
          action: 'add_elements',
          params: { type: 'append', elements: [{ tag: 'hr', element_id: 'a' }] },
        }),
    ],
    [
      '300121',
      'replacing an id that is not there',
      () =>
        batch({ action: 'update_element', params: { element_id: 'no', element: { tag: 'hr' } } }),
    ],
    [
      '300301',
      'replacing by an id that is there already',
      () =>
        batch({
          action: 'update_element',
          params: { element_id: 'h', element: { tag: 'hr', element_id: 'a' } },
        }),
    ],
    [
      '300301',
      'renaming to an id that is there already',
      () =>
        batch({
          action: 'partial_update_element',
          params: { element_id: 'h', partial_element: { element_id: 'a' } },
        }),
    ],
    ['10002', 'an action that does not exist', () => batch({ action: 'move', params: {} } as any)],
  ])('throws %s for %s', (code, _what, run) => {
    expect(codeOf(run)).toBe(code);
  });

  it('takes keys from outside as data', () => {
    const result = batch({
      action: 'partial_update_element',
      params: { element_id: 'a', partial_element: JSON.parse('{"__proto__":{"polluted":true}}') },
    });
    expect(Object.getPrototypeOf(elements(result)[0])).toBe(Object.prototype);
    expect(({} as any).polluted).toBeUndefined();
  });
});
