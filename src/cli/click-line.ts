import type { Click } from '../emulator/server.js';
import { line } from './call-line.js';

/**
 * What a reader did as a line, in the columns of the requests, with what came of it below.
 *
 * ```text
 * click     200672      4 ms             button "Approve", by ou_local
 *        its answer is empty; ...
 * ```
 */
export function clickLine({ component, operator, code, called, outcome, ms }: Click): string {
  const result = code === undefined ? (called ? '0' : '-') : String(code);
  return line('click', result, ms, '', `${component}, by ${operator}`, outcome);
}
