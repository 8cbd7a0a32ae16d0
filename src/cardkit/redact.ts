/** Shorter strings are no secrets of the service, and replacing them would garble words. */
const MIN_SECRET = 8;

/** Takes secrets out of words that others wrote: a server, a proxy or a library may quote the request. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (clean, secret) =>
      secret !== undefined && secret.length >= MIN_SECRET ? clean.replaceAll(secret, '***') : clean,
    text,
  );
}
