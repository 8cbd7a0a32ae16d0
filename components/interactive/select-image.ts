import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { OptionsEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { callbacks, common, confirm } from '../common.js';
import { imageOption } from './option.js';
import { uniqueValues } from './unique-values.js';

export const selectImage = define({
  name: 'SelectImage',
  tag: 'select_img',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/image-picker',
  children: {
    kind: 'elements',
    wire: 'options',
    accepts: 'option',
    item: imageOption,
    required: true,
    some: true,
  },
  callsBack: () => true,
  avoidIn: { collapsible_panel: 'its page does not list panels' },
  fields: {
    ...common,
    /** Whether several can be picked; only inside a form. @default false */
    multiSelect: t.boolean({ default: false }),
    /** One, two or three images in a row. @default "bisect" */
    layout: t.oneOf(['stretch', 'bisect', 'trisect'], { default: 'bisect' }),
    /** Width to height; images are cut around their centre. @default "16:9" */
    aspectRatio: t.oneOf(['1:1', '16:9', '4:3'], { default: '16:9' }),
    /** Name of the value; in a form required and unique in the card. */
    name: t.name(),
    /** In a form: whether something has to be picked. @default false */
    required: t.boolean({ default: false }),
    /** In a form: whether a click opens a viewer rather than picks. @default true */
    canPreview: t.boolean({ default: true }),
    /** Whether it cannot be used. @default false */
    disabled: t.boolean({ default: false, since: '7.4' }),
    /** Shown while it is disabled. */
    disabledTips: t.text(),
    /** A value of your own that comes back as `action.value`. `behaviors` do the same here as everywhere: prefer them. */
    value: t.json(),
    /** A callback with a value of your own, outside a form. */
    behaviors: callbacks,
    /** A dialog before it acts, outside a form. */
    confirm,
    /** Called when an image is picked, outside a form. */
    onChange: t.handler<OptionsEvent>('callback'),
  },
  legacy: { style: { use: 'nothing: it is gone', refused: true } },
  rules: [
    uniqueValues,
    ({ multi_select: several }, report, { inForm }) => {
      if (several !== true || inForm) return;
      report({
        code: 'parent',
        field: ['multi_select'],
        message: 'several images can be picked inside a <Form> only; the service refuses the card',
        hint: 'put it into <Form>, or leave multi_select out',
      });
    },
  ],
});

export interface SelectImageProps extends DefProps<typeof selectImage> {}

/**
 * A choice among uploaded images.
 *
 * ```tsx
 * <SelectImage><Option imgKey="img_a" value="a" /><Option imgKey="img_b" value="b" /></SelectImage>
 * ```
 */
export const SelectImage = component<SelectImageProps>(selectImage);
