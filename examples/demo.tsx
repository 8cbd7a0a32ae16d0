import { isDeepStrictEqual } from 'node:util';
import { type CardJson, render } from 'larkx';
import { type CallEvent, createApp } from 'larkx/app';
import { createClient } from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { AgentCard, STATES } from './agent-run.js';

/** One state of the card, and what it took to get there. */
interface Step {
  title: string;
  calls: CallEvent[];
  /** What sending the whole card would have taken. */
  fullBytes: number;
  equal: boolean;
  /** How many calls are as many as it may take. */
  allowed: number;
}

const json = process.argv.includes('--json');
const print = (line = '') => {
  if (!json) process.stdout.write(`${line}\n`);
};

const emulator = await startEmulator();
print(`A CardKit emulator listens on ${emulator.url}`);
print();
const steps: Step[] = [];
let calls: CallEvent[] = [];
const client = createClient({ appId: 'cli_demo', appSecret: 'demo', baseUrl: emulator.url });
const app = createApp({ cardkit: client, onCall: (event) => calls.push(event) });

const [first, ...others] = STATES;
if (!first) throw new Error('the demo has no states');
const live = await app.send(<AgentCard run={first.run} />, { to: 'oc_demo' });
const held = (): CardJson | undefined => emulator.cards.get(live.cardId)?.card;
note(first.title, first.run, 0);
print(` 1  ${first.title}`);
print(`      create and send   ${bytes(steps[0]?.fullBytes ?? 0)}`);

for (const [i, { title, run }] of others.entries()) {
  calls = [];
  const was = others[i - 1]?.run ?? first.run;
  await live.render(<AgentCard run={run} />);
  const allowed = isDeepStrictEqual(was, run) ? 0 : run.phase === 'running' ? 2 : 1;
  const step = note(title, run, allowed);
  print(`${String(i + 2).padStart(2)}  ${title}`);
  if (calls.length === 0) print('      no call');
  for (const call of calls) {
    const what = call.type === 'batch' ? `batch of ${call.operations}` : call.type;
    print(`      ${what.padEnd(14)}${bytes(call.bytes).padStart(9)}   sequence ${call.sequence}`);
  }
  if (calls.length > 0)
    print(`      ${'full update'.padEnd(14)}${bytes(step.fullBytes).padStart(9)}`);
  if (!step.equal) print('      THE EMULATOR HOLDS ANOTHER CARD');
  if (calls.length > allowed) print(`      MORE THAN ${allowed} CALLS`);
}
await app.close();
const card = held();
await emulator.close();

const changes = steps.slice(1);
const sent = sum(changes.map((step) => sum(step.calls.map((call) => call.bytes))));
const full = sum(changes.filter((step) => step.calls.length > 0).map((step) => step.fullBytes));
const ok = steps.every((step) => step.equal && step.calls.length <= step.allowed);
print();
print('                          calls      bytes');
const row = (name: string, count: number, size: number) =>
  print(`  ${name.padEnd(22)}${String(count).padStart(6)}  ${bytes(size).padStart(9)}`);
row('larkx', sum(changes.map((step) => step.calls.length)), sent);
row('a full update each', changes.filter((step) => step.calls.length > 0).length, full);
print();
print(
  `  ${Math.round((100 * sent) / full)} % of the bytes; the emulator's card equals the rendered one after ` +
    `${steps.filter((step) => step.equal).length} of ${steps.length} states`,
);
if (json) process.stdout.write(`${JSON.stringify(card, null, 2)}\n`);
process.exitCode = ok ? 0 : 1;

/** Compares what the emulator holds with what the state renders to, but for the ids that the library gave. */
function note(title: string, run: (typeof STATES)[number]['run'], allowed: number): Step {
  const rendered = render(<AgentCard run={run} />);
  const step = {
    title,
    calls,
    fullBytes: Buffer.byteLength(JSON.stringify(live.card)),
    equal: isDeepStrictEqual(withoutIds(held()), withoutIds(rendered)),
    allowed,
  };
  steps.push(step);
  return step;
}

function withoutIds(value: unknown): unknown {
  const drop = (key: string, member: unknown) =>
    key === 'element_id' && /^lx[0-9a-z]+$/.test(String(member)) ? undefined : member;
  return JSON.parse(JSON.stringify(value ?? null, drop));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function bytes(n: number): string {
  return `${n.toLocaleString('en-US')} B`;
}
