import type { Call, CardJson } from '../schema/index.js';
import { isObject } from '../schema/index.js';

/** For this long after an element was added the service may not find it (`300313`), in milliseconds. */
const FRESH_MS = 1000;

/** The ids that were added lately: one that is not found yet is no sign that the card is another than we think. */
export class FreshIds {
  private readonly addedAt = new Map<string, number>();

  /** Learns from a call that was acknowledged. */
  learn(before: CardJson, after: CardJson, call: Call, now: number): void {
    for (const [id, at] of this.addedAt) if (at + FRESH_MS <= now) this.addedAt.delete(id);
    if (call.type !== 'batch') return;
    const known = idsIn(before);
    for (const id of idsIn(after)) if (!known.has(id)) this.addedAt.set(id, now);
  }

  /** Whether an id was added less than a second ago. */
  has(id: string, now: number): boolean {
    const at = this.addedAt.get(id);
    return at !== undefined && now < at + FRESH_MS;
  }
}

function idsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) idsIn(item, found);
  else if (isObject(value)) {
    if (typeof value.element_id === 'string') found.add(value.element_id);
    for (const key of Object.keys(value)) idsIn(value[key], found);
  }
  return found;
}
