import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Everything, the slow tests included. */
export default defineConfig({
  ...base,
  test: { ...base.test, exclude: ['**/node_modules/**'] },
});
