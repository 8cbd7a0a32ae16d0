import { firstChar, isBlank, isPunctuation, lastChar } from './characters.js';

interface Opener {
  readonly char: string;
  /** Marks that are left. */
  count: number;
  /** Marks there were. */
  readonly of: number;
  /** It could have closed as well. */
  readonly closes: boolean;
  /** It was meant to close, or what was meant to close it did not: nothing is left open by it. */
  failed: boolean;
}

/** The emphasis that is open at one place of a text; to go back to it. */
export type OpenEmphasis = readonly Readonly<Opener>[];

/**
 * Follows `*`, `_` and `~` through the inline text of a block, as CommonMark pairs them, to know what is open at its end.
 *
 * ```text
 * **a *b* c     open: **
 * 2 * 3 **      open: nothing, as blanks follow
 * ```
 */
export class Emphasis {
  private openers: Opener[] = [];
  /** A run of marks, until it is known what follows. */
  private run: Run | undefined;
  private before: string | undefined;
  private beforeThat: string | undefined;

  /** Goes on with text that may hold marks. */
  see(text: string): void {
    for (const char of text) {
      if (this.run?.char === char) this.run.count++;
      else {
        this.endRun(char);
        if (MARKS.includes(char)) {
          const { before, beforeThat } = this;
          this.run = { char, count: 1, before, beforeThat };
        }
      }
      this.beforeThat = this.before;
      this.before = char;
    }
  }

  /** Goes on with what holds no marks: code, a tag, the address of a link. */
  pass(text: string): void {
    const first = firstChar(text);
    if (first === undefined) return;
    this.endRun(first);
    this.beforeThat = undefined;
    this.before = lastChar(text);
  }

  /** Whether anything is open that wants to be closed, where `after` follows. */
  isOpen(after: string | undefined): boolean {
    const { openers } = this.run ? this.ahead('', after) : this;
    return openers.some(({ failed }) => !failed);
  }

  /** Whether marks of a kind could close something. */
  couldClose(char: string): boolean {
    return this.run?.char === char || this.openers.some((opener) => opener.char === char);
  }

  save(): OpenEmphasis {
    return this.openers.map((opener) => ({ ...opener }));
  }

  /** Goes back: what opened in the words of a link is closed by the link. */
  restore(saved: OpenEmphasis): void {
    this.openers = saved.map((opener) => ({ ...opener }));
  }

  get depth(): number {
    return this.openers.length;
  }

  /** Closes what is open beyond `around`: the marks for it, the innermost first. */
  closing(around = 0): string[] {
    // Marks behind a blank close nothing, and would swallow those that are added.
    if (this.run && isBlank(this.run.before)) return [];
    const last = this.openers.at(-1);
    // One tilde of two.
    if (last && this.run?.char === '~' && last.char === '~' && this.run.count < last.count) {
      last.count -= this.run.count;
      this.run = undefined;
    }
    this.endRun(undefined);
    // Marks close the nearest of their kind: where that is none that wants it, they cannot close what is around it.
    const blocked = new Set<string>();
    return this.openers
      .splice(around)
      .reverse()
      .flatMap(({ char, count, failed }) => {
        if (failed) blocked.add(char);
        return blocked.has(char) ? [] : char.repeat(count);
      });
  }

  /** What would be open after a run of marks. */
  ahead(run: string, after: string | undefined): Emphasis {
    const ahead = new Emphasis();
    ahead.openers = this.openers.map((opener) => ({ ...opener }));
    ahead.run = this.run && { ...this.run };
    ahead.before = this.before;
    ahead.beforeThat = this.beforeThat;
    ahead.see(run);
    ahead.endRun(after);
    return ahead;
  }

  /** Whether the first `count` of what is open in another one are still open in this one. */
  has({ openers }: Emphasis, count: number): boolean {
    return openers.slice(0, count).every((opener, i) => this.openers[i]?.count === opener.count);
  }

  private endRun(after: string | undefined): void {
    const { run } = this;
    this.run = undefined;
    if (!run || (run.char === '~' && run.count > 2)) return;
    const left = opens(run.before, after);
    const right = opens(after, run.before);
    const inWord = run.char === '_' && left && right;
    const canOpen = left && (!inWord || isPunctuation(run.before));
    const canClose = right && (!inWord || isPunctuation(after));
    let count = run.count;
    while (canClose && count > 0) {
      const nth = this.openers.findLastIndex((opener) => matches(opener, run, canOpen));
      const opener = this.openers[nth];
      if (!opener) break;
      const used = run.char === '~' ? count : Math.min(2, count, opener.count);
      count -= used;
      opener.count -= used;
      this.openers.length = opener.count > 0 ? nth + 1 : nth;
    }
    // `**a（b）**c**`: the second was meant to close, and only its neighbours make it open.
    const last = this.openers.at(-1);
    const failed =
      count === run.count &&
      !isBlank(run.before) &&
      last?.char === run.char &&
      last.count === count;
    if (failed) last.failed = true;
    if (canOpen && count > 0) {
      this.openers.push({
        char: run.char,
        count,
        of: run.count,
        closes: canClose,
        failed: failed || !looksOpen(run, after),
      });
      if (this.openers.length > MAX_OPEN) this.openers.shift();
    }
  }
}

const MARKS = '*_~';
/** Far beyond what anyone writes; it bounds the work on a hostile text, and the marks that close it. */
const MAX_OPEN = 32;

/** Whether marks between `before` and `after` stand at the beginning of words (CommonMark: left-flanking). */
export function opens(before: string | undefined, after: string | undefined): boolean {
  return !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
}

/** A run of marks. */
interface Run {
  readonly char: string;
  count: number;
  readonly before: string | undefined;
  readonly beforeThat: string | undefined;
}

/**
 * Whether marks that are left open are an emphasis that was cut, and not a character of a glob, a footnote or code:
 * `**due to`, `*maybe` are; `*.ts`, `src/**`, `f(**options)`, `2*3` and `~5` are none.
 */
function looksOpen({ char, count, before, beforeThat }: Run, after: string | undefined): boolean {
  if (after !== undefined && /[!#$%)+,./:;=>?@\\\]^|}-]/.test(after)) return false;
  if (before !== undefined && /[\w/\\=-]/.test(before)) return false;
  if (before === '(' && beforeThat !== undefined && /\w/.test(beforeThat)) return false;
  return count > 1 || char !== '~';
}

function matches(opener: Opener, run: { char: string; count: number }, both: boolean): boolean {
  if (opener.char !== run.char) return false;
  if (run.char === '~') return opener.count === run.count;
  // The rule of three: `*a**b*` is no emphasis and a strong one.
  return !(
    (opener.closes || both) &&
    (opener.of + run.count) % 3 === 0 &&
    (opener.of % 3 !== 0 || run.count % 3 !== 0)
  );
}
