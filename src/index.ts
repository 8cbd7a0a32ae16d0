export * from '../components/index.js';
export { createElement } from '../jsx-runtime/create-element.js';
export type { CardElement, Node } from '../jsx-runtime/index.js';
export { type CheckOptions, check } from './card/check.js';
export type { Identity } from './card/ids.js';
export { type RenderOptions, render } from './card/render.js';
export { apply } from './reconcile/apply.js';
export { type DiffOptions, diff } from './reconcile/diff.js';
export type { Plan } from './reconcile/plan.js';
export type { Reason, ReasonCode } from './reconcile/reason.js';
export type { Unaddressable } from './reconcile/unaddressable.js';
export type {
  Action,
  BaseEvent,
  Call,
  CardJson,
  CheckedEvent,
  ClickEvent,
  DateEvent,
  ElementJson,
  Elements,
  Handler,
  InputEvent,
  Issue,
  Json,
  JsonObject,
  Locale,
  LocaleMap,
  MarkdownText,
  Md,
  Operator,
  OptionEvent,
  OptionsEvent,
  SubmitEvent,
  Text,
  Toast,
  Words,
} from './schema/index.js';
export { CardError, md, raw, safeMarkdown } from './schema/index.js';
