import { component, type DefProps, define } from '../../src/schema/definition.js';
import { LARK_MD, PAGE } from './common.js';

export const br = define({
  name: 'Br',
  place: 'inline',
  page: PAGE,
  children: { kind: 'none' },
  dialects: LARK_MD,
  fields: {},
  markdown: () => ({ type: 'break' }),
});

export interface BrProps extends DefProps<typeof br> {}

/**
 * A new line, inside a paragraph, an item or a cell.
 *
 * ```tsx
 * <Br />
 * ```
 */
export const Br = component<BrProps>(br);
