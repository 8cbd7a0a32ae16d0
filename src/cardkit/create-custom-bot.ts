import { createHmac } from 'node:crypto';
import { isElement } from '../../jsx-runtime/element.js';
import { check } from '../card/check.js';
import { render } from '../card/render.js';
import {
  CardError,
  type CardJson,
  cardError,
  jsonBytes,
  MAX_CUSTOM_BOT_BYTES,
  type WireRequest,
} from '../schema/index.js';
import { type ConnectionOptions, checkedRetries, connectionOf } from './connection-options.js';
import { createRateLimiter } from './create-rate-limiter.js';
import { httpExchange } from './http-exchange.js';
import type { Bucket, RateLimiter } from './rate-limiter.js';
import { isThrottle, PAUSE_MS } from './rate-limits.js';
import { retry } from './retry.js';
import { withinLimit } from './within-limit.js';

export interface CustomBotOptions extends ConnectionOptions {
  /** The bot's webhook, from its page in the chat. It ends with a token, so it is a secret. */
  url: string;
  /** The key of its signature, where the bot's security settings ask for one. */
  secret?: string | undefined;
  /**
   * How often a card is sent again that was refused because of too many. After no answer it is not: it might appear
   * twice.
   * @default 2
   */
  retries?: number | undefined;
  /** Holds cards back; one that is shared counts them together by `url`. @default createRateLimiter() */
  limiter?: RateLimiter | undefined;
  /** Milliseconds since the epoch, for the signature. @internal */
  now?: (() => number) | undefined;
}

export interface CustomBot {
  /**
   * Sends a card, given as an element or as JSON 2.0.
   *
   * @throws CardError with every issue if the card is wrong, is longer than 20,000 bytes, or does what a custom bot
   * cannot: nothing calls back, so there are no handlers, forms or inputs.
   * @throws CardKitError if the service refuses it or does not answer.
   */
  send(card: unknown, options?: { signal?: AbortSignal | undefined }): Promise<void>;
}

/** A little below the service's limits: 5 cards a second, 100 a minute. */
const WINDOWS: Bucket['windows'] = [
  { calls: 4, ms: 1_000 },
  { calls: 95, ms: 60_000 },
];
/** How the webhook is shown in errors and events. */
const SHOWN_PATH = '/open-apis/bot/v2/hook/***';

/**
 * A custom bot: it sends to the chat it was added to, and does nothing else. It needs no app, and its cards can be
 * neither updated nor clicked.
 *
 * ```tsx
 * const bot = createCustomBot({ url: process.env.WEBHOOK!, secret: process.env.WEBHOOK_SECRET });
 * await bot.send(<Card><Markdown>Build **passed**</Markdown></Card>);
 * ```
 *
 * @throws TypeError if the url is none, or an option is out of range.
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export function createCustomBot(options: CustomBotOptions): CustomBot {
  const { secret, now = Date.now, limiter = createRateLimiter() } = options;
  const url = webhookOf(options.url);
  if (secret !== undefined && (typeof secret !== 'string' || secret === '')) {
    throw new TypeError('secret: expected a non-empty string');
  }
  const retries = checkedRetries(options.retries ?? 2);
  const token = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const exchange = httpExchange({
    ...connectionOf(options),
    baseUrl: url.origin,
    locate: () => url.href,
    secrets: [url.pathname + url.search, token, ...(secret === undefined ? [] : [secret])],
  });
  // Not the url itself: keys of a shared limiter are written down.
  const key = `hook ${createHmac('sha256', url.href).digest('hex').slice(0, 32)}`;
  const buckets = [{ key, windows: WINDOWS }];

  return {
    async send(given, { signal } = {}) {
      const card = sendable(given, signature(secret, now()));
      const rate = { app: key, buckets, signal };
      const attempt = () => {
        const request: WireRequest = {
          endpoint: 'customBot.send',
          method: 'POST',
          path: SHOWN_PATH,
          sequenced: false,
          signal,
        };
        return withinLimit(limiter, rate, request, {
          // Signed as late as that: a signature does not last.
          send: () =>
            exchange({
              ...request,
              body: { ...signature(secret, now()), msg_type: 'interactive', card },
            }),
          pauseAfter: (error) =>
            isThrottle(error) ? { keys: [key], ms: error.retryAfterMs ?? PAUSE_MS } : undefined,
        });
      };
      await retry(attempt, { retries, signal, again: isThrottle });
    },
  };
}

/** @throws TypeError that does not quote the url. */
function webhookOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if ((url?.protocol === 'https:' || url?.protocol === 'http:') && url.pathname !== '/') return url;
  throw new TypeError(
    'url: expected the webhook of a custom bot, https://open.feishu.cn/open-apis/bot/v2/hook/...',
  );
}

/** The card, if a custom bot can send it. */
function sendable(given: unknown, signed: object): CardJson {
  const card = isElement(given) ? render(given) : given;
  const errors = check(card, { target: 'custom-bot' }).filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) throw new CardError(errors);
  // The check counts the request without a signature.
  const bytes = jsonBytes({ ...signed, msg_type: 'interactive', card });
  if (bytes > MAX_CUSTOM_BOT_BYTES) {
    const found = `<Card>: found a request of ${bytes} bytes, signature included`;
    throw cardError(
      'bytes',
      `${found}; a custom bot may send ${MAX_CUSTOM_BOT_BYTES}`,
      'shorten the texts, or send the card through an app',
    );
  }
  return card as CardJson;
}

/** The time and the secret are the key; what is signed is nothing. Good for an hour. */
function signature(secret: string | undefined, now: number): object {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(now / 1000));
  const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
  return { timestamp, sign };
}
