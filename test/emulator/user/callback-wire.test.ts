import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  challengeRequest,
  encrypt,
  signatureOf,
  signedRequest,
} from '../../../src/emulator/callback-wire.js';

const KEY = 'test key';
const AT = { timestamp: '1700000000', nonce: 'nonce1' };
const TYPE = { 'content-type': 'application/json; charset=utf-8' };

function decrypt(text: string, key: string): string {
  const bytes = Buffer.from(text, 'base64');
  const hash = createHash('sha256').update(key).digest();
  const decipher = createDecipheriv('aes-256-cbc', hash, bytes.subarray(0, 16));
  return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8');
}

describe('encryption', () => {
  const official = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=';

  it('makes the official example', async () => {
    const iv = Buffer.from(official, 'base64').subarray(0, 16);
    expect(await encrypt('hello world', KEY, iv)).toBe(official);
  });

  it('is different each time', async () => {
    const texts = await Promise.all([encrypt('same', KEY), encrypt('same', KEY)]);
    expect(texts[0]).not.toBe(texts[1]);
    expect(texts.map((text) => decrypt(text, KEY))).toEqual(['same', 'same']);
  });

  it.each([0, 1, 15, 16, 17, 100_000])('can be read again for %i characters', async (length) => {
    const text = '卡'.repeat(length);
    expect(decrypt(await encrypt(text, KEY), KEY)).toBe(text);
  });
});

describe('a signed request', () => {
  const payload = { schema: '2.0', event: { token: 'c-1', text: '卡片 \u2028' } };

  it('signs the bytes of the body with time, nonce and key', async () => {
    const { body, headers } = await signedRequest(payload, { ...AT, encryptKey: KEY });
    const signed = `${AT.timestamp}${AT.nonce}${KEY}${body}`;
    expect(headers).toEqual({
      ...TYPE,
      'x-lark-request-timestamp': '1700000000',
      'x-lark-request-nonce': 'nonce1',
      'x-lark-signature': createHash('sha256').update(signed).digest('hex'),
    });
    const { encrypt: text, ...rest } = JSON.parse(body);
    expect(rest).toEqual({});
    expect(JSON.parse(decrypt(text, KEY))).toEqual(payload);
  });

  it('has the signature of the known example', async () => {
    const signature = await signatureOf('{"encrypt":"abc"}', { ...AT, encryptKey: KEY });
    expect(signature).toBe('de80858e3de7957990e2543052d09b5d55a8ab2281446b83fafc1df26f93f707');
  });

  it('is the same for the same time, nonce and IV', async () => {
    const iv = new Uint8Array(16);
    const twice = [1, 2].map(() => signedRequest(payload, { ...AT, encryptKey: KEY, iv }));
    const [one, two] = await Promise.all(twice);
    expect(one).toEqual(two);
  });

  it.each([undefined, ''])('is plain with the key %j', async (encryptKey) => {
    const { body, headers } = await signedRequest(payload, { ...AT, encryptKey });
    expect(JSON.parse(body)).toEqual(payload);
    expect(headers).toEqual(TYPE);
  });
});

describe('the request that checks an address', () => {
  const challenge = { challenge: 'abc', token: 'v-token', type: 'url_verification' };

  it('is plain without a key', async () => {
    const { body, headers } = await challengeRequest('abc', 'v-token');
    expect(JSON.parse(body)).toEqual(challenge);
    expect(headers).toEqual(TYPE);
  });

  it('is encrypted with a key, but not signed', async () => {
    const { body, headers } = await challengeRequest('abc', 'v-token', { encryptKey: KEY });
    expect(JSON.parse(decrypt(JSON.parse(body).encrypt, KEY))).toEqual(challenge);
    expect(headers).toEqual(TYPE);
  });
});
