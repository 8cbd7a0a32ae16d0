import type { Identity } from '../card/ids.js';
import type { CardJson } from '../schema/index.js';

/** Who may write to a card, and with which numbers. */
export interface Lease {
  /** Raised by every owner that takes the card over. A process that holds a lower one may not write any more. */
  readonly epoch: number;
  /** The highest sequence number that any owner has reserved. The next owner begins above it. */
  readonly ceiling: number;
  /** Milliseconds since the epoch until which the owner may write without asking again, and nobody takes over. */
  readonly until: number;
}

/**
 * What is kept of a live card beside the process: enough to go on elsewhere. The service can be asked nothing, so what
 * is not here is lost. Plain JSON.
 */
export interface CardRecord {
  readonly cardId: string;
  readonly messageId: string;
  readonly chatId: string;
  /** Milliseconds since the epoch. The service takes writes for 14 days. */
  readonly createdAt: number;
  readonly lease: Lease;
  /** The card as the service acknowledged it last, */
  readonly card: CardJson;
  /** and what its elements are known by. */
  readonly identity: Identity;
}

export interface Stored {
  readonly record: CardRecord;
  /** Another one after every write. */
  readonly version: number;
}

/**
 * Where records are kept. Every write is a compare-and-set, which is all that is needed to have one owner: a lease is
 * a part of the record, and it is taken, renewed and given up by a set that fails if anybody else was faster.
 */
export interface Records {
  load(cardId: string): Promise<Stored | undefined>;
  /**
   * Stores a record if the stored version is still `version`; `undefined` stands for "there is none yet".
   *
   * @returns the new version, or `undefined` if another write came first and nothing was stored
   */
  compareAndSet(
    cardId: string,
    version: number | undefined,
    record: CardRecord,
  ): Promise<number | undefined>;
  /** Forgets a record. */
  delete(cardId: string): Promise<void>;
}

/** Records in the memory of this process: they end with it. */
export function recordsInMemory(): Records {
  const all = new Map<string, Stored>();
  return {
    async load(cardId) {
      return all.get(cardId);
    },
    async compareAndSet(cardId, version, record) {
      if (all.get(cardId)?.version !== version) return undefined;
      const next = (version ?? 0) + 1;
      all.set(cardId, { record, version: next });
      return next;
    },
    async delete(cardId) {
      all.delete(cardId);
    },
  };
}
