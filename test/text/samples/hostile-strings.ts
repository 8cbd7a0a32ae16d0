import fc from 'fast-check';
import { HOSTILE_TEXTS } from './hostile-texts.js';

/** Pieces that mean something to somebody: to markdown, to the tags, to entities, to a reader of lines. */
const PIECES = [
  ...[
    '<at id=all></at>',
    '<at id="all">',
    '</at>',
    '<at',
    ' id=all',
    '>',
    '<',
    '</',
    '<br>',
    '<hr>',
    '<!--',
    '-->',
  ],
  ...[
    '<font color=red>',
    '</font>',
    '<raw>',
    '</raw>',
    '<person id=ou_1>',
    '<b>',
    '<x y="',
    '<a href=',
    "'>",
    '"',
  ],
  ...[
    '*',
    '**',
    '***',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '\\\\',
    '\\*',
    '!',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '![a](img_v2_a)',
    '[a](https://x.example)',
    '](',
    '[a]: ',
    '[a][b]',
    '](javascript:a)',
    '(https://x "t")',
  ],
  ...[
    '#',
    '# ',
    '## a',
    '>',
    '> ',
    '- ',
    '+ ',
    '* ',
    '1. ',
    '1) ',
    '12.',
    '---',
    '===',
    '=',
    '-',
    '+',
    '***',
    '___',
  ],
  ...[
    '|',
    '| a | b |\n| - | - |\n',
    '| - |',
    '|-|',
    ':-:',
    '\\|',
    '    ',
    '\t',
    '  ',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
  ],
  ...[
    '&',
    '&amp;',
    '&lt;',
    '&#60;',
    '&#x3c;',
    '&#42;',
    '&nbsp;',
    '&copy',
    '&copy;',
    '&reg=',
    '&#60',
    '&not',
    ';',
  ],
  ...[
    ':',
    ':OK:',
    ':SMILE',
    ':2022:',
    '10:30:00',
    'OK:',
    '::',
    'https://x.example',
    'https://',
    'http://x中',
    '://',
  ],
  ...[
    'www.x.example',
    'a@b.co',
    'tel://1',
    'mailto:a@b.co',
    'javascript:',
    'ftp://x',
    '$',
    '%',
    '@all',
    '{',
    '}',
  ],
  ...[
    'a',
    'b',
    'Z',
    '1',
    '9',
    '中',
    '文',
    '。',
    '，',
    '（',
    '“',
    '重点：',
    'é',
    'ß',
    'א',
    'ب',
    '👍',
    '👨‍👩‍👧',
    '𝒳',
  ],
  ...[
    '\u200b',
    '\u200d',
    '\u200e',
    '\u202e',
    '\u2066',
    '\u2028',
    '\u2029',
    '\u00a0',
    '\u3000',
    '\ufeff',
    '\u00ad',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\ud83d',
    '\ude00',
    '\ufffd',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\f',
    '\v',
  ],
];

const WHOLE = Object.values(HOSTILE_TEXTS).flat();

/** A string nobody would want to see in a card, made of such pieces; sometimes a whole text or anything at all. */
export const hostileString: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map(join),
  },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3, unit: 'grapheme' })), {
        minLength: 1,
        maxLength: 20,
      })
      .map(join),
  },
  { weight: 2, arbitrary: fc.constantFrom(...WHOLE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** Cuts and mixtures of whole texts, so that one begins in the middle of another. */
export function mixtureOf(texts: readonly string[]): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat()).map(([text, a, b]) => {
    const [from, to] = [a % (text.length + 1), b % (text.length + 1)];
    return text.slice(Math.min(from, to), Math.max(from, to));
  });
  const whole = fc.constantFrom(...texts);
  const glue = fc.constantFrom(
    '',
    '',
    ' ',
    '\n',
    '\n\n',
    '\n> ',
    '\n- ',
    '\n    ',
    '|',
    '`',
    '**',
    '<',
    '[',
  );
  return fc
    .array(fc.tuple(fc.oneof(cut, whole, fc.constantFrom(...PIECES)), glue), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.flat().join(''));
}

function join(parts: readonly string[]): string {
  return parts.join('');
}
