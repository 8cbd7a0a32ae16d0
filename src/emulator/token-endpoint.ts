import { getOwn } from '../schema/json.js';
import type { Endpoint, EndpointRequest } from './endpoint.js';
import { turnedAway } from './refusal.js';
import { isTree } from './tree.js';

/** Hands out tenant tokens. Its answers have no `data`, and its errors come with HTTP 200. */
export const tokenEndpoint: Endpoint = {
  name: 'token',
  method: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  open: true,
  answer(request) {
    const { tokens } = request.service;
    const { appId, appSecret } = credentialsIn(request);
    tokens.checkApp(appId, appSecret);
    const { token, expire } = tokens.issue(appId);
    return { code: 0, msg: 'ok', tenant_access_token: token, expire };
  },
};

/** A body that cannot be read and an empty id are the same to this endpoint. */
function credentialsIn(request: EndpointRequest): { appId: string; appSecret: string } {
  let body: unknown;
  try {
    body = request.body();
  } catch {
    throw turnedAway(10003);
  }
  const appId = isTree(body) ? getOwn(body, 'app_id') : undefined;
  const appSecret = isTree(body) ? getOwn(body, 'app_secret') : undefined;
  if (typeof appId !== 'string' || typeof appSecret !== 'string' || !appId || !appSecret) {
    throw turnedAway(10003);
  }
  return { appId, appSecret };
}
