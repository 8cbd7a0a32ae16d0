import { type CardKit, cardKitOver } from '../schema/index.js';
import { FEISHU, normalBaseUrl } from './base-url.js';
import { type ConnectionOptions, checkedRetries, connectionOf } from './connection-options.js';
import { createRateLimiter } from './create-rate-limiter.js';
import { httpExchange } from './http-exchange.js';
import { httpTransport } from './http-transport.js';
import { limitedExchange } from './limited-exchange.js';
import type { RateLimiter } from './rate-limiter.js';
import { type RateLimits, rateLimitsOf } from './rate-limits.js';
import { askTenantToken, cachedToken } from './tenant-token.js';
import { askProvider, type TokenProvider } from './token-provider.js';

/** A custom app: the client gets its tokens by itself. */
export interface CustomApp {
  /** `cli_...`, from the developer console. */
  appId: string;
  appSecret: string;
  tokenProvider?: undefined;
  tenantKey?: undefined;
}

/** A store app, in one of its tenants: somebody else gets the tokens. */
export interface ProvidedToken {
  tokenProvider: TokenProvider;
  /** Names the app for a limiter that several clients share; the limits are counted by app and tenant. */
  appId?: string | undefined;
  /** Names the tenant for the same purpose. */
  tenantKey?: string | undefined;
  appSecret?: undefined;
}

interface CommonOptions extends ConnectionOptions {
  /**
   * Feishu by default. Lark is `https://open.larksuite.com`; its tenants and apps are its own, so a Feishu app is
   * unknown there. A path is kept as a prefix.
   * @default "https://open.feishu.cn"
   */
  baseUrl?: string | undefined;
  /**
   * How often a request that may be executed twice is repeated after no answer, a 5xx or a throttle: the request of
   * a token, `cards.create`, `cards.convertId`, `messages.patch`, `uploadImage`, and messages that carry a `uuid`. A
   * write with a sequence number is never repeated as it is.
   * @default 2
   */
  retries?: number | undefined;
  /**
   * Holds calls back before the service would refuse them. Give several clients of one app the same one, and several
   * processes one over a common store.
   * @default createRateLimiter()
   */
  limiter?: RateLimiter | undefined;
  /** How many calls may go; the defaults stay a little below what the service takes. */
  rateLimits?: Partial<RateLimits> | undefined;
  /** Milliseconds since the epoch, for the life of tokens and the rate limits. @internal */
  now?: (() => number) | undefined;
}

export type ClientOptions = CommonOptions & (CustomApp | ProvidedToken);

/**
 * A client of CardKit and messaging over HTTP, for one app. It asks for a tenant token by itself, keeps it, and renews it
 * 3 minutes before its end.
 *
 * ```ts
 * const cardkit = createClient({ appId: 'cli_...', appSecret: process.env.APP_SECRET! });
 * const { cardId } = await cardkit.cards.create(card);
 * ```
 *
 * Every method rejects with a `CardKitError`, or with the reason of the `signal` it was given. Neither the client nor an
 * error holds the secret or a token where it could be printed. Writes to one card must not overlap: the service
 * compares their numbers in the order of arrival.
 *
 * A write that is refused because of its token is left to the caller, who owns the numbers: its error has the kind
 * `retry`, the token was dropped, and the next number will do. `cards.send` counts by itself and does that once.
 *
 * @throws TypeError if the app is missing or given twice, or an option is out of range.
 * @see https://open.feishu.cn/document/cardkit-v1/feishu-card-resource-overview
 */
export function createClient(options: ClientOptions): CardKit {
  checkApp(options);
  const { retries: given = 2, now = Date.now } = options;
  const retries = checkedRetries(given);
  const connection = connectionOf(options);
  const limiter = options.limiter ?? createRateLimiter({ now: options.now });
  const limits = rateLimitsOf(options.rateLimits);
  const app = nameOf(options);
  const exchange = limitedExchange(
    httpExchange({
      ...connection,
      baseUrl: normalBaseUrl(options.baseUrl ?? FEISHU),
      secrets: options.appSecret === undefined ? [] : [options.appSecret],
    }),
    { limiter, app, limits },
  );
  const { timeoutMs } = connection;
  const tokens = cachedToken(
    (refused) =>
      options.tokenProvider
        ? askProvider(options.tokenProvider, { timeoutMs, refused })
        : askTenantToken(exchange, { ...options, retries }),
    now,
  );
  return cardKitOver(httpTransport(exchange, tokens, { retries }));
}

function checkApp(options: ClientOptions): void {
  const { tokenProvider, appId, appSecret } = options as {
    [name in keyof ClientOptions]?: unknown;
  };
  if (tokenProvider === undefined) {
    for (const [name, value] of Object.entries({ appId, appSecret })) {
      if (typeof value !== 'string' || value === '') {
        throw new TypeError(`${name}: expected a non-empty string`);
      }
    }
    return;
  }
  if (typeof tokenProvider !== 'function') {
    throw new TypeError('tokenProvider: expected a function');
  }
  if (appSecret !== undefined) {
    throw new TypeError('appSecret: not together with tokenProvider, which makes the tokens');
  }
}

/** What the limiter knows the app by; one without a name is nobody else. */
function nameOf({ appId = crypto.randomUUID(), tenantKey }: ClientOptions): string {
  return tenantKey === undefined ? appId : `${appId} ${tenantKey}`;
}
