import type { CardJson } from 'larkx';

/** A source that gives a chunk every so often. */
export async function* every(ms: number, chunks: readonly string[]): AsyncGenerator<string> {
  for (const chunk of chunks) {
    await new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
    yield chunk;
  }
}

/** A source that gives what it is told to, when it is told to. */
export function fed() {
  let wake = () => {};
  const steps: (() => IteratorResult<string>)[] = [];
  const left = { count: 0 };
  const source: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({
      async next() {
        while (steps.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return (steps.shift() as () => IteratorResult<string>)();
      },
      async return() {
        left.count++;
        return { done: true, value: undefined };
      },
    }),
  };
  const step = (one: () => IteratorResult<string>) => {
    steps.push(one);
    wake();
  };
  return {
    source,
    /** How often it was told that nobody reads on. */
    left,
    give: (value: string) => step(() => ({ done: false, value })),
    end: () => step(() => ({ done: true, value: undefined })),
    fail: (error: unknown) =>
      step(() => {
        throw error;
      }),
  };
}

/** The text of an element, wherever it stands in a card. */
export function textOf(card: CardJson, id: string): string | undefined {
  let found: string | undefined;
  JSON.stringify(card, (_, value) => {
    if (value?.element_id === id) found = value.content;
    return value;
  });
  return found;
}
