import type { Agent } from 'node:http';
import type { OnCall } from './http-event.js';
import type { HttpExchangeOptions } from './http-exchange.js';

/** A certificate or key in PEM. */
type Pem = string | Uint8Array | readonly (string | Uint8Array)[];

export interface TlsOptions {
  /** Authorities that are trusted instead of Node's own. */
  certificateAuthority?: Pem | undefined;
  /** Certificate of the client, where the proxy asks for one. */
  certificate?: Pem | undefined;
  /** Key of that certificate. */
  key?: Pem | undefined;
  /** Passphrase of that key. */
  passphrase?: string | undefined;
  /** `false` trusts anybody. For tests only. @default true */
  rejectUnauthorized?: boolean | undefined;
}

/** How to reach the service. */
export interface ConnectionOptions {
  /** Milliseconds for one attempt, from look-up to the end of the answer; an upload has a minute more. @default 15000 */
  timeoutMs?: number | undefined;
  /** Milliseconds for each step of connecting: look-up, TCP, TLS. @default 5000 */
  connectTimeoutMs?: number | undefined;
  /** Milliseconds from the end of the request to the head of the answer. @default 10000 */
  responseTimeoutMs?: number | undefined;
  /** An agent of `node:http` or `node:https` as the base URL demands, for a proxy say. One with keep-alive by default. */
  agent?: Agent | undefined;
  /** How to trust the server, where a proxy or a company's own authority stands in between. */
  https?: TlsOptions | undefined;
  /** Called after each HTTP exchange. What it throws cannot break the call; it becomes one process warning. */
  onCall?: OnCall | undefined;
}

/** @throws TypeError if a time is out of range. */
export function connectionOf(
  options: ConnectionOptions,
): Omit<HttpExchangeOptions, 'baseUrl' | 'locate' | 'secrets'> {
  return {
    timeoutMs: positiveMs('timeoutMs', options.timeoutMs ?? 15_000),
    connectTimeoutMs: positiveMs('connectTimeoutMs', options.connectTimeoutMs ?? 5_000),
    responseTimeoutMs: positiveMs('responseTimeoutMs', options.responseTimeoutMs ?? 10_000),
    agent: options.agent,
    // Node takes bytes wherever got's types say Buffer.
    https: options.https as HttpExchangeOptions['https'],
    onCall: options.onCall,
  };
}

function positiveMs(name: string, ms: number): number {
  // Node's timers fire at once beyond 2^31 - 1.
  if (ms > 0 && ms <= 2 ** 31 - 1) return ms;
  throw new TypeError(`${name}: expected milliseconds above 0, got ${ms}`);
}

/** @throws TypeError if it is no number of repeats. */
export function checkedRetries(retries: number): number {
  if (Number.isInteger(retries) && retries >= 0) return retries;
  throw new TypeError(`retries: expected an integer from 0, got ${retries}`);
}
