import { component, type DefProps, define } from '../src/schema/definition.js';
import { t } from '../src/schema/field.js';

export const rawElement = define({
  name: 'Raw',
  place: 'any',
  page: 'card-json-v2-structure',
  children: { kind: 'none' },
  verbatim: 'json',
  fields: {
    /** The element as the service takes it: snake_case, with its `tag`. */
    json: t.req(t.jsonObject()),
  },
});

export interface RawProps extends DefProps<typeof rawElement> {}

/**
 * An element in its wire form, for what the library has no component for.
 *
 * ```tsx
 * <Raw json={{ tag: 'hr' }} />
 * ```
 */
export const Raw = component<RawProps>(rawElement);
