import { check, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../examples/all.js';
import { isGood } from '../../examples/play-states.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';
import { play } from './support.js';

/** What each state may take: nothing where it is the one before, two calls while text is typed, else one. */
const CALLS: Record<string, { made: number[]; allowed: number[] }> = {
  'agent-run': {
    made: [0, 1, 1, 0, 1, 1, 1, 1, 1, 2, 1, 1, 1],
    allowed: [0, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 1, 1],
  },
  approval: { made: [0, 1, 0, 1, 1], allowed: [0, 1, 0, 1, 1] },
  dashboard: { made: [0, 1, 0, 1, 1, 1, 1], allowed: [0, 1, 0, 1, 1, 1, 1] },
};

it('has an expectation for every example', () => {
  expect(EXAMPLES.map(({ name }) => name)).toEqual(Object.keys(CALLS));
});

describe.each(EXAMPLES)('$title', (example) => {
  it.each(example.states)('has no issue: $title', ({ card }) => {
    expect(check(render(card))).toEqual([]);
    expect(check(render(card, { ids: 'all' }))).toEqual([]);
  });

  it('takes no call where nothing changed, one per change, two at most while it streams', async () => {
    const result = await play(example);
    const { steps } = result;
    expect(steps.map(({ calls }) => calls.length)).toEqual(CALLS[example.name]!.made);
    expect(steps.map(({ allowed }) => allowed)).toEqual(CALLS[example.name]!.allowed);
    expect(steps.every(({ equal }) => equal)).toBe(true);
    expect(isGood(result)).toBe(true);
  });

  it('costs less than half of full updates', async () => {
    const { steps } = await play(example);
    const changes = steps.filter(({ calls }) => calls.length > 0);
    const sent = changes.flatMap(({ calls }) => calls).reduce((sum, { bytes }) => sum + bytes, 0);
    const full = changes.reduce((sum, { fullBytes }) => sum + fullBytes, 0);
    expect(sent).toBeLessThan(full / 2);
  });

  it('is the last state in the end', async () => {
    const { card } = await play(example);
    const last = example.states.at(-1)!.card;
    expect(withoutAssignedIds(card)).toEqual(withoutAssignedIds(render(last)));
  });
});
