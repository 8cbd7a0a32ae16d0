import { getOwn, type JsonObject, jsonBytes } from '../schema/json.js';
import { type Endpoint, success } from './endpoint.js';
import { Fields } from './fields.js';
import { checkDocument, checkLimits } from './invariants.js';
import { parseJson } from './parse.js';
import { contentRefused, Refusal, refused, turnedAway } from './refusal.js';
import { type Card, operableCard, type Service, type StoredMessage } from './state.js';
import { isTree, type Tree } from './tree.js';

const MESSAGES = '/open-apis/im/v1/messages';
/** How long messaging remembers a uuid. */
const UUID_MS = 60 * 60 * 1000;

const RECEIVE_ID_TYPES = ['open_id', 'union_id', 'user_id', 'email', 'chat_id'] as const;
/** The form of each kind of id; a `user_id` is whatever the tenant chose. */
const RECEIVE_ID: Readonly<Record<(typeof RECEIVE_ID_TYPES)[number], RegExp>> = {
  open_id: /^ou_/,
  union_id: /^on_/,
  user_id: /./,
  email: /^[^@\s]+@[^@\s]+$/,
  chat_id: /^oc_/,
};

export const sendMessage: Endpoint = {
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
    const what = readMessage(fields);
    if (!RECEIVE_ID[type].test(to)) throw turnedAway(99992351);
    const chatId = type === 'chat_id' ? to : chatWith(service, appId, `${type} ${to}`);
    return deliver(service, what, { appId, to, receiveIdType: type, chatId });
  },
};

export const replyMessage: Endpoint = {
  method: 'POST',
  path: `${MESSAGES}/:message_id/reply`,
  answer(request) {
    const { service, appId } = request;
    const fields = new Fields(request.body());
    const inThread = fields.optionalFlag('reply_in_thread');
    const what = readMessage(fields);
    const answered = service.messages.get(request.param('message_id'));
    if (!answered) throw turnedAway(99992354);
    return deliver(service, what, {
      appId,
      to: answered.chatId,
      receiveIdType: 'chat_id',
      chatId: answered.chatId,
      replyTo: answered.messageId,
      ...(inThread === undefined ? {} : { inThread }),
    });
  },
};

interface Content {
  text: string;
  uuid: string | undefined;
}

type Address = Omit<StoredMessage, 'messageId' | 'at' | 'content' | 'cardId' | 'card'>;

function readMessage(fields: Fields): Content {
  const type = fields.text('msg_type', { max: 50 });
  const text = fields.text('content', { max: 3_000_000 });
  const uuid = fields.optionalText('uuid', { max: 50 });
  fields.done();
  if (type !== 'interactive') throw refused(230001, 'only msg_type interactive is supported here');
  return { text, uuid };
}

function deliver(service: Service, { text, uuid }: Content, address: Address): JsonObject {
  const now = service.clock.now();
  const uuidKey = uuid === undefined ? undefined : JSON.stringify([address.appId, uuid]);
  if (uuidKey !== undefined && service.knobs.imUuidReplay === 'same-message') {
    const first = service.messages.get(service.sentUuids.get(uuidKey) ?? '');
    if (first && now - first.at < UUID_MS) return success(describe(first));
  }

  const { entity, card } = readContent(service, text, address.appId);
  const messageId = service.ids.message();
  const message: StoredMessage = {
    ...address,
    messageId,
    at: now,
    content: text,
    ...(entity ? { cardId: entity.cardId } : {}),
    ...(card ? { card } : {}),
  };
  if (entity) entity.messageId = messageId;
  service.messages.set(messageId, message);
  if (uuidKey !== undefined) service.sentUuids.set(uuidKey, messageId);
  return success(describe(message));
}

/** A reference to an entity, or a card as plain JSON. */
function readContent(
  service: Service,
  text: string,
  appId: string,
): { entity?: Card; card?: Tree } {
  let content: unknown;
  try {
    content = parseJson(text);
  } catch {
    throw refused(230001, 'content is not valid json');
  }
  if (!isTree(content)) throw refused(230001, 'content must be a json object');
  const type = getOwn(content, 'type');
  if (type === 'template') throw contentRefused(200380);
  if (type === 'card') return { entity: unsentCard(service, getOwn(content, 'data'), appId) };
  checkPlainCard(content, service);
  return { card: content };
}

function unsentCard(service: Service, data: unknown, appId: string): Card {
  const cardId = isTree(data) ? getOwn(data, 'card_id') : undefined;
  if (typeof cardId !== 'string' || !service.cards.has(cardId)) {
    throw contentRefused(11310, 'cardid is invalid');
  }
  const card = asContent(() => operableCard(service, cardId, appId));
  if (card.messageId !== undefined) throw contentRefused(200780);
  return card;
}

/** Messaging still takes cards of the older dialect, of which nothing is known here. */
function checkPlainCard(card: Tree, { knobs }: Service): void {
  if (jsonBytes(card) > knobs.cardBytesLimit) throw refused(230025);
  if (getOwn(card, 'schema') === undefined) return;
  asContent(() => {
    checkDocument(card);
    checkLimits(card, knobs);
  });
}

/** Words a fault of a card the way messaging does. */
function asContent<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 230099) throw error;
    throw contentRefused(error.fault.code, error.fault.detail);
  }
}

function chatWith(service: Service, appId: string, receiver: string): string {
  const key = JSON.stringify([appId, receiver]);
  const chatId = service.chats.get(key) ?? service.ids.chat();
  service.chats.set(key, chatId);
  return chatId;
}

function describe(message: StoredMessage): JsonObject {
  const { messageId, chatId, appId, at, content, replyTo } = message;
  const thread = replyTo === undefined ? {} : { root_id: replyTo, parent_id: replyTo };
  return {
    message_id: messageId,
    ...thread,
    chat_id: chatId,
    msg_type: 'interactive',
    create_time: String(at),
    update_time: String(at),
    deleted: false,
    updated: false,
    sender: { id: appId, id_type: 'app_id', sender_type: 'app' },
    body: { content },
  };
}
