// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a template writes its variables.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../src/schema/json.js';
import { cardOf, md, refusalOf } from '../setup.js';
import { button, CallbackFailure, form, sent } from './setup.js';

const raw = (data: unknown) => ({ card: { type: 'raw', data } });

describe('an answer', () => {
  it('may have nothing to say', async () => {
    const { interact, app } = await sent([button('go')]);
    app.answer = async () => ({});
    const seen = await interact({ elementId: 'go' });
    expect(Object.keys(seen).sort()).toEqual(['answer', 'card', 'expanded', 'fields', 'sent']);
  });

  it('may be a toast', async () => {
    const { interact, app } = await sent([button('go')]);
    const toast = { type: 'success', content: 'Saved', i18n: { en_us: 'Saved', zh_cn: '已保存' } };
    app.answer = async () => ({ toast });
    const seen = await interact({ elementId: 'go' });
    expect(seen.toast).toEqual(toast);
    expect(seen.answer).toEqual({ toast });
  });

  it('may be a card, which everybody sees from then on and which keeps the sequence', async () => {
    const { interact, app, emulator, cardId, view, next } = await sent([button('go'), md('a')]);
    const card = cardOf([button('go'), md('done')]);
    app.answer = async () => ({ ...raw(card), toast: { content: 'ok' } });
    await emulator.cardkit.elements.patch(cardId, 'a', { content: 'x' }, next());
    const seen = await interact({ elementId: 'go' });
    expect(seen.card).toEqual(card);
    expect(seen.toast).toEqual({ content: 'ok' });
    expect(view('ou_bob').card).toEqual(card);
    expect(emulator.cards.get(cardId)).toMatchObject({ card, sequence: 1 });
    expect(emulator.cards.get(cardId)?.frames.at(-1)).toMatchObject({ card, kind: 'structure' });
    await emulator.cardkit.elements.patch(cardId, 'done', { content: 'y' }, next());
    expect(emulator.cards.get(cardId)?.card.body?.elements?.[1]).toMatchObject({ content: 'y' });
  });

  it('with callbackCard "view" changes what readers see until the next write', async () => {
    const { interact, app, emulator, cardId, view, next } = await sent([button('go'), md('a')], {
      knobs: { callbackCard: 'view' },
    });
    const card = cardOf([md('shown')]);
    app.answer = async () => raw(card);
    const before = emulator.cards.get(cardId)?.card;
    expect((await interact({ elementId: 'go' })).card).toEqual(card);
    expect(view('ou_bob').card).toEqual(card);
    expect(emulator.cards.get(cardId)?.card).toEqual(before);
    await emulator.cardkit.elements.patch(cardId, 'a', { content: 'x' }, next());
    expect(view().card.body?.elements).toEqual([button('go'), md('a', 'x')]);
  });

  it('replaces a card that was sent as plain JSON', async () => {
    const { emulator, app } = await sent([]);
    const { messages } = emulator.cardkit;
    const { messageId } = await messages.send({ to: 'oc_x', card: cardOf([button('go')]) });
    const card = cardOf([md('done')]);
    app.answer = async () => raw(card);
    expect((await emulator.interact({ messageId, elementId: 'go' })).card).toEqual(card);
    expect(emulator.messages.at(-1)).toMatchObject({ messageId, card });
  });

  it('may be a template', async () => {
    const card = cardOf([md('a', '${text}')]);
    const { interact, app } = await sent([button('go')], { templates: { tpl: { card } } });
    const data = { template_id: 'tpl', template_variable: { text: 'hello' } };
    app.answer = async () => ({ card: { type: 'template', data } });
    expect((await interact({ elementId: 'go' })).card).toEqual(cardOf([md('a', 'hello')]));
    app.answer = async () => ({ card: { type: 'template', data: { template_id: 'none' } } });
    const again = await sent([button('go')], { templates: { tpl: { card } } });
    again.app.answer = app.answer;
    expect((await again.interact({ elementId: 'go' })).error?.code).toBe(200673);
  });

  it('cannot update a card in streaming mode, but its toast is seen', async () => {
    const { interact, app, view, emulator, cardId, next } = await sent([button('go')], {
      rest: { config: { streaming_mode: true } },
    });
    const before = view().card;
    app.answer = async () => ({ ...raw(cardOf([md('a')])), toast: { content: 'ok' } });
    const seen = await interact({ elementId: 'go' });
    expect(seen).toMatchObject({ ignored: 'streaming', toast: { content: 'ok' }, card: before });
    expect(view().card).toEqual(before);
    await emulator.cardkit.cards.settings(cardId, { config: { streaming_mode: false } }, next());
    expect((await interact({ elementId: 'go' })).card).toEqual(cardOf([md('a')]));
  });

  it('opens the streaming mode of a card that says so', async () => {
    const { interact, app, emulator, cardId, next } = await sent([button('go')]);
    app.answer = async () => raw(cardOf([md('a')], { config: { streaming_mode: true } }));
    await interact({ elementId: 'go' });
    expect(emulator.cards.get(cardId)?.streaming).toBe(true);
    await emulator.cardkit.elements.content(cardId, 'a', 'a and more', next());
  });

  const cyclic: JsonObject & { self?: unknown } = {};
  cyclic.self = cyclic;

  it.each<[number, string, unknown]>([
    [200672, 'nothing', undefined],
    [200672, 'a string', 'ok'],
    [200672, 'a list', []],
    [200672, 'what is no JSON', cyclic],
    [200672, 'neither toast nor card', { code: 0 }],
    [200672, 'a card on its own', cardOf([])],
    [200672, 'a toast of text', { toast: 'saved' }],
    [200672, 'a toast of an unknown type', { toast: { type: 'ok', content: 'x' } }],
    [200672, 'a toast without words', { toast: { content: 1 } }],
    [200672, 'a toast whose translation is no text', { toast: { i18n: { en_us: 1 } } }],
    [200673, 'a card of no type', { card: cardOf([]) }],
    [200673, 'a card of text', { card: { type: 'raw', data: '{}' } }],
    [200673, 'a card that is wrong', raw({ schema: '2.0', body: { elements: [{}] } })],
    [200673, 'a card with the same id twice', raw(cardOf([md('a'), md('a')]))],
    [200673, 'a card that is too long', raw(cardOf([md('a', 'x'.repeat(30_000))]))],
    [200830, 'a card of the older schema', raw({ elements: [] })],
  ])('is an error %i if it is %s', async (code, _, answer) => {
    const { interact, app, view } = await sent([button('go')]);
    const before = view();
    app.answer = async () => answer;
    const seen = await interact({ elementId: 'go' });
    expect(seen.error?.code).toBe(code);
    expect(seen).toMatchObject({ ...before, sent: { schema: '2.0' } });
    expect(seen.answer).toBeUndefined();
    expect(seen.toast).toBeUndefined();
    expect(view()).toEqual(before);
  });

  it('of the newer schema does not replace a card of the older one', async () => {
    const { emulator, app } = await sent([]);
    const old = { elements: [{ tag: 'button', name: 'go', value: { a: 1 } }] };
    const { messageId } = await emulator.cardkit.messages.send({ to: 'oc_x', card: old as never });
    app.answer = async () => raw(cardOf([]));
    expect((await emulator.interact({ messageId, name: 'go' })).error?.code).toBe(200673);
    const next = { elements: [] };
    app.answer = async () => raw(next);
    expect((await emulator.interact({ messageId, name: 'go' })).card).toEqual(next);
  });

  it('that is an error of the transport shows its code', async () => {
    const { interact, app } = await sent([button('go')]);
    app.answer = async () => {
      throw new CallbackFailure(200342);
    };
    const seen = await interact({ elementId: 'go' });
    expect(seen.error).toEqual({ code: 200342, message: 'the connection to the app failed' });
  });

  it.each(['rejects', 'throws'])('is 200671 if the handler %s', async (how) => {
    const cause = new Error('broken');
    const { interact } = await sent([button('go')], {
      onCallback: () => {
        if (how === 'throws') throw cause;
        return Promise.reject(cause);
      },
    });
    expect((await interact({ elementId: 'go' })).error).toMatchObject({ code: 200671, cause });
  });

  it('is 200340 without anybody to call', async () => {
    const { interact } = await sent([button('go')], { onCallback: undefined });
    const seen = await interact({ elementId: 'go' });
    expect(seen.error?.code).toBe(200340);
    expect(seen.sent?.event.action.tag).toBe('button');
  });
});

describe('while a click waits for its answer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows 200341 after three seconds, and lets a late answer go', async () => {
    const { interact, app, view } = await sent([button('go')]);
    const before = view();
    app.answer = () =>
      new Promise((resolve) => setTimeout(() => resolve(raw(cardOf([md('late')]))), 3001));
    const clicked = interact({ elementId: 'go' });
    await vi.advanceTimersByTimeAsync(3001);
    expect((await clicked).error?.code).toBe(200341);
    expect(view()).toEqual(before);
  });

  it('takes an answer within three seconds', async () => {
    const { interact, app } = await sent([button('go')]);
    app.answer = () => new Promise((resolve) => setTimeout(() => resolve({}), 2999));
    const clicked = interact({ elementId: 'go' });
    await vi.advanceTimersByTimeAsync(2999);
    expect((await clicked).error).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  const waiting = async (interactionLockMs = 0, interactionLock = true) => {
    const card = await sent([button('go'), md('a')], {
      knobs: { interactionLockMs, interactionLock, rateLimits: false },
    });
    const patch = () =>
      card.emulator.cardkit.elements.patch(card.cardId, 'a', { content: 'x' }, card.next());
    return { ...card, patch };
  };

  it('refuses writes with 200810, and takes them right after', async () => {
    const { app, interact, patch } = await waiting();
    let during: Promise<unknown> = Promise.resolve();
    app.answer = async () => {
      during = refusalOf(patch());
      await during;
      return {};
    };
    await interact({ elementId: 'go' });
    expect(await during).toMatchObject({ code: 200810, kind: 'retry' });
    await patch();
  });

  it('refuses writes until the last of several clicks is answered', async () => {
    const { app, interact, patch } = await waiting();
    const answers: ((answer: object) => void)[] = [];
    app.answer = () => new Promise((resolve) => answers.push(resolve));
    const one = interact({ elementId: 'go', operator: { openId: 'ou_ann' } });
    const two = interact({ elementId: 'go', operator: { openId: 'ou_bob' } });
    answers[0]?.({});
    await one;
    expect((await refusalOf(patch())).code).toBe(200810);
    answers[1]?.({});
    await two;
    await patch();
  });

  it('lets writes pass again after a failure', async () => {
    const { app, interact, patch } = await waiting();
    app.answer = () => Promise.reject(new Error('broken'));
    await interact({ elementId: 'go' });
    await patch();
  });

  it('keeps the lock for interactionLockMs after the answer', async () => {
    const { emulator, interact, patch } = await waiting(300);
    await interact({ elementId: 'go' });
    emulator.clock.advance(299);
    expect((await refusalOf(patch())).code).toBe(200810);
    emulator.clock.advance(1);
    await patch();
  });

  it('takes writes without the knob interactionLock', async () => {
    const { app, interact, patch, view } = await waiting(300, false);
    app.answer = async () => {
      await patch();
      return {};
    };
    expect((await interact({ elementId: 'go' })).error).toBeUndefined();
    expect(view().card.body?.elements?.[1]).toMatchObject({ content: 'x' });
  });

  it('locks nothing for what stays on the client', async () => {
    const { emulator, cardId, interact, next } = await sent(
      [form([{ tag: 'input', name: 'one' }])],
      { knobs: { interactionLockMs: 1000, rateLimits: false } },
    );
    await interact({ name: 'one', input: 'x' });
    await emulator.cardkit.cards.settings(cardId, { config: { width_mode: 'fill' } }, next());
  });
});

describe('with clientReassertMs', () => {
  const submitted = async (clientReassertMs: number) => {
    const card = await sent(
      [form([{ tag: 'input', name: 'one' }]), md('a', 'old'), button('peek')],
      {
        knobs: { clientReassertMs, rateLimits: false },
      },
    );
    const write = (content: string) =>
      card.emulator.cardkit.elements.patch(card.cardId, 'a', { content }, card.next());
    const shows = (openId?: string) => card.view(openId).card.body?.elements?.[1]?.content;
    await card.interact({ name: 'one', input: 'mine' });
    await card.interact({ name: 'send' });
    return { ...card, write, shows };
  };

  it('a write within it never gets to who submitted the form, but to everybody else', async () => {
    const { emulator, write, shows } = await submitted(1000);
    emulator.clock.advance(999);
    await write('new');
    expect(shows()).toBe('old');
    expect(shows('ou_bob')).toBe('new');
    emulator.clock.advance(60_000);
    expect(shows()).toBe('old');
    await write('newer');
    expect(shows()).toBe('newer');
  });

  it('a write after it is seen', async () => {
    const { emulator, write, shows } = await submitted(1000);
    emulator.clock.advance(1000);
    await write('new');
    expect(shows()).toBe('new');
  });

  it('a card in the answer is what the client shows again', async () => {
    const { emulator, app, interact, cardId, next, view } = await submitted(1000);
    emulator.clock.advance(1000);
    app.answer = async () => raw(cardOf([md('answered')]));
    await interact({ name: 'send' });
    await emulator.cardkit.elements.patch(cardId, 'answered', { content: 'lost' }, next());
    expect(view().card).toEqual(cardOf([md('answered')]));
  });

  it('a card in the answer to another click is seen', async () => {
    const { app, interact, emulator, cardId, next, view } = await submitted(1000);
    await emulator.cardkit.elements.patch(cardId, 'a', { content: 'lost' }, next());
    app.answer = async () => raw(cardOf([md('answered')]));
    expect((await interact({ elementId: 'peek' })).card).toEqual(cardOf([md('answered')]));
    expect(view().card).toEqual(cardOf([md('answered')]));
  });

  it('a click that submits nothing has no such effect', async () => {
    const { emulator, interact, write, shows } = await submitted(1000);
    emulator.clock.advance(1000);
    await interact({ elementId: 'peek' });
    await write('new');
    expect(shows()).toBe('new');
  });

  it('of 0, every write is seen at once', async () => {
    const { write, shows } = await submitted(0);
    await write('new');
    expect(shows()).toBe('new');
  });
});
