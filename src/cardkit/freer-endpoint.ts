import type { WireEndpoint, WireOptions } from '../schema/index.js';
import type { Limited } from './limited-exchange.js';
import { endpointBucket } from './rate-limits.js';

/**
 * Whether an endpoint is freer than another. While there is enough of both it is not, so that calls stay where a
 * reader of logs looks for them.
 */
export function freerEndpoint({ limiter, app, limits }: Limited): WireOptions['isFreer'] {
  const available = async (endpoint: WireEndpoint) =>
    (await limiter.available?.(endpointBucket(app, endpoint, limits))) ?? Number.POSITIVE_INFINITY;
  return async (endpoint, than) => {
    const [here, there] = await Promise.all([available(endpoint), available(than)]);
    return there < limits.endpointPerSecond / 2 && here > there;
  };
}
