import { A, B, Card, CardError, Code, Markdown, md, Quote, raw, render, safeMarkdown } from 'larkx';
import { describe, expect, test } from 'vitest';
import { parseDialect, READINGS, tagsIn } from '../support/dialect.js';

type Children = Parameters<typeof Markdown>[0]['children'];

function sourceOf(children: Children): string {
  const card = render(
    <Card>
      <Markdown>{children}</Markdown>
    </Card>,
  );
  return (card.body!.elements![0] as unknown as { content: string }).content;
}

function codeOf(children: Children): string {
  try {
    return `rendered ${sourceOf(children)}`;
  } catch (error) {
    if (error instanceof CardError) return error.code;
    throw error;
  }
}

const AT = '<at id=all></at>';

describe('a value in a template mentions nobody', () => {
  test.each<[string, Children]>([
    ['behind a fence with a blank line in it', md`\`\`\`\na\n\nb\n\`\`\`\nBy ${AT}`],
    ['behind a fence of a string', ['```\na\n\nb\n```\n', md`By ${AT}`]],
    ['behind a backtick', md`Press \` then ${AT}`],
    ['behind a backslash and a backtick', md`Press \\\` then ${AT} \``],
    ['under a heading with a backtick', md`# a \` b\n${AT}`],
    ['in the next item', md`- a \` b\n- ${AT} \``],
    ['behind a fence of tildes', md`~~~\n\`\n~~~\nBy ${AT}`],
    ['in a row with a backtick in another cell', md`| \` | ${AT} | \``],
    ['in code in a cell, behind a pipe', md`| \`${`x | ${AT}`}\` | c |\n| - | - |`],
    ['in a mark', <B key="b">{md`a \` ${AT}`}</B>],
    ['behind <', md`By Eve <${'at id=all></at'}>`],
    ['behind </', md`</${'at'}> ${AT}`],
    ['in a tag, beside its attributes', md`<font ${AT} color='red'>a</font>`],
    ['in an attribute', md`<font color='${`red'>${AT}`}'>a</font>`],
    ['in an attribute without quotes', md`<font color=${`red>${AT}`}>a</font>`],
    ['in the words of a link', md`[${`a](https://x.example) ${AT}`}](https://y.example)`],
    ['in the title of a link', md`[a](https://x.example "${`b") ${AT}`}")`],
    ['in an address', md`[a](https://x.example/${`b) ${AT}`})`],
    ['as an address', md`[a](${`https://x.example) ${AT}`})`],
    ['as safe markdown', md`| a | b |\n| - | - |\n| ${safeMarkdown(`x | ${AT}\n${AT}`)} | c |`],
    ['as safe markdown behind a tab', <Quote key="q">{safeMarkdown(`1. ~~~\n\n\t${AT}`)}</Quote>],
  ])('%s', (_, children) => {
    for (const reading of READINGS) {
      const source = sourceOf(children);
      const mentions = tagsIn(parseDialect(source, reading)).filter(({ name }) => name === 'at');
      expect({ source, mentions }).toEqual({ source, mentions: [] });
    }
  });
});

describe('a value in a template stands', () => {
  test.each<[string, Children, string]>([
    ['in code as it is', md`run \`${'npm <i> x_y'}\` now`, 'run `npm <i> x_y` now'],
    [
      'in a fence, line by line behind its marks',
      md`> \`\`\`\n> ${`a\n${AT}`}\n> \`\`\``,
      `> \`\`\`\n> a\n> ${AT}\n> \`\`\``,
    ],
    ['in a fence without ending it', md`\`\`\`\n${'a\r```\rb'}\n\`\`\``, '```\na\n    ```\nb\n```'],
    ['behind a fence as its language', md`\`\`\`${'ts'}\na\n\`\`\``, '```typescript\na\n```'],
    ['behind a fence as nothing else', md`\`\`\`${'a\nb'}\nc\n\`\`\``, '```\nc\n```'],
    ['as an address', md`[a](${'https://x.example/b c'})`, '[a](https://x.example/b%20c)'],
    [
      'as a part of an address',
      md`[a](https://x.example/${'b/ü?'})`,
      '[a](https://x.example/b%2F%C3%BC%3F)',
    ],
    ['in a bare address', md`https://x.example/${'功/x'} ok`, 'https://x.example/%E5%8A%9F%2Fx ok'],
    [
      'as no address that a link may not have',
      md`[a](${'javascript:x'})`,
      '[a](https://invalid.invalid)',
    ],
    [
      'as the address of a tag',
      md`<link icon='a>b' url='${'javascript:x'}'>a</link>`,
      "<link icon='a>b' url='https://invalid.invalid'>a</link>",
    ],
    ['as the key of an image', md`![a](${'img_v3_0a'})`, '![a](img_v3_0a)'],
    [
      'in the words of a link',
      md`[${<B>{'a]b'}</B>}](https://x.example)`,
      '[**a&#93;b**](https://x.example)',
    ],
    [
      'between trusted halves',
      [raw('[a]('), 'javascript:x', raw(')')],
      '[a](https://invalid.invalid)',
    ],
    ['in a heading', md`# Build #${'118 #'}`, '# Build #118 &#35;'],
  ])('%s', (_, children, source) => {
    expect(sourceOf(children)).toBe(source);
  });

  test.each<[string, Children, string]>([
    ['everybody', md`<at id=${'all'}></at>`, 'type'],
    ['everybody by half', md`<at id=a${'ll'}></at>`, 'type'],
    ['everybody among others', md`<at ids=${'ou_1,all'}></at>`, 'type'],
    ['everybody behind what is left out', md`<at id='${'a\u0000ll'}'></at>`, 'type'],
    ['everybody by a string', [raw('<at id='), 'all', raw('></at>')], 'type'],
    ['an image of another place', md`![a](${'https://x.example/a.png'})`, 'image-key'],
  ])('never for %s', (_, children, code) => {
    expect(codeOf(children)).toBe(code);
  });
});

describe('a link', () => {
  test('keeps its address, whatever safe markdown stands in it', () => {
    const source = sourceOf(
      <A href="https://a.example">{safeMarkdown('[x](https://b.example) ![y]')}</A>,
    );
    expect(source).toBe('[&#91;x&#93;(https://b.example) !&#91;y&#93;](https://a.example)');
  });
});

describe('a template that is laid out in lines', () => {
  test('loses its first line end, its indentation and a blank last line', () => {
    expect(
      sourceOf(md`
        # Build ${118}

        - by ${'Ada'}
            - nested
      `),
    ).toBe('# Build 118\n\n- by Ada\n    - nested');
  });

  test('keeps its indentation where it begins on the first line', () => {
    expect(sourceOf(md`a\n    b`)).toBe('a\n    b');
  });
});

test('no string makes a card fail', () => {
  for (const text of ['`![x](http://a.b)\\`', '![x](http://a.b)\\', `\`\\\`![x](http://a.b)\``]) {
    expect(codeOf(text)).toMatch(/^rendered /);
    expect(codeOf(<Code>{text}</Code>)).toMatch(/^rendered /);
  }
});
