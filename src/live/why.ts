import { CardKitError } from '../schema/index.js';
import type { CallEvent, LiveStatus, Writer } from './writer.js';

/** What a live card does just now, for a log or a person. */
export interface Why {
  readonly status: LiveStatus;
  /** The same in a sentence. */
  readonly because: string;
  /** Attempts that failed since the last that came through. */
  readonly failures: number;
  /** What the last of them said. */
  readonly error?: unknown;
  /** The last attempts, oldest first; at most 20. */
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

export function explain(writer: Writer, calls: readonly CallEvent[]): Why {
  const { status, trouble, death } = writer;
  const error = death ?? trouble.last;
  const said = error === undefined ? '' : `: ${wordsOf(error)}`;
  return {
    status,
    because: `${BECAUSE[status]}${status === 'idle' || status === 'closed' ? '' : said}`,
    failures: trouble.failures,
    ...(error === undefined ? {} : { error }),
    calls: [...calls],
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof CardKitError) return `${error.code} (${error.kind}) ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
