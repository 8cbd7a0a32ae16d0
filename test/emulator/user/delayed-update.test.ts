// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a template writes its variables.
import { describe, expect, it } from 'vitest';
import { cardOf, md, wire } from '../setup.js';
import { button, sent } from './setup.js';

const PATH = '/open-apis/interactive/v1/card/update';
const MINUTE = 60_000;

async function clicked(options: Parameters<typeof sent>[1] = {}) {
  const card = await sent([button('go')], options);
  const seen = await card.interact({ elementId: 'go' });
  const token = seen.sent?.event.token ?? '';
  const update = (body: object, appId = 'cli_local') =>
    wire(card.emulator, appId).call('POST', PATH, { token, ...body }).body;
  return { ...card, token, update };
}

describe('a delayed update', () => {
  it('replaces the card twice', async () => {
    const { update, view, emulator, cardId } = await clicked();
    expect(update({ card: cardOf([md('one')]) })).toMatchObject({ code: 0, msg: 'success' });
    expect(view().card).toEqual(cardOf([md('one')]));
    expect(update({ card: cardOf([md('two')]) }).code).toBe(0);
    expect(view().card).toEqual(cardOf([md('two')]));
    expect(emulator.cards.get(cardId)?.sequence).toBe(0);
    expect(update({ card: cardOf([md('three')]) }).code).toBe(300040);
    expect(view().card).toEqual(cardOf([md('two')]));
  });

  it('is possible for 30 minutes', async () => {
    const { update, emulator } = await clicked();
    emulator.clock.advance(30 * MINUTE - 1);
    expect(update({ card: cardOf([]) }).code).toBe(0);
    emulator.clock.advance(1);
    expect(update({ card: cardOf([]) }).code).toBe(300030);
  });

  it('may be a template', async () => {
    const card = cardOf([md('a', '${text}')]);
    const { update, view } = await clicked({ templates: { tpl: { card } } });
    const data = { template_id: 'tpl', template_variable: { text: 'hello' } };
    expect(update({ card: { type: 'template', data } }).code).toBe(0);
    expect(view().card).toEqual(cardOf([md('a', 'hello')]));
  });

  it.each<[number, string, object]>([
    [300020, 'a token that was not given out', { token: 'c-1', card: cardOf([]) }],
    [99992402, 'no token', { token: undefined, card: cardOf([]) }],
    [100030, 'no card', {}],
    [100030, 'a card of text', { card: '{}' }],
    [11311, 'a card wrapped as in an answer', { card: { type: 'raw', data: cardOf([]) } }],
    [11311, 'a card of the older schema', { card: { elements: [] } }],
    [11311, 'a card with the same id twice', { card: cardOf([md('a'), md('a')]) }],
    [11311, 'an unknown template', { card: { type: 'template', data: { template_id: 'x' } } }],
    [200320, 'readers of its own', { card: { ...cardOf([]), open_ids: ['ou_1'] } }],
    [100000, 'a card that is too long', { card: cardOf([md('a', 'x'.repeat(30_000))]) }],
  ])('is refused with %i for %s, which counts as no use', async (code, _, body) => {
    const { update, view } = await clicked();
    const before = view();
    expect(update(body).code).toBe(code);
    expect(view()).toEqual(before);
    expect([1, 2, 3].map(() => update({ card: cardOf([]) }).code)).toEqual([0, 0, 300040]);
  });

  it('belongs to the app that was called', async () => {
    const { update } = await clicked();
    expect(update({ card: cardOf([]) }, 'cli_other').code).toBe(200310);
  });

  it('is refused before the answer', async () => {
    const { emulator, app, interact, view } = await sent([button('go')]);
    let code: unknown;
    app.answer = async ({ event }) => {
      const body = { token: event.token, card: cardOf([md('early')]) };
      code = wire(emulator, 'cli_local').call('POST', PATH, body).body.code;
      return {};
    };
    await interact({ elementId: 'go' });
    expect(code).toBe(200810);
    expect(view().card).toEqual(cardOf([button('go')]));
  });

  it('without the knob interactionLock is taken before the answer, and undone by it', async () => {
    const { emulator, app, interact, view } = await sent([button('go')], {
      knobs: { interactionLock: false, rateLimits: false },
    });
    let code: unknown;
    app.answer = async ({ event }) => {
      const body = { token: event.token, card: cardOf([md('early')]) };
      code = wire(emulator, 'cli_local').call('POST', PATH, body).body.code;
      return {};
    };
    await interact({ elementId: 'go' });
    expect(code).toBe(0);
    expect(view().card).toEqual(cardOf([button('go')]));
  });

  it('leaves a card in streaming mode as it is', async () => {
    const { update, view } = await clicked({ rest: { config: { streaming_mode: true } } });
    const before = view();
    expect(update({ card: cardOf([md('a')]) }).code).toBe(0);
    expect(view()).toEqual(before);
  });
});
