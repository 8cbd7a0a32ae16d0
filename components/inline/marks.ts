import { component, type DefProps, define } from '../../src/schema/definition.js';
import { inLine, LARK_MD, PAGE } from './common.js';

const mark = {
  place: 'inline',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline'] },
  dialects: LARK_MD,
  fields: {},
} as const;

export const bold = define({
  ...mark,
  name: 'B',
  markdown: (_json, children) => ({ type: 'mark', mark: 'bold', children: inLine(children) }),
});

export interface BProps extends DefProps<typeof bold> {}

/**
 * Bold.
 *
 * ```tsx
 * <B>Done</B>
 * ```
 */
export const B = component<BProps>(bold);

export const italic = define({
  ...mark,
  name: 'I',
  markdown: (_json, children) => ({ type: 'mark', mark: 'italic', children: inLine(children) }),
});

export interface IProps extends DefProps<typeof italic> {}

/**
 * Italic.
 *
 * ```tsx
 * <I>about</I>
 * ```
 */
export const I = component<IProps>(italic);

export const strikethrough = define({
  ...mark,
  name: 'S',
  markdown: (_json, children) => ({
    type: 'mark',
    mark: 'strikethrough',
    children: inLine(children),
  }),
});

export interface SProps extends DefProps<typeof strikethrough> {}

/**
 * Struck through.
 *
 * ```tsx
 * <S>$ 120</S>
 * ```
 */
export const S = component<SProps>(strikethrough);
