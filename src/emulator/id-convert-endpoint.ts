import { CARDS, newCard } from './card-endpoints.js';
import { type Endpoint, success } from './endpoint.js';
import { Fields } from './fields.js';
import { dialectOf, isTemplate, parseContent } from './messages/content.js';
import { refused, turnedAway } from './refusal.js';
import type { Service, StoredMessage } from './state.js';

/**
 * The entity behind a message. A message that was sent as plain JSON gets one, once and for all; only JSON 2.0 can
 * be an entity.
 *
 * @see https://open.feishu.cn/document/cardkit-v1/card/id_convert
 */
export const convertId: Endpoint = {
  name: 'cards.convertId',
  method: 'POST',
  path: `${CARDS}/id_convert`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const messageId = fields.text('message_id', { max: 50 });
    fields.done();
    const message = service.messages.get(messageId);
    if (!message) throw turnedAway(99992354);
    if (message.appId !== request.appId) throw refused(300311);
    return success({ card_id: message.cardId ?? adopt(service, message) });
  },
};

function adopt(service: Service, message: StoredMessage): string {
  const { card } = message;
  if (!card || dialectOf(card) === '1.0') throw refused(300303);
  const entity = newCard(service, message.appId, card, {
    fromTemplate: isTemplate(parseContent(message.content)),
    convertedFrom: message,
  });
  delete message.card;
  message.cardId = entity.cardId;
  return entity.cardId;
}
