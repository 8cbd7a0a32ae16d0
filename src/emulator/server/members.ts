import { getOwn, type JsonObject } from '../../schema/json.js';
import { Misused } from './misused.js';

/** What a member of a JSON object may be. */
export interface Member {
  /** In words: `a string`. */
  is: string;
  fits(value: unknown): boolean;
}

export type Members = Readonly<Record<string, Member>>;

/** Refuses an object with a member that it cannot have. Says what was found and what is allowed. */
export function checkMembers(object: JsonObject, called: string, members: Members): void {
  for (const key of Object.keys(object)) {
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    if (!member) {
      const allowed = Object.keys(members).join(', ');
      throw new Misused(400, `${called} has no ${found(key)}; it has ${allowed}`);
    }
    const value = getOwn(object, key);
    if (!member.fits(value)) throw new Misused(400, `${key} is ${member.is}, not ${found(value)}`);
  }
}

const SHOWN = 60;

/** What was found, as a message shows it. */
export function found(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

export const text: Member = { is: 'a string', fits: (value) => typeof value === 'string' };

export const texts: Member = {
  is: 'a list of strings',
  fits: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

/** A whole number that counts something. */
export function count(from: number, what = 'a whole number'): Member {
  return {
    is: `${what}, from ${from}`,
    fits: (value) => Number.isSafeInteger(value) && Number(value) >= from,
  };
}
