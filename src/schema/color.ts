const HUES = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'lime',
  'yellow',
  'sunflower',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
] as const;
const SHADES = [
  '50',
  '100',
  '200',
  '300',
  '350',
  '400',
  '500',
  '600',
  '700',
  '800',
  '900',
] as const;
const GREY_SHADES = ['00', ...SHADES, '650', '950', '1000'] as const;

type Hue = (typeof HUES)[number];

/**
 * A named colour; it follows the client's light or dark theme. A bare hue is its `-600` shade.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/enumerations-for-fields-related-to-color
 */
export type ColorName =
  | 'white'
  | 'bg-white'
  | Hue
  | `${Hue}-${(typeof SHADES)[number]}`
  | 'grey'
  | `grey-${(typeof GREY_SHADES)[number]}`;

export const COLORS: readonly string[] = [
  'white',
  'bg-white',
  ...HUES.flatMap((hue) => [hue, ...SHADES.map((shade) => `${hue}-${shade}`)]),
  'grey',
  ...GREY_SHADES.map((shade) => `grey-${shade}`),
];

/** Colours of text tags; grey is called neutral here. */
export const TAG_COLORS = [
  'neutral',
  'blue',
  'turquoise',
  'lime',
  'orange',
  'violet',
  'indigo',
  'wathet',
  'green',
  'yellow',
  'red',
  'purple',
  'carmine',
] as const;

/** Theme colours of a header. */
export const HEADER_TEMPLATES = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
] as const;
