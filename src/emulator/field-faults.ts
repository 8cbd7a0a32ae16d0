import { contentRefused, type EmittedCode, refused } from './refusal.js';
import { isTree, places, tagOf } from './tree.js';

/** What is judged of the properties of a document, and how the endpoint refuses. */
export interface FieldRules {
  /** Whether a component or a property has to be known, and a component to stand where it can. */
  readonly names: boolean;
  /** Whether the value of a known property has to be of its JSON type. */
  readonly types: boolean;
  readonly code: EmittedCode;
}

/** Where the walk is, innermost step first. */
export interface At {
  readonly rules: FieldRules;
  readonly step: string;
  readonly around: At | undefined;
}

/** Components of Card JSON 1.0 that 2.0 has no more. */
const OLD_TAGS: ReadonlySet<string> = new Set(['action', 'note']);

/** How much of a foreign name is repeated in a message. */
const SHOWN = 40;

export function unknown(property: string, at: At): Error {
  const shown = property.slice(0, SHOWN);
  return refused(at.rules.code, `unknown property '${shown}', path: [${said(at)}]`);
}

export function unsupported(tag: string, at: At): Error {
  const shown = tag.slice(0, SHOWN);
  if (!OLD_TAGS.has(tag)) {
    return refused(at.rules.code, `unsupported tag ${shown}, path: [${said(at)}]`);
  }
  return contentRefused(200861, `unsupported tag ${shown}`, `${shown}; ErrPath: ${said(at)}`);
}

export function withTag(at: At, tag: string): At {
  return { ...at, step: `${at.step}(tag: ${tag.slice(0, SHOWN)})` };
}

/** As the service says it: `ROOT -> body -> elements -> [2](tag: chart)`. */
function said(at: At | undefined): string {
  const steps: string[] = [];
  for (let one = at; one; one = one.around) steps.unshift(one.step.slice(0, 2 * SHOWN));
  return steps.join(' -> ');
}

/** Refuses components in a value that holds none, whatever else. */
export function refuseComponents(value: unknown, at: At): void {
  if (!at.rules.names || !(Array.isArray(value) || isTree(value))) return;
  for (const { node } of places({ held: value })) {
    const tag = tagOf(node);
    if (tag !== undefined) throw unsupported(tag, withTag(at, tag));
  }
}

export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array';

/** Refuses a value of the wrong type. If there are components in it, they are what is wrong with it. */
export function refuseMistyped(value: unknown, at: At): void {
  refuseComponents(value, at);
  refuseMistypedData(value, at);
}

/** The same of data, in which nothing is a component. */
export function refuseMistypedData(value: unknown, { rules, step, around }: At): void {
  if (!rules.types) return;
  const field = step.slice(0, SHOWN);
  throw refused(
    rules.code,
    `json: cannot unmarshal ${typeOf(value)} into field ${field}, path: [${said(around)}]`,
  );
}

export function typeOf(value: unknown): JsonType {
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}
