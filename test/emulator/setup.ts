import { createEmulator, type Emulator, type EmulatorOptions } from 'larkx/emulator';
import { expect } from 'vitest';
import type { Action, CardJson, ElementJson } from '../../src/schema/call.js';
import { CardKitError } from '../../src/schema/cardkit-error.js';
import type { JsonObject } from '../../src/schema/json.js';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';

export const CARDS = '/open-apis/cardkit/v1/cards';
export const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal';
export const MESSAGES = '/open-apis/im/v1/messages';

/** An emulator whose time stands still, and which therefore has no rate limits. */
export function still({ knobs, ...options }: EmulatorOptions = {}): Emulator {
  return createEmulator({
    now: () => Date.UTC(2026, 0, 1),
    knobs: { rateLimits: false, ...knobs },
    ...options,
  });
}

export const md = (element_id: string, content = element_id): ElementJson => ({
  tag: 'markdown',
  element_id,
  content,
});

export function cardOf(elements: readonly JsonObject[], rest: JsonObject = {}): CardJson {
  return { schema: '2.0', ...rest, body: { elements } } as CardJson;
}

/** A card with its next sequence number. */
export async function live(emulator: Emulator, card: CardJson) {
  const { cardId } = await emulator.cardkit.cards.create(card);
  let sequence = 0;
  const next = () => {
    sequence += 1;
    return { sequence };
  };
  const view = () => emulator.cards.get(cardId)!;
  return {
    cardId,
    next,
    view,
    /** Ids of the body's members, in order. */
    order: () => view().card.body?.elements?.map((element) => element.element_id),
    find: (id: string) => findById(view().card, id),
    batch: (...actions: readonly unknown[]) =>
      emulator.cardkit.cards.batchUpdate(cardId, actions as Action[], next()),
  };
}

export function findById(value: unknown, id: string): JsonObject | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ((value as JsonObject).element_id === id) return value as JsonObject;
  for (const child of Object.values(value)) {
    const found = findById(child, id);
    if (found) return found;
  }
  return undefined;
}

/** The error that a call is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<CardKitError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, 'the call was accepted').toBeInstanceOf(CardKitError);
  const refusal = error as CardKitError;
  expect(SERVICE_CODES, `code ${refusal.code}`).toHaveProperty(String(refusal.code));
  return refusal;
}

/** Requests as they come over the wire, with the token of an app. */
export function wire(emulator: Emulator, appId = 'cli_wire') {
  const plain = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const exchange = emulator.handle({ method, path, headers, body: text });
    if (exchange.kind !== 'answer') throw new Error(`no answer, but ${exchange.kind}`);
    const { response } = exchange;
    return { ...response, body: response.body as Record<string, any> };
  };
  const token = () =>
    plain('POST', TOKEN, { app_id: appId, app_secret: 's3cret' }).body
      .tenant_access_token as string;
  return {
    plain,
    token,
    call: (method: string, path: string, body?: unknown) =>
      plain(method, path, body, { authorization: `Bearer ${token()}` }),
  };
}

export const add = (type: string, target: string | undefined, ...elements: JsonObject[]) => ({
  action: 'add_elements',
  params: { type, ...(target === undefined ? {} : { target_element_id: target }), elements },
});
export const remove = (...element_ids: string[]) => ({
  action: 'delete_elements',
  params: { element_ids },
});
export const patch = (element_id: string, partial_element: JsonObject) => ({
  action: 'partial_update_element',
  params: { element_id, partial_element },
});
export const replace = (element_id: string, element: JsonObject) => ({
  action: 'update_element',
  params: { element_id, element },
});
export const set = (settings: JsonObject) => ({
  action: 'partial_update_setting',
  params: { settings },
});
