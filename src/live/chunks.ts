/** What a text can be streamed from: chunks of text as they come. */
export type TextSource = AsyncIterable<string> | ReadableStream<string>;

/**
 * The chunks of a source, until it ends or one of the signals aborts. The source is told when nobody reads on.
 *
 * @throws {TypeError} at once for what is no source; later for a chunk that is no string
 */
export function chunksOf(
  source: TextSource,
  signals: readonly AbortSignal[],
): AsyncIterable<string> {
  return read(iteratorOf(source), signals);
}

async function* read(
  iterator: AsyncIterator<unknown>,
  signals: readonly AbortSignal[],
): AsyncGenerator<string> {
  const listening = new AbortController();
  // Of the current step only: a promise that outlives the steps would keep something of each of them.
  let refuse: (reason: unknown) => void = () => {};
  for (const signal of signals) {
    signal.addEventListener('abort', () => refuse(signal.reason), { signal: listening.signal });
  }
  let ended = false;
  try {
    for (;;) {
      // First, so that a source that never lets anybody wait is ended too.
      for (const signal of signals) signal.throwIfAborted();
      const step = await new Promise<IteratorResult<unknown>>((resolve, reject) => {
        refuse = reject;
        Promise.resolve(iterator.next()).then(resolve, reject);
      });
      if (step.done) {
        ended = true;
        return;
      }
      if (typeof step.value !== 'string') {
        throw new TypeError(
          `stream: expected chunks of text, found ${typeof step.value}; map the source to its text first`,
        );
      }
      yield step.value;
    }
  } finally {
    listening.abort();
    if (!ended) leave(iterator);
  }
}

/** Tells a source that nobody reads on. Not awaited: a source that hangs would hang the card. */
async function leave(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // It has nobody left to tell.
  }
}

function iteratorOf(source: TextSource): AsyncIterator<unknown> {
  if (typeof (source as AsyncIterable<string>)?.[Symbol.asyncIterator] === 'function') {
    return (source as AsyncIterable<string>)[Symbol.asyncIterator]();
  }
  if (typeof (source as ReadableStream<string>)?.getReader === 'function') {
    const reader = (source as ReadableStream<string>).getReader();
    return {
      next: () => reader.read() as Promise<IteratorResult<string>>,
      async return(value) {
        await reader.cancel();
        return { done: true, value };
      },
    };
  }
  throw new TypeError('stream: expected an async iterable or a ReadableStream');
}
