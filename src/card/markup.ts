import { EMOJI_KEYS } from '../../components/inline/emoji-keys.js';

/** What markup is for, which decides where it would work. */
export type MarkupKind = 'format' | 'block' | 'mention' | 'emoji' | 'entity';

export interface Markup {
  readonly kind: MarkupKind;
  /** The piece of the text. */
  readonly found: string;
}

/**
 * The first markup in a text that shows none. It is a guess at what the author meant, so it takes only what hardly
 * occurs otherwise: both ends of a pair, next to words and with words between them.
 *
 * ```text
 * **done**   [log](https://...)   <at id=all></at>   :OK:   &#60;      found
 * src/**\/*.ts   2**3**4   __init__.py   <name>   12:30:45   AT&T      not
 * ```
 */
export function markupIn(text: string): Markup | undefined {
  // Most texts have nothing of the kind, and finding that out costs nothing.
  if (!/[*_`~[<:&#-]/.test(text)) return undefined;
  let first: (Markup & { readonly at: number }) | undefined;
  for (const { kind, pattern, is } of MARKUP) {
    for (const match of text.matchAll(pattern)) {
      if (is && !is(match)) continue;
      if (!first || match.index < first.at) first = { kind, found: match[0], at: match.index };
      break;
    }
  }
  return first && { kind: first.kind, found: first.found };
}

interface Rule {
  readonly kind: MarkupKind;
  readonly pattern: RegExp;
  /** What a pattern cannot say. */
  readonly is?: (match: RegExpExecArray) => boolean;
}

/** Names of Python and of others that begin and end with two underscores. */
const DUNDER =
  /^__(?:init|main|name|file|path|doc|all|call|class|dict|del|new|repr|str|len|iter|next|enter|exit|eq|ne|lt|gt|le|ge|hash|bool|add|sub|getattr|setattr|getitem|setitem|slots|version|author|import|builtins|annotations|module|future|proto|dirname|filename|tests|mocks|snapshots|fixtures|typename|pycache|\w+_\w+)__$/;

/** A gap that a program fills in: `__TITLE__`. */
const PLACEHOLDER = /^__[A-Z0-9_]+__$/;

const EMOJI = new Set<string>(EMOJI_KEYS);

const holdsWords = (text: string | undefined) => /[\p{L}\p{N}]/u.test(text ?? '');

const MARKUP: readonly Rule[] = [
  {
    // No path, no power, no row of asterisks: nothing of a word or a path touches it from outside.
    kind: 'format',
    pattern: /(?<![\w*/\\.)])\*\*(?=[^\s*/])([^*\n]{1,200}?)(?<=[^\s/])\*\*(?![\w*/.])/g,
    is: ([, inner]) => holdsWords(inner),
  },
  {
    kind: 'format',
    pattern: /(?<![\w/\\.-])__(?=[^\s_])([^_\n]|_(?!_)){1,200}?(?<=[^\s_])__(?![\w/\\.(-])/g,
    is: ([found]) =>
      holdsWords(found.slice(2, -2)) && !DUNDER.test(found) && !PLACEHOLDER.test(found),
  },
  {
    // In Chinese and Japanese, tildes draw a word out.
    kind: 'format',
    pattern: /(?<![~\p{L}\p{N}/])~~(?=[^\s~])([^~\n]{1,200}?)(?<=[^\s~])~~(?!~)/gu,
    is: ([, inner]) => holdsWords(inner),
  },
  {
    kind: 'format',
    pattern: /(?<!`)`(?=[^\s`])([^`\n]{1,200}?)(?<=[^\s`])`(?!`)/g,
    is: ([, inner]) => holdsWords(inner),
  },
  { kind: 'block', pattern: /^```.*$/gm },
  { kind: 'block', pattern: /!\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)/g },
  { kind: 'format', pattern: /(?<!!)\[[^\]\n]{1,200}\]\((?:https?|tel|lark):[^)\s]{1,500}\)/g },
  {
    // "# of tickets" and "# 42" are words.
    kind: 'block',
    pattern: /^#{1,6} (?!of\b|\d+\s*$)\S.*$/gm,
  },
  { kind: 'block', pattern: /^[-*] \S.*\n(?:[ \t]*\n)?[-*] \S.*$/gm },
  { kind: 'mention', pattern: /<at\s+[^<>]{0,300}=[^<>]{0,300}>|<\/at>/gi },
  {
    // `<link>` alone stands for a word in many a manual.
    kind: 'format',
    pattern:
      /<(?:font|a|link|text_tag|number_tag|local_datetime|person|audio)\s+[^<>]{0,300}=[^<>]{0,300}>|<\/(?:font|a|text_tag|number_tag|local_datetime|person)>|<br ?\/?>|<hr ?\/?>/gi,
  },
  {
    kind: 'emoji',
    pattern: /(?<![\w:]):(\w{1,40}):(?![\w:])/g,
    is: ([, key]) => key !== undefined && EMOJI.has(key),
  },
  {
    kind: 'entity',
    pattern: /&(?:#\d{2,7}|#x[\da-f]{2,6}|nbsp|ensp|emsp|zwj|sim|lt|gt|amp|quot|apos);/gi,
  },
];
