import {
  Button,
  Card,
  type CardElement,
  CollapsiblePanel,
  Divider,
  diff,
  Form,
  Input,
  Markdown,
  PanelHeader,
  render,
} from 'larkx';
import { describe, expect, it } from 'vitest';

/** The kinds of the first calls of a card that was just created, and the ids in its body after them. */
function planned(from: CardElement, to: CardElement) {
  const plan = diff(render(from, { ids: 'all' }), render(to));
  return {
    types: plan.calls.map(({ type }) => type),
    ids: plan.card.body?.elements?.map(({ element_id: id }) => id),
  };
}

const NEW = expect.any(String);

const form = (note?: string) => (
  <Form name="f">
    <Input name="reason" label="Reason" />
    {note && <Markdown>{note}</Markdown>}
    <Button name="send" formActionType="submit">
      Send
    </Button>
  </Form>
);

describe('a reader keeps what was filled in', () => {
  it('where a form and a text change their places, and both change', () => {
    const { types, ids } = planned(
      <Card>
        <Markdown>draft</Markdown>
        {form()}
      </Card>,
      <Card>
        {form('a note')}
        <Markdown>sent</Markdown>
      </Card>,
    );
    expect(types).toEqual(['batch']);
    expect(ids).toEqual(['lx1', NEW]);
  });

  it('where a form changes places with a divider, and changes', () => {
    const { types, ids } = planned(
      <Card>
        {form()}
        <Divider />
      </Card>,
      <Card>
        <Divider />
        {form('a note')}
      </Card>,
    );
    expect(types).toEqual(['batch']);
    expect(ids).toEqual([NEW, 'lx0']);
  });

  it('where a panel comes in front of a keyed input, and the one behind it changes', () => {
    const panel = (text: string) => (
      <CollapsiblePanel>
        <PanelHeader title="A panel without id and key" />
        <Markdown>{text}</Markdown>
      </CollapsiblePanel>
    );
    const input = <Input key="k" label="with a key" />;
    const { types, ids } = planned(
      <Card>
        {input}
        {panel('one')}
      </Card>,
      <Card>
        {panel('new')}
        {input}
        {panel('two')}
      </Card>,
    );
    expect(types).toEqual(['batch']);
    expect(ids).toEqual([NEW, 'lx0', 'lx1']);
  });
});
