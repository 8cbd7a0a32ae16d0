import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { OptionEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { isObject } from '../../src/schema/json.js';
import { callbacks, common, confirm } from '../common.js';
import { LEGACY_VALUE } from './common.js';
import { overflowOption } from './option.js';
import { uniqueValues } from './unique-values.js';

export const overflow = define({
  name: 'Overflow',
  tag: 'overflow',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/overflow',
  children: {
    kind: 'elements',
    wire: 'options',
    accepts: 'option',
    item: overflowOption,
    required: true,
    some: true,
  },
  // An option with a link opens it.
  callsBack: ({ options }) =>
    Array.isArray(options) &&
    options.some((option) => isObject(option) && option.multi_url === undefined),
  fields: {
    ...common,
    /** Width: at least 100 px. @default "default" */
    width: t.length(['default', 'fill'], { min: 100, default: 'default' }),
    /** A callback with a value of your own, the same for every option. */
    behaviors: callbacks,
    /** A dialog before it acts. */
    confirm,
    /** Called when an option is picked. */
    onChange: t.handler<OptionEvent>('callback'),
  },
  legacy: LEGACY_VALUE,
  rules: [uniqueValues],
});

export interface OverflowProps extends DefProps<typeof overflow> {}

/**
 * A menu behind three dots.
 *
 * ```tsx
 * <Overflow><Option value="archive">Archive</Option></Overflow>
 * ```
 */
export const Overflow = component<OverflowProps>(overflow);
