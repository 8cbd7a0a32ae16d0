import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common } from '../common.js';

export const image = define({
  name: 'Image',
  tag: 'img',
  place: 'element',
  page: 'card-json-v2-components/content-components/image',
  children: { kind: 'none' },
  fields: {
    ...common,
    /** Key of an uploaded image; there are no URLs. */
    imgKey: t.req(t.imageKey()),
    /** One key per language, beside `imgKey` for the others. */
    i18nImgKey: t.locales(t.imageKey()),
    /** Shown on hover and read aloud; may be empty. */
    alt: t.req(t.text(), 'samples of the vendor leave it out'),
    /** Caption. */
    title: t.text(),
    /** Radius of the corners: px or percent. */
    cornerRadius: t.radius(),
    /** How it is cut; `fit_horizontal` does not cut. @default "crop_center" */
    scaleType: t.oneOf(['crop_center', 'crop_top', 'fit_horizontal'], { default: 'crop_center' }),
    /** 160, 80, 40 or 16 px square, stretched, or `"<width>px <height>px"` of 1 to 1000; only where it is cut. */
    size: t.dimensions(['stretch', 'large', 'medium', 'small', 'tiny'], { min: 1, max: 1000 }),
    /** Whether the background shows through; white otherwise. @default false */
    transparent: t.boolean({ default: false }),
    /** Whether a click opens a viewer; `false` lets the click through to what is around it. @default true */
    preview: t.boolean({ default: true }),
  },
  legacy: {
    mode: { use: 'scale_type and size' },
    custom_width: { use: 'size' },
    compact_width: { use: 'size' },
  },
});

export interface ImageProps extends DefProps<typeof image> {}

/**
 * An uploaded image.
 *
 * ```tsx
 * <Image imgKey="img_v3_..." alt="Latency last week" cornerRadius="8px" />
 * ```
 */
export const Image = component<ImageProps>(image);
