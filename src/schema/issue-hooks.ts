import type { Source } from '../../jsx-runtime/element.js';
import type { Issue } from './issue.js';

/** What a development tool adds to issues. Nothing is set in production, and nothing is paid for there. */
export interface IssueHooks {
  /** The lines of source around a place, for messages; `undefined` where they are not known. */
  readonly frameOf?: ((source: Source) => string | undefined) | undefined;
  /** How a file is named in messages; as the dev transform wrote it unless told. */
  readonly nameOf?: ((file: string) => string) | undefined;
  /** Takes the warnings of `render` instead of `console.warn`. */
  readonly onWarning?: ((issue: Issue) => void) | undefined;
}

/** Kept under a registered symbol: a tool that was loaded beside the library sets the hooks of the same library. */
const HOOKS: unique symbol = Symbol.for('larkx.issue-hooks');
const room = globalThis as { [HOOKS]?: IssueHooks };

export function issueHooks(): IssueHooks {
  return room[HOOKS] ?? {};
}

/** Sets some hooks and leaves the others. */
export function setIssueHooks(hooks: IssueHooks): void {
  room[HOOKS] = { ...room[HOOKS], ...hooks };
}
