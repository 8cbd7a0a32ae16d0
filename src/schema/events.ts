import type { LocaleMap } from './locale.js';

/** Who acted. `userId` is there only if the app may read it. */
export interface Operator {
  readonly openId: string;
  readonly unionId?: string | undefined;
  readonly userId?: string | undefined;
}

/** What every handler gets. */
export interface BaseEvent {
  /** Who acted. */
  readonly operator: Operator;
  /** Fires when the card is aborted, on any replica. */
  readonly signal: AbortSignal;
  /** The author's own callback value. */
  readonly value: unknown;
  /** The event as the service sent it. */
  readonly raw: unknown;
}

/** A button or a container was clicked. */
export interface ClickEvent extends BaseEvent {}

/** One option was picked. */
export interface OptionEvent<O extends string = string> extends BaseEvent {
  /** Its value. */
  readonly option: O;
}

/** Several options were picked. */
export interface OptionsEvent<O extends string = string> extends BaseEvent {
  /** Their values. */
  readonly options: readonly O[];
}

/** A check box was ticked or unticked. */
export interface CheckedEvent extends BaseEvent {
  /** The new state. */
  readonly checked: boolean;
}

/** A text was entered. */
export interface InputEvent extends BaseEvent {
  /** The text. */
  readonly input: string;
}

/** A date or time was picked. */
export interface DateEvent extends BaseEvent {
  /** As the client sent it, such as `2025-06-10 +0800`. */
  readonly text: string;
  /** IANA name of the zone the client was in; not a choice of the reader. */
  readonly zone: string | undefined;
  /** The instant; `undefined` for a time without a date. */
  readonly date: Date | undefined;
}

/** A form was sent. */
export interface SubmitEvent<F = Readonly<Record<string, unknown>>> extends BaseEvent {
  /** The values, by the names of the fields. */
  readonly form: F;
  /** Name of the submit button that was pressed. */
  readonly name: string;
}

/** A short message that the reader sees for a moment. */
export interface Toast {
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly content: string;
  readonly i18n?: LocaleMap | undefined;
}

/** What a handler prop takes. It may answer with a toast. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler may simply not return anything.
export type Handler<E> = (event: E) => Toast | void | Promise<Toast | void>;
