import { type Identity, identityOf } from '../card/ids.js';
import { render } from '../card/render.js';
import { apply } from '../reconcile/apply.js';
import { diff } from '../reconcile/diff.js';
import { callBytes, type Plan } from '../reconcile/plan.js';
import {
  type Call,
  CardError,
  type CardJson,
  type CardKit,
  CardKitError,
  isObject,
  jsonBytes,
  MAX_CARD_BYTES,
} from '../schema/index.js';
import { backoffMs, MAX_ATTEMPTS, wait } from './backoff.js';
import { createCard, type Sent, type Target } from './create-card.js';

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
   * @throws {CardError} when it cannot be rendered, or is larger than a card may be; the card stays as it was.
   * @throws {CardKitError} when the service refused it for good, or did not take it after several attempts.
   */
  render(element: unknown): Promise<void>;
  /** Waits for what was rendered, switches streaming off, and ends. Nothing is sent afterwards. */
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
interface Internals {
  /** Resolves when nothing is under way. */
  readonly settled: Promise<void>;
  /** Resolves when nothing will ever be sent again. */
  readonly ended: Promise<void>;
}

/** What was rendered and is not on the server yet. */
interface Frame {
  readonly card: CardJson;
  readonly waiting: Waiting[];
}

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * The states of a live card. One call is in flight at most; a render that comes meanwhile waits, and only the newest
 * one is sent.
 *
 *                render                 acknowledged, nothing newer
 *        idle ─────────────> flushing ──────────────────────────────> idle
 *                             │    ▲
 *              refused for    │    │ after a pause, with a new number
 *              the moment     ▼    │
 *                          backing-off
 *
 *        flushing ── the service holds something unknown ──> resyncing ── one full update ──> flushing
 *        any ── close ──> closed          any ── the card is gone ──> dead
 */
class Live implements LiveCard, Internals {
  readonly cardId: string;
  readonly messageId: string;
  readonly chatId: string;
  status: LiveStatus = 'idle';
  card: CardJson;
  settled: Promise<void> = Promise.resolve();
  readonly ended: Promise<void>;

  private readonly options: LiveOptions;
  private identity: Identity;
  /** The newest card that was rendered and not refused: what `close` has to leave behind. */
  private newest: CardJson;
  private resolveEnded: () => void = () => {};
  /** The highest number that was tried. It is never used again: a failed attempt may have used it up. */
  private sequence = 0;
  private next: Frame | undefined;
  /** Whether the service may hold something else than `card`; the next call then says everything. */
  private suspect = false;
  /** Whether the service closed streaming by itself. */
  private streamingClosed = false;
  private closing = false;

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

  async close(): Promise<void> {
    if (this.status === 'closed' || this.status === 'dead') return;
    if (!this.closing) {
      this.closing = true;
      const last = this.newest;
      if (isStreaming(last)) {
        const off = { ...last, config: { ...last.config, streaming_mode: false } };
        this.push(off, { resolve() {}, reject: (error) => this.report(error) });
      }
    }
    await this.settled;
    // The loop below changes the status; the compiler does not see that.
    if ((this.status as LiveStatus) !== 'dead') this.status = 'closed';
    this.resolveEnded();
  }

  private async enqueue(make: () => CardJson): Promise<void> {
    if (this.closing || this.status === 'dead') {
      throw new Error(
        `the live card ${this.cardId} is ${this.status === 'dead' ? 'dead' : 'closed'}`,
      );
    }
    const card = make();
    await new Promise<void>((resolve, reject) => this.push(card, { resolve, reject }));
  }

  private push(card: CardJson, waiting: Waiting): void {
    const busy = this.next !== undefined || this.status !== 'idle';
    this.next = { card, waiting: [...(this.next?.waiting ?? []), waiting] };
    this.newest = card;
    if (!busy) this.settled = this.flush();
  }

  /** Sends the newest frame until there is none. Never rejects: every outcome goes to who waits for the frame. */
  private async flush(): Promise<void> {
    this.status = 'flushing';
    let waiting: Waiting[] = [];
    let attempt = 0;
    let reopened = 0;
    let target: CardJson | undefined;
    while (this.next || target) {
      if (this.next) {
        // A newer frame takes the place of one that is not through yet, and its attempts go on counting.
        target = this.next.card;
        waiting.push(...this.next.waiting);
        this.next = undefined;
      }
      const error = await this.bring(target as CardJson, attempt > 0);
      if (error === 'newer') continue;
      if (error === undefined) {
        for (const one of waiting) one.resolve();
        waiting = [];
        target = undefined;
        attempt = 0;
        reopened = 0;
        continue;
      }
      attempt++;
      if (error instanceof CardKitError && error.kind === 'reopen') {
        // Open it again once; if it closes again, the text goes by partial updates, which need no streaming.
        this.streamingClosed = true;
        if (reopened++ === 0 && (await this.reopen())) this.streamingClosed = false;
        if (attempt < MAX_ATTEMPTS) continue;
      } else if (error instanceof CardKitError && attempt < MAX_ATTEMPTS) {
        if (error.kind === 'retry') {
          this.status = 'backing-off';
          await wait(backoffMs(attempt, error));
          this.status = 'flushing';
          continue;
        }
        if (error.kind === 'resync') {
          this.suspect = true;
          this.status = 'resyncing';
          if (attempt > 1) await wait(backoffMs(attempt, error));
          continue;
        }
      }
      if (error instanceof CardKitError) {
        if (error.kind === 'gone') return this.end(error, waiting);
        this.suspect = true;
      }
      attempt = 0;
      reopened = 0;
      target = undefined;
      // Who waits for a frame is as well served by a newer one.
      if (this.next) continue;
      this.newest = this.card;
      for (const one of waiting) one.reject(error);
      waiting = [];
    }
    this.status = 'idle';
  }

  private end(error: unknown, waiting: readonly Waiting[]): void {
    this.status = 'dead';
    const all = [...waiting, ...(this.next?.waiting ?? [])];
    this.next = undefined;
    for (const one of all) one.reject(error);
    this.resolveEnded();
  }

  /** Makes and sends the calls that lead to a card. Stops early when something newer was rendered. */
  private async bring(target: CardJson, again: boolean): Promise<unknown> {
    let plan: Plan;
    try {
      plan = this.plan(target);
      refuseOversize(plan.card);
    } catch (error) {
      return error;
    }
    // Its ids are used up even if it fails; its keys are those of the card only when it does not.
    this.identity = { ...this.identity, next: plan.identity.next };
    const resync = this.suspect;
    for (const [i, call] of plan.calls.entries()) {
      const error = await this.send(call, resync ? 'resync' : again ? 'retry' : 'next');
      if (error) return error;
      this.identity = plan.identity;
      const last = i === plan.calls.length - 1;
      this.acknowledge(call, last ? plan.card : apply(this.card, [call]));
      if (!last && this.next) return 'newer';
    }
    if (plan.calls.length === 0) {
      this.card = plan.card;
      this.identity = plan.identity;
    }
    this.status = 'flushing';
    return undefined;
  }

  private acknowledge(call: Call, card: CardJson): void {
    this.card = card;
    if (call.type === 'replace') this.suspect = false;
    if (!isStreaming(card)) this.streamingClosed = false;
  }

  /** A plan from what the service holds; where that is not known, or no longer addressable, the whole card. */
  private plan(target: CardJson): Plan {
    const plan = diff(this.card, target, {
      identity: this.identity,
      ...(this.streamingClosed ? { streaming: false } : {}),
    });
    if (!this.suspect) return plan;
    const calls: Call[] = [{ type: 'replace', card: plan.card }];
    return { ...plan, calls, bytes: jsonBytes(plan.card) };
  }

  /** Switches streaming on again. The 10 minutes begin anew. */
  private async reopen(): Promise<boolean> {
    const settings = { config: { streaming_mode: true } };
    const call: Call = {
      type: 'batch',
      actions: [{ action: 'partial_update_setting', params: { settings } }],
    };
    return (await this.send(call, 'reopen')) === undefined;
  }

  /** Sends one call under a number of its own. Returns the error instead of throwing it. */
  private async send(call: Call, reason: CallEvent['reason']): Promise<CardKitError | undefined> {
    const { cardkit, onCall } = this.options;
    const sequence = ++this.sequence;
    const started = performance.now();
    let error: CardKitError | undefined;
    try {
      await cardkit.cards.send(this.cardId, [call], { sequence: sequence - 1 });
    } catch (thrown) {
      error = asCardKitError(thrown);
    }
    quietly(() =>
      onCall?.({
        cardId: this.cardId,
        type: call.type,
        reason,
        operations: call.type === 'batch' ? call.actions.length : 1,
        bytes: callBytes(call),
        sequence,
        ms: performance.now() - started,
        error,
      }),
    );
    return error;
  }

  private report(error: unknown): void {
    quietly(() => this.options.onError?.(error, this));
  }
}

function isStreaming(card: CardJson): boolean {
  return isObject(card.config) && card.config.streaming_mode === true;
}

/** A card that the service would refuse is not sent. */
function refuseOversize(card: CardJson): void {
  const bytes = jsonBytes(card);
  if (bytes <= MAX_CARD_BYTES) return;
  throw new CardError([
    {
      code: 'bytes',
      severity: 'error',
      path: '',
      message: `the card has ${bytes} bytes; allowed: ${MAX_CARD_BYTES}`,
      hint: 'split the card, or shorten its texts',
    },
  ]);
}

function asCardKitError(thrown: unknown): CardKitError {
  if (thrown instanceof CardKitError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CardKitError({ code: 0, status: 0, message, cause: thrown });
}

/** Calls an observer. What it throws must not stop the card, and must not be lost either. */
function quietly(observe: () => void): void {
  try {
    observe();
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: there is nobody else to tell.
    console.error('larkx: an observer threw', error);
  }
}
