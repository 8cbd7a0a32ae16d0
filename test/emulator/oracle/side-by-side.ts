import { isDeepStrictEqual } from 'node:util';
import { still, wire } from '../setup.js';
import { createOracle, type Json, type OracleAnswer } from './oracle.js';
import type { randomKnobs } from './random-knobs.js';
import type { Step } from './random-step.js';

/** The emulator and the oracle side by side, in one world of settings. */
export function sideBySide(settings: ReturnType<typeof randomKnobs>) {
  const emulator = still(settings);
  const oracle = createOracle(emulator.knobs, () => emulator.clock.now());
  const ids: string[] = [];
  return {
    get cards() {
      return ids.map((id) => oracle.cards.get(id)!);
    },
    /** What differs after a step, and the emulator's code. */
    take(step: Step): { code?: number; differs?: Json } {
      if ('advance' in step) {
        emulator.clock.advance(step.advance);
        return {};
      }
      const { appId, method } = step;
      const cardId = step.card === undefined ? '' : (ids[step.card] ?? '0');
      const path = step.path.replace(':card', cardId);
      const body = JSON.parse(JSON.stringify(step.body).replaceAll(':card', cardId));
      const { body: answer } = wire(emulator, appId).call(method, path, body);
      const made = answer.data?.card_id as string | undefined;
      if (made !== undefined) ids.push(made);
      const plainPath = path.split('?')[0]!;
      const expected = oracle.answer({ appId, method, path: plainPath, body }, made);
      const difference = codesDiffer(answer, expected) ?? this.cardDiffers(made ?? cardId);
      return {
        code: answer.code,
        ...(difference ? { differs: difference } : {}),
      };
    },
    cardDiffers(cardId: string): Json {
      const view = emulator.cards.get(cardId);
      const card = oracle.cards.get(cardId);
      if (!view || !card) return view || card ? { emulator: view, oracle: card } : undefined;
      const shown = (tree: Json, sequence: number, streaming: boolean) => ({
        tree,
        sequence,
        streaming,
      });
      const there = shown(view.card, view.sequence, view.streaming);
      const here = shown(card.tree, card.sequence, card.streaming(emulator.clock.now()));
      return isDeepStrictEqual(there, here) ? undefined : { emulator: there, oracle: here };
    },
    anyDiffers: (): Json => ids.map((id) => world(id)).find((one) => one !== undefined),
  };
  function world(id: string): Json {
    const card = oracle.cards.get(id)!;
    return isDeepStrictEqual(emulator.cards.get(id)!.card, card.tree) ? undefined : { id };
  }
}

function codesDiffer(answer: Json, expected: OracleAnswer): Json {
  const inner = /(?:code|ErrCode): (\d+)/.exec(answer.msg)?.[1];
  const rightCode = [expected.code, ...expected.or].includes(answer.code);
  const innerCodes = [expected.inner, ...expected.or].map(String);
  const rightInner =
    expected.inner === undefined || inner === undefined || innerCodes.includes(inner);
  return rightCode && rightInner
    ? undefined
    : {
        emulator: { code: answer.code, msg: answer.msg, error: answer.error?.field_violations },
        oracle: expected,
      };
}

/** Without every step that the difference does not need. */
export function shortest(settings: ReturnType<typeof randomKnobs>, steps: readonly Step[]): Step[] {
  const differs = (some: readonly Step[]) => {
    try {
      const world = sideBySide(settings);
      return some.some((step) => world.take(step).differs !== undefined);
    } catch {
      return false;
    }
  };
  let kept = [...steps];
  for (let index = kept.length - 2; index >= 0; index -= 1) {
    const fewer = kept.filter((_, at) => at !== index);
    if (differs(fewer)) kept = fewer;
  }
  return kept;
}
