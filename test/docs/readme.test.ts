import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** The code blocks of a page, in order. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(resolve(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , code]) => code ?? '');
}

/** Runs a block as a bot author would, against the sources of this repository. */
async function run(code: string, name: string): Promise<string[]> {
  const outfile = resolve(ROOT, 'node_modules/.cache/larkx-docs', `${name}.mjs`);
  await build({
    stdin: { contents: code, loader: 'tsx', resolveDir: ROOT },
    tsconfig: resolve(ROOT, 'tsconfig.json'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['got'],
    outfile,
  });
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((value: unknown) => {
    printed.push(typeof value === 'string' ? value : JSON.stringify(value));
  });
  await import(/* @vite-ignore */ `${pathToFileURL(outfile).href}?${Date.now()}`);
  return printed;
}

afterEach(() => {
  vi.restoreAllMocks();
});

const tsx = (page: string) => blocks(page, 'tsx').filter((code) => code.includes('import '));
const PAGES = ['README.md', 'README.zh.md'];

describe('the README', () => {
  it('has a first card that prints the JSON beside it', async () => {
    const [code = ''] = tsx('README.md');
    const [json = ''] = blocks('README.md', 'json');
    const [printed = ''] = await run(code, 'first-card');
    expect(JSON.parse(printed)).toEqual(JSON.parse(json));
  });

  it('has a first live card that ends with what the emulator holds', async () => {
    const [, code = ''] = tsx('README.md');
    const [printed = ''] = await run(code, 'live-card');
    expect(JSON.parse(printed).body.elements.map((one: any) => one.content)).toEqual([
      'compiled',
      '214 tests',
    ]);
  });

  it('shows how it goes without the app', async () => {
    const [, , code = ''] = tsx('README.md');
    const [calls = ''] = await run(code, 'without-app');
    expect(JSON.parse(calls)).toMatchObject([
      {
        type: 'batch',
        actions: [{ params: { element_id: 'step', partial_element: { content: 'testing' } } }],
      },
    ]);
  });

  it('has a first live card in Chinese that runs', async () => {
    const [, code = ''] = tsx('README.zh.md');
    await expect(run(code, 'live-card-zh')).resolves.toEqual([]);
  });

  it('has a first card in Chinese that runs', async () => {
    const [code = ''] = tsx('README.zh.md');
    const [printed = ''] = await run(code, 'first-card-zh');
    expect(JSON.parse(printed).header.title.content).toBe('构建 118');
  });

  it('shows nothing that does not compile', () => {
    const files = new Map(
      PAGES.flatMap((page) =>
        tsx(page).map((code, i) => [resolve(ROOT, 'test/docs', `${page}.${i}.tsx`), code] as const),
      ),
    );
    expect(files.size).toBe(5);
    const { config } = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, readFile } = host;
    host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
    host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
    host.getSourceFile = (name, version, ...rest) => {
      const code = files.get(name);
      return code === undefined
        ? getSourceFile.call(host, name, version, ...rest)
        : ts.createSourceFile(name, code, version);
    };
    const program = ts.createProgram([...files.keys()], options, host);
    const wrong = [...files.keys()].flatMap((name) => {
      const file = program.getSourceFile(name);
      return [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ].map((found) => `${name}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`);
    });
    expect(wrong).toEqual([]);
  }, 60_000);
});
