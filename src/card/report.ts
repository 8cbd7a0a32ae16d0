import { isElement } from '../../jsx-runtime/element.js';
import { type Issue, pointer, setOwn } from '../schema/index.js';
import { componentStack, type Owner, sourcesOf } from './owner.js';

export interface Found {
  code: string;
  path: string;
  message: string;
  hint?: string | undefined;
  severity?: 'error' | 'warning' | undefined;
  /** Of a misspelt field: the path of the one that was meant. That it is missing is then no second mistake. */
  meant?: string | undefined;
}

/** Takes what was found at a place of the card. */
export type Report = (found: Found, owner?: Owner | undefined) => void;

/** A report that fills `issues`, with the component stack and the source lines of the owner. */
export function collectInto(issues: Issue[]): Report {
  const meant = new Set<string>();
  return (found, owner) => {
    if (found.meant !== undefined) meant.add(found.meant);
    if (found.code === 'field-missing' && meant.has(found.path)) return;
    const issue: Issue = {
      code: found.code,
      severity: found.severity ?? 'error',
      path: found.path,
      message: found.message,
    };
    if (found.hint) issue.hint = found.hint;
    if (owner) {
      issue.componentStack = componentStack(owner);
      const sources = sourcesOf(owner);
      // A component compiled without the dev transform has no line; the nearest one around it is still a help.
      const source = sources?.find((one) => one);
      if (sources && source) {
        issue.sources = sources;
        issue.source = source;
      }
    }
    issues.push(issue);
  };
}

/** How a found value looks in a message: short, and never a whole document. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`;
  if (typeof value === 'symbol' || typeof value === 'bigint') return `a ${typeof value}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (isElement(value)) return 'an element';
  if (typeof value === 'object') {
    if (!isPlain(value)) return `an instance of ${value.constructor?.name ?? 'an unknown class'}`;
    const keys = Object.keys(value);
    const some = keys.slice(0, 3).join(', ');
    return keys.length
      ? `an object with ${some}${keys.length > 3 ? ', ...' : ''}`
      : 'an empty object';
  }
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

/** JSON of a value that came from outside the compiler's eyes; what is no JSON is reported with its path. */
export function toJson(
  value: unknown,
  path: string,
  fail: (path: string, what: string, value: unknown) => void,
): unknown {
  const open = new Set<object>();
  const copy = (from: unknown, at: string): unknown => {
    if (from === null || typeof from === 'string' || typeof from === 'boolean') return from;
    if (typeof from === 'number' && Number.isFinite(from)) return from;
    if (typeof from !== 'object' || (!Array.isArray(from) && !isPlain(from))) {
      fail(at, describe(from), from);
      return null;
    }
    if (open.has(from)) {
      fail(at, 'a reference to an object around it', from);
      return null;
    }
    open.add(from);
    let to: unknown;
    if (Array.isArray(from)) to = from.map((item, i) => copy(item, `${at}/${i}`));
    else {
      const object: object = {};
      for (const key of Object.keys(from)) {
        const member = (from as Record<string, unknown>)[key];
        if (member === undefined) continue;
        setOwn(object, key, copy(member, pointer(at, key)));
      }
      to = object;
    }
    open.delete(from);
    return to;
  };
  return copy(value, path);
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : show(value);
}

/** Whether it is an object as JSON has them, and no instance of a class. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // An object of another realm (an iframe) has that realm's Object.prototype, which has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
