import {
  clean,
  entity,
  firstChar,
  fromFirstShown,
  isBlank,
  isPunctuation,
  isSurelyPunctuation,
  lastChar,
  settled,
  trimmed,
  withEndEncoded,
} from './characters.js';
import {
  attribute,
  codeFence,
  codeSpan,
  inert,
  openCodeSpan,
  openInert,
  type Position,
} from './inert.js';
import { interpolated, placeInLine } from './interpolate.js';
import { codeLanguage } from './languages.js';
import { expandTabs } from './lines.js';
import type { BlockNode, Dialect, InlineNode, MarkdownNode, PartNode } from './node.js';
import { openFence } from './open-fence.js';
import { SafeWriter, type TableBudget } from './safe.js';
import { tidy } from './tidy.js';
import { safeUrl } from './url.js';

export interface WriteOptions {
  readonly dialect: Dialect;
  /**
   * Whether the text still grows at its end. The source is then the beginning of every later one: a string at the end
   * stays open, and an unfinished construct in it is held back.
   */
  readonly open: boolean;
  /** How many tables strings may still bring into the card. */
  readonly tables: TableBudget;
}

/**
 * The source of a markdown text.
 *
 * ```text
 * heading(2, text 'Build 118')          ## Build 118
 * safe 'passed in '                     passed in **84 s**
 * mark(bold, text '84 s')
 * list(item(text '1. a'), item(...))    - 1&#46; a
 *                                           - b
 * ```
 */
export function writeMarkdown(nodes: readonly MarkdownNode[], options: WriteOptions): string {
  return writeBlocks(nodes, options);
}

/** Blocks, and runs of inline nodes between them, with blank lines between. `options.open` is for the last one. */
function writeBlocks(
  nodes: readonly MarkdownNode[],
  options: WriteOptions,
  /** What the blocks stand in. */
  inBlock?: 'item' | 'quote',
): string {
  const parts = partsOf(nodes);
  const written: string[] = [];
  parts.forEach((part, i) => {
    const own = { ...options, open: options.open && i === parts.length - 1 };
    const previous = parts[i - 1];
    // A blank line before a nested list would set the items apart.
    const isNested =
      inBlock === 'item' && Array.isArray(previous) && isList(part) && (part.start ?? 1) === 1;
    if (i > 0) written.push(isNested ? '\n' : '\n\n');
    if (Array.isArray(part))
      written.push(inBlock ? untabbed(writeRun(part, own)) : writeRun(part, own));
    else written.push(writeBlock(part as BlockNode, own, isList(previous) ? previous : undefined));
  });
  return written.join('');
}

type Part = readonly InlineNode[] | BlockNode;

const isList = (part: Part | undefined): part is BlockNode & { type: 'list' } =>
  part !== undefined && !Array.isArray(part) && (part as BlockNode).type === 'list';

const BLOCKS: ReadonlySet<string> = new Set([
  'heading',
  'quote',
  'list',
  'code-block',
  'rule',
  'table',
]);

function partsOf(nodes: readonly MarkdownNode[]): Part[] {
  const parts: (InlineNode[] | BlockNode)[] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (BLOCKS.has(node.type)) parts.push(node as BlockNode);
    else if (Array.isArray(last)) last.push(node as InlineNode);
    else parts.push([node as InlineNode]);
  }
  if (parts.length === 1) return parts;
  // Blanks beside a block are how the TSX is laid out.
  return parts.flatMap((part, i): Part[] => {
    if (!Array.isArray(part)) return [part];
    const run = trimRun(part, i > 0, i < parts.length - 1);
    return run.length > 0 ? [run] : [];
  });
}

function trimRun(run: readonly InlineNode[], start: boolean, end: boolean): InlineNode[] {
  const left = tidy(run);
  const trim = (at: number, side: 'start' | 'end'): void => {
    for (;;) {
      const node = left.at(at);
      if (node?.type !== 'safe' && node?.type !== 'text') return;
      const text = trimmed(node.text, side);
      if (text !== '') {
        left.splice(at, 1, { type: node.type, text });
        return;
      }
      left.splice(at, 1);
    }
  };
  if (start) trim(0, 'start');
  if (end) trim(-1, 'end');
  return left;
}

function writeBlock(
  node: BlockNode,
  options: WriteOptions,
  previous: (BlockNode & { type: 'list' }) | undefined,
): string {
  switch (node.type) {
    case 'heading': {
      const line = new Line('heading', options);
      line.write(node.children, options.open);
      const marks = '#'.repeat(node.depth);
      return line.source === '' ? marks : `${marks} ${line.source}`;
    }
    case 'quote':
      return prefixed(writeBlocks(node.children, options, 'quote'), '> ');
    case 'list':
      return writeList(node, options, previous);
    case 'code-block': {
      const language = codeLanguage(node.language) ?? '';
      if (options.open) return openFence(node.text, language);
      const text = clean(node.text);
      const fence = codeFence(text);
      return `${fence}${language}\n${text === '' ? '' : `${text}\n`}${fence}`;
    }
    case 'rule':
      return '<hr>';
    case 'table':
      return writeTable(node.rows, options);
  }
}

const BLOCK_MARKS = /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;

/** Behind the marks of a block a tab would reach less far. */
function untabbed(source: string): string {
  if (!source.includes('\t')) return source;
  return source
    .split('\n')
    .map((line) => {
      const begun = BLOCK_MARKS.exec(line)?.[0] ?? '';
      return expandTabs(begun) + line.slice(begun.length);
    })
    .join('\n');
}

function prefixed(source: string, prefix: string): string {
  return source
    .split('\n')
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n');
}

function writeList(
  { start, items }: BlockNode & { type: 'list' },
  options: WriteOptions,
  previous: (BlockNode & { type: 'list' }) | undefined,
): string {
  // With the same marks it would be one list with the one before.
  const isOther =
    previous !== undefined && (previous.start === undefined) === (start === undefined);
  return items
    .map((item, i) => {
      const own = { ...options, open: options.open && i === items.length - 1 };
      const mark =
        start === undefined ? (isOther ? '*' : '-') : `${start + i}${isOther ? ')' : '.'}`;
      const indent = Math.max(INDENT, mark.length + 1);
      const first = item.children.find((node) => !isNothing(node));
      // What begins with a block has to be indented like the lines that follow.
      const gap = first && BLOCKS.has(first.type) ? indent - mark.length : 1;
      const [line = '', ...more] = writeBlocks(item.children, own, 'item').split('\n');
      const lines = more.map((text) => (text === '' ? '' : ' '.repeat(indent) + text));
      return [line === '' ? mark : mark + ' '.repeat(gap) + line, ...lines].join('\n');
    })
    .join('\n');
}

/** Blanks a level, by the vendor's page. */
const INDENT = 4;

const isNothing = (node: MarkdownNode) =>
  (node.type === 'safe' || node.type === 'text') && trimmed(node.text, 'start') === '';

function writeTable(
  rows: readonly (PartNode & { readonly type: 'row' })[],
  options: WriteOptions,
): string {
  const width = rows[0]?.cells.length ?? 0;
  const lines = rows.map(({ cells }, i) => {
    const isLast = i === rows.length - 1;
    const written = Array.from({ length: width }, (_, j) => {
      const line = new Line('cell', options);
      const isEdge = isLast && j === width - 1 && options.open;
      line.write(cells[j]?.children ?? [], isEdge);
      return line.source;
    });
    const row = `| ${written.join(' | ')}`;
    return isLast && options.open && i > 0 ? row.replace(/ +$/, '') : `${row} |`;
  });
  lines.splice(1, 0, `|${' --- |'.repeat(width)}`);
  return lines.join('\n');
}

/** A run of inline nodes, with whatever blocks the strings in it hold. */
function writeRun(nodes: readonly InlineNode[], options: WriteOptions): string {
  const writer = new SafeWriter(options);
  const run = new Run(writer, options);
  run.write(nodes, options.open);
  return options.open ? writer.out : writer.finish();
}

/** Somewhere inline nodes are written to. */
abstract class Inline {
  /** The end of a mark that stands before the next character, and whether that has to be punctuation or a blank. */
  private afterMark: { sign: string; punctuation: boolean } | undefined;

  constructor(
    protected position: Position,
    protected readonly options: WriteOptions,
  ) {}

  /** Before each node, with the one before it. */
  protected enter(_previous: InlineNode | undefined): void {}

  /** The end of what is there already. */
  protected abstract get before(): string;
  protected abstract get lineStart(): boolean;
  protected abstract get pipes(): boolean;
  protected abstract add(source: string): void;
  /** Makes an entity of the last character: of a letter, and `always` of any. */
  protected abstract encodeLast(always: boolean): void;
  /** Whether marks of a kind would close something that is open. */
  protected abstract couldClose(char: string): boolean;
  protected abstract addSafe(text: string, behindTrusted: boolean): void;
  protected abstract addTrusted(source: string): void;
  protected abstract addInterpolated(text: string, after: string | undefined, open: boolean): void;

  /** `open`: the text goes on behind the last node. */
  write(nodes: readonly InlineNode[], open: boolean): void {
    const tidied = tidy(nodes);
    tidied.forEach((node, i) => {
      this.enter(tidied[i - 1]);
      this.node(node, tidied[i - 1], tidied[i + 1], open);
    });
  }

  private node(
    node: InlineNode,
    previous: InlineNode | undefined,
    next: InlineNode | undefined,
    open: boolean,
  ): void {
    switch (node.type) {
      case 'safe':
        this.addSafe(this.unmarked(fromFirstShown(node.text)), previous?.type === 'trusted');
        return;
      case 'trusted':
        return this.addTrusted(this.unmarked(node.source));
      case 'text':
        if (previous?.type === 'trusted') {
          this.addInterpolated(node.text, beginOf(next), open && next === undefined);
          return;
        }
        return this.text(node.text, next, open);
      case 'mark':
        return this.mark(node);
      case 'code':
        return this.code(node.text, next, open);
      case 'link':
        return this.link(node);
      case 'tag':
        return this.put(this.tag(node));
      case 'image':
        return this.put(`![${this.label(node.alt)}](${node.key})`);
      case 'emoji':
        return this.put(`:${node.key}:`);
      case 'break':
        return this.put(this.options.dialect === 'markdown' ? '<br>' : '\n');
    }
  }

  /** Adds source; where it would go together with what is there, one of them becomes an entity. */
  protected put(source: string): void {
    this.add(this.unmarked(source));
  }

  /** What stands behind a mark, so that the mark takes effect. */
  private unmarked(source: string): string {
    const first = firstChar(source);
    if (first === undefined) return source;
    const { afterMark } = this;
    this.afterMark = undefined;
    if (!afterMark) return source;
    const isPlain = !isBlank(first) && !isSurelyPunctuation(first);
    // More of the same marks would be one run with those of the end.
    if (!(isPlain && afterMark.punctuation) && first !== afterMark.sign) return source;
    const run = isPlain ? first : (/^(?:\*+|_+|~+)/.exec(source)?.[0] ?? first);
    this.add(entity(first).repeat(run.length / first.length));
    return source.slice(run.length);
  }

  protected text(text: string, next: InlineNode | undefined, open: boolean): void {
    const after = beginOf(next);
    const options = {
      position: this.position,
      lineStart: this.lineStart,
      blockEnd: next === undefined,
      pipes: this.pipes,
      before: this.before,
      ...(after !== undefined && { after }),
    };
    this.put(open && next === undefined ? openInert(text, options) : inert(text, options));
  }

  private mark({ mark, children }: InlineNode & { type: 'mark' }): void {
    // Stars side by side would be one run.
    const amongStars = this.before.endsWith('*') || this.couldClose('*');
    const isBehindMark = this.afterMark !== undefined;
    let sign = signOf(mark, amongStars && !(isBehindMark && this.before.endsWith('_')));
    let words = this.marked(children, sign);
    if (sign.startsWith('*') && sign.length + starsAtEdge(words) > MAX_STARS) {
      sign = signOf(mark, true);
      words = this.marked(children, sign);
    }
    const first = firstChar(words);
    if (first === undefined) return;
    // Marks take effect where a blank or punctuation stands outside; with `*`, also where none stands inside.
    const merges = !isBehindMark && this.before.endsWith(sign[0] as string);
    if (merges || sign.startsWith('_') || isPunctuation(first)) this.encodeLast(merges);
    this.put(sign + words + sign);
    const punctuation = sign.startsWith('_') || isPunctuation(lastChar(words));
    this.afterMark = { sign: sign[0] as string, punctuation };
  }

  private marked(children: readonly InlineNode[], sign: string): string {
    const line = new Line(this.position, this.options, sign);
    line.write(children, false);
    // Blanks at the edge belong to the words; as blanks they would keep the mark from taking effect.
    return line.source.replace(/^\s|\s$/g, entity);
  }

  private code(text: string, next: InlineNode | undefined, open: boolean): void {
    const cut = this.position === 'cell' && text.includes('|');
    // Backticks side by side are one run.
    if (cut || /`$/.test(this.before)) this.text(text.replace(/\s+/g, ' '), next, false);
    else if (open && next === undefined && text.length > LONG) this.put(openCodeSpan(text));
    else this.put(codeSpan(text));
  }

  private link({ url, children }: InlineNode & { type: 'link' }): void {
    const target = safeUrl(url);
    if (target === undefined) {
      for (const child of children) this.node(child, undefined, undefined, false);
      return;
    }
    const line = new Line(this.position === 'cell' ? 'cell' : 'link', this.options, '[');
    line.write(children, false);
    // Without words there would be nothing to click on.
    const words = line.source === '' ? this.label(url) : line.source;
    this.put(`[${words}](${target})`);
  }

  /** Words between brackets. */
  private label(text: string): string {
    const words = oneLine(text);
    return inert(words, { position: 'link', lineStart: false, blockEnd: true, pipes: true });
  }

  private tag({ name, attributes, children }: InlineNode & { type: 'tag' }): string {
    const written = Object.entries(attributes).map(([key, value]) => {
      if (value === undefined) return '';
      if (typeof value !== 'string') return ` ${key}=${value}`;
      // As in the vendor's samples, which quote the values of other tags.
      if (name === 'at' && /^[\w@.,+-]+$/.test(value)) return ` ${key}=${value}`;
      // Of a client without a target, it is the vendor's own word for none.
      const url = /^(?:href|link|(?:\w+_)?url)$/.test(key) ? safeUrl(value) : undefined;
      return ` ${key}='${url ?? attribute(value)}'`;
    });
    const line = new Line(this.position, this.options, '>');
    const words = name === 'font' ? children : children.map(onOneLine);
    line.write(words, false);
    return `<${name}${written.join('')}>${line.source}</${name}>`;
  }
}

/** Bold and italic. */
const MAX_STARS = 3;
/** Code that is longer goes on in the open form; shorter code is complete. */
const LONG = 512;

const starsAtEdge = (source: string): number =>
  Math.max(/^\**/.exec(source)?.[0].length ?? 0, source.length - source.replace(/\*+$/, '').length);

function signOf(mark: 'bold' | 'italic' | 'strikethrough', amongStars: boolean): string {
  if (mark === 'strikethrough') return '~~';
  return (amongStars ? '_' : '*').repeat(mark === 'bold' ? 2 : 1);
}

const onOneLine = (node: InlineNode): InlineNode =>
  node.type === 'text' ? { ...node, text: oneLine(node.text) } : node;

const oneLine = (text: string) => clean(text).replace(/\s*\n\s*/g, ' ');

/** The first character of a node's source, as far as it matters to what stands before it. */
function beginOf(node: InlineNode | undefined): string | undefined {
  switch (node?.type) {
    case undefined:
      return undefined;
    case 'safe':
    case 'text':
      return firstChar(node.text);
    case 'trusted':
      return node.source;
    case 'link':
      return '[';
    case 'image':
      return '!';
    case 'emoji':
      return ':';
    case 'mark':
      return '*';
    case 'code':
      return '`';
    case 'tag':
    case 'break':
      return '<';
  }
}

/** Inline nodes on one line: in a mark, a heading, a cell. */
class Line extends Inline {
  source = '';

  constructor(
    position: Position,
    options: WriteOptions,
    /** What stands before it. */
    private readonly behind = '',
  ) {
    super(position, options);
  }

  protected get before(): string {
    return (this.behind + this.source).slice(-64);
  }

  protected get lineStart(): boolean {
    // A heading's words begin behind its marks; only a blank there would be lost.
    return this.before === '' && this.position === 'heading';
  }

  protected get pipes(): boolean {
    return this.position === 'cell';
  }

  protected add(source: string): void {
    if (source.startsWith('[') && this.source.endsWith('!')) this.encodeEnd('!');
    this.source += source;
  }

  protected encodeLast(always: boolean): void {
    const last = lastChar(this.source);
    if (last !== undefined && (always || (!isBlank(last) && !isSurelyPunctuation(last)))) {
      this.encodeEnd(last);
    }
  }

  protected couldClose(): boolean {
    return false;
  }

  private encodeEnd(char: string): void {
    this.source = withEndEncoded(this.source, char);
  }

  protected addSafe(text: string): void {
    this.add(safeLine(text, this.position, this.options));
  }

  protected addTrusted(source: string): void {
    this.add(source.replace(/\n/g, '<br>'));
  }

  protected addInterpolated(text: string, after: string | undefined, open: boolean): void {
    const { before, position, pipes } = this;
    this.put(
      interpolated(text, {
        source: this.source,
        before,
        after,
        position,
        pipes,
        lineStart: false,
        open,
      }),
    );
  }
}

/** Inline nodes among strings that may hold blocks. */
class Run extends Inline {
  constructor(
    private readonly writer: SafeWriter,
    options: WriteOptions,
  ) {
    super(options.dialect === 'markdown' ? 'text' : options.dialect, options);
  }

  private hasTrusted = false;

  /** What stands in the words of a link that a template has begun, must not end them. */
  protected override enter(previous: InlineNode | undefined): void {
    this.hasTrusted ||= previous?.type === 'trusted';
    if (!this.hasTrusted || this.options.dialect !== 'markdown') return;
    this.position = placeInLine(this.writer.out) === 'link' ? 'link' : 'text';
  }

  protected get before(): string {
    this.writer.breakOff();
    return this.writer.out.slice(-64);
  }

  protected get lineStart(): boolean {
    this.writer.breakOff();
    return this.writer.place === 'line-start';
  }

  protected get pipes(): boolean {
    return this.writer.place === 'table';
  }

  protected add(source: string): void {
    this.writer.inline(source);
  }

  protected encodeLast(always: boolean): void {
    this.writer.encodeLast(always);
  }

  protected couldClose(char: string): boolean {
    return this.writer.couldClose(char);
  }

  protected addSafe(text: string, behindTrusted: boolean): void {
    const { place, out } = this.writer;
    const inside = behindTrusted ? placeInLine(out) : undefined;
    if (inside === 'tag' || inside === 'address') this.addInterpolated(text, undefined, false);
    else if (inside === 'link') this.put(safeLine(text, 'link', this.options));
    else if (behindTrusted && place === 'table') this.put(safeLine(text, 'cell', this.options));
    else this.writer.safe(text);
  }

  protected addTrusted(source: string): void {
    this.writer.trusted(source);
  }

  protected addInterpolated(text: string, after: string | undefined, open: boolean): void {
    const { before, position, lineStart, pipes } = this;
    if (this.writer.place === 'code') {
      this.writer.code(open ? settled(text) : text);
      return;
    }
    const source = this.writer.out;
    this.put(interpolated(text, { source, before, after, position, lineStart, pipes, open }));
  }
}

/** Safe markdown on one line. */
function safeLine(text: string, position: Position, options: WriteOptions): string {
  const line = position === 'cell' || position === 'link' ? position : 'words';
  const writer = new SafeWriter({ ...options, line });
  writer.safe(text);
  return writer.finish();
}
