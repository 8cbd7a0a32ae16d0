/**
 * The errors that a client shows when an interaction fails.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export const INTERACTION_ERRORS = {
  200340: 'no callback address is configured, or it is not valid',
  200341: 'the app did not answer within 3 seconds',
  200342: 'the connection to the app failed',
  200343: 'the host of the callback address was not found',
  200530: 'a field of the form has no name',
  200671: 'the app answered with an HTTP status other than 200',
  200672: 'the answer of the app is malformed',
  200673: 'the card in the answer of the app is invalid',
  200830: 'a card of schema 2.0 was answered with one of an older schema',
} as const;

export type InteractionErrorCode = keyof typeof INTERACTION_ERRORS;

/**
 * A callback that was not answered well. Thrown by whoever carries callbacks to the app; the client shows its code.
 *
 * ```ts
 * onCallback: () => { throw new CallbackFailure(200342) }
 * ```
 */
export class CallbackFailure extends Error {
  override readonly name = 'CallbackFailure';

  constructor(
    readonly code: InteractionErrorCode,
    message: string = INTERACTION_ERRORS[code],
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
