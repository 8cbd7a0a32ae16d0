import { isDeepStrictEqual } from 'node:util';
import { type CardJson, render } from 'larkx';
import { type CallEvent, createApp } from 'larkx/app';
import type { CardKit } from 'larkx/cardkit';
import type { Example } from './all.js';

/** One state of a card, and what it took to get there. */
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

/** A card that went through its states. */
export interface Play {
  example: Example;
  steps: readonly Step[];
  /** What the service holds in the end. */
  card: CardJson | undefined;
}

export interface Stage {
  cardkit: CardKit;
  /** The card that the service holds now. */
  held(cardId: string): CardJson | undefined;
}

/** Sends the first state and renders the others, one after the other. */
export async function playStates(
  example: Example,
  { cardkit, held }: Stage,
  onStep: (step: Step, n: number) => void = () => {},
): Promise<Play> {
  let calls: CallEvent[] = [];
  // Each state waits for the one before, so there is nothing to spread over time.
  const app = createApp({ cardkit, pace: 0, onCall: (event) => calls.push(event) });
  const steps: Step[] = [];
  const took = (title: string, rendered: CardJson, allowed: number): void => {
    const step = {
      title,
      calls,
      allowed,
      fullBytes: Buffer.byteLength(JSON.stringify(live.card)),
      equal: isDeepStrictEqual(withoutIds(held(live.cardId)), withoutIds(rendered)),
    };
    onStep(step, steps.push(step));
    calls = [];
  };

  const [first, ...others] = example.states;
  if (!first) throw new Error('there are no states');
  const live = await app.send(first.card, { to: 'oc_demo' });
  let was = render(first.card);
  took(first.title, was, 0);
  for (const { title, card } of others) {
    await live.render(card);
    const is = render(card);
    took(title, is, allowedCalls(was, is));
    was = is;
  }
  await app.close();
  return { example, steps, card: held(live.cardId) };
}

/** Whether the service held the right card after every state, and no more calls were made than a state may take. */
export function isGood({ example, steps }: Play): boolean {
  return (
    steps.length === example.states.length &&
    steps.every(({ equal, calls, allowed }) => equal && calls.length <= allowed)
  );
}

/** No change, no call; else one, and while streaming one more for the text that is typed. */
function allowedCalls(was: CardJson, is: CardJson): number {
  if (isDeepStrictEqual(was, is)) return 0;
  return is.config?.streaming_mode === true ? 2 : 1;
}

/** A card but for the ids that the library gave. */
function withoutIds(value: unknown): unknown {
  const drop = (key: string, member: unknown) =>
    key === 'element_id' && /^lx[0-9a-z]+$/.test(String(member)) ? undefined : member;
  return JSON.parse(JSON.stringify(value ?? null, drop));
}
