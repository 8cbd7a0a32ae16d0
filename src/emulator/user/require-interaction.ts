import { getOwn, isObject } from '../../schema/json.js';
import type { Interaction, Reading } from './interaction.js';

/** What a member of an interaction may be, in words and in fact. */
type Member = readonly [is: string, fits: (value: unknown) => boolean];

const isText = (value: unknown) => typeof value === 'string';
const text: Member = ['a string', isText];
const truth: Member = ['true or false', (value) => typeof value === 'boolean'];

const OPERATOR: Readonly<Record<string, Member>> = {
  openId: text,
  unionId: text,
  userId: text,
} satisfies { [K in keyof Required<NonNullable<Reading['operator']>>]: Member };

const READING = {
  cardId: text,
  messageId: text,
  operator: ['an object such as { openId: "ou_..." }', isObject],
} satisfies { [K in keyof Required<Reading>]: Member };

const PLATFORMS: readonly unknown[] = ['pc', 'ios', 'android'];

const INTERACTION = {
  ...READING,
  elementId: text,
  name: text,
  path: text,
  option: text,
  options: ['a list of strings', (value) => Array.isArray(value) && value.every(isText)],
  index: ['a whole number', Number.isInteger],
  input: text,
  checked: truth,
  expanded: truth,
  confirm: truth,
  timezone: text,
  platform: [PLATFORMS.join(' or '), (value) => PLATFORMS.includes(value)],
} satisfies { [K in keyof Required<Interaction>]: Member };

/** Throws a `TypeError` for what JavaScript, or JSON, has wrong in an interaction. */
export function requireInteraction(interaction: unknown): asserts interaction is Interaction {
  requireMembers('an interaction', interaction, INTERACTION);
  requireOperator(interaction);
}

/** The same for a look at a card. */
export function requireReading(reading: unknown): asserts reading is Reading {
  requireMembers('a reading', reading, READING);
  requireOperator(reading);
}

function requireOperator(reading: object): void {
  const operator = getOwn(reading, 'operator');
  if (operator === undefined) return;
  requireMembers('an operator', operator, OPERATOR);
  if (!getOwn(operator, 'openId')) throw new TypeError('operator has no openId');
}

function requireMembers(
  called: string,
  given: unknown,
  members: Readonly<Record<string, Member>>,
): asserts given is object {
  if (!isObject(given)) throw new TypeError(`${called} is an object, not ${shown(given)}`);
  for (const key of Object.keys(given)) {
    const value = getOwn(given, key);
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    if (!member) {
      const allowed = Object.keys(members).join(', ');
      throw new TypeError(`${called} has no ${shown(key)}; it has ${allowed}`);
    }
    const [is, fits] = member;
    if (value !== undefined && !fits(value)) {
      throw new TypeError(`${key} is ${is}, not ${shown(value)}`);
    }
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
