import type { EmulatorOptions, Interaction } from 'larkx/emulator';
import { CallbackFailure, type CallbackPayload } from 'larkx/emulator';
import type { JsonObject } from '../../../src/schema/json.js';
import { cardOf, still } from '../setup.js';

export { CallbackFailure };

/** The time at which everything happens, in the callbacks' microseconds. */
export const AT = String(Date.UTC(2026, 0, 1) * 1000);

/** A card that was sent to a chat, and an app that keeps what it is called with and answers what it is told to. */
export async function sent(
  elements: readonly JsonObject[],
  { rest, ...options }: EmulatorOptions & { rest?: JsonObject } = {},
) {
  const callbacks: CallbackPayload[] = [];
  const app = { answer: async (_: CallbackPayload): Promise<unknown> => ({}) };
  const emulator = still({
    onCallback: async (payload) => {
      callbacks.push(payload);
      return app.answer(payload);
    },
    ...options,
  });
  const { cardId } = await emulator.cardkit.cards.create(cardOf(elements, rest));
  const { messageId, chatId } = await emulator.cardkit.messages.send({
    to: 'oc_team',
    card: { cardId },
  });
  let sequence = 0;
  return {
    emulator,
    cardId,
    messageId,
    chatId,
    callbacks,
    app,
    next: () => {
      sequence += 1;
      return { sequence };
    },
    interact: (interaction: Interaction) => emulator.interact({ messageId, ...interaction }),
    view: (openId?: string) =>
      emulator.view({ messageId, ...(openId === undefined ? {} : { operator: { openId } }) }),
    body: () => emulator.cards.get(cardId)?.card.body?.elements,
  };
}

export const text = (content: string) => ({ tag: 'plain_text', content });

export const callback = (value: JsonObject = { act: 'go' }) => [{ type: 'callback', value }];

export const button = (element_id: string, rest: JsonObject = {}): JsonObject => ({
  tag: 'button',
  element_id,
  text: text(element_id),
  behaviors: callback(),
  ...rest,
});

export const options = (...values: string[]) =>
  values.map((value) => ({ text: text(value.toUpperCase()), value }));

/** A form with a submit button `send` and a reset button `clear`. */
export const form = (elements: readonly JsonObject[], send: JsonObject = {}): JsonObject => ({
  tag: 'form',
  name: 'form',
  element_id: 'form',
  elements: [
    ...elements,
    { tag: 'button', name: 'send', text: text('Send'), form_action_type: 'submit', ...send },
    { tag: 'button', name: 'clear', text: text('Clear'), form_action_type: 'reset' },
  ],
});
