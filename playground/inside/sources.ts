import { build } from '../../src/card/build.js';
import { expand } from '../../src/card/expand.js';
import { componentStack, type Owner } from '../../src/card/owner.js';
import type { Issue } from '../../src/index.js';
import { isObject } from '../../src/schema/index.js';

/**
 * `check` sees JSON only. The element that the JSON was rendered from knows which component, and which line, stands
 * behind each object of it: an issue gets those of the innermost object on its path.
 */
export function withSources(issues: readonly Issue[], element: unknown): Issue[] {
  if (issues.every((issue) => issue.source)) return [...issues];
  const silent = () => {};
  const [root] = expand(element, undefined, '', silent).leaves;
  if (root?.kind !== 'host') return [...issues];
  const { json, owners } = build(root.host, silent);
  return issues.map((issue) => {
    const owner = issue.source ? undefined : ownerAt(json, issue.path, owners);
    if (!owner) return issue;
    const place = { ...issue, componentStack: componentStack(owner) };
    const source = sourceOf(owner);
    return source ? { ...place, source } : place;
  });
}

function ownerAt(json: unknown, path: string, owners: WeakMap<object, Owner>): Owner | undefined {
  let at = json;
  let owner = isObject(at) ? owners.get(at) : undefined;
  for (const step of path.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) break;
    at = (at as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
    if (isObject(at)) owner = owners.get(at) ?? owner;
  }
  return owner;
}

function sourceOf(owner: Owner): Owner['source'] {
  for (let at: Owner | undefined = owner; at; at = at.parent) if (at.source) return at.source;
  return undefined;
}
