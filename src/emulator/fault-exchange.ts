import { drift } from './drift.js';
import type { FaultTarget } from './fault-target.js';
import type { Strike } from './faults.js';
import type { Exchange, ServiceRequest, ServiceResponse } from './handler.js';
import type { Random } from './random.js';
import { contentRefused, type Refusal, refused, throttled, turnedAway } from './refusal.js';
import type { Card, Service } from './state.js';

/** How long an answer is waited for that never comes, and how late a late one is. */
const DROP_MS = 10_000;
const DELAY_MS = 1000;
/** What a throttle says about when to come back, and how many calls a second there may be. */
const RETRY_AFTER_MS = 1000;
const THROTTLE_LIMIT = 50;

/** A call, and the ways it can go. */
export interface StruckCall {
  service: Service;
  request: ServiceRequest;
  /** Does what the request asks for. */
  execute(businessErrors?: 400 | 200): ServiceResponse;
  /** The answer that stands for an error, with the status of its code or with another one. */
  refuse(refusal: Refusal, status?: number): ServiceResponse;
  random: Random;
}

/** What becomes of a call that a fault befalls. */
export function faultExchange(strike: Strike, call: StruckCall): Exchange {
  const { kind, target, delayMs, retryAfterMs = RETRY_AFTER_MS } = strike;
  const { service, request, execute, refuse } = call;
  const afterMs = delayMs ?? 0;
  const answer = (response: ServiceResponse, text?: string): Exchange => ({
    kind: 'answer',
    response,
    afterMs,
    ...(text === undefined ? {} : { text }),
  });

  switch (kind) {
    case 'drop-before':
      return { kind: 'silence', afterMs: delayMs ?? DROP_MS };
    case 'drop-after':
      execute();
      return { kind: 'silence', afterMs: delayMs ?? DROP_MS };
    case 'delay':
      return { kind: 'answer', response: execute(), afterMs: delayMs ?? DELAY_MS };
    case 'reset-before':
      return { kind: 'reset', afterMs };
    case 'reset-after':
      execute();
      return { kind: 'reset', afterMs };
    case '5xx-after':
      execute();
      return answer(...brokenServer(strike.turn, refuse));
    case '5xx-before':
      return answer(...brokenServer(strike.turn, refuse));
    case '429':
      return answer(refuse(throttled(THROTTLE_LIMIT, retryAfterMs)));
    case '99991400':
      return answer(refuse(throttled(THROTTLE_LIMIT, retryAfterMs), 400));
    case '2200':
      return answer(refuse(turnedAway(2200)));
    case '230020':
      return answer(refuse(refused(230020)));
    case '200810':
      return answer(refuse(refused(200810)));
    case 'stale-token':
      service.tokens.forget(request.headers.authorization);
      return answer(execute());
    case 'card-not-visible':
      return answer(refuse(contentRefused(11310, 'cardid is invalid')));
    case 'element-not-visible':
      return answer(hiding(target, execute));
    case 'drift':
      if (target.card && typeof target.sequence === 'number') {
        const { change } = strike;
        drift(service, target.card, target.sequence, { change, random: call.random });
      }
      return answer(execute());
    case 'truncated': {
      const response = execute();
      const text = JSON.stringify(response.body);
      return answer(response, text.slice(0, Math.floor(text.length / 2)));
    }
    case 'not-json':
      return answer(...page(execute(), 200, 'Please wait'));
    case 'http-200':
      return answer(execute(200));
    case 'http-400':
      return answer(execute(400));
  }
}

type Sent = [response: ServiceResponse, text?: string];

/** What servers and the gateways in front of them answer when they are broken. */
function brokenServer(turn: number, refuse: StruckCall['refuse']): Sent {
  const internal = refuse(turnedAway(2200), 500);
  if (turn % 3 === 0) return [internal];
  if (turn % 3 === 1) return page(internal, 502, '502 Bad Gateway');
  const headers = { ...internal.headers, 'content-type': 'text/plain' };
  return [{ status: 503, headers, body: {} }, 'no healthy upstream'];
}

/** A page for people. */
function page({ headers }: ServiceResponse, status: number, title: string): Sent {
  const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>\r\n`;
  const response = {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    body: {},
  };
  return [response, html];
}

/** Lets a call find none of the elements that it addresses, as if they had been added just now (F-04). */
function hiding<T>({ card, elementIds }: FaultTarget, work: () => T): T {
  if (!card) return work();
  const before = card.addressableAt;
  const never = Number.POSITIVE_INFINITY;
  card.addressableAt = new Map([...before, ...elementIds.map((id) => [id, never] as const)]);
  try {
    return work();
  } finally {
    card.addressableAt = shown(card, before);
  }
}

/** A batch that is not atomic may have added elements all the same. */
function shown({ addressableAt }: Card, before: Card['addressableAt']): Card['addressableAt'] {
  const times = new Map(addressableAt);
  for (const [id, at] of times) {
    if (at !== Number.POSITIVE_INFINITY) continue;
    const earlier = before.get(id);
    if (earlier === undefined) times.delete(id);
    else times.set(id, earlier);
  }
  return times;
}
