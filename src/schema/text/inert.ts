import { clean, entity, isBlank, isPunctuation, lastChar, settled } from './characters.js';
import { isLegacyEntity } from './entities.js';

/**
 * Where a text stands, and so what could mean something there: `cell` is a cell of a markdown table, `link` the words
 * of a link; `lark_md` is the small dialect, `mentions` that of the header.
 */
export type Position = 'text' | 'link' | 'heading' | 'cell' | 'lark_md' | 'mentions';

export interface InertOptions {
  readonly position: Position;
  /** The text begins a line. */
  readonly lineStart: boolean;
  /** Nothing of the block follows, where a blank would be lost. */
  readonly blockEnd: boolean;
  /** `|` would separate cells. */
  readonly pipes?: boolean;
  /** Source that stands directly before the text, or the end of it; without it, the worst is assumed of most. */
  readonly before?: string;
  /** Source that follows directly, or its beginning. */
  readonly after?: string;
}

/**
 * Source that shows a text as exactly these characters. Only what could mean something where it stands becomes an
 * entity, so that cards can be read by those who debug them:
 *
 * ```text
 * wow! 5 * 3, snake_case (x)       as it is
 * *a* [b](c) <at id=all>           &#42;a&#42; [b]&#40;c) &#60;at id=all>
 * 1. one                           1&#46; one         at the start of a line; elsewhere as it is
 * :OK: https://x www.x             :OK&#58; https:/&#47;x www&#46;x
 * ```
 *
 * A `]` or `!` at the end stays as it is unless `after` says what follows; before a link, that is for the caller.
 * Texts that adjoin have to be put together first, or to be given as `before`.
 */
export function inert(text: string, options: InertOptions): string {
  return new Encoder(clean(text), options, false).encode();
}

/**
 * The same of a text that grows: `openInert(a + b)` begins with `openInert(a)`, and `inert(a)` does, too. At most two
 * characters are held back, none of them a letter.
 */
export function openInert(text: string, options: InertOptions): string {
  return new Encoder(clean(settled(text)), options, true).encode();
}

/** What a character takes: to go out as it is, as an entity, or to wait for what follows. */
type Verdict = 'raw' | 'entity' | 'wait';

class Encoder {
  private readonly chars: string[];
  private source = '';
  /** The end of what is before the next character, in the source: an entity there cannot mean anything with it. */
  private tail: string;
  /** The current line, as long as it may still begin a list; `undefined` once it cannot. */
  private begun: string | undefined;
  private readonly small: boolean;
  private readonly edges: boolean;
  private readonly keepsEnd: boolean;

  constructor(
    text: string,
    private readonly options: InertOptions,
    private readonly open: boolean,
  ) {
    const { position } = options;
    this.chars = [...text];
    this.tail = options.before?.slice(-LOOK_BEHIND) ?? '';
    // Digits before the text may be those of a list.
    const digits = /(?:^|[\n>])[ \t]*(\d{1,9})$/.exec(this.tail)?.[1];
    this.begun = options.lineStart ? '' : digits;
    this.small = position === 'lark_md' || position === 'mentions';
    this.edges = position === 'cell';
    this.keepsEnd = options.blockEnd || this.edges;
  }

  encode(): string {
    for (const [i, char] of this.chars.entries()) {
      const verdict = this.judge(char, i);
      if (verdict === 'wait') break;
      if (char === '\n') this.breakLine(verdict);
      else this.put(char, verdict === 'entity' ? entity(char) : char);
    }
    return this.source;
  }

  private judge(char: string, i: number): Verdict {
    if (char === '\n') return this.small ? this.judgeLineEnd(i) : 'raw';
    if (char === ' ' || char === '\t') return this.judgeBlank(i);
    if (!SPECIAL.test(char)) return i === this.chars.length - 1 ? this.judgeLast(char) : 'raw';
    const inLine = this.judgeInLine(char, i);
    if (inLine !== 'raw') return inLine;
    const atStart = this.judgeAtStart(char, i);
    if (atStart !== 'raw') return atStart;
    return i === this.chars.length - 1 ? this.judgeLast(char) : 'raw';
  }

  /** What means something anywhere in a line. */
  private judgeInLine(char: string, i: number): Verdict {
    const { position, pipes } = this.options;
    switch (char) {
      case '&':
        return this.unless(i, (next) => !/^[A-Za-z#]/.test(next));
      case '<':
        return this.unless(i, (next) => /^[ \t=]/.test(next));
      case '\\':
        // A blank may become an entity, which begins with punctuation.
        return this.unless(i, (next) => !isBlank(next) && !isPunctuation(next));
      case ':':
        if (this.behind(/:(?:[0-9_]*[A-Za-z][A-Za-z0-9_]*|2022)$/)) return 'entity';
        return position !== 'mentions' && this.behind(/\]$/) ? 'entity' : 'raw';
    }
    if (position === 'mentions') return 'raw';
    switch (char) {
      case '*':
        return this.judgeStar(i);
      case '_':
        if (!isWord(lastChar(this.tail))) return 'entity';
        return this.unless(i, (next) => isWord(next));
      case '~':
        return 'entity';
      case '`':
        return yes(!this.small);
      case '|':
        return yes(pipes || this.edges);
      case '(':
        return yes(this.behind(/\]$/));
      case '[':
        return yes(position === 'link' || this.behind(/[\]!]$/));
      case ']':
        return yes(position === 'link');
      case '/':
        return yes(this.behind(/[A-Za-z]:\/$/));
      case '.':
        return yes(this.behind(/(?:^|[^\p{L}\p{N}])www$/iu));
      case '@':
        return yes(this.behind(this.options.before === undefined ? /(?:^|[\w.+-])$/ : /[\w.+-]$/));
      case '#':
        // At the end of a heading, marks behind a blank are no text.
        if (position !== 'heading' || !this.behind(/(?:^|[ \t])$/)) return 'raw';
        return this.unless(i, (next) => !/^[#\s]/.test(next));
      default:
        return 'raw';
    }
  }

  /** A star between blanks is one; the blank behind it must stay a blank, so it must not be the last character. */
  private judgeStar(i: number): Verdict {
    if (!this.behind(/[ \t]$/) || this.begun !== undefined) return 'entity';
    const next = this.chars[i + 1];
    if (next !== undefined && next !== ' ' && next !== '\t') return 'entity';
    if (this.chars[i + 2] !== undefined) return this.chars[i + 2] === '\n' ? 'entity' : 'raw';
    return this.open ? 'wait' : 'entity';
  }

  /** What means something at the start of a line. */
  private judgeAtStart(char: string, i: number): Verdict {
    if (this.small || this.begun === undefined) return 'raw';
    if (this.begun.trim() === '') {
      if (/[#>=|]/.test(char)) return 'entity';
      // A list, a rule, or what makes a table of the line above: `-|`, `:-:`.
      if (/[-+]/.test(char)) return this.unless(i, (next) => !/^[\s|:-]/.test(next));
      return char === ':' ? this.unless(i, (next) => next !== '-') : 'raw';
    }
    const isNumber = char === '.' || char === ')';
    return isNumber ? this.unless(i, (next) => !/^\s/.test(next)) : 'raw';
  }

  private judgeBlank(i: number): Verdict {
    const isFirst = i === 0 && (this.options.lineStart || this.edges);
    if (isFirst || (this.small && this.behind(/\n$/))) return 'entity';
    const next = this.chars[i + 1];
    if (this.small && next === '\n') return 'entity';
    if (next !== undefined) return 'raw';
    if (this.open && (this.keepsEnd || this.small)) return 'wait';
    return yes(this.keepsEnd);
  }

  /** In the small dialects, a line end that could be lost at an edge or make a paragraph is an entity. */
  private judgeLineEnd(i: number): Verdict {
    if (this.behind(/(?:^|[ \t\n])$/)) return 'entity';
    if (this.chars[i + 1] !== undefined) return 'raw';
    return this.open ? 'wait' : 'entity';
  }

  /** The last character, where it could mean something together with what follows. */
  private judgeLast(char: string): Verdict {
    const { after } = this.options;
    if (after === undefined || (this.options.position === 'mentions' && char === ']')) return 'raw';
    const could =
      (char === ']' && /^[([:]/.test(after)) ||
      (char === '!' && after.startsWith('[')) ||
      (/\w/.test(char) && after.startsWith(':') && this.behind(/:\w*$/));
    if (!could) return 'raw';
    return this.open ? 'wait' : 'entity';
  }

  /** As it is if what follows is harmless; an entity at the end, where nobody knows. */
  private unless(i: number, isHarmless: (next: string) => boolean): Verdict {
    const next = this.chars[i + 1];
    if (next !== undefined) return isHarmless(next) ? 'raw' : 'entity';
    if (this.open) return 'wait';
    const [after] = this.options.after ?? '';
    return after !== undefined && isHarmless(after) ? 'raw' : 'entity';
  }

  private behind(pattern: RegExp): boolean {
    return pattern.test(this.tail);
  }

  private write(source: string): void {
    this.source += source;
    this.tail = (this.tail + source).slice(-LOOK_BEHIND);
  }

  private breakLine(verdict: Verdict): void {
    if (this.small) this.write(verdict === 'entity' ? entity('\n') : '\n');
    else this.write('<br>');
    // Not for markdown, but for a reader that makes lines of the breaks first.
    this.begun = '';
  }

  private put(char: string, source: string): void {
    this.write(source);
    if (this.begun === undefined) return;
    const begun = this.begun + char;
    this.begun =
      source === char && /^[ \t]*\d{0,9}$/.test(begun) && begun.length < 64 ? begun : undefined;
  }
}

/** No key of an emoji and no scheme is longer. */
const LOOK_BEHIND = 64;

const SPECIAL = /[&<\\:*_~`|()[\]/.@#>=+!-]/;

const yes = (is: boolean | undefined): Verdict => (is ? 'entity' : 'raw');

function isWord(char: string | undefined): boolean {
  return char !== undefined && /^[\p{L}\p{N}]$/u.test(char);
}

/** Inline code, with its delimiters; nothing for an empty text. In a table cell, `|` would cut it in two. */
export function codeSpan(text: string): string {
  const code = clean(text).replaceAll('\n', ' ');
  if (code.length > HELD) return longCode(code, false);
  if (code === '') return '';
  const delimiter = freeDelimiter(code);
  // One blank is taken away on either side, where there are two and something between them.
  const isPadded = /^`|`$|^ .*[^ ].* $/.test(code);
  return isPadded ? `${delimiter} ${code} ${delimiter}` : delimiter + code + delimiter;
}

/** The same of a text that grows, once it is too long to be held back. */
export function openCodeSpan(text: string): string {
  const code = clean(settled(text)).replaceAll('\n', ' ');
  return code.length > HELD ? longCode(code, true) : '';
}

/** How much of code is held back: the delimiter must not occur in it. */
const HELD = 512;

/**
 * The delimiter of long code is chosen by its beginning. Where it occurs later on, the code is interrupted for so many
 * marks, which are text:
 *
 * ```text
 * (512 characters) a ` b     ` ... a `&#96;` b `     shown: ... a ` b
 * ```
 */
function longCode(code: string, open: boolean): string {
  const delimiter = freeDelimiter(code.slice(0, HELD));
  let source = `${delimiter} `;
  let inCode = true;
  for (const { 0: piece, index } of code.matchAll(/`+|[^`]+/g)) {
    const mayGrow = open && index + piece.length === code.length;
    if (mayGrow && piece.startsWith('`') && piece.length <= delimiter.length) break;
    if (piece === delimiter) {
      source += (inCode ? ` ${delimiter}` : '') + entity('`').repeat(piece.length);
      inCode = false;
      continue;
    }
    let rest = piece;
    if (!inCode) {
      rest = piece.trimStart();
      source += [...piece.slice(0, piece.length - rest.length)].map(entity).join('');
      if (rest === '') continue;
      source += `${delimiter} `;
      inCode = true;
    }
    source += rest;
  }
  return inCode && !open ? `${source} ${delimiter}` : source;
}

/** The shortest one that does not occur. */
function freeDelimiter(code: string): string {
  const runs = new Set(code.match(/`+/g));
  let delimiter = '`';
  while (runs.has(delimiter)) delimiter += '`';
  return delimiter;
}

/** The marks of a fence that nothing in the code can close. */
export function codeFence(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}

/**
 * A value of a tag's attribute, as it stands between `'` and `'`. A safe address stays as it is. Nobody says whether
 * entities are decoded there: what is shown should not depend on it where it can be avoided.
 */
export function attribute(value: string): string {
  return clean(value)
    .replace(/[\n\t]/g, ' ')
    .replace(/&(?=([#\w]+;?))/g, (all, behind: string) =>
      isLegacyEntity(behind) || /^#|;$/.test(behind) ? entity('&') : all,
    )
    .replace(/['"<>`\\|*[\]]/g, entity);
}

/** A text of the kind that has no markup. */
export function plain(text: string): string {
  return clean(text);
}

/** The same of a text that grows. */
export function openPlain(text: string): string {
  return clean(settled(text));
}
