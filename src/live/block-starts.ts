import type { StreamedText } from '../card/slots.js';
import { FIRST_LINE, isDecided, type LineKind, readLine } from '../schema/text/lines.js';

/** Kinds of lines that begin a block wherever they stand. */
const BEGINNINGS: ReadonlySet<LineKind> = new Set(['heading', 'fence-start', 'rule']);

/**
 * Where the blocks of a text begin, but for the first: the places where it can be cut so that both parts are still what
 * they were. Never inside of code, a table, a quote or an item of a list. A text without markup has a block per line.
 * A line that may still become something else is no beginning yet.
 */
export function blockStarts({ as, text, complete }: StreamedText): number[] {
  const starts: number[] = [];
  let state = FIRST_LINE;
  let afterBlank = false;
  let container = -1;
  let offset = 0;
  for (const raw of text.split(/(?<=\n)/)) {
    const read = readLine(state, raw.replace(/\r?\n$/, ''));
    const { kind } = read.line;
    const outside = read.state.open.length === 0 || read.line.container !== container;
    const isOpen = !complete && !raw.endsWith('\n') && !isDecided(state, raw);
    const begins =
      as === 'text' ||
      (outside &&
        !isOpen &&
        kind !== 'blank' &&
        ((afterBlank && state.fence === undefined) || BEGINNINGS.has(kind)));
    if (begins && offset > 0) starts.push(offset);
    if (kind !== 'blank') container = read.line.container;
    afterBlank = kind === 'blank';
    state = read.state;
    offset += raw.length;
  }
  return starts;
}
