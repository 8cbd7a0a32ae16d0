import { component, type DefProps, define } from '../../src/schema/definition.js';
import { MARKDOWN, PAGE } from './common.js';

export const quote = define({
  name: 'Quote',
  place: 'block',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline', 'block'] },
  dialects: MARKDOWN,
  fields: {},
  markdown: (_json, children) => ({ type: 'quote', children }),
});

export interface QuoteProps extends DefProps<typeof quote> {}

/**
 * A quotation, of one line or many.
 *
 * ```tsx
 * <Quote>Ship it.</Quote>
 * ```
 */
export const Quote = component<QuoteProps>(quote);
