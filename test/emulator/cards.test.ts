import { describe, expect, it } from 'vitest';
import type { CardJson } from '../../src/schema/call.js';
import { CARDS, cardOf, live, md, refusalOf, still, wire } from './setup.js';

const DAY = 24 * 60 * 60 * 1000;
const create = (card: unknown) => still().cardkit.cards.create(card as CardJson);

describe('creating a card', () => {
  it('holds what was sent, unsent and unwritten', async () => {
    const emulator = still();
    const card = cardOf([md('a')], { header: { title: { tag: 'plain_text', content: 'T' } } });
    const { cardId } = await emulator.cardkit.cards.create(card);
    expect(emulator.cards.get(cardId)).toEqual({
      card,
      sequence: 0,
      streaming: false,
      messageId: undefined,
      frames: [],
    });
    expect(emulator.cards.list()).toEqual([cardId]);
    expect(emulator.cards.get('1')).toBeUndefined();
  });

  it('makes the same ids from the same seed', async () => {
    const ids = async (seed: number) => {
      const emulator = still({ seed });
      const { cardId } = await emulator.cardkit.cards.create(cardOf([]));
      return [cardId, await emulator.cardkit.messages.send({ to: 'ou_1', card: { cardId } })];
    };
    expect(await ids(7)).toEqual(await ids(7));
    expect(await ids(7)).not.toEqual(await ids(8));
  });

  it.each<[string, unknown, number, string]>([
    ['an array', [], 10002, 'data must be a json object'],
    ['an empty object', {}, 300307, 'card dsl is empty'],
    ['another schema', { body: { elements: [] } }, 300303, 'only card schema 2.0 is supported'],
    ['a number as schema', { schema: 2, body: {} }, 300303, 'only card schema 2.0 is supported'],
    [
      'update_multi false',
      cardOf([], { config: { update_multi: false } }),
      300302,
      'update_multi is false',
    ],
    ['a summary that is a string', cardOf([], { config: { summary: 's' } }), 10002, 'Summary'],
    ['a body that is a list', { schema: '2.0', body: [] }, 200220, 'body must be an object'],
    ['elements that are none', { schema: '2.0', body: { elements: {} } }, 200220, 'an array'],
    ['an element without a tag', cardOf([{ content: 'x' }]), 200220, 'element has no tag'],
    ['a column outside a column set', cardOf([{ tag: 'column' }]), 200220, 'tag column'],
    [
      'an element among columns',
      cardOf([{ tag: 'column_set', columns: [md('a')] }]),
      200220,
      'tag markdown is not supported in columns',
    ],
  ])('refuses %s', async (_, card, code, text) => {
    const refusal = await refusalOf(create(card));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(`ErrMsg: `);
    expect(refusal.message).toContain(text);
  });

  it('refuses what is no JSON, and null', () => {
    const create = (data: string) =>
      wire(still()).call('POST', CARDS, { type: 'card_json', data }).body;
    expect(create('{')).toMatchObject({
      code: 10002,
      msg: expect.stringContaining('data is not valid json'),
    });
    expect(create('null')).toMatchObject({ code: 300307, msg: 'ErrMsg: card dsl is empty; ' });
  });

  it('refuses a template, of which it holds none', async () => {
    const refusal = await refusalOf(still().cardkit.cards.create({ templateId: 'AAq' }));
    expect(refusal).toMatchObject({ code: 200220, kind: 'fatal' });
    expect(refusal.message).toContain('template is not found');
  });
});

describe('replacing a card', () => {
  it('holds the new document, config included', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a')], { config: { width_mode: 'fill' } }));
    await emulator.cardkit.cards.update(card.cardId, cardOf([md('b')]), card.next());
    expect(card.view().card).toEqual(cardOf([md('b')]));
    expect(card.view().sequence).toBe(1);
  });

  it('refuses a broken document and keeps the old one', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a')]));
    const broken = cardOf([md('b'), md('b')]);
    const refusal = await refusalOf(
      emulator.cardkit.cards.update(card.cardId, broken, card.next()),
    );
    expect(refusal.code).toBe(300301);
    expect(card.view()).toMatchObject({ card: cardOf([md('a')]), sequence: 0, frames: [] });
  });
});

describe('the settings of a card', () => {
  const config = { summary: { content: 's', i18n_content: { en_us: 'e' } }, width_mode: 'fill' };

  it('overwrites the listed keys of config, each value whole', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([], { config }));
    await emulator.cardkit.cards.settings(
      card.cardId,
      { config: { summary: { content: 'n' } } },
      card.next(),
    );
    expect(card.view().card.config).toEqual({ summary: { content: 'n' }, width_mode: 'fill' });
  });

  it('replaces card_link whole', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([], { card_link: { url: 'a', pc_url: 'b' } }));
    await emulator.cardkit.cards.settings(card.cardId, { card_link: { url: 'c' } }, card.next());
    expect(card.view().card.card_link).toEqual({ url: 'c' });
  });

  it('accepts keys outside config and does nothing with them', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([], { config: { streaming_mode: true } }));
    const unwrapped = { streaming_mode: false } as object;
    await emulator.cardkit.cards.settings(card.cardId, unwrapped, card.next());
    expect(card.view()).toMatchObject({ streaming: true, sequence: 1, frames: [] });
  });

  it.each<[object, string]>([
    [{ config: { summary: 's' } }, 'cannot unmarshal string into field Config.Summary'],
    [{ config: 'x' }, 'cannot unmarshal string into field Config'],
    [{ config: { streaming_config: { ttl_seconds: 1 } } }, "unknown property 'ttl_seconds'"],
    [{ card_link: [] }, 'cannot unmarshal array into field CardLink'],
  ])('refuses %j with 300122', async (settings, text) => {
    const emulator = still();
    const card = await live(emulator, cardOf([]));
    const refusal = await refusalOf(
      emulator.cardkit.cards.settings(card.cardId, settings, card.next()),
    );
    expect(refusal.code).toBe(300122);
    expect(refusal.message).toContain(text);
  });

  it('refuses update_multi false with 300302', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([]));
    const settings = { config: { update_multi: false } };
    const call = emulator.cardkit.cards.settings(card.cardId, settings, card.next());
    expect((await refusalOf(call)).code).toBe(300302);
  });
});

describe('a card entity', () => {
  it('does not exist under an id that was never handed out', async () => {
    const call = still().cardkit.cards.update('1', cardOf([]), { sequence: 1 });
    expect(await refusalOf(call)).toMatchObject({ code: 200740, kind: 'gone' });
  });

  it('can be operated for 14 days', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a')]));
    emulator.clock.advance(14 * DAY - 1);
    await emulator.cardkit.elements.patch(card.cardId, 'a', { content: 'b' }, card.next());
    emulator.clock.advance(1);
    const call = emulator.cardkit.elements.patch(card.cardId, 'a', { content: 'c' }, card.next());
    expect(await refusalOf(call)).toMatchObject({ code: 200750, kind: 'gone' });
  });

  it('belongs to the app that created it', async () => {
    const emulator = still();
    const { cardId } = await emulator.cardkit.cards.create(cardOf([md('a')]));
    const stranger = wire(emulator, 'cli_other');
    const { body } = stranger.call('DELETE', `${CARDS}/${cardId}/elements/a`, { sequence: 1 });
    expect(body).toMatchObject({
      code: 300311,
      msg: 'ErrMsg: no permission to operate this card; ',
    });
  });

  it('shares no object with anybody', async () => {
    const emulator = still();
    const card = await live(emulator, cardOf([md('a')]));
    await card.batch({
      action: 'add_elements',
      params: { type: 'append', elements: [md('b')] },
    });
    const spoil = (document: CardJson) => {
      (document.body as { elements: unknown[] }).elements.length = 0;
    };
    spoil(card.view().card);
    spoil(card.view().frames[0]!.card);
    expect(card.order()).toEqual(['a', 'b']);
    expect(card.view().frames[0]!.card).toEqual(card.view().card);
  });
});
