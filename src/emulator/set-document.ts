import { sameJson } from '../schema/json.js';
import type { Card, FrameKind, Service } from './state.js';
import type { Tree } from './tree.js';

/** Makes a document the card's. One that is as before is no change that anybody sees. */
export function setDocument(
  { clock, maxFrames }: Service,
  card: Card,
  document: Tree,
  kind: FrameKind,
): void {
  const changed = !sameJson(card.document, document);
  card.document = document;
  if (!changed) return;
  card.changedAt = clock.now();
  card.frames.push({ at: card.changedAt, card: document, kind });
  if (card.frames.length > maxFrames) card.frames.shift();
}
