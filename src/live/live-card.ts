import { finished } from '../card/fill-texts.js';
import { type Identity, identityOf } from '../card/ids.js';
import { render } from '../card/render.js';
import { isStreaming } from '../card/streaming.js';
import { apply } from '../reconcile/apply.js';
import { diff } from '../reconcile/diff.js';
import { callBytes, type Plan } from '../reconcile/plan.js';
import {
  type Call,
  type CardJson,
  type CardKit,
  CardKitError,
  cardError,
  cloneJson,
  jsonBytes,
  MAX_CARD_BYTES,
} from '../schema/index.js';
import { MAX_ATTEMPTS, wait } from './backoff.js';
import { createCard, type Sent, type Target } from './create-card.js';
import { observe } from './observe.js';
import { Trouble } from './trouble.js';

/** `creating` and `sending` are over when `app.send` resolves. */
export type LiveStatus =
  | 'creating'
  | 'sending'
  | 'idle'
  | 'flushing'
  | 'backing-off'
  | 'resyncing'
  | 'closed'
  | 'dead';

/** A card that was sent and follows what is rendered. */
export interface LiveCard {
  readonly cardId: string;
  readonly messageId: string;
  readonly chatId: string;
  readonly status: LiveStatus;
  /** The card as the service acknowledged it last. */
  readonly card: CardJson;
  /**
   * Brings the card to what the element renders to. Resolves when that, or something newer, is on the server.
   *
   * @throws {CardError} when it cannot be rendered, or is larger than a card may be; the card stays as it was. With
   * the code `closed` after {@link close}.
   * @throws {CardKitError} when the service refused it for good, did not take it after several attempts, or has no
   * such card any more.
   */
  render(element: unknown): Promise<void>;
  /**
   * Waits for what was rendered, switches streaming off, and ends. Nothing is sent afterwards. Never rejects: what
   * could not be done is told to `onError`.
   */
  close(): Promise<void>;
}

/** One attempt to send one call. */
export interface CallEvent {
  readonly cardId: string;
  readonly type: Call['type'];
  /** `next` brings a new render, `retry` repeats, `resync` says everything, `reopen` switches streaming on again. */
  readonly reason: 'next' | 'retry' | 'resync' | 'reopen';
  /** Operations in it. */
  readonly operations: number;
  /** UTF-8 bytes of its JSON. */
  readonly bytes: number;
  readonly sequence: number;
  /** Milliseconds until the answer. */
  readonly ms: number;
  readonly error?: CardKitError | undefined;
}

export interface LiveOptions {
  readonly cardkit: CardKit;
  /** Sees every attempt. */
  readonly onCall?: ((event: CallEvent) => void) | undefined;
  /** Sees what `render` rejects with, also where nobody awaits it. */
  readonly onError?: ((error: unknown, live: LiveCard) => void) | undefined;
}

/** Creates a card from an element, sends it, and keeps it live. */
export async function sendLive(
  element: unknown,
  target: Target,
  options: LiveOptions,
): Promise<LiveCard & Internals> {
  const card = render(element, { ids: 'all' });
  refuseOversize(card);
  const sent = await createCard(options.cardkit, card, target);
  return new Live(sent, card, options);
}

/** What the app has to know beside the surface. */
export interface Internals {
  /** Resolves when nothing is under way. */
  readonly settled: Promise<void>;
  /** Resolves when nothing will ever be sent again. */
  readonly ended: Promise<void>;
  /** What the author gets: nothing of it can be changed from outside. */
  readonly surface: LiveCard;
}

/** What was rendered and is not on the server yet, with all who wait for that or for something newer. */
interface Frame {
  readonly card: CardJson;
  readonly waiting: Waiting[];
}

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
  /** Attempts that failed while it waited. */
  failures: number;
}

/**
 * The states of a live card. One call is in flight at most; renders that come meanwhile wait, and only the newest of
 * them is sent.
 *
 *                render                 acknowledged or given up, nothing newer
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
class Live implements LiveCard, Internals {
  readonly cardId: string;
  readonly messageId: string;
  readonly chatId: string;
  status: LiveStatus = 'idle';
  card: CardJson;
  settled: Promise<void> = Promise.resolve();
  readonly ended: Promise<void>;
  readonly surface: LiveCard = surfaceOf(this);

  private readonly options: LiveOptions;
  private resolveEnded: () => void = () => {};
  private identity: Identity;
  /** The highest number that was tried. It is never used again: a failed attempt may have used it up. */
  private sequence = 0;
  /** The newest card that was rendered and not refused: what `close` has to leave behind. */
  private newest: CardJson;
  private next: Frame | undefined;
  /** Whether the service may hold something else than `card`; the next call then says everything. */
  private suspect = false;
  /**
   * Whether the service takes streaming text while the card says so. It closes streaming by itself after ten minutes;
   * that is answered by reopening it, and if it is closed then too, by partial updates until the card stops streaming.
   */
  private streaming: 'open' | 'closed' | 'reopened' | 'refused' = 'open';
  private closing: Promise<void> | undefined;
  /** Why the card is dead. */
  private death: CardKitError | undefined;

  constructor(sent: Sent, card: CardJson, options: LiveOptions) {
    this.cardId = sent.cardId;
    this.messageId = sent.messageId;
    this.chatId = sent.chatId;
    this.card = card;
    this.newest = card;
    this.identity = identityOf(card);
    this.options = options;
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  render(element: unknown): Promise<void> {
    const done = this.enqueue(() => render(element));
    // Who does not await a frame is told through onError; the process must not end because of it.
    done.catch((error) => this.report(error));
    return done;
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    // The newest card may be refused. Then the one that is there is closed, which the second time is for.
    for (let time = 1; time <= 2 && !this.death; time++) {
      if (isStreaming(this.newest)) {
        await this.push(finished(this.newest)).catch((error) => this.report(error));
      }
      await this.settled;
    }
    if (!this.death) this.status = 'closed';
    this.resolveEnded();
  }

  private async enqueue(make: () => CardJson): Promise<void> {
    if (this.death) throw this.death;
    if (this.closing) throw cardError('closed', `the live card ${this.cardId} is closed`);
    const card = make();
    // Already here, so that a card that cannot be sent does not take the place of one that can.
    refuseOversize(card);
    await this.push(card);
  }

  /** Makes a card the next frame. Resolves when it, or something newer, is on the server. */
  private push(card: CardJson): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.next?.waiting ?? [];
      waiting.push({ resolve, reject, failures: 0 });
      this.next = { card, waiting };
      this.newest = card;
      if (this.status === 'idle') this.settled = this.flush();
    });
  }

  /** Sends the newest frame until there is none. Never rejects: every outcome goes to who waits for the frame. */
  private async flush(): Promise<void> {
    let trouble = new Trouble();
    let unsent: Frame | undefined;
    for (let frame = this.take(undefined); frame; frame = this.take(unsent)) {
      this.status = this.suspect ? 'resyncing' : 'flushing';
      try {
        await this.bring(frame.card, trouble.failures > 0 ? 'retry' : 'next');
        for (const one of frame.waiting) one.resolve();
        unsent = undefined;
        trouble = new Trouble();
      } catch (error) {
        const { verdict, suspect, pauseMs } = trouble.remedy(error);
        if (suspect) this.suspect = true;
        if (verdict === 'gone') return this.die(error as CardKitError, frame);
        unsent = verdict === 'again' ? withoutGivenUp(frame, error) : this.refuse(frame, error);
        if (pauseMs > 0 && (unsent || this.next)) {
          this.status = 'backing-off';
          await wait(pauseMs);
        }
      }
    }
    this.status = 'idle';
  }

  /** The frame to send: the newest takes the place of one that is not through, and of those who wait for it. */
  private take(unsent: Frame | undefined): Frame | undefined {
    const { next } = this;
    this.next = undefined;
    if (!next || !unsent) return next ?? unsent;
    return { card: next.card, waiting: [...unsent.waiting, ...next.waiting] };
  }

  private refuse(frame: Frame, error: unknown): undefined {
    for (const one of frame.waiting) one.reject(error);
    if (!this.next) this.newest = this.card;
  }

  private die(error: CardKitError, frame: Frame): void {
    this.status = 'dead';
    this.death = error;
    for (const one of this.take(frame)?.waiting ?? []) one.reject(error);
    this.resolveEnded();
  }

  /**
   * Makes and sends the calls that lead to a card. All of them, even if something newer comes: a plan has two calls at
   * most, and the second, which types text, would never have its turn while renders keep coming.
   *
   * @throws {CardKitError} of the call that failed
   */
  private async bring(target: CardJson, reason: 'next' | 'retry'): Promise<void> {
    if (this.streaming === 'closed' && isStreaming(target) && !this.suspect) await this.reopen();
    const plan = this.plan(target);
    refuseOversize(plan.card);
    // Its ids are used up even if it fails; its keys are those of the card only when it does not.
    this.identity = { ...this.identity, next: plan.identity.next };
    const { length } = plan.calls;
    for (const [i, call] of plan.calls.entries()) {
      const card = i === length - 1 ? plan.card : apply(this.card, [call]);
      await this.send(call, this.suspect ? 'resync' : reason);
      this.acknowledge(call, card, plan.identity);
    }
    if (length === 0) {
      this.card = plan.card;
      this.identity = plan.identity;
    }
    if (this.streaming !== 'refused' || !isStreaming(this.card)) this.streaming = 'open';
  }

  private acknowledge(call: Call, card: CardJson, identity: Identity): void {
    this.card = card;
    this.identity = identity;
    if (call.type === 'replace') this.suspect = false;
  }

  /** A plan from what the service holds; where that is not known, the whole card. */
  private plan(target: CardJson): Plan {
    const plan = diff(this.card, target, {
      identity: this.identity,
      ...(this.streaming === 'refused' ? { streaming: false } : {}),
    });
    if (!this.suspect) return plan;
    const calls: Call[] = [{ type: 'replace', card: plan.card }];
    return { ...plan, calls, bytes: jsonBytes(plan.card) };
  }

  /** Switches streaming on again, for another ten minutes. */
  private async reopen(): Promise<void> {
    const settings = { config: { streaming_mode: true } };
    const call: Call = {
      type: 'batch',
      actions: [{ action: 'partial_update_setting', params: { settings } }],
    };
    try {
      await this.send(call, 'reopen');
      this.streaming = 'reopened';
    } catch (error) {
      if (!(error instanceof CardKitError && REFUSALS.has(error.kind))) throw error;
      this.streaming = 'refused';
    }
  }

  /** Sends one call under a number of its own. */
  private async send(call: Call, reason: CallEvent['reason']): Promise<void> {
    const { cardkit, onCall } = this.options;
    const { cardId } = this;
    const before = this.sequence++;
    const started = performance.now();
    let error: CardKitError | undefined;
    try {
      const sent = await cardkit.cards.send(cardId, [call], { sequence: before });
      this.sequence = Math.max(this.sequence, sent.sequence);
    } catch (thrown) {
      error = asCardKitError(thrown);
      // A number more is used when a call was sent once more with a new token.
      this.sequence = Math.max(this.sequence, error.sequence ?? 0);
    }
    const ms = performance.now() - started;
    observe(() =>
      onCall?.({
        cardId,
        type: call.type,
        reason,
        operations: call.type === 'batch' ? call.actions.length : 1,
        bytes: callBytes(call),
        sequence: this.sequence,
        ms,
        error,
      }),
    );
    if (!error) return;
    if (error.kind === 'reopen') this.streaming = this.streaming === 'open' ? 'closed' : 'refused';
    throw error;
  }

  private report(error: unknown): void {
    observe(() => this.options.onError?.(error, this.surface));
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

function streamingOff(card: CardJson): CardJson {
  return { ...card, config: { ...card.config, streaming_mode: false } };
}

/** A card that the service would refuse is not sent; nor one that it would refuse as soon as streaming ends. */
function refuseOversize(card: CardJson): void {
  const bytes = jsonBytes(isStreaming(card) ? streamingOff(card) : card);
  if (bytes <= MAX_CARD_BYTES) return;
  const hint = 'split the card, or shorten its texts';
  throw cardError('bytes', `the card has ${bytes} bytes; allowed: ${MAX_CARD_BYTES}`, hint);
}

function asCardKitError(thrown: unknown): CardKitError {
  if (thrown instanceof CardKitError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CardKitError({ code: 0, status: 0, message, cause: thrown });
}

/** The public side of a live card. Its `card` is a copy: changing it changes nothing. */
function surfaceOf(live: LiveCard): LiveCard {
  return {
    get cardId() {
      return live.cardId;
    },
    get messageId() {
      return live.messageId;
    },
    get chatId() {
      return live.chatId;
    },
    get status() {
      return live.status;
    },
    get card() {
      return cloneJson(live.card);
    },
    render: (element) => live.render(element),
    close: () => live.close(),
  };
}
