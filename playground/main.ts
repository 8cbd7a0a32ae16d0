import type { Issue } from '../src/index.js';
import { CallsPanel } from './calls-panel.js';
import type { Compiled } from './compile.js';
import { byId, h } from './dom.js';
import { Drafts } from './drafts.js';
import { Editor } from './editor.js';
import { EXAMPLES, type Example } from './examples.js';
import { IssuesPanel, tally } from './issues-panel.js';
import { JsonPanel } from './json-panel.js';
import { type Live, type Outcome, readAnswer } from './protocol.js';
import { Sandbox } from './sandbox.js';
import { Stepper } from './stepper.js';
import { Tabs } from './tabs.js';
import './style.css';

/** How long the author's hands have to rest before the text is rendered. */
const PAUSE_MS = 200;

const drafts = new Drafts();
const sandbox = new Sandbox(document.body);
const gallery = byId<HTMLSelectElement>('example');
const reset = byId<HTMLButtonElement>('reset');

const tabs = new Tabs(byId('tabs'), byId('panels'));
const json = new JsonPanel(tabs.add('json', 'JSON').panel);
const issues = new IssuesPanel(tabs.add('issues', 'Issues'), (at) => editor.goTo(at));
const calls = new CallsPanel(tabs.add('calls', 'Calls'), startOver);
const stepper = new Stepper(byId('stepper'), goToState);
const editor = new Editor({
  parent: byId('editor'),
  label: 'Card source in TSX',
  names: async () => (await import('virtual:sandbox')).names,
  onChange: onEdit,
});

let example: Example | undefined;
/** The example as it was, to come back to. */
let original = '';
/** Which of the module's states is to be shown. */
let state = 0;
/** The card that the service would hold, and the title of the state that it shows. */
let live: Live | undefined;
let title: string | undefined;
/** What was compiled last, and from what. */
let compiled: { readonly source: string; readonly result: Compiled } | undefined;
let newest = 0;
let pause: ReturnType<typeof setTimeout> | undefined;

async function open(chosen: Example): Promise<void> {
  const text = await chosen.load();
  // Another one may have been chosen meanwhile.
  if (gallery.value !== chosen.name) return;
  example = undefined;
  original = text;
  editor.open(drafts.text(chosen.name) ?? text);
  example = chosen;
  drafts.open(chosen.name);
  state = 0;
  startOver();
}

function onEdit(text: string): void {
  if (!example) return;
  drafts.keep(example.name, text === original ? undefined : text);
  showReset();
  clearTimeout(pause);
  pause = setTimeout(run, PAUSE_MS);
}

function startOver(): void {
  live = undefined;
  title = undefined;
  showReset();
  void run();
}

function goToState(to: number): void {
  state = to;
  void run();
}

/** Compiles the text and renders its card. Of several runs, only the newest shows what it found. */
async function run(): Promise<void> {
  clearTimeout(pause);
  const turn = ++newest;
  const source = editor.text;
  const result = await compileOnce(source);
  if (turn !== newest) return;
  if (!result.ok) {
    showFailure(result.issues);
    return;
  }
  const outcome = await sandbox.run(result.code, { state, before: live });
  if (turn === newest && outcome) showOutcome(outcome, result);
}

/** A step through the states changes no text. */
async function compileOnce(source: string): Promise<Compiled> {
  if (compiled?.source === source) return compiled.result;
  try {
    const { compile } = await import('./compile.js');
    const result = await compile(source);
    compiled = { source, result };
    return result;
  } catch (error) {
    const message = `the compiler could not be loaded: ${String(error)}`;
    return { ok: false, issues: [failure('compiler', message)] };
  }
}

function showOutcome(outcome: Outcome, { place, warnings }: Compiled & { ok: true }): void {
  if (outcome.kind === 'timeout') {
    const hint = 'does a loop never end?';
    showFailure([failure('timeout', 'it took too long, and was ended', hint)]);
    return;
  }
  if (outcome.kind === 'crash') {
    showFailure([failure('crash', outcome.message)]);
    return;
  }
  const answer = readAnswer(outcome.text);
  if (!answer) {
    showFailure([failure('crash', 'the sandbox answered with what is no answer')]);
    return;
  }
  state = answer.state;
  stepper.show(answer.states, state);
  const found = [...warnings, ...answer.issues.map(place)];
  if (!answer.rendered) {
    showFailure(found);
    return;
  }
  const { calls: plan } = answer.rendered;
  const from = title;
  live = answer.rendered.live;
  title = answer.states[state];
  showIssues(found);
  json.show(live.card, false);
  calls.show({ card: live.card, calls: plan, from, to: title });
}

/** The card before stays what it is: a live card would go on showing it. */
function showFailure(found: readonly Issue[]): void {
  showIssues(found);
  json.show(live?.card, true);
  calls.nothing(live !== undefined);
}

function showIssues(found: readonly Issue[]): void {
  issues.show(found);
  editor.mark(found);
  say(tally(found) || 'rendered');
}

function failure(code: string, message: string, hint?: string): Issue {
  return { code, severity: 'error', path: '', message, ...(hint ? { hint } : {}) };
}

function showReset(): void {
  reset.disabled = editor.text === original;
}

function say(text: string): void {
  const status = byId('status');
  // Said again, it would be read aloud again.
  if (status.textContent !== text) status.textContent = text;
}

gallery.append(...EXAMPLES.map(({ name, title }) => h('option', { value: name }, title)));
gallery.addEventListener('change', () => {
  const chosen = EXAMPLES.find(({ name }) => name === gallery.value);
  if (chosen) void open(chosen);
});
reset.addEventListener('click', () => {
  editor.replace(original);
  state = 0;
  startOver();
  editor.focus();
});

const first = EXAMPLES.find(({ name }) => name === drafts.example) ?? EXAMPLES[0];
if (first) {
  gallery.value = first.name;
  void open(first);
}
say('Loading the compiler …');
