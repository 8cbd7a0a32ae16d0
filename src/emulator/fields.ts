import { getOwn } from '../schema/json.js';
import type { Knobs } from './knobs.js';
import { byKnob, noted, type Refusal, refused, turnedAway, type Violation } from './refusal.js';
import { isTree, type Tree } from './tree.js';

/** The highest sequence number: an int32. */
export const MAX_SEQUENCE = 2 ** 31 - 1;

type SequenceKnobs = Pick<Knobs, 'missingSequence' | 'sequenceOverflow'>;

interface TextRule {
  min?: number;
  max: number;
}

/**
 * Reads the fields of a request as the gateway does: a value of the wrong JSON type is a bad request at once
 * (`9499`); whatever else is wrong is collected and answered together (`99992402`).
 */
export class Fields {
  readonly #body: Tree;
  readonly #violations: Violation[];
  readonly #prefix: string;

  constructor(body: unknown, violations: Violation[] = [], prefix = '') {
    if (body !== undefined && !isTree(body)) {
      throw mistyped(prefix === '' ? 'the body' : prefix.slice(0, -1), 'an object', body);
    }
    this.#body = body ?? {};
    this.#violations = violations;
    this.#prefix = prefix;
  }

  /** A required string. */
  text(field: string, rule: TextRule): string {
    const value = this.optionalText(field, rule);
    if (value === undefined) this.#violate(field, '', `${field} is required`);
    return value ?? '';
  }

  optionalText(field: string, { min = 1, max }: TextRule): string | undefined {
    const value = this.#value(field);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      // The fields that take a document take it as a string, which is forgotten more than anything else.
      const expected = typeof value === 'object' ? 'a JSON string' : 'a string';
      throw mistyped(`${this.#prefix}${field}`, expected, value);
    }
    const length = value.length > max ? [...value].length : value.length;
    if (length < min) this.#violate(field, value, `the min len is ${min}`);
    if (length > max) this.#violate(field, value, `the max len is ${max}`);
    return value;
  }

  /** A required string out of a list. */
  oneOf<T extends string>(field: string, values: readonly T[]): T {
    const value = this.text(field, { max: 50 });
    const known = values.find((one) => one === value);
    if (known === undefined && value !== '') {
      this.#violate(field, value, `the optional values are: [${values.join(', ')}]`);
    }
    return known ?? (values[0] as T);
  }

  optionalFlag(field: string): boolean | undefined {
    const value = this.#value(field);
    if (value !== undefined && typeof value !== 'boolean') {
      throw mistyped(`${this.#prefix}${field}`, 'true or false', value);
    }
    return value;
  }

  /** A required object, to be read like a body. */
  object(field: string): Fields {
    const value = this.#value(field);
    if (value === undefined) this.#violate(field, '', `${field} is required`);
    return new Fields(value, this.#violations, `${this.#prefix}${field}.`);
  }

  /**
   * The sequence number of a write. A missing one reads as 0, which no card accepts (`300317`), unless the knob says
   * that the field is required. One beyond int32 is let through where the comparison refuses it.
   */
  sequence({ missingSequence, sequenceOverflow }: SequenceKnobs): number {
    const value = this.#value('sequence');
    if (value === undefined) {
      if (missingSequence === 99992402) this.#violate('sequence', '', 'sequence is required');
      return 0;
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      const found = typeof value === 'number' ? String(value) : inWords(value);
      throw noted(turnedAway(9499), `sequence: expected a whole number, found ${found}`);
    }
    const isInt32 = value >= -MAX_SEQUENCE - 1 && value <= MAX_SEQUENCE;
    if (!isInt32 && sequenceOverflow === 10002) {
      throw byKnob(
        refused(10002, 'sequence is out of int32'),
        { sequenceOverflow },
        'sequenceOverflow',
      );
    }
    if (!isInt32 && sequenceOverflow === 99992402) {
      this.#violate('sequence', String(value), 'out of int32');
    }
    return value;
  }

  /** A value from the path or the query that is checked together with the body. */
  given(field: string, value: string, { min = 1, max }: TextRule): string {
    if (value.length < min) this.#violate(field, value, `the min len is ${min}`);
    if (value.length > max) this.#violate(field, value, `the max len is ${max}`);
    return value;
  }

  givenOneOf<T extends string>(field: string, value: string, values: readonly T[]): T {
    const known = values.find((one) => one === value);
    if (known === undefined) {
      this.#violate(field, value, `the optional values are: [${values.join(', ')}]`);
    }
    return known ?? (values[0] as T);
  }

  /** Answers with everything that was found wrong so far. */
  done(): void {
    if (this.#violations.length > 0) throw turnedAway(99992402, this.#violations);
  }

  /** `null` is nothing, as in the service's decoder. */
  #value(field: string): unknown {
    return getOwn(this.#body, field) ?? undefined;
  }

  #violate(field: string, value: string, description: string): void {
    const shown = value.length > 64 ? `${value.slice(0, 64)}...` : value;
    this.#violations.push({ field: `${this.#prefix}${field}`, value: shown, description });
  }
}

function mistyped(what: string, expected: string, found: unknown): Refusal {
  return noted(turnedAway(9499), `${what}: expected ${expected}, found ${inWords(found)}`);
}

/** Not the value itself, which may be a secret. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
