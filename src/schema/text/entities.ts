/**
 * Names that HTML decodes without a semicolon, and so does the service: `?a=1&reg=2` shows a trademark sign.
 *
 * @see https://html.spec.whatwg.org/multipage/named-characters.html
 */
const LEGACY =
  'AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave ' +
  'Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute ' +
  'acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc ' +
  'egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp ' +
  'not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 ' +
  'sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml';

const NAMES: ReadonlySet<string> = new Set(LEGACY.split(' '));
const BEGINS = new RegExp(`^(?:${LEGACY.replaceAll(' ', '|')})`);

/** Whether text behind an ampersand begins with such a name. */
export function isLegacyEntity(behind: string): boolean {
  return BEGINS.test(behind);
}

/** Whether an entity with its semicolon is one to every reader: `&not;`, but not `&notit;`, of which some see the beginning. */
export function isPlainEntity(entity: string): boolean {
  const name = entity.slice(1, -1);
  return !isLegacyEntity(name) || NAMES.has(name);
}

/** Length of the longest name; so much has to be known of what follows an ampersand. */
export const LEGACY_LENGTH = 6;
