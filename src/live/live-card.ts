import { finished } from '../card/fill-texts.js';
import { assignIds } from '../card/ids.js';
import { renderCard } from '../card/render.js';
import { type Slots, type StreamedText, slotsOf } from '../card/slots.js';
import { isStreaming, streamingOff } from '../card/streaming.js';
import { CardError, type CardJson, CardKitError, cardError, cloneJson } from '../schema/index.js';
import { blockStarts } from './block-starts.js';
import type { Budget } from './budget.js';
import { chunksOf, type TextSource } from './chunks.js';
import { createCard, type Making, type Target, type Unsent } from './create-card.js';
import { observe } from './observe.js';
import { Ownership } from './ownership.js';
import { type Break, divide } from './pages.js';
import type { Records } from './record.js';
import { excess, LIVE_SIZE, refuseExcess, type Size, sizeOf, smallerLimit } from './size.js';
import { withSummary } from './summary.js';
import { explain, type Why } from './why.js';
import { type CallEvent, type LiveStatus, Writer } from './writer.js';

/** A card entity that shows a live card, or a part of it. */
export interface Page {
  readonly cardId: string;
  readonly messageId: string;
}

export interface StreamOptions {
  /**
   * What the text is: `markdown` is safe markdown, which may come from anywhere; `text` is shown as it is; `raw` is
   * trusted source. @default "markdown"
   */
  as?: 'markdown' | 'text' | 'raw' | undefined;
  /** Whether each chunk is what comes next, or all of the text so far. Never guessed. @default "deltas" */
  from?: 'deltas' | 'snapshots' | undefined;
  /** Ends the stream early. What has come stays. */
  signal?: AbortSignal | undefined;
}

/** A card that was sent and follows what is rendered. */
export interface LiveCard {
  readonly cardId: string;
  readonly messageId: string;
  readonly chatId: string;
  /** The cards that show it, in order: one, unless it was divided (`overflow: 'pages'`). */
  readonly pages: readonly Page[];
  /** Of several pages, that of the one that has most to do; `dead` when one of them is gone. */
  readonly status: LiveStatus;
  /** The card as the service acknowledged it last; of several pages, the first. */
  readonly card: CardJson;
  /** Fires when the card is aborted, gone or closed. */
  readonly signal: AbortSignal;
  /**
   * Brings the card to what the element renders to. Resolves when that, or something newer, is on the server.
   *
   * @throws {CardError} when it cannot be rendered, or is larger than a card may be; the card stays as it was. With
   * the code `closed` after {@link close}, `taken-over` when another process writes to the card now.
   * @throws {CardKitError} when the service refused it for good, did not take it after several attempts, or has no
   * such card any more.
   */
  render(element: unknown): Promise<void>;
  /**
   * Streams a text into an element: `<Markdown id="answer" stream />`. The text belongs to the card from then on: later
   * renders do not lose it. A second stream into the same element begins anew. Resolves when all of it is on the server.
   * A frame that the service does not take goes to `onError`, and what comes next brings its text along.
   *
   * ```ts
   * const run = await openai.chat.completions.create({ model, messages, stream: true });
   * async function* words() {
   *   for await (const chunk of run) yield chunk.choices[0]?.delta.content ?? '';
   * }
   * await live.stream('answer', words());
   * ```
   *
   * @throws what the source throws, or the reason of a signal; what has come until then stays in the card
   * @throws {CardError} `stream-busy` while another stream into it runs, `stream-slot` where the card has no such
   * element, `closed` when the card is closed meanwhile, `bytes` and the like when the card becomes too large: what
   * fitted stays
   * @throws {CardKitError} when the service refuses the text for good, or has no such card any more
   * @throws {TypeError} when the source is none, or gives anything but strings
   */
  stream(id: string, source: TextSource, options?: StreamOptions): Promise<void>;
  /**
   * Ends all streams into the card and fires {@link signal}, which fires once. What they brought stays; the card can
   * still be rendered.
   */
  abort(reason?: unknown): void;
  /** What the card does just now, in a sentence, and the last writes to it with what became of them. */
  why(): Why;
  /**
   * Waits for what was rendered, switches streaming off, and ends. Nothing is sent afterwards. Never rejects: what
   * could not be done is told to `onError`.
   */
  close(): Promise<void>;
}

/**
 * What happens to a card that is too large to stay live (180 elements, 28,000 bytes, 5 tables): an error; a smaller
 * card in its place; or several cards, of which each but the first is a reply to the one before.
 */
export type Overflow = 'error' | 'pages' | ((element: unknown, size: Size) => unknown);

export interface LiveOptions {
  readonly cardkit: ConstructorParameters<typeof Writer>[1]['cardkit'];
  readonly records: Records;
  readonly budget: Budget;
  readonly pace: number;
  readonly overflow: Overflow;
  readonly now: () => number;
  /** Sees every attempt to write. Making a card and sending it are not among them. */
  readonly onCall?: ((event: CallEvent) => void) | undefined;
  /** Sees what `render` rejects with, also where nobody awaits it. */
  readonly onError?: ((error: unknown, live: LiveCard) => void) | undefined;
  /** Sees why nothing can be written to the card any more. */
  readonly onGone?: ((error: unknown, live: LiveCard) => void) | undefined;
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

/** A text that is streamed, and whether more is to come. */
interface Slot extends StreamedText {
  text: string;
  complete: boolean;
  /** What of the text the service has acknowledged; and whether a frame with more is under way. */
  shown: string;
  isFollowed: boolean;
  /** Why the text could not grow further. */
  failure?: unknown;
  /** Ends the stream that feeds it, as long as one does. */
  fail: ((error: unknown) => void) | undefined;
}

/** How often a card is made smaller because the service refuses it for its size. */
const MAX_SHRINKS = 4;
/** How long a card may be sent again under its uuid, in milliseconds: an hour, less what the attempts take. */
const RESEND_MS = 50 * 60_000;
/** Events that `why` tells of. */
const REMEMBERED = 20;

/** Creates a card from an element, sends it, and keeps it live. */
export async function sendLive(
  element: unknown,
  target: Target,
  options: LiveOptions,
): Promise<LiveCard & Internals> {
  const live = new Live(element, options);
  await live.begin(target);
  return live;
}

/** Goes on with a card that another process has left; `undefined` if there is none, or if it is still at it. */
export async function resumeLive(
  cardId: string,
  element: unknown,
  options: LiveOptions,
): Promise<(LiveCard & Internals) | undefined> {
  const owner = await Ownership.takeOver(options.records, cardId, options.now);
  if (!owner) return undefined;
  const live = new Live(element, options);
  await live.resume(owner);
  return live;
}

/**
 * What is to be shown, and the cards that show it: an element, the texts that are streamed into it, and a
 * {@link Writer} for each page. It composes; writers write.
 */
class Live implements LiveCard, Internals {
  readonly surface: LiveCard = surfaceOf(this);
  readonly ended: Promise<void>;

  private readonly slots = new Map<string, Slot>();
  /** The elements that a text is streamed into just now. */
  private readonly fed = new Set<string>();
  private readonly writers: Writer[] = [];
  private readonly controller = new AbortController();
  private readonly events: CallEvent[] = [];
  private readonly reported = new WeakSet<object>();
  /** What {@link show} is at. */
  private readonly underway = new Set<Promise<void>>();
  /** Ends streams. A new one after each abort. */
  private streams = new AbortController();
  private limit = LIVE_SIZE;
  /** What the limit was before the service refused a card for its size; until one is acknowledged, or given up. */
  private limitBefore: Size | undefined;
  private shrinks = 0;
  /** The errors after which no smaller card is tried. All who wait for a frame are told of the same one. */
  private readonly givenUp = new WeakSet<Error>();
  /** The cards that the service refused, by its errors, */
  private readonly refusedCards = new WeakMap<Error, CardJson>();
  /** what each page was to show last, */
  private readonly offered: (CardJson | undefined)[] = [];
  /** and the cards that the author gave for larger ones. */
  private readonly substitutes = new WeakSet<CardJson>();
  /** The last element of which the card was acknowledged. */
  private shownElement: unknown;
  /** How many elements the service has refused. */
  private withdrawals = 0;
  private wasStreaming = false;
  private hasOwnSummary = false;
  /** The pages as they were composed last, until something changes, */
  private composed: readonly CardJson[] | undefined;
  /** where they end, */
  private breaks: readonly Break[] = [];
  /** and the elements of them that a text can be streamed into. */
  private declared: ReadonlySet<string> = new Set();
  /** How often a page was left as it is, because the one behind it has to be made first. */
  private holds = 0;
  private making: Making | undefined;
  /** The next page, where it was created and may be in the chat already, with what it shows then. */
  private unsent: (Unsent & { readonly card: CardJson; readonly since: number }) | undefined;
  /** Pages that came late: they show what they were created with, which may be old. */
  private readonly late = new Set<Writer>();
  private growing: Promise<void> = Promise.resolve();
  /** Nothing will be sent any more. */
  private isOver = false;
  private closing: Promise<void> | undefined;
  private final = false;
  private resolveEnded: () => void = () => {};

  constructor(
    private element: unknown,
    private readonly options: LiveOptions,
  ) {
    this.shownElement = element;
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  async begin(target: Target): Promise<void> {
    // Everything that can be wrong with the card comes out before anything is created.
    this.pageCards();
    while (this.writers.length === 0) {
      await this.addPage(target).catch((error) => {
        if (!this.shrink(error)) throw error;
      });
    }
    try {
      if (this.pageCards().length > 1) await this.show();
    } catch (error) {
      // The pages before the one that failed are in the chat, but nobody holds them.
      this.end();
      throw error;
    }
  }

  async resume(owner: Ownership): Promise<void> {
    this.writers.push(this.writerOf(owner, false));
    await this.show();
  }

  get cardId(): string {
    return this.first.cardId;
  }
  get messageId(): string {
    return this.first.messageId;
  }
  get chatId(): string {
    return this.first.chatId;
  }
  get card(): CardJson {
    return this.first.card;
  }
  get signal(): AbortSignal {
    return this.controller.signal;
  }
  get pages(): readonly Page[] {
    return this.writers.map(({ cardId, messageId }) => ({ cardId, messageId }));
  }
  get status(): LiveStatus {
    return this.making ?? this.busiest.status;
  }
  get settled(): Promise<void> {
    return this.settle();
  }

  private async settle(): Promise<void> {
    await Promise.allSettled(this.underway);
    await Promise.all(this.writers.map(({ settled }) => settled));
  }

  why(): Why {
    return explain(this.busiest, this.status, this.events);
  }

  render(element: unknown): Promise<void> {
    const done = this.renderNow(element);
    // Who does not await a frame is told through onError; the process must not end because of it.
    done.catch((error) => this.report(error));
    return done;
  }

  private async renderNow(element: unknown): Promise<void> {
    this.refuseEnded();
    this.settleTexts();
    const before = this.element;
    this.element = element;
    this.composed = undefined;
    try {
      // Already here, so that a card that cannot be sent does not take the place of one that can.
      this.composed = this.compose();
    } catch (error) {
      this.element = before;
      this.composed = undefined;
      throw error;
    }
    await this.show();
  }

  stream(id: string, source: TextSource, options: StreamOptions = {}): Promise<void> {
    const done = this.streamNow(id, source, options);
    // As in render: a stream that nobody awaits must not end the process.
    done.catch((error) => this.report(error));
    return done;
  }

  private async streamNow(id: string, source: TextSource, options: StreamOptions): Promise<void> {
    requireOneOf('as', options.as, ['markdown', 'text', 'raw']);
    requireOneOf('from', options.from, ['deltas', 'snapshots']);
    this.refuseEnded();
    if (this.fed.has(id)) {
      throw cardError('stream-busy', `a stream into ${JSON.stringify(id)} is still running`);
    }
    this.refuseMissing(id);
    const ends = new AbortController();
    const signals = [ends.signal, this.streams.signal, ...(options.signal ? [options.signal] : [])];
    const chunks = chunksOf(source, signals);
    const slot: Slot = {
      as: options.as ?? 'markdown',
      text: '',
      complete: false,
      shown: '',
      isFollowed: false,
      fail: (error) => {
        this.fed.delete(id);
        ends.abort(error);
      },
    };
    this.fed.add(id);
    try {
      for await (const chunk of chunks) {
        const text = options.from === 'snapshots' ? chunk : slot.text + chunk;
        if (text === slot.text) continue;
        slot.text = text;
        // Not before: a source that brings nothing takes nothing away from what is shown.
        this.slots.set(id, slot);
        this.composed = undefined;
        this.follow(slot);
      }
    } catch (error) {
      // What took back the text has made room for the next stream already.
      if (slot.fail) this.fed.delete(id);
      if (this.slots.get(id) === slot) {
        await this.complete(slot).catch((later) => {
          if (later !== error) this.report(later);
        });
      }
      throw error;
    }
    this.fed.delete(id);
    this.slots.set(id, slot);
    await this.complete(slot);
  }

  abort(reason: unknown = new DOMException('the card was aborted', 'AbortError')): void {
    this.streams.abort(reason);
    this.streams = new AbortController();
    this.controller.abort(reason);
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  /** The card of every page as it is to be shown now. */
  private pageCards(): readonly CardJson[] {
    if (this.composed) return this.composed;
    try {
      this.composed = this.compose();
    } catch (error) {
      // The card fitted before the texts grew: their streams end, and what fitted stays.
      const grown = [...this.slots.values()].filter(({ text, shown }) => text !== shown);
      if (grown.length === 0) throw error;
      const texts = grown.map(({ text }) => text);
      for (const slot of grown) this.takeBack(slot, error);
      grown.forEach((slot, i) => {
        this.keepWhatFits(slot, texts[i] as string);
      });
      this.composed = this.compose();
    }
    return this.composed;
  }

  /** Finds out whether what was streamed fits, so that an element that does not fit is not taken for the reason. */
  private settleTexts(): void {
    if (![...this.slots.values()].some(({ text, shown }) => text !== shown)) return;
    try {
      this.pageCards();
    } catch {
      // What cannot be composed is about to be replaced.
    }
  }

  private compose(): readonly CardJson[] {
    const { overflow } = this.options;
    if (overflow === 'pages') {
      const whole = {
        slots: this.slots,
        final: this.final,
        compose: (slots: Slots, final: boolean) => this.cardOf(this.element, slots, final),
      };
      const { pages, breaks } = divide(whole, this.breaks, this.limit);
      this.breaks = breaks;
      return pages;
    }
    const card = this.cardOf(this.element, this.slots, this.final);
    const size = sizeOf(card);
    if (typeof overflow !== 'function' || excess(size, this.limit).length === 0) {
      refuseExcess(card, this.limit);
      return [card];
    }
    const smaller = this.cardOf(overflow(this.element, size), this.slots, this.final);
    refuseExcess(smaller, this.limit);
    this.substitutes.add(smaller);
    return [smaller];
  }

  private cardOf(element: unknown, slots: Slots, final: boolean): CardJson {
    const size = this.options.overflow === 'error' ? 'limited' : 'any';
    const rendered = renderCard(element, { slots, size });
    this.declared = slotsOf(rendered);
    const card = final && isStreaming(rendered) ? finished(rendered) : rendered;
    const summed = this.wasStreaming || isStreaming(rendered) ? withSummary(card) : card;
    this.hasOwnSummary = summed !== card;
    return summed;
  }

  /** What one page shows. Nothing is taken away from a page before the one behind it is there to show it. */
  private pageCard(page: number): CardJson | undefined {
    // Only what was acknowledged counts: a render that is refused has streamed nothing.
    if (!this.wasStreaming && this.writers.some(({ card }) => isStreaming(card))) {
      this.wasStreaming = true;
      this.composed = undefined;
    }
    const cards = this.pageCards();
    const behind = this.writers.slice(page + 1);
    if (cards.length > this.writers.length || behind.some((writer) => this.late.has(writer))) {
      this.holds++;
      return undefined;
    }
    return cards[page] ?? emptied(cards);
  }

  /**
   * Brings every page to what it should show. Resolves when that, or something newer, is on the server.
   *
   * @throws what refused it, or the last error when it was given up
   */
  private show(textOnly = false): Promise<void> {
    const done = this.showPages(textOnly);
    const forget = () => this.underway.delete(done);
    this.underway.add(done);
    done.then(forget, forget);
    return done;
  }

  private async showPages(textOnly: boolean): Promise<void> {
    const { element } = this;
    for (;;) {
      const { holds } = this;
      try {
        if (this.pageCards().length > this.writers.length) await this.grow();
        await Promise.all(
          this.writers.map((writer, page) => {
            // The frame that ends streaming is the last of its text, whoever rendered it.
            const ends = isStreaming(writer.card) && !this.pageCards().some(isStreaming);
            const options = { final: this.final || ends, textOnly };
            return this.push(page, options);
          }),
        );
        if (holds !== this.holds) continue;
        this.keepLimit();
        this.shownElement = element;
        return;
      } catch (error) {
        if (this.shrink(error)) continue;
        if (isRefusal(error)) this.restoreLimit();
        if (isRefusal(error) && this.element === element && element !== this.shownElement) {
          await this.withdraw();
        }
        throw error;
      }
    }
  }

  private async push(page: number, options?: Parameters<Writer['push']>[1]): Promise<void> {
    const writer = this.writers[page] as Writer;
    const compose = () => {
      const card = this.pageCard(page);
      this.offered[page] = card;
      return card;
    };
    try {
      await writer.push(compose, options);
      if (this.offered[page]) this.late.delete(writer);
    } catch (error) {
      this.noteRefused(error, this.offered[page]);
      throw error;
    }
  }

  private noteRefused(error: unknown, card: CardJson | undefined): void {
    if (!(error instanceof Error) || !card) return;
    this.refusedCards.set(error, card);
  }

  /** The newest element was refused: what is on the server is shown on. */
  private async withdraw(): Promise<void> {
    this.withdrawals++;
    this.element = this.shownElement;
    this.composed = undefined;
    // Other pages may have taken it.
    if (this.writers.length > 1) await this.show().catch((error) => this.report(error));
  }

  /** Sends what is streamed, one frame after the other: what comes meanwhile goes with the next. */
  private async follow(slot: Slot): Promise<void> {
    if (slot.isFollowed) return;
    slot.isFollowed = true;
    try {
      while (slot.text !== slot.shown && !slot.complete) await this.bring(slot);
    } catch (error) {
      // The next chunk brings another attempt. What ends the stream is said by its promise.
      if (slot.failure === undefined && !this.isOver) this.report(error);
    } finally {
      slot.isFollowed = false;
    }
  }

  /** Sends a text as it is now. Ends its stream when it is refused. */
  private async bring(slot: Slot): Promise<void> {
    for (;;) {
      const { withdrawals } = this;
      const { text } = slot;
      try {
        await this.show(true);
        if (slot.failure !== undefined) throw slot.failure;
        slot.shown = text;
        return;
      } catch (error) {
        if (!isRefusal(error) || slot.failure !== undefined) throw error;
        // An element that was rendered meanwhile is tried with the text; it is the first to go.
        if (this.element !== this.shownElement || this.withdrawals !== withdrawals) continue;
        this.takeBack(slot, error);
        throw error;
      }
    }
  }

  /** A text has grown beyond what can be shown. */
  private takeBack(slot: Slot, error: unknown): void {
    slot.text = slot.shown;
    slot.complete = true;
    slot.failure = error;
    slot.fail?.(error);
    slot.fail = undefined;
    this.composed = undefined;
  }

  /** As many blocks of a text that was taken back as the card can show. */
  private keepWhatFits(slot: Slot, text: string): void {
    const ends = blockStarts({ as: slot.as, text, complete: true }).filter(
      (end) => end > slot.shown.length,
    );
    let low = 0;
    let high = ends.length - 1;
    let kept = slot.text;
    while (low <= high) {
      const middle = (low + high) >> 1;
      slot.text = text.slice(0, ends[middle]);
      try {
        this.compose();
        kept = slot.text;
        low = middle + 1;
      } catch {
        high = middle - 1;
      }
    }
    slot.text = kept;
  }

  /** Nothing more comes: the text is finished, and all of it is brought to the card. */
  private async complete(slot: Slot): Promise<void> {
    slot.complete = true;
    slot.fail = undefined;
    this.composed = undefined;
    if (this.closing) return this.closing;
    if (this.death) throw this.death;
    await this.bring(slot);
  }

  /**
   * The service takes less than we think: the next attempt is smaller than what it refused. Not where the author has
   * given the smaller card: the same would be given again.
   */
  private shrink(error: unknown): boolean {
    if (!(error instanceof CardKitError) || error.kind !== 'split') return false;
    const card = this.refusedCards.get(error);
    if (!card || this.givenUp.has(error)) return false;
    if (
      this.options.overflow === 'error' ||
      this.substitutes.has(card) ||
      this.shrinks === MAX_SHRINKS
    ) {
      this.givenUp.add(error);
      return false;
    }
    const size = sizeOf(card);
    // Others wait for the same frame, or another page was refused: it is smaller already.
    if (excess(size, this.limit).length > 0) return true;
    this.shrinks++;
    this.limitBefore ??= this.limit;
    this.limit = smallerLimit(this.limit, size, error.details.innerLimit);
    this.composed = undefined;
    return true;
  }

  /** A smaller card was taken: that is what the service takes. */
  private keepLimit(): void {
    this.limitBefore = undefined;
    this.shrinks = 0;
  }

  /** A smaller card was not taken either, or there is none: it was not the size. */
  private restoreLimit(): void {
    if (this.limitBefore) {
      this.limit = this.limitBefore;
      this.composed = undefined;
    }
    this.keepLimit();
  }

  /** Makes the cards of the pages that have none, one after the other, each before the one in front is sealed. */
  private grow(): Promise<void> {
    const done = this.growing.then(async () => {
      while (this.pageCards().length > this.writers.length && !this.isOver) {
        const { messageId } = this.writers[this.writers.length - 1] as Writer;
        await this.addPage({ replyTo: messageId });
      }
    });
    this.growing = done.catch(() => {});
    return done;
  }

  private async addPage(target: Target): Promise<void> {
    const { cardkit, records, now, budget } = this.options;
    const left = this.unsentStill();
    const card = left?.card ?? (this.pageCards()[this.writers.length] as CardJson);
    if (!left) assignIds(card);
    const progress = {
      onMaking: (making: Making) => {
        this.making = making;
      },
      onUnsent: (unsent: Unsent | undefined) => {
        this.unsent = unsent && { ...unsent, card, since: now() };
      },
    };
    const sent = await createCard(cardkit, card, target, budget, progress, left)
      .catch((error) => {
        this.noteRefused(error, card);
        throw error;
      })
      .finally(() => {
        this.making = undefined;
      });
    const record = { ...sent, createdAt: now(), card, identity: { next: 0, keys: {} } };
    const owner = await Ownership.begin(records, record, now);
    const writer = this.writerOf(owner, true);
    if (left) this.late.add(writer);
    this.writers.push(writer);
    this.composed = undefined;
  }

  /** What is left of the attempt to make the next page, as long as the service knows its message by the uuid. */
  private unsentStill() {
    if (this.unsent && this.options.now() - this.unsent.since >= RESEND_MS) this.unsent = undefined;
    return this.unsent;
  }

  private writerOf(owner: Ownership, known: boolean): Writer {
    const { cardkit, budget, pace, now } = this.options;
    const writer = new Writer(
      owner,
      {
        cardkit,
        budget,
        pace,
        now,
        onCall: (event) => this.saw(event),
        onEnd: (error) => this.gone(error),
      },
      known,
    );
    return writer;
  }

  private async finish(): Promise<void> {
    this.streams.abort(cardError('closed', `the live card ${this.cardId} is closed`));
    for (const slot of this.slots.values()) slot.complete = true;
    try {
      if (this.hasMore()) {
        this.final = true;
        this.composed = undefined;
        await this.show();
      }
    } catch (error) {
      this.report(error);
      await this.settled;
      if (isRefusal(error) || !(error instanceof CardKitError)) await this.switchOff();
    }
    await this.settled;
    this.end();
    this.controller.abort(cardError('closed', `the live card ${this.cardId} is closed`));
  }

  /** Whether closing has anything to say. */
  private hasMore(): boolean {
    if (this.writers.every(({ death }) => death)) return false;
    return (
      [...this.slots.values()].some(({ text, shown }) => text !== shown) ||
      this.writers.some(({ card }) => isStreaming(card)) ||
      // A frame was given up; a refused one was taken back.
      this.writers.some(({ trouble }) => trouble.last instanceof CardKitError) ||
      this.pageCards().some(isStreaming)
    );
  }

  /** The newest card was refused: of the one that is there streaming is switched off. */
  private async switchOff(): Promise<void> {
    for (const writer of this.writers) {
      if (writer.death || !isStreaming(writer.card)) continue;
      const off = streamingOff(writer.card);
      const closed = withSummary(this.hasOwnSummary ? withoutSummary(off) : off);
      await writer.push(() => closed, { final: true }).catch((error) => this.report(error));
    }
  }

  private end(): void {
    for (const writer of this.writers) writer.end();
    this.isOver = true;
    this.resolveEnded();
  }

  /** A page can be written no more. The others stop streaming, and can still be closed. */
  private gone(error: unknown): void {
    if (!this.isOver) {
      this.isOver = true;
      this.streams.abort(error);
      this.controller.abort(error);
      observe(() => this.options.onGone?.(error, this.surface));
      // Nothing more streams into the others either; nobody may ever close them.
      const off = this.switchOff();
      this.underway.add(off);
      off.then(() => this.underway.delete(off));
    }
    if (this.writers.every(({ death }) => death)) this.resolveEnded();
  }

  private saw(event: CallEvent): void {
    this.events.push(event);
    if (this.events.length > REMEMBERED) this.events.shift();
    observe(() => this.options.onCall?.(event));
  }

  /** Tells of an error once, however many waited for the frame. */
  private report(error: unknown): void {
    if (typeof error === 'object' && error !== null) {
      if (this.reported.has(error)) return;
      this.reported.add(error);
    }
    observe(() => this.options.onError?.(error, this.surface));
  }

  private refuseEnded(): void {
    if (this.death) throw this.death;
    if (this.closing) throw cardError('closed', `the live card ${this.cardId} is closed`);
  }

  private refuseMissing(id: string): void {
    this.pageCards();
    if (this.declared.has(id)) return;
    throw cardError(
      'stream-slot',
      `the card has no text with the id ${JSON.stringify(id)} to stream into`,
      `render <Markdown id=${JSON.stringify(id)} stream /> first`,
    );
  }

  /** Why one of the pages can be written no more. */
  private get death(): unknown {
    return this.writers.find(({ death }) => death)?.death;
  }

  private get first(): Writer {
    return this.writers[0] as Writer;
  }

  private get busiest(): Writer {
    const order: readonly LiveStatus[] = ['dead', 'backing-off', 'resyncing', 'flushing'];
    const busy = order.map((status) => this.writers.find((writer) => writer.status === status));
    return busy.find((writer) => writer !== undefined) ?? this.first;
  }
}

/** @throws {TypeError} for a misspelt option, which would quietly mean the default */
function requireOneOf(name: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw new TypeError(`${name}: expected ${allowed.join(', ')}; found ${JSON.stringify(value)}`);
}

/** A page that has nothing to show any more: its card cannot be taken back. */
function emptied(cards: readonly CardJson[]): CardJson {
  const { body, ...rest } = cards[cards.length - 1] as CardJson;
  const empty = { ...rest, body: { ...body, elements: [] } } as CardJson;
  return isStreaming(empty) ? streamingOff(empty) : empty;
}

/** What will be refused again, however often it is tried. */
function isRefusal(error: unknown): boolean {
  if (error instanceof CardError) return error.code !== 'closed' && error.code !== 'taken-over';
  return error instanceof CardKitError && (error.kind === 'fatal' || error.kind === 'split');
}

function withoutSummary(card: CardJson): CardJson {
  const { summary: _summary, ...config } = card.config ?? {};
  return { ...card, config };
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
    get pages() {
      return live.pages;
    },
    get status() {
      return live.status;
    },
    get card() {
      return cloneJson(live.card);
    },
    get signal() {
      return live.signal;
    },
    render: (element) => live.render(element),
    stream: (id, source, options) => live.stream(id, source, options),
    abort: (reason) => live.abort(reason),
    why: () => live.why(),
    close: () => live.close(),
  };
}
