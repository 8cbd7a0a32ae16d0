/** The default host: Feishu, mainland China. Lark has its own, `https://open.larksuite.com`. */
export const FEISHU = 'https://open.feishu.cn';

/**
 * A base URL without trailing slashes, so that `/open-apis/...` can follow. A path stays as a prefix, for a gateway
 * that serves the API under one. Throws a `TypeError` that does not quote the URL, which might hold a password.
 */
export function normalBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new TypeError(`baseUrl: expected an http(s) URL, such as ${FEISHU}`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('baseUrl: credentials, a query or a fragment are not allowed in it');
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}
