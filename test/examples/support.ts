import { createEmulator } from 'larkx/emulator';
import { EXAMPLES, type Example } from '../../examples/all.js';
import { playStates, type Stage } from '../../examples/play-states.js';

/** One of the examples. */
export function exampleOf(name: string): Example {
  const found = EXAMPLES.find((example) => example.name === name);
  if (!found) throw new Error(`there is no example ${name}`);
  return found;
}

/** Plays all states of an example on an emulator, of which some things may be different. */
export function play(example: Example, different: (stage: Stage) => Partial<Stage> = () => ({})) {
  const emulator = createEmulator({
    knobs: { rateLimits: false, strictActions: true, emptyBatch: 'refused' },
  });
  const stage: Stage = {
    cardkit: emulator.cardkit,
    held: (cardId) => emulator.cards.get(cardId)?.card,
  };
  return playStates(example, { ...stage, ...different(stage) });
}
