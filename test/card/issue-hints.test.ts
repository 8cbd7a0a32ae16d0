import { check } from 'larkx';
import { describe, expect, test } from 'vitest';

const card = (element: unknown) => ({ schema: '2.0', body: { elements: [element] } });
const form = (button: object) =>
  card({ tag: 'form', name: 'a', elements: [{ tag: 'button', name: 'b', ...button }] });

describe('check says what was probably meant', () => {
  test.each([
    ['a prop', { tag: 'hr', id: 'a' }, 'write element_id'],
    ['camelCase', { tag: 'hr', elementId: 'a' }, 'write element_id'],
    ['camelCase of another word', { tag: 'img', imgKey: 'img_1' }, 'write img_key'],
    ['a slip', { tag: 'button', sise: 'small' }, 'did you mean size?'],
    ['nothing like it', { tag: 'hr', colour: 'red' }, 'it has element_id, margin'],
    ['a tag by the name of its component', { tag: 'divider' }, 'did you mean "hr"?'],
    ['the same in camelCase', { tag: 'columnSet', columns: [] }, 'did you mean "column_set"?'],
    ['a word with hyphens', { tag: 'button', type: 'danger-text' }, 'did you mean "danger_text"?'],
    [
      'a number in quotes',
      { tag: 'column_set', columns: [{ tag: 'column', weight: '2' }] },
      'write it without quotes',
    ],
    ['a number with a unit', { tag: 'input', rows: '3px' }, 'write 3, without a unit'],
    ['a boolean in quotes', { tag: 'button', disabled: 'false' }, 'write it without quotes'],
    ['a number for a boolean', { tag: 'button', disabled: 0 }, 'write false'],
    ['a size as a number', { tag: 'hr', margin: 8 }, 'write "8px"'],
    ['sizes without units', { tag: 'hr', margin: '8 0' }, 'the unit is px: write "8px 0"'],
    ['a size in another unit', { tag: 'hr', margin: '1rem' }, 'the unit is px'],
    ['nothing', { tag: 'hr', margin: null }, 'leave it out'],
    [
      'a text that is a string',
      { tag: 'div', text: 'hi' },
      'write { "tag": "plain_text", "content": ... }',
    ],
    ['words as an element', 'hi', 'words go into { "tag": "markdown", "content": "..." }'],
    [
      'JSON in a string',
      { tag: 'chart', chart_spec: '{"type":"bar"}' },
      'give the object itself, not its JSON in a string',
    ],
    [
      'a link without its scheme',
      { tag: 'button', behaviors: [{ type: 'open_url', default_url: 'www.example.com' }] },
      'write "https://www.example.com"',
    ],
    ['an id with a hyphen', { tag: 'hr', element_id: 'final-answer' }, 'such as "final_answer"'],
    ['an id that begins with a digit', { tag: 'hr', element_id: '2nd' }, 'such as "id_2nd"'],
    [
      'a missing word',
      { tag: 'img_combination', img_list: [] },
      'allowed: "double", "triple", "bisect", "trisect"',
    ],
  ])('%s', (_, element, hint) => {
    expect(check(card(element)).map((issue) => issue.hint)).toContain(hint);
  });

  test('a field of config that stands beside it', () => {
    expect(check({ ...card({ tag: 'hr' }), width_mode: 'fill' })).toMatchObject([
      { code: 'field-unknown', hint: 'it goes into config' },
    ]);
  });

  test('for each unknown tag, not for the first only', () => {
    const { body } = card({ tag: 'markdwon' });
    const twice = { schema: '2.0', body: { elements: [...body.elements, { tag: 'buton' }] } };
    expect(check(twice).map(({ hint }) => hint)).toEqual([
      'did you mean "markdown"?',
      'did you mean "button"?',
    ]);
  });
});

describe('check says what is allowed in words', () => {
  test.each([
    [{ tag: 'person', user_id: '' }, '<Person> user_id: found ""; allowed: at least 1 character'],
    [
      { tag: 'button', text: { tag: 'plain_text', content: 'x'.repeat(101) } },
      '<Button> text: found 101 characters; allowed: at most 100',
    ],
    [
      { tag: 'div', text: { tag: 'plain_text', content: 7 } },
      '<Div> text.content: found 7; expected a string',
    ],
    [{ tag: 'div', text: { content: 'a' } }, '<Div> text: tag is missing'],
    [
      { tag: 'hr', margin: 8 },
      '<Divider> margin: found 8; expected sides such as "4px" or "4px 8px 4px 8px"',
    ],
  ])('%j', (element, message) => {
    expect(check(card(element)).map((issue) => issue.message)).toContain(message);
  });

  test('and speaks of fields, where there are no props', () => {
    expect(check(form({ text: { tag: 'plain_text', content: 'a' } }))).toMatchObject([
      { code: 'form-submit' },
      { code: 'field-missing', hint: expect.stringContaining('give form_action_type') },
    ]);
  });
});
