import type { Emulator } from 'larkx/emulator';
import { isCardWrite } from '../../src/emulator/fault-kinds.js';
import type { CardJson } from '../../src/schema/index.js';
import { isObject } from '../../src/schema/index.js';
import { idsIn } from '../support/stage.js';

type CallRecord = Emulator['calls'][number];

/** A write to a card in the emulator's log. */
export interface Write extends CallRecord {
  readonly cardId: string;
  readonly sequence: number;
}

/** When the service's time was moved on, in its own time, and by how much. */
export interface Leap {
  /** How many calls there had been. */
  readonly after: number;
  readonly ms: number;
}

interface Rate {
  readonly calls: number;
  readonly ms: number;
}

/** What the service allows per app and per card, over all endpoints. */
const PER_APP: readonly Rate[] = [
  { calls: 50, ms: 1000 },
  { calls: 1000, ms: 60_000 },
];
const PER_CARD: readonly Rate[] = [{ calls: 10, ms: 1000 }];

export function writesOf(calls: readonly CallRecord[]): Write[] {
  return calls.flatMap((call) => {
    const cardId = /\/cards\/([^/]+)/.exec(call.path)?.[1];
    if (call.endpoint === undefined || !isCardWrite(call.endpoint) || !cardId) return [];
    const sequence = isObject(call.body) ? Number(call.body.sequence) : Number.NaN;
    return [{ ...call, cardId, sequence }];
  });
}

/** What no client may do, and did. Seen in the calls alone, whatever was drawn on the card. */
export function brokenRules(
  emulator: Emulator,
  created: readonly { readonly cardId: string; readonly ids: readonly string[] }[],
  leaps: readonly Leap[],
): string[] {
  const calls = emulator.calls.filter(({ endpoint }) => endpoint !== 'token');
  // Without the leaps: the client's own time is what it has to go by.
  const times = calls.map(({ at }, i) => at - leapt(leaps, i));
  const found = PER_APP.flatMap((rate) => excessOf('the app', times, rate));
  const writes = writesOf(calls);
  const timeOf = new Map(calls.map((call, i) => [call.logId, times[i] as number]));
  for (const cardId of new Set(writes.map((write) => write.cardId))) {
    const own = writes.filter((write) => write.cardId === cardId);
    const at = own.map(({ logId }) => timeOf.get(logId) as number);
    found.push(...PER_CARD.flatMap((rate) => excessOf(cardId, at, rate)));
    for (const [i, { sequence }] of own.entries()) {
      const before = own[i - 1]?.sequence ?? 0;
      if (!(sequence > before)) found.push(`${cardId}: number ${sequence} after ${before}`);
    }
    const start = created.find((one) => one.cardId === cardId);
    if (!start) {
      found.push(`${cardId}: written to before its client can know it`);
      continue;
    }
    found.push(...strangeIds(emulator, cardId, start.ids, own));
    found.push(...refusedForNothing(emulator, cardId, own));
    found.push(...idsAgain(emulator, cardId, start.ids, own));
  }
  return found;
}

function leapt(leaps: readonly Leap[], call: number): number {
  return leaps.reduce((sum, { after, ms }) => (call >= after ? sum + ms : sum), 0);
}

function excessOf(who: string, times: readonly number[], { calls, ms }: Rate): string[] {
  for (let i = calls; i < times.length; i++) {
    const first = times[i - calls] as number;
    const last = times[i] as number;
    if (last - first < ms) return [`${who}: ${calls + 1} calls within ${last - first} ms`];
  }
  return [];
}

/**
 * Ids that a call addresses and that the card never had until then: not when it was created, not after any write
 * since, another writer's included. A call may address what an action before it in the same batch has added. There is
 * no exception for outcomes that are not known: a client that does not know what the card holds says all of it.
 */
function strangeIds(
  emulator: Emulator,
  cardId: string,
  start: readonly string[],
  writes: readonly Write[],
): string[] {
  const had = new Set(start);
  const frames = emulator.cards.get(cardId)?.frames ?? [];
  let next = 0;
  return writes.flatMap((write) => {
    for (; frames[next] !== undefined && (frames[next]?.at ?? 0) <= write.at; next++) {
      for (const id of idsIn(frames[next]?.card as CardJson)) had.add(id);
    }
    return addressed(write, had)
      .filter((id) => !had.has(id))
      .map((id) => `${cardId}: number ${write.sequence} addresses ${id}, which was never there`);
  });
}

/**
 * Ids that the client assigned, and that came again after they had gone: readers' clients would take the new element
 * for the old one. Not where the client cannot know that they had gone.
 */
function idsAgain(
  emulator: Emulator,
  cardId: string,
  start: readonly string[],
  writes: readonly Write[],
): string[] {
  const isKnown = writes.every(({ fault }) => fault !== 'drift' && !UNHEARD.has(fault ?? ''));
  if (!isKnown || !emulator.knobs.batchAtomic) return [];
  let there = new Set(start);
  const gone = new Set<string>();
  return (emulator.cards.get(cardId)?.frames ?? []).flatMap(({ card }) => {
    const ids = new Set(idsIn(card));
    for (const id of there) if (id.startsWith('lx') && !ids.has(id)) gone.add(id);
    there = ids;
    return [...ids]
      .filter((id) => gone.has(id))
      .map((id) => `${cardId}: the id ${id} is used again`);
  });
}

/** The ids that a call addresses. Those that it adds itself are there from then on. */
function addressed({ endpoint, path, body }: Write, had: Set<string>): string[] {
  if (endpoint !== 'cards.batchUpdate') {
    const id = /\/elements\/([^/]+)/.exec(path)?.[1];
    return id === undefined ? [] : [id];
  }
  const actions: unknown = JSON.parse(String(isObject(body) ? body.actions : '[]'));
  const found: string[] = [];
  for (const action of Array.isArray(actions) ? actions : []) {
    const { element_id, target_element_id, element_ids, elements, element } = action.params ?? {};
    const ids = [element_id, target_element_id, ...(element_ids ?? [])];
    found.push(...ids.filter((id) => typeof id === 'string' && id !== '' && !had.has(id)));
    // What takes the place of an element brings its own children.
    const added = (elements ?? element ?? []) as CardJson;
    for (const id of idsIn(added)) had.add(id);
  }
  return found;
}

/** What the service refuses only where the client is wrong about the card. */
const WRONG: ReadonlySet<number> = new Set([
  300313, 300314, 300315, 300301, 300312, 300121, 300122, 300305, 300307, 300310, 200220, 200860,
  10002, 99992402,
]);
/** What goes wrong although the service has carried the call out, so that the client cannot know. */
const UNHEARD: ReadonlySet<string> = new Set([
  'drop-after',
  'reset-after',
  '5xx-after',
  'truncated',
  'not-json',
]);

/**
 * Calls that were refused although nothing was the matter: no fault befell them, nobody else had written since the
 * card was last said as a whole, and the service behaves as documented.
 */
function refusedForNothing(emulator: Emulator, cardId: string, writes: readonly Write[]): string[] {
  const { knobs } = emulator;
  let inDoubt = false;
  return writes.flatMap(({ code, fault, endpoint, sequence }) => {
    const before = inDoubt;
    if (endpoint === 'cards.update' && (code === 0 || (fault && UNHEARD.has(fault)))) {
      inDoubt = false;
    } else if (fault !== undefined && (fault === 'drift' || UNHEARD.has(fault))) inDoubt = true;
    if (fault !== undefined || code === undefined || code === 0) return [];
    const refusal = `${cardId}: number ${sequence} (${endpoint}) refused with ${code}`;
    if ([99991400, 230020, 2200].includes(code)) return [`${refusal}, for too many calls`];
    if (code === 300317) return sequence < knobs.firstSequence ? [] : [refusal];
    if (!WRONG.has(code) || before) return [];
    // What the service cannot be asked before: it takes some calls, and others it does not.
    const learnt =
      knobs.visibilityDelayMs > 0 ||
      !knobs.columnAddressable ||
      !knobs.headerAddressable ||
      knobs.appendInto !== 'any-container' ||
      knobs.streamInto !== 'any' ||
      !knobs.sameIdReadd ||
      knobs.replaceKeepsId;
    return learnt && /^3003|^300121/.test(String(code)) ? [] : [`${refusal}, for no reason`];
  });
}
