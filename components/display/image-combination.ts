import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common } from '../common.js';

/** Images that each mode shows; more are dropped. */
const SHOWN: Readonly<Record<string, number>> = { double: 2, triple: 3, bisect: 6, trisect: 9 };

export const imageCombination = define({
  name: 'ImageCombination',
  tag: 'img_combination',
  place: 'element',
  page: 'card-json-v2-components/content-components/multi-image-laylout',
  children: { kind: 'none' },
  fields: {
    ...common,
    /** Two, three, up to six in rows of two, or up to nine in rows of three. */
    combinationMode: t.req(t.oneOf(['double', 'triple', 'bisect', 'trisect'])),
    /** The images. */
    imgList: t.req(
      t.list(
        t.obj({
          /** Key of an uploaded image. */
          imgKey: t.req(t.imageKey()),
          /** One key per language. */
          i18nImgKey: t.locales(t.imageKey()),
          /** Whether the background shows through. Only in a sample of the vendor. @default false */
          transparent: t.boolean({ default: false }),
        }),
      ),
    ),
    /** Whether the background shows through all of them. @default false */
    combinationTransparent: t.boolean({ default: false }),
    /** Radius of the corners: px or percent. */
    cornerRadius: t.radius(),
  },
  legacy: { img_list_length: { use: 'nothing: the list has its length' } },
  rules: [
    ({ combination_mode: mode, img_list: images }, report) => {
      const shown = SHOWN[String(mode)];
      if (shown === undefined || !Array.isArray(images) || images.length <= shown) return;
      report({
        code: 'range',
        field: ['img_list'],
        message: `found ${images.length}; "${mode}" shows the first ${shown}`,
        severity: 'warning',
      });
    },
  ],
});

export interface ImageCombinationProps extends DefProps<typeof imageCombination> {}

/**
 * A mosaic of uploaded images.
 *
 * ```tsx
 * <ImageCombination combinationMode="double" imgList={[{ imgKey: 'img_a' }, { imgKey: 'img_b' }]} />
 * ```
 */
export const ImageCombination = component<ImageCombinationProps>(imageCombination);
