import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Everything, the slow tests included. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    exclude: ['**/node_modules/**'],
    // Ten times as many random cases as on each save.
    env: { LARKX_RUNS_SCALE: process.env.LARKX_RUNS_SCALE ?? '10' },
  },
});
