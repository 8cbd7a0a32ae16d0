import type { Operator } from '../../schema/events.js';
import { cloneJson } from '../../schema/json.js';
import type { Service, StoredMessage } from '../state.js';
import type { CallbackAction, CallbackPayload } from './payload.js';

/** The only tenant there is. */
const TENANT = 'tenant_local';

/** The callback of one interaction, with a new event id and a new token. */
export function buildPayload(
  service: Service,
  message: StoredMessage,
  operator: Operator,
  action: CallbackAction,
  verificationToken: string,
): CallbackPayload {
  const { openId, unionId, userId } = operator;
  return {
    schema: '2.0',
    header: {
      event_id: service.ids.event(),
      token: verificationToken,
      create_time: String(Math.floor(service.clock.now()) * 1000),
      event_type: 'card.action.trigger',
      tenant_key: TENANT,
      app_id: message.appId,
    },
    event: {
      operator: {
        tenant_key: TENANT,
        open_id: openId,
        union_id: unionId ?? openId.replace(/^ou_/, 'on_'),
        ...(userId === undefined ? {} : { user_id: userId }),
      },
      token: service.ids.update(),
      // Its value is a part of the card, which nobody may change through it.
      action: cloneJson(action),
      host: 'im_message',
      context: { open_message_id: message.messageId, open_chat_id: message.chatId },
    },
  };
}
