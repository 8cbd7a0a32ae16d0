import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { InputEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { input as common, LEGACY_VALUE } from './common.js';

export const input = define({
  name: 'Input',
  tag: 'input',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/input',
  children: { kind: 'none' },
  callsBack: () => true,
  fields: {
    ...common,
    /** Text filled in at first. */
    defaultValue: t.string(),
    /** One such text per language. */
    i18nDefaultValue: t.locales(t.string()),
    /** Shown while it is disabled. */
    disabledTips: t.text(),
    /** Characters that can be typed, 1 to 1000. @default 1000 */
    maxLength: t.integer({ min: 1, max: 1000, default: 1000 }),
    /** One line, several, or masked on the screen. A password is sent as plain text. @default "text" */
    inputType: t.oneOf(['text', 'multiline_text', 'password'], { default: 'text' }),
    /** Whether a password can be shown. @default true */
    showIcon: t.boolean({ default: true }),
    /** Lines of a `multiline_text`. @default 5 */
    rows: t.integer({ min: 1, default: 5 }),
    /** Whether a `multiline_text` grows with its text, on PC. @default false */
    autoResize: t.boolean({ default: false }),
    /** Lines that it grows to; at least 1. */
    maxRows: t.integer({ min: 1 }),
    /** Label. */
    label: t.text(),
    /** Where the label stands; on narrow screens always on top. @default "top" */
    labelPosition: t.oneOf(['top', 'left'], { default: 'top' }),
    /** Called when a text is sent, outside a form. */
    onChange: t.handler<InputEvent>('callback'),
  },
  legacy: {
    ...LEGACY_VALUE,
    fallback: { use: 'nothing: only a demo card of the vendor has it' },
  },
});

export interface InputProps extends DefProps<typeof input> {}

/**
 * A field for text.
 *
 * ```tsx
 * <Input name="reason" label="Reason" inputType="multiline_text" required />
 * ```
 */
export const Input = component<InputProps>(input);
