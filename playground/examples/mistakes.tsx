import { Button, Card, Column, ColumnSet, Header, Markdown } from 'larkx';

// Every mistake here is on purpose. Issues lists them all at
// once; a click on one leads to its line.

function Actions() {
  return (
    <>
      <Button id="2nd" type="primry">
        An id that begins with a digit, a type with a typo
      </Button>
      <Button id="again" color="red">
        A prop that buttons do not have
      </Button>
      <Button id="again">The same id twice</Button>
    </>
  );
}

export default (
  <Card widthMode="wide">
    <Header template="green" />
    <Markdown margin="4px 8px 4px">Three sides of four</Markdown>
    <ColumnSet>
      <Markdown>Not in a column</Markdown>
      <Column weight={9}>
        <Header title="A header inside the body" />
      </Column>
    </ColumnSet>
    <Actions />
    <section>There are no lower-case tags</section>
  </Card>
);
