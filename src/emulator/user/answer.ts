import { getOwn, isObject, type JsonObject } from '../../schema/json.js';
import { LOCALES } from '../../schema/locale.js';
import { dialectOf } from '../messages/content.js';
import { parseJson } from '../parse.js';
import { Refusal } from '../refusal.js';
import type { Service } from '../state.js';
import { fillTemplate } from '../templates.js';
import { isTree, type Tree } from '../tree.js';
import { CallbackFailure, INTERACTION_ERRORS } from './callback-failure.js';
import type { SeenToast } from './interaction.js';
import { checkNextCard } from './next-card.js';
import type { NewCard } from './shown-card.js';

/** An answer that the platform understood. */
export interface Answer {
  json: JsonObject;
  toast?: SeenToast;
  /** What takes the place of the card that was clicked. */
  card?: NewCard;
}

/**
 * Reads what an app answered, as if it had come over the wire: `{}`, a toast, a card, or both. Other members are
 * ignored, but an answer that has nothing else is taken for a mistake: a card on its own, say (`200672`).
 *
 * @param before the card that was clicked
 */
export function readAnswer(service: Service, before: Tree, answered: unknown): Answer {
  const json = overTheWire(answered);
  const toast = getOwn(json, 'toast') ?? undefined;
  const card = getOwn(json, 'card') ?? undefined;
  if (!('toast' in json || 'card' in json) && Object.keys(json).length > 0) {
    throw malformed(`neither toast nor card: ${Object.keys(json).slice(0, 5).join(', ')}`);
  }
  return {
    json,
    ...(toast === undefined ? {} : { toast: readToast(toast) }),
    ...(card === undefined ? {} : { card: readCard(service, before, card) }),
  };
}

function overTheWire(answered: unknown): JsonObject {
  if (answered === undefined) throw malformed('empty; where there is nothing to say, it is {}');
  let json: unknown;
  try {
    json = parseJson(JSON.stringify(answered));
  } catch {
    throw malformed('no JSON');
  }
  if (!isObject(json)) throw malformed('no JSON object; where there is nothing to say, it is {}');
  return json;
}

const TOAST_TYPES: readonly unknown[] = ['info', 'success', 'error', 'warning'];

function readToast(toast: unknown): SeenToast {
  if (!isObject(toast)) throw malformed('toast is no object');
  const { type, content, i18n } = toast;
  if (type !== undefined && !TOAST_TYPES.includes(type)) {
    throw malformed(`toast.type is none of ${TOAST_TYPES.join(', ')}`);
  }
  if (content !== undefined && typeof content !== 'string') {
    throw malformed('toast.content is no string');
  }
  const texts = i18n ?? {};
  if (!isObject(texts) || LOCALES.some((locale) => !isText(getOwn(texts, locale)))) {
    throw malformed('toast.i18n is no map of texts');
  }
  return toast as SeenToast;
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** What is under `card`: a card itself, or a template. */
function readCard(service: Service, before: Tree, given: unknown): NewCard {
  const type = isTree(given) ? getOwn(given, 'type') : undefined;
  const data = isTree(given) ? getOwn(given, 'data') : undefined;
  if (type !== 'raw' && type !== 'template') throw invalid('card.type is neither raw nor template');
  if (!isTree(data)) throw invalid('card.data is no object');
  try {
    const fromTemplate = type === 'template';
    const document = fromTemplate ? fillTemplate(service, data) : data;
    if (dialectOf(before) === '2.0' && dialectOf(document) === '1.0') {
      throw new CallbackFailure(200830);
    }
    checkNextCard(service, before, document);
    return { document, fromTemplate };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw invalid(error.fault.detail);
  }
}

function malformed(what: string): CallbackFailure {
  return new CallbackFailure(200672, `${INTERACTION_ERRORS[200672]}: ${what}`);
}

function invalid(what: string): CallbackFailure {
  return new CallbackFailure(200673, `${INTERACTION_ERRORS[200673]}: ${what}`);
}
