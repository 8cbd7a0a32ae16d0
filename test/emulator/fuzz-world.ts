import type { Emulator } from 'larkx/emulator';
import { expect } from 'vitest';
import type { Malformed } from './malformed.js';
import type { Random } from './oracle/random.js';
import { cardOf, md, wire } from './setup.js';

/** The app behind `emulator.cardkit`. */
const APP = 'cli_local';
const panel = { tag: 'collapsible_panel', element_id: 'p', elements: [] };
const document = () => cardOf([md('a'), panel], { config: { streaming_mode: true } });

/** Cards that no request names, one of the same app and one of another. */
export async function bystanders(emulator: Emulator) {
  const { call } = wire(emulator, 'cli_other');
  const { cardId } = await emulator.cardkit.cards.create(document());
  const data = JSON.stringify(document());
  const other = call('POST', '/open-apis/cardkit/v1/cards', { type: 'card_json', data });
  const ids = [cardId, other.body.data.card_id as string];
  return () =>
    ids.map((id) => {
      const { frames, ...view } = emulator.cards.get(id)!;
      return JSON.stringify({ ...view, frames: frames.length });
    });
}

/** A card to do things to. It is made anew now and then: what was deleted cannot be damaged. */
export async function targets(emulator: Emulator) {
  const { token } = wire(emulator, APP);
  const fresh = async () => {
    const { cardId } = await emulator.cardkit.cards.create(document());
    const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_1', card: { cardId } });
    return { cardId, messageId, token: token() };
  };
  let target = await fresh();
  return async (random: Random) => {
    if (random.percent(8)) target = await fresh();
    // The request for a token is among those that are damaged.
    target.token = token();
    return target;
  };
}

export function unpolluted() {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(PROTOTYPE);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
}
const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype).sort();

/** An answer as the service gives it: a code, words, and a status that goes with the code. */
export function expectEnvelope(status: number, body: Record<string, any>, sent: Malformed) {
  const said = `${sent.method} ${sent.path.slice(0, 200)} ${sent.body.slice(0, 500)}`;
  expect(Number.isInteger(body.code), said).toBe(true);
  expect(typeof (body.msg ?? body.StatusMessage), said).toBe('string');
  if (body.code === 0) expect(status, said).toBe(200);
  else expect([200, 400, 401, 403, 404, 405, 413, 415, 429, 500], said).toContain(status);
  expect(body.code, said).not.toBe(2200);
}
