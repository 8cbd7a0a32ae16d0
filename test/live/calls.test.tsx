import { Card, CardError, Markdown } from 'larkx';
import { describe, expect, it } from 'vitest';
import { fails, refusal } from '../support/faulty.js';
import { stage, through } from '../support/stage.js';
import { Run } from './run-card.js';

describe('live.render', () => {
  it('makes no call where nothing changed', async () => {
    const { send, service } = stage();
    const live = await send(<Run lines={['a', 'b']} />);
    await through(live.render(<Run lines={['a', 'b']} />));
    expect(service.writes).toEqual([]);
  });

  it('makes one call per change, each under the next number', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    const states = [
      <Run status="running" />,
      <Run status="running" lines={['read']} />,
      <Run status="running" lines={['read', 'write']} answer="So" />,
      <Run status="running" lines={['read', 'write']} answer="So it is" />,
      <Run status="done" lines={['write']} answer="So it is." approve />,
    ];
    for (const [i, state] of states.entries()) {
      await through(live.render(state));
      expectShown(live, state);
      expect(service.writes.map(({ sequence }) => sequence)).toEqual(
        [1, 2, 3, 4, 5].slice(0, i + 1),
      );
    }
  });

  it('makes two calls at most while streaming, the typed text last', async () => {
    const { send, kinds, expectShown } = stage();
    const live = await send(<Run streaming answer="It" />);
    await through(live.render(<Run streaming answer="It is" />));
    expect(kinds()).toBe('content');
    const last = <Run streaming status="step 2" lines={['a']} answer="It is done" />;
    await through(live.render(last));
    expect(kinds()).toBe('content batch content');
    expectShown(live, last);
  });

  it('has the text on the server when it resolves', async () => {
    const { send, onServer } = stage();
    const live = await send(<Run />);
    await through(live.render(<Run status="now" />));
    expect(JSON.stringify(onServer(live).card)).toContain('"now"');
  });

  it('keeps a keyed element while the others around it go', async () => {
    const { send, onServer } = stage();
    const live = await send(<Run lines={['a', 'b', 'c']} />);
    const idOf = (line: string) =>
      onServer(live).card.body?.elements?.find(({ content }) => content === line)?.element_id;
    const c = idOf('c');
    await through(live.render(<Run lines={['c']} />));
    await through(live.render(<Run lines={['new', 'c']} />));
    expect(idOf('c')).toBe(c);
  });

  it('starts from the elements’ own text, whatever the author does to the objects later', async () => {
    const { send, service } = stage();
    const lines = ['a'];
    const live = await send(<Run lines={lines} />);
    lines[0] = 'b';
    await through(live.render(<Run lines={lines} />));
    expect(service.writes).toHaveLength(1);
  });
});

describe('a render that cannot be sent', () => {
  const large = (size: number, streaming?: boolean) => (
    <Card streamingMode={streaming}>
      <Markdown id="status">{'x'.repeat(size)}</Markdown>
    </Card>
  );

  it('rejects with the issues when it breaks a rule, and leaves the card as it is', async () => {
    const { send, service, expectShown, errors } = stage();
    const live = await send(<Run />);
    const twice = live.render(
      <Card>
        <Markdown id="a">1</Markdown>
        <Markdown id="a">2</Markdown>
      </Card>,
    );
    await expect(twice).rejects.toMatchObject({ name: 'CardError', code: 'id-duplicate' });
    expect(errors).toEqual([expect.any(CardError)]);
    expect(service.writes).toEqual([]);
    expect(live.status).toBe('idle');
    expectShown(live, <Run />);
    await through(live.render(<Run status="fine" />));
    expectShown(live, <Run status="fine" />);
  });

  it('rejects with what a component threw', async () => {
    const { send } = stage();
    const live = await send(<Run />);
    const Broken = (): never => {
      throw new Error('out of luck');
    };
    await expect(live.render(<Broken />)).rejects.toThrow('out of luck');
  });

  it('rejects with `bytes` when it is too large; the next smaller one is sent', async () => {
    const { send, service, expectShown, kinds } = stage();
    const live = await send(<Run />);
    await expect(through(live.render(large(28_000)))).rejects.toMatchObject({ code: 'bytes' });
    expect(service.writes).toEqual([]);
    expectShown(live, <Run />);
    await through(live.render(<Run status="smaller" />));
    expectShown(live, <Run status="smaller" />);
    expect(kinds()).toBe('batch');
  });

  it('counts the ids that the library adds', async () => {
    const { send, service } = stage();
    const live = await send(<Run />);
    const one = (size: number) => (
      <Card>
        <Markdown>{'x'.repeat(size)}</Markdown>
      </Card>
    );
    const bare = JSON.stringify({
      schema: '2.0',
      body: { elements: [{ tag: 'markdown', content: '' }] },
    }).length;
    const tooLarge = through(live.render(one(28_000 - bare)));
    await expect(tooLarge).rejects.toMatchObject({ code: 'bytes' });
    expect(service.writes).toEqual([]);
  });

  it('does not take the place of one that can be sent', async () => {
    const { send, service, expectShown } = stage();
    const live = await send(<Run />);
    service.next('write', fails(refusal(99991400)));
    const good = live.render(<Run status="good" />);
    await expect(live.render(large(28_000))).rejects.toMatchObject({ code: 'bytes' });
    await through(good);
    expectShown(live, <Run status="good" />);
  });
});
