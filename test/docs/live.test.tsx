import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Card, Markdown } from 'larkx';
import { createApp, type LiveCard } from 'larkx/app';
import { createEmulator } from 'larkx/emulator';
import ts from 'typescript';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { anchor } from '../../scripts/reference/markdown.js';
import type { Budget } from '../../src/live/budget.js';
import { PACE_MS, paceMs } from '../../src/live/pace.js';
import { LIVE_SIZE } from '../../src/live/size.js';
import { type ErrorKind, SERVICE_CODES } from '../../src/schema/service-codes.js';
import * as sources from './model-sources.js';
import { blocksOf, mistakes, mistakesIn, ROOT, run } from './run.js';

const PAGES = ['docs/live-cards.md', 'docs/streaming.md'] as const;
const textOf = (page: string) => readFileSync(resolve(ROOT, page), 'utf8');
const FENCED = /^(`{3,})[^`\n]*\n[\s\S]*?^\1$/gm;
const headingsOf = (page: string) =>
  [
    ...textOf(page)
      .replace(FENCED, '')
      .matchAll(/^##+ (.*)$/gm),
  ].map(([, name]) => name as string);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the programs of the pages on live cards', () => {
  const found = PAGES.flatMap((page) => {
    const blocks = blocksOf(page);
    return blocks.flatMap(({ language, code }, i) => {
      const output = blocks[i + 1];
      return language === 'tsx' && code.includes('import ') && output?.language === 'text'
        ? [{ page, code, output: output.code }]
        : [];
    });
  });

  it('are all found', () => {
    expect(PAGES.map((page) => found.filter((one) => one.page === page).length)).toEqual([7, 11]);
    const blocks = PAGES.flatMap(blocksOf).filter(({ language }) => language === 'tsx');
    expect(blocks).toHaveLength(found.length);
  });

  test.each(found.map((one, i) => [i, one] as const))(
    'number %i prints what stands below it',
    async (i, { code, output }) => {
      const printed = await run(code, `live-${i}`);
      expect(`${printed.join('\n')}\n`).toBe(output);
    },
    30_000,
  );

  it('compile', () => {
    expect(mistakes(PAGES)).toEqual([]);
  }, 60_000);
});

describe('the lines that adapt an SDK', () => {
  const page = textOf('docs/streaming.md');
  const section = page.slice(page.indexOf('## Sources'));
  const [, texts = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(section) ?? [];
  const adapters = [...section.matchAll(/^### (.*)\n[\s\S]*?^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, name = '', code = '']) => ({ name, code }),
  );
  const names = adapters.map(({ name }) => name);
  const codeOf = (name: string) => adapters.find((one) => one.name === name)?.code ?? '';
  const sdks = adapters.filter(({ name }) => !name.startsWith('No SDK'));

  /** Runs the lines, with the fakes in the place of the SDKs. */
  async function read(code: string, place: Record<string, unknown>): Promise<void> {
    const all: Record<string, unknown> = { ...sources, url: 'https://model.example', ...place };
    const { outputText } = ts.transpileModule(`${texts}\n${code}`, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    const body = `return (async () => {\n${outputText}\n})();`;
    await new Function(...Object.keys(all), body)(...Object.values(all));
  }

  async function withCard(work: (live: LiveCard) => Promise<unknown>): Promise<unknown> {
    const emulator = createEmulator();
    const app = createApp({ cardkit: emulator.cardkit, pace: 10 });
    const live = await app.send(
      <Card streamingMode>
        <Markdown id="answer" stream />
      </Card>,
      { to: 'oc_chat' },
    );
    await work(live);
    await app.close();
    return emulator.cards.get(live.cardId)?.card.body?.elements?.[0]?.content;
  }

  /** A body that arrives in parts of so many bytes. */
  function bodyOf(text: string, size: number): ReadableStream<Uint8Array> {
    const bytes = new TextEncoder().encode(text);
    return new ReadableStream({
      start(controller) {
        for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
        controller.close();
      },
    });
  }

  it('are there for every SDK that the fakes stand for', () => {
    expect(names).toHaveLength(9);
    for (const fake of ['openai', 'anthropic', 'streamText', 'ai', 'chatModel', 'ollama', 'fetch'])
      expect(adapters.filter(({ code }) => new RegExp(`\\b${fake}\\b`).test(code))).not.toEqual([]);
  });

  it('compile', () => {
    const modules = adapters.map(({ code }, i) => {
      const used = Object.keys(sources).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
      const head = `import type { LiveCard } from 'larkx/app';
        import { ${used.join(', ')} } from './model-sources.js';
        export declare const live: LiveCard, signal: AbortSignal, url: string;`;
      return [
        `adapter.${i}.ts`,
        `${head}\n${/\btexts\(/.test(code) ? texts : ''}\n${code}`,
      ] as const;
    });
    expect(mistakesIn(new Map(modules))).toEqual([]);
  }, 60_000);

  test.each(sdks.map(({ name, code }) => [name, code]))(
    'bring every word of %s into the card, and the signal to it',
    async (name, code) => {
      const { signal } = new AbortController();
      sources.given.signals.length = 0;
      const shown = await withCard((live) => read(code, { live, signal }));
      expect(shown).toBe(sources.WORDS.join(''));
      if (name !== 'Ollama') expect(sources.given.signals).toEqual([signal]);
    },
  );

  test.each(['as soon as it runs', 'although it has not begun'])(
    'end the request of Ollama, which takes no signal, %s',
    async (when) => {
      const stop = new AbortController();
      const abort = () => stop.abort(new Error('enough'));
      sources.given.aborted = 0;
      await withCard(async ({ stream }) => {
        const live = {
          stream(...all: Parameters<typeof stream>) {
            const done = stream(...all);
            abort();
            return done;
          },
        };
        const reading = read(codeOf('Ollama'), { live, signal: stop.signal });
        if (when === 'although it has not begun') abort();
        await expect(reading).rejects.toThrow('enough');
      });
      expect(sources.given.aborted).toBe(1);
    },
  );

  it('tell that the model behind the Vercel AI SDK failed', async () => {
    const { signal } = new AbortController();
    const code = codeOf('Vercel AI SDK');
    await withCard((live) =>
      expect(read(code, { live, signal, prompt: 'fail' })).rejects.toThrow('overloaded'),
    );
  });

  describe('without an SDK', () => {
    const code = codeOf('No SDK: server-sent events');
    const events = sources.CHAT_CHUNKS.map((chunk) => `data: ${JSON.stringify(chunk)}`);
    const sse = (end: string) =>
      [': a comment', 'event: message', ...events, 'data: [DONE]', ''].join(end + end);

    test.each([
      ['in one part', 1e6, '\n'],
      ['in parts of five bytes, which cut letters in two', 5, '\n'],
      ['in single bytes, which cut line ends in two', 1, '\r\n'],
    ])('bring every word %s', async (_, size, end) => {
      const { signal } = new AbortController();
      const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
        return new Response(bodyOf(sse(end), size));
      });
      const shown = await withCard((live) => read(code, { live, signal, fetch }));
      expect(shown).toBe(sources.WORDS.join(''));
      const [, init] = fetch.mock.calls[0] ?? [];
      expect(init?.signal).toBe(signal);
      expect(JSON.parse(String(init?.body))).toMatchObject({ model: 'a-model', stream: true });
    });

    it('throw for an answer that is none', async () => {
      const { signal } = new AbortController();
      const fetch = async () => new Response('busy', { status: 503 });
      await withCard((live) =>
        expect(read(code, { live, signal, fetch })).rejects.toThrow('HTTP 503'),
      );
    });

    it('take plain text as it comes', async () => {
      const [, line = ''] = /`(live\.stream\('answer', response\.[^`]*)`/.exec(section) ?? [];
      const response = new Response(bodyOf(sources.WORDS.join(''), 4));
      const shown = await withCard((live) => read(`await ${line};`, { live, response }));
      expect(shown).toBe(sources.WORDS.join(''));
    });
  });
});

describe('what the pages say', () => {
  test.each(PAGES)('leads somewhere with every link of %s', (page) => {
    const links = [
      ...textOf(page)
        .replace(FENCED, '')
        .matchAll(/\]\(([^)\s]+)\)/g),
    ];
    expect(links.length).toBeGreaterThan(10);
    for (const [, target = ''] of links) {
      const [file = '', place] = target.split('#');
      const path = file === '' ? page : resolve('/docs', file).slice(1);
      expect(() => textOf(path), target).not.toThrow();
      if (place)
        expect(
          headingsOf(path).map((name) => anchor(name).slice(1)),
          target,
        ).toContain(place);
    }
  });

  test('names every status', () => {
    const statuses = {
      creating: 1,
      sending: 1,
      idle: 1,
      flushing: 1,
      'backing-off': 1,
      resyncing: 1,
      closed: 1,
      dead: 1,
    } satisfies Record<LiveCard['status'], 1>;
    for (const status of Object.keys(statuses)) {
      expect(textOf(PAGES[0])).toMatch(new RegExp(`^\\| .*\`${status}\``, 'm'));
    }
  });

  test('gives each code of the service the answer that larkx gives', () => {
    const rows: readonly (readonly [RegExp, readonly ErrorKind[]])[] = [
      [/^does not answer/, ['retry']],
      [/^says that the card is another/, ['resync']],
      [/^has no time/, ['retry']],
      [/^has a reader who just clicked/, ['retry']],
      [/^says that the token/, ['retry']],
      [/^has ended streaming/, ['reopen']],
      [/^says that the card is too large/, ['split', 'fatal']],
      [/^says that the request is wrong/, ['fatal']],
      [/^has no such card/, ['gone']],
    ];
    const table = [...textOf(PAGES[0]).matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)];
    for (const [begin, kinds] of rows) {
      const row = table.find(([, who = '']) => begin.test(who));
      const codes = row?.[2]?.match(/\d{4,}/g) ?? [];
      expect(codes.length, String(begin)).toBeGreaterThan(0);
      for (const code of codes) expect(kinds).toContain(SERVICE_CODES[Number(code)]?.kind);
    }
  });

  test('has the pace that larkx keeps', () => {
    const [, chars = '', byText = '', cards = '', byCards = ''] =
      /^\| characters of .*?\|(.*)\|\n\| milliseconds .*?\|(.*)\|\n\| cards of .*?\|(.*)\|\n\| milliseconds .*?\|(.*)\|$/m.exec(
        textOf(PAGES[0]),
      ) ?? [];
    const numbers = (cells: string) =>
      cells.split('|').flatMap((cell) => cell.replace(/,/g, '').match(/\d+/)?.map(Number) ?? []);
    const active = (count: number) => ({ active: count }) as Budget;
    expect(numbers(byText)).toEqual(numbers(chars).map((many) => paceMs(PACE_MS, many, active(1))));
    expect(numbers(byCards)).toEqual(
      numbers(cards).map((many) => paceMs(PACE_MS, 0, active(many))),
    );
  });

  test('has the limits that larkx keeps', () => {
    const { elements, bytes, tables } = LIVE_SIZE;
    const row = `${elements}, ${bytes.toLocaleString('en')}, ${tables}`;
    expect(textOf(PAGES[0])).toContain(`| elements, bytes, tables of a live card | ${row} |`);
  });
});
