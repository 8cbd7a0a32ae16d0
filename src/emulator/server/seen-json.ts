import type { Seen } from '../user/index.js';

/** What a reader saw, as JSON can say it. */
export type SeenJson = Omit<Seen, 'error'> & {
  error?: { code: number; message: string; cause?: string };
};

/**
 * Makes of what a handler threw its message alone: the rest of an error may refer to itself, or hold the headers of a
 * request with what authorizes it.
 */
export function seenJson({ error, ...seen }: Seen): SeenJson {
  if (!error) return seen;
  const { code, message, cause } = error;
  const words = wordsOf(cause);
  return { ...seen, error: { code, message, ...(words === undefined ? {} : { cause: words }) } };
}

const SHOWN = 300;

function wordsOf(thrown: unknown): string | undefined {
  let words: unknown;
  try {
    words = thrown instanceof Error ? thrown.message : thrown;
  } catch {
    // A message may be a getter, and that may throw.
  }
  return typeof words === 'string' ? words.slice(0, SHOWN) : undefined;
}
