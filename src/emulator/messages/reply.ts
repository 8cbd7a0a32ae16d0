import { type Endpoint, success } from '../endpoint.js';
import { Fields } from '../fields.js';
import { refused, turnedAway } from '../refusal.js';
import { deliver } from './deliver.js';
import { readOutgoing } from './outgoing.js';
import { MESSAGES } from './send.js';

/** @see https://open.feishu.cn/document/server-docs/im-v1/message/reply */
export const replyMessage: Endpoint = {
  name: 'messages.reply',
  method: 'POST',
  path: `${MESSAGES}/:message_id/reply`,
  answer(request) {
    const { service, appId } = request;
    const fields = new Fields(request.body());
    const inThread = fields.optionalFlag('reply_in_thread');
    const outgoing = readOutgoing(fields);
    const answered = service.messages.get(request.param('message_id'));
    if (!answered) throw turnedAway(99992354);
    if (answered.recalled) throw refused(230011);
    const address = {
      appId,
      to: answered.chatId,
      receiveIdType: 'chat_id',
      chatId: answered.chatId,
      replyTo: answered.messageId,
      ...(inThread === undefined ? {} : { inThread }),
    };
    return success(deliver(service, outgoing, address));
  },
};
