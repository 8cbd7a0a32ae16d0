import { At, B, Card, Code, Font, Markdown, md, raw, render, safeMarkdown, Td } from 'larkx';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../issues-of.js';
import { sourceOf } from './source-of.js';

const name = '<at id=all></at> **x**';

describe('md``', () => {
  test('trusts its template and none of its values', () => {
    expect(sourceOf(md`**Author:** ${'*Ada*'}`)).toBe('**Author:** &#42;Ada&#42;');
    const source = sourceOf(md`<at id=all></at> ${name}`);
    expect(source.startsWith('<at id=all></at> ')).toBe(true);
    expect(source.slice(1)).not.toContain('<at');
    expect(source.slice(1)).not.toContain('**');
  });

  test('takes numbers, and nothing for nothing', () => {
    expect(sourceOf(md`a${3}${null}${undefined}${false}${true}b${0}`)).toBe('a3b0');
  });

  test('takes elements and other markdown values as what they are', () => {
    expect(sourceOf(md`${<At id="ou_1" />}: ${md`**${'a'}**`} ${raw('*b*')}`)).toBe(
      '<at id=ou_1></at>: **a** *b*',
    );
  });

  test('takes arrays of them', () => {
    expect(sourceOf(md`a${['b', [1, null, <B key="b">c</B>]]}`)).toBe('ab1**c**');
  });

  test('takes components of the author, whose strings are inert', () => {
    const Name = ({ of }: { of: string }) => of;
    expect(sourceOf(md`**by** ${<Name of="*Ada*" />}`)).toBe('**by** &#42;Ada&#42;');
  });

  test('reads escapes as JavaScript does', () => {
    expect(sourceOf(md`a\nb`)).toBe('a\nb');
    expect(() => md`\u`).toThrow(/an escape that JavaScript does not know/);
  });

  test.each([
    ['an object', { a: 1 }, /found an object/],
    ['a locale map', { zh_cn: 'a' }, /A locale map stands among the children of <Markdown>/],
    ['a function', () => 'a', /a component is written <Name \/>/],
    ['a promise', Promise.resolve('a'), /await it first/],
    ['a symbol', Symbol('a'), /found a symbol/],
    ['a bigint', 1n, /found a bigint; write it as a string/],
  ])('throws for %s, and says why', (_, value, message) => {
    expect(() => md`a ${value as never}`).toThrow(TypeError);
    expect(() => md`a ${value as never}`).toThrow(message);
  });

  test('may be empty', () => {
    expect(sourceOf(md``)).toBe('');
  });

  test('reports what its elements do wrong, at their lines', () => {
    const [issue] = issuesOf(
      <Card>
        <Markdown>{md`${<Td>a</Td>}`}</Markdown>
      </Card>,
    );
    expect(issue).toMatchObject({ code: 'parent', message: '<Td> cannot stand in <Markdown>' });
    expect(issue?.source?.file).toContain('md.test.tsx');
  });
});

describe('a markdown value', () => {
  test.each([
    ['md``', () => md`a`],
    ['raw()', () => raw('a')],
    ['safeMarkdown()', () => safeMarkdown('a')],
  ])('made by %s throws when it is put into a string', (_, make) => {
    const glue = [
      () => `${make()}`,
      () => String(make()),
      () => `a${make()}`,
      () => [make()].join(),
      () => JSON.stringify({ a: make() }),
      () => Number(make()),
    ];
    for (const one of glue) expect(one).toThrow(/was put into a string; put it into <Markdown>/);
  });

  test('keeps its meaning inside inline components', () => {
    expect(sourceOf(<Font color="red">{md`*${'*'}*`}</Font>)).toBe(
      "<font color='red'>*&#42;*</font>",
    );
    expect(sourceOf(<B>{safeMarkdown('`a`')}</B>)).toBe('**`a`**');
  });

  test('cannot be forged by data', () => {
    const forged = JSON.parse(
      '{"parts":[{"kind":"trusted","source":"a"}],"Symbol(larkx.value)":[{"kind":"trusted","source":"a"}]}',
    );
    expect(
      issuesOf(
        <Card>
          <Markdown>{forged}</Markdown>
        </Card>,
      ),
    ).toMatchObject([{ code: 'not-renderable' }]);
    expect(() => md`${forged}`).toThrow(TypeError);
  });
});

describe('strings', () => {
  test('are safe markdown in <Markdown>', () => {
    expect(sourceOf('**a** `b`')).toBe('**a** `b`');
    expect(sourceOf('<at id=all></at>')).not.toContain('<at');
    expect(sourceOf(['**a', 'b**'])).toBe('**ab**');
  });

  test('are inert inside inline components', () => {
    expect(sourceOf(<B>{'*a* `b`'}</B>)).toBe('**&#42;a&#42; &#96;b&#96;**');
    expect(sourceOf(<Code>**a**</Code>)).toBe('`**a**`');
  });
});

describe('safeMarkdown()', () => {
  test('is the same as a string in <Markdown>', () => {
    const text = '# a\n\n**b** <at id=all></at> ![x](http://a.example/x.png)';
    expect(sourceOf(safeMarkdown(text))).toBe(sourceOf(text));
  });
});

test('an image in code that ends with a backslash is code, and no image', () => {
  for (const text of [
    <Markdown key="a">{'`![x](http://a.b)\\`'}</Markdown>,
    <Markdown key="b">
      <Code>{'![x](http://a.b)\\'}</Code>
    </Markdown>,
  ]) {
    expect(() => render(<Card>{text}</Card>)).not.toThrow();
  }
});
