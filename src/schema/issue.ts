import type { Source } from '../../jsx-runtime/element.js';

/** One thing that is wrong, or doubtful, about a card. */
export interface Issue {
  /** A stable code; `docs/errors.md` lists them all. */
  code: string;
  severity: 'error' | 'warning';
  /** JSON Pointer into the card. */
  path: string;
  message: string;
  hint?: string;
  /** Names of the components around it, innermost first. */
  componentStack?: readonly string[];
  /** Where the JSX stands, when the dev transform compiled it. */
  source?: Source;
}

/** Thrown by `render` and `apply`, with every issue that was found. */
export class CardError extends Error {
  override readonly name = 'CardError';
  /** The code of the first issue. */
  readonly code: string;
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(formatIssue).join('\n'));
    this.code = issues[0]?.code ?? 'unknown';
    this.issues = issues;
  }
}

/** The error of a single fault that concerns the card as a whole. */
export function cardError(code: string, message: string, hint?: string): CardError {
  const issue: Issue = { code, severity: 'error', path: '', message };
  if (hint !== undefined) issue.hint = hint;
  return new CardError([issue]);
}

/** One issue as a person reads it: code, sentence, hint, and where it is. */
export function formatIssue(issue: Issue): string {
  const lines = [`${issue.code}: ${issue.message}`];
  if (issue.hint) lines.push(`  hint: ${issue.hint}`);
  const { source } = issue;
  const at = source ? ` (${source.file}:${source.line}:${source.column})` : '';
  if (issue.componentStack?.length) lines.push(`  in ${issue.componentStack.join(' < ')}${at}`);
  else if (at) lines.push(`  at${at}`);
  if (issue.path) lines.push(`  path: ${issue.path}`);
  return lines.join('\n');
}
