import { getOwn, jsonBytes } from '../../schema/json.js';
import { type Endpoint, type EndpointRequest, success } from '../endpoint.js';
import { Fields } from '../fields.js';
import { Refusal, refused } from '../refusal.js';
import type { StoredMessage } from '../state.js';
import { fillTemplate } from '../templates.js';
import { isTree, type Tree } from '../tree.js';
import type { UpdateToken } from './callbacks.js';
import { checkNextCard } from './next-card.js';
import { type NewCard, showCard, shownCard } from './shown-card.js';

const LIFE_MS = 30 * 60 * 1000;
const MAX_USES = 2;

/**
 * Replaces the card of a callback later: after it was answered, within 30 minutes, twice at most. The card stands
 * under `card` as it is, not wrapped as in an answer; only a template has `type` and `data`.
 *
 * Before the answer it fails or is undone by the answer: with the knob `interactionLock` it is refused (`200810`),
 * without it nothing is left of it. A card in streaming mode stays as it is, as with an answer.
 *
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN
 */
export const delayedUpdate: Endpoint = {
  name: 'interactive.update',
  method: 'POST',
  path: '/open-apis/interactive/v1/card/update',
  answer(request) {
    const { service } = request;
    const body = request.body();
    const fields = new Fields(body);
    const token = fields.text('token', { max: 200 });
    fields.done();
    const permit = permitOf(request, token);
    const message = service.messages.get(permit.messageId);
    if (!message || message.recalled) throw refused(200000);
    const card = readCard(request, message, isTree(body) ? getOwn(body, 'card') : undefined);
    if (!permit.answered && service.knobs.interactionLock) throw refused(200810);
    permit.uses += 1;
    if (permit.answered) showCard(service, message, card);
    return success();
  },
};

function permitOf({ service, appId }: EndpointRequest, token: string): UpdateToken {
  const permit = service.callbacks.tokens.get(token);
  if (!permit) throw refused(300020);
  if (permit.appId !== appId) throw refused(200310);
  if (service.clock.now() >= permit.issuedAt + LIFE_MS) throw refused(300030);
  if (permit.uses >= MAX_USES) throw refused(300040);
  return permit;
}

function readCard({ service }: EndpointRequest, message: StoredMessage, given: unknown): NewCard {
  if (!isTree(given)) throw refused(100030, 'card must be a json object');
  // Belongs to cards of the older dialect that are shown to single readers.
  if (getOwn(given, 'open_ids') !== undefined) throw refused(200320);
  const fromTemplate = getOwn(given, 'type') === 'template';
  try {
    const document: Tree = fromTemplate ? fillTemplate(service, getOwn(given, 'data')) : given;
    if (jsonBytes(document) > service.knobs.cardBytesLimit) throw refused(100000);
    checkNextCard(service, shownCard(service, message), document);
    return { document, fromTemplate };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 100000) throw error;
    throw refused(11311, error.fault.detail);
  }
}
