import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/** Nothing of it asks anybody for anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const PATHS = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

interface Found {
  readonly executablePath: string;
  /** What it needs in its environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Starts Chromium: the one of `CHROMIUM_PATH`, or else one that is installed, or else the one that an npm package
 * carries. Without any, `undefined` and a loud word; an error where `CI` is `true`, so that no check passes by
 * skipping.
 */
export async function launchChromium(): Promise<Browser | undefined> {
  const told = process.env.CHROMIUM_PATH;
  const ways = told ? [(): Found => ({ executablePath: told })] : [installed, packed];
  const problems: string[] = [];
  for (const way of ways) {
    try {
      const found = way();
      if (!found) continue;
      const { executablePath, env } = found;
      return await chromium.launch({
        executablePath,
        args: FLAGS,
        env: { ...process.env, ...env },
      });
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const message = ['no browser: set CHROMIUM_PATH, or install Chromium or Chrome', ...problems];
  if (process.env.CI === 'true') throw new Error(message.join('\n'));
  console.warn(`\n!!! ${message.join('\n')}\n!!! THE TESTS IN A BROWSER ARE SKIPPED\n`);
  return undefined;
}

function installed(): Found | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PATHS];
  const executablePath = paths.find((path) => existsSync(path));
  return executablePath ? { executablePath } : undefined;
}

/**
 * The Chromium of `@sparticuz/chromium`: headless, for Linux on x64, compressed, with the libraries and fonts that a
 * bare machine lacks.
 */
function packed(): Found | undefined {
  const from = join(MODULES, '@sparticuz/chromium/package.json');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(from)) return undefined;
  const { version } = JSON.parse(readFileSync(from, 'utf8')) as { version: string };
  const home = join(MODULES, '.cache', `chromium-${version}`);
  if (!existsSync(home)) unpack(home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }),
    },
  };
}

/**
 * The package unpacks into the folder for temporary files, and takes what lies there already for whole. So it gets a
 * folder of its own, which gets its name when everything is in it.
 */
function unpack(home: string): void {
  mkdirSync(dirname(home), { recursive: true });
  const folder = mkdtempSync(`${home}-`);
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: dirname(MODULES),
    // Where it was made for, libraries are unpacked as well.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    encoding: 'utf8',
  });
  try {
    if (status !== 0) throw new Error(`Chromium could not be unpacked: ${stderr}`);
    renameSync(folder, home);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(home)) throw error;
  }
}
