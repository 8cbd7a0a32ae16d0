import { isObject, type JsonObject } from '../../src/schema/json.js';
import type { Attributes, Dialect, InlineNode, MarkdownNode } from '../../src/schema/text/node.js';

export const PAGE = 'card-json-v2-components/content-components/rich-text';

/** The whole markup only. */
export const MARKDOWN: readonly Dialect[] = ['markdown'];
/** Also the small markup of texts. */
export const LARK_MD: readonly Dialect[] = ['markdown', 'lark_md'];
/** Also the title of a header. */
export const TITLE: readonly Dialect[] = ['markdown', 'lark_md', 'mentions'];

/** Why an id is checked by its form: a wrong one makes the service refuse the card. */
export const USER_ID = {
  pattern: /^[\w-]+$/,
  says: 'letters, digits, "_" and "-"',
};

/** The form of keys that the service hands out. */
export const KEY = /^[\w.-]+$/;

/** Children that stand in a line. Where a component may stand has been checked. */
export function inLine(children: readonly MarkdownNode[]): readonly InlineNode[] {
  return children as readonly InlineNode[];
}

/** The words among children that are words only. */
export function words(children: readonly MarkdownNode[]): string {
  return children.map((node) => (node.type === 'text' ? node.text : '')).join('');
}

/** A tag with attributes. What is no value of an attribute is left out here and reported elsewhere. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  children: readonly InlineNode[] = [],
): InlineNode {
  const own: Record<string, Attributes[string]> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      own[key] = value;
    }
  }
  return { type: 'tag', name, attributes: own, children };
}

/** A prop as a string; empty where it is none. */
export function text(json: JsonObject, name: string): string {
  const value = json[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Children of one kind, as nodes of that kind. */
export function nodesOf<T extends MarkdownNode['type']>(
  children: readonly MarkdownNode[],
  type: T,
): readonly Extract<MarkdownNode, { type: T }>[] {
  return children.filter(
    (node): node is Extract<MarkdownNode, { type: T }> => isObject(node) && node.type === type,
  );
}
