import {
  Button,
  Card,
  CollapsiblePanel,
  Div,
  Divider,
  Header,
  Icon,
  Markdown,
  PanelHeader,
  PlainText,
  TextTag,
} from 'larkx';

/** One tool the agent called. */
export interface ToolCall {
  id: string;
  name: string;
  state: 'running' | 'done';
  lines: string[];
}

/** Everything the card shows: it is a function of this. */
export interface AgentRun {
  task: string;
  phase: 'queued' | 'running' | 'finished' | 'approved';
  note: string;
  tools: ToolCall[];
  answer: string;
}

const PHASES = {
  queued: { tag: 'queued', color: 'neutral', template: 'wathet' },
  running: { tag: 'running', color: 'blue', template: 'wathet' },
  finished: { tag: 'running', color: 'blue', template: 'wathet' },
  approved: { tag: 'approved', color: 'green', template: 'green' },
} as const;

function Tool({ tool }: { tool: ToolCall }) {
  const running = tool.state === 'running';
  return (
    <CollapsiblePanel expanded={running} border={{ color: 'grey', cornerRadius: '5px' }}>
      <PanelHeader
        title={`${tool.name} ${running ? '…' : '✓'}`}
        icon={<Icon token="down-small-ccm_outlined" size="16px 16px" />}
        iconPosition="follow_text"
      />
      {tool.lines.map((line) => (
        <Div key={line}>
          <PlainText textSize="notation" textColor="grey">
            {line}
          </PlainText>
        </Div>
      ))}
    </CollapsiblePanel>
  );
}

/** A card that follows an agent: tools fill panels, an answer grows, and at the end a person decides. */
export function AgentCard({ run }: { run: AgentRun }) {
  const phase = PHASES[run.phase];
  const running = run.phase === 'running';
  return (
    <Card
      streamingMode={running}
      summary={running ? `Working on: ${run.task}` : run.task}
      verticalSpacing="medium"
    >
      <Header title={run.task} subtitle={run.note} template={phase.template}>
        <TextTag color={phase.color}>{phase.tag}</TextTag>
      </Header>
      {run.tools.map((tool) => (
        <Tool key={tool.id} tool={tool} />
      ))}
      {run.answer && <Markdown id="answer">{run.answer}</Markdown>}
      {run.phase === 'finished' && (
        <>
          <Divider />
          <Button
            id="approve"
            type="primary"
            behaviors={[{ type: 'callback', value: { act: 'approve' } }]}
          >
            Approve
          </Button>
          <Button id="discard" behaviors={[{ type: 'callback', value: { act: 'discard' } }]}>
            Discard
          </Button>
        </>
      )}
    </Card>
  );
}

const ANSWER = [
  'The build fails because `parseDate` reads `2026-11-22` as UTC',
  ' and the test expects local time.\n\n',
  'I changed `src/date.ts` to build the date from its parts',
  '; all 214 tests pass.',
];

/** The states of a run, in order. */
export const STATES: readonly { title: string; run: AgentRun }[] = allStates();

function allStates(): { title: string; run: AgentRun }[] {
  const list: { title: string; run: AgentRun }[] = [];
  let run: AgentRun = {
    task: 'Fix the date test',
    phase: 'queued',
    note: 'waiting for a worker',
    tools: [],
    answer: '',
  };
  const next = (title: string, change: Partial<AgentRun>): void => {
    run = { ...run, ...change };
    list.push({ title, run });
  };
  const search: ToolCall = { id: 'search', name: 'search parseDate', state: 'running', lines: [] };
  const found = [
    'src/date.ts:12 export function parseDate',
    'test/date.test.ts:4 parseDate("2026-11-22")',
  ];
  const test: ToolCall = { id: 'test', name: 'npm test', state: 'running', lines: ['1 failed'] };

  next('queued', {});
  next('a worker takes it', { phase: 'running', note: 'step 1' });
  next('a tool starts', { tools: [search] });
  next('nothing changed', {});
  next('the tool prints', { tools: [{ ...search, lines: found }] });
  next('it ends, another starts', {
    note: 'step 2',
    tools: [{ ...search, lines: found, state: 'done' }, test],
  });
  const tools: ToolCall[] = [
    { ...search, lines: found, state: 'done' },
    { ...test, lines: ['1 failed', '214 passed'], state: 'done' },
  ];
  next('the tests pass', { tools });
  let answer = '';
  ANSWER.forEach((part, i) => {
    answer += part;
    const title = i === 0 ? 'the answer begins' : 'the answer grows';
    next(title, { answer, note: i === 2 ? 'step 3' : run.note });
  });
  next('finished: a person decides', { phase: 'finished', note: 'approve?' });
  next('approved', { phase: 'approved', note: 'merged' });
  return list;
}
