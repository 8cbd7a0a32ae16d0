import { Audio, Button, Card, diff, Form, Input, Markdown, render, Select } from 'larkx';
import { describe, expect, it } from 'vitest';
import { faultsOnTheWay } from '../support/plan-rules.js';
import { actions, between, types } from './plan.js';

const long = 'a text that makes a full update dearer than what changed. '.repeat(6);

function leave(fields: { note?: string; withDays?: boolean; send?: string; name?: string }) {
  const { note, withDays, send = 'Send', name = 'reason' } = fields;
  return (
    <Card>
      <Markdown id="top">{long}</Markdown>
      <Form name="leave">
        <Input key={name} name={name} label="Reason" />
        {withDays && <Input key="days" name="days" label="Days" />}
        {note && <Markdown>{note}</Markdown>}
        <Button key={send} name={send} formActionType="submit">
          {send}
        </Button>
      </Form>
    </Card>
  );
}

describe('a form', () => {
  it('keeps its inputs when a note comes and goes beside them', () => {
    expect(actions(between(leave({}), leave({ note: 'Reason is missing' })))).toMatchObject([
      { action: 'add_elements', params: { elements: [{ tag: 'markdown' }] } },
    ]);
    expect(actions(between(leave({ note: 'x' }), leave({})))).toMatchObject([
      { action: 'delete_elements', params: { element_ids: ['lx2'] } },
    ]);
  });

  it('gets a new field without touching the others', () => {
    expect(actions(between(leave({}), leave({ withDays: true })))).toMatchObject([
      { action: 'add_elements', params: { elements: [{ tag: 'input', name: 'days' }] } },
    ]);
  });

  it('is never without a submit button, not even between two actions of a batch', () => {
    const before = render(leave({ send: 'Send' }), { ids: 'all' });
    const after = render(
      <Card>
        <Markdown id="top">{long}</Markdown>
        <Form name="leave">
          <Button key="other" name="other" formActionType="submit">
            Other
          </Button>
          <Input key="reason" name="reason" label="Reason" />
        </Form>
      </Card>,
    );
    const plan = diff(before, after);
    expect(types(plan)).toEqual(['batch']);
    expect(faultsOnTheWay(before, plan.calls)).toEqual([]);
  });

  it('has its submit button exchanged in one action', () => {
    expect(actions(between(leave({ send: 'Send' }), leave({ send: 'Again' })))).toMatchObject([
      { action: 'update_element', params: { element: { tag: 'button', name: 'Again' } } },
    ]);
  });

  it('never holds a name twice between two actions of a batch', () => {
    const named = (first: string, second: string) => (
      <Card>
        <Markdown id="top">{long}</Markdown>
        <Form name="f">
          <Input id="one" name={first} />
          <Input id="two" name={second} />
          <Button name="send" formActionType="submit">
            Send
          </Button>
        </Form>
      </Card>
    );
    expect(types(between(named('a', 'b'), named('b', 'a')))).toEqual(['replace']);
  });
});

describe('options of a list', () => {
  it('are said whole, since nothing in them can be addressed', () => {
    const list = (options: Record<string, string>) => (
      <Card>
        <Markdown id="top">{long}</Markdown>
        <Select id="prio" placeholder="Priority" options={options} />
      </Card>
    );
    expect(actions(between(list({ p0: 'P0' }), list({ p0: 'P0', p1: 'P1' })))).toEqual([
      {
        action: 'partial_update_element',
        params: {
          element_id: 'prio',
          partial_element: {
            options: [
              { text: { tag: 'plain_text', content: 'P0' }, value: 'p0' },
              { text: { tag: 'plain_text', content: 'P1' }, value: 'p1' },
            ],
          },
        },
      },
    ]);
  });
});

describe('a player', () => {
  it('never stands in a card that can be forwarded, not even between two actions of a batch', () => {
    const text = <Markdown id="top">{long}</Markdown>;
    const plan = between(
      <Card enableForward>{text}</Card>,
      <Card enableForward={false}>
        {text}
        <Audio fileKey="file_v3_1" />
      </Card>,
    );
    expect(types(plan)).toEqual(['replace']);
  });
});
