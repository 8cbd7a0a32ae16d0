import { pathToFileURL } from 'node:url';
import { Card, CollapsiblePanel, Div, Header, Markdown, PanelHeader, PlainText } from 'larkx';
import { createApp, type LiveCard } from 'larkx/app';
import { createEmulator } from 'larkx/emulator';

/** What an agent does, as its events come. */
export type AgentEvent =
  | { type: 'tool'; name: string }
  | { type: 'output'; name: string; line: string }
  | { type: 'tool-done'; name: string }
  | { type: 'text'; text: string };

interface Tool {
  lines: string[];
  done: boolean;
}

type Phase = 'working' | 'done' | 'stopped' | 'failed';

const TEMPLATES = { working: 'blue', done: 'green', stopped: 'grey', failed: 'red' } as const;

interface RunProps {
  task: string;
  phase: Phase;
  tools: ReadonlyMap<string, Tool>;
  note?: string;
}

/** A card that follows an agent. Its answer is not among the props: it is streamed. */
export function Run({ task, phase, tools, note }: RunProps) {
  return (
    <Card streamingMode={phase === 'working'} verticalSpacing="medium">
      <Header title={task} subtitle={phase} template={TEMPLATES[phase]} />
      {[...tools].map(([name, { lines, done }]) => (
        <CollapsiblePanel key={name} expanded={!done}>
          <PanelHeader title={`${name} ${done ? '✓' : '…'}`} />
          {lines.map((line, i) => (
            <Div key={i}>
              <PlainText textSize="notation">{line}</PlainText>
            </Div>
          ))}
        </CollapsiblePanel>
      ))}
      <Markdown id="answer" stream />
      {note && <Markdown id="note">{note}</Markdown>}
    </Card>
  );
}

/**
 * Shows an agent in a live card until it is done, has failed, or is stopped by the card's signal. The tools are state, which is
 * rendered; the answer is a text, which is streamed. Neither waits for the other.
 */
export async function showAgent(
  live: LiveCard,
  task: string,
  events: AsyncIterable<AgentEvent>,
): Promise<Phase> {
  const tools = new Map<string, Tool>();
  const show = (phase: Phase, note?: string) =>
    live.render(<Run task={task} phase={phase} tools={tools} {...(note ? { note } : {})} />);

  async function* words() {
    for await (const event of events) {
      if (event.type === 'text') {
        yield event.text;
        continue;
      }
      const tool = tools.get(event.name) ?? { lines: [], done: false };
      tools.set(event.name, tool);
      if (event.type === 'output') tool.lines.push(event.line);
      if (event.type === 'tool-done') tool.done = true;
      // Not awaited: what it rejects with goes to onError, and the next frame brings it anyway.
      show('working');
    }
  }

  try {
    await live.stream('answer', words());
  } catch (error) {
    const phase = live.signal.aborted ? 'stopped' : 'failed';
    await show(phase, `${phase}: ${error instanceof Error ? error.message : String(error)}`);
    return phase;
  }
  await show('done');
  return 'done';
}

/** Stands for an agent. */
export async function* agent(): AsyncGenerator<AgentEvent> {
  const events: AgentEvent[] = [
    { type: 'tool', name: 'search parseDate' },
    { type: 'output', name: 'search parseDate', line: 'src/date.ts:12' },
    { type: 'tool-done', name: 'search parseDate' },
    { type: 'text', text: 'The build fails because ' },
    { type: 'text', text: '`parseDate` reads ' },
    { type: 'tool', name: 'npm test' },
    { type: 'text', text: 'UTC.\n\n' },
    { type: 'output', name: 'npm test', line: '214 passed' },
    { type: 'tool-done', name: 'npm test' },
    { type: 'text', text: 'I changed it to **local time**; all tests pass.' },
  ];
  for (const event of events) {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    yield event;
  }
}

/** Plays it on the embedded emulator, and prints every call. */
async function main(): Promise<void> {
  const emulator = createEmulator();
  const app = createApp({
    cardkit: emulator.cardkit,
    overflow: 'pages',
    onCall: ({ sequence, type, operations, bytes, ms, error }) => {
      const outcome = error ? `${error.code}` : `ok in ${Math.round(ms)} ms`;
      console.log(`${sequence} ${type}, ${operations} operations, ${bytes} bytes: ${outcome}`);
    },
    onError: (error) => console.error(error),
  });
  const task = 'Fix the date test';
  const live = await app.send(<Run task={task} phase="working" tools={new Map()} />, {
    to: 'oc_chat',
  });
  process.once('SIGINT', () => live.abort(new Error('interrupted')));
  console.log(`The agent is ${await showAgent(live, task, agent())}.`);
  await app.close();
  console.log(JSON.stringify(emulator.cards.get(live.cardId)?.card, null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
