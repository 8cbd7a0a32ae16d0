import { describe, expect, it } from 'vitest';
import { CARDS, still, wire } from './setup.js';

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/**
 * A card whose JSON text holds a hostile key at every level; an object literal could not write it. Such a key is no
 * property of a card: it has to be let in first.
 */
function service(knobs = {}) {
  const emulator = still({ knobs: { strictProperties: false, ...knobs } });
  const { call } = wire(emulator);
  const data =
    '{"schema":"2.0","__proto__":{"polluted":1},"config":{"__proto__":{"polluted":1}},' +
    '"body":{"elements":[{"tag":"markdown","element_id":"a","content":"x","__proto__":{"element_id":"b"}}]}}';
  const { card_id } = call('POST', CARDS, { type: 'card_json', data }).body.data;
  const path = `${CARDS}/${card_id}`;
  let sequence = 0;
  const write = (method: string, where: string, body: object) => {
    sequence += 1;
    return call(method, `${path}${where}`, { ...body, sequence }).body;
  };
  return { emulator, card: () => emulator.cards.get(card_id)!.card, write, call, data };
}

const clean = () => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
};

describe('JSON from outside', () => {
  it('keeps __proto__ as a property like any other', () => {
    const { card, data } = service();
    expect(JSON.stringify(card())).toBe(data);
    expect(Object.getPrototypeOf(card())).toBe(Object.prototype);
    clean();
  });

  it.each(['shallow', 'deep'])(
    'cannot change a prototype by a %s partial update',
    (partialMerge) => {
      const { write, card } = service({ partialMerge });
      const partial = `{"__proto__":{"polluted":1,"x":{"y":1}},"constructor":{"prototype":{"polluted":1}}}`;
      for (let i = 0; i < 2; i++) {
        expect(write('PATCH', '/elements/a', { partial_element: partial }).code).toBe(0);
      }
      clean();
      const element = card().body!.elements![0]!;
      expect(Object.getPrototypeOf(element)).toBe(Object.prototype);
      expect(Object.hasOwn(element, '__proto__')).toBe(true);
      expect(Object.hasOwn(element, 'constructor')).toBe(true);
    },
  );

  it('cannot change a prototype by settings, a batch, a replacement or an addition', () => {
    const { write } = service();
    const evil = '{"tag":"hr","__proto__":{"polluted":1}}';
    const settings =
      '{"config":{"__proto__":{"polluted":1}},"card_link":{"__proto__":{"polluted":1}}}';
    const action = (name: string, params: string) => `[{"action":"${name}","params":${params}}]`;
    const calls: [string, string, object][] = [
      ['PATCH', '/settings', { settings }],
      ['POST', '/elements', { type: 'append', elements: `[${evil}]` }],
      ['PUT', '/elements/a', { element: evil.replace('{', '{"element_id":"a",') }],
      [
        'POST',
        '/batch_update',
        { actions: action('partial_update_setting', `{"settings":${settings}}`) },
      ],
      [
        'POST',
        '/batch_update',
        {
          actions: action(
            'partial_update_element',
            `{"element_id":"a","partial_element":${evil.replace('"tag":"hr",', '')}}`,
          ),
        },
      ],
      ['PATCH', '/elements/a', { partial_element: '{"__proto__":null}' }],
    ];
    for (const [method, where, body] of calls) {
      expect(write(method, where, body), where).toMatchObject({ code: 0 });
      clean();
    }
  });

  it.each(KEYS)('means nothing by the id %s', (key) => {
    const { call, write } = service();
    const body = { partial_element: '{}', sequence: 1 };
    expect(call('PATCH', `${CARDS}/${key}/elements/a`, body).body.code).toBe(200740);
    expect(write('PATCH', `/elements/${key}`, { partial_element: '{}' }).code).toBe(300313);
    expect(write('PATCH', '/settings', { settings: `{"${key}":{"polluted":1}}` }).code).toBe(0);
    clean();
  });

  it('does not read a missing field from a prototype', () => {
    const { call } = service();
    const body = '{"__proto__":{"type":"card_json","data":"{}"}}';
    expect(call('POST', CARDS, body).body.code).toBe(99992402);
    const data = '{"__proto__":{"schema":"2.0"},"a":1}';
    expect(call('POST', CARDS, { type: 'card_json', data }).body.code).toBe(300303);
  });

  it('may be nested as deep as it likes without an overflow', () => {
    const { write, call } = service({ cardBytesLimit: 1e9 });
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(call('POST', CARDS, { type: 'card_json', data: deep }).body.code).toBe(10002);
    expect(write('PATCH', '/elements/a', { partial_element: deep }).code).toBe(10002);
    expect(call('POST', CARDS, deep).body.code).toBe(9499);
    const some = `${'{"a":'.repeat(255)}1${'}'.repeat(255)}`;
    const partial_element = `{"a":${some}}`;
    expect(write('PATCH', '/elements/a', { partial_element }).code).toBe(200220);
  });
});
