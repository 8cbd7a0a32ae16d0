import { Card, Header, Markdown } from 'larkx';

// `export const states` is a card over time: elements, or
// { title, element }. Go through them with the arrows, and
// watch the calls: while `streamingMode` is on, text that
// grows at its end is sent as `content`, and typed.

const ANSWER = [
  'A card is a function of its state. ',
  'When the state changes, it is rendered again, ',
  'and the **difference** is what is sent:\n\n',
  '- text that grew is typed\n',
  '- what changed is patched\n',
  '- what is the same costs nothing',
];

function Answer({ parts, done }: { parts: number; done?: boolean }) {
  return (
    <Card streamingMode={!done} summary={done ? 'Answered' : 'Thinking'}>
      <Header title="Why so few calls?" template="wathet" />
      <Markdown id="answer">{ANSWER.slice(0, parts).join('') || '…'}</Markdown>
      {done && <Markdown textSize="notation">Answered in 4 s</Markdown>}
    </Card>
  );
}

export const states = [
  { title: 'asked', element: <Answer parts={0} /> },
  ...ANSWER.map((_, i) => ({
    title: `part ${i + 1}`,
    element: <Answer parts={i + 1} />,
  })),
  { title: 'done', element: <Answer parts={ANSWER.length} done /> },
];
