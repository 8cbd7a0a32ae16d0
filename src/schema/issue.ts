import type { Source } from '../../jsx-runtime/element.js';
import { formatIssues } from './issue-format.js';
import { orderIssues } from './issue-order.js';

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
  /** Where the JSX of each of them stands; `undefined` for those that the dev transform did not compile. */
  sources?: readonly (Source | undefined)[];
  /** Where the JSX stands, when the dev transform compiled it: the innermost of `sources` that is known. */
  source?: Source;
}

/** Thrown by `render` and `apply`, with every issue that was found, the most useful first. */
export class CardError extends Error {
  override readonly name = 'CardError';
  /** The code of the first issue. */
  readonly code: string;
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const ordered = orderIssues(issues);
    super(formatIssues(ordered));
    this.code = ordered[0]?.code ?? 'unknown';
    this.issues = ordered;
  }
}

/** The error of a single fault that concerns the card as a whole. */
export function cardError(code: string, message: string, hint?: string): CardError {
  const issue: Issue = { code, severity: 'error', path: '', message };
  if (hint !== undefined) issue.hint = hint;
  return new CardError([issue]);
}
