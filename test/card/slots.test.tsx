import { Card, Div, LarkMd, Markdown, md, PlainText } from 'larkx';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../src/card/render.js';
import { type StreamedText, slotsOf } from '../../src/card/slots.js';

const render = (element: unknown, slots: Record<string, Partial<StreamedText>> = {}) =>
  renderCard(element, {
    slots: new Map(
      Object.entries(slots).map(([id, text]) => [
        id,
        { as: 'markdown', text: '', complete: true, ...text },
      ]),
    ),
  });
const first = (card: any) => card.body.elements[0];

describe('an element that declares a slot', () => {
  it('is known by its id', () => {
    const card = render(
      <Card>
        <Markdown id="a" stream />
        <Markdown id="b" />
        <Markdown id="c" stream={false} />
        <Div text={<PlainText id="d" stream />} />
      </Card>,
    );
    expect([...slotsOf(card)]).toEqual(['a', 'd']);
  });

  it('is empty before anything is streamed', () => {
    const card = render(
      <Card>
        <Markdown id="a" stream />
      </Card>,
    );
    expect(first(card)).toEqual({ tag: 'markdown', element_id: 'a', content: '' });
  });

  it('holds the streamed text, in the place of what it says in any language', () => {
    for (const own of [
      <Markdown key="1" id="a" stream>
        own
      </Markdown>,
      <Markdown key="2" id="a" stream content="own" />,
      <Markdown key="3" id="a" stream content="own" i18nContent={{ zh_cn: '自己' }} />,
      <Markdown key="4" id="a" stream content={{ zh_cn: '自己', en_us: 'own' }} />,
    ]) {
      const card = render(<Card>{own}</Card>, { a: { text: '**new**' } });
      expect(first(card)).toEqual({ tag: 'markdown', element_id: 'a', content: '**new**' });
    }
  });

  it('keeps its look', () => {
    const card = render(
      <Card>
        <Markdown id="a" stream textAlign="center" textSize="heading" />
      </Card>,
      { a: { text: 'new' } },
    );
    expect(first(card)).toMatchObject({ text_align: 'center', text_size: 'heading' });
  });

  it('is finished where the text is complete, though the card streams', () => {
    for (const complete of [true, false]) {
      const card = render(
        <Card streamingMode>
          <Markdown id="a" stream />
        </Card>,
        { a: { text: '**a', complete } },
      );
      const closed = render(
        <Card>
          <Markdown id="a" stream />
        </Card>,
        { a: { text: '**a' } },
      );
      if (complete) expect(first(card)).toEqual(first(closed));
      else expect(first(card)).not.toEqual(first(closed));
    }
  });

  it.each(['markdown', 'text', 'raw'] as const)('of plain text holds words: %s', (as) => {
    const card = render(
      <Card>
        <Div text={<PlainText id="a" stream />} />
      </Card>,
      { a: { as, text: '*a* <b>' } },
    );
    expect(first(card).text).toEqual({ tag: 'plain_text', element_id: 'a', content: '*a* <b>' });
  });

  it('has an id', () => {
    const draw = () =>
      render(
        <Card>
          <Markdown stream>a</Markdown>
        </Card>,
      );
    expect(draw).toThrowError(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ code: 'field-missing', path: '/body/elements/0/element_id' }),
        ],
      }),
    );
  });
});

describe('an element that declares none', () => {
  it.each([
    [
      'is left alone',
      <Markdown key="1" id="a">
        own
      </Markdown>,
    ],
    ['is left alone when it says so', <Markdown key="2" id="a" stream={false} content="own" />],
    ['is left alone whatever it is made of', <Markdown key="3" id="a">{md`own`}</Markdown>],
  ])('%s', (_, element) => {
    const card = render(<Card>{element}</Card>, { a: { text: 'new' } });
    expect(first(card).content).toBe('own');
  });

  it('takes the prop as unknown where no text can be streamed into', () => {
    const Loose = LarkMd as unknown as (props: { stream: boolean; children: string }) => never;
    expect(() =>
      render(
        <Card>
          <Div text={<Loose stream>a</Loose>} />
        </Card>,
      ),
    ).toThrow(/stream/);
  });
});
