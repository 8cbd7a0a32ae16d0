import { ChatOfMessage } from './chat-of-message.js';
import { endpointChooser } from './choose-endpoint.js';
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

/**
 * An exchange that waits until the limiter lets it go, and tells it when the service refused the call for its rate. A
 * write that two endpoints could carry out goes by the one that is freer.
 */
export function limitedExchange(exchange: HttpExchange, limited: Limited): HttpExchange {
  const { limiter, app, limits } = limited;
  const choose = endpointChooser(limited);
  const chats = new ChatOfMessage();

  return async (given, token) => {
    const { request, settled } = await choose(given);
    const { endpoint, cardId, final, signal } = request;
    const receiver = request.receiver ?? chats.get(request.messageId);
    const byEndpoint = endpointBucket(app, endpoint, limits);
    const byTarget = targetBucket(app, request, receiver, limits);
    const buckets = byTarget ? [byTarget, byEndpoint] : [byEndpoint];
    const rate = { app, buckets, card: cardId ?? byTarget?.key, final, signal };
    try {
      const response = await withinLimit(limiter, rate, request, {
        send() {
          settled();
          return exchange(request, token);
        },
        pauseAfter: (error) => pauseAfter(error, byEndpoint, byTarget),
      });
      chats.learn(request, response);
      return response;
    } finally {
      settled();
    }
  };
}
