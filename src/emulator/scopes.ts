import type { EndpointName } from './endpoint.js';
import { scopeMissing } from './refusal.js';

const CARD_WRITE = 'cardkit:card:write';
const SEND = 'im:message:send_as_bot';

/** The scope that an app needs for an endpoint. An endpoint without a token needs none. */
const SCOPES: Readonly<Record<EndpointName, string | undefined>> = {
  'cards.create': CARD_WRITE,
  'cards.update': CARD_WRITE,
  'cards.settings': CARD_WRITE,
  'cards.batchUpdate': CARD_WRITE,
  'cards.convertId': 'cardkit:card:read',
  'elements.create': CARD_WRITE,
  'elements.update': CARD_WRITE,
  'elements.patch': CARD_WRITE,
  'elements.content': CARD_WRITE,
  'elements.delete': CARD_WRITE,
  'messages.send': SEND,
  'messages.reply': SEND,
  'messages.patch': SEND,
  'messages.recall': SEND,
  'images.upload': 'im:resource',
  // The token of the callback is permission enough.
  'interactive.update': undefined,
  'customBot.send': undefined,
  'bot.info': undefined,
  token: undefined,
};

/** Refuses a call (`99991672`) whose scope is not among those granted; `undefined` are all. */
export function checkScope(name: EndpointName, granted: readonly string[] | undefined): void {
  const scope = SCOPES[name];
  if (granted && scope !== undefined && !granted.includes(scope)) throw scopeMissing(scope);
}
