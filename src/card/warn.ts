import { isElement } from '../../jsx-runtime/element.js';
import type { Issue } from '../schema/index.js';
import { formatIssue } from '../schema/issue-format.js';
import { issueHooks } from '../schema/issue-hooks.js';

/** Whether an element was compiled for development: only then does it know its line. */
export function isForDevelopment(root: unknown): boolean {
  return isElement(root) && root.source !== undefined;
}

/** What has been said, so that a card that is rendered again and again does not repeat itself. */
const SAID = new Set<string>();

/** Says each warning to the developer, once in the life of the process for each place. */
export function warn(issues: readonly Issue[]): void {
  const { onWarning = toConsole } = issueHooks();
  for (const issue of issues) {
    if (issue.severity !== 'warning') continue;
    const { code, path, source } = issue;
    // In a list, the same line makes many elements; the field tells two warnings about one of them apart.
    const field = path.slice(path.lastIndexOf('/'));
    const said = JSON.stringify(source ? [code, source, field] : [code, path]);
    if (SAID.has(said)) continue;
    SAID.add(said);
    onWarning(issue);
  }
}

function toConsole(issue: Issue): void {
  // biome-ignore lint/suspicious/noConsole: the developer's own console, and only in development.
  globalThis.console?.warn(`[larkx] ${formatIssue(issue)}`);
}
