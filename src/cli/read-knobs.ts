import { KNOB_VALUES, valuesOf } from '../emulator/knob-values.js';
import type { KnobSettings, Knobs } from '../emulator/knobs.js';
import { closest } from '../schema/closest.js';
import { UsageError } from './usage-error.js';

/**
 * Reads `name=value` of `--knob`.
 *
 * ```text
 * batchAtomic=false  cardBytesLimit=64000  partialMerge=deep
 * ```
 */
export function readKnobs(settings: readonly string[]): KnobSettings {
  const knobs: Record<string, unknown> = {};
  for (const setting of settings) {
    const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(setting) ?? [];
    if (!isKnob(name)) {
      const meant = closest(name, Object.keys(KNOB_VALUES));
      throw new UsageError(
        `no such knob: ${name}; ${meant ? `did you mean ${meant}?` : 'see larkx emulator --help'}`,
      );
    }
    const value = readValue(text, KNOB_VALUES[name]);
    if (value === undefined) {
      const found = setting.includes('=') ? JSON.stringify(text) : 'nothing';
      throw new UsageError(`--knob ${name} is ${valuesOf(name)}, not ${found}`);
    }
    knobs[name] = value;
  }
  return knobs;
}

function isKnob(name: string): name is keyof Knobs {
  return Object.hasOwn(KNOB_VALUES, name);
}

function readValue(
  text: string,
  allowed: string | readonly (string | number)[],
): string | number | boolean | undefined {
  if (typeof allowed !== 'string') return allowed.find((value) => String(value) === text);
  if (allowed === 'true or false') {
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }
  const number = Number(text);
  return text.trim() !== '' && number >= 0 ? number : undefined;
}
