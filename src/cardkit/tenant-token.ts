import { CardKitError, getOwn, isObject } from '../schema/index.js';
import { abortable } from './abortable.js';
import type { HttpExchange } from './http-exchange.js';
import { retry } from './retry.js';

/** Where the transport gets its token from. */
export interface TokenSource {
  /** A token that is good for now. Rejects with a `CardKitError`, or with the signal's reason. */
  get(signal: AbortSignal | undefined): Promise<string>;
  /** The service refused this token; the next `get` asks for another, unless that has happened already. */
  drop(token: string): void;
}

/** A tenant token. */
export interface Grant {
  token: string;
  /** Seconds the token has left; the service says 7200 at most. */
  expire: number;
}

/** A token is renewed this long before its end, as the vendor's SDK does; the old one stays valid meanwhile. */
const MARGIN_MS = 3 * 60 * 1000;
/** While the old token is still valid, a renewal that failed is tried again after this. */
const RENEW_PAUSE_MS = 30 * 1000;

/**
 * Caches one token. Whoever is asked for the next is told which one the service has refused, if that is why. Callers that come while one is asked for share the request; none of them can abort it for the
 * others. A failed request is not remembered: the next caller asks again.
 *
 * @param now Milliseconds of a clock that goes on while the machine sleeps.
 */
export function cachedToken(
  ask: (refused: string | undefined) => Promise<Grant>,
  now: () => number,
): TokenSource {
  let held: { token: string; renewAt: number; endsAt: number } | undefined;
  let refused: string | undefined;
  let asking: Promise<string> | undefined;

  const renew = async (): Promise<string> => {
    const old = held;
    try {
      const askedAt = now();
      const { token, expire } = await ask(refused);
      const life = expire * 1000;
      const endsAt = askedAt + life;
      refused = undefined;
      held = { token, endsAt, renewAt: endsAt - Math.min(MARGIN_MS, life / 2) };
      return token;
    } catch (error) {
      if (old === undefined || held !== old || now() >= old.endsAt) throw error;
      old.renewAt = Math.min(now() + RENEW_PAUSE_MS, old.endsAt);
      return old.token;
    }
  };

  return {
    async get(signal) {
      signal?.throwIfAborted();
      if (held && now() < held.renewAt) return held.token;
      asking ??= renew().finally(() => {
        asking = undefined;
      });
      return abortable(asking, signal);
    },
    drop(token) {
      if (held?.token !== token) return;
      held = undefined;
      refused = token;
    },
  };
}

/**
 * Asks for the tenant token of a custom app. Failures come with HTTP 200 and a code (`10003`, `10014`, `10015`), a
 * success has its fields beside `code`, not in `data`.
 *
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export async function askTenantToken(
  exchange: HttpExchange,
  app: { appId: string; appSecret: string; retries: number },
): Promise<Grant> {
  const { status, body } = await retry(
    () =>
      exchange({
        endpoint: 'token',
        method: 'POST',
        path: '/open-apis/auth/v3/tenant_access_token/internal',
        body: { app_id: app.appId, app_secret: app.appSecret },
        sequenced: false,
      }),
    app,
  );
  return grantOf(body, { token: 'tenant_access_token', expire: 'expire' }, status);
}

/** A token and its seconds from an answer. */
export function grantOf(
  answer: unknown,
  names: { token: string; expire: string },
  status: number,
): Grant {
  const token = isObject(answer) ? getOwn(answer, names.token) : undefined;
  const expire = isObject(answer) ? getOwn(answer, names.expire) : undefined;
  if (typeof token === 'string' && token !== '' && typeof expire === 'number' && expire > 0) {
    return { token, expire };
  }
  throw new CardKitError({
    code: 0,
    status,
    kind: 'fatal',
    message: `the answer has no ${names.token} and ${names.expire}`,
  });
}
