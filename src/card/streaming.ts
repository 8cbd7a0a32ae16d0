import type { CardJson } from '../schema/index.js';

/** Whether a card asks for streaming text. Whether the service still takes it is another matter. */
export function isStreaming(card: CardJson): boolean {
  return card.config?.streaming_mode === true;
}

/** The card as it is when streaming has ended, but for its texts: `finished` completes those too. */
export function streamingOff(card: CardJson): CardJson {
  return { ...card, config: { ...card.config, streaming_mode: false } };
}
