import { Button, Card, Markdown } from 'larkx';

export interface RunProps {
  status?: string;
  answer?: string | undefined;
  streaming?: boolean | undefined;
  lines?: string[];
  approve?: boolean;
}

/** Enough words that a full update costs more than a batch. */
const ABOUT = 'This card follows a run from its beginning to its end. '.repeat(10);

/** What an agent shows: a status, lines that come and go, a growing answer. */
export function Run({ status = 'queued', answer, streaming, lines = [], approve }: RunProps) {
  return (
    <Card streamingMode={streaming}>
      <Markdown id="about">{ABOUT}</Markdown>
      <Markdown id="status">{status}</Markdown>
      {lines.map((line) => (
        <Markdown key={line}>{line}</Markdown>
      ))}
      {answer && <Markdown id="answer">{answer}</Markdown>}
      {approve && <Button behaviors={[{ type: 'callback', value: { ok: true } }]}>Approve</Button>}
    </Card>
  );
}
