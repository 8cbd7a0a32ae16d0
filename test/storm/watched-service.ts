import type { CardJson } from 'larkx';
import type { Emulator } from 'larkx/emulator';
import type { CardKit } from '../../src/schema/index.js';
import { idsIn } from '../support/stage.js';

/** A service that keeps what cannot be seen in its log: which requests were under way at the same time. */
export interface WatchedService {
  readonly cardkit: CardKit;
  /** Cards in the order in which they were made known. */
  readonly created: { readonly cardId: string; readonly ids: readonly string[] }[];
  readonly violations: string[];
  /** Requests without an answer yet. */
  readonly open: () => number;
}

export function watchedService(emulator: Emulator): WatchedService {
  const inner = emulator.cardkit;
  const writing = new Set<string>();
  const created: WatchedService['created'] = [];
  const violations: string[] = [];
  let open = 0;
  const watched = async <T>(request: () => Promise<T>): Promise<T> => {
    open++;
    try {
      return await request();
    } finally {
      open--;
    }
  };
  return {
    created,
    violations,
    open: () => open,
    cardkit: {
      ...inner,
      cards: {
        ...inner.cards,
        async create(card, options) {
          const made = await watched(() => inner.cards.create(card, options));
          created.push({ cardId: made.cardId, ids: idsIn(card as CardJson) });
          return made;
        },
        async send(cardId, calls, options) {
          if (calls.length !== 1) violations.push(`${calls.length} calls at once`);
          if (writing.has(cardId)) violations.push(`two writes of ${cardId} in flight`);
          writing.add(cardId);
          try {
            return await watched(() => inner.cards.send(cardId, calls, options));
          } finally {
            writing.delete(cardId);
          }
        },
      },
      messages: {
        ...inner.messages,
        send: (message) => watched(() => inner.messages.send(message)),
        reply: (message) => watched(() => inner.messages.reply(message)),
      },
    },
  };
}
