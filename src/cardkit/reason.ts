import { redact } from './redact.js';
import { withoutToken } from './without-tokens.js';

/** Why something failed, in words that can be shown. */
export interface Reason {
  code: string;
  message: string;
}

/**
 * The code and the words of an error that somebody else made, without secrets. The error itself is not kept: that of
 * an HTTP library or a store carries requests and addresses.
 */
export function reasonOf(error: unknown, secrets: readonly (string | undefined)[] = []): Reason {
  const { code, message } = partsOf(error);
  return {
    code: typeof code === 'string' ? withoutToken(redact(code, secrets)) : 'UNKNOWN',
    message: withoutToken(redact(typeof message === 'string' ? message : 'unknown', secrets)),
  };
}

/** What stands in for the error as the `cause` of another. */
export function causeOf({ code, message }: Reason): Error {
  return Object.assign(new Error(message), { code });
}

function partsOf(error: unknown): { code?: unknown; message?: unknown } {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  return error;
}
