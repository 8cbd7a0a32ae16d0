import { cloneJson } from '../schema/json.js';
import type { Draft } from './draft.js';
import { MAX_SEQUENCE } from './fields.js';
import type { Knobs } from './knobs.js';
import { byKnob, noted, Refusal, refused } from './refusal.js';
import { replaceDocument } from './replace-document.js';
import { setDocument } from './set-document.js';
import { type Card, type FrameKind, isLocked, operableCard, type Service } from './state.js';
import { idsIn } from './tree.js';

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
  /** What was strange about a write that is accepted all the same. */
  remark?: string;
}

/**
 * The order of the service's checks, and the commit: card, uuid, interaction, sequence, then the operation on a copy;
 * tree and sequence change together or not at all.
 *
 * What is refused before the number is looked at never uses it up, whatever the knobs. Returns the remark of the
 * operation.
 */
export function writeCard(
  service: Service,
  request: WriteRequest,
  operate: (draft: Draft, card: Card) => Outcome,
): string | undefined {
  const { knobs, clock } = service;
  const { sequence } = request;
  const card = operableCard(service, request.cardId, request.appId);
  refuseOutOfTime(card, service);
  if (wasExecuted(request, card, service)) {
    if (knobs.uuidReplay === 200770) throw byKnob(refused(200770), knobs, 'uuidReplay');
    return `the uuid ${request.uuid} was executed before: nothing was done`;
  }
  if (isLocked(card, service)) throw locked(card, service);

  const inOrder =
    sequence > card.sequence && sequence >= card.firstSequence && sequence <= MAX_SEQUENCE;
  if (!inOrder && knobs.sequenceCheck === 'before-operation')
    throw outOfOrder(card, sequence, knobs);
  const draft = draftOf(card, clock.now());
  let outcome: Outcome;
  try {
    outcome = operate(draft, card);
  } catch (error) {
    if (error instanceof Refusal && inOrder && knobs.failedCallConsumesSequence) {
      card.sequence = sequence;
    }
    throw error;
  }
  if (!inOrder) throw outOfOrder(card, sequence, knobs);

  commit(service, card, draft, outcome.kind);
  card.sequence = sequence;
  if (outcome.refusal) throw outcome.refusal;
  if (request.uuid !== undefined) card.uuids.add(request.uuid);
  return outcome.remark;
}

function outOfOrder(card: Card, sequence: number, knobs: Knobs): Refusal {
  const refusal = refused(300317);
  if (sequence > MAX_SEQUENCE) {
    return byKnob(noted(refusal, `${sequence} is out of int32`), knobs, 'sequenceOverflow');
  }
  if (sequence <= card.sequence && card.sequence > 0) {
    const used = knobs.failedCallConsumesSequence ? 'used up last' : 'accepted last';
    const last = noted(refusal, `sequence ${sequence}: ${card.sequence} was ${used}`);
    return knobs.failedCallConsumesSequence
      ? byKnob(last, knobs, 'failedCallConsumesSequence')
      : last;
  }
  noted(refusal, `sequence ${sequence}: the first one of this card is ${card.firstSequence}`);
  // A card that was made of a message begins elsewhere, by a knob of its own.
  const knob = card.firstSequence === knobs.firstSequence ? 'firstSequence' : 'convertedSequence';
  return byKnob(refusal, knobs, knob);
}

function locked(card: Card, { knobs }: Service): Refusal {
  const refusal = refused(200810);
  if (card.interactions > 0) return noted(refusal, 'a click waits for its answer');
  return byKnob(noted(refusal, 'a click was just answered'), knobs, 'interactionLockMs');
}

/** Writes before the card was sent, or after messaging has patched its message, may be none that the service takes. */
function refuseOutOfTime(card: Card, { knobs }: Service): void {
  const tooEarly = card.messageId === undefined && knobs.writesBeforeSend === 'refused';
  const tooLate = card.patchedByMessaging && knobs.writesAfterImPatch === 'refused';
  if (tooEarly) {
    throw byKnob(noted(refused(300120), 'it was not sent yet'), knobs, 'writesBeforeSend');
  }
  if (tooLate) {
    throw byKnob(
      noted(refused(300120), 'messaging has patched its message'),
      knobs,
      'writesAfterImPatch',
    );
  }
}

function wasExecuted({ uuid, appId }: WriteRequest, card: Card, service: Service): boolean {
  if (uuid === undefined) return false;
  if (service.knobs.uuidScope === 'card') return card.uuids.has(uuid);
  return [...service.cards.values()].some((one) => one.appId === appId && one.uuids.has(uuid));
}

function draftOf(card: Card, now: number): Draft {
  const late = [...card.addressableAt].filter(([, from]) => now < from);
  return {
    tree: cloneJson(card.document),
    streaming: card.streaming,
    hidden: new Set(late.map(([id]) => id)),
    added: new Set(),
    whole: false,
  };
}

function commit(service: Service, card: Card, draft: Draft, kind: FrameKind): void {
  const { tree, streaming } = draft;
  if (draft.whole) {
    replaceDocument(service, card, { document: tree, fromTemplate: false, streaming });
    return;
  }
  const { knobs, clock } = service;
  card.streaming = streaming;
  if (knobs.visibilityDelayMs > 0) {
    card.addressableAt = addressableAfter(card, draft, clock.now() + knobs.visibilityDelayMs);
  }
  setDocument(service, card, tree, kind);
}

function addressableAfter(card: Card, draft: Draft, from: number): Map<string, number> {
  const there = idsIn(draft.tree);
  const late = [...card.addressableAt].filter(([id]) => draft.hidden.has(id) && there.has(id));
  const added = [...draft.added].filter((id) => there.has(id));
  return new Map([...late, ...added.map((id) => [id, from] as const)]);
}
