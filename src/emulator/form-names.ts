import { BY_TAG } from '../../components/definitions.js';
import { getOwn } from '../schema/json.js';
import { contentRefused } from './refusal.js';
import { isTree, type Tree, tagOf } from './tree.js';

/**
 * Refuses an interactive element in a form that has no name, or the name of another one: the names are the keys of
 * the values that a form sends.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/containers/form-container
 */
export function checkFormNames(document: Tree): void {
  const body = getOwn(document, 'body');
  const names = new Set<string>();
  for (const [node, inForm] of isTree(body) ? elementsIn(body, false) : []) {
    if (inForm && TAKES_NAME.has(tagOf(node) ?? '')) checkName(node, names);
  }
}

function checkName(node: Tree, names: Set<string>): void {
  const name = getOwn(node, 'name');
  if (typeof name !== 'string' || name === '') {
    throw contentRefused(11310, `form name is empty: ${tagOf(node)} in a form has no name`);
  }
  if (names.has(name)) {
    throw contentRefused(11310, 'form name is duplicate', name.slice(0, 40));
  }
  names.add(name);
}

/** Tags of interactive elements with a value, or an action, of their own. */
const TAKES_NAME: ReadonlySet<string> = new Set(
  [...BY_TAG].flatMap(([tag, { fields, children }]) =>
    fields.name?.kind === 'name' && !(children.kind === 'elements' && children.wire === 'elements')
      ? [tag]
      : [],
  ),
);

/** The elements inside of an element, at every depth, and whether they stand in a form. */
function elementsIn(node: Tree, inForm: boolean): [Tree, boolean][] {
  const lists = [getOwn(node, 'elements'), getOwn(node, 'columns')].filter(Array.isArray);
  return lists
    .flat()
    .filter(isTree)
    .flatMap((child) => [
      [child, inForm] as [Tree, boolean],
      ...elementsIn(child, inForm || tagOf(child) === 'form'),
    ]);
}
