import { getOwn, pointer } from '../../schema/json.js';
import { idOf, isOpaque, isTree, type Tree, tagOf } from '../tree.js';

/** A tagged object of a card. */
export interface Found {
  readonly node: Tree;
  readonly tag: string;
  /** JSON Pointer from the card. */
  readonly path: string;
  /** The tagged objects around it, the innermost first. */
  readonly around: readonly Found[];
}

/** Every tagged object of a card, in document order. */
export function elementsOf(card: Tree): Found[] {
  const found: Found[] = [];
  const descend = (node: Tree, path: string, around: readonly Found[]) => {
    for (const key of Object.keys(node)) {
      if (!isOpaque(node, key)) enter(getOwn(node, key), pointer(path, key), around);
    }
  };
  const enter = (value: unknown, path: string, around: readonly Found[]) => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => {
        enter(item, pointer(path, i), around);
      });
    } else if (isTree(value)) {
      const tag = tagOf(value);
      if (tag === undefined) {
        descend(value, path, around);
      } else {
        const one: Found = { node: value, tag, path, around };
        found.push(one);
        descend(value, path, [one, ...around]);
      }
    }
  };
  descend(card, '', []);
  return found;
}

export function nameOf({ node }: Found): string | undefined {
  const name = getOwn(node, 'name');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** What a reader of the results calls an element. */
export function keyOf(found: Found): string {
  return nameOf(found) ?? idOf(found.node) ?? found.path;
}

/**
 * What the client keeps an element's state under: its id; without one, its place and what stands there, so that
 * another component in the same place does not inherit it.
 */
export function stateKeyOf(found: Found): string {
  const id = idOf(found.node);
  if (id !== undefined) return JSON.stringify([id, found.tag]);
  return JSON.stringify([found.path, found.tag, nameOf(found) ?? null]);
}

/** The form that an element stands in. */
export function formOf(found: Found): Found | undefined {
  return found.around.find(({ tag }) => tag === 'form');
}

/** Whether an element stands in the header of a panel, the part of it that is always seen. */
export function inHeaderOf(panel: Found, found: Found): boolean {
  return found.path.startsWith(`${panel.path}/header/`);
}

/** The `content` of a text object. */
export function textOf(node: Tree, key: string): string {
  const text = getOwn(node, key);
  const content = isTree(text) ? getOwn(text, 'content') : undefined;
  return typeof content === 'string' ? content : '';
}
