import type { Identity } from '../card/ids.js';
import { type CardJson, cardError, sameJson } from '../schema/index.js';
import type { CardRecord, Records } from './record.js';

/** How long an owner writes without asking whether it is still the owner, in milliseconds. */
export const LEASE_MS = 15_000;
/** Numbers that are reserved at once. Those that are not used are gaps, which the service accepts. */
const BLOCK = 100;
/** The highest number that the service takes: an int32. */
const LAST_NUMBER = 2 ** 31 - 1;

/**
 * One process's right to write to a card.
 *
 *     this process             the record { epoch, ceiling, until }         another process
 *     begin                    { 1, 100, 12:00:15 }
 *     number() -> 1, 2, 3
 *       ... stalls ...                                                      12:00:20 takeOver
 *                              { 2, 200, 12:00:35 }                         number() -> 101, a full update
 *     number(): the lease is over, so ask -> epoch 2: TAKEN_OVER
 *
 * The sequence alone would be no fence: a number that is too low is refused, but one that was reserved long ago and is
 * still the highest would be taken.
 */
export class Ownership {
  private nextNumber: number;
  private record: CardRecord;
  private version: number;
  /** Writes to the record, one after the other: each needs the version that the one before has made. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly records: Records,
    stored: { record: CardRecord; version: number },
    nextNumber: number,
    private readonly now: () => number,
  ) {
    this.record = stored.record;
    this.version = stored.version;
    this.nextNumber = nextNumber;
  }

  /** Becomes the first owner of a card that was just sent. */
  static async begin(
    records: Records,
    card: Omit<CardRecord, 'lease'>,
    now: () => number,
  ): Promise<Ownership> {
    const record = { ...card, lease: { epoch: 1, ceiling: BLOCK, until: now() + LEASE_MS } };
    const version = await records.compareAndSet(card.cardId, undefined, record);
    if (version === undefined) throw takenOver(card.cardId);
    return new Ownership(records, { record, version }, 1, now);
  }

  /**
   * Becomes the owner of a card that another process has left. What it holds is not known for sure then, so the first
   * write has to be a full update.
   *
   * @returns `undefined` if there is no such card, or if its owner's lease is not over
   */
  static async takeOver(
    records: Records,
    cardId: string,
    now: () => number,
  ): Promise<Ownership | undefined> {
    const stored = await records.load(cardId);
    if (!stored || stored.record.lease.until > now()) return undefined;
    const { lease } = stored.record;
    const record: CardRecord = {
      ...stored.record,
      lease: { epoch: lease.epoch + 1, ceiling: lease.ceiling + BLOCK, until: now() + LEASE_MS },
    };
    const version = await records.compareAndSet(cardId, stored.version, record);
    if (version === undefined) return undefined;
    return new Ownership(records, { record, version }, lease.ceiling + 1, now);
  }

  get stored(): CardRecord {
    return this.record;
  }

  /**
   * The next sequence number, reserved for this process. Every attempt takes a new one: what a failed attempt has done
   * to its number is not known.
   *
   * @throws {CardError} `taken-over` if another process owns the card now
   */
  async number(): Promise<number> {
    const { lease } = this.record;
    // One more than asked for: a call may have to be sent once more with a new token.
    if (this.nextNumber >= lease.ceiling || this.now() >= lease.until - LEASE_MS / 3) {
      const ceiling = Math.max(lease.ceiling, Math.min(this.nextNumber + BLOCK, LAST_NUMBER));
      await this.set({ lease: { ...lease, ceiling, until: this.now() + LEASE_MS } });
    }
    return this.nextNumber++;
  }

  /** The highest number that was sent. */
  used(number: number): void {
    this.nextNumber = Math.max(this.nextNumber, number + 1);
  }

  /** Whether this process still owns the card, by the record. */
  async isOurs(): Promise<boolean> {
    const stored = await this.records.load(this.record.cardId);
    return stored?.record.lease.epoch === this.record.lease.epoch;
  }

  /** Keeps what the service holds now. Where nothing has changed nothing is stored: pages that rest are many. */
  async save(card: CardJson, identity: Identity): Promise<void> {
    if (sameJson(this.record.card, card) && sameJson(this.record.identity, identity)) return;
    await this.set({ card, identity });
  }

  /** Forgets the card: nothing will be written to it any more. */
  async end(): Promise<void> {
    await this.last;
    await this.records.delete(this.record.cardId);
  }

  private set(change: Partial<CardRecord>): Promise<void> {
    const done = this.last.then(async () => {
      const record = { ...this.record, ...change };
      const version = await this.records.compareAndSet(record.cardId, this.version, record);
      if (version === undefined) throw takenOver(record.cardId);
      this.record = record;
      this.version = version;
    });
    this.last = done.catch(() => {});
    return done;
  }
}

function takenOver(cardId: string): Error {
  return cardError('taken-over', `another process writes to the card ${cardId} now`);
}
