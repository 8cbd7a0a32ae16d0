import { B, Button, Card, Code, Div, Header, LarkMd, Markdown, md, PlainText, render } from 'larkx';
import { describe, expect, test } from 'vitest';
import { finished } from '../../../src/card/fill-texts.js';
import { keyOf } from '../../../src/card/keys.js';

const first = (card: any) => (render(card) as any).body.elements[0];

describe('markdown of a card that streams', () => {
  const open = (text: string) =>
    first(
      <Card streamingMode>
        <Markdown>{text}</Markdown>
      </Card>,
    ).content as string;
  const finished = (text: string) =>
    first(
      <Card>
        <Markdown>{text}</Markdown>
      </Card>,
    ).content as string;

  test('stays open at its end, so that the old text is the beginning of the new one', () => {
    const whole =
      '# Plan\n\n**Bold *and* more**, `code`, <at id=all></at>\n\n```ts\nlet a = 1;\n```\n';
    for (let i = 0; i < whole.length; i++) {
      const [before, after] = [open(whole.slice(0, i)), open(whole.slice(0, i + 1))];
      expect(after.startsWith(before)).toBe(true);
      expect(finished(whole.slice(0, i)).startsWith(before)).toBe(true);
    }
  });

  test('is finished when streaming is off', () => {
    expect(open('a **b')).toBe('a **b');
    expect(finished('a **b')).toBe('a **b**');
  });

  test('is open when extra fields say so', () => {
    expect(
      first(
        <Card extra={{ config: { streaming_mode: true } }}>
          <Markdown>a **b</Markdown>
        </Card>,
      ).content,
    ).toBe('a **b');
  });

  test('is open at its end only', () => {
    const content = first(
      <Card streamingMode>
        <Markdown>
          <B>done</B> {md`_by_`} a **b
        </Markdown>
      </Card>,
    ).content;
    expect(content).toBe('**done** _by_ a **b');
  });

  test('is open in every language', () => {
    expect(
      first(
        <Card streamingMode>
          <Markdown>{{ en_us: 'a **b', zh_cn: '甲 **乙' }}</Markdown>
        </Card>,
      ).i18n_content,
    ).toStrictEqual({ en_us: 'a **b', zh_cn: '甲 **乙' });
  });
});

describe('half a character', () => {
  const half = 'a\ud83d';

  test('is held back at the end of words while the card streams', () => {
    const card = render(
      <Card streamingMode>
        <Header title={half} />
        <Div>
          <PlainText>{half}</PlainText>
        </Div>
        <Button>{{ en_us: half, zh_cn: 'b' }}</Button>
        <Div>
          <LarkMd>{half}</LarkMd>
        </Div>
      </Card>,
    ) as any;
    const [words, button, small] = card.body.elements;
    expect(card.header.title.content).toBe('a');
    expect(words.text.content).toBe('a');
    expect(button.text).toMatchObject({ content: 'a', i18n_content: { en_us: 'a', zh_cn: 'b' } });
    expect(small.text.content).toBe('a');
  });

  test('never gets out', () => {
    const card = render(
      <Card summary={half}>
        <Div>{half}</Div>
        <Div>
          <PlainText i18nContent={{ en_us: half }}>{'\ud83db'}</PlainText>
        </Div>
        <Markdown>
          {half}
          <Code>{half}</Code>
        </Markdown>
      </Card>,
    );
    expect(JSON.stringify(card)).not.toMatch(/\\ud83d/i);
    expect(JSON.stringify(card)).toContain('\ufffd');
  });

  test('is whole where both halves meet', () => {
    expect(
      first(
        <Card>
          <Button>
            {'\ud83d'}
            {'\ude00'}
          </Button>
        </Card>,
      ).text.content,
    ).toBe('😀');
  });
});

test('line ends of words become those of JSON cards, and control characters go', () => {
  expect(
    first(
      <Card>
        <Div>{'a\r\nb\rc\u0000\u0007d\te'}</Div>
      </Card>,
    ).text.content,
  ).toBe('a\nb\ncd\te');
});

describe('a card that no longer streams', () => {
  const card = (streaming: boolean) => (
    <Card streamingMode={streaming} widthMode="fill">
      <Markdown key="a">{{ en_us: 'see `npm te', zh_cn: '**见' }}</Markdown>
      <Button key="b">{'a\ud83d'}</Button>
      <Markdown>done</Markdown>
    </Card>
  );

  test('says what its texts held back, as if it had been rendered so', () => {
    const streaming = render(card(true));
    const before = structuredClone(streaming);
    expect(finished(streaming)).toStrictEqual(render(card(false)));
    expect(streaming).toStrictEqual(before);
  });

  test('keeps the keys of its elements', () => {
    const { body } = finished(render(card(true)));
    expect(body?.elements?.map((element) => keyOf(element))).toEqual(['a', 'b', undefined]);
  });

  test('only has its switch turned where it was not rendered here', () => {
    const copy = structuredClone(render(card(true)));
    expect(finished(copy)).toStrictEqual({
      ...copy,
      config: { ...copy.config, streaming_mode: false },
    });
  });
});
