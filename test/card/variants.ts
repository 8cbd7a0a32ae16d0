import { check } from 'larkx';
import { expect, test } from 'vitest';
import { changed } from '../support/pointer.js';

export interface Expected {
  code: string;
  path: string;
  severity?: 'error' | 'warning';
  message?: string;
  hint?: string;
}

/** What is changed in a card, by JSON Pointers, and all that is then reported. */
export type Variant = readonly [
  name: string,
  changes: Readonly<Record<string, unknown>>,
  expected: Expected | readonly Expected[],
  options?: Parameters<typeof check>[1],
];

export const words = (content: string) => ({ tag: 'plain_text', content });

export function testVariants(card: object, variants: readonly Variant[]): void {
  test('the card that the variants start from has no issue', () => {
    expect(check(card)).toEqual([]);
  });

  for (const [name, changes, expected, options] of variants) {
    test(name, () => {
      const wanted = [expected].flat().map((issue) => ({ severity: 'error', ...issue }));
      const found = check(changed(card, changes), options);
      // Everything, in any order: the order of issues is no promise.
      expect(found.map(inShort).sort()).toEqual(wanted.map(inShort).sort());
      expect(found).toEqual(
        expect.arrayContaining(wanted.map((issue) => expect.objectContaining(issue))),
      );
    });
  }
}

function inShort(issue: { code: string; severity?: string; path: string }): string {
  return `${issue.severity} ${issue.code} ${issue.path}`;
}
