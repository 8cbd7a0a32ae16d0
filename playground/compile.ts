import { names } from 'virtual:sandbox';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { build, initialize, type Message, type Plugin } from 'esbuild-wasm';
import wasmURL from 'esbuild-wasm/esbuild.wasm?url';
import type { Issue } from '../src/index.js';
import { closest } from '../src/schema/closest.js';
import { COMPILED, FILE } from './protocol.js';

/*
 * The compiler is 14 MB of WebAssembly: this module is imported when it is needed, and not with the page.
 */

export type Compiled =
  | {
      readonly ok: true;
      /** A body of a function of `module`, `__larkx` and `__runtime`. */
      readonly code: string;
      readonly warnings: readonly Issue[];
      /** Puts an issue of the compiled code to its place in the source. */
      readonly place: (issue: Issue) => Issue;
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

let started: Promise<void> | undefined;

/** Starts the compiler, once. Where it could not be had, the next call tries again. */
function start(): Promise<void> {
  started ??= initialize({ wasmURL: new URL(wasmURL, document.baseURI).href }).catch(
    (error: unknown) => {
      started = undefined;
      throw error;
    },
  );
  return started;
}

/** Compiles the author's TSX. Throws only where the compiler itself cannot be had. */
export async function compile(source: string): Promise<Compiled> {
  await start();
  try {
    const { outputFiles, warnings } = await build({
      stdin: { contents: source, loader: 'tsx', sourcefile: FILE },
      bundle: true,
      write: false,
      format: 'cjs',
      target: 'es2022',
      jsx: 'automatic',
      jsxDev: true,
      jsxImportSource: 'larkx',
      sourcemap: 'external',
      outfile: 'card.js',
      plugins: [imports],
      logLevel: 'silent',
      tsconfigRaw: '{}',
    });
    const file = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
    const map = new TraceMap(file('.map'));
    return {
      ok: true,
      code: file('.js'),
      warnings: warnings.map((message) => issueOf(message, 'warning')),
      place: (issue) => placed(issue, map),
    };
  } catch (error) {
    const { errors } = error as { errors?: Message[] };
    if (!errors) throw error;
    return { ok: false, issues: errors.map((message) => issueOf(message, 'error')) };
  }
}

/** What can be imported, and the name by which the sandbox hands it in. */
const MODULES: Readonly<Record<string, { as: string; names: readonly string[] }>> = {
  larkx: { as: '__larkx', names },
  'larkx/jsx-dev-runtime': { as: '__runtime', names: ['Fragment', 'jsxDEV'] },
};

/** A module's exports are spelled out, so that the compiler finds an import of what is not there. */
const imports: Plugin = {
  name: 'imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path }) => {
      if (Object.hasOwn(MODULES, path)) return { path, namespace: 'module' };
      return { errors: [{ text: path, detail: FOREIGN }] };
    });
    onLoad({ filter: /.*/, namespace: 'module' }, ({ path }) => {
      const module = MODULES[path];
      return { contents: `export const { ${module?.names.join(', ')} } = ${module?.as};` };
    });
  },
};

/** Marks an error of {@link imports}. */
const FOREIGN = 'foreign';

function issueOf(message: Message, severity: Issue['severity']): Issue {
  const { location } = message;
  const issue: Issue = { severity, path: '', ...said(message) };
  if (location?.file === FILE) {
    const column = utf16Column(location.lineText, location.column) + 1;
    issue.source = { file: FILE, line: location.line, column };
  }
  return issue;
}

function said({ text, detail, notes }: Message): Pick<Issue, 'code' | 'message' | 'hint'> {
  if (detail === FOREIGN) {
    return {
      code: 'import',
      message: `cannot import "${text}" here`,
      hint: `the playground has ${Object.keys(MODULES).join(' and ')}`,
    };
  }
  const missing = /^No matching export in "module:(.+)" for import "(.+)"$/.exec(text);
  if (missing) {
    const [, module = '', name = ''] = missing;
    const meant = closest(name, MODULES[module]?.names ?? []);
    const message = `"${module}" has no export ${name}`;
    return { code: 'import', message, ...(meant ? { hint: `did you mean ${meant}?` } : {}) };
  }
  const [note] = notes;
  return { code: 'syntax', message: text, ...(note ? { hint: note.text } : {}) };
}

/** The compiler counts bytes. */
function utf16Column(line: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(line).subarray(0, bytes)).length;
}

function placed(issue: Issue, map: TraceMap): Issue {
  const { source, ...rest } = issue;
  if (source?.file !== COMPILED) return issue;
  const { line, column } = source;
  const at = originalPositionFor(map, { line, column: Math.max(0, column - 1) });
  if (at.line === null || !at.source?.endsWith(FILE)) return rest;
  return { ...rest, source: { file: FILE, line: at.line, column: at.column + 1 } };
}
