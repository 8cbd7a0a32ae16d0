import { Card, CollapsiblePanel, Div, Header, Markdown, PanelHeader, PlainText } from 'larkx';
import { describe, expect, it } from 'vitest';
import { between, types } from './plan.js';

const on = (children: Parameters<typeof Card>[0]['children']) => (
  <Card streamingMode>{children}</Card>
);

describe('a streaming card', () => {
  it('gets the growing text as streaming content, although a patch would cost less', () => {
    const plan = between(
      on(<Markdown id="a">Hello</Markdown>),
      on(<Markdown id="a">Hello, wor</Markdown>),
    );
    expect(plan.calls).toEqual([{ type: 'content', elementId: 'a', content: 'Hello, wor' }]);
  });

  it('gets a text that changed elsewhere as a patch, since it would not be typed anyway', () => {
    const plan = between(
      on(<Markdown id="a">Hello</Markdown>),
      on(<Markdown id="a">Help</Markdown>),
    );
    expect(types(plan)).toEqual(['batch']);
  });

  it('gets one batch and then the text with the longest new tail', () => {
    const plan = between(
      on([<Markdown id="a">x</Markdown>, <Markdown id="b">y</Markdown>]),
      on([<Markdown id="a">x1</Markdown>, <Markdown id="b">y123</Markdown>]),
    );
    expect(plan.calls).toEqual([
      {
        type: 'batch',
        actions: [
          {
            action: 'partial_update_element',
            params: { element_id: 'a', partial_element: { content: 'x1' } },
          },
        ],
      },
      { type: 'content', elementId: 'b', content: 'y123' },
    ]);
  });

  it('keeps the other changes of the growing element in the batch', () => {
    const plan = between(
      on(<Markdown id="a">x</Markdown>),
      on(
        <Markdown id="a" textSize="heading">
          xy
        </Markdown>,
      ),
    );
    expect(plan.calls).toEqual([
      {
        type: 'batch',
        actions: [
          {
            action: 'partial_update_element',
            params: { element_id: 'a', partial_element: { text_size: 'heading' } },
          },
        ],
      },
      { type: 'content', elementId: 'a', content: 'xy' },
    ]);
  });

  it('types into a text that has an id of its own, and into elements inside containers', () => {
    const div = (text: string) =>
      on(
        <Div>
          <PlainText id="t">{text}</PlainText>
        </Div>,
      );
    expect(between(div('a'), div('ab')).calls).toEqual([
      { type: 'content', elementId: 't', content: 'ab' },
    ]);
    const panel = (text: string) =>
      on(
        <CollapsiblePanel>
          <PanelHeader title="log" />
          <Markdown>{text}</Markdown>
        </CollapsiblePanel>,
      );
    expect(between(panel('a'), panel('ab')).calls).toEqual([
      { type: 'content', elementId: 'lx1', content: 'ab' },
    ]);
  });

  it('is closed by one batch with the final text, settings last', () => {
    const plan = between(
      on(<Markdown id="a">Hello</Markdown>),
      <Card streamingMode={false} summary="done">
        <Markdown id="a">Hello, world</Markdown>
      </Card>,
    );
    expect(plan.calls).toMatchObject([
      {
        type: 'batch',
        actions: [
          {
            action: 'partial_update_element',
            params: { partial_element: { content: 'Hello, world' } },
          },
          {
            action: 'partial_update_setting',
            params: {
              settings: { config: { streaming_mode: false, summary: { content: 'done' } } },
            },
          },
        ],
      },
    ]);
  });

  it('keeps streaming on through a full update', () => {
    const header = (template: 'blue' | 'red') => (
      <Card streamingMode>
        <Header title="t" template={template} />
        <Markdown id="a">x</Markdown>
      </Card>
    );
    expect(between(header('blue'), header('red')).calls).toMatchObject([
      { type: 'replace', card: { config: { streaming_mode: true } } },
    ]);
  });

  it('gets patches while the service has closed streaming by itself', () => {
    const plan = between(on(<Markdown id="a">x</Markdown>), on(<Markdown id="a">xy</Markdown>), {
      streaming: false,
    });
    expect(types(plan)).toEqual(['batch']);
  });

  it('gets patches before streaming is on', () => {
    const plan = between(
      <Card streamingMode={false}>
        <Markdown>{'y'.repeat(300)}</Markdown>
        <Markdown id="a">{'x'.repeat(300)}</Markdown>
      </Card>,
      <Card streamingMode>
        <Markdown>{'y'.repeat(300)}</Markdown>
        <Markdown id="a">{`${'x'.repeat(300)}y`}</Markdown>
      </Card>,
    );
    expect(plan.calls).toMatchObject([
      {
        type: 'batch',
        actions: [{ action: 'partial_update_element' }, { action: 'partial_update_setting' }],
      },
    ]);
  });

  it('splits nothing at a text longer than one write may be', () => {
    const text = 'x'.repeat(100_000);
    const plan = between(
      on(<Markdown id="a">{text}</Markdown>),
      on(<Markdown id="a">{`${text}y`}</Markdown>),
    );
    expect(types(plan)).not.toContain('content');
  });
});
