import { botInfo } from './bot-info-endpoint.js';
import { batchUpdate, createCard, updateCard, updateSettings } from './card-endpoints.js';
import { sendByCustomBot } from './custom-bot-endpoint.js';
import {
  createElements,
  deleteElementEndpoint,
  patchElementEndpoint,
  updateElement,
  writeElementContent,
} from './element-endpoints.js';
import type { Endpoint } from './endpoint.js';
import { convertId } from './id-convert-endpoint.js';
import { uploadImage } from './image-endpoint.js';
import { patchMessage } from './messages/patch.js';
import { recallMessage } from './messages/recall.js';
import { replyMessage } from './messages/reply.js';
import { sendMessage } from './messages/send.js';
import { turnedAway } from './refusal.js';
import { tokenEndpoint } from './token-endpoint.js';
import { delayedUpdate } from './user/delayed-update-endpoint.js';

const ENDPOINTS: readonly Endpoint[] = [
  tokenEndpoint,
  createCard,
  updateCard,
  updateSettings,
  batchUpdate,
  createElements,
  updateElement,
  patchElementEndpoint,
  writeElementContent,
  deleteElementEndpoint,
  convertId,
  sendMessage,
  replyMessage,
  patchMessage,
  recallMessage,
  uploadImage,
  delayedUpdate,
  sendByCustomBot,
  botInfo,
];

export interface Route {
  endpoint: Endpoint;
  params: ReadonlyMap<string, string>;
}

/** The endpoint of a method and a path without its query. */
export function route(method: string, path: string): Route {
  const segments = path.split('/').map(decodeSegment);
  const onPath = ENDPOINTS.flatMap((endpoint) => {
    const params = match(endpoint.path, segments);
    return params ? [{ endpoint, params }] : [];
  });
  const found = onPath.find(({ endpoint }) => endpoint.method === method);
  if (found) return found;
  // A card cannot be read: the gateway knows no such path, although the same one can be written to.
  const readsCard = method === 'GET' && onPath.some(({ endpoint }) => endpoint === updateCard);
  throw turnedAway(onPath.length === 0 || readsCard ? 99991201 : 99991301);
}

function match(pattern: string, segments: readonly string[]): Map<string, string> | undefined {
  const expected = pattern.split('/');
  if (expected.length !== segments.length) return undefined;
  const params = new Map<string, string>();
  for (const [i, name] of expected.entries()) {
    const segment = segments[i] ?? '';
    if (name.startsWith(':') && segment !== '') params.set(name.slice(1), segment);
    else if (name !== segment) return undefined;
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
