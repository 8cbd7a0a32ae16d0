/** A set of texts, one per language, somewhere in a card. */
export interface Localised<P> {
  readonly place: P;
  /** The languages that it has. */
  readonly locales: readonly string[];
  /** Beside them there is one more, of which nobody says what it is: the `content` that serves all others. */
  readonly base?: boolean;
}

export interface LocaleGap<P> extends Localised<P> {
  readonly missing: readonly string[];
}

/**
 * The texts of a card that lack a language which others have. `declared` are the languages that the card says it has;
 * then these are asked for and no others. A text with a `content` beside its languages has one more.
 *
 * ```text
 * title  zh_cn en_us
 * label  zh_cn            ->  label lacks en_us
 * ```
 */
export function localeGaps<P>(
  texts: readonly Localised<P>[],
  declared: readonly string[] = [],
): LocaleGap<P>[] {
  const wanted =
    declared.length > 0
      ? [...new Set(declared)]
      : [...new Set(texts.flatMap(({ locales }) => locales))];
  return texts.flatMap(({ place, locales, base }) => {
    const missing = wanted.filter((locale) => !locales.includes(locale));
    // The one that is missing may be the language of the content.
    return missing.length > (base ? 1 : 0) ? [{ place, locales, missing }] : [];
  });
}
