import { describe, expect, it } from 'vitest';
import { randomOf } from './random.js';
import { randomKnobs } from './random-knobs.js';
import { randomStep, type Step } from './random-step.js';
import { shortest, sideBySide } from './side-by-side.js';

// Others: `LARKX_SEED=$RANDOM LARKX_RUNS_SCALE=20 npx vitest run test/emulator/oracle`.
const SEED = Number(process.env.LARKX_SEED ?? 118);
const RUNS = 200 * Number(process.env.LARKX_RUNS_SCALE ?? 1);
const STEPS = 60;
/** Milliseconds after which a run that goes on for ever is given up. */
const GIVE_UP = 300_000;

/** Every answer that the rules of the card endpoints know. */
const CODES = [
  9499, 10002, 200220, 200610, 200740, 200750, 200770, 200850, 200860, 230099, 300121, 300122,
  300301, 300302, 300303, 300305, 300307, 300309, 300310, 300311, 300312, 300313, 300314, 300315,
  300317, 99992402,
];

describe('the emulator beside the oracle', () => {
  it(
    'answers random calls with the same codes and keeps the same trees',
    () => {
      const codes = new Map<number, number>();
      for (let run = 0; run < RUNS; run += 1) {
        const random = randomOf(SEED * 1_000_003 + run);
        const settings = randomKnobs(random);
        const world = sideBySide(settings);
        const steps: Step[] = [];
        for (let count = 0; count < STEPS; count += 1) {
          const step = randomStep(random, world);
          steps.push(step);
          const { code, differs } = world.take(step);
          if (differs !== undefined) {
            const short = { run, settings, steps: shortest(settings, steps), differs };
            expect.unreachable(`they differ: ${JSON.stringify(short, null, 1)}`);
          }
          if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1);
        }
        expect(world.anyDiffers()).toBeUndefined();
      }
      const seen = [...codes.values()].reduce((sum, count) => sum + count, 0);
      expect(seen).toBeGreaterThan(RUNS * STEPS * 0.8);
      // That the random calls are neither all right nor all wrong in one way.
      expect(codes.get(0)).toBeGreaterThan(seen / 6);
      expect([...codes.keys()]).toEqual(expect.arrayContaining(CODES));
    },
    GIVE_UP,
  );
});
