import { type Identity, identityOf } from '../card/ids.js';
import { isStreaming, streamingOff } from '../card/streaming.js';
import { apply } from '../reconcile/apply.js';
import { diff } from '../reconcile/diff.js';
import { callBytes, type Plan } from '../reconcile/plan.js';
import { doubtfulIn, type Unaddressable } from '../reconcile/unaddressable.js';
import {
  type Call,
  CardError,
  type CardJson,
  type CardKit,
  CardKitError,
  cardError,
  getOwn,
  isObject,
  jsonBytes,
  MAX_CARD_BYTES,
  sameJson,
} from '../schema/index.js';
import { MAX_ATTEMPTS, wait } from './backoff.js';
import { Bell } from './bell.js';
import type { Budget } from './budget.js';
import { FreshIds } from './fresh-ids.js';
import type { Ownership } from './ownership.js';
import { paceMs } from './pace.js';
import { Trouble } from './trouble.js';

/**
 * `creating` and `sending` are over when `app.send` resolves; later they are seen while a further page is made. The
 * others are those of a {@link Writer}.
 */
export type LiveStatus =
  | 'creating'
  | 'sending'
  | 'idle'
  | 'flushing'
  | 'backing-off'
  | 'resyncing'
  | 'closed'
  | 'dead';

/** One attempt to send one call. */
export interface CallEvent {
  readonly cardId: string;
  readonly type: Call['type'];
  /**
   * `next` brings something new, `retry` repeats it, `resync` says everything, `reopen` switches streaming on again or
   * renews its ten minutes.
   */
  readonly reason: 'next' | 'retry' | 'resync' | 'reopen';
  /** Operations in it. */
  readonly operations: number;
  /** UTF-8 bytes of its JSON. */
  readonly bytes: number;
  readonly sequence: number;
  /** Which attempt it is to bring this frame, from 1. */
  readonly attempt: number;
  /** Milliseconds until the answer. */
  readonly ms: number;
  readonly error?: CardKitError | undefined;
}

export interface WriterOptions {
  readonly cardkit: CardKit;
  readonly budget: Budget;
  /** Milliseconds between the beginnings of two frames; 0 for none. */
  readonly pace: number;
  readonly now: () => number;
  /** Sees every attempt. */
  readonly onCall: (event: CallEvent) => void;
  /** The card is gone, or another process has taken it over. */
  readonly onEnd: (error: CardKitError | CardError) => void;
}

/** What is to be shown and is not on the server yet, with all who wait for that or for something newer. */
interface Frame {
  /**
   * Makes the card at the time of each attempt, so that it carries the newest text. Nothing: the card has to stay as
   * it is until something else has happened, and whoever pushed the frame knows.
   */
  readonly compose: () => CardJson | undefined;
  /** It goes before frames of other cards, and without regard to the pace: nothing comes after it. */
  readonly final: boolean;
  readonly waiting: Waiting[];
}

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
  /** Attempts that failed while it waited. */
  failures: number;
  /** It waits for what is typed, not for the colour of a header that is held back. */
  readonly textOnly: boolean;
}

export interface PushOptions {
  /** It goes before frames of other cards, and without regard to the pace. */
  readonly final?: boolean;
  /** Resolves when the text is there, although the colour of the header may be held back. */
  readonly textOnly?: boolean;
}

/** The ten minutes of streaming are renewed after this long, in milliseconds. */
const RENEW_MS = 8 * 60_000;
/** How long a change of the header's colour alone waits for something else to go with, in milliseconds. */
const HOLD_MS = 1000;

/**
 * Writes one card entity: brings it to the newest frame, whatever happens on the way. One call is in flight at most;
 * frames that come meanwhile wait, and only the newest of them is sent.
 *
 *                push                   acknowledged or given up, nothing newer
 *        idle ─────────────> flushing ──────────────────────────────────────────> idle
 *                             │    ▲
 *                  a failed   │    │ the newest frame, under a new number
 *                   attempt   ▼    │
 *                          backing-off ── the service may hold something else ──> resyncing ── as flushing ──>
 *
 *        any ── close, when all is flushed ──> closed          any ── the card is gone ──> dead
 *
 * `resyncing` is `flushing` with one full update instead of a plan. It also begins the next frame when one was given
 * up and its outcome is not known. The first resync and the first reopening of streaming take place without a pause.
 */
export class Writer {
  readonly cardId: string;
  readonly messageId: string;
  readonly chatId: string;
  status: LiveStatus = 'idle';
  /** The card as the service acknowledged it last. */
  card: CardJson;
  settled: Promise<void> = Promise.resolve();
  /** Why nothing can be written any more. */
  death: CardKitError | CardError | undefined;
  /** Failed attempts since the last that came through, and what the last of them said. */
  trouble = new Trouble();

  private identity: Identity;
  private next: Frame | undefined;
  /** Whether the service may hold something else than `card`; the next call then says everything. */
  private suspect: boolean;
  /**
   * Whether the service takes streaming text while the card says so. It closes streaming by itself after ten minutes;
   * that is answered by reopening it, and if it is closed then too, by partial updates until the card stops streaming.
   */
  private streaming: 'open' | 'closed' | 'reopened' | 'refused' = 'open';
  /** When the ten minutes began. */
  private openedAt: number;
  /** When the last frame began. */
  private beganAt = Number.NEGATIVE_INFINITY;
  /** Since when a change of the header's colour waits. */
  private heldSince: number | undefined;
  /** What the service was seen not to take as the target of an operation. */
  private readonly unaddressable = new Set<Unaddressable>();
  private readonly fresh = new FreshIds();
  private readonly bell = new Bell();
  private closed = false;

  constructor(
    private readonly owner: Ownership,
    private readonly options: WriterOptions,
    /** Whether what the service holds is what the record says; not so when another process has written to it. */
    known: boolean,
    card = owner.stored.card,
  ) {
    const { cardId, messageId, chatId, identity } = owner.stored;
    this.cardId = cardId;
    this.messageId = messageId;
    this.chatId = chatId;
    this.card = card;
    this.identity = known ? identityOf(card) : identity;
    this.suspect = !known;
    this.openedAt = options.now();
  }

  /**
   * Makes a card the next frame. Resolves when it, or something newer, is on the server.
   *
   * @throws {CardKitError} that refused it for good, or the last one when it was given up
   */
  push(compose: () => CardJson | undefined, options: PushOptions = {}): Promise<void> {
    const { final = false, textOnly = false } = options;
    if (this.death) return Promise.reject(this.death);
    if (this.closed) return Promise.reject(closedError(this.cardId));
    return new Promise((resolve, reject) => {
      const waiting = this.next?.waiting ?? [];
      waiting.push({ resolve, reject, failures: 0, textOnly });
      this.next = { compose, final: final || (this.next?.final ?? false), waiting };
      this.bell.ring();
      if (this.status === 'idle') this.settled = this.flush();
    });
  }

  /** Nothing is sent afterwards; who still waits is told so. */
  end(): void {
    if (this.closed) return;
    this.closed = true;
    if (!this.death) this.status = 'closed';
    this.options.budget.forget(this);
    this.bell.ring();
    const left = this.take(undefined);
    for (const one of left?.waiting ?? []) one.reject(closedError(this.cardId));
    // A record that stays behind by a failure harms nobody.
    if (!this.death) this.owner.end().catch(() => {});
  }

  /** Sends the newest frame until there is none. Never rejects: every outcome goes to who waits for the frame. */
  private async flush(): Promise<void> {
    this.status = this.suspect ? 'resyncing' : 'flushing';
    let unsent: Frame | undefined;
    for (;;) {
      // No wait, no turn of the event loop: the first frame goes as it was rendered.
      for (let ms = this.msToWait(unsent); ms > 0; ms = this.msToWait(unsent)) {
        await this.bell.within(ms);
      }
      const frame = this.take(unsent);
      if (!frame || this.closed) {
        for (const one of frame?.waiting ?? []) one.reject(closedError(this.cardId));
        break;
      }
      this.status = this.suspect ? 'resyncing' : 'flushing';
      try {
        const done = await this.attempt(frame);
        this.trouble = new Trouble();
        for (const one of frame.waiting) if (done || one.textOnly) one.resolve();
        const waiting = frame.waiting.filter(({ textOnly }) => !textOnly);
        unsent = done ? undefined : { ...frame, waiting };
      } catch (error) {
        unsent = await this.recover(frame, error);
        if (this.death) return;
      }
    }
    if (!this.closed) this.status = 'idle';
  }

  /** Milliseconds until a frame may begin; 0 when there is none to wait with. */
  private msToWait(unsent: Frame | undefined): number {
    const { now, pace, budget } = this.options;
    const wanted = this.next ?? unsent;
    if (!wanted || this.closed) return 0;
    const urgent = wanted.final || (unsent?.final ?? false);
    const chars = urgent ? 0 : textLength(this.card);
    const began = this.beganAt + (urgent ? 0 : paceMs(pace, chars, budget));
    // What is only held waits for company, but not for ever.
    const alone = !this.next && this.heldSince !== undefined ? this.heldSince + HOLD_MS : 0;
    return Math.max(began, alone) - now();
  }

  /** The frame to send: the newest takes the place of one that is not through, and of those who wait for it. */
  private take(unsent: Frame | undefined): Frame | undefined {
    const { next } = this;
    this.next = undefined;
    if (!next || !unsent) return next ?? unsent;
    const waiting = [...unsent.waiting, ...next.waiting];
    return { ...next, final: next.final || unsent.final, waiting };
  }

  /** Brings the card to a frame. Says whether all of it is there; the colour of a header may be held back. */
  private async attempt(frame: Frame): Promise<boolean> {
    this.beganAt = this.options.now();
    const card = frame.compose();
    if (!card) return true;
    refuseOversize(card);
    const target = frame.final ? card : this.withoutLoneColour(card);
    await this.bring(target, frame);
    return target === card;
  }

  /**
   * While a card streams, a header whose colour alone has changed takes a full update, which makes readers' clients
   * draw all of it anew. It waits for the next change of structure, which needs more than typing anyway.
   */
  private withoutLoneColour(card: CardJson): CardJson {
    const { now } = this.options;
    const held = this.suspect ? undefined : withHeaderColourOf(card, this.card);
    if (!held || !isStreaming(card)) {
      this.heldSince = undefined;
      return card;
    }
    this.heldSince ??= now();
    const alone = this.plan(held).calls.every(({ type }) => type === 'content');
    if (alone && now() < this.heldSince + HOLD_MS) return held;
    this.heldSince = undefined;
    return card;
  }

  /** What becomes of a frame whose attempt failed: another attempt, or nothing. */
  private async recover(frame: Frame, error: unknown): Promise<Frame | undefined> {
    if (error instanceof CardError && error.code === 'taken-over') {
      this.die(error, frame);
      return undefined;
    }
    if (error instanceof CardKitError && error.code === 300317 && !(await this.isOurs())) {
      this.die(cardError('taken-over', `another process writes to the card ${this.cardId}`), frame);
      return undefined;
    }
    const { verdict, suspect, pauseMs, excused } = this.trouble.remedy(error, {
      fresh: this.fresh,
      now: this.options.now(),
      final: frame.final,
    });
    if (suspect) this.suspect = true;
    if (verdict === 'gone') {
      this.die(error as CardKitError, frame);
      return undefined;
    }
    let left: Frame | undefined;
    if (verdict === 'refused') for (const one of frame.waiting) one.reject(error);
    else left = excused ? frame : withoutGivenUp(frame, error);
    // What comes next is another frame: it begins with a clean record.
    if (!left) this.trouble = new Trouble(error);
    if (pauseMs > 0 && (left || this.next)) {
      this.status = 'backing-off';
      await wait(pauseMs);
    }
    return left;
  }

  private async isOurs(): Promise<boolean> {
    // Where the record cannot be read, the service's numbers are what is left to go by.
    return this.owner.isOurs().catch(() => true);
  }

  private die(error: CardKitError | CardError, frame: Frame): void {
    this.status = 'dead';
    this.death = error;
    this.options.budget.forget(this);
    // A card that is gone needs no record; one that was taken over is recorded by its new owner.
    if (error instanceof CardKitError) this.owner.end().catch(() => {});
    for (const one of this.take(frame)?.waiting ?? []) one.reject(error);
    this.options.onEnd(error);
  }

  /**
   * Makes and sends the calls that lead to a card. All of them, even if something newer comes: the last, which types
   * text, would never have its turn while renders keep coming.
   *
   * @throws {CardKitError} of the call that failed
   */
  private async bring(target: CardJson, frame: Frame): Promise<void> {
    const reason = this.trouble.failures > 0 ? 'retry' : 'next';
    if (isStreaming(target) && isStreaming(this.card) && !this.suspect) {
      const due = this.options.now() - this.openedAt >= RENEW_MS && this.streaming !== 'refused';
      if (this.streaming === 'closed' || due) await this.reopen(frame);
    }
    const plan = this.plan(target);
    refuseOversize(plan.card);
    // Its ids are used up even if it fails; its keys are those of the card only when it does not.
    this.identity = { ...this.identity, next: plan.identity.next };
    const { length } = plan.calls;
    for (const [i, call] of plan.calls.entries()) {
      const card = i === length - 1 ? plan.card : apply(this.card, [call]);
      await this.send(call, this.suspect ? 'resync' : reason, frame);
      this.acknowledge(call, card, plan.identity);
    }
    if (length === 0) {
      this.card = plan.card;
      this.identity = plan.identity;
    }
    if (this.streaming !== 'refused' || !isStreaming(this.card)) this.streaming = 'open';
    await this.owner.save(this.card, this.identity);
  }

  private acknowledge(call: Call, card: CardJson, identity: Identity): void {
    const now = this.options.now();
    if (isStreaming(card) && !isStreaming(this.card)) this.openedAt = now;
    this.fresh.learn(this.card, card, call, now);
    this.card = card;
    this.identity = identity;
    if (call.type === 'replace') this.suspect = false;
  }

  /** A plan from what the service holds; where that is not known, the whole card. */
  private plan(target: CardJson): Plan {
    const plan = diff(this.card, target, {
      identity: this.identity,
      unaddressable: [...this.unaddressable],
      ...(this.streaming === 'refused' ? { streaming: false } : {}),
    });
    if (!this.suspect) return plan;
    const calls: Call[] = [{ type: 'replace', card: plan.card }];
    return { ...plan, calls };
  }

  /** Switches streaming on again, for another ten minutes. */
  private async reopen(frame: Frame): Promise<void> {
    const settings = { config: { streaming_mode: true } };
    const call: Call = {
      type: 'batch',
      actions: [{ action: 'partial_update_setting', params: { settings } }],
    };
    try {
      await this.send(call, 'reopen', frame);
      this.openedAt = this.options.now();
      if (this.streaming === 'closed') this.streaming = 'reopened';
    } catch (error) {
      if (!(error instanceof CardKitError && REFUSALS.has(error.kind))) throw error;
      this.streaming = 'refused';
    }
  }

  /** What the service does not find although it is there cannot be addressed: columns, or texts of the header. */
  private learnFrom(error: CardKitError, call: Call): void {
    const { missingId } = error.details;
    if (missingId === undefined) return;
    const named: Call = { type: 'content', elementId: missingId, content: '' };
    const doubtful = new Set(doubtfulIn(this.card, [named]));
    for (const kind of doubtfulIn(this.card, [call])) {
      if (doubtful.has(kind)) this.unaddressable.add(kind);
    }
  }

  /** Sends one call under a number of its own. */
  private async send(call: Call, reason: CallEvent['reason'], frame: Frame): Promise<void> {
    const { cardkit, budget, onCall } = this.options;
    const { cardId } = this;
    await budget.take(this, frame.final);
    if (this.closed) throw closedError(cardId);
    const number = await this.owner.number();
    let sequence = number;
    const started = performance.now();
    let error: CardKitError | undefined;
    try {
      const sent = await cardkit.cards.send(cardId, [call], {
        sequence: number - 1,
        final: frame.final,
      });
      sequence = Math.max(number, sent.sequence);
    } catch (thrown) {
      error = asCardKitError(thrown);
      sequence = Math.max(number, error.sequence ?? 0);
    }
    // A number more is used when a call was sent once more with a new token.
    if (sequence > number) budget.count(this);
    this.owner.used(sequence);
    onCall({
      cardId,
      type: call.type,
      reason,
      operations: call.type === 'batch' ? call.actions.length : 1,
      bytes: callBytes(call),
      sequence,
      attempt: this.trouble.failures + 1,
      ms: performance.now() - started,
      error,
    });
    if (!error) return;
    this.learnFrom(error, call);
    if (error.kind === 'reopen') this.streaming = this.streaming === 'open' ? 'closed' : 'refused';
    throw error;
  }
}

/** Kinds of errors after which the same call would fail again, and that say nothing else about the card. */
const REFUSALS: ReadonlySet<CardKitError['kind']> = new Set(['fatal', 'split', 'reopen']);

/**
 * Rejects those who saw all attempts fail. Each has its own count: what was rendered last is tried as often as what
 * it took the place of, and nobody waits for ever where renders keep coming.
 */
function withoutGivenUp(frame: Frame, error: unknown): Frame | undefined {
  const left: Waiting[] = [];
  for (const one of frame.waiting) {
    if (++one.failures < MAX_ATTEMPTS) left.push(one);
    else one.reject(error);
  }
  return left.length > 0 ? { ...frame, waiting: left } : undefined;
}

/** The card with the colour that another one's header has, if that is all in which their headers differ. */
function withHeaderColourOf(card: CardJson, other: CardJson): CardJson | undefined {
  const { header } = card;
  if (!isObject(header) || !isObject(other.header)) return undefined;
  const { template: wanted, ...rest } = header;
  const { template: shown, ...otherRest } = other.header;
  if (wanted === shown || !sameJson(withoutIds(rest), withoutIds(otherRest))) return undefined;
  return { ...card, header: { ...rest, ...(shown === undefined ? {} : { template: shown }) } };
}

/** Ids that were assigned are in the card that the service holds, not in one that was just composed. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => key !== 'element_id')
      .map((key) => [key, withoutIds(getOwn(value, key))]),
  );
}

/** Characters of the longest text, which is what a frame of a streaming card carries. */
function textLength(card: CardJson): number {
  let longest = 0;
  const look = (elements: unknown): void => {
    if (!Array.isArray(elements)) return;
    for (const element of elements) {
      if (!isObject(element)) continue;
      if (typeof element.content === 'string') longest = Math.max(longest, element.content.length);
      look(element.elements);
      look(element.columns);
    }
  };
  look(card.body?.elements);
  return longest;
}

/** A card that the service would refuse is not sent; nor one that it would refuse as soon as streaming ends. */
export function refuseOversize(card: CardJson): void {
  const bytes = jsonBytes(isStreaming(card) ? streamingOff(card) : card);
  if (bytes <= MAX_CARD_BYTES) return;
  const hint = 'split the card, or shorten its texts';
  throw cardError('bytes', `the card has ${bytes} bytes; allowed: ${MAX_CARD_BYTES}`, hint);
}

function closedError(cardId: string): CardError {
  return cardError('closed', `the live card ${cardId} is closed`);
}

function asCardKitError(thrown: unknown): CardKitError {
  if (thrown instanceof CardKitError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CardKitError({ code: 0, status: 0, message, cause: thrown });
}
