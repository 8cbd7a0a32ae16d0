import fc from 'fast-check';
import { apply, type Call, type CardJson, diff, type Plan, render } from 'larkx';
import { createEmulator, type KnobSettings } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { countTagged, eachObject } from '../../src/card/tree.js';
import { doubtfulIn } from '../../src/reconcile/unaddressable.js';
import { CardKitError, jsonBytes, MAX_ELEMENTS } from '../../src/schema/index.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';
import { faultsOnTheWay, keepsInput, stateLost } from '../support/plan-rules.js';
import { cardSpec, renderSpec, step, takeStep } from '../support/random-card.js';

/** More than a save should wait for: `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const TIMEOUT = 120_000 * SCALE;

const startIds = fc.constantFrom('all' as const, 'explicit' as const);

const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean());

/** Every open question about the service that the outcome of a plan could depend on. */
const knobs = fc.record({
  sequenceCheck: fc.constantFrom('before-operation' as const, 'after-operation' as const),
  firstSequence: fc.constantFrom(1 as const, 2 as const),
  failedCallConsumesSequence: fc.boolean(),
  partialMerge: fc.constantFrom('shallow' as const, 'deep' as const),
  nullMeans: fc.constantFrom('literal' as const, 'remove' as const),
  configMerge: fc.constantFrom('shallow' as const, 'deep' as const),
  cardLinkMerge: fc.constantFrom('replace' as const, 'merge' as const),
  bareSettings: fc.constantFrom('ignored' as const, 'effective' as const),
  batchAtomic: fc.boolean(),
  limitsInBatch: fc.constantFrom('per-action' as const, 'at-end' as const),
  maxActions: fc.constantFrom(50, Number.POSITIVE_INFINITY),
  maxAddedElements: fc.constantFrom(50, Number.POSITIVE_INFINITY),
  maxOperationBytes: fc.constantFrom(30_000, Number.POSITIVE_INFINITY),
  emptyBatch: fc.constantFrom('accepted' as const, 'refused' as const),
  batchDeleteMissing: fc.constantFrom(300314 as const, 300315 as const),
  nestedDelete: fc.constantFrom('accepted' as const, 'refused' as const),
  appendInto: fc.constantFrom('any-container' as const, 'panel-and-column-set' as const),
  sameIdReadd: fc.boolean(),
  replaceKeepsId: fc.boolean(),
  visibilityDelayMs: fc.constantFrom(0, 1000),
  streamInto: fc.constantFrom('any' as const, 'whole-card' as const),
  putKeepsStreamingWindow: fc.boolean(),
  countHeader: fc.boolean(),
  strictActions: fc.constant(true),
  // `extra` and `<Raw>` are there for what is unknown.
  strictProperties: fc.constant(false),
  columnAddressable: mostly,
  headerAddressable: mostly,
  rateLimits: fc.constant(false),
}) satisfies fc.Arbitrary<KnobSettings>;

type Settings = typeof knobs extends fc.Arbitrary<infer T> ? T : never;

/** While streaming: one batch or a full update, and then a text that is typed. */
const callsInAFrame = ['', 'batch', 'replace', 'content', 'batch,content', 'replace,content'];
const typeOf = ({ type }: Call) => type;

function idsOf(card: object): string[] {
  const ids: string[] = [];
  eachObject(card, ({ element_id: id }) => {
    if (typeof id === 'string') ids.push(id);
  });
  return ids;
}

/** The ids that the service may refuse to address: those of columns and of header texts. */
function doubtfulIds(card: CardJson): Set<string> {
  const ids = new Set(idsOf(card.header ?? {}));
  eachObject(card, ({ tag, element_id: id }) => {
    if (tag === 'column' && typeof id === 'string') ids.add(id);
  });
  return ids;
}

function addressed(calls: readonly Call[]): string[] {
  return calls.flatMap((call) =>
    call.type === 'content'
      ? [call.elementId]
      : call.type === 'batch'
        ? call.actions.flatMap(({ action, params }) =>
            action === 'delete_elements'
              ? params.element_ids
              : action === 'add_elements'
                ? (params.target_element_id ?? [])
                : action === 'partial_update_setting'
                  ? []
                  : params.element_id,
          )
        : [],
  );
}

const DOUBTFUL = 'an id is doubtful';

/** Why the service may refuse a plan that is right, at these settings. */
function excuses(before: CardJson, calls: readonly Call[], settings: Settings): string[] {
  const doubtful = doubtfulIds(before);
  const addressable = settings.columnAddressable && settings.headerAddressable;
  const there = new Set(idsOf(before));
  const late = calls.some((call) => call.type === 'content' && !there.has(call.elementId));
  const long = calls.some(
    (call) => call.type === 'batch' && jsonBytes(call.actions) > settings.maxOperationBytes,
  );
  return [
    !addressable && addressed(calls).some((id) => doubtful.has(id)) ? DOUBTFUL : '',
    settings.visibilityDelayMs > 0 && late ? 'an id is new' : '',
    settings.streamInto === 'whole-card' && late ? 'an id was added' : '',
    long ? 'a batch is long' : '',
  ].filter((excuse) => excuse !== '');
}

/** Sends a plan to an emulator that holds `before`, and compares what it holds then. */
async function onTheService(
  before: CardJson,
  calls: readonly Call[],
  after: CardJson,
  settings: Settings,
): Promise<void> {
  const emulator = createEmulator({ knobs: settings, recordFrames: false });
  const { cardId } = await emulator.cardkit.cards.create(before);
  try {
    await emulator.cardkit.cards.send(cardId, calls, { sequence: settings.firstSequence - 1 });
  } catch (error) {
    if (!(error instanceof CardKitError)) throw error;
    const why = excuses(before, calls, settings);
    expect(why, error.message).not.toEqual([]);
    if (why.includes(DOUBTFUL)) await withoutDoubtfulIds(before, calls, after, settings);
    return;
  }
  expect(emulator.cards.get(cardId)?.card).toEqual(after);
}

/** A card of which the service refused a call: the next plan does not address such an id again, and goes through. */
async function withoutDoubtfulIds(
  before: CardJson,
  calls: readonly Call[],
  after: CardJson,
  settings: Settings,
): Promise<void> {
  const plan = diff(before, after, { unaddressable: doubtfulIn(before, calls) });
  const others = excuses(before, plan.calls, settings);
  expect(others).not.toContain(DOUBTFUL);
  if (others.length > 0) return;
  const emulator = createEmulator({ knobs: settings, recordFrames: false });
  const { cardId } = await emulator.cardkit.cards.create(before);
  await emulator.cardkit.cards.send(cardId, plan.calls, { sequence: settings.firstSequence - 1 });
  expect(emulator.cards.get(cardId)?.card).toEqual(plan.card);
  expect(withoutAssignedIds(plan.card)).toEqual(withoutAssignedIds(after));
}

/**
 * A form in a card that is full. Where its submit button is exchanged for a larger one, deleting first leaves the form
 * without a button and updating first makes too many elements; the way between them, to update one element twice, is
 * none that `diff` knows. The form's members are then said whole, under their ids.
 */
function isCrowdedForm(before: CardJson, after: CardJson): boolean {
  const isFull = Math.max(countTagged(before), countTagged(after)) > MAX_ELEMENTS - 4;
  return isFull && JSON.stringify(before).includes('"tag":"form"');
}

/** Whether a plan says more than the full update although nothing forbids that one. */
function saysTooMuch(before: CardJson, { calls, card, bytes }: Plan): boolean {
  if (bytes <= jsonBytes(card)) return false;
  const ends = before.config?.streaming_mode === true && card.config?.streaming_mode !== true;
  const types = calls.some(({ type }) => type === 'content');
  return !ends && !types && !keepsInput(before, card);
}

describe('a plan between random cards', () => {
  it(
    'leads from any card to any other',
    async () => {
      await fc.assert(
        fc.asyncProperty(cardSpec, cardSpec, startIds, knobs, async (from, to, ids, settings) => {
          const before = render(renderSpec(from), { ids });
          const after = render(renderSpec(to));
          const plan = diff(before, after);
          expect(apply(before, plan.calls)).toEqual(plan.card);
          expect(withoutAssignedIds(plan.card)).toEqual(withoutAssignedIds(after));
          expect(new Set(idsOf(plan.card)).size).toBe(idsOf(plan.card).length);
          expect(faultsOnTheWay(before, plan.calls)).toEqual([]);
          if (!isCrowdedForm(before, after)) {
            expect(stateLost(before, plan.calls, after, undefined)).toEqual([]);
          }
          expect(saysTooMuch(before, plan)).toBe(false);
          await onTheService(before, plan.calls, plan.card, settings);
        }),
        { numRuns: 1000 * SCALE },
      );
    },
    TIMEOUT,
  );

  it(
    'leads through a card’s life, one small change after the other',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          cardSpec,
          startIds,
          knobs,
          fc.array(step, { minLength: 1, maxLength: 6 }),
          async (start, ids, settings, steps) => {
            let spec = start;
            let card = render(renderSpec(spec), { ids });
            let identity: ReturnType<typeof diff>['identity'] | undefined;
            const used = new Set(idsOf(card));
            for (const one of steps) {
              const streaming = spec.streaming === true;
              spec = takeStep(spec, one);
              const after = render(renderSpec(spec));
              const plan = diff(card, after, { identity });
              expect(apply(card, plan.calls)).toEqual(plan.card);
              expect(withoutAssignedIds(plan.card)).toEqual(withoutAssignedIds(after));
              if (streaming) expect(callsInAFrame).toContain(plan.calls.map(typeOf).join());
              expect(saysTooMuch(card, plan)).toBe(false);
              expect(faultsOnTheWay(card, plan.calls)).toEqual([]);
              if (!isCrowdedForm(card, after)) {
                expect(stateLost(card, plan.calls, after, identity?.keys)).toEqual([]);
              }
              await onTheService(card, plan.calls, plan.card, settings);
              const old = new Set(idsOf(card));
              for (const id of idsOf(plan.card)) {
                if (id.startsWith('lx') && !old.has(id))
                  expect(used, 'never used again').not.toContain(id);
                used.add(id);
              }
              // The same render again: nothing to say.
              const again = diff(plan.card, render(renderSpec(spec)), { identity: plan.identity });
              expect(again.calls).toEqual([]);
              card = plan.card;
              // As if it had been stored and read back: nothing but JSON is left.
              if (one.do === 'look') card = structuredClone(card);
              identity = structuredClone(plan.identity);
            }
          },
        ),
        { numRuns: 1000 * SCALE },
      );
    },
    TIMEOUT,
  );
});
