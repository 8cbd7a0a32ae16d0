import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adaptDefault, EventDispatcher } from '@larksuiteoapi/node-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { running, silent } from './setup.js';

const SECRETS = { encryptKey: 'an encrypt key', verificationToken: 'a verification token' };

const card = {
  schema: '2.0',
  body: {
    elements: [
      { tag: 'markdown', element_id: 'text', content: '表 😀' },
      {
        tag: 'button',
        element_id: 'go',
        text: { tag: 'plain_text', content: 'Go' },
        behaviors: [{ type: 'callback', value: { key: '表 😀 "quoted"' } }],
      },
    ],
  },
};

/** A bot that is made of the vendor's dispatcher, and an emulator that posts clicks to it. */
async function bot(
  onClick: (event: Record<string, any>) => unknown,
  posted: Partial<typeof SECRETS> = SECRETS,
) {
  const dispatcher = new EventDispatcher({ ...SECRETS, logger: silent });
  dispatcher.register({ 'card.action.trigger': async (event: never) => onClick(event) });
  const server = createServer(adaptDefault('/callback', dispatcher, { autoChallenge: true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const callbackUrl = `http://127.0.0.1:${port}/callback`;
  const emulator = await running({ callbackUrl, ...posted });
  const { cardId } = await emulator.cardkit.cards.create(card as never);
  const sent = await emulator.cardkit.messages.send({ to: 'oc_room', card: { cardId } });
  const operator = { openId: 'ou_reader' };
  return {
    emulator,
    sent,
    click: () => emulator.interact({ cardId, elementId: 'go', operator }),
  };
}

describe('the vendor’s event dispatcher', () => {
  it('takes a signed and encrypted click; its toast is seen', async () => {
    const clicks: Record<string, any>[] = [];
    const { click, sent } = await bot((event) => {
      clicks.push(event);
      return { toast: { type: 'success', content: 'done 表' } };
    });
    const seen = await click();
    expect(seen.error).toBeUndefined();
    expect(seen.toast).toEqual({ type: 'success', content: 'done 表' });
    expect(clicks).toHaveLength(1);
    // The dispatcher hands header and event over as one flat object.
    expect(clicks[0]).toMatchObject({
      event_type: 'card.action.trigger',
      operator: { open_id: 'ou_reader' },
      action: { tag: 'button', value: { key: '表 😀 "quoted"' } },
      context: { open_message_id: sent.messageId, open_chat_id: 'oc_room' },
    });
    expect(clicks[0]?.token).toMatch(/^c-/);
  });

  it('answers the challenge that checks its address', async () => {
    const { emulator } = await bot(() => ({}));
    await expect(emulator.verifyCallback()).resolves.toBeUndefined();
  });

  it('does not take a click without a signature; the reader sees an error', async () => {
    const clicks: unknown[] = [];
    const { click } = await bot((event) => clicks.push(event), {
      verificationToken: SECRETS.verificationToken,
    });
    const seen = await click();
    expect(clicks).toEqual([]);
    expect(seen.toast).toBeUndefined();
    // The dispatcher answers with nothing, which is no JSON.
    expect(seen.error?.code).toBe(200672);
  });
});
