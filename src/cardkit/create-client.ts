import type { Agent } from 'node:http';
import { type CardKit, cardKitOver } from '../schema/index.js';
import { FEISHU, normalBaseUrl } from './base-url.js';
import type { HttpEvent } from './http-event.js';
import { type HttpExchangeOptions, httpExchange } from './http-exchange.js';
import { httpTransport } from './http-transport.js';
import { askTenantToken, cachedToken } from './tenant-token.js';

/** A certificate or key in PEM. */
type Pem = string | Uint8Array | readonly (string | Uint8Array)[];

export interface TlsOptions {
  /** Authorities that are trusted instead of Node's own. */
  certificateAuthority?: Pem | undefined;
  /** Certificate of the client, where the proxy asks for one. */
  certificate?: Pem | undefined;
  /** Key of that certificate. */
  key?: Pem | undefined;
  /** Passphrase of that key. */
  passphrase?: string | undefined;
  /** `false` trusts anybody. For tests only. @default true */
  rejectUnauthorized?: boolean | undefined;
}

export interface ClientOptions {
  /** `cli_...`, from the developer console. */
  appId: string;
  appSecret: string;
  /**
   * Feishu by default. Lark is `https://open.larksuite.com`; its tenants and apps are its own, so a Feishu app is
   * unknown there. A path is kept as a prefix.
   * @default "https://open.feishu.cn"
   */
  baseUrl?: string | undefined;
  /** Milliseconds for one attempt, from look-up to the end of the answer. @default 15000 */
  timeoutMs?: number | undefined;
  /** Milliseconds for each step of connecting: look-up, TCP, TLS. @default 5000 */
  connectTimeoutMs?: number | undefined;
  /** Milliseconds from the end of the request to the head of the answer. @default 10000 */
  responseTimeoutMs?: number | undefined;
  /**
   * How often a request that may be executed twice is repeated after no answer, a 5xx or a throttle: the request of
   * a token, `cards.create`, and messages that carry a `uuid`. A write with a sequence number is never repeated.
   * @default 2
   */
  retries?: number | undefined;
  /** An agent of `node:http` or `node:https` as the base URL demands, for a proxy say. One with keep-alive by default. */
  agent?: Agent | undefined;
  /** How to trust the server, where a proxy or a company's own authority stands in between. */
  https?: TlsOptions | undefined;
  /** Called after each HTTP exchange. What it throws cannot break the call; it becomes one process warning. */
  onCall?: ((event: HttpEvent) => void) | undefined;
  /** Milliseconds since the epoch, for the life of tokens. @internal */
  now?: (() => number) | undefined;
}

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
 * @throws TypeError if `appId` or `appSecret` is missing, or an option is out of range.
 * @see https://open.feishu.cn/document/cardkit-v1/feishu-card-resource-overview
 */
export function createClient(options: ClientOptions): CardKit {
  const { appId, appSecret, retries = 2, now = Date.now } = options;
  for (const [name, value] of Object.entries({ appId, appSecret })) {
    if (typeof value !== 'string' || value === '') {
      throw new TypeError(`${name}: expected a non-empty string`);
    }
  }
  if (!Number.isInteger(retries) || retries < 0) {
    throw new TypeError(`retries: expected an integer from 0, got ${retries}`);
  }
  const exchange = httpExchange({
    baseUrl: normalBaseUrl(options.baseUrl ?? FEISHU),
    timeoutMs: positiveMs('timeoutMs', options.timeoutMs ?? 15_000),
    connectTimeoutMs: positiveMs('connectTimeoutMs', options.connectTimeoutMs ?? 5_000),
    responseTimeoutMs: positiveMs('responseTimeoutMs', options.responseTimeoutMs ?? 10_000),
    agent: options.agent,
    // Node takes bytes wherever got's types say Buffer.
    https: options.https as HttpExchangeOptions['https'],
    onCall: options.onCall,
    secret: appSecret,
  });
  const tokens = cachedToken(() => askTenantToken(exchange, { appId, appSecret, retries }), now);
  return cardKitOver(httpTransport(exchange, tokens, { retries }));
}

function positiveMs(name: string, ms: number): number {
  // Node's timers fire at once beyond 2^31 - 1.
  if (ms > 0 && ms <= 2 ** 31 - 1) return ms;
  throw new TypeError(`${name}: expected milliseconds above 0, got ${ms}`);
}
