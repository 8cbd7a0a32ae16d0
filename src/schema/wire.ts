import type { Action, CardJson } from './call.js';
import type { CardKit, MessageCard, SentMessage, TemplateRef, To, Write } from './cardkit.js';
import { CardKitError } from './cardkit-error.js';
import { isObject } from './json.js';

/** One HTTP request, before a transport gives it a host and a token. */
export interface WireRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, from `/open-apis` on. */
  path: string;
  body?: object | undefined;
  /** A write that carries a sequence number must not be repeated as it is. */
  sequenced: boolean;
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
  const call = async (request: Omit<WireRequest, 'sequenced'>, write?: Write) => {
    const full: WireRequest = {
      ...request,
      sequenced: write !== undefined,
      signal: write ? write.signal : request.signal,
    };
    if (write) {
      full.body = {
        ...request.body,
        ...(write.uuid === undefined ? {} : { uuid: write.uuid }),
        sequence: write.sequence,
      };
    }
    return readAnswer(await transport(full));
  };

  const cardPath = (cardId: string) => `${CARDS}/${encodeURIComponent(cardId)}`;
  const elementPath = (cardId: string, elementId: string) =>
    `${cardPath(cardId)}/elements/${encodeURIComponent(elementId)}`;

  const cards: CardKit['cards'] = {
    async create(card, options) {
      const body = isTemplate(card)
        ? { type: 'template', data: JSON.stringify(templateData(card)) }
        : { type: 'card_json', data: JSON.stringify(card) };
      const data = await call({ method: 'POST', path: CARDS, body, signal: options?.signal });
      return { cardId: text(data, 'card_id') };
    },
    async update(cardId, card, write) {
      const body = { card: { type: 'card_json', data: JSON.stringify(card) } };
      await call({ method: 'PUT', path: cardPath(cardId), body }, write);
    },
    async settings(cardId, settings, write) {
      const body = { settings: JSON.stringify(settings) };
      await call({ method: 'PATCH', path: `${cardPath(cardId)}/settings`, body }, write);
    },
    async batchUpdate(cardId, actions: readonly Action[], write) {
      const body = { actions: JSON.stringify(actions) };
      await call({ method: 'POST', path: `${cardPath(cardId)}/batch_update`, body }, write);
    },
    async send(cardId, calls, options) {
      let { sequence } = options;
      for (const one of calls) {
        sequence += 1;
        const write = { sequence, signal: options.signal };
        if (one.type === 'content') {
          await elements.content(cardId, one.elementId, one.content, write);
        } else if (one.type === 'batch') {
          await cards.batchUpdate(cardId, one.actions, write);
        } else {
          await cards.update(cardId, one.card, write);
        }
      }
      return { sequence };
    },
  };

  const elements: CardKit['elements'] = {
    async create(cardId, add, write) {
      const body = {
        type: add.type,
        ...(add.targetElementId === undefined ? {} : { target_element_id: add.targetElementId }),
        elements: JSON.stringify(add.elements),
      };
      await call({ method: 'POST', path: `${cardPath(cardId)}/elements`, body }, write);
    },
    async update(cardId, elementId, element, write) {
      const body = { element: JSON.stringify(element) };
      await call({ method: 'PUT', path: elementPath(cardId, elementId), body }, write);
    },
    async patch(cardId, elementId, partial, write) {
      const body = { partial_element: JSON.stringify(partial) };
      await call({ method: 'PATCH', path: elementPath(cardId, elementId), body }, write);
    },
    async content(cardId, elementId, content, write) {
      const path = `${elementPath(cardId, elementId)}/content`;
      await call({ method: 'PUT', path, body: { content } }, write);
    },
    async delete(cardId, elementId, write) {
      await call({ method: 'DELETE', path: elementPath(cardId, elementId), body: {} }, write);
    },
  };

  const messages: CardKit['messages'] = {
    async send({ to, card, uuid, signal }) {
      const { type, id } = receiver(to);
      const body = { receive_id: id, ...message(card, uuid) };
      const path = `${MESSAGES}?receive_id_type=${type}`;
      return sent(await call({ method: 'POST', path, body, signal }));
    },
    async reply({ messageId, card, inThread, uuid, signal }) {
      const body = {
        ...message(card, uuid),
        ...(inThread === undefined ? {} : { reply_in_thread: inThread }),
      };
      const path = `${MESSAGES}/${encodeURIComponent(messageId)}/reply`;
      return sent(await call({ method: 'POST', path, body, signal }));
    },
  };

  return { cards, elements, messages };
}

const CARDS = '/open-apis/cardkit/v1/cards';
const MESSAGES = '/open-apis/im/v1/messages';

/** The `data` of an answer, or the error it carries. Success is `code` 0, whatever the HTTP status. */
export function readAnswer(response: WireResponse): unknown {
  const { status, headers, body } = response;
  const logId = headers['x-tt-logid'];
  if (!isObject(body) || typeof body.code !== 'number') {
    throw new CardKitError({
      code: 0,
      status,
      logId,
      message: `the answer (HTTP ${status}) is not the service's envelope`,
    });
  }
  if (body.code !== 0) {
    const reset = Number(headers['x-ogw-ratelimit-reset']);
    throw new CardKitError({
      code: body.code,
      status,
      logId: logId ?? (isObject(body.error) ? String(body.error.log_id ?? '') : ''),
      message: typeof body.msg === 'string' ? body.msg : '',
      retryAfterMs: reset > 0 ? reset * 1000 : undefined,
    });
  }
  return body.data;
}

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
  let content: unknown;
  if (isEntity(card)) content = { type: 'card', data: { card_id: card.cardId } };
  else if (isTemplate(card)) content = { type: 'template', data: templateData(card) };
  else content = card;
  return {
    msg_type: 'interactive',
    content: JSON.stringify(content),
    ...(uuid === undefined ? {} : { uuid }),
  };
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
