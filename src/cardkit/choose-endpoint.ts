import type { WireEndpoint, WireRequest } from '../schema/index.js';
import { optional } from './abortable.js';
import type { Limited } from './limited-exchange.js';
import { endpointBucket } from './rate-limits.js';

/** How long a limiter may think about what is only there to save time. */
const MAX_WAIT_MS = 100;

/** A request that is about to ask the limiter. */
export interface Chosen {
  request: WireRequest;
  /** The limiter has counted it, or it will not go. */
  settled(): void;
}

/**
 * Chooses the endpoint of a write that two could carry out: the other one, where that is freer. While there is enough
 * of both it is not, so that calls stay where a reader of logs looks for them.
 *
 * The limiter knows what has gone, not what is on its way to it. Many calls that come together would all see the same
 * free endpoint, so those that were chosen here and are not counted there yet are taken off.
 */
export function endpointChooser({
  limiter,
  app,
  limits,
}: Limited): (request: WireRequest) => Promise<Chosen> {
  const chosen = new Map<WireEndpoint, number>();
  const settled = new Map<WireEndpoint, number>();

  const available = async (endpoint: WireEndpoint, signal: AbortSignal | undefined) => {
    const counted = settled.get(endpoint) ?? 0;
    const bucket = endpointBucket(app, endpoint, limits);
    const told = await optional(() => limiter.available?.(bucket), { ms: MAX_WAIT_MS, signal });
    // What was on its way when the limiter was asked, and what was chosen while it thought.
    return () => (told ?? Number.NaN) - ((chosen.get(endpoint) ?? 0) - counted);
  };

  /** Counted at once, without a pause in which another call could choose. */
  const choose = (request: WireRequest): Chosen => {
    const { endpoint } = request;
    add(chosen, endpoint);
    let open = true;
    return {
      request,
      settled() {
        if (open) add(settled, endpoint);
        open = false;
      },
    };
  };

  return async (request) => {
    const { endpoint, signal } = request;
    const other = limiter.available && request.instead?.();
    if (!other) return choose(request);
    const [here, there] = await Promise.all([
      available(other.endpoint, signal),
      available(endpoint, signal),
    ]);
    // What is not known is not freer: comparisons with it do not hold.
    const isFreer = there() < limits.endpointPerSecond / 2 && here() > there();
    return choose(isFreer ? { ...request, ...other } : request);
  };
}

function add(counts: Map<WireEndpoint, number>, endpoint: WireEndpoint): void {
  counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
}
