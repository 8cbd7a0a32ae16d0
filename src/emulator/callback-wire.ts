import type { JsonObject } from '../schema/json.js';

export interface Signing {
  /** The Encrypt Key of the app. Without one, bodies are plain and nothing is signed. */
  encryptKey?: string | undefined;
  /** Seconds since 1970, as `X-Lark-Request-Timestamp` says it. */
  timestamp: string | number;
  nonce: string;
  /** The 16 bytes in front of the ciphertext. Default random. */
  iv?: Uint8Array | undefined;
}

/** A request to the callback address of an app. */
export interface CallbackRequest {
  body: string;
  headers: Record<string, string>;
}

/**
 * The HTTP request that brings a callback or an event to an app: encrypted and signed if there is an Encrypt Key.
 *
 * ```ts
 * const { body, headers } = await signedRequest(payload, { encryptKey, timestamp, nonce });
 * await fetch(callbackUrl, { method: 'POST', body, headers });
 * ```
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/event-subscription-guide/callback-subscription/receive-and-handle-callbacks
 */
export async function signedRequest(
  payload: JsonObject,
  { encryptKey, timestamp, nonce, iv }: Signing,
): Promise<CallbackRequest> {
  const body = await bodyOf(payload, encryptKey, iv);
  if (!encryptKey) return { body, headers: jsonHeaders() };
  const signature = await signatureOf(body, { encryptKey, timestamp, nonce });
  return {
    body,
    headers: {
      ...jsonHeaders(),
      'x-lark-request-timestamp': String(timestamp),
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  };
}

/** The request that checks an address when it is saved. It may be encrypted, but it is not signed. */
export async function challengeRequest(
  challenge: string,
  verificationToken: string,
  { encryptKey, iv }: Pick<Signing, 'encryptKey' | 'iv'> = {},
): Promise<CallbackRequest> {
  const payload = { challenge, token: verificationToken, type: 'url_verification' };
  return { body: await bodyOf(payload, encryptKey, iv), headers: jsonHeaders() };
}

/** Base64 of the IV and the ciphertext: AES-256-CBC under the SHA-256 of the key, padded as in PKCS #7. */
export async function encrypt(
  text: string,
  encryptKey: string,
  iv: Uint8Array = crypto.getRandomValues(new Uint8Array(16)),
): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', utf8(encryptKey));
  const key = await crypto.subtle.importKey('raw', hash, 'AES-CBC', false, ['encrypt']);
  const cipher = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, utf8(text));
  return base64([...iv, ...new Uint8Array(cipher)]);
}

/** `X-Lark-Signature` of a body, byte for byte as it is sent: the SHA-256 in lower-case hex. */
export async function signatureOf(
  body: string,
  { encryptKey, timestamp, nonce }: Pick<Signing, 'encryptKey' | 'timestamp' | 'nonce'>,
): Promise<string> {
  const text = `${timestamp}${nonce}${encryptKey ?? ''}${body}`;
  const hash = await crypto.subtle.digest('SHA-256', utf8(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function bodyOf(
  payload: JsonObject,
  encryptKey: string | undefined,
  iv: Uint8Array | undefined,
): Promise<string> {
  const text = JSON.stringify(payload);
  return encryptKey ? JSON.stringify({ encrypt: await encrypt(text, encryptKey, iv) }) : text;
}

const jsonHeaders = () => ({ 'content-type': 'application/json; charset=utf-8' });

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function base64(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}
