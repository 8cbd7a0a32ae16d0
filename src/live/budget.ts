/** Calls that may be made within a time. */
export interface Allowance {
  readonly calls: number;
  readonly ms: number;
}

/**
 * What the service allows per endpoint (50 a second, 1,000 a minute) and per card (10 a second), a little less, because
 * calls do not arrive as evenly as they were made. All endpoints are counted together.
 *
 * @see https://open.feishu.cn/document/cardkit-v1/streaming-updates-openapi-overview
 */
const PER_APP: readonly Allowance[] = [
  { calls: 45, ms: 1000 },
  { calls: 950, ms: 60_000 },
];
const PER_CARD: readonly Allowance[] = [{ calls: 9, ms: 1000 }];
/** Messages to one chat or user: 5 a second, of all bots together. */
const PER_RECEIVER: readonly Allowance[] = [{ calls: 4, ms: 1000 }];

/** Calls of the recent past, and when the next one may be made. */
class Window {
  /** When calls were made, oldest first. */
  private readonly made: number[] = [];

  constructor(private readonly allowances: readonly Allowance[]) {}

  /** The earliest time for another call. Never more than allowed within any stretch of the time. */
  freeAt(now: number): number {
    const longest = Math.max(...this.allowances.map(({ ms }) => ms));
    while (this.made.length > 0 && (this.made[0] as number) <= now - longest) this.made.shift();
    return this.allowances.reduce((free, { calls, ms }) => {
      const blocking = this.made[this.made.length - calls];
      return blocking === undefined ? free : Math.max(free, blocking + ms);
    }, now);
  }

  add(now: number): void {
    this.made.push(now);
  }

  /** Whether no call was made within the time. */
  isEmpty(now: number): boolean {
    this.freeAt(now);
    return this.made.length === 0;
  }
}

interface Turn {
  /** What has an allowance of its own: a card, or a receiver of messages. */
  readonly of: object | string | undefined;
  readonly final: boolean;
  grant(): void;
}

/**
 * The calls that the live cards of one app make together. Every card waits for one turn at most, so that first come,
 * first served is fair; final frames go before all others, since nothing comes after them that would make up for it.
 */
export class Budget {
  private readonly app = new Window(PER_APP);
  private readonly windows = new Map<object | string, Window>();
  private waiting: Turn[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly now: () => number) {}

  /** Resolves when the card may make a call, which counts from then on. */
  take(card: object, final: boolean): Promise<void> {
    return this.wait(card, final);
  }

  /** Resolves when a card may be created. */
  create(): Promise<void> {
    return this.wait(undefined, false);
  }

  /** Resolves when a message may go to a receiver: a chat, a user, or the chat of the message that is answered. */
  message(receiver: string): Promise<void> {
    return this.wait(receiver, false);
  }

  private wait(of: Turn['of'], final: boolean): Promise<void> {
    return new Promise((grant) => {
      this.waiting.push({ of, final, grant });
      this.serve();
    });
  }

  /** Counts a call that was made without asking: one that was sent once more with a new token. */
  count(card: object): void {
    const now = this.now();
    this.app.add(now);
    this.windows.get(card)?.add(now);
  }

  /** Cards that made a call within the last ten seconds. */
  get active(): number {
    const since = this.now() - ACTIVE_MS;
    for (const [card, at] of this.lastCall) if (at <= since) this.forget(card);
    return this.lastCall.size;
  }

  /** When each card made its last call. */
  private readonly lastCall = new Map<object, number>();

  /** A card that makes no more calls. */
  forget(card: object): void {
    this.lastCall.delete(card);
    this.windows.delete(card);
  }

  private windowOf(of: Turn['of']): Window | undefined {
    if (of === undefined) return undefined;
    const window =
      this.windows.get(of) ?? new Window(typeof of === 'string' ? PER_RECEIVER : PER_CARD);
    this.windows.set(of, window);
    return window;
  }

  /** Receivers that got nothing lately. */
  private forgetReceivers(now: number): void {
    for (const [of, window] of this.windows) {
      if (typeof of === 'string' && window.isEmpty(now)) this.windows.delete(of);
    }
  }

  private serve(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const now = this.now();
    let soonest = Number.POSITIVE_INFINITY;
    const order = [
      ...this.waiting.filter(isFinal),
      ...this.waiting.filter((turn) => !isFinal(turn)),
    ];
    for (const turn of order) {
      const window = this.windowOf(turn.of);
      const free = Math.max(this.app.freeAt(now), window?.freeAt(now) ?? now);
      if (free > now) {
        soonest = Math.min(soonest, free);
        continue;
      }
      this.app.add(now);
      window?.add(now);
      if (typeof turn.of === 'object') this.lastCall.set(turn.of, now);
      this.waiting = this.waiting.filter((one) => one !== turn);
      turn.grant();
    }
    if (this.waiting.length === 0) {
      this.forgetReceivers(now);
      return;
    }
    this.timer = setTimeout(() => this.serve(), Math.max(1, Math.ceil(soonest - now)));
  }
}

const ACTIVE_MS = 10_000;

function isFinal({ final }: Turn): boolean {
  return final;
}
