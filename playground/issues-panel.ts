import type { Issue } from '../src/index.js';
import { count, h } from './dom.js';
import type { Place } from './editor.js';
import type { Tab } from './tabs.js';

/** What is wrong with the card, each at its line. */
export class IssuesPanel {
  private readonly list = h('ol', { class: 'issues' });
  private readonly none = h('p', { class: 'empty', hidden: true }, 'Nothing to complain about.');

  constructor(
    private readonly tab: Tab,
    private readonly goTo: (place: Place) => void,
  ) {
    tab.panel.append(h('div', { class: 'scroll' }, this.none, this.list));
  }

  show(issues: readonly Issue[]): void {
    const errors = issues.filter(({ severity }) => severity === 'error').length;
    this.tab.badge(
      issues.length > 0 ? String(issues.length) : undefined,
      errors > 0 ? 'error' : 'warning',
    );
    this.none.hidden = issues.length > 0;
    this.list.replaceChildren(...inOrder(issues).map((issue) => h('li', {}, this.entry(issue))));
  }

  private entry(issue: Issue): HTMLElement {
    const { code, severity, message, hint, path, source, componentStack = [] } = issue;
    const where = componentStack.map((name) => `<${name}>`).join(' in ');
    const parts = [
      h(
        'span',
        { class: 'issue-head' },
        h('span', { class: `severity ${severity}` }, severity),
        h('code', {}, code),
        source && h('span', { class: 'issue-line' }, `line ${source.line}`),
      ),
      h('span', { class: 'issue-message' }, message),
      hint ? h('span', { class: 'issue-hint' }, hint) : undefined,
      (where || path) &&
        h('span', { class: 'issue-where' }, [where, path].filter(Boolean).join(' · ')),
    ] as const;
    const kind = `issue ${severity}`;
    if (!source) return h('div', { class: kind }, ...parts.map((part) => part || undefined));
    const onclick = () => this.goTo(source);
    return h(
      'button',
      { type: 'button', class: kind, title: `Go to line ${source.line}`, onclick },
      ...parts.map((part) => part || undefined),
    );
  }
}

/** Errors first; among them as the lines are. */
function inOrder(issues: readonly Issue[]): Issue[] {
  const line = ({ source }: Issue) => source?.line ?? 0;
  return issues.toSorted((a, b) => a.severity.localeCompare(b.severity) || line(a) - line(b));
}

/** How many there are, in words. */
export function tally(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.length - errors;
  return [errors && count(errors, 'error'), warnings && count(warnings, 'warning')]
    .filter(Boolean)
    .join(', ');
}
