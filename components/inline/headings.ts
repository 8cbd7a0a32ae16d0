import { component, type DefProps, define } from '../../src/schema/definition.js';
import { inLine, MARKDOWN, PAGE } from './common.js';

const heading = (depth: 1 | 2 | 3 | 4 | 5 | 6) =>
  define({
    name: `H${depth}`,
    place: 'block',
    page: PAGE,
    children: { kind: 'inert', accepts: ['inline'] },
    dialects: MARKDOWN,
    fields: {},
    markdown: (_json, children) => ({ type: 'heading', depth, children: inLine(children) }),
  });

export const h1 = heading(1);
export interface H1Props extends DefProps<typeof h1> {}
/**
 * A heading of 26 px.
 *
 * ```tsx
 * <H1>Builds</H1>
 * ```
 */
export const H1 = component<H1Props>(h1);

export const h2 = heading(2);
export interface H2Props extends DefProps<typeof h2> {}
/**
 * A heading of 22 px.
 *
 * ```tsx
 * <H2>Builds</H2>
 * ```
 */
export const H2 = component<H2Props>(h2);

export const h3 = heading(3);
export interface H3Props extends DefProps<typeof h3> {}
/**
 * A heading of 20 px.
 *
 * ```tsx
 * <H3>Builds</H3>
 * ```
 */
export const H3 = component<H3Props>(h3);

export const h4 = heading(4);
export interface H4Props extends DefProps<typeof h4> {}
/**
 * A heading of 18 px.
 *
 * ```tsx
 * <H4>Builds</H4>
 * ```
 */
export const H4 = component<H4Props>(h4);

export const h5 = heading(5);
export interface H5Props extends DefProps<typeof h5> {}
/**
 * A heading of 17 px.
 *
 * ```tsx
 * <H5>Builds</H5>
 * ```
 */
export const H5 = component<H5Props>(h5);

export const h6 = heading(6);
export interface H6Props extends DefProps<typeof h6> {}
/**
 * A heading of 14 px.
 *
 * ```tsx
 * <H6>Builds</H6>
 * ```
 */
export const H6 = component<H6Props>(h6);
