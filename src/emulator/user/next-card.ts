import { getOwn, jsonBytes } from '../../schema/json.js';
import { checkCard } from '../invariants.js';
import { dialectOf } from '../messages/content.js';
import { contentRefused, refused } from '../refusal.js';
import type { Service } from '../state.js';
import type { Tree } from '../tree.js';

/** Refuses a card that cannot take the place of another. Of the older dialect only the size is known. */
export function checkNextCard({ knobs }: Service, before: Tree, card: Tree): void {
  if (getOwn(card, 'schema') !== undefined || dialectOf(before) === '2.0') {
    checkCard(card, knobs);
  } else if (jsonBytes(card) > knobs.cardBytesLimit) {
    throw refused(200860);
  }
  if (dialectOf(before) !== dialectOf(card)) throw contentRefused(200800);
}
