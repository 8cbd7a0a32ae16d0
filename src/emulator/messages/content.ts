import { getOwn, jsonBytes } from '../../schema/json.js';
import { checkCard } from '../invariants.js';
import { parseJson } from '../parse.js';
import { byKnob, contentRefused, noted, Refusal, refused } from '../refusal.js';
import { type Card, operableCard, type Service } from '../state.js';
import { fillTemplate } from '../templates.js';
import { isTree, type Tree } from '../tree.js';

/** What a message shows: an entity, or a card of its own. */
export type Content = { entity: Card } | { card: Tree };

/** Reads the `content` of a message that is to be sent. */
export function readContent(service: Service, text: string, appId: string): Content {
  const content = parseContent(text);
  if (getOwn(content, 'type') === 'card') {
    return { entity: unsentCard(service, getOwn(content, 'data'), appId) };
  }
  return { card: readCard(service, content) };
}

export function parseContent(text: string): Tree {
  let content: unknown;
  try {
    content = parseJson(text);
  } catch {
    throw refused(230001, 'content is not valid json');
  }
  if (!isTree(content)) throw refused(230001, 'content must be a json object');
  return content;
}

/** A card that belongs to its message alone: plain JSON, or what a template makes. */
export function readCard(service: Service, content: Tree): Tree {
  const card = isTemplate(content) ? fillTemplate(service, getOwn(content, 'data')) : content;
  checkPlainCard(card, service);
  return card;
}

export function isTemplate(content: Tree): boolean {
  return getOwn(content, 'type') === 'template';
}

/** Messaging hears of a new entity a little later than CardKit; until then its id is as good as any other. */
function unsentCard(service: Service, data: unknown, appId: string): Card {
  const cardId = isTree(data) ? getOwn(data, 'card_id') : undefined;
  const known = typeof cardId === 'string' ? service.cards.get(cardId) : undefined;
  if (!known) throw contentRefused(11310, 'cardid is invalid');
  if (service.clock.now() < known.visibleAt) {
    const refusal = contentRefused(11310, 'cardid is invalid');
    noted(refusal, 'messaging does not know it yet: it was created a moment ago');
    throw byKnob(refusal, service.knobs, 'createVisibilityMs');
  }
  const card = asContent(() => operableCard(service, known.cardId, appId));
  if (card.messageId !== undefined) throw contentRefused(200780);
  return card;
}

/**
 * Messaging still takes cards of the older dialect, of which nothing is known here. Images are not looked up: a key
 * may come from an upload that was made elsewhere.
 */
function checkPlainCard(card: Tree, { knobs }: Service): void {
  if (jsonBytes(card) > knobs.cardBytesLimit) throw refused(230025);
  if (dialectOf(card) === '1.0') return;
  asContent(() => {
    checkCard(card, knobs);
  });
}

/** The dialect that a card is written in; the older one knows no `schema`. */
export function dialectOf(card: Tree): '1.0' | '2.0' {
  return getOwn(card, 'schema') === undefined ? '1.0' : '2.0';
}

/** Words a fault of a card the way messaging does. */
function asContent<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 230099) throw error;
    const { code, detail } = error.fault;
    // The same fault has a code of its own in messaging.
    throw contentRefused(code === 200220 ? 200621 : code, detail);
  }
}
