import { expect, test } from 'vitest';
import { imageTargets } from '../../src/card/markdown-images.js';

test.each([
  ['an image', '![chart](https://example.com/a.png)', ['https://example.com/a.png']],
  ['its key', 'a ![](img_v2_1) b', ['img_v2_1']],
  ['two images', '![a](b) ![c](d)', ['b', 'd']],
  ['an image with a title', '![a](b "of c") ![d](e \'f\')', ['b', 'e']],
  ['a target in angle brackets', '![a](<b c.png>)', ['b c.png']],
  ['an image in a link', '[![a](/b.png)](https://example.com)', ['/b.png']],
  ['a link in the words of an image', '![a [b](c) d](e)', ['e']],
  ['an image in a quote in a list', '- > ![a](b)', ['b']],
  ['an image in a heading', '# ![a](b)', ['b']],
  ['an image behind a backtick that nothing closes', '` ![a](b)', ['b']],
  ['an image behind an escaped backtick', '\\`![a](b)`', ['b']],
  ['an image behind an escaped backtick of two', '\\``![a](b)``', ['b']],
  ['an image behind code that ends with a backslash', '`a\\` ![a](b)`', ['b']],
  ['no image in a code span that ends with a backslash', '`![a](b)\\`', []],
  ['no image in a code span behind an escaped backslash', '\\\\`![a](b)`', []],
  ['no image in what is left of an escaped run', '\\``![a](b)`', []],
  ['an image between backticks of two paragraphs', '`a\n\n![a](b)`', ['b']],
  ['an image behind a closed fence', '```\nx\n```\n![a](b)', ['b']],
  ['no link', '[a](b)', []],
  ['no image with an escaped mark', '\\![a](b)', []],
  ['no image whose bracket is not closed', '![a](https://example.com', []],
  ['no image in a code span', '`![a](b)`', []],
  ['no image in a code span of two backticks', '``a`![a](b)``', []],
  ['no image in a code span over two lines', '`a\n![a](b)`', []],
  ['no image in a fence', '```\n![a](b)\n```', []],
  ['no image in a fence of tildes in a quote', '> ~~~\n> ![a](b)', []],
  ['no image in indented code', '    ![a](b)', []],
])('finds %s', (_, markdown, targets) => {
  expect(imageTargets(markdown)).toEqual(targets);
});
