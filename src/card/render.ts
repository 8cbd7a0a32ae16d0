import { isElement } from '../../jsx-runtime/element.js';
import { CardError, type CardJson, type Issue } from '../schema/index.js';
import { orderIssues } from '../schema/issue-order.js';
import { build } from './build.js';
import { expand, type Leaf } from './expand.js';
import { assignIds } from './ids.js';
import { collectInto, type Report, show } from './report.js';
import type { Slots } from './slots.js';
import { verify } from './verify.js';
import { isForDevelopment, warn } from './warn.js';

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
 * repeated ids, more than 200 elements, ... Warnings and the 30 KB limit are for {@link check}; a card that was compiled
 * by the dev transform says its warnings through `console.warn`, each place once.
 */
export function render(element: unknown, options: RenderOptions = {}): CardJson {
  return renderCard(element, options);
}

/** What a live card asks for besides. */
export interface LiveRenderOptions extends RenderOptions {
  /** Texts that are streamed into elements of the card. */
  slots?: Slots | undefined;
  /** `any`: a card of more elements and tables than one may have, since it will be divided. @default "limited" */
  size?: 'limited' | 'any' | undefined;
}

/** {@link render}, for who knows more than what the author wrote. */
export function renderCard(element: unknown, options: LiveRenderOptions = {}): CardJson {
  const issues: Issue[] = [];
  const report = collectInto(issues);
  const { leaves } = expand(element, undefined, '', report);
  const [leaf] = leaves;
  if (leaves.length !== 1 || leaf?.kind !== 'host' || leaf.host.definition.place !== 'root') {
    const host = leaf?.kind === 'host' ? leaf.host : undefined;
    const found = {
      code: 'not-renderable',
      path: '',
      message: `render takes one <Card>; found ${foundRoot(element, leaves)}`,
      hint: host && host.definition.place !== 'root' ? 'put it into <Card>' : undefined,
    };
    // What cannot be rendered at all has been reported.
    if (issues.length === 0) report(found, host?.owner);
    throw new CardError(issues);
  }
  const development = isForDevelopment(element);
  const { json, owners, definitions } = build(leaf.host, report, options.slots);
  verify(
    json,
    {
      root: leaf.host.definition,
      definition: (tag) => definitions.get(tag),
      owner: (object) => owners.get(object),
      advice: development,
    },
    notAgain(issues, report),
  );
  const errors = issues.filter(
    ({ severity, code }) => severity === 'error' && !(options.size === 'any' && SIZES.has(code)),
  );
  if (errors.length > 0) throw new CardError(errors);
  if (development) warn(orderIssues(issues));
  if (options.ids === 'all') assignIds(json);
  return json as CardJson;
}

/** Codes of what one card has too much of. */
const SIZES: ReadonlySet<string> = new Set(['elements', 'tables']);

/**
 * What could not be mapped is missing from the JSON, or null there; it may have been the submit button. That is no
 * second mistake.
 */
function notAgain(issues: readonly Issue[], report: Report): Report {
  const known = issues.map(({ path }) => path);
  return (found, owner) => {
    const follows =
      FOLLOWS.has(found.code) &&
      known.some((path) => path === found.path || path.startsWith(`${found.path}/`));
    if (!follows) report(found, owner);
  };
}

const FOLLOWS: ReadonlySet<string> = new Set(['field-missing', 'type', 'form-submit']);

function foundRoot(element: unknown, leaves: readonly Leaf[]): string {
  if (!isElement(element)) return show(element);
  const [leaf] = leaves;
  if (leaf === undefined) return 'nothing';
  if (leaves.length > 1) return `${leaves.length} elements`;
  return leaf.kind === 'host' ? `<${leaf.host.definition.name}>` : 'a text';
}
