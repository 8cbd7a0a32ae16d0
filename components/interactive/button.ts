import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { ClickEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { behaviors, common, confirm } from '../common.js';
import { icon } from '../display/icon.js';

export const button = define({
  name: 'Button',
  tag: 'button',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/button',
  children: { kind: 'words', slot: 'text' },
  // With the value of 1.0.
  callsBack: ({ value }) => value !== undefined,
  fields: {
    ...common,
    /** The label; the same as the children. At most 100 characters. */
    text: t.text({ maxLength: 100 }),
    /** Look: with a border, as text, filled, or the gradient `laser`. @default "default" */
    type: t.oneOf(
      [
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ],
      { default: 'default' },
    ),
    /** Height: 24, 28, 32 or 40 px on PC. @default "medium" */
    size: t.oneOf(['tiny', 'small', 'medium', 'large'], { default: 'medium' }),
    /** Width: at least 100 px. @default "default" */
    width: t.length(['default', 'fill'], { min: 100, default: 'default' }),
    /** Icon in front of the label. */
    icon: t.part(icon),
    /** Shown on hover, on PC. */
    hoverTips: t.text(),
    /** Whether it cannot be pressed. @default false */
    disabled: t.boolean({ default: false, since: '7.4' }),
    /** Shown while it is disabled. */
    disabledTips: t.text(),
    /** A dialog before it acts. */
    confirm,
    /** What a press does: open a link, call back with a value, or both. */
    behaviors,
    /** Name of the button; in a form required and unique in the card. Comes back as `action.name`. */
    name: t.name(),
    /** In a form: send it, or put its fields back to their initial values. */
    formActionType: t.oneOf(['submit', 'reset']),
    /** Called when it is pressed. Adds a callback to `behaviors` unless there is one. */
    onClick: t.handler<ClickEvent>('callback'),
  },
  legacy: {
    url: { use: 'behaviors with type "open_url"' },
    multi_url: { use: 'behaviors with type "open_url"' },
    value: { use: 'behaviors with type "callback"' },
    action_type: { use: 'form_action_type' },
    complex_interaction: { use: 'behaviors', refused: true },
  },
  rules: [
    (json, report, { inForm }) => {
      if (!inForm || json.form_action_type !== undefined || json.action_type !== undefined) return;
      report({
        code: 'field-missing',
        field: ['form_action_type'],
        message:
          'inside a form a button sends it or resets it; what another one does is not documented',
        hint: 'give form_action_type, or put the button outside the form',
        severity: 'warning',
      });
    },
  ],
});

export interface ButtonProps extends DefProps<typeof button> {}

/**
 * A button.
 *
 * ```tsx
 * <Button type="primary" behaviors={[{ type: 'callback', value: { act: 'approve' } }]}>Approve</Button>
 * ```
 */
export const Button = component<ButtonProps>(button);
