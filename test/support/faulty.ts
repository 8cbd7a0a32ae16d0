import type { Call, CardJson, CardKit } from '../../src/schema/index.js';
import { CardKitError, SERVICE_CODES } from '../../src/schema/index.js';

/** What happens to one request: it is given the request as it would go through, and settles in its place. */
export type Fault = (go: () => Promise<unknown>) => Promise<unknown>;

/** The request reaches nobody, or is refused. */
export const fails =
  (error: unknown): Fault =>
  async () => {
    throw error;
  };

/** The service carries the request out, but its answer is this error. */
export const failsAfterwards =
  (error: unknown): Fault =>
  async (go) => {
    await go();
    throw error;
  };

/** The request goes through after some milliseconds. */
export const takes =
  (ms: number): Fault =>
  async (go) => {
    await new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
    return go();
  };

/** The request goes through as usual. */
export const passes: Fault = (go) => go();

/** A request that waits until it is released. */
export function held(then: Fault = passes): { fault: Fault; release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const fault: Fault = async (go) => {
    await released;
    return then(go);
  };
  return { fault, release };
}

/** An error that the service answers with. */
export function refusal(
  code: number,
  more: { retryAfterMs?: number; message?: string } = {},
): CardKitError {
  return new CardKitError({
    code,
    status: code === 99991400 ? 429 : 400,
    message: SERVICE_CODES[code]?.text ?? 'refused',
    ...more,
  });
}

/** The error when no answer came. */
export function noAnswer(): CardKitError {
  return new CardKitError({ code: 0, status: 0, message: 'socket hang up' });
}

/** One attempt of a write. */
export interface Attempt {
  cardId: string;
  call: Call;
  sequence: number;
  /** When it began. */
  at: number;
}

type Request = 'create' | 'message' | 'write';

export interface Faulty {
  readonly cardkit: CardKit;
  /** Cards that were asked for. */
  readonly creates: CardJson[];
  /** Messages that were asked for. */
  readonly messages: {
    cardId: string;
    uuid: string | undefined;
    replyTo: string | undefined;
    at: number;
  }[];
  readonly writes: Attempt[];
  /** What no client may do: two writes at once on a card, or a number that is not higher than all before. */
  readonly violations: string[];
  /** What happens to the next requests of this sort; then they pass again. */
  next(request: Request, ...faults: Fault[]): void;
  /** What happens to all requests that nothing else is said about. */
  always(request: Request, fault: Fault): void;
  /** From now on everything passes. */
  calm(): void;
}

/** A service that does what it is told to some of the requests, and watches over the rules of writing. */
export function faulty(inner: CardKit): Faulty {
  const planned: Record<Request, Fault[]> = { create: [], message: [], write: [] };
  const usual: Record<Request, Fault> = { create: passes, message: passes, write: passes };
  const highest = new Map<string, number>();
  const inFlight = new Set<string>();
  const creates: Faulty['creates'] = [];
  const messages: Faulty['messages'] = [];
  const writes: Faulty['writes'] = [];
  const violations: Faulty['violations'] = [];

  const pass = <T>(request: Request, go: () => Promise<T>): Promise<T> => {
    const fault = planned[request].shift() ?? usual[request];
    return fault(go) as Promise<T>;
  };

  const cardkit: CardKit = {
    ...inner,
    cards: {
      ...inner.cards,
      create(card, options) {
        creates.push(card as CardJson);
        return pass('create', () => inner.cards.create(card, options));
      },
      async send(cardId, calls, options) {
        const sequence = options.sequence + 1;
        const [call] = calls;
        if (calls.length !== 1 || !call) throw new Error('one call at a time');
        if (sequence <= (highest.get(cardId) ?? 0)) violations.push(`sequence ${sequence} again`);
        if (inFlight.has(cardId)) violations.push(`two writes at once at sequence ${sequence}`);
        highest.set(cardId, sequence);
        writes.push({ cardId, call: structuredClone(call), sequence, at: Date.now() });
        inFlight.add(cardId);
        try {
          return await pass('write', () => inner.cards.send(cardId, calls, options));
        } finally {
          inFlight.delete(cardId);
        }
      },
    },
    messages: {
      ...inner.messages,
      send(message) {
        const { cardId } = message.card as { cardId: string };
        messages.push({ cardId, uuid: message.uuid, replyTo: undefined, at: Date.now() });
        return pass('message', () => inner.messages.send(message));
      },
      reply(message) {
        const { cardId } = message.card as { cardId: string };
        messages.push({ cardId, uuid: message.uuid, replyTo: message.messageId, at: Date.now() });
        return pass('message', () => inner.messages.reply(message));
      },
    },
  };

  return {
    cardkit,
    creates,
    messages,
    writes,
    violations,
    next: (request, ...faults) => void planned[request].push(...faults),
    always: (request, fault) => {
      usual[request] = fault;
    },
    calm: () => {
      for (const request of ['create', 'message', 'write'] as const) {
        planned[request].length = 0;
        usual[request] = passes;
      }
    },
  };
}
