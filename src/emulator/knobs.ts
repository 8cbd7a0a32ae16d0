import { MAX_CARD_BYTES, MAX_TABLES } from '../schema/limits.js';

/**
 * What nobody outside the vendor knows for sure. Each knob is one open question about the service; a client is right
 * only if it works at every setting. The defaults follow the documentation, then what was seen, then the simplest
 * sequential model.
 */
export interface Knobs {
  /**
   * HTTP status of an answer whose `code` is a business error. Documented as 400; seen as 200 as well, so that a
   * client that looks at the status alone takes a refusal for success. Errors of the gateway keep their own status.
   */
  httpStatusForBusinessErrors: 400 | 200;
  /** Whether a refused write has used up its sequence number. Clients that retry with the same one report success. */
  failedCallConsumesSequence: boolean;
  /** Whether a partial update of an element keeps the unmentioned keys of a nested object. Arrays are always replaced. */
  partialMerge: 'shallow' | 'deep';
  /** Whether `null` in a partial update or a setting is a value like another or takes the property away. */
  nullMeans: 'literal' | 'remove';
  /** A `uuid` that was executed on this card before: success without an effect, or `200770`. */
  uuidReplay: 'success' | 'conflict';
  /** Whether a batch that fails half-way leaves nothing behind, or what its first actions did. */
  batchAtomic: boolean;
  /** Whether a full update that keeps `streaming_mode: true` leaves the ten minutes running, or starts them again. */
  putKeepsStreamingWindow: boolean;
  /** UTF-8 bytes of the compact card. Documented as 30 KB; twice as much has been accepted. */
  cardBytesLimit: number;
  /** Table components and markdown tables of a card, per language. Reports go from 3 to 20. */
  tableLimit: number;
  /** Whether the limits of elements, bytes and tables are looked at after each action of a batch or once at its end. */
  limitsInBatch: 'per-action' | 'at-end';
  /** Whether a `column` with an `element_id` can be the target of an operation. */
  columnAddressable: boolean;
  /** Whether the texts of the card's header can be, if they carry an `element_id`. */
  headerAddressable: boolean;
  /**
   * Which containers `append` takes as its target. Documented as any container; shown to work for a panel only.
   * `column_set` takes columns in both cases.
   */
  appendInto: 'any-container' | 'panel-and-column-set';
  /** Whether one batch may delete an element and add another one with the same id. */
  sameIdReadd: boolean;
  /** Whether `update_element` with an element that has no id leaves the old id in place. */
  replaceKeepsId: boolean;
  /**
   * A message `uuid` that was delivered within the last hour: the first message once more, or a send like any
   * other (which an entity that was sent before refuses with `200780`).
   */
  imUuidReplay: 'same-message' | 'ignored';
  /** Whether objects with a `tag` inside opaque data (callback values, chart specs, table rows) count as elements. */
  countOpaque: boolean;
  /**
   * Whether an action of an unknown name or shape is refused. The service was seen to accept it and to do nothing;
   * refusing it finds the mistake.
   */
  strictActions: boolean;
}

export const DEFAULT_KNOBS: Readonly<Knobs> = Object.freeze({
  httpStatusForBusinessErrors: 400,
  failedCallConsumesSequence: false,
  partialMerge: 'shallow',
  nullMeans: 'literal',
  uuidReplay: 'success',
  batchAtomic: true,
  putKeepsStreamingWindow: true,
  cardBytesLimit: MAX_CARD_BYTES,
  tableLimit: MAX_TABLES,
  limitsInBatch: 'per-action',
  columnAddressable: true,
  headerAddressable: true,
  appendInto: 'any-container',
  sameIdReadd: true,
  replaceKeepsId: false,
  imUuidReplay: 'same-message',
  countOpaque: false,
  strictActions: false,
});

/** The knobs given on top of the defaults. A misspelt name throws: a matrix that turns nothing proves nothing. */
export function withDefaults(given: KnobSettings = {}): Readonly<Knobs> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(DEFAULT_KNOBS, name));
  if (unknown.length > 0) throw new TypeError(`no such knob: ${unknown.join(', ')}`);
  const turned = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.freeze({ ...DEFAULT_KNOBS, ...Object.fromEntries(turned) });
}

export type KnobSettings = { [K in keyof Knobs]?: Knobs[K] | undefined };
