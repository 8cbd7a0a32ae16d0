import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@larksuiteoapi/node-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sdkAndEmulator } from './setup.js';

const markdown = (element_id: string, content = element_id) => ({
  tag: 'markdown',
  element_id,
  content,
});
const cardOf = (...elements: object[]) => ({ schema: '2.0', body: { elements } });

/** A card that the SDK made, with its next number. */
async function madeBySdk(client: Client, card: object = cardOf(markdown('a'), markdown('b'))) {
  const answer = await client.cardkit.v1.card.create({
    data: { type: 'card_json', data: JSON.stringify(card) },
  });
  expect(answer).toMatchObject({ code: 0, msg: 'success' });
  const card_id = answer.data?.card_id as string;
  let sequence = 0;
  return {
    card_id,
    /** What every write carries. */
    next: () => {
      sequence += 1;
      return { sequence, uuid: `once_${sequence}` };
    },
  };
}

/** The body that the service refused a call of the SDK with, which throws what its HTTP client throws. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return (error as { response?: { status: number; data: { code: number } } }).response;
}

describe('the typed calls of the vendor’s SDK', () => {
  it('write cards', async () => {
    const { client, emulator } = await sdkAndEmulator();
    const { card_id, next } = await madeBySdk(client);
    const path = { card_id };
    const { card, element } = {
      card: client.cardkit.v1.card,
      element: client.cardkit.v1.cardElement,
    };
    const held = () => emulator.cards.get(card_id)!;
    expect(held().card).toEqual(cardOf(markdown('a'), markdown('b')));

    const whole = { ...cardOf(markdown('a'), markdown('b')), config: { width_mode: 'fill' } };
    const answers = [
      await card.update({
        path,
        data: { card: { type: 'card_json', data: JSON.stringify(whole) }, ...next() },
      }),
      await card.settings({
        path,
        data: { settings: JSON.stringify({ config: { streaming_mode: true } }), ...next() },
      }),
    ];
    expect(held().streaming).toBe(true);
    answers.push(
      await element.content({
        path: { card_id, element_id: 'a' },
        data: { content: 'streamed', ...next() },
      }),
      await element.create({
        path,
        data: {
          type: 'insert_after',
          target_element_id: 'a',
          elements: JSON.stringify([markdown('c'), { tag: 'hr', element_id: 'rule' }]),
          ...next(),
        },
      }),
      await element.patch({
        path: { card_id, element_id: 'c' },
        data: { partial_element: JSON.stringify({ content: 'patched' }), ...next() },
      }),
      await element.update({
        path: { card_id, element_id: 'b' },
        data: { element: JSON.stringify(markdown('b2', 'replaced')), ...next() },
      }),
      await element.delete({ path: { card_id, element_id: 'rule' }, data: next() }),
      await card.batchUpdate({
        path,
        data: {
          actions: JSON.stringify([
            {
              action: 'add_elements',
              params: { type: 'append', elements: [markdown('last')] },
            },
            {
              action: 'partial_update_setting',
              params: { settings: { config: { streaming_mode: false } } },
            },
          ]),
          ...next(),
        },
      }),
    );
    for (const answer of answers) expect(answer).toEqual({ code: 0, msg: 'success', data: {} });
    expect(held()).toMatchObject({
      card: {
        schema: '2.0',
        config: { width_mode: 'fill', streaming_mode: false },
        body: {
          elements: [
            markdown('a', 'streamed'),
            markdown('c', 'patched'),
            markdown('b2', 'replaced'),
            markdown('last'),
          ],
        },
      },
      sequence: 8,
      streaming: false,
    });
    // One token for all of it.
    expect(emulator.calls.filter(({ path: at }) => at.includes('/auth/'))).toHaveLength(1);
    expect(emulator.calls.every(({ code }) => code === 0)).toBe(true);
  });

  it('send, answer and patch messages', async () => {
    const { client, emulator } = await sdkAndEmulator();
    const { card_id } = await madeBySdk(client);
    const { message } = client.im.v1;
    const sent = await message.create({
      params: { receive_id_type: 'chat_id' },
      data: {
        receive_id: 'oc_room',
        msg_type: 'interactive',
        content: JSON.stringify({ type: 'card', data: { card_id } }),
      },
    });
    expect(sent).toMatchObject({ code: 0, data: { chat_id: 'oc_room' } });
    const message_id = sent.data?.message_id as string;
    expect(emulator.cards.get(card_id)?.messageId).toBe(message_id);

    const plain = cardOf(markdown('plain'));
    const reply = await message.reply({
      path: { message_id },
      data: { msg_type: 'interactive', content: JSON.stringify(plain), reply_in_thread: true },
    });
    expect(reply).toMatchObject({ code: 0, data: { chat_id: 'oc_room' } });

    const changed = { ...cardOf(markdown('changed')), config: { update_multi: true } };
    const patched = await message.patch({
      path: { message_id: reply.data?.message_id as string },
      data: { content: JSON.stringify(changed) },
    });
    expect(patched).toMatchObject({ code: 0 });
    expect(emulator.messages).toMatchObject([
      { messageId: message_id, cardId: card_id },
      { replyTo: message_id, inThread: true, card: changed },
    ]);
  });

  it('make a card of a message that was sent as JSON', async () => {
    const { client, emulator } = await sdkAndEmulator();
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: {
        receive_id: 'ou_reader',
        msg_type: 'interactive',
        content: JSON.stringify(cardOf(markdown('a'))),
      },
    });
    const message_id = sent.data?.message_id as string;
    const converted = await client.cardkit.v1.card.idConvert({ data: { message_id } });
    expect(converted).toMatchObject({ code: 0 });
    const card_id = converted.data?.card_id as string;
    await client.cardkit.v1.cardElement.patch({
      path: { card_id, element_id: 'a' },
      data: { partial_element: '{"content":"by id"}', sequence: 1 },
    });
    expect(emulator.cards.get(card_id)).toMatchObject({
      card: cardOf(markdown('a', 'by id')),
      messageId: message_id,
    });
  });

  it('upload an image, byte for byte', async () => {
    const { client, emulator } = await sdkAndEmulator();
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const bytes = Buffer.from(pixel, 'base64');
    const folder = await mkdtemp(join(tmpdir(), 'larkx-image-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'pixel.png');
    await writeFile(file, bytes);
    // As a file with a name, and as bytes, which the SDK sends without one.
    for (const image of [createReadStream(file), bytes]) {
      const answer = await client.im.v1.image.create({ data: { image_type: 'message', image } });
      // The SDK hands over the `data` of this answer alone.
      const image_key = answer?.image_key as string;
      expect(image_key).toMatch(/^img_/);
      expect(Buffer.from(emulator.images.get(image_key)!.data)).toEqual(bytes);
    }
    expect(emulator.images.list()).toHaveLength(2);
  });

  it.each([400, 200] as const)('read a refusal with status %i', async (status) => {
    const { client } = await sdkAndEmulator({ knobs: { httpStatusForBusinessErrors: status } });
    const { card_id } = await madeBySdk(client);
    const write = () =>
      client.cardkit.v1.cardElement.patch({
        path: { card_id, element_id: 'ghost' },
        data: { partial_element: '{}', sequence: 1 },
      });
    // The SDK takes an answer with status 200 for a success, whatever its code.
    if (status === 200) expect(await write()).toMatchObject({ code: 300313 });
    else expect(await refusal(write())).toMatchObject({ status, data: { code: 300313 } });
  });

  it('read a wrong secret from an answer with status 200', async () => {
    const { client } = await sdkAndEmulator({ appSecret: 'another' });
    await expect(madeBySdk(client)).rejects.toThrow(/code: 100(?:14|15)/);
  });
});
