import { SERVICE_CODES } from '../schema/service-codes.js';
import type { Knobs } from './knobs.js';

/** Every code that the emulator answers with, inner codes included. */
export const EMITTED_CODES = [
  2200, 9499, 10002, 10003, 10014, 10015, 11246, 11310, 11311, 19001, 19002, 19021, 100000, 100030,
  200000, 200220, 200310, 200320, 200380, 200610, 200621, 200732, 200740, 200750, 200770, 200780,
  200800, 200810, 200850, 200860, 200861, 230001, 230011, 230020, 230025, 230026, 230027, 230031,
  230099, 230110, 234001, 234006, 234010, 234011, 300020, 300030, 300040, 300120, 300121, 300122,
  300301, 300302, 300303, 300305, 300307, 300309, 300310, 300311, 300312, 300313, 300314, 300315,
  300317, 99991201, 99991301, 99991400, 99991661, 99991663, 99991671, 99991672, 99992351, 99992354,
  99992402,
] as const;

export type EmittedCode = (typeof EMITTED_CODES)[number];

/** What is wrong with one field of a request. */
export interface Violation {
  field: string;
  value: string;
  description: string;
}

/** A request that the service answers with an error. Thrown where the fault is found, turned into an answer in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What the service does not say, for whoever looks for the mistake: it is shown here and never sent. */
  note: string | undefined;

  constructor(
    readonly code: EmittedCode,
    message: string,
    /** The fault itself, without the service's wrapping. */
    readonly fault: { code: EmittedCode; detail: string },
    readonly violations: readonly Violation[] = [],
    /** What the answer carries besides the usual headers. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Adds to the note of a refusal. */
export function noted(refusal: Refusal, note: string): Refusal {
  refusal.note = refusal.note === undefined ? note : `${refusal.note} ${note}`;
  return refusal;
}

/** Says in the note which knob has decided that a request is refused. */
export function byKnob<K extends keyof Knobs>(
  refusal: Refusal,
  knobs: Pick<Knobs, K>,
  name: K,
): Refusal {
  return noted(refusal, `(knob ${name}=${knobs[name]})`);
}

/** An error of CardKit itself. */
export function refused(code: EmittedCode, detail = textOf(code)): Refusal {
  return new Refusal(code, `ErrMsg: ${detail}; `, { code, detail });
}

/** An error of the gateway or the token service, which says its text plainly. */
export function turnedAway(code: EmittedCode, violations: readonly Violation[] = []): Refusal {
  const detail = textOf(code);
  return new Refusal(code, detail, { code, detail }, violations);
}

/**
 * A frequency limit of the gateway, with what it says about it: how many calls a window has, and the seconds until
 * there is room again, rounded up.
 */
export function throttled(limit: number, waitMs: number): Refusal {
  const detail = textOf(99991400);
  const headers = {
    'x-ogw-ratelimit-limit': String(limit),
    'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
  };
  return new Refusal(99991400, detail, { code: 99991400, detail }, [], headers);
}

/** What a custom bot says of too many messages: the code of a bad request, with other words. */
export function tooManyRequests(): Refusal {
  const detail = 'too many request';
  return new Refusal(9499, detail, { code: 9499, detail });
}

/** A call of an app that was not given the scope for it. */
export function scopeMissing(scope: string): Refusal {
  const detail = `Access denied. One of the following scopes is required: [${scope}].`;
  return new Refusal(99991672, detail, { code: 99991672, detail });
}

/** An operation on an id that the card does not hold, or that cannot be addressed. */
export function missing(code: 300121 | 300313 | 300314 | 300315, elementId: string): Refusal {
  return refused(code, `not find elementID : ${elementId}`);
}

/** An error of card content, the way messaging words it; CardKit lets it through unchanged. */
export function contentRefused(
  code: EmittedCode,
  detail = textOf(code),
  errorValue?: string,
): Refusal {
  const value = errorValue === undefined ? '' : `ErrorValue: ${errorValue}; `;
  const message = `${textOf(230099)}, ext=ErrCode: ${code}; ErrMsg: ${detail}; ${value}`;
  return new Refusal(230099, message, { code, detail });
}

/** What adding elements makes of any fault in them: `300315`, with the real code at the end of the text. */
export function addRefused(refusal: Refusal): Refusal {
  if (refusal.code === 300315) return refusal;
  const { fault } = refusal;
  const wrapped = new Refusal(
    300315,
    `ErrMsg: msg: [${fault.detail}], code: ${fault.code}; `,
    fault,
  );
  wrapped.note = refusal.note;
  return wrapped;
}

function textOf(code: EmittedCode): string {
  const known = SERVICE_CODES[code];
  if (!known) throw new Error(`code ${code} is missing in SERVICE_CODES`);
  return known.text;
}

/** Codes that the gateway answers with before a request reaches CardKit, and their HTTP status. */
const GATEWAY_STATUS: ReadonlyMap<number, number> = new Map([
  [9499, 400],
  [10003, 200],
  [10014, 200],
  [10015, 200],
  // What a custom bot answers with was seen with 200 alone.
  [11246, 200],
  [19001, 200],
  [19002, 200],
  [19021, 200],
  [2200, 500],
  [99991201, 404],
  [99991301, 405],
  [99991400, 429],
  [99991661, 400],
  [99991663, 400],
  [99991671, 400],
  [99991672, 400],
  [99992351, 400],
  [99992354, 400],
  [99992402, 400],
]);

export function httpStatusOf(code: EmittedCode, businessErrors: number): number {
  return GATEWAY_STATUS.get(code) ?? businessErrors;
}
