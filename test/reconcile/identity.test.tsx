import { Card, CollapsiblePanel, Divider, diff, Markdown, PanelHeader, render } from 'larkx';
import { Fragment } from 'larkx/jsx-runtime';
import { describe, expect, it } from 'vitest';
import { actions, between } from './plan.js';

const long = 'a text that makes a full update dearer than what changed. '.repeat(4);

describe('identity', () => {
  it('follows a key when rows change places', () => {
    const rows = (keys: string[]) => (
      <Card>
        {keys.map((key) => (
          <Markdown key={key}>{`${key} ${long}`}</Markdown>
        ))}
      </Card>
    );
    const plan = between(rows(['a', 'b', 'c']), rows(['b', 'c', 'a']));
    expect(actions(plan)).toMatchObject([
      { action: 'delete_elements', params: { element_ids: ['lx0'] } },
      {
        action: 'add_elements',
        params: { elements: [{ element_id: 'lx3', content: `a ${long}` }] },
      },
    ]);
    expect(plan.identity).toEqual({ next: 4, keys: { lx1: 'b', lx2: 'c', lx3: 'a' } });
  });

  it('gives an element a fresh id when its key changes, so that a reader’s input is reset', () => {
    const panel = (key: string) => (
      <Card>
        <CollapsiblePanel key={key}>
          <PanelHeader title="log" />
        </CollapsiblePanel>
        <Markdown>{long}</Markdown>
      </Card>
    );
    const plan = between(panel('first'), panel('second'));
    expect(actions(plan)).toMatchObject([
      { action: 'update_element', params: { element_id: 'lx0', element: { element_id: 'lx2' } } },
    ]);
  });

  it('gives an element a fresh id when the key of something around it changes', () => {
    const row = (key: string) => (
      <Card>
        <Fragment key={key}>
          <Markdown>{long}</Markdown>
          <Divider />
        </Fragment>
        <Markdown id="end">{long}</Markdown>
      </Card>
    );
    const ids = between(row('a'), row('b')).card.body?.elements?.map((one) => one.element_id);
    expect(ids).toEqual(['lx2', 'lx3', 'end']);
  });

  it('lets an id of the author win over a key', () => {
    const plan = between(
      <Card>
        <Markdown id="m" key="k">
          old
        </Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
      <Card>
        <Markdown id="m" key="other">
          new
        </Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toMatchObject([
      { action: 'partial_update_element', params: { element_id: 'm' } },
    ]);
  });

  it('never matches elements with different ids of the author', () => {
    const plan = between(
      <Card>
        <Markdown id="a">same</Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
      <Card>
        <Markdown id="b">same</Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
    );
    expect(plan.card.body?.elements?.[0]).toEqual({
      tag: 'markdown',
      element_id: 'b',
      content: 'same',
    });
    expect(plan.calls).toHaveLength(1);
  });

  it('survives being stored as JSON beside the card', () => {
    const rows = (keys: string[]) =>
      render(
        <Card>
          {keys.map((key) => (
            <Markdown key={key}>{`${key} ${long}`}</Markdown>
          ))}
        </Card>,
      );
    const first = diff(rows([]), rows(['a', 'b']));
    const stored = JSON.parse(JSON.stringify({ card: first.card, identity: first.identity }));
    const plan = diff(stored.card, rows(['b']), { identity: stored.identity });
    expect(plan.calls).toEqual([
      {
        type: 'batch',
        actions: [
          {
            action: 'delete_elements',
            params: { element_ids: [first.card.body?.elements?.[0]?.element_id] },
          },
        ],
      },
    ]);
  });

  it('never hands out an id twice in the life of a card', () => {
    const rows = (count: number) =>
      render(
        <Card>
          <Markdown>{long}</Markdown>
          {Array.from({ length: count }, () => (
            <Divider />
          ))}
        </Card>,
      );
    let card = render(
      <Card>
        <Markdown>{long}</Markdown>
        <Divider />
      </Card>,
      { ids: 'all' },
    );
    let identity: ReturnType<typeof diff>['identity'] | undefined;
    const seen = new Set<string>();
    for (const count of [0, 1, 0, 2, 0, 1]) {
      ({ card, identity } = diff(card, rows(count), { identity }));
      for (const element of card.body?.elements?.slice(1) ?? []) {
        expect(seen).not.toContain(element.element_id);
        seen.add(element.element_id as string);
      }
    }
    expect(seen.size).toBe(4);
  });

  it('does not mistake the ids that two renders were given for the same elements', () => {
    const before = render(
      <Card>
        <Markdown>one</Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
      { ids: 'all' },
    );
    const after = render(
      <Card>
        <Divider />
        <Markdown>one</Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
      { ids: 'all' },
    );
    const plan = diff(before, after);
    expect(plan.calls).toMatchObject([{ type: 'batch', actions: [{ action: 'add_elements' }] }]);
  });

  it('leaves both cards as they were', () => {
    const before = render(
      <Card>
        <Markdown>one</Markdown>
      </Card>,
      { ids: 'all' },
    );
    const after = render(
      <Card>
        <Markdown>two</Markdown>
        <Divider />
      </Card>,
    );
    const copies = structuredClone([before, after]);
    diff(before, after);
    expect([before, after]).toEqual(copies);
  });
});
