import { CardError, type CardJson, render } from 'larkx';
import { createApp, type LiveCard, type TextSource } from 'larkx/app';
import { createEmulator, type FaultKind } from 'larkx/emulator';
import { random } from '../../src/emulator/random.js';
import { LIVE_SIZE } from '../../src/live/size.js';
import { CardKitError, isObject } from '../../src/schema/index.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';
import { takeStep } from '../support/random-card.js';
import { asWritten } from '../support/stage.js';
import { brokenRules, type Leap, writesOf } from './call-rules.js';
import { expectedPages } from './expected-pages.js';
import { type As, type StormCard, type Streamed, stormCard } from './storm-card.js';
import type { StormClock } from './storm-clock.js';
import { type SourceSpec, stormPlan, type Turn } from './storm-plan.js';
import { watchedService } from './watched-service.js';

/** What came of a run. */
export interface StormReport {
  readonly seed: number;
  /** What must not be, and was. */
  readonly faults: readonly string[];
  /** Everything that happened, a line each. */
  readonly trace: readonly string[];
}

/** A line of the trace. Of what happens at one time, what is asked for comes before the calls, and those before outcomes. */
interface Line {
  readonly at: number;
  readonly rank: 0 | 1 | 2;
  readonly text: string;
}

/** What a promise has come to. */
type Outcome = 'pending' | 'resolved' | { readonly rejected: unknown };

interface Render {
  readonly card: StormCard;
  outcome: Outcome;
}

/** One stream, and what its source has given so far. */
interface Stream {
  readonly id: string;
  readonly source: SourceSpec;
  given: number;
  outcome: Outcome;
  /** Lets a source go on that hangs, so that nothing is left behind. */
  release(): void;
}

interface Subject {
  readonly name: string;
  readonly live: LiveCard;
  card: StormCard;
  readonly renders: Render[];
  readonly streams: Stream[];
}

const STREAMING_OVER_MS = 601_000;
/** As long as anything can take: five attempts without an answer, and pauses. */
const PATIENCE_MS = 15 * 60_000;
/** Objects of a card that is full. Below what may be live, as data may look like elements. */
const FULL = LIVE_SIZE.elements - 10;

/** Faults that happen before anything is carried out, and that say so. */
const MILD: readonly FaultKind[] = [
  'delay',
  '429',
  '99991400',
  '230020',
  '200810',
  'stale-token',
  'card-not-visible',
  'element-not-visible',
  'http-200',
  'http-400',
];

/** One run: everything of it follows from the seed, and from nothing else. */
export async function runStorm(seed: number, clock: StormClock): Promise<StormReport> {
  const plan = stormPlan(seed);
  const { profile, knobs } = plan;
  const began = clock.now();
  const emulator = createEmulator({ profile, knobs, seed: seed + 1, now: () => clock.now() });
  const service = watchedService(emulator);
  const broken: string[] = [];
  const lines: Line[] = [];
  const leaps: Leap[] = [];
  const note = (text: string, rank: Line['rank'] = 0) =>
    void lines.push({ at: clock.now() - began, rank, text });

  const onUnhandled = (error: unknown) => void broken.push(`unhandled rejection: ${words(error)}`);
  process.on('unhandledRejection', onUnhandled);
  const chance = random(seed + 3);
  const { random: usualRandom } = Math;
  // Only pauses before another attempt use it.
  Math.random = chance;
  try {
    note(`${profile}, overflow ${plan.overflow}, pace ${plan.pace}, ${JSON.stringify(knobs)}`);
    note(`faults ${JSON.stringify(plan.faults)}, ${plan.cards.length} cards`);
    await storm();
  } catch (error) {
    broken.push(`the run stopped: ${words(error)}`);
  } finally {
    Math.random = usualRandom;
    process.off('unhandledRejection', onUnhandled);
  }
  broken.push(...service.violations, ...brokenRules(emulator, service.created, leaps));
  return { seed, faults: broken, trace: traceOf() };

  async function storm(): Promise<void> {
    const app = createApp({
      cardkit: service.cardkit,
      // The default is what most apps have.
      ...(plan.pace === 200 ? {} : { pace: plan.pace }),
      overflow: plan.overflow === 'shorten' ? shortened : plan.overflow,
      onError: (error) => note(`onError ${words(error)}`, 2),
      onGone: (error) => broken.push(`gone: ${words(error)}`),
    });
    const { rate, mildly } = plan.faults;
    const faults = mildly ? { rate, kinds: MILD } : { rate };
    if (rate > 0) emulator.faults.random({ ...faults, seed: seed + 2 });

    const subjects: Subject[] = [];
    for (const [i, card] of plan.cards.entries()) {
      const live = await sent(app, card, i);
      if (live) subjects.push({ name: `card ${i + 1}`, live, card, renders: [], streams: [] });
    }
    for (const turn of plan.turns) {
      const subject = subjects[turn.card % subjects.length];
      if (subject) take(turn, subject);
      await clock.pass(turn.pause);
    }

    emulator.faults.clear();
    note('the faults are over');
    const streams = subjects.flatMap((subject) => subject.streams);
    if (plan.ends === 'waiting') {
      for (const { source, release } of streams) if (source.end === 'hangs') release();
      const over = await clock.until(() => streams.every(isSettled), PATIENCE_MS);
      if (!over) broken.push('a stream is not settled');
    }
    for (const subject of subjects) renderOn(subject, subject.card);
    const renders = subjects.flatMap((subject) => subject.renders);
    if (!(await clock.until(() => renders.every(isSettled), PATIENCE_MS))) {
      broken.push('a render is not settled');
    }
    for (const { name, renders: all, live } of subjects) {
      const last = all.at(-1)?.outcome;
      if (last !== 'resolved') broken.push(`${name}: the last render is ${outcomeWords(last)}`);
      await idle(name, live);
    }
    for (const subject of subjects) {
      if (subject.streams.every(isSettled)) compare(subject, false);
    }
    await close(app, subjects);
  }

  /** Sends a card. Faults may be in the way; without any it has to arrive. */
  async function sent(
    app: ReturnType<typeof createApp>,
    card: StormCard,
    i: number,
  ): Promise<LiveCard | undefined> {
    for (let attempt = 1; ; attempt++) {
      const before = emulator.faults.seen.length;
      let live: LiveCard | undefined;
      const promise = app.send(stormCard(card, FULL), { to: `oc_chat_${i}` }).then((one) => {
        live = one;
      });
      const outcome = follow(promise);
      if (!(await clock.until(() => isSettled(outcome), PATIENCE_MS))) {
        broken.push('a send is not settled');
        return undefined;
      }
      if (live) {
        note(`card ${i + 1} is ${live.cardId}, ${live.pages.length} pages`, 2);
        return live;
      }
      note(`send is ${outcomeWords(outcome.outcome)}`, 2);
      if (isTooLarge(outcome.outcome)) return undefined;
      if (emulator.faults.seen.length === before) {
        broken.push(`a send without a fault is ${outcomeWords(outcome.outcome)}`);
        return undefined;
      }
      if (attempt === 3) emulator.faults.clear();
    }
  }

  function take({ what }: Turn, subject: Subject): void {
    const { card, live, name } = subject;
    switch (what.do) {
      case 'render': {
        const spec = takeStep(card.spec, what.step);
        note(`${name}: render ${subject.renders.length + 1}, ${what.step.do}`);
        return renderOn(subject, { ...card, spec });
      }
      case 'streaming':
        note(`${name}: render ${subject.renders.length + 1}, streaming ${what.on ? 'on' : 'off'}`);
        return renderOn(subject, { ...card, spec: { ...card.spec, streaming: what.on } });
      case 'lines':
        note(`${name}: render ${subject.renders.length + 1}, ${what.count} lines`);
        return renderOn(subject, { ...card, lines: { ...card.lines, count: what.count } });
      case 'slot': {
        const { slot } = what;
        const others = card.slots.filter(({ id }) => id !== slot?.id);
        const change = slot ? `with a ${slot.kind} ${slot.id}` : 'without the last';
        note(`${name}: render ${subject.renders.length + 1}, slots ${change}`);
        const slots = slot ? [...others, slot] : card.slots.slice(0, -1);
        return renderOn(subject, { ...card, slots, spec: { ...card.spec, full: false } });
      }
      case 'stream':
        return streamInto(subject, what.slot, what.source);
      case 'abort':
        note(`${name}: abort`);
        return live.abort(new Error('aborted'));
      case 'elapse':
        note(`the streaming window elapses ${what.where}`);
        leaps.push({
          after: emulator.calls.length,
          ms: what.where === 'service' ? STREAMING_OVER_MS : 0,
        });
        if (what.where === 'service') emulator.clock.advance(STREAMING_OVER_MS);
        else clock.sleep(STREAMING_OVER_MS);
    }
  }

  function renderOn(subject: Subject, card: StormCard): void {
    const before = subject.card;
    subject.card = card;
    const number = subject.renders.length + 1;
    const one: Render = { card, outcome: 'pending' };
    subject.renders.push(one);
    const followed = follow(subject.live.render(stormCard(card, FULL)), (outcome) => {
      one.outcome = outcome;
      note(`${subject.name}: render ${number} ${outcomeWords(outcome)}`, 2);
      if (outcome === 'resolved' || isExcusable(outcome)) return;
      // The card stays what it was where it cannot be shown, whatever is in the way.
      if (!isTooLarge(outcome)) broken.push(`render ${number} ${outcomeWords(outcome)}`);
      if (subject.card === card) subject.card = before;
    });
    one.outcome = followed.outcome;
  }

  function streamInto(subject: Subject, id: string, source: SourceSpec): void {
    const { name, live, streams } = subject;
    const stream: Stream = { id, source, given: 0, outcome: 'pending', release: () => {} };
    streams.push(stream);
    note(`${name}: stream into ${id}, ${source.chunks.length} chunks ${source.as} ${source.end}`);
    const { as, from } = source;
    const promise = live.stream(id, sourceOf(stream), { as, ...(from ? { from } : {}) });
    follow(promise, (outcome) => {
      stream.outcome = outcome;
      note(`${name}: stream into ${id} ${outcomeWords(outcome)}`, 2);
      const isMeant = outcome === 'resolved' ? source.end !== 'fails' : mayEnd(outcome);
      if (!isMeant) broken.push(`${name}: a stream ${outcomeWords(outcome)}`);
    });
  }

  async function close(app: ReturnType<typeof createApp>, subjects: readonly Subject[]) {
    note(`close by the ${plan.closes}`);
    const closings =
      plan.closes === 'app'
        ? [follow(app.close())]
        : subjects.map(({ live }) => follow(live.close()));
    if (!(await clock.until(() => closings.every(isSettled), PATIENCE_MS))) {
      broken.push('a close is not settled');
    }
    const calls = emulator.calls.length;
    const closed = follow(app.close());
    await clock.until(() => isSettled(closed), PATIENCE_MS);
    for (const outcome of [...closings, closed]) {
      if (outcome.outcome !== 'resolved') broken.push(`close ${outcomeWords(outcome.outcome)}`);
    }
    for (const { live, name, streams } of subjects) {
      if (!streams.every(isSettled)) broken.push(`${name}: a stream outlives its card`);
      for (const { release } of streams) release();
      const late = follow(live.render(stormCard(subjects[0]?.card as StormCard, FULL)));
      await clock.until(() => isSettled(late), PATIENCE_MS);
      if (late.outcome === 'resolved') broken.push(`${name}: a closed card was rendered`);
      if (live.status !== 'closed') broken.push(`${name}: ${live.status} after close`);
    }
    // What a source still waits for is its own.
    await clock.until(() => clock.timers() === 0, 10_000);
    if (clock.timers() > 0) broken.push(`${clock.timers()} timers are left`);
    if (service.open() > 0) broken.push(`${service.open()} requests are left`);
    await clock.pass(60 * 60_000);
    const more = emulator.calls.length - calls;
    if (more > 0) broken.push(`${more} calls after close`);
    for (const subject of subjects) compare(subject, true);
    checkMessages(subjects);
  }

  async function idle(name: string, live: LiveCard): Promise<void> {
    // A text that is still streamed keeps the card busy.
    if (plan.ends === 'cutting') return;
    await clock.until(() => live.status === 'idle', PATIENCE_MS);
    if (live.status !== 'idle') broken.push(`${name}: ${live.status}: ${live.why().because}`);
  }

  /** What the service holds has to be what was rendered last. */
  function compare(subject: Subject, closed: boolean): void {
    const { name, live, card } = subject;
    const pages = live.pages.map(({ cardId }) => emulator.cards.get(cardId)?.card as CardJson);
    if (!sameText(live.card, pages[0])) broken.push(`${name}: live.card is not what is there`);
    const { streaming } = card.spec;
    // While a card streams its texts are open; what that means is not the storm's to say.
    if (!closed && streaming === true) return;
    if (closed) {
      for (const { cardId } of live.pages) {
        if (emulator.cards.get(cardId)?.streaming) broken.push(`${name}: ${cardId} still streams`);
      }
    }
    const shut = { ...card, spec: { ...card.spec, streaming: streaming && false } };
    const tries = textsOf(subject.streams, card).map((texts) => {
      const whole = stormCard(shut, FULL, texts);
      if (plan.overflow === 'pages') return expectedPages(pages, shut, texts);
      const wanted = fitting(whole);
      return differences(pages, wanted);
    });
    const best = tries.find((found) => found.length === 0) ?? tries[0] ?? [];
    broken.push(...best.map((text) => `${name}, ${closed ? 'closed' : 'quiet'}: ${text}`));
  }

  function differences(pages: readonly CardJson[], wanted: readonly CardJson[]): string[] {
    if (pages.length !== 1) return [`${pages.length} pages`];
    const shown = pages[0] as CardJson;
    const isThere = wanted.some((one) =>
      sameText(withoutAssignedIds(normal(asWritten(shown, one))), withoutAssignedIds(normal(one))),
    );
    return isThere
      ? []
      : [`there is\n  ${JSON.stringify(shown)}\n  wanted\n  ${JSON.stringify(wanted[0])}`];
  }

  /** The card, or what is shown in its place. */
  function fitting(element: unknown): CardJson[] {
    if (plan.overflow !== 'shorten') return [render(element)];
    const cards: CardJson[] = [];
    try {
      cards.push(render(element));
    } catch {}
    // Which of them depends on the size, which is not the storm's to say.
    cards.push(render(shortened(element)));
    return cards;
  }

  function checkMessages(subjects: readonly Subject[]): void {
    const shown = subjects.flatMap(({ live }) => live.pages);
    for (const { cardId, messageId } of shown) {
      const found = emulator.messages.filter((message) => message.cardId === cardId);
      if (found.length !== 1 || found[0]?.messageId !== messageId) {
        broken.push(`${cardId} is shown by ${found.length} messages`);
      }
    }
    for (const { live, name } of subjects) {
      for (const [i, { cardId }] of live.pages.entries()) {
        const message = emulator.messages.find((one) => one.cardId === cardId);
        if (message?.replyTo !== live.pages[i - 1]?.messageId) {
          broken.push(`${name}: page ${i + 1} is no reply to the one before`);
        }
      }
    }
    const troubled = emulator.calls.some(
      ({ endpoint, fault }) => fault && /^(messages|cards\.create)/.test(String(endpoint)),
    );
    if (!troubled && emulator.messages.length !== shown.length) {
      broken.push(`${emulator.messages.length} messages for ${shown.length} pages`);
    }
  }

  /** Whether a render, or a stream, may end like this because of what went wrong. */
  function isExcusable(outcome: Outcome): boolean {
    if (typeof outcome === 'string') return false;
    return outcome.rejected instanceof CardKitError && emulator.faults.seen.length > 0;
  }

  function mayEnd(outcome: Outcome): boolean {
    if (typeof outcome === 'string') return false;
    const { rejected } = outcome;
    if (rejected instanceof CardError) {
      return ['stream-slot', 'stream-busy', 'closed', 'elements', 'bytes', 'tables'].includes(
        rejected.code,
      );
    }
    if (rejected instanceof CardKitError) return isExcusable(outcome);
    return rejected instanceof Error && ['aborted', 'the source failed'].includes(rejected.message);
  }

  function sourceOf(stream: Stream): TextSource {
    const { chunks, gap, end, via } = stream.source;
    const released = new Promise<void>((resolve) => {
      stream.release = resolve;
    });
    async function* iterable() {
      for (const chunk of chunks) {
        if (gap > 0) await new Promise((resolve) => void setTimeout(resolve, gap));
        stream.given++;
        yield chunk;
      }
      if (end === 'fails') throw new Error('the source failed');
      if (end === 'hangs') await released;
    }
    if (via === 'iterable') return iterable();
    const iterator = iterable();
    return new ReadableStream<string>(
      {
        async pull(controller) {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
      },
      { highWaterMark: 0 },
    );
  }

  function traceOf(): string[] {
    const writes = new Map(writesOf(emulator.calls).map((write) => [write.logId, write]));
    const seen = emulator.calls.map((call, i): Line => {
      const write = writes.get(call.logId);
      const leapt = leaps.reduce((sum, { after, ms }) => (i >= after ? sum + ms : sum), 0);
      const about = write ? ` ${write.cardId} number ${write.sequence}` : '';
      const what = write ? summaryOf(call.endpoint ?? '', call.path, call.body) : '';
      const answer = call.code === undefined ? 'no code' : call.code;
      const fault = call.fault ? ` [${call.fault}]` : '';
      const text = `  ${call.endpoint}${about}${what}, ${call.bytes} bytes -> ${answer}${fault}`;
      return { at: call.at - leapt - began, rank: 1, text };
    });
    return [...lines, ...seen]
      .sort((a, b) => a.at - b.at || a.rank - b.rank)
      .map(({ at, text }) => `${String(at).padStart(8)} ms  ${text}`);
  }
}

/** Which actions a batch has, and where text is typed. */
function summaryOf(endpoint: string, path: string, body: unknown): string {
  if (endpoint === 'elements.content') return ` into ${/elements\/([^/]+)/.exec(path)?.[1]}`;
  if (endpoint !== 'cards.batchUpdate' || !isObject(body)) return '';
  const actions = JSON.parse(String(body.actions)) as { action: string }[];
  return ` (${actions.map(({ action }) => action).join(' ')})`;
}

/** What is shown in the place of a card that is too large. */
function shortened(element: unknown): unknown {
  const { props, ...rest } = element as { props: Record<string, unknown> };
  const [header, body] = props.children as [unknown, unknown[]];
  return { ...rest, props: { ...props, children: [header, body.slice(0, 2)] } };
}

/**
 * The texts that slots may hold at the end: one possibility, or several where it is not known whether the last chunk
 * was still taken.
 */
function textsOf(
  streams: readonly Stream[],
  { slots }: StormCard,
): ReadonlyMap<string, Streamed>[] {
  let found: ReadonlyMap<string, Streamed>[] = [new Map()];
  for (const { id } of slots) {
    // One that was refused left the slot as it was.
    const own = streams.filter((stream) => stream.id === id && !wasRefused(stream));
    if (own.length === 0) continue;
    const texts = textsAfter(own);
    found = found.flatMap((map) => texts.map((streamed) => new Map([...map, [id, streamed]])));
  }
  return found;
}

/** What the streams into one slot may have left in it. One that brought nothing, and did not end well, left all as it was. */
function textsAfter(own: readonly Stream[]): Streamed[] {
  const last = own.at(-1);
  if (!last) return [{ as: 'markdown', text: '' }];
  const { source, given, outcome } = last;
  const counts = outcome === 'resolved' ? [given] : [given, given - 1, given - 2];
  return counts
    .filter((count) => count >= 0)
    .flatMap((count) => {
      const taken = source.chunks.slice(0, count);
      const text = source.from === 'snapshots' ? (taken.at(-1) ?? '') : taken.join('');
      if (text === '' && outcome !== 'resolved') return textsAfter(own.slice(0, -1));
      return [{ as: source.as as As, text }];
    });
}

function wasRefused({ outcome }: Stream): boolean {
  const error = typeof outcome === 'string' ? undefined : outcome.rejected;
  return error instanceof CardError && ['stream-slot', 'stream-busy'].includes(error.code);
}

function follow(promise: Promise<unknown>, onSettled: (outcome: Outcome) => void = () => {}) {
  const followed: { outcome: Outcome } = { outcome: 'pending' };
  const settle = (outcome: Outcome) => {
    followed.outcome = outcome;
    onSettled(outcome);
  };
  promise.then(
    () => settle('resolved'),
    (rejected) => settle({ rejected }),
  );
  return followed;
}

function isSettled({ outcome }: { outcome: Outcome }): boolean {
  return outcome !== 'pending';
}

function isTooLarge(outcome: Outcome): boolean {
  const error = typeof outcome === 'string' ? undefined : outcome.rejected;
  return error instanceof CardError && ['elements', 'bytes', 'tables'].includes(error.code);
}

function outcomeWords(outcome: Outcome | undefined): string {
  if (outcome === undefined || typeof outcome === 'string') return String(outcome);
  return `rejected: ${words(outcome.rejected)}`;
}

function words(error: unknown): string {
  if (error instanceof CardKitError) return `${error.code} ${error.kind} ${error.message}`;
  if (error instanceof CardError) return `${error.code} ${error.message.split('\n')[0]}`;
  return error instanceof Error ? String(error.stack ?? error) : String(error);
}

/** `streaming_mode: false` and no word about it are the same card. */
function normal(card: CardJson): CardJson {
  const { streaming_mode: on, ...config } = card.config ?? {};
  const { config: _config, ...rest } = card;
  if (on === true) return card;
  return (Object.keys(config).length > 0 ? { ...rest, config } : rest) as CardJson;
}

/** The same JSON, whatever the order of its members. */
function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}
