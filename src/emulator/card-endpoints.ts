import { runBatch } from './batch.js';
import { type Endpoint, type EndpointRequest, success } from './endpoint.js';
import { Fields } from './fields.js';
import { checkDocument, checkLimits } from './invariants.js';
import { parseField, parseObjectField } from './parse.js';
import { refused } from './refusal.js';
import { changeSettings } from './settings.js';
import type { Card, Service } from './state.js';
import { type Streaming, wantsStreaming } from './streaming.js';
import { idsIn, isTree, type Tree } from './tree.js';
import { type WriteRequest, writeCard } from './write.js';

export const CARDS = '/open-apis/cardkit/v1/cards';

const MILLION = 1_000_000;

export const createCard: Endpoint = {
  method: 'POST',
  path: CARDS,
  answer(request) {
    const { service, appId } = request;
    const fields = new Fields(request.body());
    const type = fields.oneOf('type', ['card_json', 'template']);
    const data = fields.text('data', { max: 3 * MILLION });
    fields.done();
    if (type === 'template')
      throw refused(200220, 'template not found: only card_json is held here');
    const document = readDocument('data', data, service);
    const card = newCard(service, appId, document);
    return success({ card_id: card.cardId });
  },
};

export const updateCard: Endpoint = {
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
      draft.streaming = streamingAfterPut(draft.streaming, draft.tree, request.service);
      return { kind: 'structure' };
    });
    return success();
  },
};

export const updateSettings: Endpoint = {
  method: 'PATCH',
  path: `${CARDS}/:card_id/settings`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const settings = fields.text('settings', { max: 100_000 });
    const write = readWrite(request, fields);
    writeCard(service, write, (draft) => {
      changeSettings(draft, parseObjectField('settings', settings), service);
      checkDocument(draft.tree);
      checkLimits(draft.tree, service.knobs);
      return { kind: 'structure' };
    });
    return success();
  },
};

export const batchUpdate: Endpoint = {
  method: 'POST',
  path: `${CARDS}/:card_id/batch_update`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const text = fields.text('actions', { max: MILLION });
    const write = readWrite(request, fields);
    writeCard(service, write, (draft) => {
      const actions = parseField('actions', text);
      if (!Array.isArray(actions)) throw refused(10002, 'actions must be a json array');
      return runBatch(draft, actions, service);
    });
    return success();
  },
};

/** Reads what every write carries, and answers if anything in the request is wrong. */
export function readWrite(request: EndpointRequest, fields: Fields): WriteRequest {
  const cardId = fields.given('card_id', request.param('card_id'), { max: 20 });
  const uuid = fields.optionalText('uuid', { max: 64 });
  const sequence = fields.sequence();
  fields.done();
  return { appId: request.appId, cardId, uuid, sequence };
}

function readDocument(field: string, text: string, { knobs }: Service): Tree {
  const document = parseField(field, text);
  if (document === null) throw refused(300307);
  if (!isTree(document)) throw refused(10002, `${field} must be a json object`);
  checkDocument(document);
  checkLimits(document, knobs);
  return document;
}

function newCard(service: Service, appId: string, document: Tree): Card {
  const card: Card = {
    cardId: service.ids.card(),
    appId,
    createdAt: service.clock.now(),
    document,
    streaming: wantsStreaming(document) ? { openedAt: service.clock.now() } : undefined,
    sequence: 0,
    messageId: undefined,
    uuids: new Set(),
    firstSequence: service.knobs.firstSequence,
    visibleAt: service.clock.now() + service.knobs.createVisibilityMs,
    addressableAt: new Map(),
    wholeIds: idsIn(document),
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
