import type { CardJson } from 'larkx';
import { describe, expect, it } from 'vitest';
import { isGood, type Step } from '../../examples/play-states.js';
import { exampleOf, play } from './support.js';

const example = exampleOf('agent-run');

describe('the verdict of the demo', () => {
  it('is good when every state is right', async () => {
    expect(isGood(await play(example))).toBe(true);
  });

  it('is bad when the service holds another card, if only once', async () => {
    let looks = 0;
    const result = await play(example, ({ held }) => ({
      held: (cardId) => {
        const card = held(cardId);
        looks++;
        return looks === 5 ? ({ ...card, config: { summary: 'other' } } as CardJson) : card;
      },
    }));
    expect(result.steps.map(({ equal }) => equal).indexOf(false)).toBe(4);
    expect(isGood(result)).toBe(false);
  });

  it('is bad when the service holds no card', async () => {
    expect(isGood(await play(example, () => ({ held: () => undefined })))).toBe(false);
  });

  it('is bad when the service says yes and does nothing', async () => {
    const result = await play(example, ({ cardkit }) => ({
      cardkit: { ...cardkit, cards: { ...cardkit.cards, send: async () => ({ sequence: 1 }) } },
    }));
    expect(isGood(result)).toBe(false);
  });

  it('is bad when a state takes more calls than it may', async () => {
    const result = await play(example);
    const steps: Step[] = [...result.steps];
    steps[3] = { ...steps[3]!, calls: [steps[1]!.calls[0]!] };
    expect(isGood({ ...result, steps })).toBe(false);
  });

  it('is bad when a state is missing', async () => {
    const result = await play(example);
    expect(isGood({ ...result, steps: result.steps.slice(1) })).toBe(false);
  });
});
