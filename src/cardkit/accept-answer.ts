import {
  CardKitError,
  type CardKitErrorInit,
  type ErrorKind,
  refusalOf,
  SERVICE_CODES,
  TOKEN_CODES,
  type WireRequest,
  type WireResponse,
} from '../schema/index.js';

/**
 * Throws the error that an answer stands for: `code` 0 is success, whatever the HTTP status. On top of
 * {@link refusalOf} it knows the request, which decides what an answer means that says nothing about the write.
 *
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export function acceptAnswer(response: WireResponse, request: WireRequest): void {
  const refusal = refusalOf(response);
  if (!refusal) return;
  const { code, status } = refusal;
  throw new CardKitError({
    ...refusal,
    kind: kindFor(refusal, request),
    message:
      code === 0
        ? `${request.method} ${request.path}: HTTP ${status} without the service's envelope`
        : refusal.message,
  });
}

/** The kind, where it is not the one that follows from the code. */
function kindFor({ code, status }: CardKitErrorInit, request: WireRequest): ErrorKind | undefined {
  const unknown = request.sequenced ? 'resync' : 'retry';
  if (code === 0) {
    // Somebody in between refused it, so it was not executed: a busy gateway, or one that serves another API.
    if (status === 408 || status === 425 || status === 429) return 'retry';
    if (status >= 300 && status < 500) return 'fatal';
    return unknown;
  }
  if (status >= 500 && SERVICE_CODES[code] === undefined) return unknown;
  // The number of a sequenced write is not used twice: the caller comes back with the next one, and a new token.
  if (request.sequenced && TOKEN_CODES.has(code)) return 'retry';
  return undefined;
}
