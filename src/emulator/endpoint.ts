import type { JsonObject } from '../schema/json.js';
import type { Service } from './state.js';

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
}

export interface Endpoint {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
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
