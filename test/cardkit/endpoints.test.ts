import type { CardJson, CardKit } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, clientOf, ok, startService, tokenOf } from './service.js';

const card: CardJson = {
  schema: '2.0',
  body: { elements: [{ tag: 'markdown', element_id: 'answer', content: '中文 “é” 🙂' }] },
};
const cardText =
  '{"schema":"2.0","body":{"elements":[{"tag":"markdown","element_id":"answer","content":"中文 “é” 🙂"}]}}';

/** What a call puts on the wire: its request line and its body, letter by letter. */
const endpoints: [name: string, call: (client: CardKit) => Promise<unknown>, wire: string[]][] = [
  [
    'cards.create of a card',
    (c) => c.cards.create(card),
    ['POST /open-apis/cardkit/v1/cards', JSON.stringify({ type: 'card_json', data: cardText })],
  ],
  [
    'cards.create of a template',
    (c) => c.cards.create({ templateId: 'AAq1', version: '1.0.2', variables: { name: 'Ann' } }),
    [
      'POST /open-apis/cardkit/v1/cards',
      String.raw`{"type":"template","data":"{\"template_id\":\"AAq1\",\"template_version_name\":\"1.0.2\",\"template_variable\":{\"name\":\"Ann\"}}"}`,
    ],
  ],
  [
    'cards.update',
    (c) => c.cards.update('7355', card, { sequence: 1 }),
    [
      'PUT /open-apis/cardkit/v1/cards/7355',
      JSON.stringify({ card: { type: 'card_json', data: cardText }, sequence: 1 }),
    ],
  ],
  [
    'cards.settings',
    (c) => c.cards.settings('7355', { config: { streaming_mode: false } }, { sequence: 2 }),
    [
      'PATCH /open-apis/cardkit/v1/cards/7355/settings',
      String.raw`{"settings":"{\"config\":{\"streaming_mode\":false}}","sequence":2}`,
    ],
  ],
  [
    'cards.batchUpdate, with plain objects inside the one string',
    (c) =>
      c.cards.batchUpdate(
        '7355',
        [
          { action: 'delete_elements', params: { element_ids: ['a', 'b'] } },
          {
            action: 'partial_update_element',
            params: { element_id: 'c', partial_element: { content: 'x' } },
          },
        ],
        { sequence: 3, uuid: 'u-3' },
      ),
    [
      'POST /open-apis/cardkit/v1/cards/7355/batch_update',
      String.raw`{"actions":"[{\"action\":\"delete_elements\",\"params\":{\"element_ids\":[\"a\",\"b\"]}},{\"action\":\"partial_update_element\",\"params\":{\"element_id\":\"c\",\"partial_element\":{\"content\":\"x\"}}}]","uuid":"u-3","sequence":3}`,
    ],
  ],
  [
    'elements.create',
    (c) =>
      c.elements.create(
        '7355',
        { type: 'insert_before', targetElementId: 'answer', elements: [{ tag: 'hr' }] },
        { sequence: 4 },
      ),
    [
      'POST /open-apis/cardkit/v1/cards/7355/elements',
      String.raw`{"type":"insert_before","target_element_id":"answer","elements":"[{\"tag\":\"hr\"}]","sequence":4}`,
    ],
  ],
  [
    'elements.create at the end of the body',
    (c) =>
      c.elements.create('7355', { type: 'append', elements: [{ tag: 'hr' }] }, { sequence: 5 }),
    [
      'POST /open-apis/cardkit/v1/cards/7355/elements',
      String.raw`{"type":"append","elements":"[{\"tag\":\"hr\"}]","sequence":5}`,
    ],
  ],
  [
    'elements.update',
    (c) =>
      c.elements.update('7355', 'answer', { tag: 'hr', element_id: 'answer' }, { sequence: 6 }),
    [
      'PUT /open-apis/cardkit/v1/cards/7355/elements/answer',
      String.raw`{"element":"{\"tag\":\"hr\",\"element_id\":\"answer\"}","sequence":6}`,
    ],
  ],
  [
    'elements.patch',
    (c) => c.elements.patch('7355', 'answer', { content: 'x' }, { sequence: 7 }),
    [
      'PATCH /open-apis/cardkit/v1/cards/7355/elements/answer',
      String.raw`{"partial_element":"{\"content\":\"x\"}","sequence":7}`,
    ],
  ],
  [
    'elements.content, as the plain text',
    (c) => c.elements.content('7355', 'answer', '**x**\n{"a":1}', { sequence: 8 }),
    [
      'PUT /open-apis/cardkit/v1/cards/7355/elements/answer/content',
      String.raw`{"content":"**x**\n{\"a\":1}","sequence":8}`,
    ],
  ],
  [
    'elements.delete, with a body',
    (c) => c.elements.delete('7355', 'answer', { sequence: 9, uuid: 'u-9' }),
    ['DELETE /open-apis/cardkit/v1/cards/7355/elements/answer', '{"uuid":"u-9","sequence":9}'],
  ],
  [
    'messages.send of an entity to a chat',
    (c) => c.messages.send({ to: 'oc_1', card: { cardId: '7355' }, uuid: 'm-1' }),
    [
      'POST /open-apis/im/v1/messages?receive_id_type=chat_id',
      String.raw`{"receive_id":"oc_1","msg_type":"interactive","content":"{\"type\":\"card\",\"data\":{\"card_id\":\"7355\"}}","uuid":"m-1"}`,
    ],
  ],
  [
    'messages.send of a template to a user_id',
    (c) => c.messages.send({ to: { userId: 'u1' }, card: { templateId: 'AAq1' } }),
    [
      'POST /open-apis/im/v1/messages?receive_id_type=user_id',
      String.raw`{"receive_id":"u1","msg_type":"interactive","content":"{\"type\":\"template\",\"data\":{\"template_id\":\"AAq1\"}}"}`,
    ],
  ],
  [
    'messages.send of plain JSON to an e-mail address',
    (c) => c.messages.send({ to: 'ann@example.com', card: { schema: '2.0' } }),
    [
      'POST /open-apis/im/v1/messages?receive_id_type=email',
      String.raw`{"receive_id":"ann@example.com","msg_type":"interactive","content":"{\"schema\":\"2.0\"}"}`,
    ],
  ],
  [
    'messages.reply in a thread',
    (c) => c.messages.reply({ messageId: 'om_1', card: { cardId: '7355' }, inThread: true }),
    [
      'POST /open-apis/im/v1/messages/om_1/reply',
      String.raw`{"msg_type":"interactive","content":"{\"type\":\"card\",\"data\":{\"card_id\":\"7355\"}}","reply_in_thread":true}`,
    ],
  ],
  [
    'messages.patch of plain JSON',
    (c) => c.messages.patch({ messageId: 'om_1', card: { schema: '2.0' } }),
    ['PATCH /open-apis/im/v1/messages/om_1', String.raw`{"content":"{\"schema\":\"2.0\"}"}`],
  ],
  [
    'messages.patch of a template',
    (c) =>
      c.messages.patch({
        messageId: 'om_1',
        card: { templateId: 'AAq1', variables: { name: 'Ann' } },
      }),
    [
      'PATCH /open-apis/im/v1/messages/om_1',
      String.raw`{"content":"{\"type\":\"template\",\"data\":{\"template_id\":\"AAq1\",\"template_variable\":{\"name\":\"Ann\"}}}"}`,
    ],
  ],
  [
    'cards.convertId',
    (c) => c.cards.convertId('om_1'),
    ['POST /open-apis/cardkit/v1/cards/id_convert', '{"message_id":"om_1"}'],
  ],
];

describe('the wire', () => {
  it.each(endpoints)('carries %s', async (_, call, [requestLine, text]) => {
    const service = await startService((_, response) =>
      ok(response, { card_id: '7355', message_id: 'om_2', chat_id: 'oc_1' }),
    );
    await call(clientOf(service));
    expect(service.seen).toHaveLength(1);
    const seen = service.seen[0]!;
    expect([`${seen.method} ${seen.path}`, seen.text]).toEqual([requestLine, text]);
    expect(seen.headers).toMatchObject({
      authorization: `Bearer ${tokenOf(1)}`,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(seen.text)),
      'user-agent': 'larkx',
    });
    expect(seen.headers['transfer-encoding']).toBeUndefined();
  });

  it.each([
    ['bytes', new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])],
    ['a part of a larger buffer', new Uint8Array([0, 137, 80, 78, 71, 13, 10, 26, 10]).subarray(1)],
    ['a buffer', new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]).buffer],
    ['a blob', new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])])],
  ])('carries an image, given as %s, as a file of a form', async (_, data) => {
    const service = await startService((_, response) => ok(response, { image_key: 'img_v3_1' }));
    expect(await clientOf(service).uploadImage(data)).toEqual({ imageKey: 'img_v3_1' });
    const [seen] = service.seen;
    expect(`${seen!.method} ${seen!.path}`).toBe('POST /open-apis/im/v1/images');
    expect(seen!.headers).toMatchObject({
      authorization: `Bearer ${tokenOf(1)}`,
      'content-length': expect.any(String),
    });
    const form = await new Response(seen!.bytes as never, {
      headers: { 'content-type': seen!.headers['content-type']! },
    }).formData();
    expect([...form.keys()]).toEqual(['image_type', 'image']);
    expect(form.get('image_type')).toBe('message');
    const file = form.get('image') as File;
    expect(file.name).toBe('image');
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([
      137, 80, 78, 71, 13, 10, 26, 10,
    ]);
  });

  it('keeps the name of a file', async () => {
    const service = await startService((_, response) => ok(response, { image_key: 'img_v3_1' }));
    await clientOf(service).uploadImage(new File(['x'], 'chart.png', { type: 'image/png' }));
    expect(service.seen[0]!.text).toContain('filename="chart.png"');
  });

  it('carries the request of a token without a token', async () => {
    const service = await startService();
    await clientOf(service).elements.delete('1', 'a', { sequence: 1 });
    const [seen] = service.tokenRequests;
    expect(`${seen!.method} ${seen!.path}`).toBe(
      'POST /open-apis/auth/v3/tenant_access_token/internal',
    );
    expect(seen!.text).toBe(`{"app_id":"${APP_ID}","app_secret":"${APP_SECRET}"}`);
    expect(seen!.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(seen!.headers.authorization).toBeUndefined();
  });

  it('answers with what the service answered', async () => {
    const service = await startService((_, response) =>
      ok(response, { card_id: '7355', message_id: 'om_2', chat_id: 'oc_1' }),
    );
    const client = clientOf(service);
    expect(await client.cards.create(card)).toEqual({ cardId: '7355' });
    expect(await client.messages.send({ to: 'oc_1', card })).toEqual({
      messageId: 'om_2',
      chatId: 'oc_1',
    });
    expect(await client.elements.delete('1', 'a', { sequence: 1 })).toBeUndefined();
  });

  it('numbers the calls of a plan one by one', async () => {
    const service = await startService();
    const sent = await clientOf(service).cards.send(
      '7355',
      [
        { type: 'batch', actions: [{ action: 'delete_elements', params: { element_ids: ['a'] } }] },
        { type: 'content', elementId: 'answer', content: 'Hello' },
        { type: 'replace', card },
      ],
      { sequence: 41 },
    );
    expect(sent).toEqual({ sequence: 44 });
    expect(service.seen.map(({ method, path, body }) => [method, path, body.sequence])).toEqual([
      ['POST', '/open-apis/cardkit/v1/cards/7355/batch_update', 42],
      ['PUT', '/open-apis/cardkit/v1/cards/7355/elements/answer/content', 43],
      ['PUT', '/open-apis/cardkit/v1/cards/7355', 44],
    ]);
  });

  it('keeps one connection for calls that follow each other', async () => {
    const service = await startService();
    const client = clientOf(service);
    for (const sequence of [1, 2, 3]) await client.elements.delete('1', 'a', { sequence });
    expect(service.connections).toBe(1);
  });
});
