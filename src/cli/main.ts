import { closest } from '../schema/closest.js';
import type { Command } from './command.js';
import { emulator } from './emulator.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

const COMMANDS: Readonly<Record<string, Command>> = { emulator };

/** Runs the command that `args` names and returns the exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h') {
      const out = name === undefined ? process.stderr : process.stdout;
      out.write(help());
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-v') {
      process.stdout.write(`${version()}\n`);
      return 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(unknown(name));
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`larkx: ${error.message}\n`);
    return 2;
  }
}

function unknown(name: string): string {
  const allowed = [...Object.keys(COMMANDS), '--help', '--version'];
  const meant = closest(name, allowed);
  const hint = meant ? `did you mean ${meant}?` : `there is ${allowed.join(', ')}`;
  return `no such ${name.startsWith('-') ? 'option' : 'command'}: ${name}; ${hint}`;
}

function help(): string {
  const commands = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(14)}${summary}`,
  );
  return [
    'Usage: larkx <command> [options]',
    '',
    'Commands',
    ...commands,
    '',
    'Options',
    '  --help        this text; larkx <command> --help for that of a command',
    '  --version     the version of the package',
    '',
  ].join('\n');
}
