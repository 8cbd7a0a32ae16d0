import type { Call, CardJson, Identity, Issue, JsonObject } from '../src/index.js';

/**
 * What the page and the sandbox say to each other.
 *
 *     page  ── Run ──>  frame  ── Question ──>  worker, with the author's code
 *     page <── Said ──  frame  <── text ─────   worker
 *
 * The author's code runs beside the code that answers, so nothing from there is believed: an answer is a text, which
 * {@link readAnswer} reads as data.
 */

/** To the frame: a program to be run in a worker of its own, and what to ask it. */
export interface Run {
  readonly larkx: 'run';
  readonly id: number;
  readonly program: string;
  readonly question: Question;
  /** How long the program may take. */
  readonly ms: number;
}

/** From the frame: how a run ended. */
export interface Said {
  readonly larkx: 'said';
  readonly id: number;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'timeout' }
  /** The program could not even be started. */
  | { readonly kind: 'crash'; readonly message: string };

/** A card that the service would hold now, and what the next `diff` needs beside it. */
export interface Live {
  readonly card: CardJson;
  readonly identity: Identity;
}

export interface Question {
  /** Which of the module's `states` to render. */
  readonly state: number;
  /** The card that was rendered last; without it, the card is created. */
  readonly before?: Live | undefined;
}

export interface Answer {
  /** Titles of the module's `states`; empty where it has none. */
  readonly states: readonly string[];
  /** The state that was rendered. */
  readonly state: number;
  readonly issues: readonly Issue[];
  /** Absent where it could not be rendered. */
  readonly rendered?: Rendered | undefined;
}

export interface Rendered {
  readonly live: Live;
  /** What leads from the card before to this one; absent where there was none before. */
  readonly calls?: readonly Call[] | undefined;
}

/** The file that the author writes. */
export const FILE = 'card.tsx';

/** In place of {@link FILE} in an issue's source: the place is one of the compiled code. */
export const COMPILED = '(compiled)';

/** More than any card or its calls can be. */
export const MAX_ANSWER = 4_000_000;

export function isSaid(value: unknown): value is Said {
  if (!isRecord(value) || value.larkx !== 'said' || typeof value.id !== 'number') return false;
  const { outcome } = value;
  if (!isRecord(outcome)) return false;
  if (outcome.kind === 'timeout') return true;
  const text = outcome.kind === 'crash' ? outcome.message : outcome.text;
  const known = outcome.kind === 'crash' || outcome.kind === 'answer';
  return known && typeof text === 'string' && text.length <= MAX_ANSWER;
}

/** An answer, if the text is one: only what is known of it, each part of its type. */
export function readAnswer(text: string): Answer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { states, state, issues, rendered } = value;
  if (!isListOf(states, isString) || typeof state !== 'number') return undefined;
  if (!isListOf(issues, isIssue)) return undefined;
  if (rendered === undefined) return { states, state, issues };
  return isRendered(rendered) ? { states, state, issues, rendered } : undefined;
}

function isRendered(value: unknown): value is Rendered {
  if (!isRecord(value) || !isRecord(value.live)) return false;
  const { card, identity } = value.live;
  return (
    isRecord(card) &&
    isRecord(identity) &&
    typeof identity.next === 'number' &&
    isRecord(identity.keys) &&
    Object.values(identity.keys).every(isString) &&
    (value.calls === undefined || isListOf(value.calls, isCall))
  );
}

function isCall(value: unknown): value is Call {
  if (!isRecord(value)) return false;
  switch (value.type) {
    case 'content':
      return isString(value.elementId) && isString(value.content);
    case 'batch':
      return isListOf(value.actions, isAction);
    case 'replace':
      return isRecord(value.card);
    default:
      return false;
  }
}

function isAction(value: unknown): value is JsonObject {
  return isRecord(value) && isString(value.action) && isRecord(value.params);
}

function isIssue(value: unknown): value is Issue {
  if (!isRecord(value)) return false;
  const { code, severity, path, message, hint, componentStack, source } = value;
  return (
    isString(code) &&
    (severity === 'error' || severity === 'warning') &&
    isString(path) &&
    isString(message) &&
    (hint === undefined || isString(hint)) &&
    (componentStack === undefined || isListOf(componentStack, isString)) &&
    (source === undefined ||
      (isRecord(source) &&
        isString(source.file) &&
        typeof source.line === 'number' &&
        typeof source.column === 'number'))
  );
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}
