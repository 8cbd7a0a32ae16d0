import { closest } from '../schema/closest.js';
import { MAX_CARD_BYTES, MAX_TABLES } from '../schema/limits.js';
import { isValueOf, valuesOf } from './knob-values.js';

/**
 * What nobody outside the vendor knows for sure. Each knob is one open question about the service; a client is right
 * only if it works at every setting. The defaults follow the documentation, then what was seen, then the simplest
 * sequential model. `docs/emulator.md` lists them; profiles set them together.
 */
export interface Knobs {
  /**
   * HTTP status of an answer whose `code` is a business error. Documented as 400; seen as 200 as well, so that a
   * client that looks at the status alone takes a refusal for success. Errors of the gateway keep their own status.
   */
  httpStatusForBusinessErrors: 400 | 200;

  /** Whether a refused write has used up its sequence number. Clients that retry with the same one report success. */
  failedCallConsumesSequence: boolean;
  /** The first sequence number that a new card takes. One project says that 1 is reserved; others start with it. */
  firstSequence: 1 | 2;
  /** What a write without `sequence` is answered with. */
  missingSequence: 300317 | 99992402;
  /** What a sequence beyond int32, such as a time in milliseconds, is answered with. */
  sequenceOverflow: 99992402 | 10002 | 300317;
  /** Whether the sequence is looked at before the operation, so that a stale number hides what else is wrong. */
  sequenceCheck: 'before-operation' | 'after-operation';
  /** The first sequence number of a card that was made by id_convert: like any other, or beyond the time in seconds. */
  convertedSequence: 'from-1' | 'from-now';

  /** A `uuid` that was executed before: success without an effect, or `200770`. */
  uuidReplay: 'echo-success' | 200770;
  /** Whether a `uuid` of a write belongs to its card or to all cards of the app. */
  uuidScope: 'card' | 'app';

  /** Whether a partial update of an element keeps the unmentioned keys of a nested object. Arrays are always replaced. */
  partialMerge: 'shallow' | 'deep';
  /** Whether `null` in a partial update or a setting is a value like another or takes the property away. */
  nullMeans: 'literal' | 'remove';
  /** Whether changed settings keep the unmentioned keys inside `summary`, `streaming_config` and `style`. */
  configMerge: 'shallow' | 'deep';
  /** Whether a new `card_link` takes the place of the old one or keeps the unmentioned keys. */
  cardLinkMerge: 'replace' | 'merge';
  /** Whether settings outside of `config`, such as `{ streaming_mode: false }`, do nothing or what they say. */
  bareSettings: 'ignored' | 'effective';

  /** Whether a batch that fails half-way leaves nothing behind, or what its first actions did. */
  batchAtomic: boolean;
  /** Whether the limits of elements, bytes and tables are looked at after each action of a batch or once at its end. */
  limitsInBatch: 'per-action' | 'at-end';
  /** Actions that a batch may have (`10002` beyond). No limit is published. */
  maxActions: number;
  /** Elements that one addition may have, nested ones not counted (`300315` around `10002` beyond). No limit is published. */
  maxAddedElements: number;
  /**
   * UTF-8 bytes of the `actions` of a batch, or of the `elements` of an addition (`200860` beyond, of an addition inside
   * of `300315`). No limit but that in characters is published.
   */
  maxOperationBytes: number;
  /** Whether an empty batch is a success or `10002`. */
  emptyBatch: 'accepted' | 'refused';
  /** What a batch is answered with that deletes an element that is not there. */
  batchDeleteMissing: 300314 | 300315;
  /** Whether one deletion of a batch may name an element and another one inside of it, in whatever order. */
  nestedDelete: 'accepted' | 'refused';
  /** Whether one batch may delete an element and add another one with the same id. */
  sameIdReadd: boolean;
  /** Whether `update_element` with an element that has no id leaves the old id in place. */
  replaceKeepsId: boolean;
  /**
   * Whether an action of an unknown name or shape is refused. The service was seen to accept it and to do nothing;
   * refusing it finds the mistake.
   */
  strictActions: boolean;
  /**
   * Whether a component or a property that Card JSON 2.0 does not have is refused, as documented, and a component
   * where it cannot stand. Off, everything with a `tag` is taken, whatever its properties, for components that are
   * newer than this emulator.
   */
  strictProperties: boolean;
  /**
   * Whether a known property with a value of the wrong JSON type is refused, such as a string in the place of a text
   * object. Seen of settings, and of `summary` when a card is created; the pages give a type for every property.
   */
  strictTypes: boolean;
  /**
   * What a document without a `body` is answered with. Documented as optional; `200610` was seen of a card of the older
   * dialect, which has none.
   */
  missingBody: 'accepted' | 200610;

  /** Whether a `column` with an `element_id` can be the target of an operation. */
  columnAddressable: boolean;
  /** Whether the texts of the card's header can be, if they carry an `element_id`. */
  headerAddressable: boolean;
  /**
   * Which containers `append` takes as its target. Documented as any container; shown to work for a panel only.
   * `column_set` takes columns in both cases.
   */
  appendInto: 'any-container' | 'panel-and-column-set';
  /**
   * Milliseconds until other writes can address an element that was added (`300313` before). About 1,000 were seen, and
   * of additions only.
   */
  visibilityDelayMs: number;
  /** Milliseconds until messaging knows a new card (`230099` with `11310 cardid is invalid` before). Some 100 were seen. */
  createVisibilityMs: number;
  /** Whether text can be streamed into elements that were added later, or only into those of the last whole card. */
  streamInto: 'any' | 'whole-card';
  /** Whether a full update that keeps `streaming_mode: true` leaves the ten minutes running, or starts them again. */
  putKeepsStreamingWindow: boolean;
  /** Whether a card can be written to before it was sent, or answers `300120`. */
  writesBeforeSend: 'accepted' | 'refused';
  /** Whether a message that shows a card entity can be patched by messaging, which ends streaming. */
  imPatchEntity: 'accepted' | 'refused';
  /** Whether a card entity takes writes after messaging has patched its message, or answers `300120`. */
  writesAfterImPatch: 'accepted' | 'refused';
  /** What a card in the answer to a callback does to the entity: it becomes its document, or readers alone see it. */
  callbackCard: 'document' | 'view';

  /** UTF-8 bytes of the compact card. Documented as 30 KB; twice as much has been accepted. */
  cardBytesLimit: number;
  /** Table components and markdown tables of a card, per language. Reports go from 3 to 20. */
  tableLimit: number;
  /** Whether objects with a `tag` inside opaque data (callback values, chart specs, table rows) count as elements. */
  countOpaque: boolean;
  /** Whether the objects of the header count as elements. */
  countHeader: boolean;

  /** Whether there are rate limits at all. Off for tests on a clock that stands still. */
  rateLimits: boolean;
  /** Whether a limit counts the calls since one window ago, or since the window began. */
  rateWindow: 'sliding' | 'fixed';
  /** What the eleventh write to one card within a second is answered with. */
  cardRateCode: 99991400 | 230020 | 2200;
  /** Whether writes to a card that is streaming are free of the limit per card. The guide says both. */
  streamingRateExempt: boolean;
  /**
   * A message `uuid` that was delivered within the last hour: the first message once more, or a send like any
   * other (which an entity that was sent before refuses with `200780`).
   */
  imUuidReplay: 'same-message' | 'ignored';

  /** Whether writes are refused (`200810`) while a click waits for its answer. */
  interactionLock: boolean;
  /** Milliseconds that the lock outlasts the answer. */
  interactionLockMs: number;
  /**
   * Milliseconds after a form was submitted within which the reader's client shows its own state again, whatever was
   * written to the card. About 1,000 were seen.
   */
  clientReassertMs: number;
  /** Whether a field of a form that nobody filled in is an empty text or list in `form_value`, or is not in it. */
  emptyFormValue: 'empty' | 'missing';
}

export const DEFAULT_KNOBS: Readonly<Knobs> = Object.freeze({
  httpStatusForBusinessErrors: 400,
  failedCallConsumesSequence: false,
  firstSequence: 1,
  missingSequence: 300317,
  sequenceOverflow: 99992402,
  sequenceCheck: 'before-operation',
  convertedSequence: 'from-1',
  uuidReplay: 'echo-success',
  uuidScope: 'card',
  partialMerge: 'shallow',
  nullMeans: 'literal',
  configMerge: 'shallow',
  cardLinkMerge: 'replace',
  bareSettings: 'ignored',
  batchAtomic: true,
  limitsInBatch: 'per-action',
  maxActions: Number.POSITIVE_INFINITY,
  maxAddedElements: Number.POSITIVE_INFINITY,
  maxOperationBytes: Number.POSITIVE_INFINITY,
  emptyBatch: 'accepted',
  batchDeleteMissing: 300314,
  nestedDelete: 'refused',
  sameIdReadd: true,
  replaceKeepsId: false,
  strictActions: false,
  strictProperties: true,
  strictTypes: true,
  missingBody: 'accepted',
  columnAddressable: true,
  headerAddressable: true,
  appendInto: 'any-container',
  visibilityDelayMs: 0,
  createVisibilityMs: 0,
  streamInto: 'any',
  putKeepsStreamingWindow: true,
  writesBeforeSend: 'accepted',
  imPatchEntity: 'accepted',
  writesAfterImPatch: 'accepted',
  callbackCard: 'document',
  cardBytesLimit: MAX_CARD_BYTES,
  tableLimit: MAX_TABLES,
  countOpaque: false,
  countHeader: true,
  rateLimits: true,
  rateWindow: 'sliding',
  cardRateCode: 99991400,
  streamingRateExempt: false,
  imUuidReplay: 'same-message',
  interactionLock: true,
  interactionLockMs: 0,
  clientReassertMs: 0,
  emptyFormValue: 'empty',
});

export type KnobSettings = { [K in keyof Knobs]?: Knobs[K] | undefined };

/**
 * Settings that belong together. `documented` is the default: what the vendor's pages say. `observed` is what was
 * seen of the real service where that differs. `hostile` answers every open question in the least convenient way.
 */
export type Profile = 'documented' | 'observed' | 'hostile';

export const PROFILES: Readonly<Record<Profile, Readonly<Partial<Knobs>>>> = Object.freeze({
  documented: Object.freeze({}),
  observed: Object.freeze({
    httpStatusForBusinessErrors: 200,
    cardBytesLimit: 64_000,
    visibilityDelayMs: 1000,
    createVisibilityMs: 300,
    appendInto: 'panel-and-column-set',
    streamingRateExempt: true,
    clientReassertMs: 1000,
  }),
  hostile: Object.freeze({
    httpStatusForBusinessErrors: 200,
    failedCallConsumesSequence: true,
    firstSequence: 2,
    missingSequence: 99992402,
    sequenceOverflow: 300317,
    sequenceCheck: 'after-operation',
    convertedSequence: 'from-now',
    uuidReplay: 200770,
    uuidScope: 'app',
    partialMerge: 'deep',
    nullMeans: 'remove',
    configMerge: 'deep',
    cardLinkMerge: 'merge',
    batchAtomic: false,
    maxActions: 50,
    maxAddedElements: 50,
    maxOperationBytes: 30_000,
    emptyBatch: 'refused',
    batchDeleteMissing: 300315,
    sameIdReadd: false,
    strictActions: true,
    missingBody: 200610,
    columnAddressable: false,
    headerAddressable: false,
    appendInto: 'panel-and-column-set',
    visibilityDelayMs: 1000,
    createVisibilityMs: 500,
    streamInto: 'whole-card',
    writesBeforeSend: 'refused',
    imPatchEntity: 'refused',
    writesAfterImPatch: 'refused',
    callbackCard: 'view',
    countOpaque: true,
    rateWindow: 'fixed',
    cardRateCode: 2200,
    imUuidReplay: 'ignored',
    interactionLockMs: 300,
    clientReassertMs: 1000,
    emptyFormValue: 'missing',
  }),
});

/**
 * The knobs given on top of a profile. A misspelt name or a value that the knob does not have throws a `TypeError`: a
 * matrix that turns nothing proves nothing.
 */
export function knobsOf(
  profile: Profile = 'documented',
  given: KnobSettings = {},
): Readonly<Knobs> {
  const base = Object.hasOwn(PROFILES, profile) ? PROFILES[profile] : undefined;
  if (!base) {
    throw new TypeError(
      `no such profile: ${profile}; allowed: ${Object.keys(PROFILES).join(', ')}`,
    );
  }
  const names = Object.keys(DEFAULT_KNOBS);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const meant = closest(unknown, names);
    throw new TypeError(`no such knob: ${unknown}${meant ? `; did you mean ${meant}?` : ''}`);
  }
  const turned = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of turned) requireValue(name as keyof Knobs, value);
  return Object.freeze({ ...DEFAULT_KNOBS, ...base, ...Object.fromEntries(turned) });
}

function requireValue(name: keyof Knobs, value: unknown): void {
  if (isValueOf(name, value)) return;
  throw new TypeError(`knob ${name} is ${valuesOf(name)}, not ${shown(value)}`);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
