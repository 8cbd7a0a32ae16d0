import { TAG_COLORS } from '../../src/schema/color.js';
import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { extra } from '../common.js';

export const textTag = define({
  name: 'TextTag',
  tag: 'text_tag',
  place: 'text_tag',
  page: 'card-json-v2-components/content-components/title',
  children: { kind: 'words', slot: 'text' },
  fields: {
    /** `element_id`; at most 20 characters, unique in the card. */
    id: t.id(),
    /** The words; the same as the children. */
    text: t.text(),
    /** Colour; grey is called neutral. @default "blue" */
    color: t.oneOf(TAG_COLORS, { default: 'blue' }),
    ...extra,
  },
});

export interface TextTagProps extends DefProps<typeof textTag> {}

/**
 * A pill behind the title of a header, which shows the first three.
 *
 * ```tsx
 * <Header title="Deploy"><TextTag color="green">done</TextTag></Header>
 * ```
 */
export const TextTag = component<TextTagProps>(textTag);
