import { afterEach, expect, it, vi } from 'vitest';
import { blocksOf, mistakes, programs, run } from './run.js';

const PAGE = 'docs/diff.md';

afterEach(() => {
  vi.restoreAllMocks();
});

it('prints what stands below the program of the page on plans', async () => {
  const [program, output] = blocksOf(PAGE);
  expect(programs(PAGE)).toEqual([program?.code]);
  const printed = await run(program?.code ?? '', 'diff');
  expect(`${printed.join('\n')}\n`).toBe(output?.code);
});

it('compiles as it stands there', () => {
  expect(mistakes([PAGE])).toEqual([]);
}, 60_000);
