import type { Json, JsonObject } from '../../schema/json.js';

/**
 * `event.action` of a callback. Which members are there depends on the component; most are documented by samples alone.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export interface CallbackAction extends JsonObject {
  /** Tag of the component; of a form, that of the submit button. */
  tag: string;
  /** Of the callback behaviour, or the legacy `value`. */
  value?: Json;
  /** Of a button in a form. */
  name?: string;
  form_value?: { [name: string]: string | string[] | boolean };
  input_value?: string;
  option?: string;
  /** The official sample of a single image is a bare string. */
  options?: string | string[];
  checked?: boolean;
  /** IANA name; of pickers and buttons. */
  timezone?: string;
}

/** A callback `card.action.trigger`, schema 2.0, as it is posted. */
export interface CallbackPayload extends JsonObject {
  schema: '2.0';
  header: {
    /** Unique per callback. */
    event_id: string;
    /** The Verification Token of the app; empty if there is none. */
    token: string;
    /** Microseconds. */
    create_time: string;
    event_type: 'card.action.trigger';
    tenant_key: string;
    app_id: string;
  };
  event: {
    operator: { tenant_key: string; open_id: string; union_id: string; user_id?: string };
    /** Allows two delayed updates within 30 minutes. */
    token: string;
    action: CallbackAction;
    host: 'im_message';
    context: { open_message_id: string; open_chat_id: string };
  };
}
