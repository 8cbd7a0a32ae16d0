import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateWindow } from '../../src/emulator/rate-window.js';

describe.each(['sliding', 'fixed'] as const)('a %s window', (kind) => {
  it('never has more calls than its limit, and turns nobody away without need', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (gaps, limit) => {
        const window = rateWindow({ limit, ms: 10 }, kind);
        const passed: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const from = kind === 'fixed' ? now - (now % 10) : now - 9;
          const inWindow = passed.filter((at) => at >= from).length;
          expect(window.wait('a', now) === 0).toBe(inWindow < limit);
          if (inWindow >= limit) continue;
          window.count('a', now);
          passed.push(now);
        }
      }),
    );
  });

  it('has room after the wait that it names, and not one millisecond before', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(steps, (gaps) => {
        const window = rateWindow({ limit: 2, ms: 10 }, kind);
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const wait = window.wait('a', now);
          if (wait > 0) {
            expect(window.wait('a', now + wait - 1)).toBe(1);
            expect(window.wait('a', now + wait)).toBe(0);
          } else window.count('a', now);
        }
      }),
    );
  });

  it('counts each key by itself', () => {
    const window = rateWindow({ limit: 1, ms: 10 }, kind);
    window.count('a', 100);
    expect(window.wait('a', 100)).toBe(10);
    expect(window.wait('b', 100)).toBe(0);
  });

  it('forgets keys that have been quiet for a window', () => {
    const window = rateWindow({ limit: 1, ms: 10 }, kind);
    for (let now = 0; now < 10_000; now++) {
      window.count(`key ${now}`, now);
      expect(window.size).toBeLessThanOrEqual(20);
    }
  });
});
