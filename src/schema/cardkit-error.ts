import { type ErrorKind, errorKind } from './service-codes.js';

export interface CardKitErrorInit {
  /** The service's code; 0 when no answer came (a timeout, a broken connection) or it was no JSON. */
  code: number;
  /** HTTP status; 0 when no answer came. */
  status: number;
  logId?: string | undefined;
  message: string;
  /** Overrides the class that follows from the code. */
  kind?: ErrorKind | undefined;
  /** How long the service asks to wait. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** An error of the service, or of the way to it. Never holds a token or a secret. */
export class CardKitError extends Error {
  override readonly name = 'CardKitError';
  /** The service's code; 0 when no usable answer came, so that the write may or may not have happened. */
  readonly code: number;
  /** HTTP status; not a sign of success by itself. 0 when no answer came. */
  readonly status: number;
  /** The vendor's log id (`X-Tt-Logid`), to quote to its support; `''` if there was none. */
  readonly logId: string;
  /** What to do about it. */
  readonly kind: ErrorKind;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(init: CardKitErrorInit) {
    super(
      `${init.code || 'no answer'}: ${init.message}${init.logId ? ` (log id ${init.logId})` : ''}`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = init.code;
    this.status = init.status;
    this.logId = init.logId ?? '';
    this.kind = init.kind ?? (init.code === 0 ? 'resync' : errorKind(init.code, init.message));
    this.retryAfterMs = init.retryAfterMs;
  }
}
