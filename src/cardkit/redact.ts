/** Shorter strings are no secrets of the service, and replacing them would garble words. */
const MIN_SECRET = 8;

/**
 * Fields whose values are secrets, as JSON, as JSON inside of a JSON string, in a query, or in the words of a log:
 * nobody told us these secrets, or they are made for one request. `sign` is a word as well, so that it needs a quote.
 */
const SECRET_FIELD =
  /(\b(?:(?:app_secret|app_ticket|(?:app|tenant|user)_access_token)\\*["']?|sign\\*["'])\s*[:=]\s*\\*["']?)[^\s"'\\&,;}]{4,}/gi;
/** What stands in an `Authorization` header. */
const BEARER = /\b(bearer\s+)[\w.~+/=-]{8,}/gi;
/** The password of a URL, such as that of a store that a limiter stands on. */
const PASSWORD = /(:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/g;

/** Takes secrets out of words that others wrote: a server, a proxy or a library may quote the request. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets
    .filter((secret) => secret !== undefined && secret.length >= MIN_SECRET)
    .flatMap((secret) => formsOf(secret as string))
    .reduce((clean, form) => clean.replaceAll(form, '***'), text);
  return known.replace(SECRET_FIELD, '$1***').replace(BEARER, '$1***').replace(PASSWORD, '$1***');
}

/** A secret as it is, and as JSON (once, and inside of another JSON) and URLs write it. */
function formsOf(secret: string): readonly string[] {
  const json = inJson(secret);
  // A lone surrogate has no form in a URL.
  const uri = encodeURIComponent(Buffer.from(secret).toString());
  const forms = [
    secret,
    json,
    inJson(json),
    json.replaceAll('/', '\\/'),
    uri,
    uri.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    uri.replaceAll('%20', '+'),
    encodeURI(Buffer.from(secret).toString()),
  ];
  // The longest first, so that none is cut by a shorter one inside of it.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
