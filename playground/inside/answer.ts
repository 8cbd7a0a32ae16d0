import { jsxDEV } from '../../jsx-runtime/dev.js';
import { type CardElement, isElement } from '../../jsx-runtime/element.js';
import { identityOf } from '../../src/card/ids.js';
import { show } from '../../src/card/report.js';
import { CardError, check, diff, type Issue, render } from '../../src/index.js';
import type { Answer, Question, Rendered } from '../protocol.js';
import { withSources } from './sources.js';
import { thrown } from './thrown.js';

/** What the author's module exports; nothing of it is known. */
export interface AuthorModule {
  readonly default?: unknown;
  readonly states?: unknown;
}

interface State {
  readonly title: string;
  readonly element: CardElement;
}

/** Renders what the module exports, as a live card would: the first card is created, each other one is a `diff`. */
export function answer(load: () => AuthorModule, question: Question): Answer {
  let titles: string[] = [];
  let state = 0;
  try {
    const module = load();
    const states = module.states === undefined ? undefined : statesOf(module.states);
    titles = states?.map(({ title }) => title) ?? [];
    state = Math.max(0, Math.min(question.state, titles.length - 1));
    const element = states?.[state]?.element ?? elementOf(module.default, 'export default');
    const rendered = renderNext(element, question);
    const issues = withSources(check(rendered.live.card), element);
    return { states: titles, state, issues, rendered };
  } catch (error) {
    const { issues } = thrown(error, 'a component');
    return { states: titles, state, issues };
  }
}

function renderNext(element: CardElement, { before }: Question): Rendered {
  if (!before) {
    const card = render(element, { ids: 'all' });
    return { live: { card, identity: identityOf(card) } };
  }
  const plan = diff(before.card, render(element), { identity: before.identity });
  return { live: { card: plan.card, identity: plan.identity }, calls: plan.calls };
}

function statesOf(value: unknown): State[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw refused('states', `states is ${show(value)}; expected an array of elements`, STATES_HINT);
  }
  return value.map((item: unknown, i) => {
    const name = `states[${i}]`;
    if (isElement(item) || typeof item !== 'object' || item === null) {
      return { title: `state ${i + 1}`, element: elementOf(item, name) };
    }
    const { title, element } = item as { title?: unknown; element?: unknown };
    return {
      title: typeof title === 'string' && title ? title : `state ${i + 1}`,
      element: elementOf(element, `${name}.element`),
    };
  });
}

/** An element as it is; a component is rendered without props. */
function elementOf(value: unknown, name: string): CardElement {
  if (isElement(value)) return value;
  if (typeof value === 'function') return jsxDEV(value, {});
  if (value === undefined && name === 'export default') {
    throw refused(
      'export',
      'the module exports no card',
      'write: export default <Card>...</Card>;',
    );
  }
  throw refused(
    'export',
    `${name} is ${show(value)}; expected an element or a component`,
    name.startsWith('states') ? STATES_HINT : undefined,
  );
}

const STATES_HINT = 'write: export const states = [<Card/>, { title: "done", element: <Card/> }];';

function refused(code: string, message: string, hint?: string): CardError {
  const issue: Issue = { code, severity: 'error', path: '', message };
  if (hint) issue.hint = hint;
  return new CardError([issue]);
}
