import fc from 'fast-check';
import type { LiveCard } from 'larkx/app';
import { describe, expect, it, vi } from 'vitest';
import { LIVE_SIZE } from '../../src/live/size.js';
import {
  type Fault,
  fails,
  failsAfterwards,
  noAnswer,
  passes,
  refusal,
  takes,
} from '../support/faulty.js';
import { cardSpec, renderSpec, type Step, step, takeStep } from '../support/random-card.js';
import { idsIn, stage, through } from '../support/stage.js';

/** More than a save should wait for: `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);

/** The service does not do it, and says so, or not. */
const refused: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant(fails(noAnswer())),
  fc
    .constantFrom(230020, 99991400, 200810, 99991663)
    .chain((code) => fc.nat(3000).map((ms) => fails(refusal(code, { retryAfterMs: ms })))),
  fc
    .constantFrom(300317, 300313, 300314, 300315, 300121, 300301, 200770)
    .map((code) => fails(refusal(code))),
  fc.constantFrom(300309, 200850).map((code) => fails(refusal(code))),
  fc.constantFrom(10002, 200860).map((code) => fails(refusal(code))),
);

/** It happens, and nobody hears of it. */
const unheard: fc.Arbitrary<Fault> = fc
  .constantFrom(
    noAnswer(),
    new Error('reset'),
    refusal(2200),
    refusal(1663),
    refusal(300000),
    refusal(300120),
  )
  .map((error) => failsAfterwards(error));

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(passes) },
  { weight: 2, arbitrary: fc.nat(400).map(takes) },
  { weight: 3, arbitrary: refused },
  { weight: 2, arbitrary: unheard },
);

interface Turn {
  step: Step;
  /** Milliseconds until the next turn. */
  pause: number;
  /** Whether the streaming window elapses meanwhile. */
  late: boolean;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  step,
  pause: fc.oneof(fc.constant(0), fc.nat(500), fc.nat(5000)),
  late: fc.nat(15).map((n) => n === 0),
});

const knobs = fc.record({
  // `extra` and `<Raw>` are there for what is unknown.
  strictProperties: fc.constant(false),
  configMerge: fc.constantFrom('shallow' as const, 'deep' as const),
  cardLinkMerge: fc.constantFrom('replace' as const, 'merge' as const),
  bareSettings: fc.constantFrom('ignored' as const, 'effective' as const),
  partialMerge: fc.constantFrom('shallow' as const, 'deep' as const),
  nullMeans: fc.constantFrom('literal' as const, 'remove' as const),
  batchAtomic: fc.boolean(),
  failedCallConsumesSequence: fc.boolean(),
  putKeepsStreamingWindow: fc.boolean(),
  columnAddressable: fc.boolean(),
  headerAddressable: fc.boolean(),
});

describe('a live card in a storm', { timeout: 10_000 * SCALE }, () => {
  it('holds what was rendered last, whatever happens on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        cardSpec,
        fc.array(turn, { minLength: 1, maxLength: 20 }),
        fc.array(fault, { maxLength: 40 }),
        knobs,
        fc.boolean(),
        async (start, turns, faults, settings, closes) => {
          const { emulator, service, app, send, expectShown, onServer } = stage({
            emulator: { knobs: settings },
          });
          let spec = start;
          const live: LiveCard = await send(renderSpec(spec, LIVE_SIZE.elements));
          service.next('write', ...faults);
          const outcomes: ('pending' | 'resolved' | 'rejected')[] = [];
          for (const { step, pause, late } of turns) {
            spec = takeStep(spec, step);
            const i = outcomes.push('pending') - 1;
            live.render(renderSpec(spec, LIVE_SIZE.elements)).then(
              () => {
                outcomes[i] = 'resolved';
              },
              () => {
                outcomes[i] = 'rejected';
              },
            );
            await vi.advanceTimersByTimeAsync(pause);
            if (late) emulator.clock.advance(601_000);
          }
          await through(app.idle());
          expect(outcomes).not.toContain('pending');
          if (outcomes.at(-1) === 'resolved')
            expectShown(live, renderSpec(spec, LIVE_SIZE.elements));
          expect(vi.getTimerCount()).toBe(0);
          expect(live.status).toBe('idle');

          // The storm is over: the next render is on the server, whatever was given up before.
          service.calm();
          await through(live.render(renderSpec(spec, LIVE_SIZE.elements)));
          expectShown(live, renderSpec(spec, LIVE_SIZE.elements));
          if (closes) {
            await through(live.close());
            expect(onServer(live).streaming).toBe(false);
            const shown = spec.streaming ? { ...spec, streaming: false } : spec;
            expectShown(live, renderSpec(shown, LIVE_SIZE.elements));
          }
          expect(service.violations).toEqual([]);
          const numbers = service.writes.map(({ sequence }) => sequence);
          expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        },
      ),
      { numRuns: 150 * SCALE },
    );
  });

  it('never uses an id again', async () => {
    await fc.assert(
      fc.asyncProperty(
        cardSpec,
        fc.array(step, { minLength: 20, maxLength: 40 }),
        fc.array(fc.oneof(fc.constant(passes), refused), { maxLength: 40 }),
        async (start, steps, faults) => {
          const { service, send, onServer } = stage({
            emulator: { knobs: { strictProperties: false } },
          });
          let spec = start;
          const live = await send(renderSpec(spec, LIVE_SIZE.elements));
          let there = new Set(idsIn(onServer(live).card).filter((id) => id.startsWith('lx')));
          const gone = new Set<string>();
          service.next('write', ...faults);
          for (const one of steps) {
            spec = takeStep(spec, one);
            await through(live.render(renderSpec(spec, LIVE_SIZE.elements))).catch(() => {});
          }
          for (const { card } of onServer(live).frames) {
            const ids = new Set(idsIn(card).filter((id) => id.startsWith('lx')));
            for (const id of ids) expect(gone).not.toContain(id);
            for (const id of there) if (!ids.has(id)) gone.add(id);
            there = ids;
          }
        },
      ),
      { numRuns: 50 * SCALE },
    );
  });
});
