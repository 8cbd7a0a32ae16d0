import { type CardElement, type Issue, render } from 'larkx';
import { setIssueHooks } from '../../src/schema/issue-hooks.js';

/** What a developer is warned about when the card is rendered. */
export function warningsOf(card: CardElement): Issue[] {
  const warnings: Issue[] = [];
  setIssueHooks({ onWarning: (issue) => warnings.push(issue) });
  try {
    render(card);
  } finally {
    setIssueHooks({ onWarning: () => {} });
  }
  return warnings;
}
