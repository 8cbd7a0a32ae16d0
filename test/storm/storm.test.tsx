import { afterEach, describe, expect, it, vi } from 'vitest';
import { runStorm, type StormReport } from './run-storm.js';
import { fakeClock } from './storm-clock.js';

/**
 * `npm run storm -- --runs N --seed S` sets these two; `npm run test:full` multiplies the usual runs.
 */
const FULL_RUN = 5;
const { LARKX_STORM_RUNS, LARKX_STORM_SEED, LARKX_RUNS_SCALE = '1' } = process.env;
const RUNS = Number(LARKX_STORM_RUNS ?? 200 * Math.min(Number(LARKX_RUNS_SCALE), FULL_RUN));
const SEED = Number(LARKX_STORM_SEED ?? 1);

/** Vitest shows an error as it is; a card in one line of it would hide the rest. */
const LONGEST_LINE = 2000;

afterEach(() => {
  vi.useRealTimers();
});

async function run(seed: number): Promise<StormReport> {
  try {
    return await runStorm(seed, fakeClock());
  } finally {
    vi.useRealTimers();
  }
}

function reportOf({ seed, faults, trace }: StormReport): string {
  return [
    `seed ${seed}:`,
    ...faults.map((text) => `- ${text.slice(0, LONGEST_LINE)}`),
    '',
    ...trace.map((text) => text.slice(0, 200)),
    '',
    `Again: npm run storm -- --runs 1 --seed ${seed}`,
  ].join('\n');
}

describe('live cards in a storm', { timeout: 1000 * RUNS + 60_000 }, () => {
  it('show what was rendered last, keep the limits and leave nothing behind', async () => {
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const report = await run(seed);
      if (report.faults.length > 0) expect.fail(reportOf(report));
    }
  });

  it('fare the same with the same seed', async () => {
    for (const seed of [SEED, SEED + 1, SEED + 2]) expect(await run(seed)).toEqual(await run(seed));
  });
});
