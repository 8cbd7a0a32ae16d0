import { closest } from '../card/report.js';
import type { KnobSettings, Knobs } from '../emulator/knobs.js';
import { UsageError } from './usage-error.js';

type Allowed<V> = boolean extends V
  ? 'true or false'
  : number extends V
    ? 'a number'
    : readonly V[];

/** What each knob can be set to. The compiler misses a knob that is not here; on the command line there are no types. */
export const KNOB_VALUES: { readonly [K in keyof Knobs]: Allowed<Knobs[K]> } = {
  httpStatusForBusinessErrors: [400, 200],
  failedCallConsumesSequence: 'true or false',
  firstSequence: [1, 2],
  missingSequence: [300317, 99992402],
  sequenceOverflow: [99992402, 10002, 300317],
  sequenceCheck: ['before-operation', 'after-operation'],
  convertedSequence: ['from-1', 'from-now'],
  uuidReplay: ['echo-success', 200770],
  uuidScope: ['card', 'app'],
  partialMerge: ['shallow', 'deep'],
  nullMeans: ['literal', 'remove'],
  configMerge: ['shallow', 'deep'],
  cardLinkMerge: ['replace', 'merge'],
  bareSettings: ['ignored', 'effective'],
  batchAtomic: 'true or false',
  limitsInBatch: ['per-action', 'at-end'],
  maxActions: 'a number',
  maxAddedElements: 'a number',
  maxOperationBytes: 'a number',
  emptyBatch: ['accepted', 'refused'],
  batchDeleteMissing: [300314, 300315],
  nestedDelete: ['accepted', 'refused'],
  sameIdReadd: 'true or false',
  replaceKeepsId: 'true or false',
  strictActions: 'true or false',
  strictProperties: 'true or false',
  columnAddressable: 'true or false',
  headerAddressable: 'true or false',
  appendInto: ['any-container', 'panel-and-column-set'],
  visibilityDelayMs: 'a number',
  createVisibilityMs: 'a number',
  streamInto: ['any', 'whole-card'],
  putKeepsStreamingWindow: 'true or false',
  writesBeforeSend: ['accepted', 'refused'],
  imPatchEntity: ['accepted', 'refused'],
  writesAfterImPatch: ['accepted', 'refused'],
  callbackCard: ['document', 'view'],
  cardBytesLimit: 'a number',
  tableLimit: 'a number',
  countOpaque: 'true or false',
  countHeader: 'true or false',
  rateLimits: 'true or false',
  rateWindow: ['sliding', 'fixed'],
  cardRateCode: [99991400, 230020, 2200],
  streamingRateExempt: 'true or false',
  imUuidReplay: ['same-message', 'ignored'],
  interactionLock: 'true or false',
  interactionLockMs: 'a number',
  clientReassertMs: 'a number',
  emptyFormValue: ['empty', 'missing'],
};

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

/** The values of a knob in words. */
export function valuesOf(name: keyof Knobs): string {
  const allowed = KNOB_VALUES[name];
  return typeof allowed === 'string' ? allowed : allowed.join(' or ');
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
