import { getOwn, type Json } from '../../schema/json.js';
import { isTree, type Tree } from '../tree.js';
import type { Platform } from './interaction.js';

/** The first behaviour of a type; that several of one type could do more is not documented. */
function behavior(node: Tree, type: string): Tree | undefined {
  const behaviors = getOwn(node, 'behaviors');
  if (!Array.isArray(behaviors)) return undefined;
  return behaviors.filter(isTree).find((one) => getOwn(one, 'type') === type);
}

/** The callback of a component, with its value if it has one: a behaviour, or the `value` of older cards. */
export function callbackOf(node: Tree): { value?: Json } | undefined {
  const holder = behavior(node, 'callback') ?? node;
  const value = getOwn(holder, 'value') as Json | undefined;
  if (holder === node && value === undefined) return undefined;
  return value === undefined ? {} : { value };
}

/** Whether a component calls back by a behaviour, which is all that a checker counts. */
export function hasCallbackBehavior(node: Tree): boolean {
  return behavior(node, 'callback') !== undefined;
}

/** The link that a component opens: a behaviour, or the fields of older cards. */
export function linkOf(node: Tree, platform: Platform): string | undefined {
  const opens = behavior(node, 'open_url');
  if (opens) return addressIn(opens, 'default_url', platform);
  const several = getOwn(node, 'multi_url');
  if (isTree(several)) return addressIn(several, 'url', platform);
  return usable(getOwn(node, 'url'));
}

/** The address of a platform in an object that has one for all and one for each. */
export function addressIn(urls: Tree, fallback: string, platform: Platform): string | undefined {
  const own = getOwn(urls, `${platform}_url`);
  return usable(typeof own === 'string' && own !== '' ? own : getOwn(urls, fallback));
}

/** What a card says where a platform is to open nothing. */
const NO_JUMP = 'lark://msgcard/unsupported_action';

function usable(url: unknown): string | undefined {
  return typeof url === 'string' && url !== '' && url !== NO_JUMP ? url : undefined;
}
