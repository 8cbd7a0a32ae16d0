/**
 * The languages a text can be given in.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/configure-multi-language-content
 */
export const LOCALES = [
  'zh_cn',
  'en_us',
  'zh_hk',
  'zh_tw',
  'ja_jp',
  'id_id',
  'vi_vn',
  'th_th',
  'pt_br',
  'es_es',
  'ko_kr',
  'de_de',
  'fr_fr',
  'it_it',
  'ru_ru',
  'ms_my',
] as const;

export type Locale = (typeof LOCALES)[number];

/** One value per language. Where it stands for a text, its first key also serves the other languages. */
export type LocaleMap<T = string> = { readonly [L in Locale]?: T | undefined };
