import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cardkit from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { normalBaseUrl } from '../../src/cardkit/base-url.js';
import { CardKitError as SchemaError } from '../../src/schema/index.js';
import { APP_ID, APP_SECRET, clientOf, rejection, startService, TOKEN_PATH } from './service.js';

const { createClient } = cardkit;
const app = { appId: APP_ID, appSecret: APP_SECRET };

describe('larkx/cardkit', () => {
  it('exports what it says, and no more', () => {
    expect(Object.keys(cardkit).sort()).toEqual([
      'CardKitError',
      'createClient',
      'createCustomBot',
      'createRateLimiter',
      'sdkTransport',
    ]);
    expect(cardkit.CardKitError).toBe(SchemaError);
  });
});

describe('baseUrl', () => {
  it.each([
    ['https://open.larksuite.com', 'https://open.larksuite.com'],
    ['https://open.larksuite.com/', 'https://open.larksuite.com'],
    ['https://OPEN.larksuite.com:443//', 'https://open.larksuite.com'],
    ['http://127.0.0.1:8080/feishu', 'http://127.0.0.1:8080/feishu'],
    ['http://127.0.0.1:8080/a/b/', 'http://127.0.0.1:8080/a/b'],
  ])('%s becomes %s', (given, normal) => {
    expect(normalBaseUrl(given)).toBe(normal);
  });

  it.each([
    'open.feishu.cn',
    '',
    'ftp://open.feishu.cn',
    'https://a:b@open.feishu.cn',
    'https://open.feishu.cn?x=1',
    'https://open.feishu.cn#x',
  ])('%j is refused', (baseUrl) => {
    expect(() => createClient({ ...app, baseUrl })).toThrow(TypeError);
  });

  it('may have a path, which becomes a prefix', async () => {
    const service = await startService();
    const client = clientOf({ url: `${service.url}/gateway/feishu/` });
    await client.elements.delete('1', 'a', { sequence: 1 });
    expect(service.tokenRequests[0]!.path).toBe(`/gateway/feishu${TOKEN_PATH}`);
    expect(service.seen[0]!.path).toBe('/gateway/feishu/open-apis/cardkit/v1/cards/1/elements/a');
  });
});

describe('createClient', () => {
  it('connects to nothing by itself', () => {
    expect(Object.keys(createClient(app))).toEqual([
      'cards',
      'elements',
      'messages',
      'uploadImage',
    ]);
  });

  it.each([
    [{ appId: '' }, 'appId'],
    [{ appSecret: '' }, 'appSecret'],
    [{ appSecret: undefined as unknown as string }, 'appSecret'],
    [{ retries: 1.5 }, 'retries'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ connectTimeoutMs: Number.NaN }, 'connectTimeoutMs'],
    [{ responseTimeoutMs: Number.POSITIVE_INFINITY }, 'responseTimeoutMs'],
    [{ rateLimits: { cardPerSecond: 0 } }, 'rateLimits.cardPerSecond'],
    [{ rateLimits: { cardsPerSecond: 5 } as object }, 'cardsPerSecond'],
  ])('refuses %j and names %s', (options, name) => {
    expect(() => createClient({ ...app, ...options })).toThrow(
      expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(name) }),
    );
  });

  it('uses the agent it is given', async () => {
    const service = await startService();
    let connected = 0;
    class Counting extends Agent {
      override createConnection(...args: Parameters<Agent['createConnection']>) {
        connected += 1;
        return super.createConnection(...args);
      }
    }
    const agent = new Counting();
    await clientOf(service, { agent }).elements.delete('1', 'a', { sequence: 1 });
    expect(connected).toBe(2);
  });
});

describe('a proxy', () => {
  it('is reached through an agent, and sees which host is meant', async () => {
    const service = await startService((seen, response) => {
      hosts.push(seen.headers.host);
      response.end('{"code":0,"data":{}}');
    });
    const hosts: unknown[] = [];
    const { port } = new URL(service.url);
    /** Opens every connection to the proxy, whatever host is asked for. */
    class ToProxy extends Agent {
      override createConnection(options: object, done: (error: Error | null) => void) {
        const proxy = { ...options, host: '127.0.0.1', port: Number(port) };
        return super.createConnection(proxy as never, done as never);
      }
    }
    const client = clientOf({ url: 'http://open.feishu.invalid' }, { agent: new ToProxy() });
    await client.elements.delete('1', 'a', { sequence: 1 });
    expect(hosts).toEqual(['open.feishu.invalid']);
  });
});

/** A certificate of its own for 127.0.0.1; `undefined` where there is no openssl. */
function selfSigned(): { key: Buffer; cert: Buffer } | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'larkx-tls-'));
  try {
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const out = ['-keyout', key, '-out', cert, '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...curve, ...name, ...out], { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    return undefined;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
const tls = selfSigned();

describe.skipIf(tls === undefined)('https', () => {
  it('is checked, and takes got’s own TLS options', async () => {
    const server = createServer(tls!, (request, response) => {
      request.resume();
      response.end(
        request.url === TOKEN_PATH
          ? '{"code":0,"tenant_access_token":"t-1","expire":7200}'
          : '{"code":0,"data":{}}',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const strict = clientOf({ url }, { retries: 0 });
      const error = await rejection(strict.elements.delete('1', 'a', { sequence: 1 }));
      expect(error).toMatchObject({ code: 0, status: 0, kind: 'retry' });
      expect(error.cause).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      const https = { certificateAuthority: tls!.cert };
      await clientOf({ url }, { https }).elements.delete('1', 'a', { sequence: 1 });
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
