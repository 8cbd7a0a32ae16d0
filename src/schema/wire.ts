import { readAnswer } from './answer.js';
import type { Action, Call, CardJson } from './call.js';
import type {
  CardKit,
  ImageBytes,
  MessageCard,
  SentMessage,
  TemplateRef,
  To,
  Write,
} from './cardkit.js';
import { CardKitError } from './cardkit-error.js';
import { isObject } from './json.js';
import { TOKEN_CODES } from './service-codes.js';
import { singleOperation } from './single-operation.js';
import { CARDS, type WriteRequest, writeRequests } from './write-requests.js';

/** What the endpoints are called in rate limits and in what is recorded of a call. */
export type WireEndpoint =
  | 'cards.create'
  | 'cards.update'
  | 'cards.settings'
  | 'cards.batchUpdate'
  | 'cards.convertId'
  | 'elements.create'
  | 'elements.update'
  | 'elements.patch'
  | 'elements.content'
  | 'elements.delete'
  | 'messages.send'
  | 'messages.reply'
  | 'messages.patch'
  | 'images.upload'
  | 'customBot.send'
  | 'token';

/** One HTTP request, before a transport gives it a host and a token. */
export interface WireRequest {
  endpoint: WireEndpoint;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, from `/open-apis` on. */
  path: string;
  body?: object | undefined;
  /** Fields of a multipart body, instead of `body`. */
  form?: Readonly<Record<string, string | Blob>> | undefined;
  /** A write that carries a sequence number must not be repeated as it is. */
  sequenced: boolean;
  /** What has a rate limit of its own: the card that is written to, */
  cardId?: string | undefined;
  /** the chat or user that gets a message, as `chat_id oc_...`, */
  receiver?: string | undefined;
  /** or the message that is answered or patched. */
  messageId?: string | undefined;
  /** Where calls wait for a rate limit, its card comes first. */
  final?: boolean | undefined;
  /**
   * The same write by another endpoint, which has a rate limit of its own; `undefined` if there is none. For a batch of
   * one action. A transport need not know it.
   */
  instead?: (() => WriteRequest | undefined) | undefined;
  signal?: AbortSignal | undefined;
}

export interface WireResponse {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  /** The parsed body, or its text where it is no JSON. */
  body: unknown;
}

/** Carries requests to a service. Rejects only when no answer came. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

/** The interface over a transport: the one place where requests are encoded and answers are read. */
export function cardKitOver(transport: Transport): CardKit {
  const call = async (request: Omit<WireRequest, 'sequenced'>) =>
    readAnswer(await transport({ ...request, sequenced: false }));

  const write = async (
    cardId: string,
    request: WriteRequest,
    { uuid, sequence, final, signal }: Write,
    instead?: () => WriteRequest | undefined,
  ) => {
    const numbered = (one: WriteRequest) => ({
      ...one,
      body: { ...one.body, ...(uuid === undefined ? {} : { uuid }), sequence },
    });
    const other = () => {
      const one = instead?.();
      return one && numbered(one);
    };
    readAnswer(
      await transport({
        ...numbered(request),
        sequenced: true,
        cardId,
        final,
        signal,
        ...(instead ? { instead: other } : {}),
      }),
    );
  };

  const cards: CardKit['cards'] = {
    async create(card, { signal } = {}) {
      const body = isTemplate(card)
        ? { type: 'template', data: JSON.stringify(templateData(card)) }
        : { type: 'card_json', data: JSON.stringify(card) };
      const request = { endpoint: 'cards.create', method: 'POST', path: CARDS } as const;
      const data = await call({ ...request, body, signal });
      return { cardId: text(data, 'card_id') };
    },
    async update(cardId, card, w) {
      return write(cardId, writeRequests.updateCard(cardId, card), w);
    },
    async settings(cardId, settings, w) {
      return write(cardId, writeRequests.changeSettings(cardId, settings), w);
    },
    async batchUpdate(cardId, actions: readonly Action[], w) {
      return write(cardId, writeRequests.batchUpdate(cardId, actions), w);
    },
    async convertId(messageId, { signal } = {}) {
      const data = await call({
        endpoint: 'cards.convertId',
        method: 'POST',
        path: `${CARDS}/id_convert`,
        body: { message_id: messageId },
        signal,
      });
      return { cardId: text(data, 'card_id') };
    },
    async send(cardId, calls, { sequence: before, final, signal }) {
      let sequence = before;
      const attempt = (one: Call) => {
        sequence += 1;
        return sendCall(cardId, one, { sequence, final, signal });
      };
      for (const one of calls) {
        try {
          await attempt(one).catch((error) => {
            // It was not executed, but whether its number is used up nobody knows: the next one.
            if (isRefusedToken(error)) return attempt(one);
            throw error;
          });
        } catch (error) {
          if (error instanceof CardKitError) error.sequence = sequence;
          throw error;
        }
      }
      return { sequence };
    },
  };

  const sendCall = async (cardId: string, one: Call, w: Write): Promise<void> => {
    if (one.type === 'content') return elements.content(cardId, one.elementId, one.content, w);
    if (one.type === 'replace') return cards.update(cardId, one.card, w);
    const [action, second] = one.actions;
    const batch = writeRequests.batchUpdate(cardId, one.actions);
    if (!action || second) return write(cardId, batch, w);
    return write(cardId, batch, w, () => singleOperation(cardId, action));
  };

  const elements: CardKit['elements'] = {
    async create(cardId, add, w) {
      return write(cardId, writeRequests.createElements(cardId, add), w);
    },
    async update(cardId, elementId, element, w) {
      return write(cardId, writeRequests.updateElement(cardId, elementId, element), w);
    },
    async patch(cardId, elementId, partial, w) {
      return write(cardId, writeRequests.patchElement(cardId, elementId, partial), w);
    },
    async content(cardId, elementId, content, w) {
      return write(cardId, writeRequests.writeContent(cardId, elementId, content), w);
    },
    async delete(cardId, elementId, w) {
      return write(cardId, writeRequests.deleteElement(cardId, elementId), w);
    },
  };

  const messages: CardKit['messages'] = {
    async send({ to, card, uuid, signal }) {
      const { type, id } = receiver(to);
      const data = await call({
        endpoint: 'messages.send',
        method: 'POST',
        path: `${MESSAGES}?receive_id_type=${type}`,
        body: { receive_id: id, ...message(card, uuid) },
        receiver: `${type} ${id}`,
        signal,
      });
      return sent(data);
    },
    async reply({ messageId, card, inThread, uuid, signal }) {
      const data = await call({
        endpoint: 'messages.reply',
        method: 'POST',
        path: `${messagePath(messageId)}/reply`,
        body: {
          ...message(card, uuid),
          ...(inThread === undefined ? {} : { reply_in_thread: inThread }),
        },
        messageId,
        signal,
      });
      return sent(data);
    },
    async patch({ messageId, card, signal }) {
      await call({
        endpoint: 'messages.patch',
        method: 'PATCH',
        path: messagePath(messageId),
        body: { content: contentOf(card) },
        messageId,
        signal,
      });
    },
  };

  return {
    cards,
    elements,
    messages,
    async uploadImage(data, { signal } = {}) {
      const form = { image_type: 'message', image: blobOf(data) };
      const answer = await call({
        endpoint: 'images.upload',
        method: 'POST',
        path: IMAGES,
        form,
        signal,
      });
      return { imageKey: text(answer, 'image_key') };
    },
  };
}

function messagePath(messageId: string): string {
  return `${MESSAGES}/${encodeURIComponent(messageId)}`;
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof CardKitError && TOKEN_CODES.has(error.code);
}

/** The bytes as they are now: what a caller does to its buffer afterwards does not matter to a repeat. */
function blobOf(data: ImageBytes): Blob {
  if (data instanceof Blob) return data;
  return new Blob([data instanceof ArrayBuffer ? data : new Uint8Array(data)]);
}

const MESSAGES = '/open-apis/im/v1/messages';
const IMAGES = '/open-apis/im/v1/images';

/** What kind of id a receiver is, by its form. */
export function receiver(to: To): { type: string; id: string } {
  if (typeof to !== 'string') return { type: 'user_id', id: to.userId };
  if (to.startsWith('oc_')) return { type: 'chat_id', id: to };
  if (to.startsWith('ou_')) return { type: 'open_id', id: to };
  if (to.startsWith('on_')) return { type: 'union_id', id: to };
  if (to.includes('@')) return { type: 'email', id: to };
  throw new TypeError(
    `to: ${JSON.stringify(to)} is no chat (oc_), open_id (ou_), union_id (on_) or e-mail address; a user_id is given as { userId }`,
  );
}

function message(card: MessageCard, uuid: string | undefined): object {
  return {
    msg_type: 'interactive',
    content: contentOf(card),
    ...(uuid === undefined ? {} : { uuid }),
  };
}

function contentOf(card: MessageCard): string {
  if (isEntity(card)) return JSON.stringify({ type: 'card', data: { card_id: card.cardId } });
  if (isTemplate(card)) return JSON.stringify({ type: 'template', data: templateData(card) });
  return JSON.stringify(card);
}

function isEntity(card: MessageCard): card is { cardId: string } {
  return typeof (card as { cardId?: unknown }).cardId === 'string';
}

function isTemplate(card: CardJson | TemplateRef): card is TemplateRef {
  return typeof (card as { templateId?: unknown }).templateId === 'string';
}

function templateData(template: TemplateRef): object {
  return {
    template_id: template.templateId,
    template_version_name: template.version,
    template_variable: template.variables,
  };
}

function sent(data: unknown): SentMessage {
  return { messageId: text(data, 'message_id'), chatId: text(data, 'chat_id') };
}

function text(data: unknown, field: string): string {
  const value = isObject(data) ? data[field] : undefined;
  if (typeof value === 'string') return value;
  throw new CardKitError({ code: 0, status: 200, message: `the answer has no data.${field}` });
}
