import { component, type DefProps, define } from '../../src/schema/definition.js';
import { type CustomName, type Field, t } from '../../src/schema/field.js';
import { PAGE, TITLE, text } from './common.js';
import { EMOJI_KEYS, type EmojiKey } from './emoji-keys.js';

export const emoji = define({
  name: 'Emoji',
  place: 'inline',
  page: PAGE,
  children: { kind: 'letters', slot: 'name' },
  dialects: TITLE,
  fields: {
    /**
     * Key of an emoji of the vendor, in exactly its case; the same as the children. An unknown one is shown as its name
     * between colons. Unicode emoji need no component.
     */
    name: t.string({
      pattern: /^\w+$/,
      says: 'letters, digits and "_"',
    }) as Field<EmojiKey | CustomName, false>,
  },
  rules: [
    ({ name }, report) => {
      if (name === undefined) {
        report({
          code: 'field-missing',
          field: ['name'],
          message: 'name is missing',
          hint: '<Emoji>OK</Emoji> or <Emoji name="OK" />',
        });
      } else if (typeof name === 'string' && /^\w+$/.test(name) && !KNOWN.has(name)) {
        const meant = EMOJI_KEYS.find((key) => key.toLowerCase() === name.toLowerCase());
        report({
          code: 'enum',
          field: ['name'],
          message: `name: "${name}" is not on the vendor's list of emoji; an unknown one is shown as :${name}:`,
          severity: 'warning',
          ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
        });
      }
    },
  ],
  markdown: (json) => ({ type: 'emoji', key: text(json, 'name') }),
});

const KNOWN: ReadonlySet<string> = new Set(EMOJI_KEYS);

export interface EmojiProps extends DefProps<typeof emoji> {}

/**
 * An emoji of the vendor.
 *
 * ```tsx
 * <Emoji name="THUMBSUP" />
 * ```
 */
export const Emoji = component<EmojiProps>(emoji);
