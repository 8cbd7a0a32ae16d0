import type { IncomingMessage } from 'node:http';

/** A body that goes on this many times over the limit is cut off instead of being read to its end. */
const PATIENCE = 16;

/** The body; `undefined` if it is too large, after reading on so that the client gets to see the answer. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limit * PATIENCE) break;
  }
  return size > limit ? undefined : new Uint8Array(Buffer.concat(chunks));
}

/** Bytes as text, with a mark of byte order left where it is; `undefined` if they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
