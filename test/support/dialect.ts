import { characterEntitiesLegacy } from 'character-entities-legacy';
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import type { CompileContext } from 'mdast-util-from-markdown';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { decodeString } from 'micromark-util-decode-string';
import type { Code, Construct, Extension, State, Token } from 'micromark-util-types';

/** What a reader sees of a markdown text, and what works in it. */
export type DialectNode =
  | { type: 'text'; text: string; at: Range }
  | { type: 'mark'; mark: 'bold' | 'italic' | 'strikethrough'; children: DialectNode[]; at: Range }
  | { type: 'code'; text: string; at: Range }
  | { type: 'link'; url: string; title: string; children: DialectNode[]; at: Range }
  | { type: 'image'; url: string; alt: string; title: string; at: Range }
  /** `:KEY:` with a key that exists; any other is text. */
  | { type: 'emoji'; key: string; at: Range }
  /** `&copy` without its semicolon, or `&#60`. */
  | { type: 'legacy'; source: string; at: Range }
  /** A tag with all that stands in it, `<br>` or `<hr>`, or one half of a tag whose other half is missing. */
  | {
      type: 'tag';
      name: string;
      part: 'whole' | 'void' | 'start' | 'end';
      attributes: Record<string, string>;
      children: DialectNode[];
      source: string;
      at: Range;
    }
  | { type: 'paragraph' | 'quote' | 'item' | 'row' | 'cell'; children: DialectNode[]; at: Range }
  | { type: 'heading'; depth: number; children: DialectNode[]; at: Range }
  | { type: 'list'; start: number | undefined; children: DialectNode[]; at: Range }
  | { type: 'table'; children: DialectNode[]; at: Range }
  | { type: 'code-block'; language: string; text: string; at: Range }
  | { type: 'rule'; at: Range }
  | { type: 'definition'; url: string; title: string; at: Range };

/** Offsets in the source. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface DialectTree {
  readonly source: string;
  readonly children: DialectNode[];
}

export interface DialectOptions {
  /**
   * `lark_md` has marks, links and tags, but no code, blocks and images, so that nothing is protected by them;
   * `mentions`, of the header, has tags and emoji. Both know entities.
   */
  dialect?: 'markdown' | 'lark_md' | 'mentions';
  /** Whether `\*` is a star. */
  escapes?: boolean;
  /** Whether `~a~` is struck out. */
  singleTilde?: boolean;
  /** Whether an address in the text becomes a link: none, http(s) only, or www. and e-mails as well. */
  autolinks?: 'none' | 'http' | 'all';
  /** Whether `[a]: https://x` defines a link. */
  definitions?: boolean;
}

/** What the vendor's pages leave open, decided in different ways: a proof has to hold in all of them. */
export const READINGS: readonly DialectOptions[] = [
  {},
  { escapes: false },
  { singleTilde: true },
  { autolinks: 'none' },
  { definitions: false },
  { escapes: false, singleTilde: true, definitions: false },
];

/**
 * Parses the vendor's markdown by other means than our own code: micromark, with CommonMark (without HTML), tables and
 * strikethrough of GFM, and what the vendor added.
 *
 * ```text
 * **a** <font color='red'>b</font>   bold "a", text " ", tag font { color: 'red' } around "b"
 * `<at id=all></at>`                 code
 * &#60;at id=all&#62;                text "<at id=all>"
 * | `a | <at id=all></at>` |         a mention: the pipe cuts the code in two
 * ```
 */
export function parseDialect(source: string, options: DialectOptions = {}): DialectTree {
  // A mark of byte order at the beginning is taken away, and is a character like any other here.
  const mdast = fromMarkdown(source.startsWith('\ufeff') ? `\ufeff${source}` : source, {
    extensions: syntax(options),
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      // Its transform looks for links in decoded text, too late: only what the syntax has found is one.
      { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] },
      {
        enter: { dialectTag: enterNode, dialectEmoji: enterNode, dialectLegacy: enterNode },
        exit: {
          dialectTagData(token) {
            const node = this.stack[this.stack.length - 1] as unknown as Piece;
            if (node.source !== '') node.source += '\n';
            node.source += this.sliceSerialize(token);
          },
          dialectTag(token) {
            this.exit(token);
          },
          dialectEmoji: exitNode,
          dialectLegacy: exitNode,
        },
      },
    ],
  });
  const definitions = new Map<string, { url: string; title: string }>();
  const collect = (node: Nodes): void => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, { url: node.url, title: node.title ?? '' });
    }
    if ('children' in node) for (const child of node.children) collect(child);
  };
  collect(mdast);
  return { source, children: convertAll(mdast.children, definitions) };
}

// --- Syntax ----------------------------------------------------------------------------------------------------------

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    dialectTag: 'dialectTag';
    dialectTagData: 'dialectTagData';
    dialectEmoji: 'dialectEmoji';
    dialectLegacy: 'dialectLegacy';
  }
}

const BLOCKS = ['headingAtx', 'setextUnderline', 'thematicBreak', 'blockQuote', 'list'];
const CODE = ['codeText', 'codeFenced', 'codeIndented'];

function syntax(options: DialectOptions): Extension[] {
  const { dialect = 'markdown', escapes = true, definitions = true } = options;
  const off = ['htmlFlow', 'htmlText'];
  if (!escapes) off.push('characterEscape', 'hardBreakEscape');
  if (!definitions || dialect !== 'markdown') off.push('definition');
  if (dialect !== 'markdown') off.push(...BLOCKS, ...CODE, 'labelStartImage', 'autolink');
  if (dialect === 'mentions') off.push('attention', 'labelStartLink');
  return [
    { disable: { null: off } },
    {
      text: {
        // After CommonMark's own: `<https://x>` is a link, `&copy;` an entity.
        60: { ...TAG, add: 'after' },
        38: { ...LEGACY, add: 'after' },
        58: EMOJI,
      },
    },
    ...(dialect === 'markdown' ? [gfmTable()] : []),
    ...(dialect === 'mentions'
      ? []
      : [gfmStrikethrough({ singleTilde: options.singleTilde ?? false })]),
    ...(dialect === 'mentions' ? [] : autolinks(options.autolinks ?? 'http')),
  ];
}

function autolinks(which: 'none' | 'http' | 'all'): Extension[] {
  const all = gfmAutolinkLiteral();
  if (which === 'all') return [all];
  if (which === 'none') return [];
  const http = (code: 72 | 104) =>
    ([all.text?.[code]].flat() as Construct[]).filter(({ name }) => name === 'protocolAutolink');
  return [{ text: { 72: http(72), 104: http(104) } }];
}

const isLetter = (code: Code) => code !== null && /^[A-Za-z]$/.test(String.fromCharCode(code));
const isWord = (code: Code) => code !== null && /^[A-Za-z0-9_]$/.test(String.fromCharCode(code));
/** micromark's codes of line ends are below those of tabs. */
const isLineEnd = (code: Code) => code !== null && code < -2;

/** `<`, a letter, a slash, `!` or `?`, and all up to the next `>`, on this line or another one of the paragraph. */
const TAG: Construct = {
  name: 'dialectTag',
  tokenize(effects, ok, nok) {
    const start: State = (code) => {
      effects.enter('dialectTag');
      effects.enter('dialectTagData');
      effects.consume(code);
      return name;
    };
    const name: State = (code) => {
      if (!isLetter(code) && code !== 47 && code !== 33 && code !== 63) return nok(code);
      effects.consume(code);
      return inside;
    };
    const inside: State = (code) => {
      if (code === null) return nok(code);
      if (isLineEnd(code)) {
        effects.exit('dialectTagData');
        effects.enter('lineEnding');
        effects.consume(code);
        effects.exit('lineEnding');
        return nextLine;
      }
      effects.consume(code);
      if (code !== 62) return inside;
      effects.exit('dialectTagData');
      effects.exit('dialectTag');
      return ok;
    };
    const nextLine: State = (code) => {
      if (code === null || isLineEnd(code)) return nok(code);
      effects.enter('dialectTagData');
      return inside(code);
    };
    return start;
  },
};

const EMOJI: Construct = {
  name: 'dialectEmoji',
  tokenize(effects, ok, nok) {
    let key = '';
    const start: State = (code) => {
      effects.enter('dialectEmoji');
      effects.consume(code);
      return inside;
    };
    const inside: State = (code) => {
      if (code === 58 && EMOJI_KEYS.has(key)) {
        effects.consume(code);
        effects.exit('dialectEmoji');
        return ok;
      }
      if (!isWord(code)) return nok(code);
      key += String.fromCharCode(code as number);
      effects.consume(code);
      return inside;
    };
    return start;
  },
};

const LEGACY_NAMES = new Set(characterEntitiesLegacy);
const LONGEST_LEGACY = Math.max(...characterEntitiesLegacy.map(({ length }) => length));

/** As HTML has it: the longest name that is known, whatever follows; digits, without a semicolon behind them. */
const LEGACY: Construct = {
  name: 'dialectLegacy',
  tokenize(effects, ok, nok) {
    let name = '';
    const start: State = (code) => {
      effects.enter('dialectLegacy');
      effects.consume(code);
      return inside;
    };
    const inside: State = (code) => {
      if (code === 35 ? name === '' : isWord(code) && name.length < LONGEST_LEGACY + 8) {
        name += String.fromCharCode(code as number);
        effects.consume(code);
        return inside;
      }
      if (legacyLength(name) === 0) return nok(code);
      effects.exit('dialectLegacy');
      return ok(code);
    };
    return start;
  },
};

/** How much of what follows an ampersand is a legacy entity. */
function legacyLength(name: string): number {
  if (name.startsWith('#')) return /^#(?:\d+|[xX][\da-fA-F]+)/.exec(name)?.[0].length ?? 0;
  for (let length = Math.min(name.length, LONGEST_LEGACY); length > 0; length--) {
    if (LEGACY_NAMES.has(name.slice(0, length))) return length;
  }
  return 0;
}

// --- Tree ------------------------------------------------------------------------------------------------------------

interface Piece {
  type: 'dialectTag' | 'dialectEmoji' | 'dialectLegacy';
  source: string;
  position?: { start: { offset?: number }; end: { offset?: number } };
}

function enterNode(this: CompileContext, token: Token): void {
  const node: Piece = { type: token.type as Piece['type'], source: '' };
  this.enter(node as never, token);
}

function exitNode(this: CompileContext, token: Token): void {
  (this.stack[this.stack.length - 1] as unknown as Piece).source = this.sliceSerialize(token);
  this.exit(token);
}

type Definitions = ReadonlyMap<string, { url: string; title: string }>;

function convertAll(nodes: readonly (RootContent | Piece)[], definitions: Definitions) {
  return paired(nodes.flatMap((node) => convert(node, definitions)));
}

function convert(node: RootContent | Piece, definitions: Definitions): DialectNode[] {
  const at = {
    from: node.position?.start.offset ?? 0,
    to: node.position?.end.offset ?? 0,
  };
  const inside = () =>
    'children' in node ? convertAll(node.children as PhrasingContent[], definitions) : [];
  switch (node.type) {
    case 'text':
      return [{ type: 'text', text: node.value, at }];
    case 'break':
      return [{ type: 'text', text: '\n', at }];
    case 'strong':
      return [{ type: 'mark', mark: 'bold', children: inside(), at }];
    case 'emphasis':
      return [{ type: 'mark', mark: 'italic', children: inside(), at }];
    case 'delete':
      return [{ type: 'mark', mark: 'strikethrough', children: inside(), at }];
    case 'inlineCode':
      return [{ type: 'code', text: node.value, at }];
    case 'link':
      return [{ type: 'link', url: node.url, title: node.title ?? '', children: inside(), at }];
    case 'linkReference':
      return [{ type: 'link', ...definitions.get(node.identifier)!, children: inside(), at }];
    case 'image':
      return [{ type: 'image', url: node.url, alt: node.alt ?? '', title: node.title ?? '', at }];
    case 'imageReference':
      return [{ type: 'image', ...definitions.get(node.identifier)!, alt: node.alt ?? '', at }];
    case 'definition':
      return [{ type: 'definition', url: node.url, title: node.title ?? '', at }];
    case 'paragraph':
      return [{ type: 'paragraph', children: inside(), at }];
    case 'blockquote':
      return [{ type: 'quote', children: inside(), at }];
    case 'listItem':
      return [{ type: 'item', children: inside(), at }];
    case 'tableRow':
      return [{ type: 'row', children: inside(), at }];
    case 'tableCell':
      return [{ type: 'cell', children: inside(), at }];
    case 'table':
      return [{ type: 'table', children: inside(), at }];
    case 'heading':
      return [{ type: 'heading', depth: node.depth, children: inside(), at }];
    case 'list':
      return [
        {
          type: 'list',
          start: node.ordered ? (node.start ?? 1) : undefined,
          children: inside(),
          at,
        },
      ];
    case 'code': {
      const language = [node.lang, node.meta].filter(Boolean).join(' ');
      return [{ type: 'code-block', language, text: node.value, at }];
    }
    case 'thematicBreak':
      return [{ type: 'rule', at }];
    case 'dialectEmoji':
      return [{ type: 'emoji', key: node.source.slice(1, -1), at }];
    case 'dialectLegacy': {
      // The name may be the beginning of a longer word, which is text.
      const length = 1 + legacyLength(node.source.slice(1));
      const middle = at.from + length;
      const legacy: DialectNode = {
        type: 'legacy',
        source: node.source.slice(0, length),
        at: { from: at.from, to: middle },
      };
      const rest = node.source.slice(length);
      return rest === ''
        ? [legacy]
        : [legacy, { type: 'text', text: rest, at: { from: middle, to: at.to } }];
    }
    case 'dialectTag':
      return [tagOf(node.source, at)];
    default:
      throw new Error(`the parser of tests does not know ${node.type}`);
  }
}

function tagOf(source: string, at: Range): DialectNode & { type: 'tag' } {
  const [, slash, name = ''] = /^<(\/?)([!?\w:.-]*)/.exec(source)!;
  const attributes: Record<string, string> = {};
  const rest = source.slice(1 + slash!.length + name.length).replace(/\/?>$/, '');
  for (const [, key, double, single, bare] of rest.matchAll(
    /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    attributes[key!.toLowerCase()] = double ?? single ?? bare ?? '';
  }
  const isVoid = /^[bh]r$/i.test(name);
  return {
    type: 'tag',
    name: name.toLowerCase(),
    part: isVoid ? 'void' : slash ? 'end' : 'start',
    attributes,
    children: [],
    source,
    at,
  };
}

/** Puts what stands between a start tag and its end into it, and adjoining texts together. */
function paired(flat: readonly DialectNode[]): DialectNode[] {
  const out: DialectNode[] = [];
  for (const node of flat) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      out[out.length - 1] = {
        type: 'text',
        text: last.text + node.text,
        at: { from: last.at.from, to: node.at.to },
      };
    } else if (node.type === 'tag' && node.part === 'end') {
      const start = out.findLastIndex(
        (one) => one.type === 'tag' && one.part === 'start' && one.name === node.name,
      );
      const begun = out[start];
      if (begun?.type !== 'tag') out.push(node);
      else {
        const children = out.splice(start + 1);
        out[start] = {
          ...begun,
          part: 'whole',
          children,
          at: { from: begun.at.from, to: node.at.to },
        };
      }
    } else out.push(node);
  }
  return out;
}

// --- What is in a tree ------------------------------------------------------------------------------------------------

/** Every node, outer ones first. */
export function nodesIn(tree: DialectTree | DialectNode): DialectNode[] {
  const children = 'children' in tree ? tree.children : [];
  return children.flatMap((node) => [node, ...nodesIn(node)]);
}

function ofType<T extends DialectNode['type']>(tree: DialectTree | DialectNode, type: T) {
  return nodesIn(tree).filter((node): node is DialectNode & { type: T } => node.type === type);
}

/** All text that is shown. A line break is `\n`, and so is the end of a block before the next. */
export function textOf(tree: DialectTree | DialectNode): string {
  const blocks: string[] = [];
  let line = '';
  const walk = (nodes: readonly DialectNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'text' || node.type === 'code') line += node.text;
      else if (node.type === 'emoji') line += `:${node.key}:`;
      else if (node.type === 'legacy') line += decodeString(`${node.source};`);
      else if (node.type === 'image') line += node.alt;
      else if (node.type === 'tag' && node.name === 'br') line += '\n';
      else if (node.type === 'mark' || node.type === 'link' || node.type === 'tag') {
        walk(node.children);
      } else if (node.type === 'code-block') blocks.push(node.text);
      else if ('children' in node) {
        walk(node.children);
        if (LEAVES.has(node.type)) {
          blocks.push(line);
          line = '';
        }
      }
    }
  };
  walk('children' in tree ? tree.children : [tree]);
  if (line !== '') blocks.push(line);
  return blocks.join('\n');
}

const LEAVES = new Set<string>(['paragraph', 'heading', 'cell']);

/** A tag that was found, also where markdown sees none, as in the title of a link. */
export interface FoundTag {
  readonly name: string;
  readonly part: 'whole' | 'void' | 'start' | 'end' | 'hidden';
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Every tag outside code. Who looks for tags before markdown finds them in other places too: in alt texts, titles,
 * addresses, definitions and in other tags.
 */
export function tagsIn(tree: DialectTree): FoundTag[] {
  const hidden = (source: string) =>
    [...source.matchAll(/<[A-Za-z/!?][^>]*>/g)].map(([found]) => ({
      ...tagOf(found, { from: 0, to: 0 }),
      part: 'hidden' as const,
    }));
  return nodesIn(tree).flatMap((node): FoundTag[] => {
    const source = tree.source.slice(node.at.from, node.at.to);
    if (node.type === 'tag') return [node, ...hidden(node.source.slice(1))];
    if (node.type === 'image' || node.type === 'definition') return hidden(source);
    if (node.type === 'link') return hidden(destinationSource(tree, node));
    return [];
  });
}

/** The part of a link's source that is not its text. */
function destinationSource(tree: DialectTree, node: DialectNode & { type: 'link' }): string {
  const source = tree.source.slice(node.at.from, node.at.to);
  // `<https://x>` is CommonMark's, and shows what is in it.
  if (/^<[^>]*>$/.test(source)) return '';
  const last = node.children.at(-1);
  return last ? tree.source.slice(last.at.to, node.at.to) : source;
}

export const imagesIn = (tree: DialectTree) => ofType(tree, 'image');
export const tablesIn = (tree: DialectTree) => ofType(tree, 'table');
export const emojiIn = (tree: DialectTree) => ofType(tree, 'emoji').map(({ key }) => key);
export const codeIn = (tree: DialectTree) => ofType(tree, 'code').map(({ text }) => text);
export const codeBlocksIn = (tree: DialectTree) => ofType(tree, 'code-block');
export const marksIn = (tree: DialectTree) => ofType(tree, 'mark');
export const headingsIn = (tree: DialectTree) => ofType(tree, 'heading');

/** Every address that a click could lead to, of links and of tags, as written and decoded. */
export function linksIn(tree: DialectTree): string[] {
  return nodesIn(tree).flatMap((node) => {
    if (node.type === 'link' || node.type === 'definition') return [node.url];
    if (node.type !== 'tag' || node.part === 'end') return [];
    const urls = Object.entries(node.attributes)
      .filter(([name]) => /(?:^|_)(?:href|url|link)$/.test(name))
      .map(([, url]) => url);
    if (node.name === 'a' && !node.attributes.href) urls.push(textOf(node));
    return urls
      .filter((url) => url !== '')
      .flatMap((url) => [...new Set([url, decodeString(url)])]);
  });
}

/** Entities without a semicolon: in the text, in addresses and in the attributes of tags. */
export function legacyIn(tree: DialectTree): string[] {
  const within = (text: string) =>
    [...text.matchAll(/&(#?\w*)(;?)/g)].flatMap(([, name, semicolon]) => {
      const length = legacyLength(name!);
      return length === 0 || (semicolon && length === name!.length)
        ? []
        : [`&${name!.slice(0, length)}`];
    });
  return nodesIn(tree).flatMap((node) => {
    if (node.type === 'legacy') return [node.source];
    if (node.type === 'tag') return within(node.source);
    if (node.type === 'link' || node.type === 'definition') {
      return within(`${node.url} ${node.title}`);
    }
    if (node.type === 'image') return within(`${node.url} ${node.alt} ${node.title}`);
    return [];
  });
}

/** Addresses that stand in the text, as a simple finder of links sees them: to the next blank or angle bracket. */
export function bareUrlsIn(tree: DialectTree): string[] {
  let text = tree.source;
  const blank = ({ from, to }: Range) => {
    text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
  };
  for (const node of nodesIn(tree)) {
    if (['code', 'code-block', 'image', 'definition'].includes(node.type)) blank(node.at);
    else if (node.type === 'tag')
      blank({ from: node.at.from, to: node.at.from + node.source.length });
    else if (node.type === 'link') {
      const source = text.slice(node.at.from, node.at.to);
      const last = node.children.at(-1);
      if (/^<[^>]*>$/.test(source)) blank(node.at);
      else if (source.endsWith(')') && last) blank({ from: last.at.to, to: node.at.to });
    }
  }
  return [...text.matchAll(/https?:\/\/[^\s<>]*/gi)].map(([url]) => url);
}

/** A tree to compare with: texts as strings, all else as a list of its name, what it is given, and its children. */
export type Shape = string | number | Readonly<Record<string, string>> | readonly Shape[];

/**
 * The tree without places.
 *
 * ```text
 * **a** [b](https://x)   ['paragraph', ['bold', 'a'], ' ', ['link', { url: 'https://x' }, 'b']]
 * ```
 */
export function shapeOf(tree: DialectTree | DialectNode): Shape[] {
  const out: Shape[] = [];
  const push = (shape: Shape): void => {
    const last = out.at(-1);
    if (typeof shape === 'string' && typeof last === 'string') out[out.length - 1] = last + shape;
    else out.push(shape);
  };
  for (const node of 'children' in tree ? tree.children : []) {
    const inside = shapeOf(node);
    if (node.type === 'text') push(node.text);
    else if (node.type === 'mark') push([node.mark, ...inside]);
    else if (node.type === 'code') push(['code', node.text]);
    else if (node.type === 'link') push(['link', { url: node.url }, ...inside]);
    else if (node.type === 'image') push(['image', { url: node.url, alt: node.alt }]);
    else if (node.type === 'emoji') push(['emoji', node.key]);
    else if (node.type === 'legacy') push(['legacy', node.source]);
    else if (node.type === 'tag' && node.name === 'br') push('\n');
    else if (node.type === 'tag') {
      const name = node.part === 'end' ? `/${node.name}` : node.name;
      const open = node.part === 'start' ? `${name}, not closed` : name;
      push([`<${open}>`, node.attributes, ...inside]);
    } else if (node.type === 'heading') push(['heading', node.depth, ...inside]);
    else if (node.type === 'list') push(['list', node.start ?? 'bullets', ...inside]);
    else if (node.type === 'code-block')
      push(['code-block', { language: node.language, text: node.text }]);
    else if (node.type === 'definition') push(['definition', { url: node.url }]);
    else push([node.type, ...inside]);
  }
  return out;
}

/** A shape that was put together: adjoining texts become one, and empty ones none. */
export function joined(shapes: readonly Shape[]): Shape[] {
  const out: Shape[] = [];
  for (const shape of shapes) {
    const last = out.at(-1);
    if (shape === '') continue;
    if (typeof shape === 'string' && typeof last === 'string') out[out.length - 1] = last + shape;
    else if (!isList(shape)) out.push(shape);
    else out.push([...shape.slice(0, 1), ...joined(shape.slice(1))]);
  }
  return out;
}

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape);

/** Keys of the vendor's list of reactions (emojis-introduce, 2025-02-19). */
export const EMOJI_KEYS: ReadonlySet<string> = new Set(
  `OK THUMBSUP THANKS MUSCLE FINGERHEART APPLAUSE FISTBUMP JIAYI DONE SMILE BLUSH LAUGH SMIRK LOL FACEPALM LOVE WINK
  PROUD WITTY SMART SCOWL THINKING SOB CRY ERROR NOSEPICK HAUGHTY SLAP SPITBLOOD TOASTED GLANCE DULL INNOCENTSMILE
  JOYFUL WOW TRICK YEAH ENOUGH TEARS EMBARRASSED KISS SMOOCH DROOL OBSESSED MONEY TEASE SHOWOFF COMFORT CLAP PRAISE
  STRIVE XBLUSH SILENT WAVE WHAT FROWN SHY DIZZY LOOKDOWN CHUCKLE WAIL CRAZY WHIMPER HUG BLUBBER WRONGED HUSKY SHHH
  SMUG ANGRY HAMMER SHOCKED TERROR PETRIFIED SKULL SWEAT SPEECHLESS SLEEP DROWSY YAWN SICK PUKE BETRAYED HEADSET
  EatingFood MeMeMe Sigh Typing Lemon Get LGTM OnIt OneSecond VRHeadset YouAreTheBest SALUTE SHAKE HIGHFIVE UPPERLEFT
  ThumbsDown SLIGHT TONGUE EYESCLOSED RoarForYou CALF BEAR BULL RAINBOWPUKE ROSE HEART PARTY LIPS BEER CAKE GIFT
  CUCUMBER Drumstick Pepper CANDIEDHAWS BubbleTea Coffee Yes No OKR CheckMark CrossMark MinusOne Hundred AWESOMEN Pin
  Alarm Loudspeaker Trophy Fire BOMB Music XmasTree Snowman XmasHat FIREWORKS 2022 REDPACKET FORTUNE LUCK FIRECRACKER
  StickyRiceBalls HEARTBROKEN POOP StatusFlashOfInspiration 18X CLEAVER Soccer Basketball GeneralDoNotDisturb
  Status_PrivateMessage GeneralInMeetingBusy StatusReading StatusInFlight GeneralBusinessTrip GeneralWorkFromHome
  StatusEnjoyLife GeneralTravellingCar StatusBus GeneralSun GeneralMoonRest MoonRabbit Mooncake JubilantRabbit TV Movie
  Pumpkin BeamingFace Delighted ColdSweat FullMoonFace Partying GoGoGo ThanksFace SaluteFace Shrug ClownFace
  HappyDragon`.split(/\s+/),
);
