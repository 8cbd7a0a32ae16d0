import { CardKitError, type WireRequest } from '../schema/index.js';
import { causeOf, type Reason } from './reason.js';

/**
 * The error when no complete answer came. A sequenced write may have been executed all the same, so the card is
 * unknown (`resync`, F-03); anything else may be tried again.
 *
 * `cause` is not the HTTP library's error, whose options carry the request's headers, but a copy of its code and
 * words.
 *
 * @param status The HTTP status, if the answer broke off after it; else 0.
 */
export function noAnswer(request: WireRequest, status: number, reason: Reason): CardKitError {
  return new CardKitError({
    code: 0,
    status,
    kind: request.sequenced ? 'resync' : 'retry',
    message: `${request.method} ${request.path}: ${reason.message}`,
    cause: causeOf(reason),
  });
}
