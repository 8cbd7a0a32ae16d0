import type { CardJson } from '../schema/call.js';
import type { Clock } from './clock.js';
import { ENDPOINT_NAMES, type EndpointName } from './endpoint.js';
import { canBefall, FAULT_KINDS, type FaultKind } from './fault-kinds.js';
import type { FaultTarget } from './fault-target.js';
import { random } from './random.js';
import { type NamesOf, requireOptions } from './require-options.js';

/** A fault that befalls the calls one has in mind. */
export interface Fault {
  /** Calls of which endpoints; `*` is all where the kind makes sense. */
  on: EndpointName | readonly EndpointName[] | '*';
  kind: FaultKind;
  /** How many calls it befalls. Default 1; `Infinity` until it is removed. */
  times?: number | undefined;
  /** How many such calls pass before. Default 0. */
  skip?: number | undefined;
  /** Only calls about this card. */
  cardId?: string | undefined;
  /** Milliseconds until the answer, or the end of the connection. The default depends on the kind. */
  delayMs?: number | undefined;
  /** What a throttle says about when to come back, in milliseconds; sent in whole seconds. Default 1000. */
  retryAfterMs?: number | undefined;
  /** What the other writer makes of the card in a `drift`. By default a text changes, or an element goes or comes. */
  change?: ((card: CardJson) => CardJson) | undefined;
}

/** Faults by chance. */
export interface RandomFaults {
  /** The share of calls that a fault befalls, 0 to 1. */
  rate: number;
  /**
   * Default: all, among them `drop-before` and `drop-after`. Each of those costs a client that waits for the answer ten
   * seconds of real time, unless `delayMs` says less: leave them out of runs that have to be quick.
   */
  kinds?: readonly FaultKind[] | undefined;
  /** Calls of which endpoints. Default `*`. */
  on?: Fault['on'] | undefined;
  /** The same seed makes the same faults for the same calls. Default: the seed of the emulator. */
  seed?: number | undefined;
  /** As in {@link Fault}, for every kind. */
  delayMs?: number | undefined;
}

/** A fault that befell a call. */
export interface SeenFault {
  kind: FaultKind;
  on: EndpointName;
  at: number;
  cardId?: string;
}

/** What goes wrong on purpose. At most one fault befalls a call: the one that was added first. */
export interface Faults {
  /** Throws a `TypeError` or a `RangeError` for what can never happen. */
  add(fault: Fault): {
    remove(): void;
    /** How many calls it will still befall. */
    readonly left: number;
  };
  random(faults: RandomFaults): { remove(): void };
  /** Removes all faults; `seen` stays. */
  clear(): void;
  /** Every fault that befell a call, oldest first. */
  readonly seen: SeenFault[];
}

/** A fault on its way to one call. */
export interface Strike {
  kind: FaultKind;
  target: FaultTarget;
  delayMs: number | undefined;
  retryAfterMs: number | undefined;
  change: Fault['change'];
  /** Which of its forms it takes, where a kind has several. */
  turn: number;
}

/** The fault that befalls a call, if one does. What the call is about is looked at only if there are faults at all. */
export type StrikeCall = (look: () => FaultTarget) => Strike | undefined;

/** Takes the next call that it is about; tells which fault befalls it. */
type Source = (target: FaultTarget, taken: boolean) => Strike | undefined;

export function createFaults(clock: Clock, seed: number): { faults: Faults; strike: StrikeCall } {
  const sources = new Set<Source>();
  const seen: SeenFault[] = [];

  const faults: Faults = {
    add(fault) {
      checkFault(fault);
      const { kind, cardId, delayMs, retryAfterMs, change } = fault;
      let skip = fault.skip ?? 0;
      let left = fault.times ?? 1;
      let turn = 0;
      const source: Source = (target, taken) => {
        const isMeant = isOn(fault.on, target.on) && (cardId ?? target.cardId) === target.cardId;
        if (!isMeant || !canStrike(kind, target)) return undefined;
        if (skip > 0) {
          skip -= 1;
          return undefined;
        }
        if (taken) return undefined;
        left -= 1;
        if (left === 0) sources.delete(source);
        return { kind, target, delayMs, retryAfterMs, change, turn: turn++ };
      };
      sources.add(source);
      return {
        remove: () => void sources.delete(source),
        get left() {
          return sources.has(source) ? left : 0;
        },
      };
    },

    random(options) {
      checkRandom(options);
      const { rate, kinds = FAULT_KINDS, on = '*', delayMs } = options;
      const next = random(options.seed ?? seed);
      const source: Source = (target, taken) => {
        if (!isOn(on, target.on)) return undefined;
        // Always as many numbers per call, so that one call's fate does not depend on another's.
        const [chance, choice, turn] = [next(), next(), next()];
        const possible = kinds.filter((kind) => canStrike(kind, target));
        const kind = possible[Math.floor(choice * possible.length)];
        if (taken || chance >= rate || kind === undefined) return undefined;
        return {
          kind,
          target,
          delayMs,
          retryAfterMs: undefined,
          change: undefined,
          turn: Math.floor(turn * 2 ** 16),
        };
      };
      sources.add(source);
      return { remove: () => void sources.delete(source) };
    },

    clear() {
      sources.clear();
    },

    get seen() {
      return seen.map((one) => ({ ...one }));
    },
  };

  return {
    faults,
    strike(look) {
      if (sources.size === 0) return undefined;
      const target = look();
      let strike: Strike | undefined;
      for (const source of sources) strike = source(target, strike !== undefined) ?? strike;
      if (!strike) return undefined;
      const { on, cardId } = target;
      const about = cardId === undefined ? {} : { cardId };
      seen.push({ kind: strike.kind, on, at: clock.now(), ...about });
      return strike;
    },
  };
}

function isOn(on: Fault['on'], name: EndpointName): boolean {
  return on === '*' || (typeof on === 'string' ? on === name : on.includes(name));
}

/** Whether a call gives a fault something to go wrong with. */
function canStrike(kind: FaultKind, { on, cardId, card, elementIds }: FaultTarget): boolean {
  if (!canBefall(kind, on)) return false;
  if (kind === 'card-not-visible') return cardId !== undefined;
  if (kind === 'drift') return card !== undefined;
  if (kind === 'element-not-visible') return card !== undefined && elementIds.length > 0;
  return true;
}

const FAULT: NamesOf<Fault> = {
  on: true,
  kind: true,
  times: true,
  skip: true,
  cardId: true,
  delayMs: true,
  retryAfterMs: true,
  change: true,
};

const RANDOM_FAULTS: NamesOf<RandomFaults> = {
  rate: true,
  kinds: true,
  on: true,
  seed: true,
  delayMs: true,
};

function checkFault(fault: Fault): void {
  requireOptions('a fault', fault, FAULT);
  const { on, kind, times = 1, skip = 0, ...rest } = fault;
  checkKind(kind);
  const names = endpointsOf(on);
  if (!names.some((name) => canBefall(kind, name))) {
    throw new TypeError(`the fault ${kind} cannot befall ${names.join(', ')}`);
  }
  if (!(times === Number.POSITIVE_INFINITY || (Number.isInteger(times) && times >= 1))) {
    throw new RangeError(`times: ${times} is no whole number from 1, nor Infinity`);
  }
  if (!(Number.isInteger(skip) && skip >= 0)) {
    throw new RangeError(`skip: ${skip} is no whole number from 0`);
  }
  checkMs('delayMs', rest.delayMs);
  checkMs('retryAfterMs', rest.retryAfterMs);
  if (rest.retryAfterMs !== undefined && kind !== '429' && kind !== '99991400') {
    throw new TypeError(`retryAfterMs: a throttle has it, ${kind} has not`);
  }
  if (rest.change !== undefined && kind !== 'drift') {
    throw new TypeError(`change: a drift has it, ${kind} has not`);
  }
}

function checkRandom(faults: RandomFaults): void {
  requireOptions('faults by chance', faults, RANDOM_FAULTS);
  const { rate, kinds = FAULT_KINDS, on = '*', delayMs } = faults;
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate: ${rate} is not between 0 and 1`);
  for (const kind of kinds) checkKind(kind);
  const names = endpointsOf(on);
  if (!kinds.some((kind) => names.some((name) => canBefall(kind, name)))) {
    throw new TypeError(`none of these faults can befall ${names.join(', ')}`);
  }
  checkMs('delayMs', delayMs);
}

function checkKind(kind: FaultKind): void {
  if (FAULT_KINDS.includes(kind)) return;
  throw new TypeError(`no such fault: ${kind}; allowed: ${FAULT_KINDS.join(', ')}`);
}

/** The endpoints that `on` names. */
function endpointsOf(on: Fault['on']): readonly EndpointName[] {
  if (on === '*') return ENDPOINT_NAMES;
  const names = typeof on === 'string' ? [on] : on;
  if (names.length === 0) throw new TypeError('on: no endpoint is named');
  for (const name of names) {
    if (ENDPOINT_NAMES.includes(name)) continue;
    throw new TypeError(`no such endpoint: ${name}; allowed: ${ENDPOINT_NAMES.join(', ')}, *`);
  }
  return names;
}

function checkMs(name: string, ms: number | undefined): void {
  if (ms === undefined || (ms >= 0 && Number.isFinite(ms))) return;
  throw new RangeError(`${name}: ${ms} is no number of milliseconds`);
}
