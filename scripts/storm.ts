import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm run storm -- --runs 1000 --seed 1`: live cards in a storm of renders, streams and faults. The same seed makes
 * the same storm. The first run that fails is told with all that happened in it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});

/** @throws {RangeError} for anything but a whole number from 1 to what a seed may be */
function wholeNumber(name: 'runs' | 'seed'): string {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 1 && number < 2 ** 31) return String(number);
  throw new RangeError(`--${name}: expected a whole number from 1, got ${values[name]}`);
}

const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', 'test/storm', '--typecheck.enabled=false'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      LARKX_STORM_RUNS: wholeNumber('runs'),
      LARKX_STORM_SEED: wholeNumber('seed'),
    },
  },
);
process.exitCode = status ?? 1;
