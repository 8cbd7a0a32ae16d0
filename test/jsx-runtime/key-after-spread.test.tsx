import { Card, Markdown, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/card/keys.js';

describe('a key behind a spread', () => {
  it('is the key of the element, with and without children', () => {
    const props = { id: 'a' };
    const card = render(
      <Card>
        <Markdown {...props} key="one" content="x" />
        <Markdown {...{ id: 'b' }} key="two">
          y{1}
        </Markdown>
      </Card>,
    );
    expect(card.body?.elements).toEqual([
      { tag: 'markdown', element_id: 'a', content: 'x' },
      { tag: 'markdown', element_id: 'b', content: 'y1' },
    ]);
    expect(card.body?.elements?.map(keyOf)).toEqual(['one', 'two']);
  });
});
