import { finished } from '../card/fill-texts.js';
import { assignIds } from '../card/ids.js';
import { renderCard } from '../card/render.js';
import type { StreamedText } from '../card/slots.js';
import { isStreaming, streamingOff } from '../card/streaming.js';
import { CardError, type CardJson, CardKitError, cardError, cloneJson } from '../schema/index.js';
import type { Budget } from './budget.js';
import { chunksOf, type TextSource } from './chunks.js';
import { createCard, type Target } from './create-card.js';
import { observe } from './observe.js';
import { Ownership } from './ownership.js';
import { type Break, divide } from './pages.js';
import type { Records } from './record.js';
import { excess, LIVE_SIZE, refuseExcess, type Size, sizeOf } from './size.js';
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
   * @throws {CardError} `stream-busy` while another stream into it runs, `stream-slot` where the card has no such element
   */
  stream(id: string, source: TextSource, options?: StreamOptions): Promise<void>;
  /** Ends all streams into the card and fires {@link signal}. What they brought stays; the card can still be rendered. */
  abort(reason?: unknown): void;
  /** What the card does just now, and what happened to it lately. */
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
  /** Sees every attempt. */
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
}

/** How often a card is made smaller because the service refuses it for its size. */
const MAX_SHRINKS = 4;
/** By how much. */
const SHRINK = 0.8;
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
  private readonly writers: Writer[] = [];
  private readonly breaks: Break[] = [];
  private readonly controller = new AbortController();
  private readonly events: CallEvent[] = [];
  /** Ends streams. A new one after each abort. */
  private streams = new AbortController();
  private limit = LIVE_SIZE;
  private shrinks = 0;
  /** The newest element, and the last of which the card was acknowledged. */
  private shownElement: unknown;
  private wasStreaming = false;
  /** The pages as they were composed last, until something changes. */
  private composed: CardJson[] | undefined;
  private growing: Promise<void> = Promise.resolve();
  /** Pages are being made because of what was streamed. */
  private isGrowing = false;
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
    await this.addPage(target);
    await this.grow();
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
  /** The status of the page that is not idle, if any. */
  get status(): LiveStatus {
    return this.busiest.status;
  }
  get settled(): Promise<void> {
    return this.growing
      .then(() => Promise.all(this.writers.map((writer) => writer.settled)))
      .then(() => {});
  }

  why(): Why {
    return explain(this.busiest, this.events);
  }

  render(element: unknown): Promise<void> {
    const done = this.renderNow(element);
    // Who does not await a frame is told through onError; the process must not end because of it.
    done.catch((error) => this.report(error));
    return done;
  }

  private async renderNow(element: unknown): Promise<void> {
    this.refuseEnded();
    const before = this.element;
    this.element = element;
    this.composed = undefined;
    try {
      // Already here, so that a card that cannot be sent does not take the place of one that can.
      this.pageCards();
    } catch (error) {
      this.element = before;
      this.composed = undefined;
      throw error;
    }
    await this.show();
  }

  async stream(id: string, source: TextSource, options: StreamOptions = {}): Promise<void> {
    this.refuseEnded();
    const running = this.slots.get(id);
    if (running && !running.complete) {
      throw cardError('stream-busy', `a stream into ${JSON.stringify(id)} is still running`);
    }
    const slot: Slot = { as: options.as ?? 'markdown', text: '', complete: false };
    const ends = new AbortController();
    const signals = [ends.signal, this.streams.signal, ...(options.signal ? [options.signal] : [])];
    this.slots.set(id, slot);
    try {
      this.refuseMissing(id);
      for await (const chunk of chunksOf(source, signals)) {
        const text = options.from === 'snapshots' ? chunk : slot.text + chunk;
        if (text === slot.text) continue;
        slot.text = text;
        this.touch((error) => ends.abort(error));
      }
    } catch (error) {
      if (error instanceof CardError && error.code === 'stream-slot') {
        if (running) this.slots.set(id, running);
        else this.slots.delete(id);
        throw error;
      }
      this.complete(slot);
      if (!this.closing) await this.show().catch((later) => this.report(later));
      throw error;
    }
    this.complete(slot);
    if (this.closing) return this.closing;
    await this.show();
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
    this.composed ??= this.compose();
    return this.composed;
  }

  private compose(): CardJson[] {
    const { overflow } = this.options;
    if (overflow === 'pages') {
      const whole = {
        slots: this.slots,
        final: this.final,
        compose: (slots: ReadonlyMap<string, StreamedText>, final: boolean) =>
          this.cardOf(this.element, slots, final),
      };
      return divide(whole, this.breaks, this.limit);
    }
    const card = this.cardOf(this.element, this.slots, this.final);
    const size = sizeOf(card);
    if (typeof overflow !== 'function' || excess(size, this.limit).length === 0) {
      refuseExcess(card, this.limit);
      return [card];
    }
    const smaller = this.cardOf(overflow(this.element, size), this.slots, this.final);
    refuseExcess(smaller, this.limit);
    return [smaller];
  }

  private cardOf(
    element: unknown,
    slots: ReadonlyMap<string, StreamedText>,
    final: boolean,
  ): CardJson {
    const size = this.options.overflow === 'error' ? 'limited' : 'any';
    const rendered = renderCard(element, { slots, size });
    this.wasStreaming ||= isStreaming(rendered);
    const card = final && isStreaming(rendered) ? finished(rendered) : rendered;
    return this.wasStreaming ? withSummary(card) : card;
  }

  /** What one page shows. Where there are more pages to be than there are cards, they are made. */
  private pageCard(page: number): CardJson {
    const cards = this.pageCards();
    if (cards.length > this.writers.length) this.growLater();
    return cards[page] ?? emptied(cards);
  }

  /** Brings every page to what it should show. */
  private async show(): Promise<void> {
    const { element } = this;
    for (;;) {
      try {
        if (this.pageCards().length > this.writers.length) await this.grow();
        await Promise.all(
          this.writers.map((writer, page) => writer.push(() => this.pageCard(page), this.final)),
        );
        this.shownElement = element;
        return;
      } catch (error) {
        if (this.shrink(error)) continue;
        if (isRefusal(error) && this.element === element) {
          this.element = this.shownElement;
          this.composed = undefined;
        }
        throw error;
      }
    }
  }

  /** Something has changed that nobody waits for. */
  private touch(onFailure: (error: unknown) => void): void {
    this.composed = undefined;
    const failed = (error: unknown) => {
      if (this.shrink(error)) return this.touch(onFailure);
      onFailure(error);
    };
    const last = this.writers.length - 1;
    for (const [page, writer] of this.writers.entries()) {
      // A page that is full changes by what is rendered, not by what is streamed.
      if (page === last) writer.poke(() => this.pageCard(page), failed);
    }
  }

  private complete(slot: Slot): void {
    slot.complete = true;
    this.composed = undefined;
  }

  /** The service takes less than we think: the next attempt is smaller. */
  private shrink(error: unknown): boolean {
    if (!(error instanceof CardKitError) || error.kind !== 'split') return false;
    if (this.options.overflow === 'error' || this.shrinks === MAX_SHRINKS) return false;
    this.shrinks++;
    const { elements, bytes, tables } = this.limit;
    this.limit = {
      elements: Math.floor(elements * SHRINK),
      bytes: Math.floor(bytes * SHRINK),
      tables: Math.max(1, tables - 1),
    };
    this.composed = undefined;
    return true;
  }

  private growLater(): void {
    if (this.isGrowing) return;
    this.isGrowing = true;
    this.grow()
      .then(() => this.show())
      .catch((error) => this.report(error))
      .finally(() => {
        this.isGrowing = false;
      });
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
    const { cardkit, records, now } = this.options;
    const card = this.pageCards()[this.writers.length] as CardJson;
    assignIds(card);
    const sent = await createCard(cardkit, card, target);
    const record = { ...sent, createdAt: now(), card, identity: { next: 0, keys: {} } };
    const owner = await Ownership.begin(records, record, now);
    this.writers.push(this.writerOf(owner, true));
    this.composed = undefined;
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
    const showing = this.shows();
    this.final = true;
    this.composed = undefined;
    let refused = false;
    if (showing) {
      await this.show().catch((error) => {
        refused = isRefusal(error);
        this.report(error);
      });
    }
    await this.settled;
    // Where the newest card was refused, the one that is there is closed.
    for (const writer of this.writers) {
      if (writer.death || !refused || !isStreaming(writer.card)) continue;
      const closed = writer.push(() => withSummary(streamingOff(writer.card)), true);
      await closed.catch((error) => this.report(error));
    }
    await this.settled;
    for (const writer of this.writers) writer.end();
    this.isOver = true;
    this.controller.abort(cardError('closed', `the live card ${this.cardId} is closed`));
    this.resolveEnded();
  }

  /** Whether closing has anything to say. */
  private shows(): boolean {
    if (this.writers.every(({ death }) => death)) return false;
    return this.pageCards().some(isStreaming) || this.writers.some(({ card }) => isStreaming(card));
  }

  private gone(error: unknown): void {
    this.isOver = true;
    this.streams.abort(error);
    this.controller.abort(error);
    observe(() => this.options.onGone?.(error, this.surface));
    if (this.writers.every(({ death }) => death)) this.resolveEnded();
  }

  private saw(event: CallEvent): void {
    this.events.push(event);
    if (this.events.length > REMEMBERED) this.events.shift();
    observe(() => this.options.onCall?.(event));
  }

  private report(error: unknown): void {
    observe(() => this.options.onError?.(error, this.surface));
  }

  private refuseEnded(): void {
    if (this.first.death) throw this.first.death;
    if (this.closing) throw cardError('closed', `the live card ${this.cardId} is closed`);
  }

  private refuseMissing(id: string): void {
    this.composed = undefined;
    const cards = this.pageCards();
    if (cards.some((card) => hasText(card.body, id) || hasText(card.header, id))) return;
    throw cardError(
      'stream-slot',
      `the card has no text with the id ${JSON.stringify(id)} to stream into`,
      `render <Markdown id=${JSON.stringify(id)} stream /> first`,
    );
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

/** A page that has nothing to show any more: its card cannot be taken back. */
function emptied(cards: readonly CardJson[]): CardJson {
  const { body, ...rest } = cards[cards.length - 1] as CardJson;
  return streamingOff({ ...rest, body: { ...body, elements: [] } } as CardJson);
}

/** What will be refused again, however often it is tried. */
function isRefusal(error: unknown): boolean {
  if (error instanceof CardError) return error.code !== 'closed' && error.code !== 'taken-over';
  return error instanceof CardKitError && (error.kind === 'fatal' || error.kind === 'split');
}

/** Whether a markdown or plain text with this id stands in a part of a card. */
function hasText(part: unknown, id: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const { tag, element_id } = part as { tag?: unknown; element_id?: unknown };
  if (element_id === id && (tag === 'markdown' || tag === 'plain_text')) return true;
  return Object.values(part).some((value) => hasText(value, id));
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
