import { type Endpoint, success } from '../endpoint.js';
import { Fields } from '../fields.js';
import { turnedAway } from '../refusal.js';
import { chatWith } from './chat.js';
import { deliver } from './deliver.js';
import { readOutgoing } from './outgoing.js';

export const MESSAGES = '/open-apis/im/v1/messages';

const RECEIVE_ID_TYPES = ['open_id', 'union_id', 'user_id', 'email', 'chat_id'] as const;
/** The form of each kind of id; a `user_id` is whatever the tenant chose. */
const RECEIVE_ID: Readonly<Record<(typeof RECEIVE_ID_TYPES)[number], RegExp>> = {
  open_id: /^ou_/,
  union_id: /^on_/,
  user_id: /./,
  email: /^[^@\s]+@[^@\s]+$/,
  chat_id: /^oc_/,
};

/** @see https://open.feishu.cn/document/server-docs/im-v1/message/create */
export const sendMessage: Endpoint = {
  name: 'messages.send',
  method: 'POST',
  path: MESSAGES,
  answer(request) {
    const { service, appId } = request;
    const fields = new Fields(request.body());
    const type = fields.givenOneOf(
      'receive_id_type',
      request.query('receive_id_type'),
      RECEIVE_ID_TYPES,
    );
    const to = fields.text('receive_id', { max: 200 });
    const outgoing = readOutgoing(fields);
    if (!RECEIVE_ID[type].test(to)) throw turnedAway(99992351);
    const chatId = type === 'chat_id' ? to : chatWith(service, appId, `${type} ${to}`);
    return success(deliver(service, outgoing, { appId, to, receiveIdType: type, chatId }));
  },
};
