import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmulator } from '../../src/emulator/emulator.js';
import { viewState } from '../../src/emulator/server/state-view.js';
import { cardOf, md } from './setup.js';

const running: RunningEmulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

type Options = Parameters<typeof startEmulator>[0];

async function start(options: Options = {}) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  const ask = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as any };
  };
  return { emulator, ask };
}

const button = {
  tag: 'button',
  element_id: 'go',
  text: { tag: 'plain_text', content: 'Go' },
  behaviors: [{ type: 'callback', value: { tag: 'button' } }],
};

async function sent(emulator: RunningEmulator, elements: readonly object[]) {
  const { cardId } = await emulator.cardkit.cards.create(cardOf(elements as any));
  await emulator.cardkit.messages.send({ to: 'ou_reader', card: { cardId } });
  return cardId;
}

describe('the endpoints of the emulator itself', () => {
  it('tell its state', async () => {
    const { emulator, ask } = await start({
      profile: 'observed',
      knobs: { createVisibilityMs: 0 },
    });
    const cardId = await sent(emulator, [md('a', 'é'), button]);
    emulator.faults.add({ on: 'cards.update', kind: '2200' });
    await emulator.cardkit.cards.update(cardId, cardOf([md('a')]), { sequence: 1 }).catch(() => {});
    const { status, body } = await ask('GET', '/emulator/state');
    expect(status).toBe(200);
    const [message] = emulator.messages;
    expect(body).toMatchObject({
      profile: 'observed',
      cards: [
        {
          cardId,
          messageId: message!.messageId,
          sequence: 0,
          streaming: false,
          elements: 3,
          bytes: Buffer.byteLength(JSON.stringify(emulator.cards.get(cardId)!.card)),
          document: emulator.cards.get(cardId)!.card,
        },
      ],
      messages: [{ messageId: message!.messageId, cardId }],
      faults: [{ kind: '2200', on: 'cards.update', cardId }],
    });
    expect(body.calls.at(-1)).toMatchObject({ index: 2, method: 'PUT', code: 2200 });
    expect(body.calls.at(-1)).not.toHaveProperty('body');
  });

  it('tell only the newer calls and the one document that are asked for', async () => {
    const { emulator, ask } = await start();
    const [first, second] = [await sent(emulator, [md('a')]), await sent(emulator, [button])];
    const { messageId } = await emulator.cardkit.messages.send({
      to: 'ou_1',
      card: cardOf([button]),
    });
    const { body } = await ask('GET', `/emulator/state?since=3&only=${second}`);
    expect(body.callCount).toBe(5);
    expect(body.calls.map(({ index }: any) => index)).toEqual([3, 4]);
    expect(body.cards).toMatchObject([{ cardId: first, elements: 1 }, { cardId: second }]);
    expect(body.cards[0]).not.toHaveProperty('document');
    expect(body.cards[0]).not.toHaveProperty('parts');
    expect(body.cards[1]).toMatchObject({ document: cardOf([button]), parts: [{ label: 'Go' }] });
    expect(body.messages[2]).not.toHaveProperty('document');
    const other = (await ask('GET', `/emulator/state?since=5&only=${messageId}`)).body;
    expect(other).toMatchObject({ calls: [], callCount: 5 });
    expect(other.messages[2]).toMatchObject({ messageId, document: cardOf([button]) });
    expect((await ask('GET', '/emulator/state?since=99')).body.calls).toEqual([]);
    for (const since of ['-1', 'x', '', '1e3']) {
      const answer = await ask('GET', `/emulator/state?since=${since}`);
      expect(answer, since).toMatchObject({ status: 400 });
    }
  });

  it('tell the state without looking into frames and bodies, nor twice into a document', async () => {
    const open = openEmulator({});
    const { service, log } = open.inside;
    const { cardId } = await open.emulator.cardkit.cards.create(cardOf([button]));
    await open.emulator.cardkit.cards.update(cardId, cardOf([button, md('a')]), { sequence: 1 });
    const untouched = {
      get inside() {
        throw new Error('it was looked into');
      },
    };
    const card = service.cards.get(cardId)!;
    for (const frame of card.frames) Object.assign(frame, { card: untouched });
    for (const record of log.records) record.body = untouched;
    const [before, after] = [viewState(open), viewState(open)];
    expect(before.cards[0]!.document).toBe(card.document);
    expect(before.cards[0]).toMatchObject({ frames: 1, parts: [{ label: 'Go' }] });
    expect(after.cards[0]!.parts).toBe(before.cards[0]!.parts);
    expect(after).toMatchObject({ callCount: 2 });
  });

  it('keep as many calls and frames as they are told, and name calls as before', async () => {
    const { emulator, ask } = await start({ maxCalls: 3, maxFrames: 2 });
    const cardId = await sent(emulator, [md('a', '0')]);
    for (const sequence of [1, 2, 3, 4]) {
      await emulator.cardkit.cards.update(cardId, cardOf([md('a', String(sequence))]), {
        sequence,
      });
    }
    expect(emulator.calls.map(({ body }: any) => body.sequence)).toEqual([2, 3, 4]);
    const shown = emulator.cards.get(cardId)!.frames.map(({ card }) => card.body?.elements?.[0]);
    expect(shown).toMatchObject([{ content: '3' }, { content: '4' }]);
    const { body } = await ask('GET', '/emulator/state?since=1');
    expect(body).toMatchObject({ callCount: 6, cards: [{ frames: 2 }] });
    expect(body.calls.map(({ index }: any) => index)).toEqual([3, 4, 5]);
    expect((await ask('GET', '/emulator/calls/5')).body.body).toMatchObject({ sequence: 4 });
    expect(await ask('GET', '/emulator/calls/2')).toEqual({
      status: 404,
      body: { error: 'the call is not kept any more' },
    });
    expect((await ask('GET', '/')).body.calls).toHaveLength(3);
  });

  it('are given no number of calls or frames that counts nothing', async () => {
    for (const count of [-1, 0.5, Number.NaN]) {
      await expect(startEmulator({ maxCalls: count }), `${count}`).rejects.toThrow(RangeError);
      await expect(startEmulator({ maxFrames: count }), `${count}`).rejects.toThrow(RangeError);
    }
    const { emulator } = await start({ maxCalls: 0 });
    await sent(emulator, [md('a')]);
    expect(emulator.calls).toEqual([]);
  });

  it('tell the frames of a card and the body of a call', async () => {
    const { emulator, ask } = await start();
    const cardId = await sent(emulator, [md('a')]);
    await emulator.cardkit.elements.content(cardId, 'a', 'b', { sequence: 1 }).catch(() => {});
    await emulator.cardkit.cards.update(cardId, cardOf([md('b')]), { sequence: 2 });
    const frames = await ask('GET', `/emulator/cards/${cardId}/frames`);
    expect(frames.body).toEqual(emulator.cards.get(cardId)!.frames);
    const call = await ask('GET', '/emulator/calls/0');
    expect(call.body).toMatchObject({ body: { type: 'card_json' } });
    for (const path of ['/emulator/cards/1/frames', '/emulator/calls/99', '/emulator/calls/-1']) {
      expect(await ask('GET', path), path).toMatchObject({ status: 404 });
    }
    expect((await ask('GET', '/emulator/calls/__proto__')).status).toBe(404);
  });

  it('list what a reader can do with a card', async () => {
    const { emulator, ask } = await start();
    await sent(emulator, [
      { ...button, disabled: true },
      {
        tag: 'form',
        element_id: 'form1',
        name: 'leave',
        elements: [
          {
            tag: 'input',
            name: 'reason',
            default_value: 'dentist',
            label: { tag: 'plain_text', content: 'Why' },
          },
          {
            tag: 'select_static',
            name: 'kind',
            initial_index: 2,
            options: [
              { text: { tag: 'plain_text', content: 'Annual' }, value: 'annual' },
              { text: { tag: 'plain_text', content: 'Sick' }, value: 'sick' },
            ],
          },
          {
            tag: 'button',
            name: 'send',
            text: { tag: 'plain_text', content: 'Send' },
            form_action_type: 'submit',
          },
        ],
      },
    ]);
    const { body } = await ask('GET', '/emulator/state');
    expect(body.cards[0].parts).toEqual([
      {
        tag: 'button',
        path: '/body/elements/0',
        elementId: 'go',
        label: 'Go',
        use: 'click',
        disabled: true,
      },
      {
        tag: 'input',
        path: '/body/elements/1/elements/0',
        name: 'reason',
        label: 'Why',
        use: 'type',
        disabled: false,
        form: 'leave',
        initial: 'dentist',
      },
      {
        tag: 'select_static',
        path: '/body/elements/1/elements/1',
        name: 'kind',
        label: 'kind',
        use: 'pick',
        disabled: false,
        form: 'leave',
        options: [
          { value: 'annual', text: 'Annual' },
          { value: 'sick', text: 'Sick' },
        ],
        initial: 'sick',
      },
      {
        tag: 'button',
        path: '/body/elements/1/elements/2',
        name: 'send',
        label: 'Send',
        use: 'click',
        disabled: false,
        form: 'leave',
        ends: 'submit',
      },
    ]);
  });

  it('show a card as a reader sees it', async () => {
    const { emulator, ask } = await start();
    const panel = { tag: 'collapsible_panel', element_id: 'more', elements: [md('a')] };
    const form = {
      tag: 'form',
      name: 'leave',
      elements: [
        { tag: 'input', name: 'reason', required: true },
        { tag: 'checker', name: 'ok', text: { tag: 'plain_text', content: 'Read' } },
        { ...button, element_id: 'send', name: 'send', form_action_type: 'submit' },
      ],
    };
    const cardId = await sent(emulator, [panel, form]);
    const operator = { openId: 'ou_ada' };
    await emulator.interact({ cardId, name: 'reason', input: 'dentist', operator });
    await emulator.interact({ cardId, elementId: 'more', operator });
    const ada = await ask('GET', `/emulator/view?cardId=${cardId}&operator=ou_ada`);
    expect(ada).toMatchObject({
      status: 200,
      body: {
        card: emulator.cards.get(cardId)!.card,
        fields: { reason: 'dentist', ok: false },
        expanded: { more: true },
        parts: [
          { tag: 'collapsible_panel', expanded: true },
          { name: 'reason', value: 'dentist', required: true },
          { name: 'ok', value: false },
          { name: 'send' },
        ],
      },
    });
    expect(ada.body.parts[2]).not.toHaveProperty('required');
    expect(ada.body.parts[3]).not.toHaveProperty('value');
    const { messageId } = emulator.messages[0]!;
    const other = await ask('GET', `/emulator/view?messageId=${messageId}`);
    expect(other.body).toMatchObject({ fields: { reason: '' }, expanded: { more: false } });
    const { cardId: unsent } = await emulator.cardkit.cards.create(cardOf([md('a')]));
    for (const [query, words] of [
      ['', 'by one of cardId and messageId'],
      [`?cardId=${cardId}&messageId=${messageId}`, 'by one of cardId and messageId'],
      ['?cardId=1', 'there is no card 1'],
      [`?cardId=${unsent}`, 'was not sent'],
      [`?cardId=${cardId}&operator=`, 'operator has no openId'],
      [`?cardId=${cardId}&oeprator=x`, 'a view has no "oeprator"'],
    ]) {
      const answer = await ask('GET', `/emulator/view${query}`);
      expect(answer, query).toMatchObject({ status: 400 });
      expect(answer.body.error, query).toContain(words);
    }
  });

  it('tell what readers did, over HTTP and in code', async () => {
    const told: unknown[] = [];
    const answers: unknown[] = [{ toast: { content: 'Hi' } }, undefined, { card: 7 }];
    const { emulator, ask } = await start({
      onCallback: async () => answers.shift(),
      onClick: (click) => told.push(click),
    });
    const cardId = await sent(emulator, [button, { tag: 'input', element_id: 'in' }]);
    const go = { cardId, elementId: 'go' };
    await ask('POST', '/emulator/interact', { ...go, operator: { openId: 'ou_ada' } });
    await emulator.interact(go);
    await emulator.interact(go);
    await emulator.interact({ cardId, path: '/body/elements/1', input: 'x'.repeat(1001) });
    await ask('POST', '/emulator/interact', { cardId, elementId: 'nowhere' });
    const { body } = await ask('GET', '/emulator/state');
    expect(body.clicks).toMatchObject([
      {
        index: 0,
        component: 'button "Go"',
        operator: 'ou_ada',
        called: true,
        outcome: 'toast "Hi"',
      },
      { index: 1, operator: 'ou_local', code: 200672, outcome: expect.stringContaining('empty') },
      { index: 2, code: 200673 },
      { index: 3, called: false, outcome: expect.stringContaining('nothing happened: at most') },
    ]);
    expect(told).toEqual(body.clicks.map(({ index: _index, ...click }: any) => click));
    const first = await ask('GET', '/emulator/clicks/0');
    expect(first.body.seen).toMatchObject({
      sent: { event: { action: { tag: 'button' } } },
      answer: { toast: { content: 'Hi' } },
    });
    for (const index of ['4', '-1', 'x', '__proto__']) {
      expect((await ask('GET', `/emulator/clicks/${index}`)).status, index).toBe(404);
    }
  });

  it('tell why calls were refused, and what was strange about others', async () => {
    const { emulator, ask } = await start({ knobs: { firstSequence: 2 } });
    const cardId = await sent(emulator, [md('a')]);
    const { tenant_access_token: token } = (
      await ask('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
        app_id: 'cli_local',
        app_secret: 'any',
      })
    ).body;
    const batch = (body: object) =>
      ask('POST', `/open-apis/cardkit/v1/cards/${cardId}/batch_update`, body, {
        authorization: `Bearer ${token}`,
      });
    const mistyped = await batch({ actions: [], sequence: 2 });
    expect(mistyped.body).toMatchObject({ code: 9499, msg: 'Bad Request' });
    await batch({ actions: '[]', sequence: 1 });
    await batch({ actions: '[]', sequence: 1.5 });
    await batch({ sequence: 2 });
    await batch({ actions: '[{"action":"frobnicate"}]', sequence: 2 });
    await batch({ actions: '[]', sequence: 2 });
    const { calls } = (await ask('GET', '/emulator/state')).body;
    expect(calls.slice(3).map(({ code, note }: any) => [code, note])).toEqual([
      [9499, 'actions: expected a JSON string, found an array'],
      [300317, 'sequence 1: the first one of this card is 2 (knob firstSequence=2)'],
      [9499, 'sequence: expected a whole number, found 1.5'],
      [99992402, 'actions: actions is required'],
      [
        0,
        'actions[0] "frobnicate": unknown action or wrong params, nothing was done (knob strictActions=false)',
      ],
      [300317, 'sequence 2: 2 was accepted last'],
    ]);
    const { body } = await ask('GET', '/emulator/calls/3');
    expect(body).toMatchObject({ msg: 'Bad Request', answer: mistyped.body });
    const login = await ask('GET', '/emulator/calls/2');
    expect(login.body).toMatchObject({ answer: { code: 0, tenant_access_token: '[redacted]' } });
    expect(JSON.stringify([login, calls])).not.toContain(token);
    // What is noted here is not sent.
    expect(JSON.stringify(mistyped)).not.toContain('expected');
  });

  it('do what a reader does', async () => {
    const { emulator, ask } = await start({
      onCallback: async () => ({ toast: { content: 'Hi' } }),
    });
    const cardId = await sent(emulator, [button]);
    const { status, body } = await ask('POST', '/emulator/interact', { cardId, elementId: 'go' });
    expect(status).toBe(200);
    expect(body.toast).toEqual({ content: 'Hi' });
    const missing = await ask('POST', '/emulator/interact', { cardId, elementId: 'nowhere' });
    expect(missing).toMatchObject({ status: 400, body: { error: expect.any(String) } });
    expect(emulator.calls).toHaveLength(2);
  });

  it('tell of what a handler threw no more than its message', async () => {
    const cyclic = Object.assign(new Error(`refused ${'x'.repeat(1000)}`), {
      size: 1n,
      config: { headers: { Authorization: 'Bearer t-secret' } },
      self: {},
    });
    cyclic.self = cyclic;
    const hostile = new Error();
    Object.defineProperty(hostile, 'message', {
      get() {
        throw new Error('no message');
      },
    });
    const thrown: unknown[] = [cyclic, { token: 't-secret' }, 7n, undefined, hostile, 'words'];
    const { emulator, ask } = await start({
      onCallback: async () => {
        throw thrown.shift();
      },
    });
    const cardId = await sent(emulator, [button]);
    const click = async () => {
      const answer = await ask('POST', '/emulator/interact', { cardId, elementId: 'go' });
      expect(answer).toMatchObject({ status: 200, body: { error: { code: 200671 } } });
      expect(JSON.stringify(answer.body)).not.toContain('t-secret');
      return answer.body.error.cause;
    };
    const words = await click();
    expect(words).toMatch(/^refused x+$/);
    expect(words.length).toBeLessThan(400);
    expect([await click(), await click(), await click(), await click()]).toEqual(
      Array(4).fill(undefined),
    );
    expect(await click()).toBe('words');
  });

  it.each([
    [{}, 'a card is named by one of cardId and messageId'],
    [{ cardId: 7 }, 'cardId is a string, not 7'],
    [{ elementId: { a: 1 } }, 'elementId is a string, not an object'],
    [{ options: 'a' }, 'options is a list of strings, not "a"'],
    [{ operator: 'ou_1' }, 'operator is an object such as { openId: "ou_..." }, not "ou_1"'],
    [{ operator: null }, 'operator is an object such as { openId: "ou_..." }, not null'],
    [{ operator: {} }, 'operator has no openId'],
    [{ value: 'x' }, 'an interaction has no "value"; it has cardId, '],
    ['{"__proto__":{"a":1}}', 'an interaction has no "__proto__"; it has '],
    [{ ['x'.repeat(100)]: 1 }, 'an interaction has no "xxx'],
  ])('say what is wrong with the interaction %j', async (body, message) => {
    const { ask } = await start();
    const { status, body: answer } = await ask('POST', '/emulator/interact', body);
    expect(status).toBe(400);
    expect(answer.error).toContain(message);
    expect(answer.error).not.toContain('x'.repeat(61));
  });

  it('leave the values that are of the right type to the card', async () => {
    const { emulator, ask } = await start();
    const cardId = await sent(emulator, [button]);
    const at = { cardId, path: '/body/elements/0' };
    for (const [body, message] of [
      [{ cardId, path: '/__proto__' }, 'the card has no path "/__proto__"'],
      [{ ...at, option: 'a' }, 'takes no option'],
      [{ ...at, timezone: 'Nowhere/At/All' }, 'no such timezone'],
    ] as const) {
      const answer = await ask('POST', '/emulator/interact', body);
      expect(answer.body.error).toContain(message);
    }
  });

  it('let time pass', async () => {
    const { ask } = await start({ now: () => 1000 });
    const { body } = await ask('POST', '/emulator/clock', { advanceMs: 500 });
    expect(body).toEqual({ now: 1500 });
    for (const advanceMs of [-1, 0.5, '1', null, 1e300]) {
      expect(await ask('POST', '/emulator/clock', { advanceMs })).toMatchObject({ status: 400 });
    }
    expect((await ask('GET', '/emulator/state')).body.now).toBe(1500);
  });

  it('add faults and remove them', async () => {
    const { emulator, ask } = await start();
    const fault = { on: 'cards.create', kind: '2200', times: 3 };
    expect(await ask('POST', '/emulator/faults', fault)).toEqual({
      status: 201,
      body: { left: 3 },
    });
    const create = () => emulator.cardkit.cards.create(cardOf([md('a')]));
    await expect(create()).rejects.toMatchObject({ code: 2200 });
    expect(await ask('DELETE', '/emulator/faults')).toEqual({ status: 200, body: {} });
    await create();
    for (const wrong of [
      {},
      { on: 'cards.create', kind: 'nothing' },
      { on: { length: 1 }, kind: '2200' },
      { on: 'cards.update', kind: { toString: 'x' } },
      { on: 'cards.update', kind: '2200', times: { toString: 'x' } },
      { on: 'cards.update', kind: '2200', cardId: 7 },
      { on: 'cards.update', kind: 'drift', change: 'x' },
      { on: '*', kind: 'delay', delayMs: 'long' },
    ]) {
      const answer = await ask('POST', '/emulator/faults', wrong);
      expect(answer, JSON.stringify(wrong)).toMatchObject({ status: 400 });
      expect(answer.body.error).not.toMatch(/undefined|primitive|Cannot/);
    }
  });

  it('want JSON that says so, so that no form on a foreign page can send it', async () => {
    const { emulator, ask } = await start({ now: () => 0 });
    const type = { 'content-type': 'text/plain' };
    const body = { advanceMs: 5 };
    expect(await ask('POST', '/emulator/clock', body, type)).toMatchObject({ status: 415 });
    const origin = { origin: 'https://evil.example' };
    expect(await ask('POST', '/emulator/clock', body, origin)).toMatchObject({ status: 403 });
    expect(await ask('GET', '/emulator/state', undefined, origin)).toMatchObject({ status: 403 });
    expect(await ask('POST', '/emulator/clock', '{')).toMatchObject({ status: 400 });
    expect(await ask('POST', '/emulator/clock', '[]')).toMatchObject({ status: 400 });
    expect(emulator.clock.now()).toBe(0);
    const same = { origin: emulator.url };
    expect(await ask('POST', '/emulator/clock', body, same)).toMatchObject({ status: 200 });
  });

  it('are no calls of the service, and say which methods they take', async () => {
    const { emulator, ask } = await start();
    expect(await ask('DELETE', '/emulator/clock')).toMatchObject({
      status: 405,
      body: { error: '/emulator/clock takes POST' },
    });
    expect((await ask('GET', '/emulator')).status).toBe(404);
    expect(emulator.calls).toEqual([]);
  });
});

describe('the page', () => {
  it('is there for browsers, and nothing can be put into it', async () => {
    const { emulator } = await start();
    const page = await fetch(emulator.url, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('vary')).toBe('accept');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const html = await page.text();
    expect(html).not.toMatch(/<script>|<style>| style=| on[a-z]+=/);
    for (const [, path] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
      const file = await fetch(emulator.url + path);
      expect(file.status, path).toBe(200);
      expect(await file.text(), path).not.toBe('');
    }
  });
});
