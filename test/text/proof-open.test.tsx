import fc from 'fast-check';
import {
  At,
  apply,
  B,
  Card,
  CodeBlock,
  diff,
  H2,
  Li,
  Markdown,
  md,
  Quote,
  render,
  Span,
  Ul,
} from 'larkx';
import './seed.js';
import { describe, expect, it, test } from 'vitest';
import { hostileString, mixtureOf } from './samples/hostile-strings.js';
import { HOSTILE_TEXTS } from './samples/hostile-texts.js';
import { readSamples } from './samples/read-samples.js';

/** More than a save should wait for: `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const TIMEOUT = 60_000 * SCALE;

type MarkdownChild = Parameters<typeof Markdown>[0]['children'];

const ANSWERS = [...readSamples('model').values(), ...readSamples('model-hazards').values()];
const HOSTILE = Object.values(HOSTILE_TEXTS).flat();

const cardOf = (children: MarkdownChild, streaming: boolean) => (
  <Card streamingMode={streaming}>
    <Markdown id="answer">{children}</Markdown>
  </Card>
);

function sourceOf(children: MarkdownChild, streaming: boolean): string {
  const card = render(cardOf(children, streaming));
  return (card.body!.elements![0] as unknown as { content: string }).content;
}

const open = (children: MarkdownChild) => sourceOf(children, true);
const finished = (children: MarkdownChild) => sourceOf(children, false);

/** Markdown that ends with a string, which grows. */
const GROWING: Readonly<Record<string, (text: string) => MarkdownChild>> = {
  'a string': (s) => s,
  'a string behind components': (s) => [<At key="a" id="ou_1" />, <B key="b">b</B>, s],
  'a string behind a block': (s) => [<CodeBlock key="c">c</CodeBlock>, s],
  'a string behind other strings': (s) => ['**a', <Span key="s">*</Span>, s],
  Span: (s) => <Span>{s}</Span>,
  H2: (s) => <H2>{s}</H2>,
  Quote: (s) => ['a', <Quote key="q">{s}</Quote>],
  Li: (s) => (
    <Ul>
      <Li>a</Li>
      <Li>{s}</Li>
    </Ul>
  ),
  CodeBlock: (s) => <CodeBlock language="ts">{s}</CodeBlock>,
  'md``': (s) => md`**a:** ${s}`,
};

describe('the source of a growing text begins with what it was', () => {
  const text = fc.oneof(hostileString, mixtureOf([...HOSTILE, ...ANSWERS]));
  test.each(Object.entries(GROWING))(
    'of %s',
    (name, of) => {
      fc.assert(
        // Cuts go through surrogate pairs as well.
        fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
          const [from, to] = [a % (whole.length + 1), b % (whole.length + 1)].sort((x, y) => x - y);
          const early = open(of(whole.slice(0, from)));
          const later = open(of(whole.slice(0, to)));
          const now = open(of(whole));
          expect(later.slice(0, early.length)).toBe(early);
          expect(now.slice(0, later.length)).toBe(later);
          // The marks of a finished block are longer than any run in it, which is not known in time.
          if (name === 'CodeBlock' && whole.includes('```')) return;
          expect(finished(of(whole)).slice(0, now.length)).toBe(now);
        }),
        { numRuns: 60 * SCALE },
      );
    },
    TIMEOUT,
  );

  it(
    'character by character',
    () => {
      for (const text of [...HOSTILE, ...ANSWERS.slice(0, 8 * SCALE)]) {
        let before = '';
        for (let i = 1; i <= text.length; i++) {
          const now = open(text.slice(0, i));
          expect({ text: text.slice(0, i), source: now.slice(0, before.length) }).toEqual({
            text: text.slice(0, i),
            source: before,
          });
          before = now;
        }
        expect(finished(text).slice(0, before.length)).toBe(before);
      }
    },
    TIMEOUT,
  );
});

describe('what is held back', () => {
  it(
    'is at most 512 characters',
    () => {
      for (const begin of HOSTILE.filter((_, i) => SCALE > 1 || i % 8 === 0)) {
        // A text that goes on without end, so that nothing that began before it can ever be told.
        for (const more of [
          'a',
          '中',
          'a ',
          '`',
          '*',
          '<',
          '[',
          '(',
          'a=b ',
          '|',
          '-',
          '#',
          '\\',
          '&',
        ]) {
          const text = begin + more.repeat(Math.ceil(3000 / more.length));
          const bytes = open(text);
          const shorter = open(text.slice(0, -1000));
          expect({ begin, more, grew: bytes.length >= shorter.length + 1000 }).toEqual({
            begin,
            more,
            grew: true,
          });
          expect(bytes.length).toBeGreaterThanOrEqual(3000 - 512);
        }
      }
    },
    TIMEOUT,
  );

  it('is nothing of plain words', () => {
    for (const text of ['Hello', 'Hello, wor', '你好', 'one two', 'a, b. c']) {
      expect(open(text)).toBe(text);
    }
  });
});

describe('a text that is typed into a live card', () => {
  const typed = ANSWERS.slice(0, SCALE > 1 ? undefined : 6);
  test.each(typed.map((text, i) => [i, text] as const))(
    'is only ever added to (%i)',
    (_, text) => {
      let card = render(cardOf('', true), { ids: 'all' });
      let content = '';
      for (let i = 1; i <= text.length; i++) {
        const plan = diff(card, render(cardOf(text.slice(0, i), true)));
        for (const call of plan.calls) {
          expect(call).toMatchObject({ type: 'content', elementId: 'answer' });
          if (call.type !== 'content') continue;
          expect(call.content.slice(0, content.length)).toBe(content);
          content = call.content;
        }
        expect(plan.calls.length).toBeLessThanOrEqual(1);
        expect(apply(card, plan.calls)).toEqual(plan.card);
        card = plan.card;
      }
      const last = diff(card, render(cardOf(text, false)));
      expect(apply(card, last.calls)).toEqual(last.card);
      expect(finished(text).slice(0, content.length)).toBe(content);
    },
    TIMEOUT,
  );
});
