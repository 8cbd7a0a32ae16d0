import {
  createEmulator,
  DEFAULT_KNOBS,
  type KnobSettings,
  type Knobs,
  PROFILES,
  type Profile,
} from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { cardOf, md } from './setup.js';

describe('a profile', () => {
  it.each(Object.keys(PROFILES) as Profile[])('%s turns its knobs and no others', (profile) => {
    const emulator = createEmulator({ profile });
    expect(emulator.knobs).toEqual({ ...DEFAULT_KNOBS, ...PROFILES[profile] });
    expect(emulator.profile).toBe(profile);
  });

  it('is documented unless told', () => {
    expect(createEmulator()).toMatchObject({ profile: 'documented', knobs: DEFAULT_KNOBS });
  });

  it('gives way to a knob that is given', () => {
    const { knobs } = createEmulator({
      profile: 'hostile',
      knobs: { firstSequence: 1, batchAtomic: true, uuidScope: undefined },
    });
    expect(knobs).toEqual({
      ...DEFAULT_KNOBS,
      ...PROFILES.hostile,
      firstSequence: 1,
      batchAtomic: true,
    });
  });

  it.each(['friendly', 'toString', '__proto__'])('%s is unknown', (profile) => {
    expect(() => createEmulator({ profile: profile as Profile })).toThrow(
      `no such profile: ${profile}; allowed: documented, observed, hostile`,
    );
  });

  it('does not hide a knob that is misspelt', () => {
    const knobs = { firstSequense: 2 } as KnobSettings;
    expect(() => createEmulator({ profile: 'hostile', knobs })).toThrow(
      'no such knob: firstSequense',
    );
  });

  it('cannot be changed', () => {
    for (const knobs of [PROFILES, ...Object.values(PROFILES)]) {
      expect(Object.isFrozen(knobs)).toBe(true);
    }
  });

  it('says nothing that is the default already', () => {
    for (const knobs of Object.values(PROFILES)) {
      const same = Object.entries(knobs).filter(
        ([name, value]) => DEFAULT_KNOBS[name as keyof Knobs] === value,
      );
      expect(same).toEqual([]);
    }
  });

  it.each(Object.keys(PROFILES) as Profile[])('%s lets a card live', async (profile) => {
    const emulator = createEmulator({ profile, now: () => Date.UTC(2026, 0, 1) });
    const { cards, elements, messages } = emulator.cardkit;
    const { cardId } = await cards.create(cardOf([md('a')], { config: { streaming_mode: true } }));
    emulator.clock.advance(500);
    await messages.send({ to: 'oc_1', card: { cardId } });
    await elements.content(cardId, 'a', 'all is well', { sequence: 2 });
    await cards.update(cardId, cardOf([md('a', 'done')]), { sequence: 3 });
    expect(emulator.cards.get(cardId)).toMatchObject({
      card: cardOf([md('a', 'done')]),
      sequence: 3,
      streaming: false,
    });
  });
});
