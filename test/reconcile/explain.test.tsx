import {
  Card,
  type CardElement,
  Column,
  ColumnSet,
  Divider,
  diff,
  Header,
  Markdown,
  render,
} from 'larkx';
import { describe, expect, it } from 'vitest';

const long = 'a text that makes a full update dearer than what changed. '.repeat(4);

function reasons(from: CardElement, to: CardElement) {
  const plan = diff(render(from, { ids: 'all' }), render(to), { explain: true });
  return plan.reasons;
}

describe('the reasons of a plan', () => {
  it('are not there unless they are asked for', () => {
    const card = render(<Card>{[<Divider />]}</Card>, { ids: 'all' });
    expect(diff(card, render(<Card>{[]}</Card>))).not.toHaveProperty('reasons');
  });

  it('name component, props, bytes and why', () => {
    const card = (text: string, size?: 'heading') => (
      <Card>
        <Markdown id="a" {...(size ? { textSize: size } : {})}>
          {text}
        </Markdown>
        <Markdown>{long}</Markdown>
      </Card>
    );
    expect(reasons(card('old'), card('newer'))).toEqual([
      {
        call: 0,
        action: 0,
        component: { tag: 'markdown', id: 'a' },
        props: ['content'],
        oldBytes: 5,
        newBytes: 7,
        code: 'changed',
        why: expect.stringContaining('partial update'),
      },
    ]);
    expect(reasons(card('old', 'heading'), card('old'))).toMatchObject([
      { component: { id: 'a' }, props: [], code: 'prop-removed' },
    ]);
  });

  it('say of each element of an action whether it is new, gone or moved', () => {
    const rows = (...keys: string[]) => (
      <Card>
        {keys.map((key) => (
          <Markdown key={key}>{`${key} ${long}`}</Markdown>
        ))}
      </Card>
    );
    expect(reasons(rows('a', 'b', 'c', 'd'), rows('b', 'c', 'a', 'e'))).toMatchObject([
      { action: 0, component: { id: 'lx0', key: 'a' }, newBytes: 0, code: 'moved' },
      { action: 0, component: { id: 'lx3', key: 'd' }, newBytes: 0, code: 'removed' },
      { action: 1, component: { key: 'a' }, oldBytes: 0, code: 'moved' },
      { action: 1, component: { key: 'e' }, oldBytes: 0, code: 'added' },
    ]);
  });

  it.each([
    ['header-changed', <Header title="t" template="blue" />, <Header title="t" template="red" />],
    ['dearer', <Markdown id="a">1</Markdown>, <Divider id="a" />],
  ])('say of a full update why it is one: %s', (code, from, to) => {
    expect(reasons(<Card>{from}</Card>, <Card>{to}</Card>)).toMatchObject([
      { call: 0, props: [], code },
    ]);
  });

  it('say that a text is typed, and what of the settings is said', () => {
    const card = (text: string, summary: string) => (
      <Card streamingMode summary={summary}>
        <Markdown id="a">{text}</Markdown>
      </Card>
    );
    expect(reasons(card('x', 'one'), card('xy', 'two'))).toMatchObject([
      { call: 0, action: 0, props: ['config.summary'], code: 'settings' },
      { call: 1, component: { id: 'a' }, props: ['content'], code: 'grown' },
    ]);
  });
});

describe('what the service refuses to address', () => {
  const columns = (width: 'auto' | 'weighted', title = 't') => (
    <Card>
      <Header title={title} />
      <ColumnSet id="set">
        <Column width={width}>
          <Markdown>in a column</Markdown>
        </Column>
      </ColumnSet>
      <Markdown>{long}</Markdown>
    </Card>
  );
  const before = render(columns('auto'), { ids: 'all' });

  it('is a column: its set is said whole, what is in it goes on as before', () => {
    const plan = diff(before, render(columns('weighted')), { unaddressable: ['column'] });
    expect(plan.calls).toMatchObject([
      { actions: [{ action: 'partial_update_element', params: { element_id: 'set' } }] },
    ]);
  });

  it('is a text of the header: one full update', () => {
    const plan = diff(before, render(columns('auto', 'new')), {
      unaddressable: ['header'],
      explain: true,
    });
    expect(plan.calls).toMatchObject([{ type: 'replace' }]);
    expect(plan.reasons).toMatchObject([{ code: 'not-addressable' }]);
  });
});
