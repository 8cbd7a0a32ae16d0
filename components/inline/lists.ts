import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { MARKDOWN, nodesOf, PAGE } from './common.js';

const list = {
  place: 'block',
  page: PAGE,
  children: { kind: 'parts', accepts: 'list_item' },
  dialects: MARKDOWN,
} as const;

export const ul = define({
  ...list,
  name: 'Ul',
  fields: {},
  markdown: (_json, children) => ({
    type: 'list',
    start: undefined,
    items: nodesOf(children, 'item'),
  }),
});

export interface UlProps extends DefProps<typeof ul> {}

/**
 * A list with bullets.
 *
 * ```tsx
 * <Ul><Li>built</Li><Li>tested</Li></Ul>
 * ```
 */
export const Ul = component<UlProps>(ul);

export const ol = define({
  ...list,
  name: 'Ol',
  fields: {
    /** The first number. @default 1 */
    start: t.integer({ min: 0, max: 999_999_999, default: 1 }),
  },
  markdown: ({ start }, children) => ({
    type: 'list',
    start: typeof start === 'number' ? start : 1,
    items: nodesOf(children, 'item'),
  }),
});

export interface OlProps extends DefProps<typeof ol> {}

/**
 * A list with numbers.
 *
 * ```tsx
 * <Ol start={3}><Li>test</Li><Li>ship</Li></Ol>
 * ```
 */
export const Ol = component<OlProps>(ol);

export const li = define({
  name: 'Li',
  place: 'list_item',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline', 'block'] },
  dialects: MARKDOWN,
  fields: {},
  markdown: (_json, children) => ({ type: 'item', children }),
});

export interface LiProps extends DefProps<typeof li> {}

/** An item of {@link Ul} or {@link Ol}; a list in it is one level deeper. */
export const Li = component<LiProps>(li);
