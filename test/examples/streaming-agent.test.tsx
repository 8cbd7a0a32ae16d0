import { createApp, type LiveCard } from 'larkx/app';
import { createEmulator, type FaultKind } from 'larkx/emulator';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type AgentEvent, agent, Run, showAgent } from '../../examples/streaming-agent.js';
import { through } from '../support/stage.js';

const ANSWER =
  'The build fails because `parseDate` reads UTC.\n\nI changed it to **local time**; all tests pass.';

/** Shows an agent on an emulator of its own; time is the test's. */
async function shown(
  events: (live: LiveCard) => AsyncIterable<AgentEvent>,
  kinds: readonly FaultKind[] = [],
) {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const emulator = createEmulator({ seed: 7 });
  const errors: unknown[] = [];
  const app = createApp({ cardkit: emulator.cardkit, onError: (error) => errors.push(error) });
  const first = <Run task="Fix it" phase="working" tools={new Map()} />;
  const live = await through(app.send(first, { to: 'oc_chat' }));
  if (kinds.length > 0)
    emulator.faults.random({ rate: 0.3, kinds, on: ['cards.batchUpdate', 'elements.content'] });
  const phase = await through(showAgent(live, 'Fix it', events(live)));
  await through(app.close());
  const { card, streaming } = emulator.cards.get(live.cardId)!;
  const { header, body } = JSON.parse(JSON.stringify(card));
  const elements = body.elements as any[];
  const textOf = (id: string) => elements.find((one) => one.element_id === id)?.content;
  const panels = elements.filter(({ tag }) => tag === 'collapsible_panel');
  return {
    phase,
    streaming,
    errors,
    answer: textOf('answer'),
    note: textOf('note'),
    panels: panels.map((one) => one.header.title.content),
    subtitle: header.subtitle.content,
    faults: emulator.faults.seen.length,
  };
}

describe('the agent that streams', () => {
  it('has its tools and its whole answer in the card in the end', async () => {
    expect(await shown(agent)).toEqual({
      phase: 'done',
      streaming: false,
      errors: [],
      answer: ANSWER,
      note: undefined,
      panels: ['search parseDate ✓', 'npm test ✓'],
      subtitle: 'done',
      faults: 0,
    });
  });

  it('has them although the service fails now and then', async () => {
    const kinds = ['reset-after', 'reset-before', '5xx-after', 'drift', '230020'] as const;
    const { faults, answer, panels, phase } = await shown(agent, kinds);
    expect(faults).toBeGreaterThan(0);
    expect({ phase, answer, panels }).toEqual({
      phase: 'done',
      answer: ANSWER,
      panels: ['search parseDate ✓', 'npm test ✓'],
    });
  });

  it('says that it failed, beside what had come', async () => {
    const result = await shown(async function* () {
      yield { type: 'text', text: 'The build' };
      throw new Error('overloaded');
    });
    expect(result).toMatchObject({
      phase: 'failed',
      answer: 'The build',
      note: 'failed: overloaded',
      subtitle: 'failed',
      streaming: false,
    });
  });

  it('says that it was stopped, beside what had come', async () => {
    const result = await shown(async function* (live) {
      yield { type: 'text', text: 'The build' };
      await new Promise((resolve) => {
        setTimeout(resolve, 1000);
      });
      live.abort(new Error('by a reader'));
      yield { type: 'text', text: ' fails' };
    });
    expect(result).toMatchObject({
      phase: 'stopped',
      answer: 'The build',
      note: 'stopped: by a reader',
    });
  });
});
