import {
  CardKitError,
  type ErrorKind,
  isObject,
  readAnswer,
  SERVICE_CODES,
  TOKEN_CODES,
  type WireRequest,
  type WireResponse,
} from '../schema/index.js';

/**
 * Throws the error that an answer stands for: `code` 0 is success, whatever the HTTP status. On top of
 * {@link readAnswer} it knows the request, which decides what an answer means that says nothing about the write.
 *
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export function acceptAnswer(response: WireResponse, request: WireRequest): void {
  try {
    readAnswer(response);
  } catch (error) {
    const kind = error instanceof CardKitError ? kindFor(error, request) : undefined;
    if (!(error instanceof CardKitError) || kind === undefined) throw error;
    const { code, status, logId } = error;
    throw new CardKitError({
      code,
      status,
      logId,
      kind,
      message:
        code === 0
          ? `${request.method} ${request.path}: HTTP ${status} without the service's envelope`
          : wordsOf(response.body),
      retryAfterMs: error.retryAfterMs ?? waitOf(response),
    });
  }
}

/** The kind, where it is not the one that follows from the code. */
function kindFor({ code, status }: CardKitError, request: WireRequest): ErrorKind | undefined {
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

function wordsOf(body: unknown): string {
  return isObject(body) && typeof body.msg === 'string' ? body.msg : '';
}

/** The wait a busy gateway asks for, in milliseconds. */
function waitOf({ headers }: WireResponse): number | undefined {
  const seconds = Number(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after']);
  return seconds > 0 ? seconds * 1000 : undefined;
}
