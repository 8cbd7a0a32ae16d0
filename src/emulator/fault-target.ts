import { getOwn } from '../schema/json.js';
import type { EndpointName } from './endpoint.js';
import { parseJson } from './parse.js';
import type { Card, Service } from './state.js';
import { isTree } from './tree.js';

/** What of a request decides which faults can befall it. */
export interface FaultTarget {
  on: EndpointName;
  /** The card that it is about. */
  cardId: string | undefined;
  /** That card, if there is one. */
  card: Card | undefined;
  /** The elements that it addresses. */
  elementIds: readonly string[];
  sequence: unknown;
}

export function faultTarget(
  service: Service,
  on: EndpointName,
  param: (name: string) => string,
  body: unknown,
): FaultTarget {
  const cardId = cardOf(service, on, param, body);
  return {
    on,
    cardId,
    card: cardId === undefined ? undefined : service.cards.get(cardId),
    elementIds: elementsOf(on, param, body),
    sequence: field(body, 'sequence'),
  };
}

function cardOf(
  service: Service,
  on: EndpointName,
  param: (name: string) => string,
  body: unknown,
): string | undefined {
  if (on === 'messages.send' || on === 'messages.reply') {
    const content = parsed(field(body, 'content'));
    if (field(content, 'type') !== 'card') return undefined;
    return text(field(field(content, 'data'), 'card_id'));
  }
  if (param('card_id') !== '') return param('card_id');
  return service.messages.get(messageOf(service, on, param, body) ?? '')?.cardId;
}

/** The message that shows the card. */
function messageOf(
  service: Service,
  on: EndpointName,
  param: (name: string) => string,
  body: unknown,
): string | undefined {
  if (on === 'cards.convertId') return text(field(body, 'message_id'));
  if (on !== 'interactive.update') return param('message_id');
  return service.callbacks.tokens.get(text(field(body, 'token')) ?? '')?.messageId;
}

function elementsOf(
  on: EndpointName,
  param: (name: string) => string,
  body: unknown,
): readonly string[] {
  const inPath = param('element_id');
  if (inPath !== '') return [inPath];
  if (on === 'elements.create') return ids(field(body, 'target_element_id'));
  if (on !== 'cards.batchUpdate') return [];
  const actions = parsed(field(body, 'actions'));
  return (Array.isArray(actions) ? actions : []).flatMap((action) => {
    const params = field(action, 'params');
    const many = field(params, 'element_ids');
    return ids(
      field(params, 'element_id'),
      field(params, 'target_element_id'),
      ...(Array.isArray(many) ? many : []),
    );
  });
}

function field(value: unknown, key: string): unknown {
  return isTree(value) ? getOwn(value, key) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function ids(...values: readonly unknown[]): string[] {
  return values.flatMap((value) => text(value) ?? []);
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return undefined;
  try {
    return parseJson(value);
  } catch {
    return undefined;
  }
}
