import type { CardJson } from '../schema/call.js';
import { cloneJson, getOwn } from '../schema/json.js';
import { checkCard } from './invariants.js';
import type { Random } from './random.js';
import { Refusal } from './refusal.js';
import type { Card, Service } from './state.js';
import { wantsStreaming } from './streaming.js';
import { idsIn, isTree, places, type Tree, type TreeValue, tagOf } from './tree.js';
import { writeCard } from './write.js';

/**
 * Lets somebody else write to a card first, with the number that a request is about to use. If that number is used up
 * already, nobody gets in.
 *
 * Throws a `TypeError` if `change` makes no card.
 */
export function drift(
  service: Service,
  card: Card,
  sequence: number,
  { change, random }: { change: ((card: CardJson) => CardJson) | undefined; random: Random },
): void {
  const tree = change
    ? changedBy(change, card.document, service)
    : changedByChance(card.document, random, service);
  const { cardId, appId } = card;
  try {
    writeCard(service, { appId, cardId, sequence, uuid: undefined }, (draft) => {
      draft.tree = tree;
      const streams = wantsStreaming(tree);
      if (streams !== wantsStreaming(card.document)) {
        draft.streaming = streams ? { openedAt: service.clock.now() } : undefined;
      }
      return { kind: 'structure' };
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function changedBy(change: (card: CardJson) => CardJson, document: Tree, service: Service): Tree {
  // The document passed the service's checks, which is what the type says.
  const changed: unknown = cloneJson(change(cloneJson(document) as unknown as CardJson));
  const fault = isTree(changed) ? faultOf(changed, service) : 'it is no object';
  if (fault !== undefined) throw new TypeError(`the change of a drift makes no card: ${fault}`);
  return changed as Tree;
}

const CHANGES = [changeText, removeElement, addElement];

/** A text changes, an element goes, or one comes; the document as it is if the card allows none of it. */
function changedByChance(document: Tree, random: Random, service: Service): Tree {
  const first = Math.floor(random() * CHANGES.length);
  for (let i = 0; i < CHANGES.length; i++) {
    const tree = cloneJson(document);
    const change = CHANGES[(first + i) % CHANGES.length];
    if (change?.(tree, random) && faultOf(tree, service) === undefined) return tree;
  }
  return document;
}

function changeText(tree: Tree, random: Random): boolean {
  const texts = places(tree).filter(({ node }) => {
    const tag = tagOf(node);
    const isText = tag === 'markdown' || tag === 'plain_text';
    return isText && typeof getOwn(node, 'content') === 'string';
  });
  const node = pick(texts, random)?.node;
  if (!node) return false;
  node.content = `${node.content} (changed by another writer)`;
  return true;
}

function removeElement(tree: Tree, random: Random): boolean {
  const elements = bodyOf(tree);
  if (!elements || elements.length === 0) return false;
  elements.splice(Math.floor(random() * elements.length), 1);
  return true;
}

function addElement(tree: Tree, random: Random): boolean {
  const elements = bodyOf(tree);
  if (!elements) return false;
  const taken = idsIn(tree);
  let number = 1;
  while (taken.has(`drift_${number}`)) number += 1;
  elements.splice(Math.floor(random() * (elements.length + 1)), 0, {
    tag: 'markdown',
    element_id: `drift_${number}`,
    content: 'added by another writer',
  });
  return true;
}

function bodyOf(tree: Tree): TreeValue[] | undefined {
  const body = getOwn(tree, 'body');
  const elements = isTree(body) ? getOwn(body, 'elements') : undefined;
  return Array.isArray(elements) ? elements : undefined;
}

function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Why the service would refuse a document. */
function faultOf(document: Tree, { knobs }: Service): string | undefined {
  try {
    checkCard(document, knobs);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
