import { createClient } from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { exitCode, playStates, type Step } from './play-states.js';

const json = process.argv.includes('--json');
const print = (line = '') => {
  if (!json) process.stdout.write(`${line}\n`);
};

const emulator = await startEmulator();
print(`A CardKit emulator listens on ${emulator.url}`);
print();
const steps: Step[] = [];
const card = await playStates(
  {
    cardkit: createClient({ appId: 'cli_demo', appSecret: 'demo', baseUrl: emulator.url }),
    held: (cardId) => emulator.cards.get(cardId)?.card,
  },
  (step) => {
    steps.push(step);
    printStep(step, steps.length);
  },
);
await emulator.close();
printSums(steps);
if (json) process.stdout.write(`${JSON.stringify(card, null, 2)}\n`);
process.exitCode = exitCode(steps);

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

function printSums(steps: readonly Step[]): void {
  const changes = steps.filter((step) => step.calls.length > 0);
  const calls = changes.flatMap((step) => step.calls);
  const sent = sum(calls.map((call) => call.bytes));
  const full = sum(changes.map((step) => step.fullBytes));
  print();
  print('                          calls      bytes');
  const row = (name: string, count: number, size: number) =>
    print(`  ${name.padEnd(22)}${String(count).padStart(6)}  ${bytes(size).padStart(9)}`);
  row('larkx', calls.length, sent);
  row('a full update each', changes.length, full);
  print();
  print(
    `  ${Math.round((100 * sent) / full)} % of the bytes; the emulator's card equals the rendered one after ` +
      `${steps.filter((step) => step.equal).length} of ${steps.length} states`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function bytes(n: number): string {
  return `${n.toLocaleString('en-US')} B`;
}
