import { clean } from './characters.js';
import type { InlineNode, Mark } from './node.js';

/**
 * The same text in as few nodes as it takes: what adjoins and is alike is one, a mark in the same mark is none, and blanks
 * at the edge of a mark stand beside it where something else does.
 *
 * ```text
 * bold('a'), bold('b')               bold('ab')
 * 'x', bold(' a', bold('b'), ' ')    'x ', bold('a', 'b ')
 * ```
 */
export function tidy(nodes: readonly InlineNode[], within: readonly Mark[] = []): InlineNode[] {
  const flat = merged(nodes.flatMap((node) => (isIn(node, within) ? node.children : [node])));
  const inner = flat.map((node): InlineNode => {
    if (node.type !== 'mark') return node;
    return { ...node, children: tidy(node.children, [...within, node.mark]) };
  });
  const moved = inner.flatMap((node, i) => {
    if (node.type !== 'mark') return [node];
    return outOfMark(node, i > 0, i < inner.length - 1);
  });
  return merged(moved).filter((node) => !isEmpty(node));
}

function isIn(node: InlineNode, within: readonly Mark[]): node is InlineNode & { type: 'mark' } {
  return node.type === 'mark' && within.includes(node.mark);
}

function isEmpty(node: InlineNode): boolean {
  switch (node.type) {
    case 'text':
    case 'safe':
    case 'code':
      return node.text === '';
    case 'trusted':
      return node.source === '';
    case 'mark':
      return node.children.length === 0;
    default:
      return false;
  }
}

function merged(nodes: readonly InlineNode[]): InlineNode[] {
  const all: InlineNode[] = [];
  for (const node of nodes) {
    if (isEmpty(node)) continue;
    const last = all.at(-1);
    const one = last && together(last, node);
    if (one) all.splice(-1, 1, one);
    else all.push(node);
  }
  return all;
}

function together(a: InlineNode, b: InlineNode): InlineNode | undefined {
  // Half a character at the end of the one is none with the beginning of the other.
  if (a.type === 'text' && b.type === 'text') return { type: 'text', text: clean(a.text) + b.text };
  if (a.type === 'safe' && b.type === 'safe') return { type: 'safe', text: a.text + b.text };
  if (a.type === 'code' && b.type === 'code') return { type: 'code', text: a.text + b.text };
  if (a.type === 'trusted' && b.type === 'trusted') {
    return { type: 'trusted', source: a.source + b.source };
  }
  if (a.type === 'mark' && b.type === 'mark' && a.mark === b.mark) {
    return { ...a, children: tidy([...a.children, ...b.children], [a.mark]) };
  }
  return undefined;
}

/** Moves blanks at the edges of a mark out of it, where it has a neighbour. */
function outOfMark(
  node: InlineNode & { type: 'mark' },
  hasBefore: boolean,
  hasAfter: boolean,
): InlineNode[] {
  const children = node.children.map((child) =>
    child.type === 'text' ? { ...child, text: clean(child.text) } : child,
  );
  const first = children[0];
  const before: InlineNode[] = [];
  const after: InlineNode[] = [];
  if (hasBefore && first?.type === 'text') {
    const text = first.text.trimStart();
    before.push({ type: 'text', text: first.text.slice(0, first.text.length - text.length) });
    children[0] = { type: 'text', text };
  }
  const last = children.at(-1);
  if (hasAfter && last?.type === 'text') {
    const text = last.text.trimEnd();
    after.push({ type: 'text', text: last.text.slice(text.length) });
    children[children.length - 1] = { type: 'text', text };
  }
  return [...before, { ...node, children: merged(children) }, ...after];
}
