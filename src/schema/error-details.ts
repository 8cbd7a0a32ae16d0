import { innerCode } from './service-codes.js';

/** What is wrong with one field of a request, by `99992402`. */
export interface FieldViolation {
  field: string;
  value: string;
  description: string;
}

/** A limit of a card: objects with a tag, bytes of JSON, tables, or the rows of one table. */
export type CardLimit = 'elements' | 'bytes' | 'tables' | 'rows';

/**
 * What the words of an error say, where they say it. They are the service's, so each string has an end: ids 64
 * characters, anything else 200; lists 20 entries.
 */
export interface ErrorDetails {
  /** The `element_id` that the card does not hold. */
  missingId?: string;
  /** The code inside of a wrapped error (`300315`, `230099`). */
  innerCode?: number;
  /** The limit that the card is over. */
  innerLimit?: CardLimit;
  /** The `element_id` that occurs twice. */
  duplicateId?: string;
  /** The `element_id` that has not the form of one. */
  malformedId?: string;
  /** The property that the component does not have. */
  unknownProperty?: string;
  /** Where in the card the fault is: `ROOT -> body -> elements -> [2](tag: chart)`. */
  path?: string;
  /** The permissions of which the app needs one. */
  scopes?: readonly string[];
  /** The fields that were refused. */
  violations?: readonly FieldViolation[];
  /** Calls that the window has which was used up (`x-ogw-ratelimit-limit`). */
  rateLimit?: number;
}

const MAX_ID = 64;
const MAX_WORDS = 200;
const MAX_ENTRIES = 20;
/** Text beyond it is not looked at. */
const MAX_MESSAGE = 10_000;

/** Parses the words of an error. */
export function errorDetails(
  code: number,
  words: string,
  more: { violations?: readonly FieldViolation[] | undefined; rateLimit?: number | undefined } = {},
): ErrorDetails {
  const message = words.slice(0, MAX_MESSAGE);
  const details: ErrorDetails = {};
  const inner = innerCode(code, message);
  if (inner !== undefined) details.innerCode = inner;
  const limit = limitOf(inner ?? code, message);
  if (limit) details.innerLimit = limit;
  for (const [name, pattern, max] of WORDS) {
    const found = pattern.exec(message)?.[1]?.trim();
    if (found) details[name] = found.slice(0, max);
  }
  const scopes = code === 99991672 ? /\[([^\]]{1,4000})\]/.exec(message)?.[1] : undefined;
  if (scopes)
    details.scopes = entries(
      scopes
        .split(/[,\s]+/)
        .filter(Boolean)
        .map(bounded),
    );
  if (more.violations?.length) {
    details.violations = entries(
      more.violations.map(({ field, value, description }) => ({
        field: bounded(field),
        value: bounded(value),
        description: bounded(description),
      })),
    );
  }
  if (more.rateLimit !== undefined) details.rateLimit = more.rateLimit;
  return details;
}

type Words = 'missingId' | 'duplicateId' | 'malformedId' | 'unknownProperty' | 'path';

const WORDS: readonly [Words, RegExp, max: number][] = [
  ['missingId', /not find elementID\s{0,9}:\s{0,9}([^\s;]+)/, MAX_ID],
  ['duplicateId', /ElementID ([^\s:]+): Code 1001\b/, MAX_ID],
  ['malformedId', /ElementID ([^\s:]+): Code 1002\b/, MAX_ID],
  ['unknownProperty', /unknown property ["']([^"']+)["']/, MAX_ID],
  ['path', /\bErrPath:\s{0,9}([^;]+)/, MAX_WORDS],
];

function limitOf(code: number, message: string): CardLimit | undefined {
  if (code === 300305) return 'elements';
  if (code === 200860 || code === 230025 || code === 100000) return 'bytes';
  if (code === 200914 || code === 200915) return 'rows';
  if (code !== 11310) return undefined;
  if (/table number over limit|ErrorValue: table\b/.test(message)) return 'tables';
  if (/element exceeds the limit/.test(message)) return 'elements';
  return undefined;
}

const bounded = (text: string) => text.slice(0, MAX_WORDS);
const entries = <T>(list: readonly T[]): readonly T[] => list.slice(0, MAX_ENTRIES);
