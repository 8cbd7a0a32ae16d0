import { Button, Card, Div, LarkMd, Markdown, PlainText } from 'larkx';
import type { LiveCard, TextSource } from 'larkx/app';
import { describe, expectTypeOf, test } from 'vitest';

declare const live: LiveCard;
declare const text: AsyncGenerator<string>;
declare const readable: ReadableStream<string>;
declare const chunks: AsyncIterable<{ delta: string }>;

/** Every error is on the line below its comment: the compiler must find exactly these. */
describe('a slot', () => {
  test('is declared where a text can be streamed into', () => {
    void (
      <Card>
        <Markdown id="a" stream />
        <Markdown id="b" stream={false} content="until then" />
        <Markdown id="c" stream={undefined}>
          until then
        </Markdown>
        <Div text={<PlainText id="d" stream />} />
      </Card>
    );
  });

  test('is declared nowhere else', () => {
    // @ts-expect-error yes or no
    void (<Markdown id="a" stream="yes" />);
    // @ts-expect-error lark_md has no id
    void (<LarkMd stream />);
    // @ts-expect-error a button grows no text
    void (<Button stream>Press</Button>);
  });
});

describe('live.stream', () => {
  test('takes text from what gives it over time', () => {
    expectTypeOf(live.stream('a', text)).toEqualTypeOf<Promise<void>>();
    void live.stream('a', readable, { as: 'raw', from: 'snapshots' });
    void live.stream('a', text, { as: undefined, from: undefined, signal: undefined });
    expectTypeOf(text).toExtend<TextSource>();
  });

  test('takes nothing else', () => {
    // @ts-expect-error chunks of text, not of objects
    void live.stream('a', chunks);
    // @ts-expect-error a text is rendered
    void live.stream('a', 'text');
    // @ts-expect-error nor is it an array
    void live.stream('a', ['te', 'xt']);
    // @ts-expect-error no such form
    void live.stream('a', text, { as: 'html' });
    // @ts-expect-error no such source
    void live.stream('a', text, { from: 'diffs' });
  });
});
