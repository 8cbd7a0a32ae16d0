import type { AnsweredRequest } from '../emulator/server.js';

/**
 * One request as a line: method, path, code, milliseconds, bytes.
 *
 * ```text
 * PUT    /open-apis/cardkit/v1/cards/7143...          0      3 ms    812 B
 * ```
 */
export function callLine({ method, path, status, code, ms, bytes }: AnsweredRequest): string {
  const outcome = status === undefined ? 'no answer' : `${code ?? status}`;
  return [
    printable(method).padEnd(6),
    printable(path).padEnd(60),
    outcome.padStart(9),
    `${Math.round(ms)} ms`.padStart(9),
    `${bytes} B`.padStart(10),
  ].join(' ');
}

/** What a request says must not move the cursor of the terminal that it is printed to. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
