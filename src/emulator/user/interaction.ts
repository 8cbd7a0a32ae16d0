import type { CardJson } from '../../schema/call.js';
import type { Operator } from '../../schema/events.js';
import type { JsonObject } from '../../schema/json.js';
import type { LocaleMap } from '../../schema/locale.js';
import type { InteractionErrorCode } from './callback-failure.js';
import type { CallbackPayload } from './payload.js';

/** The message that somebody looks at, by its own id or by that of the card entity in it, and who looks. */
export interface Reading {
  cardId?: string | undefined;
  messageId?: string | undefined;
  /** Who reads. Default: open_id `ou_local`. */
  operator?: Operator | undefined;
}

/**
 * One thing that a person does to a card: press, pick, type, tick or unfold.
 *
 * ```ts
 * // a card with a form: an input "reason", a select "kind", a submit button "send"
 * await emulator.interact({ cardId, name: 'reason', input: 'dentist' });  // stays on the client
 * await emulator.interact({ cardId, name: 'kind', option: 'annual' });    // so does this
 * const seen = await emulator.interact({ cardId, name: 'send' });         // one callback
 * seen.sent?.event.action.form_value;  // { reason: 'dentist', kind: 'annual' }
 * seen.toast;                          // what the app answered
 * ```
 *
 * The component is named by `elementId`, `name` or `path`. At most one of `option`, `options`, `index`, `input`,
 * `checked` and `expanded` is given, the one that the component takes; without any it is clicked: a button or a
 * container acts, a checker is ticked or unticked, a panel folds or unfolds. Folded panels around the component are
 * unfolded on the way.
 *
 * @throws TypeError if there is no such message or component, if several components are meant, or if the component does
 * not take such a value. What a person is kept from doing is no error but {@link Seen.blocked}.
 */
export interface Interaction extends Reading {
  /** Its `element_id`, */
  elementId?: string | undefined;
  /** or its `name`, */
  name?: string | undefined;
  /** or where it stands in the card, as a JSON Pointer such as `/body/elements/0`. */
  path?: string | undefined;
  /**
   * The value of an option (an open_id of a person) of what takes one; or of a picker what is picked:
   * `2024-04-01`, `05:05` or `2024-04-29 07:07`. The client adds the offset of the zone.
   */
  option?: string | undefined;
  /** All values that are picked of what takes several. */
  options?: readonly string[] | undefined;
  /** The option that is picked, by its place from 0 instead of its value. */
  index?: number | undefined;
  /** The text that is typed; outside a form it is sent too. */
  input?: string | undefined;
  /** Whether a checker is ticked. */
  checked?: boolean | undefined;
  /** Whether a panel is unfolded. */
  expanded?: boolean | undefined;
  /** How a confirmation dialog is left: `true` by OK. Default true. */
  confirm?: boolean | undefined;
  /** IANA name of the zone that the reader is in. Default `Asia/Shanghai`. */
  timezone?: string | undefined;
  /** Which of a link's addresses counts. Default `pc`. */
  platform?: Platform | undefined;
}

export type Platform = 'pc' | 'ios' | 'android';

/** What a field holds: a text, a picked value, a date or time without an offset; several picked values; a tick. */
export type FieldValue = string | readonly string[] | boolean;

/** A card as one person sees it: the document, and what that person's client adds to it. */
export interface ReaderView {
  /** The document that is shown. What the reader typed and picked stands in `fields`, not in here. */
  card: CardJson;
  /**
   * What each field shows, by its `name`, else its `element_id`, else its path: what the reader entered, or the initial
   * value of the document. The client keeps entries per `element_id`, also while the element is deleted and added again;
   * a new id starts anew. Without an id they belong to the place, tag and name.
   */
  fields: Record<string, FieldValue>;
  /** Which panels are unfolded, by their `element_id`, else their path. */
  expanded: Record<string, boolean>;
}

export type BlockReason =
  /** It is disabled. */
  | 'disabled'
  /** Required fields of the form are empty. */
  | 'required'
  /** The dialog was left by Cancel. */
  | 'cancelled'
  /** No such option, date or line can be chosen. */
  | 'not-offered'
  /** The text is longer than `max_length`. */
  | 'too-long'
  /** It is ticked, or unfolded, as wanted already. */
  | 'unchanged'
  /** Nothing happens on a click. */
  | 'not-interactive'
  /** The card was sent more than 14 days ago. */
  | 'expired'
  /** The message was recalled. */
  | 'recalled';

/** Why the client does nothing. */
export interface Blocked {
  reason: BlockReason;
  /** What the reader is told, in the card's words where it has some. */
  message: string;
  /** The fields that are required and empty. */
  fields?: readonly string[];
}

/** A toast as the app answered it. */
export interface SeenToast {
  type?: 'info' | 'success' | 'warning' | 'error';
  content?: string;
  i18n?: LocaleMap;
}

/** What came of an interaction, as the person saw it, and the card afterwards. */
export interface Seen extends ReaderView {
  /** Why nothing was done; then nothing was sent or opened either. */
  blocked?: Blocked;
  /** The dialog that asked first. */
  dialog?: { title: string; text: string };
  /** The link that was opened. */
  opened?: string;
  /** The callback that left; without one, the interaction stayed on the client. */
  sent?: CallbackPayload;
  /** What the app answered, if it is an answer at all. */
  answer?: JsonObject;
  toast?: SeenToast;
  /** Why the card of the answer was not shown: a card in streaming mode cannot be updated by an answer. */
  ignored?: 'streaming';
  /** The error that the client shows. Nobody but a test sees `cause`: what the handler threw. */
  error?: { code: InteractionErrorCode; message: string; cause?: unknown };
}
