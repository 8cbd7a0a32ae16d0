import { Card, Column, ColumnSet, Div, Header, Markdown, PlainText, Raw } from 'larkx';
import { describe, expect, it } from 'vitest';
import { held } from '../support/faulty.js';
import { every, fed, textOf } from '../support/sources.js';
import { now, stage, through } from '../support/stage.js';

interface Props {
  status?: string;
  streaming?: boolean;
  shown?: boolean;
}

function Two({ status = 'on', streaming = true, shown = true }: Props) {
  return (
    <Card streamingMode={streaming} summary="Two">
      <Markdown id="status">{status}</Markdown>
      {shown && <Markdown id="thoughts" stream />}
      <Markdown id="answer" stream />
    </Card>
  );
}

describe('a slot', () => {
  it('is one of several that are streamed into at the same time', async () => {
    const { send, onServer } = stage();
    const live = await send(<Two />);
    const both = [
      live.stream('thoughts', every(30, ['hm ', 'hm ', 'yes'])),
      live.stream('answer', every(20, ['It ', 'is ', 'so'])),
    ];
    await through(Promise.all(both));
    expect(textOf(onServer(live).card, 'thoughts')).toBe('hm hm yes');
    expect(textOf(onServer(live).card, 'answer')).toBe('It is so');
  });

  it('takes its text along while another frame is in flight', async () => {
    const { send, onServer, service } = stage();
    const live = await send(<Two />);
    const slow = held();
    service.next('write', slow.fault);
    const rendered = live.render(<Two status="busy" />);
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source);
    for (const chunk of ['a', 'b', 'c']) {
      give(chunk);
      await now();
    }
    expect(service.writes).toHaveLength(1);
    slow.release();
    await now();
    expect(textOf(onServer(live).card, 'answer')).toBe('abc');
    end();
    await through(Promise.all([rendered, streamed]));
    expect(service.writes).toHaveLength(2);
  });

  it('may go with a render and come back with all that was streamed meanwhile', async () => {
    const { send, onServer } = stage();
    const live = await send(<Two />);
    const { source, give, end } = fed();
    const streamed = live.stream('thoughts', source);
    give('one ');
    await now();
    await through(live.render(<Two shown={false} />));
    expect(textOf(onServer(live).card, 'thoughts')).toBeUndefined();
    give('two');
    end();
    await through(streamed);
    await through(live.render(<Two />));
    expect(textOf(onServer(live).card, 'thoughts')).toBe('one two');
  });

  it('says what its children say until something is streamed into it', async () => {
    const { send, onServer } = stage();
    const live = await send(
      <Card streamingMode summary="s">
        <Markdown id="answer" stream>
          thinking
        </Markdown>
      </Card>,
    );
    expect(textOf(onServer(live).card, 'answer')).toBe('thinking');
    await through(live.stream('answer', every(1, ['Here'])));
    expect(textOf(onServer(live).card, 'answer')).toBe('Here');
  });

  it('is the author’s again when it is no longer declared', async () => {
    const { send, onServer } = stage();
    const live = await send(<Two />);
    await through(live.stream('answer', every(1, ['draft'])));
    await through(
      live.render(
        <Card summary="s">
          <Markdown id="answer">final</Markdown>
        </Card>,
      ),
    );
    expect(textOf(onServer(live).card, 'answer')).toBe('final');
  });

  it.each([
    ['has another id', <Markdown key="1" id="other" stream />],
    [
      'is not declared',
      <Markdown key="2" id="answer">
        text
      </Markdown>,
    ],
    ['is switched off', <Markdown key="3" id="answer" stream={false} />],
    ['is raw', <Raw key="4" json={{ tag: 'markdown', element_id: 'answer', content: '' }} />],
  ])('is refused when the element %s', async (_, element) => {
    const { send, service } = stage();
    const live = await send(<Card>{element}</Card>);
    await expect(live.stream('answer', every(1, ['x']))).rejects.toMatchObject({
      code: 'stream-slot',
    });
    expect(service.writes).toEqual([]);
  });

  it('is declared with an id', async () => {
    const { app } = stage();
    const sent = app.send(
      <Card>
        <Markdown stream />
      </Card>,
      { to: 'oc_chat' },
    );
    await expect(sent).rejects.toMatchObject({
      code: 'field-missing',
      issues: [{ path: '/body/elements/0/element_id' }],
    });
  });

  it('stands anywhere: in a column, in the header', async () => {
    const { send, onServer } = stage();
    const live = await send(
      <Card streamingMode summary="s">
        <Header title={<PlainText id="title" stream />} />
        <ColumnSet>
          <Column>
            <Div>
              <PlainText id="deep" stream />
            </Div>
          </Column>
        </ColumnSet>
      </Card>,
    );
    await through(live.stream('title', every(5, ['Bui', 'ld'])));
    await through(live.stream('deep', every(5, ['1', '18'])));
    expect(textOf(onServer(live).card, 'title')).toBe('Build');
    expect(textOf(onServer(live).card, 'deep')).toBe('118');
  });

  it.each(['markdown', 'text', 'raw'] as const)('of plain text is plain as %s', async (as) => {
    const { send, onServer } = stage();
    const live = await send(
      <Card streamingMode summary="s">
        <Div>
          <PlainText id="words" stream />
        </Div>
      </Card>,
    );
    await through(live.stream('words', every(5, ['*a', '* <b>']), { as }));
    expect(textOf(onServer(live).card, 'words')).toBe('*a* <b>');
  });

  it('gets its text by updates when streaming is switched off meanwhile', async () => {
    const { send, onServer, events } = stage();
    const live = await send(<Two />);
    const { source, give, end } = fed();
    const streamed = live.stream('answer', source);
    give('typed ');
    await through(Promise.resolve());
    await through(live.render(<Two streaming={false} />));
    give('updated ');
    await through(Promise.resolve());
    expect(textOf(onServer(live).card, 'answer')).toBe('typed updated ');
    await through(live.render(<Two />));
    give('typed');
    end();
    await through(streamed);
    expect(textOf(onServer(live).card, 'answer')).toBe('typed updated typed');
    const texts = events.map(({ type }) => type).join(' ');
    expect(texts).toMatch(/^content batch batch .*content/);
  });

  it('gets its text by updates in a card that never streams', async () => {
    const { send, onServer, events } = stage();
    const live = await send(<Two streaming={false} />);
    await through(live.stream('answer', every(10, ['a', 'b', 'c'])));
    expect(textOf(onServer(live).card, 'answer')).toBe('abc');
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['batch']));
    await through(live.close());
    expect(onServer(live).card.config).toEqual({
      streaming_mode: false,
      summary: { content: 'Two' },
    });
  });

  it('holds its last text when the card is closed while an earlier one is in flight', async () => {
    for (const streaming of [true, false]) {
      const { send, onServer, service } = stage();
      const live = await send(<Two streaming={streaming} />);
      const { source, give } = fed();
      const streamed = live.stream('answer', source);
      streamed.catch(() => {});
      const slow = held();
      service.next('write', slow.fault);
      give('a');
      await now();
      give('b');
      await now();
      const closed = live.close();
      slow.release();
      await through(closed);
      await expect(streamed).rejects.toMatchObject({ code: 'closed' });
      expect(textOf(onServer(live).card, 'answer')).toBe('ab');
    }
  });

  it('holds its last text when the card is closed at once, streaming or not', async () => {
    for (const streaming of [true, false]) {
      const { send, onServer } = stage({ pace: 200 });
      const live = await send(<Two streaming={streaming} />);
      const { source, give } = fed();
      const streamed = live.stream('answer', source);
      streamed.catch(() => {});
      for (const chunk of ['a', 'b', 'c']) {
        give(chunk);
        await now();
      }
      await through(live.close());
      await expect(streamed).rejects.toMatchObject({ code: 'closed' });
      expect(textOf(onServer(live).card, 'answer')).toBe('abc');
    }
  });
});
