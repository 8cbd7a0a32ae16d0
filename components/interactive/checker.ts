import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { CheckedEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { isObject } from '../../src/schema/json.js';
import { BOUNDS, callbacks, common, confirm } from '../common.js';
import { button } from './button.js';
import { LEGACY_VALUE } from './common.js';

/** Why the rules of the buttons are uncertain. */
const SMALL_BUTTONS = 'one of its two pages allows every button';
const SMALL_TYPES: readonly unknown[] = ['text', 'primary_text', 'danger_text'];
const TEXT_SIZES: readonly unknown[] = ['normal', 'heading', 'notation'];

export const checker = define({
  name: 'Checker',
  tag: 'checker',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/checker',
  children: { kind: 'words', slot: 'text' },
  fields: {
    ...common,
    /** Name of the value; in a form required and unique in the card. */
    name: t.name(),
    /** Whether it is ticked at first. @default false */
    checked: t.boolean({ default: false }),
    /** The text; the same as the children. Of sizes it has `normal`, `heading` and `notation`. */
    text: t.text({ tags: ['plain_text', 'lark_md'] }),
    /** Whether it looks clickable as a whole. @default true */
    overallCheckable: t.boolean({ default: true }),
    /** Buttons behind the text. */
    buttonArea: t.obj({
      /** When they are shown, on PC. @default "always" */
      pcDisplayRule: t.oneOf(['always', 'on_hover'], { default: 'always' }),
      /** At most three, of type `text`, `primary_text` or `danger_text`. */
      buttons: t.list(t.part(button), { max: 3, doubtful: SMALL_BUTTONS }),
    }),
    /** Look while it is ticked. */
    checkedStyle: t.obj({
      /** Whether the text is struck through. @default false */
      showStrikethrough: t.boolean({ default: false }),
      /** Opacity, 0 to 1. @default 1 */
      opacity: t.number({ min: 0, max: 1, default: 1 }),
    }),
    /** Inner padding, 0 to 99 px. @default "0px" */
    padding: t.padding({ default: '0px', doubtful: BOUNDS }),
    /** A callback; without one the tick stays on that client. */
    behaviors: callbacks,
    /** A dialog before it acts. */
    confirm,
    /** Shown on hover, on PC. */
    hoverTips: t.text(),
    /** Whether it cannot be ticked. @default false */
    disabled: t.boolean({ default: false, since: '7.4' }),
    /** Shown while it is disabled. */
    disabledTips: t.text(),
    /** Called when it is ticked or unticked, outside a form. */
    onChange: t.handler<CheckedEvent>('callback'),
  },
  legacy: LEGACY_VALUE,
  rules: [
    ({ text }, report) => {
      const size = isObject(text) ? text.text_size : undefined;
      if (size === undefined || TEXT_SIZES.includes(size)) return;
      report({
        code: 'enum',
        field: ['text', 'text_size'],
        message: `found ${JSON.stringify(size)}; its page has ${TEXT_SIZES.join(', ')} only`,
        severity: 'warning',
      });
    },
    ({ button_area: area }, report) => {
      const buttons = isObject(area) && Array.isArray(area.buttons) ? area.buttons : [];
      buttons.forEach((button, i) => {
        if (!isObject(button) || SMALL_TYPES.includes(button.type)) return;
        report({
          code: 'enum',
          field: ['button_area', 'buttons', String(i), 'type'],
          message: `a button in here is of type ${SMALL_TYPES.join(', ')} (doubtful rule: ${SMALL_BUTTONS})`,
          severity: 'warning',
        });
      });
    },
  ],
});

export interface CheckerProps extends DefProps<typeof checker> {}

/**
 * A task that can be ticked.
 *
 * ```tsx
 * <Checker checked={done} onChange={({ checked }) => setDone(checked)}>Review the plan</Checker>
 * ```
 */
export const Checker = component<CheckerProps>(checker);
