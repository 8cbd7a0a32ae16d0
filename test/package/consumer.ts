import { execFile } from 'node:child_process';
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

/** What a command printed before it failed. */
class Failed extends Error {
  constructor(
    command: string,
    readonly output: string,
  ) {
    super(`${command}\n${output}`);
  }
}

function run(cwd: string, command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { cwd }, (error, stdout, stderr) => {
      if (error) reject(new Failed([command, ...args].join(' '), `${stdout}${stderr}`));
      else resolve(stdout);
    });
    child.stdin?.end();
  });
}

/** A user's project: an empty folder with the package installed from a tarball, as the registry would give it. */
export class Consumer {
  private constructor(
    readonly folder: string,
    /** What the tarball holds. */
    readonly files: readonly string[],
  ) {}

  /** Packs what the last build made. */
  static async create(): Promise<Consumer> {
    const folder = mkdtempSync(join(tmpdir(), 'larkx-consumer-'));
    const quietly = ['--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse(await run(root, 'npm', ['pack', ...quietly])) as [
      { filename: string; files: { path: string }[] },
    ];
    const bot = new Consumer(
      folder,
      packed.files.map(({ path }) => path),
    );
    bot.write('package.json', JSON.stringify({ name: 'bot', private: true, type: 'module' }));
    const offline = ['--prefer-offline', '--no-audit', '--no-fund'];
    await run(folder, 'npm', ['install', ...offline, `./${packed.filename}`]);
    return bot;
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes a tsconfig of this name and runs the compiler on it; the errors it reports. */
  async compile(
    name: string,
    version: keyof typeof COMPILERS,
    options: object,
    files: string[],
  ): Promise<string[]> {
    const config = `tsconfig.${name}.json`;
    this.write(config, JSON.stringify({ compilerOptions: options, files }));
    try {
      await run(this.folder, process.execPath, [
        COMPILERS[version],
        '--pretty',
        'false',
        '-p',
        config,
      ]);
      return [];
    } catch (error) {
      if (!(error instanceof Failed) || !error.output.includes(': error TS')) throw error;
      return error.output.trimEnd().split('\n');
    }
  }

  /** Runs a script of the project; what it prints. */
  node(script: string): Promise<string> {
    return run(this.folder, process.execPath, [script]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
