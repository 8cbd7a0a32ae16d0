import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The compilers a user may have; the oldest is the one package.json promises. */
export const COMPILERS = {
  '5.9': join(root, 'node_modules/typescript/bin/tsc'),
  '5.1': join(root, 'node_modules/typescript-5.1/bin/tsc'),
} as const;

/** The module systems under which the declarations must resolve. */
export const MODULES = {
  bundler: { module: 'ESNext', moduleResolution: 'bundler' },
  nodenext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
} as const;

/** What a user's project has who follows the README, as strict as it gets. */
export const STRICT = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  types: [],
  jsx: 'react-jsx',
  jsxImportSource: 'larkx',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  // Our declarations are checked too, not only used.
  skipLibCheck: false,
};

function run(cwd: string, command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  }
}

/** A user's project: an empty folder with the package installed from a tarball, as the registry would give it. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'larkx-consumer-'));
  /** What the tarball holds. */
  readonly files: readonly string[];

  /** Packs what the last build made. */
  constructor() {
    const [packed] = JSON.parse(
      run(root, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder]),
    ) as [{ filename: string; files: { path: string }[] }];
    this.files = packed.files.map(({ path }) => path);
    this.write('package.json', JSON.stringify({ name: 'bot', private: true, type: 'module' }));
    const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];
    run(this.folder, 'npm', ['install', ...quietly, `./${packed.filename}`]);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes a tsconfig of this name and runs the compiler on it; throws with what it says. */
  compile(name: string, version: keyof typeof COMPILERS, options: object, files: string[]): void {
    const config = `tsconfig.${name}.json`;
    this.write(config, JSON.stringify({ compilerOptions: options, files }));
    run(this.folder, process.execPath, [COMPILERS[version], '-p', config]);
  }

  /** Runs a script of the project; what it prints. */
  node(script: string): string {
    return run(this.folder, process.execPath, [script]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
