import { parseArgs } from 'node:util';
import { createClient } from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { EXAMPLES } from './all.js';
import { isGood, type Play, playStates, type Step } from './play-states.js';

const {
  values: { json, card: wanted },
} = parseArgs({ options: { json: { type: 'boolean', default: false }, card: { type: 'string' } } });
const name = wanted ?? (json ? 'agent-run' : undefined);
const examples = EXAMPLES.filter((example) => name === undefined || example.name === name);
if (examples.length === 0) {
  const names = EXAMPLES.map((example) => example.name).join(', ');
  process.stderr.write(`There is no card ${JSON.stringify(name)}; there are ${names}.\n`);
  process.exit(1);
}
const print = (line = '') => {
  if (!json) process.stdout.write(`${line}\n`);
};

const emulator = await startEmulator();
print(`A CardKit emulator listens on ${emulator.url}`);
const stage = {
  cardkit: createClient({ appId: 'cli_demo', appSecret: 'demo', baseUrl: emulator.url }),
  held: (cardId: string) => emulator.cards.get(cardId)?.card,
};
const plays: Play[] = [];
for (const example of examples) {
  print();
  print(example.title);
  print();
  plays.push(await playStates(example, stage, printStep));
}
await emulator.close();
printSums(plays);
if (json) process.stdout.write(`${JSON.stringify(plays[0]?.card, null, 2)}\n`);
process.exitCode = plays.every(isGood) ? 0 : 1;

function printStep({ title, calls, allowed, fullBytes, equal }: Step, n: number): void {
  print(`${String(n).padStart(2)}  ${title}`);
  if (n === 1) print(`      create and send   ${bytes(fullBytes)}`);
  else if (calls.length === 0) print('      no call');
  for (const call of calls) {
    const what = call.type === 'batch' ? `batch of ${call.operations}` : call.type;
    print(`      ${what.padEnd(14)}${bytes(call.bytes).padStart(9)}   sequence ${call.sequence}`);
  }
  if (calls.length > 0) print(`      ${'full update'.padEnd(14)}${bytes(fullBytes).padStart(9)}`);
  if (!equal) print('      THE EMULATOR HOLDS ANOTHER CARD');
  if (calls.length > allowed) print(`      MORE THAN ${allowed} CALLS`);
}

/** What larkx sent, beside a full update for each state that changed something. */
function printSums(plays: readonly Play[]): void {
  const row = (name: string, steps: readonly Step[]) => {
    const changes = steps.filter((step) => step.calls.length > 0);
    const calls = changes.flatMap((step) => step.calls);
    const sent = sum(calls.map((call) => call.bytes));
    const full = sum(changes.map((step) => step.fullBytes));
    print(
      `  ${name.padEnd(18)}${String(steps.length).padStart(6)}` +
        `${String(calls.length).padStart(8)}${bytes(sent).padStart(11)}` +
        `${String(changes.length).padStart(15)}${bytes(full).padStart(11)}` +
        `${`${Math.round((100 * sent) / full)} %`.padStart(8)}`,
    );
  };
  const all = plays.flatMap(({ steps }) => steps);
  print();
  print('                    states   calls      bytes   full updates      bytes   ratio');
  for (const { example, steps } of plays) row(example.title, steps);
  if (plays.length > 1) row('all', all);
  print();
  print(
    `  the emulator's card equals the rendered one after ` +
      `${all.filter((step) => step.equal).length} of ${all.length} states`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function bytes(n: number): string {
  return `${n.toLocaleString('en-US')} B`;
}
