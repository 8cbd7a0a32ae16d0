import type { Clock } from './clock.js';
import type { EndpointName } from './endpoint.js';
import type { Knobs } from './knobs.js';
import { type Rate, type RateWindow, rateWindow } from './rate-window.js';
import { refused, throttled, tooManyRequests, turnedAway } from './refusal.js';
import type { Card } from './state.js';
import { isOpen } from './streaming.js';

/** Per endpoint and app; either of them is enough. */
const PER_ENDPOINT: readonly Rate[] = [
  { limit: 50, ms: 1000 },
  { limit: 1000, ms: 60_000 },
];
/** Per card, over card and element endpoints together. */
const PER_CARD: Rate = { limit: 10, ms: 1000 };
/** Messages per receiver, and patches per message. */
const PER_MESSAGE: Rate = { limit: 5, ms: 1000 };
const PER_CUSTOM_BOT: readonly Rate[] = [
  { limit: 5, ms: 1000 },
  { limit: 100, ms: 60_000 },
];

/**
 * The service's rate limits. Each method counts one call, or refuses it; a call that is refused does not count.
 * With the knob `rateLimits` off they do nothing.
 *
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control
 */
export interface RateLimits {
  /** 50 calls a second and 1,000 a minute (`99991400`). */
  endpoint(name: EndpointName, appId: string): void;
  /** 10 writes a second to a card; the code is a knob. */
  card(card: Card): void;
  /** 5 messages a second to everybody who is named here: a chat, a user (`230020`). */
  message(...receivers: readonly string[]): void;
  /** 5 patches a second of a message (`230020`). */
  patch(messageId: string): void;
  /** 5 messages a second and 100 a minute by one custom bot (`9499`, in words of its own). */
  customBot(token: string): void;
}

export function createRateLimits(clock: Clock, knobs: Readonly<Knobs>): RateLimits {
  const windowOf = (rate: Rate) => rateWindow(rate, knobs.rateWindow);
  const endpoints = PER_ENDPOINT.map(windowOf);
  const cards = windowOf(PER_CARD);
  const receivers = windowOf(PER_MESSAGE);
  const patches = windowOf(PER_MESSAGE);
  const customBots = PER_CUSTOM_BOT.map(windowOf);

  /** Counts one call against each of these, or against none if one is used up. */
  const pass = (
    all: readonly { window: RateWindow; key: string }[],
    refusal: (rate: Rate, waitMs: number) => Error,
  ) => {
    if (!knobs.rateLimits) return;
    const now = clock.now();
    const waits = all.map(({ window, key }) => ({ rate: window.rate, ms: window.wait(key, now) }));
    const [longest] = waits.sort((a, b) => b.ms - a.ms);
    if (longest && longest.ms > 0) throw refusal(longest.rate, longest.ms);
    for (const { window, key } of all) window.count(key, now);
  };

  return {
    endpoint(name, appId) {
      const key = JSON.stringify([appId, name]);
      pass(
        endpoints.map((window) => ({ window, key })),
        throttledBy,
      );
    },
    card(card) {
      if (knobs.streamingRateExempt && isOpen(card.streaming, clock.now())) return;
      pass([{ window: cards, key: card.cardId }], (rate, waitMs) => {
        if (knobs.cardRateCode === 99991400) return throttledBy(rate, waitMs);
        return knobs.cardRateCode === 2200 ? turnedAway(2200) : refused(230020);
      });
    },
    message(...names) {
      pass(
        [...new Set(names)].map((key) => ({ window: receivers, key })),
        () => refused(230020),
      );
    },
    patch(messageId) {
      pass([{ window: patches, key: messageId }], () => refused(230020));
    },
    customBot(token) {
      pass(
        customBots.map((window) => ({ window, key: token })),
        tooManyRequests,
      );
    },
  };
}

function throttledBy(rate: Rate, waitMs: number): Error {
  return throttled(rate.limit, waitMs);
}
