import type { EmulatorOptions } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { cardOf, MESSAGES, md, refusalOf, still, wire } from '../setup.js';
import { button, sent } from '../user/setup.js';

const card = cardOf([md('a')]);

/** A card entity in a message, and requests that withdraw messages. */
async function shown(options: EmulatorOptions = {}) {
  const found = await sent([md('a'), button('go')], options);
  const { call } = wire(found.emulator, 'cli_local');
  const recall = (id = found.messageId) => call('DELETE', `${MESSAGES}/${id}`);
  return { ...found, call, recall, messages: found.emulator.cardkit.messages };
}

describe('recalling a message', () => {
  it('withdraws it', async () => {
    const { emulator, messageId, recall } = await shown();
    expect(emulator.messages[0]).not.toHaveProperty('recalled');
    expect(recall()).toMatchObject({ status: 200, body: { code: 0, msg: 'success', data: {} } });
    expect(emulator.messages).toMatchObject([{ messageId, recalled: true }]);
    expect(emulator.calls.at(-1)?.endpoint).toBe('messages.recall');
  });

  it('leaves it to the app that sent it', async () => {
    const { emulator, messageId, recall } = await shown();
    const path = `${MESSAGES}/${messageId}`;
    expect(wire(emulator, 'cli_other').call('DELETE', path).body.code).toBe(230026);
    wire(emulator).plain('POST', '/open-apis/bot/v2/hook/bot', { msg_type: 'interactive', card });
    expect(recall(emulator.messages[1]?.messageId).body.code).toBe(230026);
    expect(emulator.messages.filter(({ recalled }) => recalled)).toEqual([]);
  });

  it('is possible once, and only of a message', async () => {
    const { recall } = await shown();
    recall();
    expect(recall().body.code).toBe(230110);
    expect(recall('om_nowhere')).toMatchObject({ status: 400, body: { code: 99992354 } });
  });

  it('ends answers and patches', async () => {
    const { emulator, messageId, messages, recall } = await shown();
    recall();
    const answer = await refusalOf(messages.reply({ messageId, card }));
    expect(answer).toMatchObject({ code: 230011, kind: 'gone' });
    expect((await refusalOf(messages.patch({ messageId, card }))).code).toBe(230011);
    expect(emulator.messages).toHaveLength(1);
  });

  it('leaves the entity to CardKit', async () => {
    const { emulator, cardId, next, recall } = await shown();
    const { elements } = emulator.cardkit;
    recall();
    await elements.patch(cardId, 'a', { content: 'new' }, next());
    await elements.delete(cardId, 'go', next());
    expect(emulator.cards.get(cardId)?.card).toEqual(cardOf([md('a', 'new')]));
  });

  it('leaves nothing to click', async () => {
    const { interact, callbacks, recall } = await shown();
    recall();
    const seen = await interact({ elementId: 'go' });
    expect(seen.blocked).toEqual({ reason: 'recalled', message: 'the message was recalled' });
    expect(seen.sent).toBeUndefined();
    expect(callbacks).toEqual([]);
  });

  it('ends delayed updates, which are not used up by it', async () => {
    const { interact, call, recall, body } = await shown();
    const seen = await interact({ elementId: 'go' });
    const token = seen.sent?.event.token;
    recall();
    const update = () => call('POST', '/open-apis/interactive/v1/card/update', { token, card });
    expect([update(), update(), update()].map((answer) => answer.body.code)).toEqual([
      200000, 200000, 200000,
    ]);
    expect(body()).toHaveLength(2);
  });

  it('shows in the description of the message', async () => {
    const { call, recall } = await shown();
    const send = () =>
      call('POST', `${MESSAGES}?receive_id_type=chat_id`, {
        receive_id: 'oc_1',
        msg_type: 'interactive',
        content: JSON.stringify(card),
        uuid: 'u',
      }).body.data;
    const first = send();
    expect(first.deleted).toBe(false);
    recall(first.message_id);
    expect(send()).toEqual({ ...first, deleted: true });
  });

  it('needs the scope for sending', async () => {
    const emulator = still({ scopes: [] });
    const { status, body } = wire(emulator).call('DELETE', `${MESSAGES}/om_1`);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 99991672 });
  });
});
