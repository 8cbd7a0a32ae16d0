import { Button, Card, Div, Header, Markdown } from 'larkx';

// What you edit is rendered at once: the JSON of the card,
// what is wrong with it, and the calls that bring a card
// that was sent already up to date.
//
// `export default` is the card: an element, or a component,
// which is rendered without props.

function Greeting({ name }: { name: string }) {
  return <Div>{`Hello, ${name}. Plain text: shown as it is, no markup.`}</Div>;
}

export default function Hello() {
  const names = ['Ada', 'Grace'];
  return (
    <Card summary="A first card">
      <Header title="Hello from larkx" subtitle="edit me" template="blue" />
      {names.map((name) => (
        <Greeting key={name} name={name} />
      ))}
      <Markdown>Cards are **components**: props in, JSON out.</Markdown>
      <Button
        type="primary"
        behaviors={[{ type: 'open_url', defaultUrl: 'https://open.feishu.cn' }]}
      >
        Read the manual
      </Button>
    </Card>
  );
}
