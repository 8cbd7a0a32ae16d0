import {
  Button,
  Card,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Divider,
  diff,
  Icon,
  Markdown,
  PanelHeader,
  render,
} from 'larkx';
import { describe, expect, it } from 'vitest';
import { actions, between, types } from './plan.js';

describe('a changed element', () => {
  it('makes no call when nothing changed', () => {
    const card = (
      <Card>
        <Markdown id="a">hi</Markdown>
        <Divider />
      </Card>
    );
    const plan = between(card, card);
    expect(plan.calls).toEqual([]);
    expect(plan.bytes).toBe(0);
  });

  it('sends the changed member of an element and nothing else', () => {
    const plan = between(
      <Card>
        <Markdown textSize="heading">old</Markdown>
        <Divider />
      </Card>,
      <Card>
        <Markdown textSize="heading">new</Markdown>
        <Divider />
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'partial_update_element',
        params: { element_id: 'lx0', partial_element: { content: 'new' } },
      },
    ]);
  });

  it('sends a nested object whole, since the depth of the service’s merge is not known', () => {
    const plan = between(
      <Card>
        <Button type="primary">Yes</Button>
        <Markdown>{'long enough that a full update is not cheaper'.repeat(5)}</Markdown>
      </Card>,
      <Card>
        <Button type="primary">Now</Button>
        <Markdown>{'long enough that a full update is not cheaper'.repeat(5)}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'partial_update_element',
        params: {
          element_id: 'lx0',
          partial_element: { text: { tag: 'plain_text', content: 'Now' } },
        },
      },
    ]);
  });

  it('is replaced under its id when a member goes away', () => {
    const plan = between(
      <Card>
        <Markdown id="a" textSize="heading">
          {'text '.repeat(40)}
        </Markdown>
        <Markdown id="b">{'text '.repeat(40)}</Markdown>
      </Card>,
      <Card>
        <Markdown id="a">{'text '.repeat(40)}</Markdown>
        <Markdown id="b">{'text '.repeat(40)}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'update_element',
        params: {
          element_id: 'a',
          element: { tag: 'markdown', element_id: 'a', content: 'text '.repeat(40) },
        },
      },
    ]);
  });

  it('is replaced when a member goes away deep inside a changed one', () => {
    const plan = between(
      <Card>
        <Markdown id="a" icon={<Icon token="x_outlined" color="red" />}>
          a
        </Markdown>
        <Markdown>{'text '.repeat(40)}</Markdown>
      </Card>,
      <Card>
        <Markdown id="a" icon={<Icon token="y_outlined" />}>
          a
        </Markdown>
        <Markdown>{'text '.repeat(40)}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toMatchObject([
      { action: 'update_element', params: { element_id: 'a' } },
    ]);
  });

  it('never puts a null into a partial update outside arrays', () => {
    const card = (value: string | null) => ({
      schema: '2.0',
      body: {
        elements: [
          { tag: 'img', element_id: 'i', img_key: value },
          { tag: 'hr', element_id: 'h' },
        ],
      },
    });
    const plan = diff(card('img_1'), card(null));
    expect(plan.calls).toMatchObject([
      { type: 'batch', actions: [{ action: 'update_element', params: { element_id: 'i' } }] },
    ]);
  });

  it('changes the tag under an id of the author by replacing the element', () => {
    const long = 'text '.repeat(60);
    const plan = between(
      <Card>
        <Markdown id="slot">old</Markdown>
        <Markdown>{long}</Markdown>
      </Card>,
      <Card>
        <Divider id="slot" />
        <Markdown>{long}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'update_element',
        params: { element_id: 'slot', element: { tag: 'hr', element_id: 'slot' } },
      },
    ]);
  });
});

describe('a list of elements', () => {
  const long = 'a text that makes a full update dearer than what changed. '.repeat(4);

  it('adds what is inserted behind its neighbour, several at one place in one action', () => {
    const plan = between(
      <Card>
        <Markdown id="a">{long}</Markdown>
        <Divider id="end" />
      </Card>,
      <Card>
        <Markdown id="a">{long}</Markdown>
        <Markdown>one</Markdown>
        <Markdown>two</Markdown>
        <Divider id="end" />
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'add_elements',
        params: {
          type: 'insert_after',
          target_element_id: 'a',
          elements: [
            { tag: 'markdown', element_id: 'lx0', content: 'one' },
            { tag: 'markdown', element_id: 'lx1', content: 'two' },
          ],
        },
      },
    ]);
  });

  it('puts what comes first before the first that stays', () => {
    const plan = between(
      <Card>
        <Markdown id="a">{long}</Markdown>
      </Card>,
      <Card>
        <Divider />
        <Markdown id="a">{long}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toMatchObject([
      { params: { type: 'insert_before', target_element_id: 'a' } },
    ]);
  });

  it('appends at the end of the body without naming a target', () => {
    const plan = between(
      <Card>
        <Markdown>{long}</Markdown>
      </Card>,
      <Card>
        <Markdown>{long}</Markdown>
        <Divider />
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'add_elements',
        params: { type: 'append', elements: [{ tag: 'hr', element_id: 'lx1' }] },
      },
    ]);
  });

  it('deletes only the topmost of what goes, in one action and before anything else', () => {
    const plan = between(
      <Card>
        <CollapsiblePanel id="p">
          <PanelHeader title="log" />
          <Markdown id="inside">x</Markdown>
        </CollapsiblePanel>
        <Markdown id="a">{long}</Markdown>
        <Divider id="rule" />
        <Markdown id="z">old</Markdown>
      </Card>,
      <Card>
        <Markdown id="a">{long}</Markdown>
        <Markdown id="z">new</Markdown>
      </Card>,
    );
    expect(actions(plan)).toEqual([
      { action: 'delete_elements', params: { element_ids: ['p', 'rule'] } },
      {
        action: 'partial_update_element',
        params: { element_id: 'z', partial_element: { content: 'new' } },
      },
    ]);
  });

  it('treats an insertion in front as an insertion, not as a change of all that follow', () => {
    const rows = (names: string[]) => (
      <Card>
        {names.map((name) => (
          <Markdown>{`${name}: ${long}`}</Markdown>
        ))}
      </Card>
    );
    const plan = between(rows(['b', 'c', 'd']), rows(['a', 'b', 'c', 'd']));
    expect(actions(plan)).toMatchObject([{ action: 'add_elements', params: { elements: [{}] } }]);
  });

  it('lets what comes take the place of what goes', () => {
    const plan = between(
      <Card>
        <Divider />
        <Markdown>{long}</Markdown>
      </Card>,
      <Card>
        <Button>Go</Button>
        <Markdown>{long}</Markdown>
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'update_element',
        params: {
          element_id: 'lx0',
          element: {
            tag: 'button',
            element_id: 'lx2',
            text: { tag: 'plain_text', content: 'Go' },
          },
        },
      },
    ]);
  });

  it('edits inside a container that has no id of the author', () => {
    const plan = between(
      <Card>
        <ColumnSet>
          <Column>
            <Markdown>{long}</Markdown>
          </Column>
          <Column>
            <Markdown>old</Markdown>
          </Column>
        </ColumnSet>
      </Card>,
      <Card>
        <ColumnSet>
          <Column>
            <Markdown>{long}</Markdown>
          </Column>
          <Column>
            <Markdown>new</Markdown>
          </Column>
        </ColumnSet>
      </Card>,
    );
    expect(actions(plan)).toEqual([
      {
        action: 'partial_update_element',
        params: { element_id: 'lx4', partial_element: { content: 'new' } },
      },
    ]);
  });

  it('refills an emptied container through its elements, since nothing in it is an anchor', () => {
    const panel = (...rows: string[]) => (
      <Card>
        <CollapsiblePanel id="p">
          <PanelHeader title="log" />
          {rows.map((row) => (
            <Markdown>{row}</Markdown>
          ))}
        </CollapsiblePanel>
        <Markdown>{long}</Markdown>
      </Card>
    );
    const plan = between(panel(), panel('one'));
    expect(actions(plan)).toEqual([
      {
        action: 'partial_update_element',
        params: {
          element_id: 'p',
          partial_element: {
            elements: [{ tag: 'markdown', element_id: 'lx1', content: 'one' }],
          },
        },
      },
    ]);
  });

  it('leaves an unfolded panel in place while its neighbours move', () => {
    const panel = (
      <CollapsiblePanel key="panel">
        <PanelHeader title="log" />
      </CollapsiblePanel>
    );
    const note = <Markdown key="note">{long.repeat(3)}</Markdown>;
    const plan = between(<Card>{[panel, note]}</Card>, <Card>{[note, panel]}</Card>);
    expect(actions(plan)).toMatchObject([
      { action: 'delete_elements', params: { element_ids: ['lx1'] } },
      {
        action: 'add_elements',
        params: {
          type: 'insert_before',
          target_element_id: 'lx0',
          elements: [{ element_id: 'lx2' }],
        },
      },
    ]);
  });

  it('updates the whole card when elements with ids of the author change places in the body', () => {
    const a = <Markdown id="a">{long}</Markdown>;
    const b = <Markdown id="b">{long}</Markdown>;
    const plan = between(
      <Card>
        {a}
        {b}
      </Card>,
      <Card>
        {b}
        {a}
      </Card>,
    );
    expect(types(plan)).toEqual(['replace']);
  });

  it('reorders elements with ids of the author inside a container by its list', () => {
    const row = (id: string) => <Markdown id={id}>{id}</Markdown>;
    const panel = (ids: string[]) => (
      <Card>
        <CollapsiblePanel id="p">
          <PanelHeader title="log" />
          {ids.map(row)}
        </CollapsiblePanel>
        <Markdown>{long}</Markdown>
      </Card>
    );
    const plan = between(panel(['a', 'b', 'c']), panel(['c', 'a', 'b']));
    expect(actions(plan)).toMatchObject([
      {
        action: 'partial_update_element',
        params: {
          element_id: 'p',
          partial_element: {
            elements: [{ element_id: 'c' }, { element_id: 'a' }, { element_id: 'b' }],
          },
        },
      },
    ]);
  });

  it('takes two batches to bring an id of the author to another container, which leaves the panel alone', () => {
    const move = (rest: string) =>
      between(
        <Card>
          <CollapsiblePanel id="p">
            <PanelHeader title="log" />
            <Markdown id="m">{long}</Markdown>
            <Divider />
          </CollapsiblePanel>
          <Markdown id="end">{rest}</Markdown>
        </Card>,
        <Card>
          <CollapsiblePanel id="p">
            <PanelHeader title="log" />
            <Divider />
          </CollapsiblePanel>
          <Markdown id="end">{rest}</Markdown>
          <Markdown id="m">{long}</Markdown>
        </Card>,
      );
    expect(move('short').calls).toMatchObject([
      {
        type: 'batch',
        actions: [{ action: 'delete_elements', params: { element_ids: ['m'] } }],
      },
      {
        type: 'batch',
        actions: [{ action: 'add_elements', params: { elements: [{ element_id: 'm' }] } }],
      },
    ]);
  });

  it('cannot address what was created without ids and says everything, after which it can', () => {
    const before = render(
      <Card>
        <Markdown>{long}</Markdown>
        <Markdown>old</Markdown>
      </Card>,
    );
    const renderWith = (text: string) =>
      render(
        <Card>
          <Markdown>{long}</Markdown>
          <Markdown>{text}</Markdown>
        </Card>,
      );
    const first = diff(before, renderWith('new'));
    expect(types(first)).toEqual(['replace']);
    const second = diff(first.card, renderWith('newer'), { identity: first.identity });
    expect(types(second)).toEqual(['batch']);
  });

  it('updates the whole card when that is cheaper and nothing keeps a reader’s input', () => {
    const plan = between(
      <Card>
        <Divider margin="1px" />
        <Divider margin="2px" />
        <Divider margin="3px" />
      </Card>,
      <Card>
        <Divider margin="4px" />
        <Divider margin="5px" />
        <Divider margin="6px" />
      </Card>,
    );
    expect(types(plan)).toEqual(['replace']);
    expect(plan.bytes).toBe(JSON.stringify(plan.card).length);
  });

  it('splits nothing: more than 50 actions are one full update', () => {
    const rows = (mark: string) => (
      <Card>
        {Array.from({ length: 60 }, (_, i) => (
          <Markdown id={`r${i}`}>{`${mark} ${long}`}</Markdown>
        ))}
      </Card>
    );
    expect(types(between(rows('a'), rows('b')))).toEqual(['replace']);
  });
});
