import type { Emulator, OpenEmulator } from '../emulator.js';
import type { Tree } from '../tree.js';
import type { Interaction, Seen } from '../user/index.js';
import type { Click } from './click.js';
import { partsOf } from './parts.js';
import { type SeenJson, seenJson } from './seen-json.js';

/** A click with all that the reader saw of it, the card left out. */
export interface ClickRecord extends Click {
  seen: Omit<SeenJson, 'card'>;
}

/** What readers did, the newest. */
export interface ClickLog {
  /** Oldest first. */
  readonly records: readonly ClickRecord[];
  /** How many older ones were dropped; so the place of the first record among all. */
  readonly dropped: number;
}

/** People click seldom, and an answer may bring a card. */
const MOST = 200;

/**
 * Keeps a record of what readers do, over HTTP and in code alike. What is no interaction, such as a click on a
 * component that is not there, is none.
 */
export function watchClicks(
  { emulator, inside }: OpenEmulator,
  onClick: ((click: Click) => void) | undefined,
): OpenEmulator & { clicks: ClickLog } {
  const records: ClickRecord[] = [];
  let dropped = 0;
  const { clock } = emulator;
  const interact: Emulator['interact'] = async (interaction) => {
    const [at, started] = [clock.now(), performance.now()];
    const seen = await emulator.interact(interaction);
    const click = clickOf(interaction, seen, at, performance.now() - started);
    const { card: _card, ...kept } = seenJson(seen);
    // As JSON: nobody who got the answer can change it afterwards.
    records.push({ ...click, seen: JSON.parse(JSON.stringify(kept)) });
    if (records.length > MOST) {
      records.shift();
      dropped += 1;
    }
    onClick?.(click);
    return seen;
  };
  const watched = Object.defineProperties({} as Emulator, {
    // Keeps the getters: spreading would freeze `calls` and `messages` as they are now.
    ...Object.getOwnPropertyDescriptors(emulator),
    interact: { value: interact, enumerable: true },
  });
  const clicks = {
    records,
    get dropped() {
      return dropped;
    },
  };
  return { emulator: watched, inside, clicks };
}

/** The records in short, each with its place among all. */
export function viewClicks({ records, dropped }: ClickLog): (Click & { index: number })[] {
  return records.map(({ seen: _seen, ...click }, i) => ({ index: dropped + i, ...click }));
}

function clickOf(interaction: Interaction, seen: Seen, at: number, ms: number): Click {
  const { cardId, messageId } = interaction;
  return {
    at,
    ms,
    ...(cardId === undefined ? {} : { cardId }),
    ...(messageId === undefined ? {} : { messageId }),
    component: componentIn(interaction, seen),
    operator: interaction.operator?.openId ?? 'ou_local',
    called: seen.sent !== undefined,
    ...(seen.error ? { code: seen.error.code } : {}),
    outcome: outcomeOf(seen),
  };
}

/** What stands on the component, as far as the card still has it; else what the interaction called it. */
function componentIn({ elementId, name, path }: Interaction, { card }: Seen): string {
  const part = partsOf(card as Tree).find((one) =>
    elementId !== undefined
      ? one.elementId === elementId
      : name !== undefined
        ? one.name === name
        : one.path === path,
  );
  return part ? `${part.tag} ${JSON.stringify(part.label)}` : (elementId ?? name ?? path ?? '');
}

function outcomeOf({ error, blocked, toast, opened, ignored, sent, answer }: Seen): string {
  if (error) return error.message;
  if (blocked) return `nothing happened: ${blocked.message || blocked.reason}`;
  const said = toast?.content ?? Object.values(toast?.i18n ?? {})[0];
  const words = [
    ...(opened === undefined ? [] : [`opened ${opened}`]),
    ...(toast ? [`toast ${JSON.stringify(said ?? '')}`] : []),
    ...(ignored ? ['the card of the answer was not shown: it is streaming'] : []),
    ...(answer?.card !== undefined && !ignored ? ['a new card'] : []),
  ];
  if (words.length > 0) return words.join(', ');
  return sent ? 'answered without a toast' : 'stayed on the client';
}
