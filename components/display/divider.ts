import { component, type DefProps, define } from '../../src/schema/definition.js';
import { common } from '../common.js';

export const divider = define({
  name: 'Divider',
  tag: 'hr',
  place: 'element',
  page: 'card-json-v2-components/content-components/divider',
  children: { kind: 'none' },
  fields: { ...common },
});

export interface DividerProps extends DefProps<typeof divider> {}

/**
 * A rule across the card.
 *
 * ```tsx
 * <Divider />
 * ```
 */
export const Divider = component<DividerProps>(divider);
