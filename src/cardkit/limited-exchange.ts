import { ChatOfMessage } from './chat-of-message.js';
import type { HttpExchange } from './http-exchange.js';
import type { RateLimiter } from './rate-limiter.js';
import { endpointBucket, pauseAfter, type RateLimits, targetBucket } from './rate-limits.js';
import { withinLimit } from './within-limit.js';

/** A limiter, and what a client asks of it. */
export interface Limited {
  limiter: RateLimiter;
  app: string;
  limits: RateLimits;
}

/** An exchange that waits until the limiter lets it go, and tells it when the service refused the call for its rate. */
export function limitedExchange(
  exchange: HttpExchange,
  { limiter, app, limits }: Limited,
): HttpExchange {
  const chats = new ChatOfMessage();

  return async (request, token) => {
    const { endpoint, cardId, final, signal } = request;
    const receiver = request.receiver ?? chats.get(request.messageId);
    const byEndpoint = endpointBucket(app, endpoint, limits);
    const byTarget = targetBucket(app, request, receiver, limits);
    const buckets = byTarget ? [byTarget, byEndpoint] : [byEndpoint];
    const rate = { app, buckets, card: cardId ?? byTarget?.key, final, signal };
    const response = await withinLimit(limiter, rate, request, {
      send: () => exchange(request, token),
      pauseAfter: (error) => pauseAfter(error, byEndpoint, byTarget),
    });
    chats.learn(request, response);
    return response;
  };
}
