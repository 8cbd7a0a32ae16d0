import { cloneJson, sameJson } from '../schema/json.js';
import { Refusal, refused } from './refusal.js';
import type { Draft } from './settings.js';
import { type Card, type FrameKind, operableCard, type Service } from './state.js';

/** What every write to a card carries. */
export interface WriteRequest {
  appId: string;
  cardId: string;
  sequence: number;
  uuid: string | undefined;
}

/** What a write did. With a `refusal` the draft is kept although the answer is an error. */
export interface Outcome {
  kind: FrameKind;
  refusal?: Refusal;
}

/**
 * The order of the service's checks, and the commit: card, uuid, sequence, then the operation on a copy, and tree
 * and sequence change together or not at all.
 */
export function writeCard(
  service: Service,
  request: WriteRequest,
  operate: (draft: Draft, card: Card) => Outcome,
): void {
  const { knobs } = service;
  const card = operableCard(service, request.cardId, request.appId);
  if (request.uuid !== undefined && card.uuids.has(request.uuid)) {
    if (knobs.uuidReplay === 200770) throw refused(200770);
    return;
  }
  if (request.sequence <= card.sequence) throw refused(300317);

  const draft: Draft = { tree: cloneJson(card.document), streaming: card.streaming };
  let outcome: Outcome;
  try {
    outcome = operate(draft, card);
  } catch (error) {
    if (error instanceof Refusal && knobs.failedCallConsumesSequence) {
      card.sequence = request.sequence;
    }
    throw error;
  }

  const changed = !sameJson(card.document, draft.tree);
  card.document = draft.tree;
  card.streaming = draft.streaming;
  card.sequence = request.sequence;
  if (changed && service.recordFrames) {
    card.frames.push({ at: service.clock.now(), card: draft.tree, kind: outcome.kind });
  }
  if (outcome.refusal) throw outcome.refusal;
  if (request.uuid !== undefined) card.uuids.add(request.uuid);
}
