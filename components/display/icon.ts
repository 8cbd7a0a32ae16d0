import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { extra } from '../common.js';
import type { IconToken } from './icon-tokens.js';

export const icon = define({
  name: 'Icon',
  tag: { standard_icon: 'token', custom_icon: 'imgKey' },
  place: 'icon',
  page: 'enumerations-for-icons',
  children: { kind: 'none' },
  fields: {
    /** A token of the icon library, such as `chat_outlined`. A wrong one is not reported: the icon is missing. */
    token: t.iconToken<IconToken>(),
    /** Colour, by name; only of tokens that end in `_outlined` or `_filled`. */
    color: t.color(),
    /** Key of an uploaded image, instead of a token. */
    imgKey: t.imageKey({ empty: true }),
    /** One image key per language. */
    i18nImgKey: t.locales(t.imageKey()),
    /** `"<width>px <height>px"`, 1 to 999 each; documented for the icon of a panel header. @default "10px 10px" */
    size: t.string({
      pattern: /^[1-9]\d{0,2}px [1-9]\d{0,2}px$/,
      says: '"<width>px <height>px", 1 to 999 each',
      default: '10px 10px',
    }),
    ...extra,
  },
});

export interface IconProps extends DefProps<typeof icon> {}

/**
 * A prefix icon: from the vendor's library by `token`, or an uploaded image by `imgKey`.
 *
 * ```tsx
 * <Header title="Build" icon={<Icon token="robot_outlined" color="blue" />} />
 * ```
 */
export const Icon = component<IconProps>(icon);
