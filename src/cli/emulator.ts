import { PROFILES, type Profile } from '../emulator/knobs.js';
import { HOST_IS, isHost } from '../emulator/server/gate.js';
import { type RunningEmulator, type ServerOptions, startEmulator } from '../emulator/server.js';
import { callLine } from './call-line.js';
import { clickLine } from './click-line.js';
import type { Command } from './command.js';
import { emulatorHelp } from './emulator-help.js';
import { readCustomBots, readTemplates } from './option-files.js';
import { readKnobs } from './read-knobs.js';
import { readOptions, type ValuesOf } from './read-options.js';
import { UsageError } from './usage-error.js';

const DEFAULTS = {
  /** Where the emulator listens unless told otherwise: a bot's settings should outlive a restart. */
  port: 4100,
  /** It may run for days, and then nobody looks at the first calls and frames. */
  maxCalls: 2000,
  maxFrames: 200,
};

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  profile: { type: 'string' },
  knob: { type: 'string', multiple: true },
  seed: { type: 'string' },
  'app-id': { type: 'string' },
  'app-secret': { type: 'string' },
  callback: { type: 'string' },
  'encrypt-key': { type: 'string' },
  'verification-token': { type: 'string' },
  templates: { type: 'string' },
  'custom-bots': { type: 'string' },
  'max-calls': { type: 'string' },
  'max-frames': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `larkx emulator`: a CardKit on this machine for bots in any language, until it is told to stop. */
export const emulator: Command = {
  summary: 'a local CardKit over HTTP, with a page to look at its cards and to click them',
  async run(args) {
    const given = readOptions(args, OPTIONS);
    if (given.help) {
      process.stdout.write(emulatorHelp(DEFAULTS));
      return 0;
    }
    const options = serverOptions(given);
    if (!given.quiet) {
      options.onAnswer = (answered) => print(callLine(answered));
      options.onClick = (click) => print(clickLine(click));
    }
    const signals = untilStopped();
    let running: RunningEmulator;
    try {
      running = await startEmulator(options);
    } catch (error) {
      signals.forget();
      process.stderr.write(`larkx: ${whyNotStarted(error, options)}\n`);
      return 1;
    }
    print(introduction(running, options));
    const { callbackUrl } = options;
    if (callbackUrl !== undefined) print(await callbackState(running, callbackUrl));
    await signals.stopped;
    await running.close();
    signals.forget();
    return 0;
  },
};

type Given = ValuesOf<typeof OPTIONS>;

/** The options as the server takes them. Secrets of the environment stay out of the list of processes. */
function serverOptions(given: Given): ServerOptions {
  const callbackUrl = given.callback;
  if (callbackUrl !== undefined && !isHttpUrl(callbackUrl)) {
    throw new UsageError(
      `--callback is an http or https URL without a user name or password in it, ${rather(callbackUrl)}`,
    );
  }
  return {
    port: integer('port', given.port, 65_535) ?? DEFAULTS.port,
    host: given.host === undefined ? undefined : host('host', given.host),
    allowHosts: given['allow-host']?.map((name) => host('allow-host', name)),
    profile: profileOf(given.profile),
    knobs: readKnobs(given.knob ?? []),
    seed: integer('seed', given.seed, 2 ** 31 - 1),
    appId: given['app-id'],
    appSecret: given['app-secret'] ?? fromEnvironment('LARKX_APP_SECRET'),
    callbackUrl,
    encryptKey: given['encrypt-key'] ?? fromEnvironment('LARKX_ENCRYPT_KEY'),
    verificationToken: given['verification-token'] ?? fromEnvironment('LARKX_VERIFICATION_TOKEN'),
    templates: given.templates === undefined ? undefined : readTemplates(given.templates),
    customBots:
      given['custom-bots'] === undefined ? undefined : readCustomBots(given['custom-bots']),
    maxCalls: integer('max-calls', given['max-calls'], MOST) ?? DEFAULTS.maxCalls,
    maxFrames: integer('max-frames', given['max-frames'], MOST) ?? DEFAULTS.maxFrames,
  };
}

/** A million calls are more than the memory of a process. */
const MOST = 1_000_000;

/** An empty variable is one that is not set: nobody means a secret without a letter. */
function fromEnvironment(name: string): string | undefined {
  return process.env[name] || undefined;
}

function host(name: string, text: string): string {
  if (isHost(text)) return text;
  throw new UsageError(`--${name} is ${HOST_IS}, not ${JSON.stringify(text)}`);
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

/** What was given, and what was probably meant. A password in it is not repeated. */
function rather(callbackUrl: string): string {
  if (callbackUrl.includes('@')) return 'which this one has';
  const given = `not ${JSON.stringify(callbackUrl)}`;
  const whole = `http://${callbackUrl}`;
  const isMeant = /^[\w.-]+(:\d+)?(\/|$)/.test(callbackUrl) && isHttpUrl(whole);
  return isMeant ? `${given}; did you mean ${whole}?` : given;
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
async function callbackState(running: RunningEmulator, callbackUrl: string): Promise<string> {
  try {
    await running.verifyCallback();
    return `  callback         ${callbackUrl}: it answered the challenge\n`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `  callback         ${callbackUrl}: ${why}; clicks will be posted to it\n`;
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

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Resolves at the first signal to stop; a second one ends the process at once. */
function untilStopped(): { stopped: Promise<void>; forget(): void } {
  let onSignal = () => {};
  const stopped = new Promise<void>((resolve) => {
    let signals = 0;
    onSignal = () => {
      signals += 1;
      if (signals > 1) process.exit(1);
      resolve();
    };
  });
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  return {
    stopped,
    forget() {
      for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
    },
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
