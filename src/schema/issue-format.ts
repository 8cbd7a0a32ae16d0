import type { Source } from '../../jsx-runtime/element.js';
import type { Issue } from './issue.js';
import { issueHooks } from './issue-hooks.js';

/**
 * One issue as a person reads it.
 *
 * ```text
 * enum: <Button> type: found "primry"; allowed: "default", "primary", "danger"
 *   hint: did you mean "primary"?
 *   at <Button> (src/approval.tsx:14:7)
 *       13 |     <Column>
 *     > 14 |       <Button type="primry">Approve</Button>
 *          |       ^
 *       15 |     </Column>
 *   in Approval (src/bot.tsx:3:22)
 *   in Card (src/bot.tsx:2:16)
 *   path: /body/elements/0/type
 * ```
 *
 * The lines of source are there when a tool has set the hook that reads them.
 */
export function formatIssue(issue: Issue): string {
  return format(issue, [issue.path], issueHooks().frameOf);
}

/**
 * Issues as a person reads them. What differs in the path only, as in the rows of a list, is said once, and so are the
 * lines around one place.
 */
export function formatIssues(issues: readonly Issue[]): string {
  const { frameOf } = issueHooks();
  const alike = new Map<string, { issue: Issue; paths: string[] }>();
  for (const issue of issues) {
    const said = format(issue, [], undefined);
    const same = alike.get(said);
    if (same) same.paths.push(issue.path);
    else alike.set(said, { issue, paths: [issue.path] });
  }
  const framed = new Set<string>();
  return [...alike.values()]
    .map(({ issue, paths }) => {
      const place = issue.source && placeOf(issue.source);
      const first = place !== undefined && !framed.has(place);
      if (first) framed.add(place);
      return format(issue, paths, first ? frameOf : undefined);
    })
    .join('\n');
}

function format(
  issue: Issue,
  paths: readonly string[],
  frameOf: ((source: Source) => string | undefined) | undefined,
): string {
  const lines = [`${issue.code}: ${issue.message}`];
  if (issue.hint) lines.push(`  hint: ${issue.hint}`);
  const frame = issue.source && frameOf?.(issue.source)?.replace(/^/gm, '    ');
  const stack = stackOf(issue);
  const framed = stack.findIndex(({ source }) => source && source === issue.source);
  stack.forEach(({ line }, i) => {
    lines.push(line);
    if (frame && i === framed) lines.push(frame);
  });
  const [path, ...others] = paths;
  if (path) lines.push(`  path: ${path}${others.length ? ` and ${others.length} more` : ''}`);
  return lines.join('\n');
}

interface Step {
  line: string;
  readonly source?: Source | undefined;
}

/** Lines of a stack that are shown; the middle of a longer one is left out. */
const SHOWN = 10;
const SHOWN_LAST = 3;

function stackOf({ componentStack = [], sources, source }: Issue): Step[] {
  if (componentStack.length === 0) {
    return source ? [{ line: `  at ${placeOf(source)}`, source }] : [];
  }
  const steps: Step[] = [];
  let times = 1;
  componentStack.forEach((name, i) => {
    // Without the sources of all, the one that is known is that of the innermost.
    const own = sources ? sources[i] : i === 0 ? source : undefined;
    const what = i === 0 ? `at <${name}>` : `in ${name}`;
    const line = `  ${what}${own ? ` (${placeOf(own)})` : ''}`;
    const last = steps.at(-1);
    // A component that stands in itself is said once.
    if (last?.line.replace(/ \(\d+ times\)$/, '') === line) {
      times++;
      last.line = `${line} (${times} times)`;
    } else {
      times = 1;
      steps.push({ line, source: own });
    }
  });
  if (steps.length <= SHOWN) return steps;
  const head = steps.slice(0, SHOWN - SHOWN_LAST);
  const tail = steps.slice(-SHOWN_LAST);
  return [...head, { line: `  ... ${steps.length - SHOWN} more` }, ...tail];
}

function placeOf({ file, line, column }: Source): string {
  return `${issueHooks().nameOf?.(file) ?? file}:${line}:${column}`;
}
