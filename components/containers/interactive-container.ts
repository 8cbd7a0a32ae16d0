import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { ClickEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { BOUNDS, behaviors, common, confirm, layout } from '../common.js';

export const interactiveContainer = define({
  name: 'InteractiveContainer',
  tag: 'interactive_container',
  place: 'element',
  page: 'card-json-v2-components/containers/interactive-container',
  children: { kind: 'elements', wire: 'elements', accepts: 'element', required: true },
  layer: true,
  fields: {
    ...common,
    ...layout,
    /** Gap between stacked children. Pages disagree, 4px or 12px: write it where the look matters. @default "4px" */
    verticalSpacing: t.spacing({ default: '4px' }),
    /** Width: 16 to 999 px. @default "fill" */
    width: t.length(['fill', 'auto'], { min: 16, max: 999, default: 'fill' }),
    /** Height: 10 to 999 px. @default "auto" */
    height: t.length(['auto'], { min: 10, max: 999, default: 'auto' }),
    /** Inner padding, 0 to 99 px. @default "4px 12px" */
    padding: t.padding({ default: '4px 12px', doubtful: BOUNDS }),
    /** Background, by name, or the gradient `laser`. @default "default" */
    backgroundStyle: t.color(['default', 'laser'], { default: 'default' }),
    /** Whether it has a border of 1 px. @default false */
    hasBorder: t.boolean({ default: false }),
    /** Colour of the border, by name. @default "grey" */
    borderColor: t.color([], { default: 'grey' }),
    /** Radius of the corners: px or percent. @default "0px" */
    cornerRadius: t.radius({ default: '0px' }),
    /** What a click does: open a link, call back with a value, or both. Interactive children win. */
    behaviors,
    /** Shown on hover, on PC. */
    hoverTips: t.text(),
    /** Whether the whole container is disabled. @default false */
    disabled: t.boolean({ default: false }),
    /** Shown when a disabled container is used. */
    disabledTips: t.text(),
    /** A dialog before it acts. The vendor's page says that it works for submit buttons only. */
    confirm,
    /** Called on a click. */
    onClick: t.handler<ClickEvent>('callback'),
  },
  rules: [
    (json, report) => {
      if (json.behaviors !== undefined) return;
      for (const field of ['hover_tips', 'confirm', 'disabled', 'disabled_tips']) {
        if (json[field] === undefined || json[field] === false) continue;
        report({
          code: 'field-missing',
          field: ['behaviors'],
          message: `${field} has no effect without behaviors`,
          severity: 'warning',
        });
        return;
      }
    },
  ],
});

export interface InteractiveContainerProps extends DefProps<typeof interactiveContainer> {}

/**
 * A box with a background and a border that can be clicked as a whole.
 *
 * ```tsx
 * <InteractiveContainer hasBorder cornerRadius="8px" onClick={pick}>
 *   <Markdown>Plan A</Markdown>
 * </InteractiveContainer>
 * ```
 */
export const InteractiveContainer = component<InteractiveContainerProps>(interactiveContainer);
