import { valuesOf } from '../emulator/knob-values.js';
import { DEFAULT_KNOBS, type Knobs, PROFILES } from '../emulator/knobs.js';

/** The text of `larkx emulator --help`. */
export function emulatorHelp(defaults: {
  port: number;
  maxCalls: number;
  maxFrames: number;
}): string {
  const knobs = (Object.keys(DEFAULT_KNOBS) as (keyof Knobs)[]).map(
    (name) => `  ${name.padEnd(29)}${valuesOf(name)}  [${DEFAULT_KNOBS[name]}]`,
  );
  return [
    'Usage: larkx emulator [options]',
    '',
    'Runs a local CardKit over HTTP until it gets SIGINT or SIGTERM. Prints a line per request.',
    '',
    'Options',
    `  --port <n>                   default ${defaults.port}; 0 is any free port`,
    '  --host <address>             default 127.0.0.1; any other lets the network in',
    '  --allow-host <name>          another name that clients reach this machine by; may be repeated',
    `  --profile <name>             ${Object.keys(PROFILES).join(', ')}  [documented]`,
    '  --knob <name>=<value>        one answer to an open question about the service; may be repeated',
    '  --seed <n>                   the same seed makes the same ids  [1]',
    '  --app-id <id>                the only app that gets a token; any, unless given',
    '  --app-secret <secret>        its secret; better LARKX_APP_SECRET',
    '  --callback <url>             where clicks are posted',
    '  --encrypt-key <key>          encrypts and signs what is posted; better LARKX_ENCRYPT_KEY',
    '  --verification-token <t>     goes with what is posted; better LARKX_VERIFICATION_TOKEN',
    '  --templates <file>           card templates, as JSON',
    '  --custom-bots <file>         the custom bots, as JSON; any, unless given',
    `  --max-calls <n>              how many calls are kept, the newest; default ${defaults.maxCalls}`,
    `  --max-frames <n>             how many frames of a card are kept; default ${defaults.maxFrames}`,
    '  --quiet, -q                  no line per request',
    '  --help, -h                   this text',
    '',
    'Knobs',
    ...knobs,
    '',
  ].join('\n');
}
