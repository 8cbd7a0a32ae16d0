import fc from 'fast-check';
import {
  At,
  B,
  Card,
  Code,
  Div,
  Emoji,
  Header,
  LarkMd,
  Markdown,
  MdTable,
  render,
  S,
  Span,
  Table,
  Td,
  Tr,
} from 'larkx';
import './seed.js';
import { describe, expect, it, test } from 'vitest';
import { eachObject } from '../../src/card/tree.js';
import {
  codeBlocksIn,
  marksIn,
  parseDialect,
  READINGS,
  type Shape,
  shapeOf,
  tablesIn,
  tagsIn,
  textOf,
} from '../support/dialect.js';
import { hazardsIn } from './hazards.js';
import { mixtureOf } from './samples/hostile-strings.js';
import { HOSTILE_TEXTS } from './samples/hostile-texts.js';
import { readSamples } from './samples/read-samples.js';

/** More than a save should wait for: `npm run test:full` multiplies the runs. */
const SCALE = Number(process.env.LARKX_RUNS_SCALE ?? 1);
const TIMEOUT = 60_000 * SCALE;

const HARMLESS = readSamples('model');
const HAZARDOUS = readSamples('model-hazards');

/** What becomes of a string in each kind of markdown. */
const SAFE = {
  markdown: (text: string): string => sourceOf(text),
  lark_md: (text: string): string => {
    const card = render(
      <Card>
        <Div>
          <LarkMd>{text}</LarkMd>
        </Div>
      </Card>,
    );
    return (card.body!.elements![0] as unknown as { text: { content: string } }).text.content;
  },
  mentions: (text: string): string => {
    const card = render(
      <Card>
        <Header title={<LarkMd>{text}</LarkMd>} />
      </Card>,
    );
    return (card.header as { title: { content: string } }).title.content;
  },
};
const safe = SAFE.markdown;
type MarkdownChild = Parameters<typeof Markdown>[0]['children'];

function sourceOf(children: MarkdownChild): string {
  const card = render(
    <Card>
      <Markdown>{children}</Markdown>
    </Card>,
  );
  return (card.body!.elements![0] as unknown as { content: string }).content;
}

describe('a string in markdown can do no harm', () => {
  test.each(Object.keys(HOSTILE_TEXTS))('%s', (kind) => {
    const harm = HOSTILE_TEXTS[kind]!.flatMap((text) => {
      const source = safe(text);
      const hazards = hazardsIn(source);
      return hazards.length > 0 ? [{ text, source, hazards }] : [];
    });
    expect(harm).toEqual([]);
  });
  test.each([...HAZARDOUS])('model output: %s', (_, text) => {
    expect(hazardsIn(safe(text))).toEqual([]);
  });
  it('in the small dialects', () => {
    const harm = (['lark_md', 'mentions'] as const).flatMap((dialect) =>
      Object.values(HOSTILE_TEXTS)
        .flat()
        .flatMap((text) => {
          const source = SAFE[dialect](text);
          const hazards = hazardsIn(source, { dialect });
          return hazards.length > 0 ? [{ dialect, text, source, hazards }] : [];
        }),
    );
    expect(harm).toEqual([]);
  });
  it(
    'mixed and cut at random',
    () => {
      const texts = [
        ...Object.values(HOSTILE_TEXTS).flat(),
        ...HARMLESS.values(),
        ...HAZARDOUS.values(),
      ];
      fc.assert(
        fc.property(mixtureOf(texts), (text) => {
          expect(hazardsIn(safe(text))).toEqual([]);
        }),
        { numRuns: 250 * SCALE },
      );
    },
    TIMEOUT,
  );
});

describe('a harmless string goes out as it is', () => {
  test.each([...HARMLESS])('%s', (_, text) => {
    expect(safe(text)).toBe(text);
    expect(hazardsIn(text)).toEqual([]);
  });
});

describe('strings around components', () => {
  it(
    'neither swallow them nor do harm',
    () => {
      const string = fc.oneof(
        mixtureOf([...Object.values(HOSTILE_TEXTS).flat(), ...HARMLESS.values()]),
        fc.constantFrom(...HOSTILE_TEXTS['open ends']!, ...HOSTILE_TEXTS.emphasis!),
      );
      fc.assert(
        fc.property(string, string, string, (before, between, behind) => {
          const source = sourceOf([
            before,
            <At key="a" id="ou_1" />,
            between,
            <B key="b">bold *words*</B>,
            behind,
          ]);
          const harm = hazardsIn(source).filter((hazard) => hazard !== 'tag at (whole)');
          expect({ source, harm }).toEqual({ source, harm: [] });
          for (const reading of READINGS) {
            const tree = parseDialect(source, reading);
            const ats = tagsIn(tree).filter(({ name }) => name === 'at');
            expect({ source, ats }).toMatchObject({
              source,
              ats: [{ attributes: { id: 'ou_1' } }],
            });
            const bold = marksIn(tree).filter((mark) => textOf(mark).includes('bold *words*'));
            expect({ source, bold: bold.length > 0 }).toEqual({ source, bold: true });
          }
        }),
        { numRuns: 80 * SCALE },
      );
    },
    TIMEOUT,
  );
});

describe('an address at the end of a string', () => {
  const LINK = ['link', { url: 'https://x.example/a' }, 'https://x.example/a'];
  test.each<[string, MarkdownChild, Shape]>([
    ['words', <Span key="n">bc</Span>, 'bc'],
    ['words of another script', <Span key="n">中</Span>, '中'],
    ['signs', <Span key="n">?b=c</Span>, '?b=c'],
    ['bold words', <B key="n">b</B>, ['bold', 'b']],
    ['struck words', <S key="n">b</S>, ['strikethrough', 'b']],
    ['code', <Code key="n">b</Code>, ['code', 'b']],
    ['an emoji', <Emoji key="n" name="OK" />, ['emoji', 'OK']],
    ['a mention', <At key="n" id="ou_1" />, ['<at>', { id: 'ou_1' }]],
  ])('does not go on in %s behind it', (_, node, shape) => {
    const [paragraph] = shapeOf(parseDialect(sourceOf(['https://x.example/a', node])));
    const [, link, ...rest] = paragraph as Shape[];
    expect(link).toEqual(LINK);
    // A blank between them is no harm.
    const behind = rest.map((one) => (typeof one === 'string' ? one.trimStart() : one));
    expect(behind.filter((one) => one !== '')).toEqual([shape]);
  });
});

describe('a string that was cut', () => {
  const cuts = [...HARMLESS.values()].flatMap((text) =>
    Array.from({ length: text.length }, (_, i) => ({ text, at: i + 1 })),
  );
  const inside = ({ from, to }: { from: number; to: number }, at: number, marks: number) =>
    from + marks < at && at <= to;

  it(
    'still has the emphasis and the code that it was cut in',
    () => {
      const trees = new Map([...HARMLESS.values()].map((text) => [text, parseDialect(text)]));
      for (const { text, at } of cuts.filter((_, i) => i % Math.max(1, 10 / SCALE) < 1)) {
        // Marks behind a blank begin something; whatever is put behind them could not close what was open before.
        if (/\s[*_~]+$/.test(text.slice(0, at))) continue;
        const tree = trees.get(text)!;
        const whole = parseDialect(safe(text.slice(0, at)));
        for (const { mark, at: range } of marksIn(tree)) {
          const length = mark === 'italic' ? 1 : 2;
          // Of a mark without words there is nothing to see yet.
          if (!inside(range, at, length) || !/[\p{L}\p{N}]/u.test(text.slice(range.from, at)))
            continue;
          expect({
            text: text.slice(0, at),
            marks: marksIn(whole).map((one) => [one.mark, one.at.from]),
          }).toEqual({
            text: text.slice(0, at),
            marks: expect.arrayContaining([[mark, range.from]]),
          });
        }
        for (const { at: range } of codeBlocksIn(tree)) {
          if (!inside(range, at, 4)) continue;
          expect(codeBlocksIn(whole).map((one) => one.at.from)).toContain(range.from);
        }
      }
    },
    TIMEOUT,
  );
});

describe('the tables of strings', () => {
  const tables = (count: number) =>
    Array.from({ length: count }, (_, i) => `| a${i} |\n| - |\n| b |`).join('\n\n');
  const component = <Table columns={[{ name: 'a', dataType: 'text' }]} rows={[]} />;
  const counted = (card: unknown) => {
    let strings = 0;
    let code = 0;
    eachObject(card, ({ tag, content }) => {
      if (tag !== 'markdown' || typeof content !== 'string') return;
      strings += tablesIn(parseDialect(content)).length;
      code += codeBlocksIn(parseDialect(content)).length;
    });
    return { strings, code };
  };

  test.each([
    ['are five in a card', [<Markdown key="a">{tables(8)}</Markdown>], 5],
    [
      'share them',
      [<Markdown key="a">{tables(3)}</Markdown>, <Markdown key="b">{tables(5)}</Markdown>],
      5,
    ],
    ['come after components', [<Markdown key="a">{tables(8)}</Markdown>, component, component], 3],
    [
      'come after those of MdTable',
      [
        <Markdown key="a">{tables(8)}</Markdown>,
        <Markdown key="b">
          <MdTable>
            <Tr>
              <Td>a</Td>
            </Tr>
          </MdTable>
        </Markdown>,
      ],
      5,
    ],
    [
      'are none beside five',
      [<Markdown key="a">{tables(8)}</Markdown>, ...Array(5).fill(component)],
      0,
    ],
  ])('%s, and those beyond are shown as code', (_, elements, left) => {
    const { strings, code } = counted(render(<Card>{elements}</Card>));
    expect(strings).toBe(left);
    expect(code).toBeGreaterThan(0);
  });

  it('all go out where there is room', () => {
    expect(safe(tables(5))).toBe(tables(5));
  });
});

test('no word is lost', () => {
  const words = (one: string) => one.match(/[A-Za-z0-9]{2,}/g) ?? [];
  for (const text of [...HAZARDOUS.values(), ...HOSTILE_TEXTS.mentions!]) {
    const left = words(safe(text));
    // An image with an address becomes its words, or a link.
    for (const word of words(text.replace(/\]\([^)]*\)/g, ' '))) {
      expect({ text, left }).toEqual({ text, left: expect.arrayContaining([word]) });
    }
  }
});
