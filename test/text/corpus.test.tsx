import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Card, Markdown, render, Span } from 'larkx';
import { describe, expect, test } from 'vitest';
import { eachObject } from '../../src/card/tree.js';
import { parseDialect, textOf } from '../support/dialect.js';
import { hazardsIn } from './hazards.js';

/** Cards of the vendor's pages and of public programs. They are not ours to publish, so the folder is named from outside. */
const folder = process.env.LARKX_CORPUS;
const there = folder !== undefined && existsSync(join(folder, 'cards'));

if (!there) {
  const what = `no corpus of cards: LARKX_CORPUS is ${folder ?? 'not set'}; real texts are not written`;
  console.warn(`\n*** SKIPPED: ${what} ***\n`);
  test('the corpus is there in CI', () => {
    expect(process.env.CI === 'true' ? what : '').toBe('');
  });
}

describe.skipIf(!there)('of the texts of real cards', () => {
  const words: string[] = [];
  const sources: string[] = [];
  for (const name of there ? readdirSync(join(folder as string, 'cards')) : []) {
    if (!name.endsWith('.json')) continue;
    const card = JSON.parse(readFileSync(join(folder as string, 'cards', name), 'utf8'));
    eachObject(card, ({ tag, content }) => {
      if (typeof content !== 'string') return;
      if (tag === 'plain_text') words.push(content);
      if (tag === 'markdown' || tag === 'lark_md') sources.push(content);
    });
  }

  test('there are many', () => {
    expect(words.length).toBeGreaterThan(500);
    expect(sources.length).toBeGreaterThan(500);
  });

  test('an inert text is hardly longer than the text', () => {
    const lines = [...words, ...sources.map(wordsOf)].flatMap((text) =>
      text.split('\n').filter((line) => line.trim() !== ''),
    );
    const before = lines.reduce((sum, line) => sum + bytes(line), 0);
    const after = lines.reduce((sum, line) => sum + bytes(sourceOf(<Span>{line}</Span>)), 0);
    const overhead = (100 * (after - before)) / before;
    console.log(`inert text of ${lines.length} lines: ${overhead.toFixed(2)} % more bytes`);
    expect(overhead).toBeLessThan(2);
  });

  test('as strings they do no harm, and those that did none are shown as before', () => {
    let changed = 0;
    const all = [...new Set(sources)];
    for (const source of all) {
      const safe = sourceOf(source);
      expect({ source, hazards: hazardsIn(safe) }).toEqual({ source, hazards: [] });
      if (safe === source) continue;
      changed++;
      if (hazardsIn(source).length > 0) continue;
      expect(textOf(parseDialect(safe))).toBe(textOf(parseDialect(source)));
    }
    console.log(`safe markdown: ${changed} of ${all.length} sources changed`);
  }, 60_000);
});

function sourceOf(children: Parameters<typeof Markdown>[0]['children']): string {
  const card = render(
    <Card>
      <Markdown>{children}</Markdown>
    </Card>,
  );
  return (card.body!.elements![0] as unknown as { content: string }).content;
}

/** What is shown of a markdown text, without its blocks of code: those are no words. */
function wordsOf(source: string): string {
  const tree = parseDialect(source);
  return textOf({ ...tree, children: tree.children.filter(({ type }) => type !== 'code-block') });
}

const bytes = (text: string) => Buffer.byteLength(text);
