import { BY_TAG } from '../../components/definitions.js';
import { getOwn } from '../schema/json.js';
import { contentRefused } from './refusal.js';
import { isTree, places, type Tree, tagOf } from './tree.js';

/**
 * Refuses an interactive element in a form that has no name, or the name of another one: the names are the keys of
 * the values that a form sends.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/containers/form-container
 */
export function checkFormNames(document: Tree): void {
  const forms = places(document).filter(({ node }) => tagOf(node) === 'form');
  const inForms = new Set(forms.flatMap(({ node }) => elementsIn(node)));
  const names = new Set<string>();
  for (const node of inForms) if (TAKES_NAME.has(tagOf(node) ?? '')) checkName(node, names);
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

/** The elements inside of an element, at every depth. What stands in another place of it is a part, as a text is. */
function elementsIn(node: Tree): Tree[] {
  const lists = [getOwn(node, 'elements'), getOwn(node, 'columns')].filter(Array.isArray);
  const children = lists.flat().filter(isTree);
  return children.flatMap((child) => [child, ...elementsIn(child)]);
}
