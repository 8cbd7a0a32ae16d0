import type { WireEndpoint, WireRequest } from '../schema/index.js';

const HARMLESS_TWICE: ReadonlySet<WireEndpoint> = new Set([
  'cards.create',
  'cards.convertId',
  'messages.patch',
  'images.upload',
]);

/** Whether the service may execute the request twice. */
export function isRepeatable({ sequenced, endpoint, body }: WireRequest): boolean {
  if (sequenced) return false;
  if (HARMLESS_TWICE.has(endpoint)) return true;
  return body !== undefined && 'uuid' in body && body.uuid !== undefined;
}
