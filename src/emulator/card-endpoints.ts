import { utf8Length } from '../schema/json.js';
import { runBatch } from './batch.js';
import { type Endpoint, type EndpointRequest, success } from './endpoint.js';
import { Fields } from './fields.js';
import { checkCard } from './invariants.js';
import type { Knobs } from './knobs.js';
import { parseField, parseObjectField } from './parse.js';
import { byKnob, Refusal, refused } from './refusal.js';
import { changeSettings } from './settings.js';
import type { Card, Service, StoredMessage } from './state.js';
import { type Streaming, wantsStreaming } from './streaming.js';
import { fillTemplate } from './templates.js';
import { idsIn, isTree, type Tree } from './tree.js';
import { type WriteRequest, writeCard } from './write.js';

export const CARDS = '/open-apis/cardkit/v1/cards';

const MILLION = 1_000_000;

export const createCard: Endpoint = {
  name: 'cards.create',
  method: 'POST',
  path: CARDS,
  answer(request) {
    const { service, appId } = request;
    const fields = new Fields(request.body());
    const type = fields.oneOf('type', ['card_json', 'template']);
    const data = fields.text('data', { max: 3 * MILLION });
    fields.done();
    const fromTemplate = type === 'template';
    const document = fromTemplate
      ? readTemplate('data', data, service)
      : readDocument('data', data, service);
    const card = newCard(service, appId, document, { fromTemplate });
    return success({ card_id: card.cardId });
  },
};

export const updateCard: Endpoint = {
  name: 'cards.update',
  method: 'PUT',
  path: `${CARDS}/:card_id`,
  answer(request) {
    const fields = new Fields(request.body());
    const card = fields.object('card');
    card.oneOf('type', ['card_json']);
    const data = card.text('data', { max: MILLION });
    const write = readWrite(request, fields);
    writeCard(request.service, write, (draft) => {
      draft.tree = readDocument('data', data, request.service);
      draft.whole = true;
      draft.streaming = streamingAfterPut(draft.streaming, draft.tree, request.service);
      return { kind: 'structure' };
    });
    return success();
  },
};

export const updateSettings: Endpoint = {
  name: 'cards.settings',
  method: 'PATCH',
  path: `${CARDS}/:card_id/settings`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const settings = fields.text('settings', { max: 100_000 });
    const write = readWrite(request, fields);
    writeCard(service, write, (draft) => {
      changeSettings(draft, parseObjectField('settings', settings), service);
      checkCard(draft.tree, service.knobs, 300122);
      return { kind: 'structure' };
    });
    return success();
  },
};

export const batchUpdate: Endpoint = {
  name: 'cards.batchUpdate',
  method: 'POST',
  path: `${CARDS}/:card_id/batch_update`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const text = fields.text('actions', { max: MILLION });
    const write = readWrite(request, fields);
    const remark = writeCard(service, write, (draft) => {
      refuseLong('actions', text, service.knobs);
      const actions = parseField('actions', text);
      if (!Array.isArray(actions)) throw refused(10002, 'actions must be a json array');
      return runBatch(draft, actions, service);
    });
    if (remark !== undefined) request.remark(remark);
    return success();
  },
};

/** Reads what every write carries, and answers if anything in the request is wrong. */
export function readWrite(request: EndpointRequest, fields: Fields): WriteRequest {
  const cardId = fields.given('card_id', request.param('card_id'), { max: 20 });
  const uuid = fields.optionalText('uuid', { max: 64 });
  const sequence = fields.sequence(request.service.knobs);
  fields.done();
  return { appId: request.appId, cardId, uuid, sequence };
}

/** Refuses the JSON of an operation that is too long. No limit is published but that in characters. */
export function refuseLong(field: string, text: string, knobs: Knobs): void {
  const { maxOperationBytes } = knobs;
  if (utf8Length(text) > maxOperationBytes) {
    const refusal = refused(200860, `${field} exceeds ${maxOperationBytes} bytes`);
    throw byKnob(refusal, knobs, 'maxOperationBytes');
  }
}

function readDocument(field: string, text: string, { knobs }: Service): Tree {
  const document = parseField(field, text);
  if (document === null) throw refused(300307);
  if (!isTree(document)) throw refused(10002, `${field} must be a json object`);
  checkCard(document, knobs);
  return document;
}

/** CardKit says in its own words that a template is not there. */
function readTemplate(field: string, text: string, service: Service): Tree {
  const data = parseObjectField(field, text);
  let document: Tree;
  try {
    document = fillTemplate(service, data);
  } catch (error) {
    const unknown = error instanceof Refusal && error.fault.code === 200380;
    throw unknown ? refused(200220, error.fault.detail) : error;
  }
  checkCard(document, service.knobs);
  return document;
}

/** Where a card comes from, if it was not created as JSON. */
export interface Origin {
  fromTemplate?: boolean;
  /** The message that it was the card of, which it is bound to from the start. */
  convertedFrom?: StoredMessage;
}

/** Makes an entity of a document that was checked, and keeps it. */
export function newCard(
  service: Service,
  appId: string,
  document: Tree,
  { fromTemplate = false, convertedFrom }: Origin = {},
): Card {
  const { knobs, clock } = service;
  const fromNow = convertedFrom !== undefined && knobs.convertedSequence === 'from-now';
  const card: Card = {
    cardId: service.ids.card(),
    appId,
    createdAt: clock.now(),
    document,
    streaming: wantsStreaming(document) ? { openedAt: clock.now() } : undefined,
    sequence: 0,
    messageId: convertedFrom?.messageId,
    uuids: new Set(),
    firstSequence: fromNow ? Math.floor(clock.now() / 1000) : knobs.firstSequence,
    visibleAt: clock.now() + knobs.createVisibilityMs,
    addressableAt: new Map(),
    wholeIds: idsIn(document),
    fromTemplate,
    interactions: 0,
    lockedUntil: 0,
    patchedByMessaging: false,
    frames: [],
  };
  service.cards.set(card.cardId, card);
  return card;
}

/** The state follows the new document; one that keeps streaming on may or may not start the ten minutes again. */
function streamingAfterPut(before: Streaming, document: Tree, service: Service): Streaming {
  if (!wantsStreaming(document)) return undefined;
  if (before && service.knobs.putKeepsStreamingWindow) return before;
  return { openedAt: service.clock.now() };
}
