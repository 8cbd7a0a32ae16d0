import type { EndpointName } from './endpoint.js';

/** Every kind of fault. */
export const FAULT_KINDS = [
  'drop-before',
  'drop-after',
  'delay',
  'reset-before',
  'reset-after',
  '5xx-before',
  '5xx-after',
  '429',
  '99991400',
  '2200',
  '230020',
  '200810',
  'stale-token',
  'card-not-visible',
  'element-not-visible',
  'drift',
  'truncated',
  'not-json',
  'http-200',
  'http-400',
] as const;

/**
 * What goes wrong with a request. `before` and `after` say whether the service has executed it when it goes wrong.
 *
 * | kind | what the client sees | executed |
 * |---|---|---|
 * | `drop-before`, `drop-after` | no answer; the connection ends after `delayMs` (10 s) | no, yes |
 * | `delay` | the answer, `delayMs` (1 s) late | yes |
 * | `reset-before`, `reset-after` | the connection breaks | no, yes |
 * | `5xx-before`, `5xx-after` | in turn HTTP 500 with `2200`, 502 with a page, 503 with a line of text | no, yes |
 * | `429`, `99991400` | `99991400` with HTTP 429 or 400, to come back after `retryAfterMs` (1 s) | no |
 * | `2200`, `230020`, `200810` | that code: internal error, too frequent, ongoing interaction | no |
 * | `stale-token` | `99991663`: the token of the request is invalid from now on, a new one is good | no |
 * | `card-not-visible` | `230099` with `11310 cardid is invalid` | no |
 * | `element-not-visible` | `300313 not find elementID`, or what the endpoint says of an element that is not there | no |
 * | `drift` | `300317`: somebody else's write has taken this number and changed the card | no |
 * | `truncated`, `not-json` | half of the answer, or a page with HTTP 200 | yes |
 * | `http-200`, `http-400` | the HTTP status, should the call end in a business error | yes |
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

const WRITES: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'cards.update',
  'cards.settings',
  'cards.batchUpdate',
  'elements.create',
  'elements.update',
  'elements.patch',
  'elements.content',
  'elements.delete',
]);

/** Whether an endpoint is a write to a card, which carries a sequence number. */
export function isCardWrite(name: EndpointName): boolean {
  return WRITES.has(name);
}

/** Where a kind makes sense. A kind that is not here does everywhere. */
const WHERE: Readonly<Partial<Record<FaultKind, (name: EndpointName) => boolean>>> = {
  '230020': (name) => /^(cards|elements|messages)\./.test(name),
  '200810': (name) => isCardWrite(name) || name === 'interactive.update',
  'stale-token': (name) => name !== 'token' && name !== 'customBot.send',
  'card-not-visible': (name) => name === 'messages.send' || name === 'messages.reply',
  'element-not-visible': (name) => name === 'cards.batchUpdate' || name.startsWith('elements.'),
  drift: isCardWrite,
  // The token service has no business errors: all of its errors come with HTTP 200.
  'http-200': (name) => name !== 'token',
  'http-400': (name) => name !== 'token',
};

/** Whether a fault can befall an endpoint: a request for a token names no element, for one. */
export function canBefall(kind: FaultKind, name: EndpointName): boolean {
  return WHERE[kind]?.(name) ?? true;
}
