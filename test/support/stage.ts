import { type CardJson, render } from 'larkx';
import { type AppOptions, type CallEvent, createApp, type LiveCard } from 'larkx/app';
import { createEmulator, type EmulatorOptions } from 'larkx/emulator';
import { expect, onTestFinished, vi } from 'vitest';
import { withoutAssignedIds } from './assigned-ids.js';
import { faulty } from './faulty.js';

/**
 * An app on an emulator whose requests can fail. Time is the test's: `through` lets it pass. There are no rate limits,
 * since time passes only when something waits for it.
 */
export function stage({ emulator: settings, ...options }: Partial<StageOptions> = {}) {
  vi.useFakeTimers();
  const emulator = createEmulator({
    ...settings,
    knobs: {
      rateLimits: false,
      strictActions: true,
      emptyBatch: 'refused',
      ...settings?.knobs,
    },
  });
  const service = faulty(emulator.cardkit);
  const events: CallEvent[] = [];
  const errors: unknown[] = [];
  const app = createApp({
    cardkit: service.cardkit,
    pace: 0,
    onCall: (event) => events.push(event),
    onError: (error) => errors.push(error),
    ...options,
  });
  onTestFinished(() => {
    vi.useRealTimers();
    expect(service.violations).toEqual([]);
  });
  return {
    emulator,
    service,
    app,
    events,
    errors,
    /** Sends a card to a chat. */
    send: (element: unknown) => through(app.send(element, { to: 'oc_chat' })),
    /** What the service holds. */
    onServer: (live: LiveCard) => emulator.cards.get(live.cardId)!,
    /** Expects the service, and the live card, to hold what an element renders to. */
    expectShown(live: LiveCard, element: unknown) {
      const shown = emulator.cards.get(live.cardId)!.card;
      const wanted = render(element);
      expect(withoutAssignedIds(asWritten(shown, wanted))).toEqual(withoutAssignedIds(wanted));
      expect(live.card).toEqual(shown);
    },
    /** The kinds of the writes so far, such as `batch content`. */
    kinds: () => service.writes.map(({ call }) => call.type).join(' '),
  };
}

/** A card without the summary that a live card gives to one that streams, where the author wrote none. */
export function asWritten(shown: CardJson, wanted: CardJson): CardJson {
  if (wanted.config?.summary !== undefined || shown.config?.summary === undefined) return shown;
  const { summary: _summary, ...config } = shown.config;
  const { config: _config, ...rest } = shown;
  return wanted.config === undefined ? (rest as CardJson) : { ...shown, config };
}

interface StageOptions extends AppOptions {
  emulator: EmulatorOptions;
}

/** Lets as much time pass as it takes. */
export async function through<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  await vi.runAllTimersAsync();
  return promise;
}

/** Lets everything happen that needs no time. */
export async function now(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

/** `pending`, `resolved`, or what the promise rejected with. */
export async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  await now();
  return Promise.race([
    promise.then(
      () => 'resolved',
      (error) => error,
    ),
    Promise.resolve().then(() => Promise.resolve().then(() => 'pending')),
  ]);
}

/** All ids of a card, in reading order. */
export function idsIn(card: CardJson): string[] {
  return [...JSON.stringify(card).matchAll(/"element_id":"(\w+)"/g)].map(([, id]) => id as string);
}
