import fc from 'fast-check';

/**
 * The same random texts each time, so that a change is judged by what it changed. To look for new ones:
 * `LARKX_SEED=$RANDOM LARKX_RUNS_SCALE=20 npx vitest run test/text`.
 */
fc.configureGlobal({ seed: Number(process.env.LARKX_SEED ?? 118) });
