import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { vi } from 'vitest';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A code block of a page. */
export interface Block {
  readonly language: string;
  readonly code: string;
}

/** The code blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(resolve(ROOT, page), 'utf8');
  return [...text.matchAll(/^(`{3,})(\w+)\n([\s\S]*?)^\1$/gm)].map(
    ([, , language = '', code = '']) => ({ language, code }),
  );
}

/** The blocks that are whole programs. */
export const programs = (page: string): string[] =>
  blocksOf(page)
    .filter(({ language, code }) => /^tsx?$/.test(language) && /^import /m.test(code))
    .map(({ code }) => code);

/** Runs a program as a bot author would, against the sources of this repository; returns what it prints. */
export async function run(code: string, name: string): Promise<string[]> {
  const outfile = resolve(ROOT, 'node_modules/.cache/larkx-docs', `${name}.mjs`);
  await build({
    stdin: { contents: code, loader: 'tsx', resolveDir: ROOT },
    tsconfig: resolve(ROOT, 'tsconfig.json'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['got', '@larksuiteoapi/node-sdk'],
    outfile,
  });
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((value: unknown) => {
    printed.push(typeof value === 'string' ? value : JSON.stringify(value));
  });
  await import(/* @vite-ignore */ `${pathToFileURL(outfile).href}?${Date.now()}`);
  return printed;
}

/** What the compiler says about the programs of some pages. */
export function mistakes(pages: readonly string[]): string[] {
  const found = pages.flatMap((page) =>
    programs(page).map((code, i) => [`${page.replace('/', '.')}.${i}.tsx`, code] as const),
  );
  return mistakesIn(new Map(found));
}

/** What the compiler says about modules that stand in no file, by the names that they would have in this folder. */
export function mistakesIn(modules: ReadonlyMap<string, string>): string[] {
  const files = new Map(
    [...modules].map(([name, code]) => [resolve(ROOT, 'test/docs', name), code] as const),
  );
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
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (found) => `${name}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`,
    );
  });
}
