import { createEmulator, type Profile } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { bystanders, expectEnvelope, targets, unpolluted } from './fuzz-world.js';
import { malformedRequest } from './malformed.js';
import { randomOf } from './oracle/random.js';

// Others: `LARKX_SEED=$RANDOM LARKX_RUNS_SCALE=20 npx vitest run test/emulator/fuzz.test.ts`.
const SEED = Number(process.env.LARKX_SEED ?? 118);
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
/** Milliseconds after which a run that goes on for ever is given up. */
const GIVE_UP = 300_000;

describe('a malformed request', () => {
  it.each<Profile>(['documented', 'observed', 'hostile'])(
    'gets an envelope, throws nothing and touches no other card (%s)',
    async (profile) => {
      const emulator = createEmulator({
        profile,
        knobs: { rateLimits: false, createVisibilityMs: 0 },

        recordFrames: false,
      });
      const look = await bystanders(emulator);
      const before = look();
      const target = await targets(emulator);
      const random = randomOf(SEED);
      const codes = new Map<number, number>();
      for (let count = 0; count < 1500 * SCALE; count += 1) {
        const sent = malformedRequest(random, await target(random));
        const exchange = emulator.handle(sent);
        if (exchange.kind !== 'answer') throw new Error(`no answer, but ${exchange.kind}`);
        const { status, body } = exchange.response;
        expectEnvelope(status, JSON.parse(JSON.stringify(body)), sent);
        expect(Object.keys(Object.prototype)).toEqual([]);
        codes.set(Number(body.code), (codes.get(Number(body.code)) ?? 0) + 1);
        if (count % 100 === 0) expect(look()).toEqual(before);
      }
      unpolluted();
      expect(look()).toEqual(before);
      // That requests got far enough to be refused for different reasons, and some were right after all.
      expect([...codes.keys()]).toEqual(
        expect.arrayContaining([0, 9499, 10002, 99992402, 200740, 99991201]),
      );
    },
    GIVE_UP,
  );
});
