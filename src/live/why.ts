import { CardKitError } from '../schema/index.js';
import type { CallEvent, LiveStatus, Writer } from './writer.js';

/** What a live card does just now, for a log or a person. */
export interface Why {
  readonly status: LiveStatus;
  /** The same in a sentence. */
  readonly because: string;
  /** Attempts to bring the frame at hand that failed. Of several pages, those of the one with most to do. */
  readonly failures: number;
  /** What the last of them said. */
  readonly error?: unknown;
  /** The last attempts to write, to any page, oldest first; at most 20. Making and sending cards is not among them. */
  readonly calls: readonly CallEvent[];
}

const BECAUSE: Readonly<Record<LiveStatus, string>> = {
  creating: 'the card is being created',
  sending: 'the card is being sent',
  idle: 'the service has acknowledged everything that was rendered',
  flushing: 'a frame is on its way, or waits for its turn',
  'backing-off': 'the last attempt failed, and the next one waits',
  resyncing: 'it is not known what the service holds, so all of the card is sent',
  closed: 'the card was closed',
  dead: 'nothing can be written to the card any more',
};

/** Idle, although not all of what was rendered is there. */
const GIVEN_UP = 'the last frame was refused or given up, and nothing newer was rendered';

/** @param status That of the live card: a further page may be in the making while its writers rest. */
export function explain(writer: Writer, status: LiveStatus, calls: readonly CallEvent[]): Why {
  const { trouble, death } = writer;
  const error = death ?? trouble.last;
  const said = error === undefined ? '' : `: ${wordsOf(error)}`;
  const because = status === 'idle' && error !== undefined ? GIVEN_UP : BECAUSE[status];
  return {
    status,
    because: `${because}${status === 'closed' ? '' : said}`,
    failures: trouble.failures,
    ...(error === undefined ? {} : { error }),
    calls: [...calls],
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof CardKitError) return `${error.code} (${error.kind}) ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
