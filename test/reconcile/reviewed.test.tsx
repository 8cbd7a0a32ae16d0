import {
  apply,
  Card,
  Column,
  ColumnSet,
  Div,
  Divider,
  diff,
  Input,
  Markdown,
  PlainText,
  render,
} from 'larkx';
import { describe, expect, it } from 'vitest';
import { actions, between, types } from './plan.js';

const long = <Markdown id="long">{'x'.repeat(3000)}</Markdown>;

describe('an id of a text inside an element', () => {
  const card = (first: string, second: string) => (
    <Card>
      {long}
      <Input name="n" />
      <Div>
        <PlainText id={first}>x</PlainText>
      </Div>
      <Div>
        <PlainText id={second}>y</PlainText>
      </Div>
    </Card>
  );

  it.each([
    ['goes on to the next element', card('t2', 't3')],
    ['changes places with another', card('t2', 't1')],
  ])('is never there twice when it %s', (_, to) => {
    const before = render(card('t1', 't2'), { ids: 'all' });
    const plan = diff(before, render(to));
    expect(apply(before, plan.calls)).toEqual(plan.card);
  });
});

describe('inputs that look alike', () => {
  const row = (text: string, name: string) => (
    <ColumnSet>
      <Column>
        <Markdown>{text}</Markdown>
        <Input name={name} />
      </Column>
    </ColumnSet>
  );

  it('are told apart by their names, also inside rows without keys', () => {
    const plan = between(
      <Card>
        {long}
        {row('1/2', 'a')}
        {row('2/2', 'b')}
      </Card>,
      <Card>
        {long}
        {row('1/1', 'b')}
      </Card>,
    );
    expect(actions(plan)).toMatchObject([
      { action: 'delete_elements', params: { element_ids: ['lx0'] } },
      { action: 'partial_update_element', params: { partial_element: { content: '1/1' } } },
    ]);
  });

  it('keep their names where a name is passed on', () => {
    const names = (first: string, second: string) => (
      <Card>
        {long}
        <Input id="a" name={first} />
        <Input id="b" name={second} />
        <Input id="c" name="comment" />
      </Card>
    );
    expect(types(between(names('item0', 'item1'), names('item1', 'item2')))).toEqual(['batch']);
  });

  it('are kept by a keyed component that shows a note beside one', () => {
    const Row = ({ note }: { note?: string }) => (
      <>
        <Input name="n" />
        {note && <Markdown>{note}</Markdown>}
      </>
    );
    const plan = between(
      <Card>
        {long}
        <Row key="r" />
      </Card>,
      <Card>
        {long}
        <Row key="r" note="is missing" />
      </Card>,
    );
    expect(actions(plan)).toMatchObject([
      { action: 'add_elements', params: { elements: [{ tag: 'markdown' }] } },
    ]);
  });
});

describe('more elements than one addition may have', () => {
  it.each(['behind a neighbour', 'at the end', 'in front'])(
    'go into several of one batch, in order: %s',
    (where) => {
      const added = Array.from({ length: 120 }, (_, i) => <Markdown>{`n${i}`}</Markdown>);
      const input = <Input name="n" />;
      const end = <Divider id="end" />;
      const before = render(<Card>{[input, end]}</Card>, { ids: 'all' });
      const lists = {
        'behind a neighbour': [input, added, end],
        'at the end': [input, end, added],
        'in front': [added, input, end],
      };
      const after = render(<Card>{lists[where as keyof typeof lists]}</Card>);
      const plan = diff(before, after);
      expect(plan.calls).toMatchObject([
        {
          type: 'batch',
          actions: [
            { action: 'add_elements' },
            { action: 'add_elements' },
            { action: 'add_elements' },
          ],
        },
      ]);
      expect(apply(before, plan.calls)).toEqual(plan.card);
      expect(plan.card.body?.elements?.map(({ content }) => content)).toEqual(
        after.body?.elements?.map(({ content }) => content),
      );
    },
  );
});

describe('tables in several languages', () => {
  it('are counted for each reader', () => {
    const three = '|a|\n|-|\n|1|\n\n'.repeat(3);
    const card = (text: string) => (
      <Card>
        {long}
        <Input name="n" />
        <Markdown content={{ zh_cn: three, en_us: 'none' }} />
        <Markdown content={{ zh_cn: 'none', en_us: three }} />
        <Markdown id="m">{text}</Markdown>
      </Card>
    );
    expect(types(between(card('1'), card('2')))).toEqual(['batch']);
  });
});

describe('a growing text', () => {
  it('is the same element when a status comes in front of it, and is typed', () => {
    const card = (...texts: string[]) => (
      <Card streamingMode>
        {texts.map((text) => (
          <Markdown>{text}</Markdown>
        ))}
      </Card>
    );
    const plan = between(card('Hello'), card('Status', 'Hello, world'));
    expect(plan.calls).toMatchObject([
      { type: 'batch', actions: [{ action: 'add_elements' }] },
      { type: 'content', elementId: 'lx0', content: 'Hello, world' },
    ]);
    expect(between(card('Status', 'Hello'), card('Hello, world')).calls).toMatchObject([
      { type: 'batch', actions: [{ action: 'delete_elements' }] },
      { type: 'content', elementId: 'lx1', content: 'Hello, world' },
    ]);
  });
});

describe('ids', () => {
  it('are not given again to who goes on with the card of the last plan alone', () => {
    const rows = (...keys: string[]) =>
      render(
        <Card>
          {long}
          {keys.map((key) => (
            <Markdown key={key}>{key}</Markdown>
          ))}
        </Card>,
      );
    const first = diff(rows(), rows('a'));
    const second = diff(first.card, rows());
    const third = diff(second.card, rows('b'));
    expect(third.card.body?.elements?.[1]?.element_id).not.toBe(
      first.card.body?.elements?.[1]?.element_id,
    );
  });
});
