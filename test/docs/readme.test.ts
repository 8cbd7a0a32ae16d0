import { afterEach, describe, expect, it, vi } from 'vitest';
import { blocksOf, mistakes, programs, run } from './run.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const PAGES = ['README.md', 'README.zh.md'];

describe('the README', () => {
  it('has a first card that prints the JSON beside it', async () => {
    const [code = ''] = programs('README.md');
    const json = blocksOf('README.md').find(({ language }) => language === 'json')?.code ?? '';
    const [printed = ''] = await run(code, 'first-card');
    expect(JSON.parse(printed)).toEqual(JSON.parse(json));
  });

  it('has a first live card that ends with what the emulator holds', async () => {
    const [, , code = ''] = programs('README.md');
    const [printed = ''] = await run(code, 'live-card');
    expect(JSON.parse(printed).body.elements.map((one: any) => one.content)).toEqual([
      'compiled',
      '214 tests',
    ]);
  });

  it('shows how it goes without the app', async () => {
    const [, , , code = ''] = programs('README.md');
    const [calls = ''] = await run(code, 'without-app');
    expect(JSON.parse(calls)).toMatchObject([
      {
        type: 'batch',
        actions: [{ params: { element_id: 'step', partial_element: { content: 'testing' } } }],
      },
    ]);
  });

  it('has a first live card in Chinese that runs', async () => {
    const [, , code = ''] = programs('README.zh.md');
    await expect(run(code, 'live-card-zh')).resolves.toEqual([]);
  });

  it('has a first card in Chinese that runs', async () => {
    const [code = ''] = programs('README.zh.md');
    const [printed = ''] = await run(code, 'first-card-zh');
    expect(JSON.parse(printed).header.title.content).toBe('构建 118');
  });

  it.each(PAGES)('has %s show what becomes of a text', async (page) => {
    const blocks = blocksOf(page);
    const at = blocks.findIndex(({ code }) => code.includes('<at id=all>'));
    const printed = await run(blocks[at]?.code ?? '', `text-of-${page}`);
    expect(`${printed.join('\n')}\n`).toBe(blocks[at + 1]?.code);
  });

  it('has as many programs in both languages as are run', () => {
    expect(PAGES.map((page) => programs(page).length)).toEqual([4, 3]);
  });

  it('shows nothing that does not compile', () => {
    expect(mistakes(PAGES)).toEqual([]);
  }, 60_000);
});
