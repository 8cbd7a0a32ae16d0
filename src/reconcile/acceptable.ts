import { countTablesShown } from '../card/markdown-tables.js';
import { countTagged, eachObject, hasSubmit } from '../card/tree.js';
import {
  isObject,
  type JsonObject,
  jsonBytes,
  MAX_CARD_BYTES,
  MAX_ELEMENTS,
  MAX_TABLES,
} from '../schema/index.js';

/** Components that ask something of the rest of the card, so that the order of actions matters. */
const DELICATE = new Set(['form', 'audio', 'table']);

/** Whether a card or an action holds one of them, a name, or a table of markdown. */
export function isDelicate(json: unknown): boolean {
  let found = false;
  eachObject(json, ({ tag, name, content, i18n_content: texts }) => {
    found ||= (typeof tag === 'string' && DELICATE.has(tag)) || typeof name === 'string';
    for (const text of [content, ...Object.values(isObject(texts) ? texts : {})]) {
      found ||= typeof text === 'string' && text.includes('|');
    }
  });
  return found;
}

/**
 * Whether the service would take a card that lies between two valid ones: what deleting, changing and adding one after
 * the other can break. It is not known whether a batch is checked after each action, so each of them has to pass.
 */
export function isAcceptable(card: JsonObject): boolean {
  if (countTagged(card) > MAX_ELEMENTS || jsonBytes(card) > MAX_CARD_BYTES) return false;
  const forwardable = !isObject(card.config) || card.config.enable_forward !== false;
  const names = new Set<string>();
  const players = new Set<unknown>();
  let acceptable = true;
  eachObject(card, (object) => {
    const { tag, name, audio_id: player } = object;
    if (tag === 'form' && !hasSubmit(object)) acceptable = false;
    if (tag === 'audio') {
      if (forwardable || (player !== undefined && players.has(player))) acceptable = false;
      players.add(player);
    }
    if (typeof tag !== 'string' || typeof name !== 'string') return;
    if (names.has(name)) acceptable = false;
    names.add(name);
  });
  return acceptable && countTablesShown(card) <= MAX_TABLES;
}
