import { getOwn } from '../schema/json.js';
import { STREAMING_MS } from '../schema/limits.js';
import { refused } from './refusal.js';
import { isTree, type Tree } from './tree.js';

/** When the streaming window was opened; `undefined` while it is closed. */
export type Streaming = { readonly openedAt: number } | undefined;

/**
 * The window runs from its opening and no write extends it. Nobody is told when it ends: the first text write
 * afterwards finds out, which is why it is closed there and not by a timer.
 */
export function isOpen(streaming: Streaming, now: number): boolean {
  return streaming !== undefined && now < streaming.openedAt + STREAMING_MS;
}

/** Lets a text write pass, or refuses it; an elapsed window is closed by the first refusal. */
export function passStreaming(card: { streaming: Streaming }, now: number): void {
  if (isOpen(card.streaming, now)) return;
  const elapsed = card.streaming !== undefined;
  card.streaming = undefined;
  throw refused(elapsed ? 200850 : 300309);
}

/** What `config.streaming_mode` of a document says; absent is off. */
export function wantsStreaming(document: Tree): boolean {
  const config = getOwn(document, 'config');
  return isTree(config) && getOwn(config, 'streaming_mode') === true;
}
