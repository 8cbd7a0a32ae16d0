import {
  Button,
  Card,
  type CardElement,
  Divider,
  type Elements,
  Header,
  Markdown,
  type Node,
  raw,
  render,
} from 'larkx';
import type { JSX as DevJSX } from 'larkx/jsx-dev-runtime';
import type { JSX } from 'larkx/jsx-runtime';
import { describe, expectTypeOf, test } from 'vitest';

describe('a lower-case tag', () => {
  test('does not compile', () => {
    // @ts-expect-error there are no lower-case tags
    void (<div />);
    // @ts-expect-error not even those of the wire
    void (<markdown>a</markdown>);
    expectTypeOf<keyof JSX.IntrinsicElements>().toEqualTypeOf<never>();
    expectTypeOf<keyof DevJSX.IntrinsicElements>().toEqualTypeOf<never>();
  });
});

describe('a JSX expression', () => {
  test('is a CardElement', () => {
    expectTypeOf(<Divider />).toEqualTypeOf<CardElement>();
    expectTypeOf(<>a{1}</>).toEqualTypeOf<CardElement>();
    expectTypeOf<JSX.Element>().toEqualTypeOf<CardElement>();
    expectTypeOf<DevJSX.Element>().toEqualTypeOf<CardElement>();
  });

  test('cannot be forged from JSON', () => {
    // @ts-expect-error the mark is a symbol
    const element: CardElement = { type: 'hr', key: null, props: {} };
    void element;
  });
});

describe('a component of the author', () => {
  test('may return elements, words, arrays and nothing', () => {
    const Text = () => 'text';
    const Count = () => 3;
    const Nothing = () => null;
    const Undefined = () => undefined;
    const Maybe = ({ on }: { on: boolean }) => on && <Divider />;
    const List = () => [<Divider key="a" />, 'b', [null]];
    const Trusted = () => raw('**a**');
    const Any = (): Node => 'a';
    void (
      <Card>
        <Text />
        <Count />
        <Nothing />
        <Undefined />
        <Maybe on />
        <List />
        <Trusted />
        <Any />
      </Card>
    );
  });

  test('may return nothing else', () => {
    const Late = async () => <Divider />;
    const Time = () => new Date();
    const Wire = () => ({ tag: 'hr' });
    const Factory = () => () => <Divider />;
    const Big = () => 1n;
    // @ts-expect-error a component cannot be async
    void (<Late />);
    // @ts-expect-error a date is no node
    void (<Time />);
    // @ts-expect-error wire JSON is no node
    void (<Wire />);
    // @ts-expect-error a function is no node
    void (<Factory />);
    // @ts-expect-error a bigint is no node
    void (<Big />);
  });

  test('has its own props checked, required ones, children and generics', () => {
    const Row = ({ label }: { label: string; note?: string }) => <Markdown>{label}</Markdown>;
    const Box = ({ children }: { children: Elements }) => <Card>{children}</Card>;
    const Pick = <T extends string>({ of }: { of: readonly T[]; first: NoInfer<T> }) => (
      <Markdown>{of.join()}</Markdown>
    );
    void (<Row label="a" key="k" />);
    void (<Pick of={['a', 'b']} first="a" />);
    void (
      <Box>
        <Divider />
      </Box>
    );
    // @ts-expect-error label is missing
    void (<Row />);
    // @ts-expect-error label is a string
    void (<Row label={1} />);
    // @ts-expect-error no such prop
    void (<Row label="a" size="b" />);
    // @ts-expect-error it takes no children
    void (<Row label="a">b</Row>);
    // @ts-expect-error children are missing
    void (<Box />);
    // @ts-expect-error text is no element
    void (<Box>a</Box>);
    // @ts-expect-error none of them
    void (<Pick of={['a', 'b']} first="c" />);
  });
});

describe('a key', () => {
  test('is accepted by every component, and is a string or a number', () => {
    const Row = (_: { label?: string }) => <Divider />;
    void (<Divider key="a" />);
    void (<Header key={1} title="a" />);
    void (<Button key={null}>a</Button>);
    void (<Row key={undefined} />);
    // @ts-expect-error an object is no key
    void (<Divider key={{ a: 1 }} />);
    // @ts-expect-error a boolean is no key
    void (<Row key={true} />);
  });

  test('is none of the props', () => {
    const Row = (props: { label?: string }) => {
      // @ts-expect-error a component does not see its key
      return <Markdown>{props.key}</Markdown>;
    };
    void (<Row key="a" />);
  });
});

test('render takes whatever a component may yield', () => {
  expectTypeOf(render).toBeCallableWith(<Card />);
  expectTypeOf(render).toBeCallableWith(<Card />, { ids: 'all' });
  expectTypeOf(render).toBeCallableWith(<Card />, { ids: undefined });
  // @ts-expect-error there are two choices
  void (() => render(<Card />, { ids: 'some' }));
  // @ts-expect-error no such option
  void (() => render(<Card />, { id: 'all' }));
});
