import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardJson, check } from 'larkx';
import { describe, expect, test } from 'vitest';
import { CardKitError } from '../../src/schema/cardkit-error.js';
import { still } from './setup.js';

/**
 * Cards of the vendor's pages and of public programs, as in `test/card/corpus.test.ts`. They are not ours to publish, so
 * the folder is named from outside.
 */
const folder = process.env.LARKX_CORPUS;
const there = folder !== undefined && existsSync(join(folder, 'cards'));

if (!there) {
  const what = `no corpus of cards: LARKX_CORPUS is ${folder ?? 'not set'}; real cards are not created on the emulator`;
  console.warn(`\n*** SKIPPED: ${what} ***\n`);
  test('the corpus is there in CI', () => {
    expect(process.env.CI === 'true' ? what : '').toBe('');
  });
}

describe.skipIf(!there)('of the real cards', () => {
  const cards = there ? read() : new Map<string, CardJson>();
  const right = [...cards].filter(
    ([, card]) => !check(card).some(({ severity }) => severity === 'error'),
  );

  test.each(right)('%s, which has no error, is created', async (_, card) => {
    expect(await refusalOf(card)).toBeUndefined();
  });

  test('most have no error', () => {
    expect(right.length).toBeGreaterThan(cards.size * 0.9);
  });

  test.each([...cards])('%s is refused only for what is found in it', async (_, card) => {
    const refusal = await refusalOf(card);
    const property = /unknown property '([^']+)'/.exec(refusal ?? '')?.[1];
    if (property === undefined) return;
    const unknown = check(card).filter(({ code }) => /^field-(?:unknown|legacy)$/.test(code));
    expect(unknown.map(({ path }) => path.split('/').at(-1))).toContain(property);
  });

  function read(): Map<string, CardJson> {
    const path = join(folder as string, 'cards');
    const names = readdirSync(path).filter((name) => name.endsWith('.json'));
    return new Map(
      names.map((name) => [name, JSON.parse(readFileSync(join(path, name), 'utf8')) as CardJson]),
    );
  }
});

/** What the emulator says against a card, if anything. */
async function refusalOf(card: CardJson): Promise<string | undefined> {
  try {
    await still().cardkit.cards.create(card);
    return undefined;
  } catch (error) {
    if (error instanceof CardKitError) return error.message;
    throw error;
  }
}
