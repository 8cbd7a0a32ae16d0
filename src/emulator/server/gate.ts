import type { IncomingMessage } from 'node:http';

/**
 * Whether a request was sent to this machine by its own name or address, or to the address that the server was told to
 * bind. A page on the web can make a browser send requests here, by a name that resolves to this machine. It cannot
 * choose the `Host` header then, nor hide its origin.
 */
export function isOwn({ headers, socket }: IncomingMessage, bound: string): boolean {
  // A server that is bound to every address (`0.0.0.0`) is known by the one that the client has reached.
  const reached = (socket.localAddress ?? '').replace(/^::ffff:/, '');
  return isOwnHost(headers.host, [bound, reached]) && isOwnOrigin(headers);
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
