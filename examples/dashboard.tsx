import {
  B,
  Card,
  Chart,
  Column,
  ColumnSet,
  Div,
  Font,
  Header,
  Icon,
  type JsonObject,
  Markdown,
  PlainText,
  Select,
  Table,
  TextTag,
} from 'larkx';

const VIEWS = { latency: 'Latency', errors: 'Errors by cause' };
export type View = keyof typeof VIEWS;

/** A number with what it was before. */
export interface Figure {
  now: number;
  before: number;
}

export interface Deploy {
  service: string;
  version: string;
  /** open_id. */
  by: string;
  state: 'rolling out' | 'live' | 'rolled back';
  /** Milliseconds since 1970. */
  at: number;
  /** Error rate in percent, once it takes traffic. */
  errors: number | undefined;
}

/** Everything the card shows: it is a function of this. */
export interface Board {
  asOf: string;
  view: View;
  requests: Figure;
  errors: Figure;
  latency: Figure;
  /** Milliseconds, minute by minute. */
  curve: readonly { minute: string; p50: number; p95: number }[];
  causes: readonly { cause: string; count: number }[];
  deploys: readonly Deploy[];
}

export interface DashboardProps {
  board: Board;
  onView: (view: View) => void;
}

/** Figures, a chart and a table that follow a running service. */
export function DashboardCard({ board, onView }: DashboardProps) {
  const { asOf, view, requests, errors, latency } = board;
  return (
    <Card widthMode="fill" summary={`Checkout at ${asOf}`} verticalSpacing="medium">
      <Header
        title="Checkout"
        subtitle={`as of ${asOf}`}
        template="indigo"
        icon={<Icon token="sheet-line_outlined" />}
      >
        <TextTag color="green">production</TextTag>
      </Header>
      <ColumnSet horizontalSpacing="medium" flexMode="trisect">
        <FigureColumn label="requests per minute" figure={requests} />
        <FigureColumn label="errors" figure={errors} unit="%" lowIsGood />
        <FigureColumn label="p95 latency" figure={latency} unit="ms" lowIsGood />
      </ColumnSet>
      <Select
        id="view"
        options={VIEWS}
        initialIndex={1}
        onChange={({ option }) => onView(option)}
      />
      <Chart
        id="chart"
        chartSpec={view === 'latency' ? curve(board) : causes(board)}
        aspectRatio="2:1"
      />
      <Deploys deploys={board.deploys} />
    </Card>
  );
}

interface FigureProps {
  label: string;
  figure: Figure;
  unit?: string;
  /** Whether less is better. */
  lowIsGood?: boolean;
}

function FigureColumn({ label, figure, unit, lowIsGood = false }: FigureProps) {
  const value = `${figure.now.toLocaleString('en-US')}${unit ? ` ${unit}` : ''}`;
  return (
    <Column width="weighted" backgroundStyle="grey-50" padding="8px 12px" verticalSpacing="2px">
      <Div>
        <PlainText textSize="notation" textColor="grey">
          {label}
        </PlainText>
      </Div>
      <Markdown textSize="heading-1">
        <B>{value}</B>
      </Markdown>
      <Markdown textSize="notation">
        <Trend figure={figure} lowIsGood={lowIsGood} />
      </Markdown>
    </Column>
  );
}

function Trend({ figure: { now, before }, lowIsGood }: { figure: Figure; lowIsGood: boolean }) {
  const percent = Math.round((100 * (now - before)) / before);
  if (percent === 0) return <Font color="grey">as before</Font>;
  const good = percent < 0 === lowIsGood;
  return (
    <Font color={good ? 'green' : 'red'}>
      {percent > 0 ? '▲' : '▼'} {Math.abs(percent)} %
    </Font>
  );
}

function curve({ curve }: Board): JsonObject {
  return {
    type: 'line',
    data: {
      values: curve.flatMap(({ minute, p50, p95 }) => [
        { minute, ms: p50, series: 'p50' },
        { minute, ms: p95, series: 'p95' },
      ]),
    },
    xField: 'minute',
    yField: 'ms',
    seriesField: 'series',
    legends: { visible: true, orient: 'bottom' },
  };
}

function causes({ causes }: Board): JsonObject {
  return {
    type: 'bar',
    direction: 'horizontal',
    data: { values: causes.map((one) => ({ ...one })) },
    xField: 'count',
    yField: 'cause',
    label: { visible: true },
  };
}

const STATE_COLORS = { 'rolling out': 'blue', live: 'green', 'rolled back': 'red' } as const;

function Deploys({ deploys }: { deploys: readonly Deploy[] }) {
  return (
    <Table
      id="deploys"
      rowHeight="middle"
      headerStyle={{ backgroundStyle: 'grey', textColor: 'grey' }}
      columns={[
        { name: 'service', displayName: 'Service', dataType: 'text' },
        { name: 'version', displayName: 'Version', dataType: 'text', width: '100px' },
        { name: 'state', displayName: 'State', dataType: 'options' },
        { name: 'errors', displayName: 'Errors %', dataType: 'number', format: { precision: 2 } },
        { name: 'by', displayName: 'By', dataType: 'persons' },
        { name: 'at', displayName: 'At', dataType: 'date', dateFormat: 'MM-DD HH:mm' },
      ]}
      rows={deploys.map(({ service, version, state, errors, by, at }) => ({
        service,
        version,
        state: [{ text: state, color: STATE_COLORS[state] }],
        errors,
        by: [by],
        at,
      }))}
    />
  );
}

/** Half an hour of the service, in order. */
export const STATES: readonly { title: string; board: Board }[] = allStates();

function allStates(): { title: string; board: Board }[] {
  const list: { title: string; board: Board }[] = [];
  let board: Board = {
    asOf: '10:05',
    view: 'latency',
    requests: { now: 1204, before: 1180 },
    errors: { now: 0.21, before: 0.24 },
    latency: { now: 182, before: 182 },
    curve: [
      { minute: '10:01', p50: 61, p95: 180 },
      { minute: '10:02', p50: 60, p95: 176 },
      { minute: '10:03', p50: 64, p95: 185 },
      { minute: '10:04', p50: 62, p95: 181 },
      { minute: '10:05', p50: 62, p95: 182 },
    ],
    causes: [
      { cause: 'card declined', count: 41 },
      { cause: 'timeout', count: 12 },
      { cause: 'out of stock', count: 7 },
    ],
    deploys: [
      {
        service: 'cart',
        version: '3.18.0',
        by: 'ou_ada',
        state: 'live',
        at: Date.UTC(2026, 7, 3, 8, 40),
        errors: 0.08,
      },
    ],
  };
  const next = (title: string, change: Partial<Board>): void => {
    board = { ...board, ...change };
    list.push({ title, board });
  };
  const rollout: Deploy = {
    service: 'payments',
    version: '7.2.1',
    by: 'ou_bob',
    state: 'rolling out',
    at: Date.UTC(2026, 7, 3, 10, 6),
    errors: undefined,
  };

  next('the board is sent', {});
  next('a minute later', {
    asOf: '10:06',
    requests: { now: 1251, before: 1204 },
    latency: { now: 178, before: 182 },
    curve: [...board.curve.slice(1), { minute: '10:06', p50: 60, p95: 178 }],
  });
  next('nothing changed', {});
  next('a deploy begins: a new row', { deploys: [rollout, ...board.deploys] });
  next('it is out, and errors rise', {
    asOf: '10:09',
    errors: { now: 0.96, before: 0.21 },
    deploys: [{ ...rollout, state: 'live', errors: 1.7 }, ...board.deploys.slice(1)],
    causes: [
      { cause: 'timeout', count: 140 },
      { cause: 'card declined', count: 44 },
      { cause: 'out of stock', count: 7 },
    ],
  });
  next('somebody looks at the errors: another chart', { view: 'errors' });
  next('rolled back', {
    asOf: '10:14',
    errors: { now: 0.22, before: 0.96 },
    deploys: [{ ...rollout, state: 'rolled back', errors: 1.9 }, ...board.deploys.slice(1)],
  });
  return list;
}
