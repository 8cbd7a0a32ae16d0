import type { CardKitError, WireEndpoint, WireRequest } from '../schema/index.js';
import type { Bucket, RateWindow } from './rate-limiter.js';
import type { Pause } from './within-limit.js';

/**
 * Calls that a client makes at most. The defaults stay a little below the service's limits, which are counted when
 * calls arrive, not when they leave.
 *
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control
 */
export interface RateLimits {
  /** Calls per second to one endpoint; the service takes 50. @default 45 */
  endpointPerSecond: number;
  /** Calls per minute to one endpoint; the service takes 1000. @default 950 */
  endpointPerMinute: number;
  /** Writes per second to one card; the service takes 10. @default 9 */
  cardPerSecond: number;
  /** Messages per second to one chat or user; the service takes 5, from all bots together. @default 4 */
  receiverPerSecond: number;
  /** Patches per second of one message; the service takes 5. @default 4 */
  messagePerSecond: number;
}

const DEFAULT_RATE_LIMITS: Readonly<RateLimits> = {
  endpointPerSecond: 45,
  endpointPerMinute: 950,
  cardPerSecond: 9,
  receiverPerSecond: 4,
  messagePerSecond: 4,
};

/** @throws TypeError if a limit is no integer from 1, or has no such name. */
export function rateLimitsOf(given: Partial<RateLimits> = {}): RateLimits {
  const limits = { ...DEFAULT_RATE_LIMITS };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(DEFAULT_RATE_LIMITS, name)) {
      throw new TypeError(`rateLimits: no such limit: ${name}`);
    }
    if (value === undefined) continue;
    if (!Number.isInteger(value) || value < 1) {
      throw new TypeError(`rateLimits.${name}: expected an integer from 1, got ${value}`);
    }
    limits[name as keyof RateLimits] = value;
  }
  return limits;
}

/** The bucket of an endpoint: each has its own, per app. */
export function endpointBucket(app: string, endpoint: WireEndpoint, limits: RateLimits): Bucket {
  return {
    key: `app ${app} ${endpoint}`,
    windows: [perSecond(limits.endpointPerSecond), { calls: limits.endpointPerMinute, ms: 60_000 }],
  };
}

/**
 * The bucket of what a request writes to, besides its endpoint's: a card, a chat or user, or a message that is
 * patched.
 *
 * @param receiver The chat of the message that is answered, where it is known.
 */
export function targetBucket(
  app: string,
  request: WireRequest,
  receiver: string | undefined,
  limits: RateLimits,
): Bucket | undefined {
  const { cardId, messageId, endpoint } = request;
  if (cardId !== undefined) {
    return { key: `card ${cardId}`, windows: [perSecond(limits.cardPerSecond)] };
  }
  if (endpoint === 'messages.patch') {
    return { key: `patch ${messageId}`, windows: [perSecond(limits.messagePerSecond)] };
  }
  if (endpoint === 'messages.send' || endpoint === 'messages.reply') {
    // A chat counts the messages of all bots; so does a limiter that several apps share.
    const key =
      receiver?.startsWith('chat_id ') === true
        ? receiver
        : `app ${app} ${receiver ?? `message ${messageId}`}`;
    return { key, windows: [perSecond(limits.receiverPerSecond)] };
  }
  return undefined;
}

/** The service's limit of writes to a card; the head of a refusal says which limit it was. */
const CARD_LIMIT = 10;
/** The pause where the service does not say how long. */
export const PAUSE_MS = 1_000;

/** What is to pause after a refusal, and for how long. */
export function pauseAfter(
  error: CardKitError,
  endpoint: Bucket,
  target: Bucket | undefined,
): Pause | undefined {
  if (!isThrottle(error)) return undefined;
  const ofTarget =
    error.code === 230020 ||
    error.code === 11233 ||
    (target?.key.startsWith('card ') === true && error.details.rateLimit === CARD_LIMIT);
  const { key } = (ofTarget ? target : undefined) ?? endpoint;
  return { keys: [key], ms: error.retryAfterMs ?? PAUSE_MS };
}

const THROTTLES: ReadonlySet<number> = new Set([99991400, 230020, 11232, 11233, 11247, 9499]);

/** Whether a call was refused for its rate alone. It was not executed then. */
export function isThrottle({ code, status, kind }: CardKitError): boolean {
  return kind === 'retry' && (code === 0 ? status === 429 : THROTTLES.has(code));
}

function perSecond(calls: number): RateWindow {
  return { calls, ms: 1_000 };
}
