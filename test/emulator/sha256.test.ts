import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { random } from '../../src/emulator/random.js';
import { hmacSha256, sha256 } from '../../src/emulator/sha256.js';

const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');

function randomBytes(next: () => number, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(next() * 256));
}

describe('SHA-256', () => {
  it('hashes the examples of FIPS 180', () => {
    expect(hex(sha256(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(hex(sha256(new Uint8Array(0)))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('agrees with the platform at every length around its blocks', () => {
    const next = random(1);
    for (let length = 0; length <= 200; length++) {
      const message = randomBytes(next, length);
      expect(hex(sha256(message)), `${length} bytes`).toBe(
        createHash('sha256').update(message).digest('hex'),
      );
    }
    const long = randomBytes(next, 100_003);
    expect(hex(sha256(long))).toBe(createHash('sha256').update(long).digest('hex'));
  });

  it('reads a part of a larger buffer as what it is', () => {
    const whole = randomBytes(random(2), 300);
    expect(hex(sha256(whole.subarray(100, 190)))).toBe(hex(sha256(whole.slice(100, 190))));
  });
});

describe('HMAC-SHA-256', () => {
  it('agrees with the platform for keys shorter and longer than a block', () => {
    const next = random(3);
    for (let round = 0; round < 200; round++) {
      const key = randomBytes(next, Math.floor(next() * 150));
      const message = randomBytes(next, Math.floor(next() * 150));
      expect(hex(hmacSha256(key, message))).toBe(
        createHmac('sha256', key).update(message).digest('hex'),
      );
    }
  });
});
