import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import ts from 'typescript';

/** Subpaths that run in a browser as well: they may not reach anything outside the package. */
const BROWSER_SAFE = ['.', './jsx-runtime', './jsx-dev-runtime', './app', './emulator'];

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

interface Entry {
  /** What a user writes: `./app` of `exports`, or the name of a command. */
  name: string;
  /** `src/app/index.ts` */
  source: string;
  /** `dist/app.js` */
  output: string;
}

/** What can be imported. */
interface Subpath extends Entry {
  /** `dist/types/src/app/index.d.ts` */
  types: string;
}

/** The sources of the commands that `bin` of package.json names. */
const COMMANDS: Readonly<Record<string, string>> = { larkx: 'src/cli/index.ts' };

class BuildError extends Error {}

/**
 * Where a subpath's code comes from is written once, in `paths` of tsconfig.json; where it goes, once, in `exports`
 * of package.json. The two must speak of the same subpaths.
 */
function readSubpaths(): Subpath[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>;
  };
  const { config, error } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  if (error) throw new BuildError(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const sources = new Map(
    Object.entries(config.compilerOptions.paths as Record<string, [string]>).map(
      ([name, [source]]) => [name.replace(/^larkx/, '.'), source.replace(/^\.\//, '')],
    ),
  );

  const subpaths: Subpath[] = [];
  for (const [subpath, target] of Object.entries(exports)) {
    if (typeof target === 'string') continue; // A file as it is, such as package.json.
    const source = sources.get(subpath);
    if (!source) throw new BuildError(`exports["${subpath}"] has no source in tsconfig's paths`);
    if (!existsSync(source)) throw new BuildError(`exports["${subpath}"]: no file ${source}`);
    sources.delete(subpath);
    const types = `./dist/types/${source.replace(/\.ts$/, '.d.ts')}`;
    if (target.types !== types)
      throw new BuildError(`exports["${subpath}"].types is ${target.types}, not ${types}`);
    const output = target.default.slice(2);
    subpaths.push({ name: subpath, source, output, types: types.slice(2) });
  }
  for (const subpath of sources.keys())
    throw new BuildError(`tsconfig's paths have ${subpath}, exports of package.json have not`);
  return subpaths;
}

/** The commands: where their code comes from is written here, where it goes, in `bin` of package.json. */
function readCommands(): Entry[] {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    bin: Record<string, string>;
  };
  const names = new Set([...Object.keys(bin), ...Object.keys(COMMANDS)]);
  return [...names].map((name) => {
    const [source, output] = [COMMANDS[name], bin[name]?.replace(/^\.\//, '')];
    if (!source || !output) throw new BuildError(`bin has ${name}, or the build has, not both`);
    return { name, source, output };
  });
}

/** What is installed with the package, so that its code and its types may name it. */
function dependencies(): Set<string> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  ) as Record<'dependencies' | 'peerDependencies', Record<string, string> | undefined>;
  return new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
}

const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]*/.exec(specifier)?.[0] ?? specifier;

/**
 * Lets a user's bundler drop the components that a bot does not use, although the sources are written for readers.
 * What a bundler cannot see to be without effect is rewritten, for the time of the build, into what it can:
 *
 *     const button = define({ ...common })   ->  const button = /* @__PURE__ *\/ (() => define({ ...common }))()
 *     import * as components from './x.js'   ->  import { A, B } from './x.js'; const components = { A, B };
 */
const droppable: Plugin = {
  name: 'droppable',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:components|schema|card)[\\/].*\.tsx?$/ }, ({ path }) => {
      let text = readFileSync(path, 'utf8');
      const edits: { from: number; to: number; text: string }[] = [];
      for (const statement of parse(path).statements) {
        if (ts.isVariableStatement(statement)) {
          for (const { initializer } of statement.declarationList.declarations) {
            if (!initializer || !computes(initializer)) continue;
            const { pos: from, end: to } = initializer;
            const pure = ` /* @__PURE__ */ (() => (${text.slice(from, to)}))()`;
            edits.push({ from, to, text: pure });
          }
        } else if (ts.isImportDeclaration(statement)) {
          const namespace = statement.importClause?.namedBindings;
          if (!namespace || !ts.isNamespaceImport(namespace)) continue;
          const source = (statement.moduleSpecifier as ts.StringLiteral).text;
          const names = valuesOf(join(dirname(path), source.replace(/\.js$/, '.ts'))).join(', ');
          edits.push({
            from: statement.pos,
            to: statement.end,
            text: `import { ${names} } from '${source}'; const ${namespace.name.text} = { ${names} };`,
          });
        }
      }
      // From the end, so that what comes before keeps its place.
      for (const edit of edits.reverse())
        text = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
      return { contents: text, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/**
 * Puts the files of the emulator's page into the module that reads them from beside itself: the package has no folder
 * of files beside its code, and a bundle has its code elsewhere.
 */
const pageFiles: Plugin = {
  name: 'page-files',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]emulator[\\/]server[\\/]page-files\.ts$/ }, ({ path }) => {
      const read = (name: string) => readFileSync(join(dirname(path), 'page', name), 'utf8');
      const page = { html: read('page.html'), css: read('page.css'), js: read('page.js') };
      return { contents: `export const PAGE = ${JSON.stringify(page)};`, loader: 'js' };
    });
  },
};

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
}

/** The values that a barrel re-exports by name. */
function valuesOf(barrel: string): string[] {
  return parse(barrel).statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (!ts.isExportDeclaration(statement) || !clause || !ts.isNamedExports(clause))
      throw new BuildError(`${relative(root, barrel)}: a barrel has nothing but "export { ... }"`);
    if (statement.isTypeOnly) return [];
    return clause.elements.flatMap(({ isTypeOnly, name }) => (isTypeOnly ? [] : [name.text]));
  });
}

/** Whether evaluating an expression calls something: functions are not entered. */
function computes(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isSpreadAssignment(node))
    return true;
  return ts.forEachChild(node, (child) => computes(child) || undefined) ?? false;
}

async function emitCode(entries: readonly Entry[]): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: entries.map(({ source, output }) => ({
      in: source,
      out: relative('dist', output).replace(/\.js$/, ''),
    })),
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    target: ['node20', 'es2022'],
    jsx: 'automatic',
    jsxImportSource: 'larkx',
    tsconfig: 'tsconfig.json',
    sourcemap: true,
    plugins: [droppable, pageFiles],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

function emitTypes(): void {
  const tsc = 'node_modules/typescript/bin/tsc';
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new BuildError('the declarations could not be made');
}

/**
 * Where the compiler has to name a type that the source did not import, it finds `larkx/jsx-runtime` by way of
 * `paths`. A package that imports itself by name depends on how the user resolves modules; a relative path does not.
 */
function makeRelative(subpaths: readonly Subpath[]): void {
  const types = new Map(subpaths.map(({ name, types }) => [`larkx${name.slice(1)}`, types]));
  for (const file of declarations()) {
    let text = readFileSync(file, 'utf8');
    const byName = ts
      .preProcessFile(text, true, true)
      .importedFiles.filter(({ fileName }) => types.has(fileName));
    // From the end, so that what comes before keeps its place.
    for (const { fileName, pos } of byName.sort((a, b) => b.pos - a.pos)) {
      const end = pos + fileName.length + 2; // Its own `end` forgets the quotes.
      const target = (types.get(fileName) ?? '').replace(/\.d\.ts$/, '.js');
      const path = relative(dirname(file), target).replaceAll('\\', '/');
      text = `${text.slice(0, pos)}"${path.startsWith('.') ? path : `./${path}`}"${text.slice(end)}`;
    }
    if (byName.length > 0) writeFileSync(file, text);
  }
}

function declarations(): string[] {
  return readdirSync('dist/types', { recursive: true, encoding: 'utf8' })
    .map((name) => join('dist/types', name))
    .filter((name) => name.endsWith('.d.ts'));
}

/** What an output imports, over all chunks. */
function* reached(outputs: Metafile['outputs'], entry: string): Generator<string> {
  const seen = new Set([entry]);
  for (const path of seen) {
    for (const { path: target, external } of outputs[path]?.imports ?? []) {
      if (external) yield target;
      else seen.add(target);
    }
  }
}

function checkCode(entries: readonly Entry[], { outputs }: Metafile): string[] {
  const problems: string[] = [];
  for (const { name, output } of entries) {
    if (!outputs[output]) problems.push(`${name}: ${output} was not written`);
    for (const target of reached(outputs, output)) {
      if (target === 'larkx' || target.startsWith('larkx/'))
        problems.push(`${name} imports ${target} by name: a second copy of the package`);
      else if (BROWSER_SAFE.includes(name))
        problems.push(`${name} must run in a browser, but reaches ${target}`);
    }
  }
  // A module in two outputs would have its state twice.
  const home = new Map<string, string>();
  for (const [output, { inputs }] of Object.entries(outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0) continue;
      const other = home.get(input);
      if (other) problems.push(`${input} is in both ${other} and ${output}`);
      home.set(input, output);
    }
  }
  return problems;
}

/** What a declaration file imports: every specifier and every `/// <reference types>`. */
function typeImports(file: string): Set<string> {
  const found = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return new Set(
    [...found.importedFiles, ...found.typeReferenceDirectives].map(({ fileName }) => fileName),
  );
}

function checkTypes(subpaths: readonly Subpath[]): string[] {
  const problems: string[] = [];
  for (const file of declarations()) {
    for (const name of typeImports(file)) {
      if (/^\.\.?\//.test(name)) {
        // `nodenext` wants the extension that exists at run time.
        const target = join(dirname(file), name.replace(/\.js$/, '.d.ts'));
        if (!name.endsWith('.js') || !existsSync(target))
          problems.push(`${file}: "${name}" leads nowhere`);
      } else if (name === 'larkx' || name.startsWith('larkx/')) {
        problems.push(`${file}: imports the package by name ("${name}")`);
      }
    }
  }

  const known = dependencies();
  for (const { name: subpath, types } of subpaths) {
    if (!existsSync(types)) problems.push(`${subpath}: ${types} was not written`);
    const seen = new Set([resolve(types)]);
    for (const file of seen) {
      if (!existsSync(file)) continue;
      for (const name of typeImports(file)) {
        if (name.startsWith('.')) seen.add(resolve(dirname(file), name.replace(/\.js$/, '.d.ts')));
        else if (BROWSER_SAFE.includes(subpath) || !(isBuiltin(name) || known.has(packageOf(name))))
          problems.push(`${subpath}: its types need "${name}" (${relative(root, file)})`);
      }
    }
  }
  return problems;
}

function checkDependencies({ outputs }: Metafile): string[] {
  const known = dependencies();
  const problems = new Set<string>();
  for (const [output, { imports }] of Object.entries(outputs)) {
    for (const { path, external } of imports) {
      if (external && !isBuiltin(path) && !known.has(packageOf(path)))
        problems.add(`${output} imports ${path}, which is no dependency`);
    }
  }
  return [...problems];
}

async function main(): Promise<void> {
  rmSync('dist', { recursive: true, force: true });
  const subpaths = readSubpaths();
  const entries = [...subpaths, ...readCommands()];
  const metafile = await emitCode(entries);
  emitTypes();
  makeRelative(subpaths);
  const problems = [
    ...checkCode(entries, metafile),
    ...checkDependencies(metafile),
    ...checkTypes(subpaths),
  ];
  if (problems.length > 0) throw new BuildError(problems.join('\n'));

  for (const { name, output } of entries) {
    const bytes = metafile.outputs[output]?.bytes ?? 0;
    console.log(`${name.padEnd(20)} ${output.padEnd(28)} ${(bytes / 1024).toFixed(1)} kB`);
  }
}

try {
  await main();
} catch (error) {
  // esbuild has printed its own errors.
  if (error instanceof BuildError) console.error(`build: ${error.message}`);
  else if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
