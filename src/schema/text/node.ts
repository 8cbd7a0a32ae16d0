/**
 * What stands in a markdown text, before it is source. Inline components and strings become such nodes; `writeMarkdown`
 * makes the source of them.
 */
export type MarkdownNode = InlineNode | BlockNode | PartNode;

export type InlineNode =
  /** Words that are shown as exactly these words. */
  | { readonly type: 'text'; readonly text: string }
  /** Safe markdown: formatting works, nothing else does. */
  | { readonly type: 'safe'; readonly text: string }
  /** Source that goes out as it is. */
  | { readonly type: 'trusted'; readonly source: string }
  | { readonly type: 'mark'; readonly mark: Mark; readonly children: readonly InlineNode[] }
  | { readonly type: 'code'; readonly text: string }
  /** `[children](url)`; without children, the address itself is shown. */
  | { readonly type: 'link'; readonly url: string; readonly children: readonly InlineNode[] }
  /** A tag of the dialect, `<name a='b'>children</name>`. Attributes that are `undefined` are left out. */
  | {
      readonly type: 'tag';
      readonly name: string;
      readonly attributes: Attributes;
      readonly children: readonly InlineNode[];
    }
  | { readonly type: 'image'; readonly key: string; readonly alt: string }
  /** `:KEY:` */
  | { readonly type: 'emoji'; readonly key: string }
  | { readonly type: 'break' };

export type BlockNode =
  | {
      readonly type: 'heading';
      readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
      readonly children: readonly InlineNode[];
    }
  | { readonly type: 'quote'; readonly children: readonly MarkdownNode[] }
  /** Numbered from `start`; with bullets, where it is `undefined`. */
  | {
      readonly type: 'list';
      readonly start: number | undefined;
      readonly items: readonly (PartNode & { readonly type: 'item' })[];
    }
  | {
      readonly type: 'code-block';
      readonly text: string;
      readonly language: string | undefined;
    }
  | { readonly type: 'rule' }
  /** The first row is the head. */
  | { readonly type: 'table'; readonly rows: readonly (PartNode & { readonly type: 'row' })[] };

/** What stands in a list or a table only. */
export type PartNode =
  | { readonly type: 'item'; readonly children: readonly MarkdownNode[] }
  | { readonly type: 'row'; readonly cells: readonly (PartNode & { readonly type: 'cell' })[] }
  | { readonly type: 'cell'; readonly children: readonly InlineNode[] };

export type Mark = 'bold' | 'italic' | 'strikethrough';

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Which markup a place understands: `markdown` all of it, `lark_md` the small dialect of texts, `mentions` (the header)
 * mentions and emoji only.
 */
export type Dialect = 'markdown' | 'lark_md' | 'mentions';
