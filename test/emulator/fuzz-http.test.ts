import { Agent, request } from 'node:http';
import { startEmulator } from 'larkx/emulator/server';
import { afterAll, describe, expect, it } from 'vitest';
import { bystanders, expectEnvelope, targets, unpolluted } from './fuzz-world.js';
import { type Malformed, malformedRequest } from './malformed.js';
import { type Random, randomOf } from './oracle/random.js';

// Others: `LARKX_SEED=$RANDOM LARKX_RUNS_SCALE=20 npx vitest run test/emulator/fuzz-http.test.ts`.
const SEED = Number(process.env.LARKX_SEED ?? 118);
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
/** Milliseconds after which a run that goes on for ever is given up. */
const GIVE_UP = 300_000;

describe('a malformed request over HTTP', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  afterAll(() => agent.destroy());

  /** Bytes as they are, whether they are text or not. */
  function post(url: string, sent: Malformed, body: Buffer) {
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { method, path, headers } = sent;
      const { hostname, port } = new URL(url);
      const outgoing = request(
        {
          agent,
          hostname,
          port,
          method,
          path,
          headers: { ...headers, 'content-length': body.length },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** Bytes that are no UTF-8, in a text that otherwise is what it was. */
  function withBrokenBytes(random: Random, text: string): Buffer {
    const bytes = Buffer.from(text);
    if (random.percent(70) || bytes.length === 0) return bytes;
    for (let count = random.whole(1, 4); count > 0; count -= 1) {
      bytes[random.whole(0, bytes.length - 1)] = random.pick([0xff, 0xc0, 0x80, 0xed, 0xfe, 0x00]);
    }
    return bytes;
  }

  it(
    'gets an envelope, and the server goes on',
    async () => {
      const emulator = await startEmulator({
        knobs: { rateLimits: false },

        recordFrames: false,
      });
      try {
        const look = await bystanders(emulator);
        const before = look();
        const target = await targets(emulator);
        const random = randomOf(SEED + 1);
        for (let count = 0; count < 800 * SCALE; count += 1) {
          const sent = malformedRequest(random, await target(random));
          // What Node's own client refuses to send.
          if (/[^\x21-\x7e]/.test(sent.path)) sent.path = encodeURI(sent.path);
          const { status, text } = await post(
            emulator.url,
            sent,
            withBrokenBytes(random, sent.body),
          );
          if (sent.method === 'HEAD' || sent.method === 'OPTIONS') continue;
          expectEnvelope(status, JSON.parse(text), sent);
        }
        unpolluted();
        expect(look()).toEqual(before);
      } finally {
        await emulator.close();
      }
    },
    GIVE_UP,
  );
});
