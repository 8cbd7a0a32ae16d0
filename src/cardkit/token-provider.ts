import { CardKitError } from '../schema/index.js';
import { abortable } from './abortable.js';
import { causeOf, reasonOf } from './reason.js';
import { type Grant, grantOf } from './tenant-token.js';

/**
 * Where the tenant tokens come from, if not from the secret of a custom app: a store app has one token per tenant,
 * made from an app ticket that the service pushes. Asked for again 3 minutes before a token ends, and when the
 * service has refused one; calls that come meanwhile share the answer.
 *
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token
 */
export type TokenProvider = (request: {
  /** Fires when the answer would come too late (`timeoutMs`). */
  signal: AbortSignal;
  /** The token that the service has refused; one from a cache has to be another one. */
  refused?: string | undefined;
}) => Promise<Grant>;

/**
 * Asks the provider once. Of what it fails with the code and the words are kept, without secrets: the error of an HTTP
 * library holds the request that it made.
 *
 * @throws CardKitError of kind `retry` if it fails or does not answer in time, of kind `fatal` if it answers with no
 * token. What was to be sent was not sent.
 */
export async function askProvider(
  provider: TokenProvider,
  { timeoutMs, refused }: { timeoutMs: number; refused: string | undefined },
): Promise<Grant> {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => {
    controller.abort(new Error(`no token within ${timeoutMs} ms`));
  }, timeoutMs);
  let answer: unknown;
  try {
    // Within the promise, so that what it throws at once is treated like what it rejects with.
    const asked = Promise.resolve({ signal, refused }).then(provider);
    answer = await abortable(asked, signal);
  } catch (error) {
    if (error instanceof CardKitError) throw error;
    const reason = reasonOf(error, [refused]);
    throw new CardKitError({
      code: 0,
      status: 0,
      kind: 'retry',
      message: `tokenProvider: ${reason.message}`,
      cause: causeOf(reason),
    });
  } finally {
    clearTimeout(timer);
  }
  return grantOf(answer, { token: 'token', expire: 'expire' }, 0);
}
