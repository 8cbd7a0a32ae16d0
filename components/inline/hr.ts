import { component, type DefProps, define } from '../../src/schema/definition.js';
import { MARKDOWN, PAGE } from './common.js';

export const hr = define({
  name: 'Hr',
  place: 'block',
  page: PAGE,
  children: { kind: 'none' },
  dialects: MARKDOWN,
  fields: {},
  markdown: () => ({ type: 'rule' }),
});

export interface HrProps extends DefProps<typeof hr> {}

/**
 * A rule inside a text; between elements it is {@link Divider}.
 *
 * ```tsx
 * <Hr />
 * ```
 */
export const Hr = component<HrProps>(hr);
