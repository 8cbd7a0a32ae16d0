import {
  B,
  Button,
  Card,
  type CardElement,
  Column,
  ColumnSet,
  DatePicker,
  Div,
  Divider,
  Font,
  Form,
  Header,
  Icon,
  Input,
  Markdown,
  MultiSelectPerson,
  Person,
  PersonList,
  PlainText,
  Select,
  SelectPerson,
  TextTag,
} from 'larkx';

const KINDS = { annual: 'Annual leave', sick: 'Sick leave', parental: 'Parental leave' };

/** What the form asks for. */
export interface Leave {
  kind: keyof typeof KINDS;
  /** First and last day, `yyyy-MM-dd`. */
  from: string;
  to: string;
  reason: string;
  /** open_ids. */
  cover: string;
  informed: readonly string[];
}

/** Everything the card shows: it is a function of this. */
export interface LeaveRequest {
  by: string;
  phase: 'open' | 'submitted' | 'approved' | 'declined';
  /** What is wrong with what was sent last. */
  note: string | undefined;
  leave: Leave | undefined;
}

export type Action =
  | { type: 'submit'; form: Readonly<Record<string, unknown>> }
  | { type: 'approve' }
  | { type: 'decline' };

/** What a click makes of a request. */
export function reduce(request: LeaveRequest, action: Action): LeaveRequest {
  switch (action.type) {
    case 'submit': {
      const leave = readLeave(action.form);
      if (leave.to < leave.from) {
        return { ...request, note: 'The last day is before the first one.' };
      }
      return { ...request, phase: 'submitted', note: undefined, leave };
    }
    case 'approve':
      return { ...request, phase: 'approved' };
    case 'decline':
      return { ...request, phase: 'declined' };
  }
}

/** Reads the values by the names of the fields. A date comes with the offset of the reader: `2026-08-03 +0800`. */
function readLeave(form: Readonly<Record<string, unknown>>): Leave {
  const text = (name: string) => String(form[name] ?? '');
  return {
    kind: text('kind') as Leave['kind'],
    from: text('from').slice(0, 10),
    to: text('to').slice(0, 10),
    reason: text('reason'),
    cover: text('cover'),
    informed: Array.isArray(form.informed) ? form.informed.map(String) : [],
  };
}

const PHASES = {
  open: { line: 'Fill in the form', template: 'blue', color: undefined },
  submitted: { line: 'Waits for a decision', template: 'blue', color: undefined },
  approved: { line: 'Enjoy your time off', template: 'green', color: 'green' },
  declined: { line: 'Talk to each other', template: 'red', color: 'red' },
} as const;

export interface ApprovalCardProps {
  request: LeaveRequest;
  dispatch: (action: Action) => void;
}

/** A form that is sent, locked, and decided about. */
export function ApprovalCard({ request, dispatch }: ApprovalCardProps) {
  const { by, phase, leave } = request;
  const { line, template, color } = PHASES[phase];
  const decided = color !== undefined;
  return (
    <Card summary={`Leave request: ${line}`} verticalSpacing="medium">
      <Header
        title="Leave request"
        subtitle={line}
        template={template}
        icon={<Icon token="calendar_outlined" />}
      >
        {decided && <TextTag color={color}>{phase}</TextTag>}
      </Header>
      <Person userId={by} size="small" showName />
      {decided && leave ? (
        <Facts leave={leave} />
      ) : (
        <LeaveForm request={request} dispatch={dispatch} />
      )}
      {phase === 'submitted' && <Decision dispatch={dispatch} />}
    </Card>
  );
}

/** Locked, it shows what was sent. What did not change is not touched, so nobody loses what they typed. */
function LeaveForm({ request, dispatch }: ApprovalCardProps) {
  const { leave, note } = request;
  const locked = leave !== undefined;
  return (
    <Form
      id="leave"
      name="leave"
      verticalSpacing="medium"
      onSubmit={({ form }) => dispatch({ type: 'submit', form })}
    >
      <ColumnSet horizontalSpacing="medium" flexMode="stretch">
        <Field label="Kind">
          <Select
            id="kind"
            name="kind"
            placeholder="Choose one"
            options={KINDS}
            initialIndex={leave && 1 + Object.keys(KINDS).indexOf(leave.kind)}
            width="fill"
            required
            disabled={locked}
          />
        </Field>
        <Field label="Covered by">
          <SelectPerson
            id="cover"
            name="cover"
            placeholder="A colleague"
            initialOption={leave?.cover}
            width="fill"
            required
            disabled={locked}
          />
        </Field>
      </ColumnSet>
      <ColumnSet horizontalSpacing="medium" flexMode="stretch">
        <Field label="First day">
          <DatePicker
            id="from"
            name="from"
            placeholder="From"
            initialDate={leave?.from}
            width="fill"
            required
            disabled={locked}
          />
        </Field>
        <Field label="Last day">
          <DatePicker
            id="to"
            name="to"
            placeholder="To"
            initialDate={leave?.to}
            width="fill"
            required
            disabled={locked}
          />
        </Field>
      </ColumnSet>
      <Input
        id="reason"
        name="reason"
        label="Reason"
        placeholder="A sentence is enough"
        defaultValue={leave?.reason}
        inputType="multiline_text"
        rows={2}
        maxLength={300}
        width="fill"
        disabled={locked}
      />
      <MultiSelectPerson
        id="informed"
        name="informed"
        placeholder="Who else should know"
        selectedValues={leave?.informed}
        width="fill"
        required={false}
        disabled={locked}
      />
      {note && (
        <Markdown id="note">
          <Font color="red">{note}</Font>
        </Markdown>
      )}
      <ColumnSet horizontalSpacing="small">
        <Column>
          <Button name="send" formActionType="submit" type="primary" disabled={locked}>
            {locked ? 'Submitted' : 'Submit'}
          </Button>
        </Column>
        <Column>
          <Button name="clear" formActionType="reset" disabled={locked}>
            Clear
          </Button>
        </Column>
      </ColumnSet>
    </Form>
  );
}

/** A column with a label: only `<Input>` has one of its own. */
function Field({ label, children }: { label: string; children: CardElement }) {
  return (
    <Column width="weighted" verticalSpacing="4px">
      <Label>{label}</Label>
      {children}
    </Column>
  );
}

function Label({ children }: { children: string }) {
  return (
    <Div>
      <PlainText textSize="notation" textColor="grey">
        {children}
      </PlainText>
    </Div>
  );
}

function Decision({ dispatch }: Pick<ApprovalCardProps, 'dispatch'>) {
  return (
    <>
      <Divider />
      <ColumnSet horizontalSpacing="small">
        <Column>
          <Button id="approve" type="primary" onClick={() => dispatch({ type: 'approve' })}>
            Approve
          </Button>
        </Column>
        <Column>
          <Button
            id="decline"
            type="danger"
            confirm={{ title: 'Decline?', text: 'Talk to your colleague first.' }}
            onClick={() => dispatch({ type: 'decline' })}
          >
            Decline
          </Button>
        </Column>
      </ColumnSet>
    </>
  );
}

/** What was decided about, in words. The reason is what somebody typed: a `<Div>` shows it as it is. */
function Facts({ leave }: { leave: Leave }) {
  return (
    <>
      <Markdown>
        <B>{KINDS[leave.kind]}</B>, {leave.from} to {leave.to}
      </Markdown>
      {leave.reason && <Div>{leave.reason}</Div>}
      <Label>Covered by</Label>
      <Person userId={leave.cover} size="small" showName />
      {leave.informed.length > 0 && (
        <>
          <Label>Informed</Label>
          <PersonList persons={leave.informed.map((id) => ({ id }))} size="small" showAvatar />
        </>
      )}
    </>
  );
}

/** A request on its way, in order. */
export const STATES: readonly { title: string; request: LeaveRequest }[] = allStates();

function allStates(): { title: string; request: LeaveRequest }[] {
  const form = {
    kind: 'annual',
    cover: 'ou_bob',
    from: '2026-08-14 +0800',
    to: '2026-08-03 +0800',
    reason: 'Two weeks at the sea <3',
    informed: ['ou_chen', 'ou_dana'],
  };
  const open: LeaveRequest = { by: 'ou_ada', phase: 'open', note: undefined, leave: undefined };
  const noted = reduce(open, { type: 'submit', form });
  const again = reduce(noted, { type: 'submit', form });
  const turned = { ...form, from: form.to, to: form.from };
  const submitted = reduce(again, { type: 'submit', form: turned });
  return [
    { title: 'open', request: open },
    { title: 'sent with the dates the wrong way round: a note', request: noted },
    { title: 'sent again: the same note', request: again },
    { title: 'submitted: the form is locked', request: submitted },
    { title: 'approved', request: reduce(submitted, { type: 'approve' }) },
  ];
}
