import { type CardJson, check, render } from 'larkx';
import { createEmulator } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { AgentCard, STATES } from '../../examples/agent-run.js';
import { exitCode, playStates, type Stage, type Step } from '../../examples/play-states.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';

/** Plays all states on an emulator, of which some things may be different. */
async function play(different: (stage: Stage) => Partial<Stage> = () => ({})) {
  const emulator = createEmulator({ knobs: { strictActions: true } });
  const stage: Stage = {
    cardkit: emulator.cardkit,
    held: (cardId) => emulator.cards.get(cardId)?.card,
  };
  const steps: Step[] = [];
  const card = await playStates({ ...stage, ...different(stage) }, (step) => steps.push(step));
  return { steps, card };
}

describe('the agent’s card', () => {
  it.each(STATES.map((state, i) => ({ ...state, n: i + 1 })))(
    'has no issue in state $n, $title',
    ({ run }) => {
      const card = <AgentCard run={run} />;
      expect(check(render(card))).toEqual([]);
      expect(check(render(card, { ids: 'all' }))).toEqual([]);
    },
  );

  it('takes no call where nothing changed, one per change, two at most while it streams', async () => {
    const { steps } = await play();
    expect(steps.map(({ calls }) => calls.length)).toEqual([0, 1, 1, 0, 1, 1, 1, 1, 1, 2, 1, 1, 1]);
    expect(steps.map(({ allowed }) => allowed)).toEqual([0, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 1, 1]);
    expect(steps.every(({ equal }) => equal)).toBe(true);
  });

  it('types the answer', async () => {
    const { steps } = await play();
    const growing = steps.filter(({ title }) => title === 'the answer grows');
    expect(growing.map(({ calls }) => calls.at(-1)?.type)).toEqual([
      'content',
      'content',
      'content',
    ]);
  });

  it('is the last state in the end', async () => {
    const { card } = await play();
    const last = render(<AgentCard run={STATES.at(-1)!.run} />);
    expect(withoutAssignedIds(card)).toEqual(withoutAssignedIds(last));
  });
});

describe('the verdict of the demo', () => {
  it('is 0 when every state is right', async () => {
    expect(exitCode((await play()).steps)).toBe(0);
  });

  it('is 1 when the service holds another card, if only once', async () => {
    let looks = 0;
    const { steps } = await play(({ held }) => ({
      held: (cardId) => {
        const card = held(cardId);
        looks++;
        return looks === 5 ? ({ ...card, config: { summary: 'other' } } as CardJson) : card;
      },
    }));
    expect(steps.map(({ equal }) => equal).indexOf(false)).toBe(4);
    expect(exitCode(steps)).toBe(1);
  });

  it('is 1 when the service holds no card', async () => {
    expect(exitCode((await play(() => ({ held: () => undefined }))).steps)).toBe(1);
  });

  it('is 1 when the service says yes and does nothing', async () => {
    const { steps } = await play(({ cardkit }) => ({
      cardkit: { ...cardkit, cards: { ...cardkit.cards, send: async () => ({ sequence: 1 }) } },
    }));
    expect(exitCode(steps)).toBe(1);
  });

  it('is 1 when a state takes more calls than it may', async () => {
    const { steps } = await play();
    const [call] = steps[1]!.calls;
    steps[3] = { ...steps[3]!, calls: [call!] };
    expect(exitCode(steps)).toBe(1);
  });

  it('is 1 when a state is missing', async () => {
    const { steps } = await play();
    expect(exitCode(steps.slice(1))).toBe(1);
  });
});
