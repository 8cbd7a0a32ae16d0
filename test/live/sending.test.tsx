import { Card, CardError, Column, ColumnSet, Header, Markdown } from 'larkx';
import { CardKitError } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { fails, failsAfterwards, noAnswer, refusal } from '../support/faulty.js';
import { idsIn, stage, through } from '../support/stage.js';

const Hello = () => (
  <Card>
    <Header title="Hello" />
    <Markdown id="own">one</Markdown>
    <ColumnSet>
      <Column>
        <Markdown>two</Markdown>
      </Column>
    </ColumnSet>
  </Card>
);

const FRESH = refusal(230099, {
  message: 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: cardid is invalid; ',
});
const BOUND = refusal(230099, {
  message:
    'Failed to create card content, ext=ErrCode: 200780; ErrMsg: card binding biz count over limit; ',
});

describe('app.send', () => {
  it('creates one card and sends it by its id', async () => {
    const { app, emulator, service, expectShown } = stage();
    const live = await through(app.send(<Hello />, { to: 'oc_chat' }));
    expect(service.creates).toHaveLength(1);
    expect(emulator.messages).toMatchObject([
      { cardId: live.cardId, messageId: live.messageId, chatId: live.chatId, to: 'oc_chat' },
    ]);
    expect(service.writes).toEqual([]);
    expect(live.status).toBe('idle');
    expectShown(live, <Hello />);
  });

  it('gives an id to every element that can be addressed, and keeps the author’s', async () => {
    const { send } = stage();
    const live = await send(<Hello />);
    expect(idsIn(live.card)).toEqual(['lx0', 'own', 'lx1', 'lx2', 'lx3']);
  });

  it('sends to a person', async () => {
    const { app, emulator } = stage();
    await through(app.send(<Hello />, { to: { userId: 'u1' } }));
    expect(emulator.messages).toMatchObject([{ to: 'u1', receiveIdType: 'user_id' }]);
  });

  it('answers a message, in its thread if asked', async () => {
    const { app, emulator, send } = stage();
    const { messageId } = await send(<Hello />);
    await through(app.send(<Hello />, { replyTo: messageId, inThread: true }));
    await through(app.send(<Hello />, { replyTo: messageId }));
    expect(emulator.messages.slice(1)).toMatchObject([
      { replyTo: messageId, inThread: true },
      { replyTo: messageId },
    ]);
  });

  it('creates nothing when the card cannot be rendered', async () => {
    const { send, service } = stage();
    await expect(send(<Markdown>alone</Markdown>)).rejects.toBeInstanceOf(CardError);
    expect(service.creates).toEqual([]);
  });

  it('creates nothing when the card is too large', async () => {
    const { send, service } = stage();
    const large = send(
      <Card>
        <Markdown>{'x'.repeat(30_000)}</Markdown>
      </Card>,
    );
    await expect(large).rejects.toMatchObject({ name: 'CardError', code: 'bytes' });
    expect(service.creates).toEqual([]);
  });
});

describe('app.send over a bad line', () => {
  it.each([
    ['the answer', failsAfterwards(noAnswer())],
    ['the request', fails(noAnswer())],
    ['the answer, and the service says it stumbled,', failsAfterwards(refusal(2200))],
  ])('delivers one message when %s is lost', async (_, fault) => {
    const { send, service, emulator } = stage();
    service.next('message', fault);
    const live = await send(<Hello />);
    expect(emulator.messages).toMatchObject([{ messageId: live.messageId, cardId: live.cardId }]);
    expect(service.creates).toHaveLength(1);
    const [first, second] = service.messages;
    expect(service.messages).toHaveLength(2);
    expect(first?.uuid).toMatch(/^.{1,50}$/);
    expect(second).toMatchObject({ cardId: first?.cardId, uuid: first?.uuid });
  });

  it('makes a new card, under a new uuid, when the first one is bound already', async () => {
    const { send, service, emulator, expectShown } = stage({
      emulator: { knobs: { imUuidReplay: 'ignored' } },
    });
    service.next('message', failsAfterwards(noAnswer()));
    const live = await send(<Hello />);
    const [first, second, third] = service.messages;
    expect(service.messages).toHaveLength(3);
    expect(second).toMatchObject({ cardId: first?.cardId, uuid: first?.uuid });
    expect(third?.cardId).toBe(live.cardId);
    expect(third?.cardId).not.toBe(first?.cardId);
    expect(third?.uuid).not.toBe(first?.uuid);
    expect(emulator.cards.get(live.cardId)?.messageId).toBe(live.messageId);
    expectShown(live, <Hello />);
  });

  it('gives up when a second card is bound too', async () => {
    const { send, service } = stage();
    service.always('message', fails(BOUND));
    await expect(send(<Hello />)).rejects.toBe(BOUND);
    expect(service.creates).toHaveLength(2);
  });

  it('waits for messaging to hear of a fresh card', async () => {
    const { send, service } = stage();
    service.next('message', fails(FRESH), fails(FRESH));
    await send(<Hello />);
    expect(service.creates).toHaveLength(1);
    const times = service.messages.map(({ at }) => at);
    expect(times).toHaveLength(3);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(150);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(300);
  });

  it('makes a new card when messaging never hears of the first one', async () => {
    const { send, service, expectShown } = stage();
    service.next('message', ...Array<ReturnType<typeof fails>>(5).fill(fails(FRESH)));
    const live = await send(<Hello />);
    expect(service.creates).toHaveLength(2);
    expect(service.messages.at(-1)?.cardId).toBe(live.cardId);
    expectShown(live, <Hello />);
  });

  it('repeats the creation when nobody answers', async () => {
    const { send, service, emulator } = stage();
    service.next('create', failsAfterwards(noAnswer()), fails(refusal(99991400)));
    await send(<Hello />);
    expect(service.creates).toHaveLength(3);
    expect(emulator.messages).toHaveLength(1);
  });

  it.each(['create', 'message'] as const)('gives up after five attempts to %s', async (request) => {
    const { send, service, emulator } = stage();
    service.always(request, fails(noAnswer()));
    await expect(send(<Hello />)).rejects.toBeInstanceOf(CardKitError);
    expect(request === 'create' ? service.creates : service.messages).toHaveLength(5);
    expect(emulator.messages).toEqual([]);
  });

  it.each([
    [300301, 'create'],
    [10002, 'create'],
    [230002, 'message'],
  ] as const)('does not repeat what is refused with %i', async (code, request) => {
    const { send, service } = stage();
    service.always(request, fails(refusal(code)));
    await expect(send(<Hello />)).rejects.toMatchObject({ name: 'CardKitError', code });
    expect([service.creates.length, service.messages.length]).toEqual(
      request === 'create' ? [1, 0] : [1, 1],
    );
  });

  it('does not repeat an answer that is no answer of the service', async () => {
    const { send, service } = stage();
    const html = new CardKitError({ code: 0, status: 404, kind: 'fatal', message: 'HTTP 404' });
    service.always('create', fails(html));
    await expect(send(<Hello />)).rejects.toBe(html);
    expect(service.creates).toHaveLength(1);
  });
});
