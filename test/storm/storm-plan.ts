import fc from 'fast-check';
import type { Profile } from 'larkx/emulator';
import type { KnobSettings } from '../../src/emulator/knobs.js';
import { cardSpec, type Step, step } from '../support/random-card.js';
import { type As, type SlotSpec, type StormCard, words } from './storm-card.js';

/** Everything that happens in one run, by one seed. */
export interface StormPlan {
  readonly seed: number;
  readonly profile: Profile;
  readonly knobs: KnobSettings;
  /** The share of calls that a fault befalls, and what those faults are. */
  readonly faults: { readonly rate: number; readonly mildly: boolean };
  /** `shorten` is a function that returns a smaller card. */
  readonly overflow: 'error' | 'pages' | 'shorten';
  /** Milliseconds between frames; without any, the limits alone hold a card back. */
  readonly pace: 0 | 200;
  readonly cards: readonly StormCard[];
  readonly turns: readonly Turn[];
  /** Whether all streams are waited for, or are cut by closing. */
  readonly ends: 'waiting' | 'cutting';
  /** Who closes: each card, or the app. */
  readonly closes: 'card' | 'app';
}

/** Something that happens to a card, and milliseconds until the next turn. */
export interface Turn {
  readonly card: number;
  readonly pause: number;
  readonly what: Event;
}

export type Event =
  | { readonly do: 'render'; readonly step: Step }
  | { readonly do: 'streaming'; readonly on: boolean }
  | { readonly do: 'lines'; readonly count: number }
  | { readonly do: 'slot'; readonly slot: SlotSpec | undefined }
  | { readonly do: 'stream'; readonly slot: string; readonly source: SourceSpec }
  | { readonly do: 'abort' }
  /** The streaming window elapses: for the service alone, or the machine sleeps. */
  | { readonly do: 'elapse'; readonly where: 'service' | 'everywhere' };

export interface SourceSpec {
  readonly as: As;
  readonly from: 'deltas' | 'snapshots' | undefined;
  readonly via: 'iterable' | 'stream';
  readonly chunks: readonly string[];
  /** Milliseconds before each chunk. */
  readonly gap: number;
  /** How it ends. */
  readonly end: 'done' | 'fails' | 'hangs';
}

const block: fc.Arbitrary<(n: number) => string> = fc
  .tuple(
    fc.constantFrom(
      'paragraph' as const,
      'paragraph' as const,
      'heading' as const,
      'list' as const,
      'fence' as const,
      'quote' as const,
      'marks' as const,
    ),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([kind, count]) => (n: number) => {
    const text = words(`b${n}`, count);
    switch (kind) {
      case 'heading':
        return `## ${text}`;
      case 'list':
        return text
          .split(' ')
          .map((word) => `- ${word}`)
          .join('\n');
      case 'fence':
        return `\`\`\`ts\n${text}\n\`\`\``;
      case 'quote':
        return `> ${text}`;
      case 'marks':
        return `**${text}** and \`code ${n}\` and [a link](https://a.example/)`;
      default:
        return text;
    }
  });

const shortText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(block, { minLength: 1, maxLength: 6 })
      .map((blocks) => blocks.map((one, n) => one(n)).join('\n\n')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'ha', '<at id=all></at>', '| a | b |', '**a', '```'),
  },
);

/** A text of so many kilobytes, which needs pages. */
const longText: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 30, max: 60 }), fc.integer({ min: 40, max: 120 }))
  .map(([blocks, count]) =>
    Array.from({ length: blocks }, (_, n) => words(`b${n}`, count)).join('\n\n'),
  );

function chunked(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}

const as = fc.constantFrom<As>('markdown', 'markdown', 'text', 'raw');
const end = fc.constantFrom<SourceSpec['end']>('done', 'done', 'done', 'fails', 'hangs');

const shortSource: fc.Arbitrary<SourceSpec> = fc
  .record({
    as,
    end,
    via: fc.constantFrom('iterable' as const, 'iterable' as const, 'stream' as const),
    gap: fc.constantFrom(0, 5, 30, 120, 400),
    text: shortText,
    sizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
    rewrites: fc.nat(9).map((n) => n === 0),
    from: fc.constantFrom(undefined, 'deltas' as const, 'snapshots' as const),
  })
  .map(({ text, sizes, rewrites, from, ...rest }) => {
    const parts = chunked(
      text,
      sizes.map((size) => Math.max(size, text.length / 40)),
    );
    if (from !== 'snapshots') return { ...rest, from, chunks: parts };
    // A snapshot need not begin like the one before.
    if (rewrites) return { ...rest, from, chunks: parts.reverse() };
    return { ...rest, from, chunks: parts.map((_, i) => parts.slice(0, i + 1).join('')) };
  });

const longSource: fc.Arbitrary<SourceSpec> = fc
  .record({ as, text: longText, size: fc.integer({ min: 1500, max: 6000 }), gap: fc.nat(300) })
  .map(({ as: kind, text, size, gap }) => ({
    as: kind,
    from: 'deltas',
    via: 'iterable',
    chunks: chunked(text, [size]),
    gap,
    end: 'done',
  }));

const slotIds = ['slot_1', 'slot_2'] as const;

function slotOf(paging: boolean): fc.Arbitrary<SlotSpec> {
  return fc.record({
    id: fc.constantFrom(...slotIds),
    kind: paging
      ? fc.constant('markdown' as const)
      : fc.constantFrom('markdown' as const, 'nested' as const, 'plain' as const),
    at: fc.nat(6),
  });
}

function eventOf(paging: boolean): fc.Arbitrary<Event> {
  const render = step.map((one) => ({ do: 'render' as const, step: one }));
  return fc.oneof(
    { weight: 12, arbitrary: render },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('streaming' as const), on: fc.boolean() }),
    },
    {
      weight: paging ? 4 : 0,
      arbitrary: fc.record({ do: fc.constant('lines' as const), count: fc.nat(24) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('slot' as const),
        slot: fc.option(slotOf(paging), { nil: undefined, freq: 3 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('stream' as const),
        slot: fc.constantFrom(...slotIds),
        source: paging ? fc.oneof(shortSource, longSource) : shortSource,
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'abort' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('elapse' as const),
        where: fc.constantFrom('service' as const, 'everywhere' as const),
      }),
    },
  );
}

const turnOf = (paging: boolean): fc.Arbitrary<Turn> =>
  fc.record({
    card: fc.nat(2),
    pause: fc.oneof(fc.constant(0), fc.nat(50), fc.nat(300), fc.nat(600), fc.nat(4000)),
    what: eventOf(paging),
  });

/** How each open question may be answered, on top of a profile, for a client that is right at every setting. */
const KNOBS = {
  httpStatusForBusinessErrors: [400, 200],
  failedCallConsumesSequence: [true, false],
  firstSequence: [1, 2],
  missingSequence: [300317, 99992402],
  sequenceCheck: ['before-operation', 'after-operation'],
  uuidReplay: ['echo-success', 200770],
  uuidScope: ['card', 'app'],
  partialMerge: ['shallow', 'deep'],
  nullMeans: ['literal', 'remove'],
  configMerge: ['shallow', 'deep'],
  cardLinkMerge: ['replace', 'merge'],
  bareSettings: ['ignored', 'effective'],
  batchAtomic: [true, false],
  limitsInBatch: ['per-action', 'at-end'],
  emptyBatch: ['accepted', 'refused'],
  batchDeleteMissing: [300314, 300315],
  nestedDelete: ['accepted', 'refused'],
  sameIdReadd: [true, false],
  replaceKeepsId: [true, false],
  strictActions: [true, false],
  columnAddressable: [true, false],
  headerAddressable: [true, false],
  appendInto: ['any-container', 'panel-and-column-set'],
  visibilityDelayMs: [0, 400, 1000],
  createVisibilityMs: [0, 300, 1000],
  streamInto: ['any', 'whole-card'],
  putKeepsStreamingWindow: [true, false],
  writesBeforeSend: ['accepted', 'refused'],
  rateWindow: ['sliding', 'fixed'],
  cardRateCode: [99991400, 230020, 2200],
  streamingRateExempt: [true, false],
  imUuidReplay: ['same-message', 'ignored'],
  countHeader: [true, false],
} as const satisfies { readonly [K in keyof KnobSettings]?: readonly KnobSettings[K][] };

const knobs: fc.Arbitrary<KnobSettings> = fc
  .record(
    Object.fromEntries(
      Object.entries(KNOBS).map(([name, values]) => [name, fc.constantFrom<unknown>(...values)]),
    ),
    { requiredKeys: [] },
  )
  .map((turned) => ({
    ...(turned as KnobSettings),
    // `extra` and `<Raw>` are there for what the service takes and this emulator does not know.
    strictProperties: false,
    // Data that looks like elements would make a card too large that is not.
    countOpaque: false,
  }));

const rate = fc.constantFrom(0, 0.05, 0.15, 0.3, 0.5);

function planOf(overflow: StormPlan['overflow']): fc.Arbitrary<Omit<StormPlan, 'seed'>> {
  const paging = overflow === 'pages';
  const card: fc.Arbitrary<StormCard> = fc
    .record({
      spec: cardSpec,
      slots: fc.uniqueArray(slotOf(paging), { selector: ({ id }) => id, maxLength: 2 }),
      count: fc.nat(24),
      words: fc.integer({ min: 50, max: 400 }),
      fills: fc.nat(5).map((n) => n === 0),
    })
    .map(({ spec, slots, count, words: each, fills }) => ({
      spec: { ...spec, full: spec.full && slots.length === 0 && !paging },
      slots,
      lines: {
        count: paging || (overflow === 'shorten' && fills) ? count : 0,
        words: each,
      },
    }));
  return fc.record({
    profile: fc.constantFrom<Profile>('documented', 'observed', 'hostile'),
    knobs: fc.oneof(knobs, fc.constant({ strictProperties: false, countOpaque: false })),
    faults: fc.record({ rate, mildly: fc.boolean() }),
    overflow: fc.constant(overflow),
    pace: fc.constantFrom(200 as const, 200 as const, 200 as const, 0 as const),
    cards: fc.array(card, { minLength: 1, maxLength: paging ? 1 : 3 }),
    turns: fc.array(turnOf(paging), { minLength: 1, maxLength: paging ? 16 : 40 }),
    ends: fc.constantFrom('waiting' as const, 'waiting' as const, 'cutting' as const),
    closes: fc.constantFrom('card' as const, 'app' as const),
  });
}

const plan = fc.oneof(
  { weight: 9, arbitrary: planOf('error') },
  { weight: 3, arbitrary: planOf('pages') },
  { weight: 2, arbitrary: planOf('shorten') },
);

/** The plan that a seed stands for, always the same. */
export function stormPlan(seed: number): StormPlan {
  // Neighbouring seeds have little to do with each other; some draw what is at the edges more often.
  const mixed = Math.imul(seed, 0x9e3779b1) | 0;
  const [drawn] = fc.sample(plan, { seed: mixed, numRuns: 1, unbiased: seed % 3 !== 0 });
  return { ...(drawn as Omit<StormPlan, 'seed'>), seed };
}
