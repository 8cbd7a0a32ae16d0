import { getOwn } from '../../schema/json.js';
import { CARD_LIFE_MS } from '../../schema/limits.js';
import { type Endpoint, success } from '../endpoint.js';
import { Fields } from '../fields.js';
import { byKnob, contentRefused, refused, turnedAway } from '../refusal.js';
import { type NewDocument, replaceDocument } from '../replace-document.js';
import { type Card, isLocked, type Service, type StoredMessage } from '../state.js';
import { isTree, type Tree } from '../tree.js';
import { dialectOf, isTemplate, parseContent, readCard } from './content.js';
import { MESSAGES } from './send.js';

/**
 * Replaces the card of a message: for 14 days, by the app that sent it, at most 5 times a second, and only one
 * shared card by another of the same dialect.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/message-card/patch
 */
export const patchMessage: Endpoint = {
  name: 'messages.patch',
  method: 'PATCH',
  path: `${MESSAGES}/:message_id`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const text = fields.text('content', { max: 3_000_000 });
    fields.done();
    const message = patchable(service, request.param('message_id'), request.appId);
    const content = parseContent(text);
    if (getOwn(content, 'type') === 'card') {
      throw refused(230001, 'content must be a card or a template');
    }
    const card = readCard(service, content);
    const entity = service.cards.get(message.cardId ?? '');
    checkSuccession(entity?.document ?? message.card, card);
    if (entity) patchEntity(service, entity, { document: card, fromTemplate: isTemplate(content) });
    else message.card = card;
    message.content = text;
    message.updatedAt = service.clock.now();
    return success();
  },
};

function patchable(service: Service, messageId: string, appId: string): StoredMessage {
  const message = service.messages.get(messageId);
  if (!message) throw turnedAway(99992354);
  if (message.appId !== appId) throw refused(230027);
  if (message.recalled) throw refused(230011);
  service.limits.patch(messageId);
  if (service.clock.now() >= message.at + CARD_LIFE_MS) throw refused(230031);
  if (message.cardId !== undefined && service.knobs.imPatchEntity === 'refused') {
    const refusal = refused(230001, 'the message shows a card entity');
    throw byKnob(refusal, service.knobs, 'imPatchEntity');
  }
  return message;
}

/** Whether the new card may take the place of the old one. */
function checkSuccession(before: Tree | undefined, after: Tree): void {
  if (before && dialectOf(before) !== dialectOf(after)) throw contentRefused(200800);
  for (const card of before ? [before, after] : [after]) {
    if (!isShared(card)) throw contentRefused(300302);
  }
}

/** Cards of the newer dialect are shared unless they say otherwise, those of the older one only if they say so. */
function isShared(card: Tree): boolean {
  const config = getOwn(card, 'config');
  const stated = isTree(config) ? getOwn(config, 'update_multi') : undefined;
  return dialectOf(card) === '2.0' ? stated !== false : stated === true;
}

/**
 * The card that readers see from now on is the entity's document as well. Streaming ends, whatever the new card says
 * about it; the sequence belongs to CardKit and stays as it is.
 */
function patchEntity(service: Service, entity: Card, next: Omit<NewDocument, 'streaming'>): void {
  if (isLocked(entity, service)) throw contentRefused(11310, 'card action is lock');
  replaceDocument(service, entity, { ...next, streaming: undefined });
  entity.patchedByMessaging = true;
}
