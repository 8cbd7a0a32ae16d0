import { createEmulator, DEFAULT_KNOBS, type KnobSettings, PROFILES } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { EMITTED_CODES, httpStatusOf } from '../../src/emulator/refusal.js';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';
import { CARDS, cardOf, live, md, still, wire } from './setup.js';

describe('the knobs', () => {
  it('have defaults that nobody can change', () => {
    const emulator = createEmulator({ knobs: { tableLimit: 3, batchAtomic: undefined } });
    expect(emulator.knobs).toEqual({ ...DEFAULT_KNOBS, tableLimit: 3 });
    expect(Object.isFrozen(emulator.knobs) && Object.isFrozen(DEFAULT_KNOBS)).toBe(true);
  });

  it('refuse a name that turns nothing', () => {
    const knobs = { tabelLimit: 3 } as KnobSettings;
    expect(() => createEmulator({ knobs })).toThrow('no such knob: tabelLimit');
  });

  it.each<[string, unknown, string]>([
    ['partialMerge', 'bogus', 'knob partialMerge is shallow or deep, not "bogus"'],
    ['uuidReplay', '200770', 'knob uuidReplay is echo-success or 200770, not "200770"'],
    ['batchAtomic', 1, 'knob batchAtomic is true or false, not 1'],
    ['tableLimit', '3', 'knob tableLimit is a number, not "3"'],
    ['tableLimit', Number.NaN, 'knob tableLimit is a number, not NaN'],
    ['visibilityDelayMs', -1, 'knob visibilityDelayMs is a number, not -1'],
    ['rateLimits', null, 'knob rateLimits is true or false, not null'],
    ['nullMeans', Object.create(null), 'knob nullMeans is literal or remove, not an object'],
  ])('refuse a value that %s does not have: %j', (name, value, message) => {
    const knobs = { [name]: value } as KnobSettings;
    expect(() => createEmulator({ knobs })).toThrow(new TypeError(message));
  });

  it('take the values of every profile', () => {
    for (const profile of Object.keys(PROFILES) as (keyof typeof PROFILES)[]) {
      expect(createEmulator({ knobs: PROFILES[profile] }).knobs).toMatchObject(PROFILES[profile]);
    }
    expect(createEmulator({ knobs: DEFAULT_KNOBS }).knobs).toEqual(DEFAULT_KNOBS);
  });

  it.each([400, 200] as const)('give business errors the HTTP status %d', (status) => {
    const emulator = still({ knobs: { httpStatusForBusinessErrors: status } });
    const { call, plain } = wire(emulator);
    const data = JSON.stringify(cardOf([md('a')]));
    const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
    const path = `${CARDS}/${card_id}/elements/a`;
    expect(call('DELETE', path, { sequence: 0 })).toMatchObject({ status, body: { code: 300317 } });
    expect(call('POST', CARDS, {})).toMatchObject({ status: 400, body: { code: 99992402 } });
    expect(plain('POST', CARDS, {}).status).toBe(400);
    expect(plain('POST', '/nowhere').status).toBe(404);
  });
});

describe('every code that is answered', () => {
  it.each(EMITTED_CODES)('%d has a text and a class', (code) => {
    expect(SERVICE_CODES[code]).toEqual({
      text: expect.stringMatching(/\w/),
      kind: expect.stringMatching(/^(retry|resync|reopen|split|gone|fatal)$/),
    });
    expect([200, 400, 404, 405, 429, 500]).toContain(httpStatusOf(code, 400));
  });
});

describe('the clock', () => {
  it('follows the real time and runs ahead by what it was advanced', () => {
    const emulator = createEmulator();
    const before = Date.now();
    expect(emulator.clock.now()).toBeGreaterThanOrEqual(before);
    emulator.clock.advance(60_000);
    expect(emulator.clock.now()).toBeGreaterThanOrEqual(before + 60_000);
  });

  it('stands still over a constant, and never goes back', () => {
    const { clock } = createEmulator({ now: () => 5 });
    clock.advance(10);
    expect(clock.now()).toBe(15);
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  });
});

describe('frames', () => {
  it('carry the time and the card of each change', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a', '1')]));
    const started = emulator.clock.now();
    for (const content of ['2', '2', '3']) {
      emulator.clock.advance(1000);
      await emulator.cardkit.elements.patch(card.cardId, 'a', { content }, card.next());
    }
    expect(card.view().frames).toEqual([
      { at: started + 1000, kind: 'structure', card: cardOf([md('a', '2')]) },
      { at: started + 3000, kind: 'structure', card: cardOf([md('a', '3')]) },
    ]);
  });

  it('are not kept where recordFrames is off', async () => {
    const card = await live(still({ recordFrames: false }), cardOf([md('a')]));
    await card.batch({ action: 'delete_elements', params: { element_ids: ['a'] } });
    expect(card.view()).toMatchObject({ sequence: 1, frames: [] });
  });
});

describe('a call in the process', () => {
  it('rejects with the reason of a signal that was aborted, and is not made', async () => {
    const emulator = still();
    const reason = new Error('stop');
    const call = emulator.cardkit.cards.create(cardOf([]), { signal: AbortSignal.abort(reason) });
    await expect(call).rejects.toBe(reason);
    expect(emulator.calls).toEqual([]);
  });

  it('sends the calls of a plan in order', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a', 'x')], { config: { streaming_mode: true } }));
    const sent = await emulator.cardkit.cards.send(
      card.cardId,
      [
        {
          type: 'batch',
          actions: [{ action: 'add_elements', params: { type: 'append', elements: [md('b')] } }],
        },
        { type: 'content', elementId: 'a', content: 'xy' },
        { type: 'replace', card: cardOf([md('c')]) },
      ],
      { sequence: 4 },
    );
    expect(sent).toEqual({ sequence: 7 });
    expect(card.view().frames.map(({ kind }) => kind)).toEqual(['structure', 'typed', 'structure']);
  });

  it('still has a token after days', async () => {
    const emulator = still();
    await emulator.cardkit.cards.create(cardOf([]));
    emulator.clock.advance(3 * 24 * 60 * 60 * 1000);
    await emulator.cardkit.cards.create(cardOf([]));
  });
});
