import type { Dialect } from './node.js';

/** How many markdown tables the strings of a card may still bring; one for all texts of a card. */
export class TableBudget {
  constructor(private left: number) {}

  get some(): boolean {
    return this.left > 0;
  }

  take(): void {
    this.left--;
  }
}

/** Writes the source of a run of strings and inline constructs. */
export class SafeWriter {
  constructor(_options: { dialect: Dialect; tables: TableBudget }) {}

  /** The source so far, without what is held back. */
  get out(): string {
    throw new Error('not written yet');
  }

  /** Adds a string: formatting works; mentions and whatever could harm the card do not. */
  safe(_text: string): void {}

  /** Adds trusted source, as it is. It may hold blocks. */
  trusted(_source: string): void {}

  /** Adds a complete inline construct, such as `**a**` or a mention. What strings have left unfinished becomes text. */
  inline(_source: string): void {}

  /** Where the next character goes. */
  get place(): 'line-start' | 'text' | 'code' | 'table' {
    throw new Error('not written yet');
  }

  /** Replaces the last character by its entity; needed where an emphasis begins behind it. */
  encodeLast(): void {}

  /** The source, with open fences, tags and emphasis closed. */
  finish(): string {
    throw new Error('not written yet');
  }
}
