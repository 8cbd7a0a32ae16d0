import { setIssueHooks } from '../schema/issue-hooks.js';
import { codeFrame, fileName } from './code-frame.js';

/**
 * The test kit. Importing it once, before the tests, makes the messages of errors show the lines they are about:
 *
 * ```ts
 * // vitest.config.ts
 * export default defineConfig({
 *   esbuild: { jsx: 'automatic', jsxDev: true, jsxImportSource: 'larkx' },
 *   test: { setupFiles: ['larkx/testing'] },
 * });
 * ```
 */
setIssueHooks({ frameOf: codeFrame, nameOf: fileName });
