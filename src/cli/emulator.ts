import { PROFILES, type Profile } from '../emulator/knobs.js';
import { type RunningEmulator, type ServerOptions, startEmulator } from '../emulator/server.js';
import { callLine } from './call-line.js';
import type { Command } from './command.js';
import { emulatorHelp } from './emulator-help.js';
import { readKnobs } from './knob-values.js';
import { readOptions, type ValuesOf } from './read-options.js';
import { UsageError } from './usage-error.js';

/** Where the emulator listens unless told otherwise: a bot's settings should outlive a restart. */
const DEFAULT_PORT = 4100;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  profile: { type: 'string' },
  knob: { type: 'string', multiple: true },
  seed: { type: 'string' },
  'app-id': { type: 'string' },
  'app-secret': { type: 'string' },
  callback: { type: 'string' },
  'encrypt-key': { type: 'string' },
  'verification-token': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `larkx emulator`: a CardKit on this machine for bots in any language, until it is told to stop. */
export const emulator: Command = {
  summary: 'a local CardKit over HTTP, with a page to look at its cards and to click them',
  async run(args) {
    const given = readOptions(args, OPTIONS);
    if (given.help) {
      process.stdout.write(emulatorHelp(DEFAULT_PORT));
      return 0;
    }
    const options = serverOptions(given);
    if (!given.quiet) options.onAnswer = (answered) => print(callLine(answered));
    const stopped = untilStopped();
    let running: RunningEmulator;
    try {
      running = await startEmulator(options);
    } catch (error) {
      process.stderr.write(`larkx: ${whyNotStarted(error, options)}\n`);
      return 1;
    }
    print(introduction(running, options));
    if (options.callbackUrl !== undefined) print(await callbackState(running));
    await stopped;
    await running.close();
    return 0;
  },
};

type Given = ValuesOf<typeof OPTIONS>;

/** The options as the server takes them. Secrets of the environment stay out of the list of processes. */
function serverOptions(given: Given): ServerOptions {
  const { env } = process;
  const callbackUrl = given.callback;
  if (callbackUrl !== undefined && !isHttpUrl(callbackUrl)) {
    throw new UsageError(
      '--callback is an http or https URL without a user name or password in it',
    );
  }
  return {
    port: integer('port', given.port, 65_535) ?? DEFAULT_PORT,
    host: given.host,
    profile: profileOf(given.profile),
    knobs: readKnobs(given.knob ?? []),
    seed: integer('seed', given.seed, 2 ** 31 - 1),
    appId: given['app-id'],
    appSecret: given['app-secret'] ?? env.LARKX_APP_SECRET,
    callbackUrl,
    encryptKey: given['encrypt-key'] ?? env.LARKX_ENCRYPT_KEY,
    verificationToken: given['verification-token'] ?? env.LARKX_VERIFICATION_TOKEN,
  };
}

function integer(name: string, text: string | undefined, highest: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > highest) {
    throw new UsageError(
      `--${name} is a whole number up to ${highest}, not ${JSON.stringify(text)}`,
    );
  }
  return value;
}

function profileOf(name: string | undefined): Profile | undefined {
  if (name === undefined || Object.hasOwn(PROFILES, name)) return name as Profile | undefined;
  throw new UsageError(
    `--profile is ${Object.keys(PROFILES).join(', ')}, not ${JSON.stringify(name)}`,
  );
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** What to put into a bot so that it talks to this emulator. */
function introduction(
  { url, profile }: RunningEmulator,
  { appId, appSecret }: ServerOptions,
): string {
  const id = appId ?? 'cli_local';
  const secret = appSecret === undefined ? "'any'" : '...';
  return [
    `A CardKit emulator listens on ${url} (profile ${profile}).`,
    '',
    `  its page         ${url}/`,
    `  app id, secret   ${credentials(appId, appSecret)}`,
    `  larkx            createClient({ appId: '${id}', appSecret: ${secret}, baseUrl: '${url}' })`,
    `  official SDK     new Client({ appId: '${id}', appSecret: ${secret}, domain: '${url}' })`,
    '',
  ].join('\n');
}

function credentials(appId: string | undefined, appSecret: string | undefined): string {
  if (appId === undefined && appSecret === undefined) return 'any';
  return `${appId ?? 'any'}, ${appSecret === undefined ? 'any' : 'the one that was given'}`;
}

/** Whether the bot answers the check of its address. A bot that starts later is none the worse. */
async function callbackState(running: RunningEmulator): Promise<string> {
  try {
    await running.verifyCallback();
    return '  callback         answered the challenge\n';
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `  callback         ${why}; clicks will be posted there all the same\n`;
  }
}

const REASONS: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) => `port ${port} is taken; choose another with --port, or 0 for any`,
  EACCES: (port) => `port ${port} needs more rights; choose one above 1023 with --port`,
  EADDRNOTAVAIL: (_, host) => `${host} is no address of this machine`,
  ENOTFOUND: (_, host) => `${host} is no address of this machine`,
};

function whyNotStarted(error: unknown, { port = 0, host = '127.0.0.1' }: ServerOptions): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return Object.hasOwn(REASONS, code) ? (REASONS[code]?.(port, host) ?? message) : message;
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    const onSignal = () => {
      signals += 1;
      if (signals > 1) process.exit(1);
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
