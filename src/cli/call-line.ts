import type { AnsweredRequest } from '../emulator/server.js';

/**
 * One request as a line: method, code, milliseconds, bytes, path. Why it was refused, or what was strange about it,
 * stands in a line below.
 *
 * ```text
 * PUT       300317      3 ms      812 B  /open-apis/cardkit/v1/cards/7143...
 *        ErrMsg: ...; sequence 1: 3 was accepted last
 * ```
 */
export function callLine({
  method,
  path,
  status,
  code,
  msg,
  note,
  ms,
  bytes,
}: AnsweredRequest): string {
  const outcome = status === undefined ? 'no answer' : `${code ?? status}`;
  const words = [
    ...(code === 0 || msg === undefined ? [] : [msg.trim()]),
    ...(note === undefined ? [] : [note]),
  ];
  return line(method, outcome, ms, `${bytes} B`, path, words.join(' '));
}

/** The columns that the lines of requests and of clicks share, with a second line if there is something to say. */
export function line(
  what: string,
  outcome: string,
  ms: number,
  size: string,
  where: string,
  why: string,
): string {
  const columns = [
    printable(what).padEnd(6),
    outcome.padStart(9),
    `${Math.round(ms)} ms`.padStart(9),
    size.padStart(10),
    '',
    printable(where),
  ].join(' ');
  return why === '' ? columns : `${columns}\n${' '.repeat(7)}${printable(why)}`;
}

/** What a request says must not move the cursor of the terminal that it is printed to. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?');
}
