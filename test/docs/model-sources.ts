/** What the SDKs of models give for a streamed answer, as far as a bot reads it: fakes of the same shape. */

/** The answer that every fake streams. */
export const WORDS = ['The build ', 'is **red', '**: 日本.'] as const;

/** The signals that the fakes were given, and how often one was told to abort in another way. */
export const given: { signals: (AbortSignal | undefined)[]; aborted: number } = {
  signals: [],
  aborted: 0,
};

interface Requested {
  signal?: AbortSignal | undefined;
}

/** Chunks that come one after the other, until the signal fires: then the SDKs throw. */
async function* chunks<T>(all: readonly T[], { signal }: Requested = {}): AsyncGenerator<T> {
  given.signals.push(signal);
  for (const one of all) {
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
    signal?.throwIfAborted();
    yield one;
  }
}

export interface ChatChunk {
  choices: { index: number; delta: { role?: string; content?: string | null } }[];
  usage?: { total_tokens: number } | null;
}

type ResponseEvent =
  | { type: 'response.created'; response: { id: string } }
  | { type: 'response.output_text.delta'; delta: string }
  | { type: 'response.reasoning_text.delta'; delta: string }
  | { type: 'response.completed'; response: { id: string } };

/** The first has a role and no words, the last before the usage is empty, and that of the usage has no choice. */
export const CHAT_CHUNKS: readonly ChatChunk[] = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
  ...WORDS.map((content) => ({ choices: [{ index: 0, delta: { content } }] })),
  { choices: [{ index: 0, delta: { content: null } }] },
  { choices: [{ index: 0, delta: {} }] },
  { choices: [], usage: { total_tokens: 12 } },
];

export const openai = {
  chat: {
    completions: {
      create: async (
        _body: {
          model: string;
          messages: readonly { role: 'user'; content: string }[];
          stream: true;
          stream_options?: { include_usage: boolean };
        },
        options?: Requested,
      ) => chunks(CHAT_CHUNKS, options),
    },
  },
  responses: {
    create: async (
      _body: { model: string; input: string; stream: true },
      options?: Requested,
    ): Promise<AsyncIterable<ResponseEvent>> =>
      chunks<ResponseEvent>(
        [
          { type: 'response.created', response: { id: 'resp_1' } },
          { type: 'response.reasoning_text.delta', delta: 'not for readers' },
          ...WORDS.map((delta) => ({ type: 'response.output_text.delta' as const, delta })),
          { type: 'response.completed', response: { id: 'resp_1' } },
        ],
        options,
      ),
  },
};

type MessageEvent =
  | { type: 'message_start'; message: { id: string } }
  | { type: 'content_block_start'; index: number; content_block: { type: 'text'; text: string } }
  | {
      type: 'content_block_delta';
      index: number;
      delta:
        | { type: 'text_delta'; text: string }
        | { type: 'thinking_delta'; thinking: string }
        | { type: 'input_json_delta'; partial_json: string };
    }
  | { type: 'content_block_stop'; index: number }
  | { type: 'message_stop' };

export const anthropic = {
  messages: {
    create: async (
      _body: {
        model: string;
        messages: readonly { role: 'user'; content: string }[];
        max_tokens: number;
        stream: true;
      },
      options?: Requested,
    ): Promise<AsyncIterable<MessageEvent>> =>
      chunks<MessageEvent>(
        [
          { type: 'message_start', message: { id: 'msg_1' } },
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
          {
            type: 'content_block_delta',
            index: 0,
            delta: { type: 'thinking_delta', thinking: 'not for readers' },
          },
          ...WORDS.map((text) => ({
            type: 'content_block_delta' as const,
            index: 0,
            delta: { type: 'text_delta' as const, text },
          })),
          { type: 'content_block_stop', index: 0 },
          { type: 'message_stop' },
        ],
        options,
      ),
  },
};

/** Its text is both a ReadableStream and an async iterable; a failure ends it and goes to `onError`. */
export function streamText(options: {
  model: unknown;
  prompt: string;
  abortSignal?: AbortSignal;
  onError?: (event: { error: unknown }) => void;
}): { textStream: AsyncIterable<string> & ReadableStream<string> } {
  given.signals.push(options.abortSignal);
  const textStream = new ReadableStream<string>({
    start(controller) {
      for (const word of WORDS) controller.enqueue(word);
      if (options.prompt === 'fail') options.onError?.({ error: new Error('overloaded') });
      controller.close();
    },
  });
  return { textStream: textStream as AsyncIterable<string> & ReadableStream<string> };
}

export const ai = {
  models: {
    generateContentStream: async (request: {
      model: string;
      contents: string;
      config?: { abortSignal?: AbortSignal };
    }): Promise<AsyncGenerator<{ readonly text: string | undefined }>> =>
      chunks([...WORDS.map((text) => ({ text })), { text: undefined }], {
        signal: request.config?.abortSignal,
      }),
  },
};

export const chatModel = {
  stream: async (_prompt: string, options?: Requested) =>
    chunks(
      [...WORDS, ''].map((text) => ({ text, content: text })),
      options,
    ),
};

export const ollama = {
  async chat(_request: {
    model: string;
    messages: readonly { role: string; content: string }[];
    stream: true;
  }) {
    const controller = new AbortController();
    const parts = [...WORDS, ''].map((content) => ({ message: { role: 'assistant', content } }));
    const run = chunks(parts, { signal: controller.signal });
    return {
      [Symbol.asyncIterator]: () => run,
      abort: () => {
        given.aborted++;
        controller.abort();
      },
    };
  },
};

export const model = 'a-model';
export const languageModel = {};
export const prompt = 'Why is the build red?';
export const messages = [{ role: 'user' as const, content: prompt }];
export const headers = { 'content-type': 'application/json' };
