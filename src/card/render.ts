import { isElement } from '../../jsx-runtime/element.js';
import { CardError, type CardJson, definitionOf, type Issue } from '../schema/index.js';
import { build } from './build.js';
import { expand } from './expand.js';
import { assignIds } from './ids.js';
import { collectInto, show } from './report.js';
import { verify } from './verify.js';

export interface RenderOptions {
  /**
   * `explicit` writes the ids that the author gave. `all` also gives one to every element that the service can address,
   * so that a later `diff` needs no full update. @default "explicit"
   */
  ids?: 'explicit' | 'all' | undefined;
}

/**
 * Renders a card to Card JSON 2.0: faithful to what is written, without defaults.
 *
 * @throws {CardError} with every issue that was found: unknown props, wrong values, elements in a wrong place, bad or
 * repeated ids, more than 200 elements, ... Warnings and the 30 KB limit are for {@link check}.
 */
export function render(element: unknown, options: RenderOptions = {}): CardJson {
  const issues: Issue[] = [];
  const report = collectInto(issues);
  const leaves = expand(element, undefined, '', report);
  const [leaf] = leaves;
  if (leaves.length !== 1 || leaf?.kind !== 'host' || leaf.host.definition.place !== 'root') {
    report({
      code: 'not-renderable',
      path: '',
      message: `render takes one <Card>; found ${foundRoot(element, leaves.length)}`,
      hint: leaf?.kind === 'host' ? 'put it into <Card>' : undefined,
    });
    throw new CardError(issues);
  }
  const { json, owners, definitions } = build(leaf.host, report);
  verify(
    json,
    {
      root: leaf.host.definition,
      definition: (tag) => definitions.get(tag),
      complete: false,
      owner: (object) => owners.get(object),
    },
    report,
  );
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) throw new CardError(errors);
  if (options.ids === 'all') assignIds(json);
  return json as CardJson;
}

function foundRoot(element: unknown, leaves: number): string {
  if (!isElement(element)) return show(element);
  const name = definitionOf(element.type)?.name;
  if (name) return `<${name}>`;
  return leaves === 0 ? 'nothing' : leaves === 1 ? 'something else' : `${leaves} elements`;
}
