/**
 * Runs in the worker, behind the author's compiled code in the same file. Imports are resolved by the compiler, see
 * `compile.ts`: what the author imports from `larkx` are members of the second parameter.
 */
import * as runtime from '../../jsx-runtime/dev.js';
import * as larkx from '../../src/index.js';
import { setIssueHooks } from '../../src/schema/issue-hooks.js';
import type { Question } from '../protocol.js';
import { type AuthorModule, answer } from './answer.js';
import { refuseNetwork } from './no-network.js';
import { thrown } from './thrown.js';

declare const __author: (
  module: { exports: AuthorModule },
  larkxExports: typeof larkx,
  runtimeExports: typeof runtime,
) => void;

declare function postMessage(message: string): void;

refuseNetwork();
// The page lists them itself.
setIssueHooks({ onWarning: () => {} });
addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage(JSON.stringify(answer(load, data)));
});

function load(): AuthorModule {
  const module = { exports: {} };
  try {
    __author(module, larkx, runtime);
  } catch (error) {
    throw thrown(error, 'the module');
  }
  return module.exports;
}
