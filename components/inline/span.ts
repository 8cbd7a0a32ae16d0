import { component, type DefProps, define } from '../../src/schema/definition.js';
import { PAGE, TITLE } from './common.js';

export const span = define({
  name: 'Span',
  place: 'inline',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline'] },
  dialects: TITLE,
  fields: {},
  markdown: (_json, children) => children,
});

export interface SpanProps extends DefProps<typeof span> {}

/**
 * Words that are shown as exactly these words, whatever they look like: names, titles, anything that is not meant as
 * markdown.
 *
 * ```tsx
 * <Span>*not* italic</Span>
 * ```
 */
export const Span = component<SpanProps>(span);
