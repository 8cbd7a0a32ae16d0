import { type Endpoint, success } from '../endpoint.js';
import { refused, turnedAway } from '../refusal.js';
import { MESSAGES } from './send.js';

/**
 * Withdraws a message, by the app that sent it. The card entity in it lives on: CardKit takes writes to it as before.
 * How long after sending that works is a setting of the tenant; here it always does.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/delete
 */
export const recallMessage: Endpoint = {
  name: 'messages.recall',
  method: 'DELETE',
  path: `${MESSAGES}/:message_id`,
  answer({ service, appId, param }) {
    const message = service.messages.get(param('message_id'));
    if (!message) throw turnedAway(99992354);
    if (message.appId !== appId) throw refused(230026);
    if (message.recalled) throw refused(230110);
    message.recalled = true;
    return success();
  },
};
