import type { Knobs } from './knobs.js';

type Allowed<V> = boolean extends V
  ? 'true or false'
  : number extends V
    ? 'a number'
    : readonly V[];

/** What each knob can be set to. The compiler misses a knob that is not here; JavaScript, HTTP and the command line have no types. */
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
  strictTypes: 'true or false',
  missingBody: ['accepted', 200610],
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

/** The values of a knob in words. */
export function valuesOf(name: keyof Knobs): string {
  const allowed = KNOB_VALUES[name];
  return typeof allowed === 'string' ? allowed : allowed.join(' or ');
}

/** Whether a knob can be set to a value. A number is at least 0; `Infinity` is one. */
export function isValueOf(name: keyof Knobs, value: unknown): boolean {
  const allowed: string | readonly unknown[] = KNOB_VALUES[name];
  if (typeof allowed !== 'string') return allowed.includes(value);
  if (allowed === 'true or false') return typeof value === 'boolean';
  return typeof value === 'number' && value >= 0;
}
