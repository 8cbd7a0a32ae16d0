import { t } from '../../src/schema/field.js';
import { callbacks, common, confirm } from '../common.js';

/** What fields that a reader fills in have in common. */
export const input = {
  ...common,
  /** Name of the value; in a form required and unique in the card. Comes back as the key of `form_value`. */
  name: t.name(),
  /** In a form: whether it has to be filled in. @default false */
  required: t.boolean({ default: false }),
  /** Whether it cannot be used. @default false */
  disabled: t.boolean({ default: false, since: '7.4' }),
  /** Width: at least 100 px. @default "default" */
  width: t.length(['default', 'fill'], { min: 100, default: 'default' }),
  /** Shown while nothing is filled in. At most 100 characters. */
  placeholder: t.text({ maxLength: 100 }),
  /** A callback with a value of your own, outside a form. */
  behaviors: callbacks,
  /** A dialog before it acts, outside a form. */
  confirm,
};

/** How a drop-down list looks. */
export const listLook = {
  /** With a border, or as text. @default "default" */
  type: t.oneOf(['default', 'text'], { default: 'default' }),
};

/** Fields of 1.0 that the vendor's samples still have. */
export const LEGACY_VALUE = { value: { use: 'behaviors with type "callback"' } };
