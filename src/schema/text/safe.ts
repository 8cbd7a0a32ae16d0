import {
  clean,
  entity,
  firstChar,
  isBlank,
  isSurelyPunctuation,
  lastChar,
  withEndEncoded,
} from './characters.js';
import { Emphasis, type OpenEmphasis } from './emphasis.js';
import { isLegacyEntity, isPlainEntity, LEGACY_LENGTH } from './entities.js';
import { codeLanguage } from './languages.js';
import { FIRST_LINE, isDecided, type LineState, type MarkdownLine, readLine } from './lines.js';
import { imageWords, isImageKey, readImage, readTarget, safeTarget } from './links.js';
import type { Dialect } from './node.js';
import { readTag } from './tags.js';
import { safeUrl } from './url.js';

/** How many markdown tables the strings of a card may still bring; one for all texts of a card. */
export class TableBudget {
  constructor(private left: number) {}

  get isSpent(): boolean {
    return this.left <= 0;
  }

  take(): void {
    this.left--;
  }

  /** The same budget for another language of the text: a reader sees one of them. */
  copy(): TableBudget {
    return new TableBudget(this.left);
  }

  /** Takes what the language took that needed most. */
  settle(languages: readonly TableBudget[]): void {
    this.left = Math.min(this.left, ...languages.map(({ left }) => left));
  }
}

/** So much of a string is held back at most, until it is known what it is. */
const HELD = 512;

/** What is known behind the text at hand: more may come; more has come, but none that is waited for; nothing. */
type Behind = 'more' | 'too-far' | 'nothing';

/**
 * Writes the source of a run of strings and inline constructs. Strings are markdown of others: formatting goes out as it
 * is, and what could mention, forge or break anything becomes text.
 *
 * It works from left to right, and takes nothing back of what it gave out of strings, so that a text that grows at its end
 * yields a source that does. (What follows a string and is none may still make an entity of the last character.) What
 * cannot be told yet is held back:
 *
 * ```text
 * safe('see `npm te')    out: "see "              finish(): "see &#96;npm te"
 * safe('see `npm test`') out: "see `npm test`"
 * safe('a **b')          out: "a **b"             finish(): "a **b**"
 * safe('<at id=all>')    out: "&#60;at id=all>"
 * ```
 *
 * Lines are read as CommonMark has them, from what went out, so that the state is that of whoever parses the source.
 */
export class SafeWriter {
  private done = '';
  private input = '';
  private at = 0;
  /** The line goes on with what is no string. */
  private isBreakingOff = false;
  /** Half a surrogate pair, or half a line end. */
  private half = '';

  /** Before the current line. */
  private lines: LineState = FIRST_LINE;
  /** What went out of the current line. */
  private lineOut = '';
  /** The end of that: whoever looks at it need not put the line together. */
  private tail = '';
  /** The current line, once it is known what it is. */
  private line: MarkdownLine | undefined;
  /** A component, or trusted source, has part in the current line. */
  private fromOthers = false;
  /** The current line is code to everybody: nothing that could go on stands above it. */
  private isSurelyCode = true;
  private above: MarkdownLine['kind'] = 'blank';
  /** A string has part in the current line. */
  private fromString = false;
  /** The open fence came with trusted source. */
  private trustedFence = false;
  /** What stands before each line of the open fence. */
  private fenceIndent = '';

  /** Of the current block: */
  private emphasis = new Emphasis();
  private brackets: { emphasis: OpenEmphasis; fonts: number }[] = [];
  /** What was open where the words of a link began that may just have ended. */
  private words: { emphasis: OpenEmphasis; fonts: number } | undefined;
  /** For each open font, how many marks of emphasis are open around it. */
  private fonts: number[] = [];
  /** It begins with a bracket, as a link definition does. */
  private definition = false;
  /** In an address: its query has rules of its own. */
  private url: 'path' | 'query' | 'end' | undefined;

  /** A pipe in code or in a tag: as the head of a table, the line would be cut there. */
  private pipeInside = false;
  private pipeInsideAbove = false;
  /** A table that became a code block: what stands before each of its lines. */
  private tableAsCode: string | undefined;
  /** The current line has been found to be no head of a table. */
  private noHead = false;

  /** Whether lines mean anything. */
  private readonly blocks: boolean;

  constructor(
    private readonly options: {
      readonly dialect: Dialect;
      readonly tables: TableBudget;
      /** The strings stand on one line, without blocks: among words, or in a cell of a table. */
      readonly line?: 'words' | 'cell' | 'link';
    },
  ) {
    this.blocks = options.dialect === 'markdown' && options.line === undefined;
  }

  /** The source so far, without what is held back. */
  get out(): string {
    return this.done;
  }

  /** Adds a string: formatting works; mentions and whatever could harm the card do not. */
  safe(added: string): void {
    const whole = this.half + added;
    this.half = /[\r\ud800-\udbff]$/.exec(whole)?.[0] ?? '';
    const text = clean(whole.slice(0, whole.length - this.half.length));
    this.input += this.options.line ? text.replaceAll('\n', '<br>') : text;
    this.run('more');
  }

  /** Adds trusted source, as it is. It may hold blocks. */
  trusted(source: string): void {
    this.breakOff(firstChar(source));
    this.leaveUrlBefore(source);
    const lines = source.split('\n');
    lines.forEach((text, i) => {
      if (i > 0) this.endLine();
      this.append(text);
    });
    this.fromOthers = true;
    this.emphasis.pass(source);
    this.readBegun();
  }

  /** Adds a complete inline construct, such as `**a**` or a mention. What strings have left unfinished becomes text. */
  inline(source: string): void {
    if (source === '') return;
    const first = firstChar(source) as string;
    this.breakOff(first);
    if (this.inFence() && !this.isTrustedFence()) this.closeFence(true);
    if (this.tableAsCode !== undefined) this.closeTableAsCode(true);
    // Code of a string holds nothing but the string.
    if (this.fromString && this.isClosed()) this.endLine();
    this.leaveUrlBefore(source);
    const joined = JOINED.some(([end, begin]) => end.test(this.tail) && begin.test(source));
    if (joined) this.encodeEnd(lastChar(this.tail) as string);
    const begun = this.lineOut;
    const isKnown = this.line !== undefined;
    this.append(source);
    this.readBegun();
    // Marks that stood at the beginning of the line.
    const line = this.line as MarkdownLine | undefined;
    if (!isKnown && line && !this.fromOthers) this.emphasis.see(begun.slice(line.start));
    this.fromOthers = true;
    this.emphasis.pass(source);
  }

  /** Adds code to the open fence of trusted source: nothing of it ends the fence. */
  code(text: string): void {
    const { line } = readLine(this.lines, this.lineOut);
    if (line.kind === 'fence-start') {
      this.append(codeLanguage(text) ?? '');
      return;
    }
    const before = /[`~]$/.test(this.tail) ? ' ' : '';
    clean(text)
      .split('\n')
      .forEach((one, i) => {
        if (i > 0) {
          this.endLine();
          this.append(this.fenceIndent);
        }
        // So far indented, marks close nothing.
        const isMark = i > 0 || this.lineOut.trim() === '' || this.lineOut === this.fenceIndent;
        this.append(isMark ? one.replace(/^ {0,3}(?=`{3}|~{3})/, '    ') : before + one);
      });
  }

  /** Where the next character goes. */
  get place(): 'line-start' | 'text' | 'code' | 'table' {
    if (!this.blocks) return this.lineOut === '' ? 'line-start' : 'text';
    if (this.inFence()) return this.isTrustedFence() ? 'code' : 'line-start';
    const { line } = readLine(this.lines, this.lineOut);
    if (line.kind === 'row' || this.lineOut.includes('|')) return 'table';
    return line.text === '' ? 'line-start' : 'text';
  }

  /** Whether marks of a kind (`*`, `_`, `~`) would close what a string has opened. */
  couldClose(char: string): boolean {
    return this.emphasis.couldClose(char);
  }

  /** Replaces the last character by its entity; needed where an emphasis begins behind it. */
  encodeLast(always = false): void {
    this.breakOff('*');
    if (this.url) {
      this.leaveUrl();
      return;
    }
    const last = lastChar(this.tail);
    if (last !== undefined && (always || (!isSurelyPunctuation(last) && !isBlank(last)))) {
      this.encodeEnd(last);
    }
  }

  private encodeEnd(char: string): void {
    this.done = withEndEncoded(this.done, char);
    this.lineOut = withEndEncoded(this.lineOut, char);
    this.tail = withEndEncoded(this.tail, char);
    this.emphasis.pass(';');
  }

  /** The source, with open fences, tags and emphasis closed. */
  finish(): string {
    this.input += clean(this.half);
    this.half = '';
    // Marks that close an emphasis stand before the blanks at the end.
    const left = this.input.slice(this.at);
    const blanks = left.slice(left.trimEnd().length);
    this.input = this.input.slice(0, this.input.length - blanks.length);
    this.run('nothing');
    if (this.line && INLINE.has(this.line.kind) && this.tableAsCode === undefined) {
      this.done += this.closing();
    }
    this.input += blanks;
    this.run('nothing');
    if (!this.blocks) return this.done;
    this.countTable();
    if (this.tableAsCode !== undefined) this.closeTableAsCode(false);
    else if (this.inFence() && !this.isTrustedFence()) this.closeFence(false);
    return this.done;
  }

  /** Whatever is held back becomes text; nothing of it goes on in what comes next. */
  breakOff(next?: string): void {
    this.input += clean(this.half);
    this.half = '';
    this.isBreakingOff = true;
    this.run('nothing', next);
    this.isBreakingOff = false;
  }

  private run(behind: 'more' | 'nothing', next?: string): void {
    while (this.at < this.input.length) {
      const left = this.input.length - this.at;
      const text = this.input.slice(this.at, this.at + HELD);
      const known = left > HELD ? 'too-far' : behind;
      if (!(this.line ? this.goOn(text, known, next) : this.begin(text, known))) break;
    }
    if (this.at > 4096) {
      this.input = this.input.slice(this.at);
      this.at = 0;
    }
  }

  // --- Lines ---------------------------------------------------------------------------------------------------------

  /** Finds out what the line is that begins with `text`. */
  private begin(text: string, behind: Behind): boolean {
    if (!this.blocks) return this.enter(WORDS, text);
    const end = text.indexOf('\n');
    const begun = this.lineOut + (end < 0 ? text : text.slice(0, end));
    const whole = end >= 0 || behind === 'nothing';
    const isOpen = !isDecided(this.lines, begun);
    if (!whole && isOpen) return this.undecided(text, behind);
    const { line } = readLine(this.lines, begun);
    if (this.tableAsCode !== undefined && line.kind !== 'row' && line.kind !== 'delimiter') {
      this.closeTableAsCode(true);
    }
    // What follows on the line decides.
    if (this.isBreakingOff && end < 0 && isOpen && !line.kind.includes('fence')) {
      return this.take(text.length, text.replaceAll('`', entity('`')));
    }
    const unfit = this.options.tables.isSpent || this.pipeInsideAbove;
    if (line.kind === 'delimiter' && this.tableAsCode === undefined && unfit) {
      return this.defuse(line, text);
    }
    if (line.kind === 'paragraph' && this.options.tables.isSpent && !this.noHead) {
      const head = this.isHead(text, end, behind);
      if (head === 'unknown') return false;
      if (head) return this.beginTableAsCode(line, text);
      this.noHead = true;
    }
    return this.enter(line, text);
  }

  /** The marks of a line go out at once, as they are the same whatever it becomes; blanks when more follows. */
  private undecided(text: string, behind: Behind): boolean {
    const { tables } = this.options;
    const careful = tables.isSpent || this.pipeInsideAbove || this.tableAsCode !== undefined;
    const marks = careful ? '' : (MARKS.exec(text)?.[0] ?? '').trimEnd();
    if (marks !== '') return this.take(marks.length);
    if (behind === 'more') return false;
    // A line of nothing but marks that goes on and on: words, from now on.
    const { line } = readLine(this.lines, this.lineOut + text);
    if (this.tableAsCode !== undefined) {
      if (line.kind === 'row') return this.enter(line, text);
      this.closeTableAsCode(true);
    }
    return this.defuse(line, text);
  }

  /** Makes a paragraph of a line that would be something else. */
  private defuse(line: MarkdownLine, text: string): boolean {
    const before = Math.max(0, line.start - this.lineOut.length);
    const first = text[before] ?? ' ';
    this.take(before);
    this.take(first.length, entity(first));
    this.enterRead();
    return true;
  }

  /** Begins the content of a line; what stands before it goes out as it is. */
  private enter(line: MarkdownLine, text: string): boolean {
    const seen = this.lineOut.slice(line.start);
    this.line = line;
    if (this.above !== 'indented-code') this.isSurelyCode = this.above === 'blank';
    if (!line.continues) this.newBlock();
    // As the head of a table it would be no part of the paragraph, and what is open would be cut there.
    else if (this.fonts.length > 0) this.pipeInside = true;
    if (line.kind === 'fence-start') this.enterFence(line, text);
    else if (this.lineOut.length < line.start) this.take(line.start - this.lineOut.length);
    if (INLINE.has(line.kind)) {
      if (!line.continues) this.definition = line.text.startsWith('[');
      // Marks of a string may be marks of emphasis.
      if (this.fromOthers) this.emphasis.pass(seen);
      else this.emphasis.see(seen);
    }
    return true;
  }

  /** The same for a line of which something went out already that tells what it is. */
  private enterRead(): void {
    const { line } = readLine(this.lines, this.lineOut);
    this.line = line;
    if (!line.continues) this.newBlock();
  }

  /** After trusted source: the line may be known by now. */
  private readBegun(): void {
    if (!this.blocks) this.line = WORDS;
    else if (this.line === undefined && isDecided(this.lines, this.lineOut)) this.enterRead();
  }

  private newBlock(): void {
    this.emphasis = new Emphasis();
    this.brackets = [];
    this.fonts = [];
    this.definition = false;
  }

  private endLine(): void {
    if (this.blocks) {
      this.countTable();
      const { line, state } = readLine(this.lines, this.lineOut);
      if (line.kind === 'fence-start') {
        this.trustedFence = !this.fromString;
        this.fenceIndent = continued(this.lineOut.slice(0, line.start));
      }
      this.lines = state;
      // A mark without words is no blank line: what is indented below may belong to it.
      const isMark = line.kind === 'blank' && this.lineOut.trim() !== '';
      this.above = isMark ? 'paragraph' : line.kind;
    }
    this.done += '\n';
    this.lineOut = '';
    this.tail = '';
    this.line = undefined;
    this.fromString = false;
    this.fromOthers = false;
    this.noHead = false;
    this.url = undefined;
    this.pipeInsideAbove = this.pipeInside;
    this.pipeInside = false;
  }

  private countTable(): void {
    if (!this.fromString || this.tableAsCode !== undefined) return;
    if (readLine(this.lines, this.lineOut).line.kind === 'delimiter') this.options.tables.take();
  }

  /** What is said behind the marks of a fence is a word; anything else is left out. */
  private enterFence(line: MarkdownLine, text: string): void {
    const end = text.indexOf('\n');
    const rest = end < 0 ? text : text.slice(0, end);
    const written = (this.lineOut + rest).slice(line.start);
    // What goes out before the line is known, goes out here too.
    const marks = (written.startsWith('`') ? /^`+/ : MARKS).exec(written)?.[0] ?? '';
    const safe = /[<&[\]\\]/.test(written) ? marks : written;
    const sent = this.lineOut.length;
    this.take(rest.length, ((this.lineOut + rest).slice(0, line.start) + safe).slice(sent));
  }

  private inFence(): boolean {
    if (!this.blocks) return false;
    return readLine(this.lines, this.lineOut).state.fence !== undefined;
  }

  /** Whether nothing else may stand on the line: it ends a fence, or is indented so far that it is code. */
  private isClosed(): boolean {
    if (!this.blocks) return false;
    const { kind } = readLine(this.lines, this.lineOut).line;
    return (
      kind === 'fence-end' || readLine(this.lines, `${this.lineOut}x`).line.kind === 'indented-code'
    );
  }

  private isTrustedFence(): boolean {
    const begins = readLine(this.lines, this.lineOut).line.kind === 'fence-start';
    return begins ? !this.fromString : this.trustedFence;
  }

  private closeFence(goesOn: boolean): void {
    const { line, state } = readLine(this.lines, this.lineOut);
    const indent =
      line.kind === 'fence-start' ? continued(this.lineOut.slice(0, line.start)) : this.fenceIndent;
    if (this.lineOut !== '') this.endLine();
    this.done += `${indent}${state.fence ?? ''}`;
    this.lineOut = `${indent}${state.fence ?? ''}`;
    this.line = undefined;
    if (goesOn) this.endLine();
  }

  // --- Tables beyond the budget --------------------------------------------------------------------------------------

  /** Whether the line that begins `text` is the head of a table. */
  private isHead(text: string, end: number, behind: Behind): boolean | 'unknown' {
    const wait = behind === 'more' ? 'unknown' : false;
    if (this.lineOut !== '') return false;
    if (end < 0) return wait;
    const { state } = readLine(this.lines, text.slice(0, end));
    const rest = text.slice(end + 1);
    const nextEnd = rest.indexOf('\n');
    const next = nextEnd < 0 ? rest : rest.slice(0, nextEnd);
    if (nextEnd < 0 && behind !== 'nothing') return isDecided(state, next) ? false : wait;
    return readLine(state, next).line.kind === 'delimiter';
  }

  private beginTableAsCode(line: MarkdownLine, text: string): boolean {
    const indent = text.slice(0, line.start);
    this.tableAsCode = continued(indent);
    this.done += `${indent}${FENCE}\n${this.tableAsCode}`;
    this.take(indent.length, '');
    // The rows are told by the lines as they were written.
    this.lineOut = indent;
    this.tail = indent;
    this.line = { ...line, kind: 'row' };
    this.newBlock();
    return true;
  }

  private closeTableAsCode(goesOn: boolean): void {
    const end = `${this.tableAsCode ?? ''}${FENCE}`;
    this.tableAsCode = undefined;
    if (this.lineOut !== '') this.endLine();
    this.done += goesOn ? `${end}\n` : end;
    this.line = undefined;
    this.lines = { ...this.lines, table: false, paragraph: undefined };
  }

  // --- Text ----------------------------------------------------------------------------------------------------------

  /** Goes on in a line that is known; `false`: it takes more to tell. */
  private goOn(text: string, behind: Behind, next: string | undefined): boolean {
    const kind = this.line?.kind;
    const inline = kind !== undefined && INLINE.has(kind) && this.tableAsCode === undefined;
    if (text.startsWith('\n')) return this.lineEnd(text, behind, inline);
    if (inline) {
      const done = this.url && this.inUrl(firstChar(text) as string, text, behind);
      if (done !== undefined) return done;
      return this.options.dialect === 'mentions'
        ? this.mention(text, behind, next)
        : this.step(text, behind, next);
    }
    if (kind === 'indented-code') return this.indented(text, behind);
    const end = text.indexOf('\n');
    return this.take(end < 0 ? text.length : end);
  }

  private lineEnd(text: string, behind: Behind, inline: boolean): boolean {
    if (inline && (this.fonts.length > 0 || this.emphasis.isOpen(firstChar(text)))) {
      // Where nothing else follows, closing marks stand before the line end.
      if (behind === 'more' && /^\s*$/.test(text)) return false;
      const ends = this.blockEnds(text, behind);
      if (ends === 'unknown') return false;
      if (ends) {
        this.add(this.closingFonts());
        this.newBlock();
      }
    }
    if (!this.blocks && this.lineOut.trim() === '') this.newBlock();
    this.at++;
    if (inline) this.emphasis.see('\n');
    this.endLine();
    if (!this.blocks) this.line = WORDS;
    return true;
  }

  /** Whether the inline text ends with this line. */
  private blockEnds(text: string, behind: Behind): boolean | 'unknown' {
    if (!this.blocks) {
      const next = text.trimStart();
      if (/^\n[^\S\n]*(?:\n|$)/.test(text)) return true;
      const tag = next.startsWith('<') ? readTag(next, this.options.dialect) : undefined;
      if (tag === 'more') return behind === 'more' ? 'unknown' : false;
      return tag?.source === '\n';
    }
    const goesOn = this.paragraphGoesOn(this.lineOut, text, 0, this.lines, behind);
    return goesOn === 'unknown' ? goesOn : !goesOn;
  }

  /** Whether the line behind the line end at `end` belongs to the same paragraph; if so, where its words begin. */
  private paragraphGoesOn(
    line: string,
    text: string,
    end: number,
    before: LineState,
    behind: Behind,
  ): false | 'unknown' | { line: MarkdownLine; state: LineState; text: string } {
    const { line: above, state } = readLine(before, line);
    if (above.kind !== 'paragraph') return false;
    const rest = text.slice(end + 1);
    const nextEnd = rest.indexOf('\n');
    const next = nextEnd < 0 ? rest : rest.slice(0, nextEnd);
    if (nextEnd < 0 && behind !== 'nothing' && !isDecided(state, next)) {
      return behind === 'more' ? 'unknown' : false;
    }
    // Something follows that is no string, and so no mark of a block.
    const goesOn = this.isBreakingOff && nextEnd < 0 ? `${next}x` : next;
    const read = readLine(state, goesOn);
    return read.line.continues ? { line: read.line, state, text: next } : false;
  }

  private step(text: string, behind: Behind, next: string | undefined): boolean {
    const char = firstChar(text) as string;
    const before = this.tail.at(-1);
    if (/\s/.test(char)) return this.blanks(text, behind);
    switch (char) {
      case '\\': {
        if (this.url) return this.leaveUrl();
        const escaped = text[1];
        if (escaped === undefined && behind === 'more') return false;
        if (escaped === undefined) return this.become(1, entity(char));
        if (/[!-/:-@[-`{-~]/.test(escaped)) return this.become(2, entity(escaped));
        // Before blanks it could escape the marks that close something there.
        return /\s/.test(escaped) &&
          (this.fonts.length > 0 || this.emphasis.isOpen(firstChar(text)))
          ? this.become(1, entity(char))
          : this.see(char);
      }
      case '`':
        return this.codeSpan(text, behind);
      case '&':
        return this.ampersand(text, behind, next);
      case '<':
        return this.tag(text, behind);
      case '!':
        return this.exclamation(text, behind, before);
      case '[':
        if (this.options.line === 'link') return this.become(1, entity(char));
        // In an address it begins nothing.
        if (this.url) {
          this.brackets.push(NO_LINK);
          return this.see(char);
        }
        if (before === '!') return this.image(text, behind, 0);
        this.see(char);
        if (this.brackets.length < MAX_BRACKETS) {
          this.brackets.push({ emphasis: this.emphasis.save(), fonts: this.fonts.length });
        }
        return true;
      case ']':
        if (this.options.line === 'link') return this.become(1, entity(char));
        this.words = this.brackets.pop();
        return this.see(char);
      case '(':
        return before === ']' ? this.target(text, behind) : this.see(char);
      case ':':
        // A link definition could stand anywhere and give its address to words that went out long ago.
        if (before === ']' && this.definition)
          return this.become(1, this.url ? '%3A' : entity(char));
        return this.see(char);
      case '/':
        return this.slash();
      case '|':
        if (this.options.line === 'cell') return this.become(1, entity(char));
        if (this.line?.kind === 'row') {
          this.add(this.closingFonts());
          this.newBlock();
        }
        if (this.fonts.length > 0) this.pipeInside = true;
        return this.see(char);
      case '*':
      case '_':
      case '~':
        return this.marks(text, behind, next);
      default:
        return this.see(this.url ? char : (WORD.exec(text)?.[0] ?? char));
    }
  }

  /** The second one may begin an address. */
  private slash(): boolean {
    this.see('/');
    if (/https?:\/\/$/i.test(this.tail.slice(-8))) this.url = 'path';
    return true;
  }

  /** Code of the block, or text: never something in between. */
  private codeSpan(text: string, behind: Behind): boolean {
    if (this.options.dialect !== 'markdown') return this.see('`');
    const run = /^`+/.exec(text)?.[0] ?? '`';
    const asText = () => this.become(run.length, entity('`').repeat(run.length));
    // Behind another backtick it would be one run with it.
    if (/(?:`|&#96;)$/.test(this.tail)) return this.become(1, entity('`'));
    /** Where the current line begins, and its words. */
    let from = 0;
    let lineStart = 0;
    let line = this.lineOut;
    let state = this.lines;
    for (let i = run.length; i < text.length; i++) {
      const char = text[i];
      if (char === '`' && text.startsWith(run, i)) {
        // At the start of a line it could be a fence, and the code no code.
        if (i === lineStart && i > 0 && run.length >= FENCE.length) return asText();
        return this.takeCode(text.slice(0, i + run.length));
      }
      const cut = this.line?.kind === 'row' || this.options.line === 'cell';
      if (char === '|' && cut && text[i - 1] !== '\\') return asText();
      if (char !== '\n') continue;
      const goesOn = this.paragraphGoesOn(line + text.slice(from, i), text, i, state, behind);
      if (goesOn === 'unknown') return false;
      if (!goesOn) return asText();
      ({ state } = goesOn);
      line = '';
      from = i + 1;
      i += goesOn.line.start;
      lineStart = i + 1;
    }
    return behind === 'more' ? false : asText();
  }

  private takeCode(code: string): boolean {
    this.fromString = true;
    this.emphasis.pass(code);
    code.split('\n').forEach((text, i) => {
      if (i > 0) {
        this.endLine();
        this.fromString = true;
        this.line = WORDS;
      }
      this.append(text);
    });
    // As the head of a table, a line that begins in code would be no part of the paragraph with the code in it.
    if (code.includes('\n')) this.pipeInside = true;
    if (/(?<!\\)\|/.test(code) && /[<&[\]\\:]/.test(code)) this.pipeInside = true;
    this.at += code.length;
    return true;
  }

  private ampersand(text: string, behind: Behind, next: string | undefined): boolean {
    const entityFound = /^&(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{0,31});/.exec(
      text,
    );
    if (entityFound && isPlainEntity(entityFound[0])) return this.pass(entityFound[0]);
    const begun = /^&(?:#(?:\d{0,7}|[xX][\da-fA-F]{0,6})|[A-Za-z][A-Za-z0-9]{0,31})?$/.test(text);
    if (begun && behind === 'more') return false;
    const behindIt = text.slice(1);
    const goesOn = begun && /^[\w;]/.test(next ?? '');
    const live = behindIt === '' || behindIt.startsWith('#') || isLegacyEntity(behindIt) || goesOn;
    return live ? this.become(1, entity('&')) : this.see('&');
  }

  private tag(text: string, behind: Behind): boolean {
    const after = text[1];
    if (after === undefined && behind === 'more') return false;
    if (after !== undefined && /[\s=]/.test(after)) return this.see('<');
    const found = readTag(text, this.options.dialect);
    if (found === 'more' && behind === 'more') return false;
    const open = this.fonts.length;
    const nested = found && found !== 'more' && this.isNested(found.kind, open);
    if (found === undefined || found === 'more' || !nested) {
      // An address ends at the bracket, but not at the entity of one.
      if (this.url) this.add(' ');
      this.url = undefined;
      return this.become(1, entity('<'));
    }
    this.url = undefined;
    if (found.source === '\n') {
      this.input = `\n${this.input.slice(this.at + found.length)}`;
      this.at = 0;
      return true;
    }
    // Without its brackets an address would be one with what stands before it.
    if (found.kind === 'address' && /[\w:/;*_~]$/.test(this.tail)) this.add(' ');
    if (found.kind === 'end-font') this.add(this.emphasis.closing(this.fonts.pop()).join(''));
    this.become(found.length, found.source);
    if (found.kind === 'font') this.fonts.push(this.emphasis.depth);
    if (found.kind === 'address') this.url = 'end';
    return true;
  }

  private isNested(kind: string, open: number): boolean {
    return kind === 'end-font' ? open > 0 : kind !== 'font' || open < MAX_FONTS;
  }

  /** Closes tags and marks, the innermost first. */
  private closing(): string {
    return this.closingFonts() + this.emphasis.closing().join('');
  }

  private closingFonts(): string {
    let closing = '';
    for (const around of this.fonts.reverse()) {
      closing += `${this.emphasis.closing(around).join('')}${END_FONT}`;
    }
    this.fonts = [];
    return closing;
  }

  /** Marks that close something at the end of a tag stand before the blanks there. */
  private blanks(text: string, behind: Behind): boolean {
    const waits =
      behind === 'more' && (this.fonts.length > 0 || this.emphasis.isOpen(firstChar(text)));
    if (waits && /^\s*$/.test(text)) return false;
    const blanks = /^[^\S\n]+/.exec(text)?.[0] ?? ' ';
    const around = this.fonts.at(-1);
    if (around !== undefined && this.emphasis.depth > around) {
      const rest = text.slice(blanks.length, blanks.length + END_FONT.length);
      if (rest === END_FONT) this.add(this.emphasis.closing(around).join(''));
      else if (END_FONT.startsWith(rest) && behind === 'more') return false;
    }
    return this.see(blanks);
  }

  /** Marks in a tag close nothing that was opened around it, and at its end they open nothing. */
  private marks(text: string, behind: Behind, next: string | undefined): boolean {
    const run = /^(?:\*+|_+|~+)/.exec(text)?.[0] ?? '';
    const around = this.fonts.at(-1);
    if (around === undefined) return this.see(run);
    if (this.url) return this.leaveUrl();
    const rest = text.slice(run.length, run.length + END_FONT.length);
    const atEnd = rest === END_FONT;
    if (!atEnd && END_FONT.startsWith(rest) && behind === 'more') return false;
    const ahead = this.emphasis.ahead(run, firstChar(rest) ?? next);
    const escapes =
      !ahead.has(this.emphasis, around) || (atEnd && ahead.depth > this.emphasis.depth);
    return escapes
      ? this.become(run.length, entity(run[0] as string).repeat(run.length))
      : this.see(run);
  }

  private exclamation(text: string, behind: Behind, before: string | undefined): boolean {
    // Behind a word it is hardly an image, and nothing is held back.
    const word = lastChar(this.tail);
    if (this.url || before === '!' || (word !== undefined && /[\p{L}\p{N})\]"'`*]/u.test(word))) {
      return this.see('!');
    }
    if (this.options.line === 'link') return this.see('!');
    if (text.startsWith('![')) return this.image(text, behind, 1);
    return text.length === 1 && behind === 'more' ? false : this.see('!');
  }

  /** An image at `text`, of which the `!` went out already where `mark` is 0. */
  private image(text: string, behind: Behind, mark: 0 | 1): boolean {
    const found = readImage(text.slice(mark));
    if (found === 'more' && behind === 'more') return false;
    if (found !== undefined && found !== 'more') {
      const length = mark + found.length;
      if (this.options.dialect === 'markdown' && isImageKey(found.target)) {
        const words = imageWords(found, 'image');
        return this.become(length, `${mark ? '!' : ''}[${words}](${found.target})`);
      }
      const url = safeUrl(found.target);
      if (url !== undefined && mark === 1) {
        const words = imageWords(found, 'link');
        // A link holds no links: `[![badge](image)](link)`.
        if (this.tail.endsWith('[')) return this.become(length, words);
        this.brackets = [];
        return this.become(length, `[${words}](${url})`);
      }
      if (url !== undefined) {
        this.brackets = [];
        return this.become(length, ` [${imageWords(found, 'link')}](${url})`);
      }
    }
    if (mark === 1) this.see('!');
    return this.become(1, entity('['));
  }

  private target(text: string, behind: Behind): boolean {
    const { words } = this;
    // Without words there is nothing to click on; the address is shown instead.
    const isLink = words?.fonts === this.fonts.length && !this.tail.endsWith('[]');
    const found = isLink ? readTarget(text) : undefined;
    if (found === 'more' && behind === 'more') return false;
    const written =
      found === undefined || found === 'more'
        ? undefined
        : safeTarget(found, text.slice(0, found.length));
    if (written === undefined || found === undefined || found === 'more') {
      return this.become(1, this.url ? '%28' : entity('('));
    }
    this.url = undefined;
    this.become(found.length, written);
    if (words) this.emphasis.restore(words.emphasis);
    // A link holds no links: brackets around it are brackets.
    this.brackets = [];
    return true;
  }

  /** In an address; `undefined`: the character is like any other. */
  private inUrl(char: string, text: string, behind: Behind): boolean | undefined {
    if (/\s/.test(char) || (char === '|' && this.line?.kind === 'row')) {
      this.url = undefined;
      return undefined;
    }
    // The service would take what follows for a part of the address, and refuse it. So would some with a backtick, and
    // what follows would be no code.
    if (this.url === 'end' || char === '`' || char > '\u007f') return this.leaveUrl();
    if (char === '&') return this.urlAmpersand(text, behind);
    if (this.url === 'query' && /[:/]/.test(char)) {
      if (text.length === 1 && behind === 'more') return false;
      if (/[\w/%]/.test(text[1] ?? '')) return this.become(1, char === ':' ? '%3A' : '%2F');
    }
    if (char === '?') this.url = 'query';
    if (char === '#') this.url = 'path';
    return undefined;
  }

  private leaveUrlBefore(source: string): void {
    if (this.url && !/^[\s<]/.test(source)) this.leaveUrl();
    this.url = undefined;
  }

  private leaveUrl(): true {
    this.url = undefined;
    this.add(' ');
    return true;
  }

  private urlAmpersand(text: string, behind: Behind): boolean | undefined {
    if (text[1] === '#') return this.become(2, '&%23');
    if (text === '&' && behind === 'nothing') return this.see('&');
    const [, name = '', closed] = /^&([A-Za-z0-9]*)(;?)/.exec(text) ?? [];
    const known =
      name.length >= LEGACY_LENGTH || text.length > name.length + 1 || behind !== 'more';
    if (closed || !known || !isLegacyEntity(name)) return undefined;
    return this.become(2, `&%${name.charCodeAt(0).toString(16)}`);
  }

  /** In the header only mentions and emoji are live, and entities. */
  private mention(text: string, behind: Behind, next: string | undefined): boolean {
    if (text.startsWith('&')) return this.ampersand(text, behind, next);
    if (text.startsWith('/')) return this.slash();
    if (text.startsWith('<')) {
      if (text.length === 1 && behind === 'more') return false;
      return /^<\s/.test(text) ? this.see('<') : this.become(1, entity('<'));
    }
    return this.see(this.url ? (firstChar(text) ?? '') : (/^[^<&/\n]+/.exec(text)?.[0] ?? ''));
  }

  /** Code to whoever reads it as such; to whoever does not, there is nothing in it to read. */
  private indented(text: string, behind: Behind): boolean {
    const plain = /^[^<[(\n]+/.exec(text)?.[0];
    if (plain !== undefined) return this.take(plain.length);
    const before = this.tail.at(-1);
    if (text.startsWith('<')) {
      const name = /^<\/?(\w*)/.exec(text)?.[1] ?? '';
      const begun = name.length + 2 >= text.length;
      if (behind === 'more' && text.length === 1) return false;
      if (begun && behind === 'more' && LIVE.some((tag) => tag.startsWith(name))) return false;
      const isLive = this.isSurelyCode ? LIVE.includes(name) : /^<[^\s=]/.test(text);
      return isLive ? this.take(1, entity('<')) : this.take(1);
    }
    const live = (text[0] === '[' && before === '!') || (text[0] === '(' && before === ']');
    return live ? this.take(1, entity(text[0] as string)) : this.take(1);
  }

  // --- Output --------------------------------------------------------------------------------------------------------

  /** Gives out `length` characters of the input, as they are or as `source`. */
  private take(length: number, source?: string): boolean {
    const written = source ?? this.input.slice(this.at, this.at + length);
    this.at += length;
    this.append(written);
    this.fromString = true;
    return true;
  }

  /** As they are; they may be marks of emphasis. */
  private see(text: string): boolean {
    this.emphasis.see(text);
    return this.take(text.length);
  }

  /** As they are; there are no marks in them. */
  private pass(text: string): boolean {
    return this.become(text.length, text);
  }

  private become(length: number, source: string): boolean {
    this.emphasis.pass(source);
    return this.take(length, source);
  }

  private append(source: string): void {
    this.done += source;
    this.lineOut += source;
    this.tail = (this.tail + source).slice(-LOOK_BEHIND);
  }

  private add(source: string): void {
    if (source !== '') this.become(0, source);
  }
}

/** A bracket that no link begins with. */
const NO_LINK = { emphasis: [], fonts: -1 };
/** Tags that notify somebody, or swallow what follows. */
const LIVE = ['at', 'person', 'audio', 'raw'];
const LOOK_BEHIND = 64;
const FENCE = '```';
const END_FONT = '</font>';
/** Ends and beginnings that together would mean something else: a link, an emoji, an address. */
const JOINED: readonly (readonly [end: RegExp, begin: RegExp])[] = [
  [/!$/, /^\[/],
  [/&[A-Za-z0-9]*$/, /^[A-Za-z0-9;]/],
  [/\]$/, /^[(:]/],
  [/:\w+$/, /^:/],
  [/https?:$/i, /^\//],
  [/https?:\/$/i, /^\//],
];
const MAX_BRACKETS = 50;
const MAX_FONTS = 20;
/** What goes out of a line before it is known what the line is. */
const MARKS = /^(?:[^\S\n]|[>*+_=|:#\d.)~-])*/;
/** Words, without anything that could mean more than itself. */
const WORD = /^[^\\`&<![\]():*_~|/\s]+/;

const INLINE: ReadonlySet<string> = new Set(['paragraph', 'heading', 'row']);

/** A line of a place without blocks. */
const WORDS: MarkdownLine = {
  kind: 'paragraph',
  indent: 0,
  text: '',
  start: 0,
  container: 0,
  continues: true,
};

/** The marks before a line, on the lines that follow in the same quote or list item. */
function continued(marks: string): string {
  return marks.replace(/[^>\s]/g, ' ');
}
