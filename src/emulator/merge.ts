import { getOwn, setOwn } from '../schema/json.js';
import type { Knobs } from './knobs.js';
import { isTree, type Tree } from './tree.js';

/** Lays the properties of `partial` over `target`. Keys come from outside and may have any name. */
export function mergePartial(
  target: Tree,
  partial: Tree,
  knobs: Pick<Knobs, 'partialMerge' | 'nullMeans'>,
): void {
  for (const key of Object.keys(partial)) {
    const value = getOwn(partial, key);
    const old = getOwn(target, key);
    if (value === null && knobs.nullMeans === 'remove') delete target[key];
    else if (knobs.partialMerge === 'deep' && isTree(value) && isTree(old)) {
      mergePartial(old, value, knobs);
    } else setOwn(target, key, value);
  }
}
