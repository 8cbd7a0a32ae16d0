import { adviceFor } from './advice.js';
import { type ErrorDetails, errorDetails, type FieldViolation } from './error-details.js';
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
  /** The fields that were refused. */
  violations?: readonly FieldViolation[] | undefined;
  /** Calls that the window has which was used up. */
  rateLimit?: number | undefined;
  cause?: unknown;
}

/** Words and log ids come from outside, and errors go into logs. */
const MAX_SHOWN = 2_000;
const MAX_LOG_ID = 200;

/** An error of the service, or of the way to it. Never holds a token or a secret. */
export class CardKitError extends Error {
  override readonly name = 'CardKitError';
  /** The service's code; 0 when no usable answer came, so that the write may or may not have happened. */
  readonly code: number;
  /** HTTP status; not a sign of success by itself. 0 when no answer came. */
  readonly status: number;
  /** The vendor's log id (`X-Tt-Logid`), to quote to its support; `''` if there was none. */
  readonly logId: string;
  /** What sort of answer it calls for. */
  readonly kind: ErrorKind;
  /** What the service's words say, where they say it. */
  readonly details: ErrorDetails;
  /** One sentence on what to do. */
  readonly advice: string;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The highest sequence number used so far, from a call that counts by itself (`cards.send`): go on behind it. */
  sequence: number | undefined;

  constructor(init: CardKitErrorInit) {
    const logId = (init.logId ?? '').slice(0, MAX_LOG_ID);
    const shown = shorten(init.message);
    super(
      `${init.code || 'no answer'}: ${shown}${logId ? ` (log id ${logId})` : ''}`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    const { code, message } = init;
    this.code = code;
    this.status = init.status;
    this.logId = logId;
    this.kind = init.kind ?? (code === 0 ? 'resync' : errorKind(code, message));
    this.details = errorDetails(code, message, init);
    this.advice = adviceFor({ code, message, kind: this.kind, ...this.details });
    this.retryAfterMs = init.retryAfterMs;
    this.sequence = undefined;
  }
}

/** The end is kept as well: the inner code of a wrapped error stands there. */
function shorten(message: string): string {
  if (message.length <= MAX_SHOWN) return message;
  return `${message.slice(0, MAX_SHOWN - 200)} ... ${message.slice(-200)}`;
}
