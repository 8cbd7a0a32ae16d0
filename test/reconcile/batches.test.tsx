import { apply, Card, Divider, diff, Header, Input, Markdown, render } from 'larkx';
import { createEmulator } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { faultsOnTheWay } from '../support/plan-rules.js';
import { types } from './plan.js';

const rows = (count: number, text: string, streaming = false) => (
  <Card {...(streaming ? { streamingMode: true } : {})}>
    <Input name="n" />
    {Array.from({ length: count }, (_, i) => (
      <Markdown id={`row${i}`}>{`${text} ${i}`}</Markdown>
    ))}
  </Card>
);

describe('more than one batch may hold', () => {
  it('goes into several, in order, where an input has to stay', async () => {
    const before = render(rows(120, 'old'), { ids: 'all' });
    const plan = diff(before, render(rows(120, 'new')));
    expect(plan.calls.map((call) => (call.type === 'batch' ? call.actions.length : 0))).toEqual([
      50, 50, 20,
    ]);
    expect(faultsOnTheWay(before, plan.calls)).toEqual([]);
    const { cardkit, cards } = createEmulator();
    const { cardId } = await cardkit.cards.create(before);
    await cardkit.cards.send(cardId, plan.calls, { sequence: 0 });
    expect(cards.get(cardId)?.card).toEqual(plan.card);
    expect(apply(before, plan.calls)).toEqual(plan.card);
  });

  it('has at most 30 KB in each', () => {
    const filled = (text: string) => rows(40, text.repeat(165));
    const before = render(filled('old '), { ids: 'all' });
    const plan = diff(before, render(filled('new ')));
    const sizes = plan.calls.map((call) =>
      call.type === 'batch' ? JSON.stringify(call.actions).length : 0,
    );
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(30_000);
    expect(apply(before, plan.calls)).toEqual(plan.card);
  });

  it('is a full update while streaming', () => {
    const before = render(rows(60, 'old', true), { ids: 'all' });
    expect(types(diff(before, render(rows(60, 'new', true))))).toEqual(['replace']);
  });
});

describe('an id of the author that changes its place', () => {
  const card = (first: string, second: string, streaming = false) => (
    <Card {...(streaming ? { streamingMode: true } : {})}>
      <Markdown id={first}>{first}</Markdown>
      <Divider />
      <Markdown id={second}>{second}</Markdown>
      <Input name="n" />
    </Card>
  );

  it('goes in one batch and comes in the next, so that the input stays', () => {
    const before = render(card('a', 'b'), { ids: 'all' });
    const plan = diff(before, render(card('b', 'a')));
    expect(types(plan)).toEqual(['batch', 'batch']);
    expect(faultsOnTheWay(before, plan.calls)).toEqual([]);
    expect(apply(before, plan.calls)).toEqual(plan.card);
  });

  it('takes a full update while streaming', () => {
    const before = render(card('a', 'b', true), { ids: 'all' });
    expect(types(diff(before, render(card('b', 'a', true))))).toEqual(['replace']);
  });
});

describe('a growing text', () => {
  const card = (text: string, options: { size?: 'heading'; template?: 'blue' | 'red' }) => (
    <Card streamingMode>
      <Header title="t" template={options.template ?? 'blue'} />
      <Markdown id="a" {...(options.size ? { textSize: options.size } : {})}>
        {text}
      </Markdown>
    </Card>
  );

  it('is typed although another member of its element goes away', () => {
    const before = render(card('Hello', { size: 'heading' }), { ids: 'all' });
    const plan = diff(before, render(card('Hello, world', {})));
    expect(plan.calls).toMatchObject([
      { actions: [{ action: 'update_element', params: { element: { content: 'Hello' } } }] },
      { type: 'content', elementId: 'a', content: 'Hello, world' },
    ]);
    expect(apply(before, plan.calls)).toEqual(plan.card);
  });

  it('is typed after a full update that the header takes', () => {
    const before = render(card('Hello', {}), { ids: 'all' });
    const plan = diff(before, render(card('Hello, world', { template: 'red' })));
    expect(types(plan)).toEqual(['replace', 'content']);
    expect(apply(before, plan.calls)).toEqual(plan.card);
  });

  it('keeps its key, so that it is found again', () => {
    const keyed = (text: string) =>
      render(
        <Card streamingMode>
          <Markdown key="k">{text}</Markdown>
        </Card>,
      );
    const first = diff(render(<Card streamingMode>{[]}</Card>), keyed('a'));
    const second = diff(first.card, keyed('ab'), { identity: first.identity });
    expect(types(second)).toEqual(['content']);
    expect(second.identity.keys).toEqual(first.identity.keys);
    const stored = structuredClone(second);
    expect(types(diff(stored.card, keyed('abc'), { identity: stored.identity }))).toEqual([
      'content',
    ]);
  });
});

describe('the bytes of a plan', () => {
  it('are counted when they are asked for', () => {
    const plan = diff(render(rows(1, 'old'), { ids: 'all' }), render(rows(1, 'new')));
    expect(Object.getOwnPropertyDescriptor(plan, 'bytes')?.get).toBeTypeOf('function');
    const [call] = plan.calls;
    expect(plan.bytes).toBe(JSON.stringify(call?.type === 'batch' && call.actions).length);
  });
});
