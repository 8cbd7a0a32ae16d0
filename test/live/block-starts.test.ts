import { describe, expect, it } from 'vitest';
import { blockStarts } from '../../src/live/block-starts.js';

/** The text with a mark where it may be cut. */
function cuts(text: string, as: 'markdown' | 'text' | 'raw' = 'markdown', complete = true): string {
  let marked = text;
  for (const start of blockStarts({ as, text, complete }).reverse()) {
    marked = `${marked.slice(0, start)}✂${marked.slice(start)}`;
  }
  return marked;
}

describe('a text can be cut', () => {
  it.each([
    ['between paragraphs', 'a\nb\n\n✂c\n\n✂d'],
    ['in front of a heading', 'a\n✂# b\nc'],
    ['around a rule', 'a\n\n✂***\nb'],
    ['around code, not in it', 'a\n✂```\nb\n\n# c\n\n```\nd\n\n✂e'],
    ['around code of tildes', '~~~\na\n\n```\n\nb\n~~~\n\n✂c'],
    ['nowhere in code that is open', 'a\n\n✂```\nb\n\nc\n\nd'],
    ['around a table, not in it', 'a\n\n✂| a | b |\n|---|---|\n| 1 | 2 |\n\n✂b'],
    ['around a quote, not in it', '> a\n>\n> b\n\n✂c\n\n✂> d'],
    ['between items, not in one', '- a\n\n  b\n\n✂- c\n\n      d\n\n✂e'],
    ['nowhere in a list without blank lines', '1. a\n2. b\n3. c'],
    ['nowhere in code of an item', '- a\n\n  ```\n  b\n\n  c\n  ```\n\n✂d'],
    ['where lines end with both characters', 'a\r\n\r\n✂b'],
    ['after several blank lines', 'a\n\n\n\n✂b'],
  ])('%s', (_, marked) => {
    expect(cuts(marked.replaceAll('✂', ''))).toBe(marked);
  });

  it('at every line where it is shown as it is', () => {
    expect(cuts('a\nb\n\n```\nc', 'text')).toBe('a\n✂b\n✂\n✂```\n✂c');
  });

  it('in trusted source as in any other', () => {
    expect(cuts('a\n\n<b>c</b>', 'raw')).toBe('a\n\n✂<b>c</b>');
  });

  it.each([
    ['a rule that may become bold', 'a\n\nb\n***', 'a\n\n✂b\n***'],
    ['a heading that may become a tag', 'a\n#', 'a\n#'],
    ['a mark that may become an item', 'a\n\n-', 'a\n\n-'],
  ])('but not where the line may become something else: %s', (_, text, marked) => {
    expect(cuts(text, 'markdown', false)).toBe(marked);
  });

  it('where it could be before, however it goes on', () => {
    const text =
      '# One\n\nTwo\n\n- three\n\n  four\n- five\n\n> six\n\n```\nseven\n\neight\n```\n\n| a |\n|---|\n| b |\n\n***\n**nine**\n\n1. ten';
    const all = blockStarts({ as: 'markdown', text, complete: true });
    for (let end = 0; end <= text.length; end++) {
      const starts = blockStarts({ as: 'markdown', text: text.slice(0, end), complete: false });
      expect(all.filter((start) => start < end).slice(0, starts.length)).toEqual(starts);
    }
  });
});
