import { show } from '../../src/card/report.js';
import { CardError, type Issue } from '../../src/index.js';
import { COMPILED } from '../protocol.js';

/** What the author's code threw, as an issue: the sentence, and the line that threw. */
export function thrown(error: unknown, where: string): CardError {
  if (error instanceof CardError) return error;
  const issue: Issue = {
    code: 'thrown',
    severity: 'error',
    path: '',
    message: `${where} threw ${error instanceof Error ? `${error.name}: ${error.message}` : show(error)}`,
  };
  const at = error instanceof Error ? placeIn(error.stack) : undefined;
  if (at) issue.source = { file: COMPILED, ...at };
  return new CardError([issue]);
}

/** How many lines of the program the author's code is, set where the program is put together. */
declare const __authorLines: number;

/** The innermost place of a stack that is in the author's code. Its first line is the second of the program. */
function placeIn(stack: string | undefined): { line: number; column: number } | undefined {
  for (const found of (stack ?? '').matchAll(/:(\d+):(\d+)\)?$/gm)) {
    const line = Number(found[1]) - 1;
    if (line >= 1 && line <= __authorLines) return { line, column: Number(found[2]) };
  }
  return undefined;
}
