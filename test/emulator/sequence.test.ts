import { describe, expect, it } from 'vitest';
import { CARDS, cardOf, live, md, refusalOf, still, wire } from './setup.js';

describe('the sequence of a card', () => {
  it.each([
    ['missing', {}],
    ['null', { sequence: null }],
    ['0', { sequence: 0 }],
    ['negative', { sequence: -1 }],
  ])('does not start with one that is %s', async (_, write) => {
    const emulator = still();
    const { call } = wire(emulator);
    const data = JSON.stringify(cardOf([md('a')]));
    const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
    expect(call('DELETE', `${CARDS}/${card_id}/elements/a`, write).body).toMatchObject({
      code: 300317,
      msg: 'ErrMsg: sequence number compare failed; ',
    });
    expect(call('DELETE', `${CARDS}/${card_id}/elements/a`, { sequence: 1 }).body.code).toBe(0);
  });

  it.each(['1', 1.5, true, {}])('is an integer, not %j', (sequence) => {
    const { call } = wire(still());
    expect(call('DELETE', `${CARDS}/1/elements/a`, { sequence }).body.code).toBe(9499);
  });

  it('is an int32', async () => {
    const emulator = still();
    const { cardId } = await emulator.cardkit.cards.create(cardOf([md('a')]));
    const patch = (sequence: number) =>
      emulator.cardkit.elements.patch(cardId, 'a', { content: 'b' }, { sequence });
    expect((await refusalOf(patch(Date.UTC(2026, 0, 1)))).code).toBe(99992402);
    await patch(2 ** 31 - 1);
    expect((await refusalOf(patch(2 ** 31 - 1))).code).toBe(300317);
  });

  it('may have gaps and never goes back', async () => {
    const emulator = still();
    const { cardId } = await emulator.cardkit.cards.create(cardOf([md('a')]));
    const patch = (sequence: number) =>
      emulator.cardkit.elements.patch(cardId, 'a', { content: `${sequence}` }, { sequence });
    await patch(1);
    await patch(100);
    for (const sequence of [1, 2, 99, 100]) {
      const refusal = await refusalOf(patch(sequence));
      expect(refusal).toMatchObject({ code: 300317, kind: 'resync' });
    }
    expect(emulator.cards.get(cardId)?.sequence).toBe(100);
  });

  it('is one for all kinds of writes', async () => {
    const emulator = still();
    const { cards, elements } = emulator.cardkit;
    const config = { streaming_mode: true };
    const { cardId } = await cards.create(cardOf([md('a')], { config }));
    const at = (sequence: number) => ({ sequence });
    const writes = [
      (n: number) => cards.update(cardId, cardOf([md('a'), md('b')], { config }), at(n)),
      (n: number) => cards.settings(cardId, { config: { width_mode: 'fill' } }, at(n)),
      (n: number) => cards.batchUpdate(cardId, [], at(n)),
      (n: number) => elements.create(cardId, { type: 'append', elements: [md('c')] }, at(n)),
      (n: number) => elements.update(cardId, 'a', md('a', 'new'), at(n)),
      (n: number) => elements.patch(cardId, 'a', { content: 'newer' }, at(n)),
      (n: number) => elements.content(cardId, 'a', 'newest', at(n)),
      (n: number) => elements.delete(cardId, 'b', at(n)),
    ];
    let sequence = 0;
    for (const write of writes) {
      expect((await refusalOf(write(sequence))).code).toBe(300317);
      sequence += 1;
      await write(sequence);
      expect(emulator.cards.get(cardId)?.sequence).toBe(sequence);
    }
  });

  it.each([
    [false, 0],
    [true, 0],
  ])(
    'with failedCallConsumesSequence %j, a refused write uses its number up or not',
    async (on) => {
      const emulator = still({ knobs: { failedCallConsumesSequence: on } });
      const card = await live(emulator, cardOf([md('a')]));
      const ghost = () => emulator.cardkit.elements.delete(card.cardId, 'ghost', { sequence: 5 });
      expect((await refusalOf(ghost())).code).toBe(300314);
      expect(card.view().sequence).toBe(on ? 5 : 0);
      expect((await refusalOf(ghost())).code).toBe(on ? 300317 : 300314);
    },
  );

  it('is not used up by what is refused before it', async () => {
    const emulator = still({ knobs: { failedCallConsumesSequence: true } });
    const { cardId } = await emulator.cardkit.cards.create(cardOf([md('a')]));
    const { call } = wire(emulator);
    call('PUT', `${CARDS}/${cardId}/elements/a/content`, { content: '', sequence: 9 });
    expect(emulator.cards.get(cardId)?.sequence).toBe(0);
  });
});

describe('the uuid of a write', () => {
  it('makes a repeat a success without an effect', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([]));
    const append = (sequence: number, uuid: string) =>
      emulator.cardkit.elements.create(
        card.cardId,
        { type: 'append', elements: [{ tag: 'hr' }] },
        { sequence, uuid },
      );
    await append(1, 'u1');
    await append(1, 'u1');
    await append(7, 'u1');
    expect(card.view().card.body?.elements).toHaveLength(1);
    expect(card.view().sequence).toBe(1);
    await append(2, 'u2');
    expect(card.view().card.body?.elements).toHaveLength(2);
  });

  it('makes a repeat a conflict where uuidReplay says so', async () => {
    const emulator = still({ knobs: { uuidReplay: 200770 } });
    const card = await live(emulator, cardOf([md('a')]));
    const write = (sequence: number) =>
      emulator.cardkit.elements.patch(card.cardId, 'a', { content: 'b' }, { sequence, uuid: 'u' });
    await write(1);
    expect(await refusalOf(write(2))).toMatchObject({
      code: 200770,
      message: expect.stringContaining('ErrMsg: UUID conflict; '),
    });
  });

  it('is free for another app, also where it belongs to the app', () => {
    const emulator = still({ knobs: { uuidReplay: 200770, uuidScope: 'app' } });
    const codes = ['cli_one', 'cli_two'].flatMap((app) => {
      const { call } = wire(emulator, app);
      const data = JSON.stringify(cardOf([md('a'), md('b')]));
      return ['a', 'b'].map((id) => {
        const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
        const path = `${CARDS}/${card_id}/elements/${id}`;
        return call('DELETE', path, { sequence: 1, uuid: 'u' }).body.code;
      });
    });
    expect(codes).toEqual([0, 200770, 0, 200770]);
  });

  it('is free again after a refusal, and on another card', async () => {
    const emulator = still({ knobs: { uuidReplay: 200770 } });
    const { elements } = emulator.cardkit;
    const one = await live(emulator, cardOf([md('a')]));
    const two = await live(emulator, cardOf([md('a')]));
    const write = (cardId: string, id: string, sequence: number) =>
      elements.patch(cardId, id, { content: 'b' }, { sequence, uuid: 'u' });
    expect((await refusalOf(write(one.cardId, 'ghost', 1))).code).toBe(300313);
    await write(one.cardId, 'a', 2);
    await write(two.cardId, 'a', 1);
  });
});
