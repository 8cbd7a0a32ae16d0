import type { Dialect, MarkdownNode } from './node.js';
import type { TableBudget } from './safe.js';

export interface WriteOptions {
  readonly dialect: Dialect;
  /**
   * Whether the text still grows at its end. The source is then the beginning of every later one: what is open at the
   * end stays open, and an unfinished construct of a string is held back.
   */
  readonly open: boolean;
  /** How many tables strings may still bring into the card. */
  readonly tables: TableBudget;
}

/** The source of a markdown text. */
export function writeMarkdown(_nodes: readonly MarkdownNode[], _options: WriteOptions): string {
  throw new Error('not written yet');
}
