import { isDeepStrictEqual } from 'node:util';
import { type CardJson, render } from 'larkx';
import { type CallEvent, createApp } from 'larkx/app';
import type { CardKit } from 'larkx/cardkit';
import { AgentCard, type AgentRun, STATES } from './agent-run.js';

/** One state of the card, and what it took to get there. */
export interface Step {
  title: string;
  calls: CallEvent[];
  /** How many calls are as many as it may take. */
  allowed: number;
  /** What sending the whole card would have taken. */
  fullBytes: number;
  /** Whether the service holds what the state renders to. */
  equal: boolean;
}

export interface Stage {
  cardkit: CardKit;
  /** The card that the service holds now. */
  held(cardId: string): CardJson | undefined;
}

/** Sends the first state and renders the others, one after the other. Returns the card as it is in the end. */
export async function playStates(
  { cardkit, held }: Stage,
  onStep: (step: Step) => void,
): Promise<CardJson | undefined> {
  let calls: CallEvent[] = [];
  const app = createApp({ cardkit, onCall: (event) => calls.push(event) });
  const step = (title: string, run: AgentRun, allowed: number): Step => {
    const rendered = render(<AgentCard run={run} />);
    return {
      title,
      calls,
      allowed,
      fullBytes: Buffer.byteLength(JSON.stringify(live.card)),
      equal: isDeepStrictEqual(withoutIds(held(live.cardId)), withoutIds(rendered)),
    };
  };

  const [first, ...others] = STATES;
  if (!first) throw new Error('there are no states');
  const live = await app.send(<AgentCard run={first.run} />, { to: 'oc_demo' });
  onStep(step(first.title, first.run, 0));
  let was = first.run;
  for (const { title, run } of others) {
    calls = [];
    await live.render(<AgentCard run={run} />);
    onStep(step(title, run, allowedCalls(was, run)));
    was = run;
  }
  await app.close();
  return held(live.cardId);
}

/** Whether the service holds the right card, and no more calls were made than the state may take. */
function isGood(step: Step): boolean {
  return step.equal && step.calls.length <= step.allowed;
}

/** 0 where every state was good. */
export function exitCode(steps: readonly Step[]): 0 | 1 {
  return steps.length === STATES.length && steps.every(isGood) ? 0 : 1;
}

/** No change, no call; else one, and while streaming one more for the text that is typed. */
function allowedCalls(was: AgentRun, run: AgentRun): number {
  if (isDeepStrictEqual(was, run)) return 0;
  return run.phase === 'running' ? 2 : 1;
}

/** A card but for the ids that the library gave. */
function withoutIds(value: unknown): unknown {
  const drop = (key: string, member: unknown) =>
    key === 'element_id' && /^lx[0-9a-z]+$/.test(String(member)) ? undefined : member;
  return JSON.parse(JSON.stringify(value ?? null, drop));
}
