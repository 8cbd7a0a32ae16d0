import { isObject, type WireResponse } from '../schema/index.js';

/** The form of a tenant's or a user's token. */
const TOKEN = /\b[tu]-[\w.-]{16,}/g;

/** Takes everything that looks like a token out of words that others wrote. */
export function withoutToken(text: string): string {
  return text.replace(TOKEN, '***');
}

/** The same for an answer that carries an error, of which the words become an error's message. */
export function withoutTokens({ status, headers, body }: WireResponse): WireResponse {
  const clean = Object.entries(headers).map(([name, value]) => [
    name,
    value && withoutToken(value),
  ]);
  return {
    status,
    headers: Object.fromEntries(clean),
    body: isObject(body) && body.code !== 0 ? cleanJson(body) : body,
  };
}

function cleanJson(body: object): unknown {
  return JSON.parse(JSON.stringify(body), (_, value) =>
    typeof value === 'string' ? withoutToken(value) : value,
  );
}
