import { describe, expect, it, vi } from 'vitest';
import { Run } from '../live/run-card.js';
import { fails, held, noAnswer, refusal } from '../support/faulty.js';
import { stage, stateOf, through } from '../support/stage.js';

describe('app.idle', () => {
  it('resolves at once where nothing is under way', async () => {
    const { app, send } = stage();
    expect(await stateOf(app.idle())).toBe('resolved');
    await send(<Run />);
    expect(await stateOf(app.idle())).toBe('resolved');
  });

  it('waits for all cards', async () => {
    const { app, send, service, expectShown } = stage();
    const one = await send(<Run />);
    const other = await send(<Run />);
    const slow = held();
    service.next('write', slow.fault);
    one.render(<Run status="slow" />);
    other.render(<Run status="fast" />);
    const idle = app.idle();
    expect(await stateOf(idle)).toBe('pending');
    slow.release();
    await through(idle);
    expectShown(one, <Run status="slow" />);
    expectShown(other, <Run status="fast" />);
  });

  it('waits for a card that is being sent', async () => {
    const { app, service, emulator } = stage();
    const slow = held();
    service.next('create', slow.fault);
    const sent = app.send(<Run />, { to: 'oc_chat' });
    const idle = app.idle();
    expect(await stateOf(idle)).toBe('pending');
    slow.release();
    await through(idle);
    expect(emulator.messages).toHaveLength(1);
    await sent;
  });

  it('resolves although something was given up', async () => {
    const { app, send, service } = stage();
    const live = await send(<Run />);
    service.always('write', fails(noAnswer()));
    service.always('create', fails(refusal(10002)));
    live.render(<Run status="lost" />);
    const sent = app.send(<Run />, { to: 'oc_chat' });
    sent.catch(() => {});
    await through(app.idle());
    await expect(sent).rejects.toMatchObject({ code: 10002 });
  });
});

describe('app.close', () => {
  it('closes every card', async () => {
    const { app, send, emulator } = stage();
    const cards = [await send(<Run streaming />), await send(<Run streaming />)];
    cards[0]?.render(<Run streaming status="last" />);
    await through(app.close());
    for (const live of cards) {
      expect(live.status).toBe('closed');
      expect(emulator.cards.get(live.cardId)?.streaming).toBe(false);
    }
    expect(JSON.stringify(cards[0]?.card)).toContain('"last"');
  });

  it('closes a card that is being sent', async () => {
    const { app, service, emulator } = stage();
    const slow = held();
    service.next('message', slow.fault);
    const sent = app.send(<Run streaming />, { to: 'oc_chat' });
    const closed = app.close();
    expect(await stateOf(closed)).toBe('pending');
    slow.release();
    await through(closed);
    const live = await sent;
    expect(live.status).toBe('closed');
    expect(emulator.cards.get(live.cardId)?.streaming).toBe(false);
  });

  it('lets nothing be sent any more', async () => {
    const { app, send, service } = stage();
    const live = await send(<Run />);
    await through(app.close());
    const sent = app.send(<Run />, { to: 'oc_chat' });
    await expect(sent).rejects.toMatchObject({ name: 'CardError', code: 'closed' });
    await expect(live.render(<Run status="on" />)).rejects.toMatchObject({ code: 'closed' });
    expect(service.creates).toHaveLength(1);
    expect(service.writes).toEqual([]);
  });

  it('is the same the second time', async () => {
    const { app, send, service } = stage();
    await send(<Run streaming />);
    const slow = held();
    service.next('write', slow.fault);
    const closing = [app.close(), app.close()];
    for (const one of closing) expect(await stateOf(one)).toBe('pending');
    slow.release();
    await through(Promise.all(closing));
    await through(app.close());
    expect(service.writes).toHaveLength(1);
  });

  it('leaves no timer behind', async () => {
    const { app, send, service } = stage();
    const live = await send(<Run streaming />);
    service.always('write', fails(noAnswer()));
    live.render(<Run streaming status="lost" />);
    await through(app.close());
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an app', () => {
  it.each([
    ['closed', undefined],
    ['dead', fails(refusal(200740))],
  ])('forgets a card that is %s', async (status, fault) => {
    const { app, send, service } = stage();
    const live = await send(<Run />);
    if (fault) {
      service.next('write', fault);
      await through(live.render(<Run status="on" />)).catch(() => {});
    } else await through(live.close());
    expect(live.status).toBe(status);
    const close = vi.spyOn(live, 'close');
    await through(app.close());
    expect(close).not.toHaveBeenCalled();
  });

  it('forgets a card that could not be sent', async () => {
    const { app, send, service } = stage();
    service.always('create', fails(refusal(10002)));
    await expect(send(<Run />)).rejects.toMatchObject({ code: 10002 });
    expect(await stateOf(app.close())).toBe('resolved');
  });
});
