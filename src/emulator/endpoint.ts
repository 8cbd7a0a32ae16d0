import type { JsonObject } from '../schema/json.js';
import type { Service } from './state.js';

/** What the endpoints are called in faults, in the record of calls and in tests. */
export const ENDPOINT_NAMES = [
  'cards.create',
  'cards.update',
  'cards.settings',
  'cards.batchUpdate',
  'cards.convertId',
  'elements.create',
  'elements.update',
  'elements.patch',
  'elements.content',
  'elements.delete',
  'messages.send',
  'messages.reply',
  'messages.patch',
  'messages.recall',
  'images.upload',
  'interactive.update',
  'customBot.send',
  'bot.info',
  'token',
] as const;

export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** Fields of a multipart body: texts, and the bytes of files. */
export type Form = Readonly<Record<string, string | Uint8Array>>;

/** A request that found its endpoint. */
export interface EndpointRequest {
  service: Service;
  /** The app behind the token; `''` where no token is needed. */
  appId: string;
  /** What stands in the path where the endpoint has `:name`. */
  param(name: string): string;
  query(name: string): string;
  /** The parsed body, `undefined` if there was none; refuses what is no JSON. */
  body(): unknown;
  /** The fields of a multipart body; `undefined` if the body was none. */
  form: Form | undefined;
  /** Tells whoever looks at the calls what was strange about a request that is accepted. */
  remark(note: string): void;
}

export interface Endpoint {
  name: EndpointName;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments that start with `:` are parameters. */
  path: string;
  /** Works without a token. */
  open?: boolean;
  /** The whole envelope of a success. */
  answer(request: EndpointRequest): JsonObject;
}

export function success(data: JsonObject = {}): JsonObject {
  return { code: 0, msg: 'success', data };
}
