import type { KnobSettings, Knobs, Profile } from '../../../src/emulator/knobs.js';
import type { Random } from './random.js';

/** Settings of the knobs that the oracle knows. */
const SETTINGS: { [K in keyof Knobs]?: readonly Knobs[K][] } = {
  failedCallConsumesSequence: [true, false],
  firstSequence: [1, 2],
  missingSequence: [300317, 99992402],
  sequenceOverflow: [99992402, 10002, 300317],
  sequenceCheck: ['before-operation', 'after-operation'],
  uuidScope: ['card', 'app'],
  configMerge: ['shallow', 'deep'],
  cardLinkMerge: ['replace', 'merge'],
  bareSettings: ['ignored', 'effective'],
  maxActions: [Number.POSITIVE_INFINITY, 3],
  maxAddedElements: [Number.POSITIVE_INFINITY, 2],
  maxOperationBytes: [Number.POSITIVE_INFINITY, 700],
  emptyBatch: ['accepted', 'refused'],
  batchDeleteMissing: [300314, 300315],
  nestedDelete: ['accepted', 'refused'],
  strictProperties: [true, false],
  strictTypes: [true, false],
  missingBody: ['accepted', 200610],
  visibilityDelayMs: [0, 1000],
  streamInto: ['any', 'whole-card'],
  writesBeforeSend: ['accepted', 'refused'],
  countHeader: [true, false],
  uuidReplay: ['echo-success', 200770],
  partialMerge: ['shallow', 'deep'],
  nullMeans: ['literal', 'remove'],
  batchAtomic: [true, false],
  limitsInBatch: ['per-action', 'at-end'],
  sameIdReadd: [true, false],
  replaceKeepsId: [true, false],
  strictActions: [true, false],
  columnAddressable: [true, false],
  headerAddressable: [true, false],
  appendInto: ['any-container', 'panel-and-column-set'],
  createVisibilityMs: [0, 500],
  putKeepsStreamingWindow: [true, false],
  cardBytesLimit: [30_000, 4_000, 64_000],
  tableLimit: [5, 1, 3],
  countOpaque: [true, false],
  imUuidReplay: ['same-message', 'ignored'],
};

/** A profile, and some of its knobs turned. */
export function randomKnobs(random: Random): { profile: Profile; knobs: KnobSettings } {
  const profile = random.pick<Profile>(['documented', 'observed', 'hostile']);
  const turned = Object.entries(SETTINGS)
    .filter(() => random.percent(25))
    .map(([name, values]) => [name, random.pick<unknown>(values)]);
  // Calls come as fast as they are made here, and the limits of rates are another test's.
  return { profile, knobs: { ...Object.fromEntries(turned), rateLimits: false } };
}
