import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Whether a request was sent to this machine by its own name or address, to the address that the server was told to
 * bind, or by another name that it was told to answer to. A page on the web can make a browser send requests here, by a name that resolves to this machine. It cannot
 * choose the `Host` header then, nor hide its origin.
 */
export function isOwn({ headers, socket }: IncomingMessage, told: readonly string[]): boolean {
  // A server that is bound to every address (`0.0.0.0`) is known by the one that the client has reached.
  const reached = (socket.localAddress ?? '').replace(/^::ffff:/, '');
  return isOwnHost(headers.host, [...told, reached]) && isOwnOrigin(headers);
}

/** What {@link isHost} asks for, in words. */
export const HOST_IS = 'a name or an address, without a port';

/** Whether this can be the host of a URL. An empty one is not: bound to, it would be every address of the machine. */
export function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^[\w.-]+$/.test(text);
}

/** An address as it stands in a URL. */
export function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function isOwnHost(header: string | undefined, addresses: readonly string[]): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(header ?? '')?.[1]?.toLowerCase();
  if (name === undefined) return false;
  const own = addresses.map((address) => inUrl(address).toLowerCase());
  return ['localhost', '127.0.0.1', '[::1]', ...own].includes(name);
}

function isOwnOrigin({ origin, host }: IncomingMessage['headers']): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host}`.toLowerCase();
}
