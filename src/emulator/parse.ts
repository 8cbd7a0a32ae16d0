import { refused } from './refusal.js';
import { isTree, type Tree } from './tree.js';

/**
 * Deeper JSON is refused. Real cards stay far below; without a bound a hostile document would overflow the stack of
 * everything that walks it.
 */
const MAX_NESTING = 256;

/** Parses JSON, or throws a `SyntaxError`. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isTooDeep(value)) throw new SyntaxError('exceeded max depth');
  return value;
}

/** Parses a JSON document that came as a string inside a request. */
export function parseField(name: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : String(error);
    throw refused(10002, `${name} is not valid json: ${why.slice(0, 120)}`);
  }
}

export function parseObjectField(name: string, text: string): Tree {
  const value = parseField(name, text);
  if (!isTree(value)) throw refused(10002, `${name} must be a json object`);
  return value;
}

/** Level by level, so that looking cannot overflow either. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return true;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const child of Object.values(item)) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}
