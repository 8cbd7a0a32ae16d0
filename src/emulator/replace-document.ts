import { setDocument } from './set-document.js';
import type { Card, Service } from './state.js';
import type { Streaming } from './streaming.js';
import { idsIn, type Tree } from './tree.js';

/** A whole document that takes the place of a card's own. */
export interface NewDocument {
  readonly document: Tree;
  /** A template made it. */
  readonly fromTemplate: boolean;
  readonly streaming: Streaming;
}

/** Replaces the document of a card. All that is in it can be addressed at once. */
export function replaceDocument(service: Service, card: Card, next: NewDocument): void {
  card.fromTemplate = next.fromTemplate;
  card.streaming = next.streaming;
  card.addressableAt = new Map();
  card.wholeIds = idsIn(next.document);
  setDocument(service, card, next.document, 'structure');
}
