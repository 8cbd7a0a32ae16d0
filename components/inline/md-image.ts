import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { KEY, MARKDOWN, PAGE, text } from './common.js';

export const mdImage = define({
  name: 'MdImage',
  place: 'inline',
  page: PAGE,
  children: { kind: 'none' },
  dialects: MARKDOWN,
  fields: {
    /** Key of an uploaded image (`img_...`); the service refuses a card with an address here. */
    imgKey: t.req(t.imageKey()),
    /** Shown on hover, on desktops. */
    alt: t.string(),
  },
  rules: [
    ({ img_key: key }, report) => {
      // Addresses are reported by the kind of the field.
      if (typeof key !== 'string' || key === '' || KEY.test(key) || /[/:]/.test(key)) return;
      report({
        code: 'image-key',
        field: ['img_key'],
        message: `imgKey: found ${JSON.stringify(key.slice(0, 60))}; expected the key of an uploaded image`,
      });
    },
  ],
  markdown: (json) => {
    const [key, alt] = [text(json, 'img_key'), text(json, 'alt')];
    // What is no key is reported already, and would be again as an image of the text.
    return KEY.test(key) ? { type: 'image', key, alt } : { type: 'text', text: alt };
  },
});

export interface MdImageProps extends DefProps<typeof mdImage> {}

/**
 * An image inside a text; between elements it is {@link Image}.
 *
 * ```tsx
 * <MdImage imgKey="img_v3_1" alt="a chart of the week" />
 * ```
 */
export const MdImage = component<MdImageProps>(mdImage);
