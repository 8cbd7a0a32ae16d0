import {
  Button,
  Card,
  type CardElement,
  Checker,
  CollapsiblePanel,
  Column,
  ColumnSet,
  check,
  DatePicker,
  DateTimePicker,
  Form,
  Input,
  InteractiveContainer,
  Option,
  Overflow,
  PanelHeader,
  Raw,
  render,
  Select,
  SelectImage,
  SelectPerson,
  TimePicker,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from '../components/issues-of.js';

const CALLBACK = { type: 'callback', value: {} };
const never = () => {
  throw new Error('a handler was called');
};

const elementsOf = (card: CardElement) => (render(card) as any).body.elements;
const behaviorsOf = (element: CardElement) => elementsOf(<Card>{element}</Card>)[0].behaviors;

describe('a handler', () => {
  test.each([
    <Button key="a" onClick={never} />,
    <InteractiveContainer key="b" onClick={never}>
      {[]}
    </InteractiveContainer>,
    <Input key="c" onChange={never} />,
    <Select key="d" options={{ a: 'A' }} onChange={never} />,
    <SelectPerson key="e" onChange={never} />,
    <SelectImage key="f" onChange={never}>
      <Option imgKey="img_1" value="a" />
    </SelectImage>,
    <Overflow key="g" onChange={never}>
      <Option value="a">A</Option>
    </Overflow>,
    <Checker key="h" onChange={never} />,
    <DatePicker key="i" onChange={never} />,
    <TimePicker key="j" placeholder="at" onChange={never} />,
    <DateTimePicker key="k" placeholder="at" onChange={never} />,
  ])('is a callback on the wire, with an empty value (%#)', (element) => {
    expect(behaviorsOf(element)).toStrictEqual([CALLBACK]);
  });

  test('leaves nothing else on the wire, and is not called', () => {
    expect(
      elementsOf(<Card>{<Button onClick={async () => never()}>Go</Button>}</Card>),
    ).toStrictEqual([
      { tag: 'button', text: { tag: 'plain_text', content: 'Go' }, behaviors: [CALLBACK] },
    ]);
  });

  test("comes beside a link, and takes the author's own value", () => {
    const link = { type: 'open_url', defaultUrl: 'https://example.com' } as const;
    const wire = { type: 'open_url', default_url: 'https://example.com' };
    const own = { type: 'callback', value: { requestId: 7 } } as const;
    expect(behaviorsOf(<Button behaviors={[link]} onClick={never} />)).toStrictEqual([
      wire,
      CALLBACK,
    ]);
    expect(behaviorsOf(<Button behaviors={[own]} onClick={never} />)).toStrictEqual([own]);
    expect(behaviorsOf(<Button behaviors={[own, link]} onClick={never} />)).toStrictEqual([
      own,
      wire,
    ]);
    expect(behaviorsOf(<Button behaviors={[]} onClick={never} />)).toStrictEqual([CALLBACK]);
    expect(behaviorsOf(<Button behaviors={[link]} />)).toStrictEqual([wire]);
  });

  test('changes nothing that the author gave', () => {
    const behaviors = [{ type: 'open_url', defaultUrl: 'https://example.com' }] as const;
    behaviorsOf(<Button behaviors={behaviors} onClick={never} />);
    expect(behaviors).toStrictEqual([{ type: 'open_url', defaultUrl: 'https://example.com' }]);
  });

  test('that is undefined is none', () => {
    expect(behaviorsOf(<Button onClick={undefined} />)).toBeUndefined();
  });

  test.each([null, 'go', {}, [never], true])('is a function, not %j', (handler) => {
    expect(issuesOf(<Card>{<Button onClick={handler as never} />}</Card>)).toMatchObject([
      {
        code: 'type',
        path: '/body/elements/0',
        message: expect.stringMatching(/^<Button> onClick: found .+; expected a function$/),
      },
    ]);
  });

  test('goes by the name that the component has for it', () => {
    const handlers = { onChange: never, onSubmit: never };
    expect(codesOf(<Card>{<Button {...(handlers as object)} />}</Card>)).toEqual([
      'field-unknown /body/elements/0/on_change',
      'field-unknown /body/elements/0/on_submit',
    ]);
    expect(
      codesOf(<Card>{<Raw json={{ tag: 'button' }} {...({ onClick: never } as object)} />}</Card>),
    ).toEqual(['field-unknown /body/elements/0/on_click']);
  });

  test('and behaviours in extra are the same field', () => {
    expect(codesOf(<Card>{<Button onClick={never} extra={{ behaviors: [] }} />}</Card>)).toEqual([
      'field-duplicate /body/elements/0/behaviors',
    ]);
  });

  test('is a callback to a custom bot', () => {
    const card = render(
      <Card>
        <Button onClick={never}>Go</Button>
        <Button behaviors={[{ type: 'open_url', defaultUrl: 'https://example.com' }]}>See</Button>
      </Card>,
    );
    expect(
      check(card, { target: 'custom-bot' }).map(({ code, path }) => `${code} ${path}`),
    ).toEqual(['custom-bot /body/elements/0/behaviors/0']);
  });
});

describe('onSubmit of a form', () => {
  function Send({ name }: { name: string }) {
    return (
      <Button name={name} formActionType="submit">
        Send
      </Button>
    );
  }

  /** Behaviours of each button, by its name. */
  function buttonsOf(card: CardElement): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    JSON.stringify(render(card), (_, value) => {
      if (value?.tag === 'button') found[value.name] = value.behaviors;
      return value;
    });
    return found;
  }

  test('reaches every submit button, at any depth, and no other', () => {
    expect(
      buttonsOf(
        <Card>
          <Form name="leave" onSubmit={never}>
            <Input name="reason" />
            <Send name="top" />
            <Button name="clear" formActionType="reset">
              Clear
            </Button>
            <Button name="other">Other</Button>
            <ColumnSet>
              <Column>
                <Send name="column" />
                <Raw json={{ tag: 'button', name: 'raw', form_action_type: 'submit' }} />
                <Raw json={{ tag: 'button', name: 'old', action_type: 'form_submit' }} />
              </Column>
            </ColumnSet>
            <CollapsiblePanel>
              <PanelHeader title="More" />
              <InteractiveContainer>
                <Send name="deep" />
              </InteractiveContainer>
              <Checker
                name="task"
                buttonArea={{
                  buttons: [<Button key="a" type="text" name="inline" formActionType="submit" />],
                }}
              />
            </CollapsiblePanel>
          </Form>
          <Form name="other_form">
            <Send name="elsewhere" />
          </Form>
        </Card>,
      ),
    ).toStrictEqual({
      top: [CALLBACK],
      clear: undefined,
      other: undefined,
      column: [CALLBACK],
      raw: [CALLBACK],
      old: [CALLBACK],
      deep: [CALLBACK],
      inline: [CALLBACK],
      elsewhere: undefined,
    });
  });

  test("keeps a button's own value, link and handler", () => {
    expect(
      buttonsOf(
        <Card>
          <Form name="leave" onSubmit={never}>
            <Button
              name="value"
              formActionType="submit"
              behaviors={[{ type: 'callback', value: { draft: true } }]}
            />
            <Button
              name="link"
              formActionType="submit"
              behaviors={[{ type: 'open_url', defaultUrl: 'https://example.com' }]}
            />
            <Button name="handler" formActionType="submit" onClick={never} />
          </Form>
        </Card>,
      ),
    ).toStrictEqual({
      value: [{ type: 'callback', value: { draft: true } }],
      link: [{ type: 'open_url', default_url: 'https://example.com' }, CALLBACK],
      handler: [CALLBACK],
    });
  });

  test('leaves alone what only looks like a button', () => {
    const value = { tag: 'button', form_action_type: 'submit' };
    const card = (
      <Card>
        <Form name="leave" onSubmit={never}>
          <Button
            name="send"
            formActionType="submit"
            behaviors={[{ type: 'callback', value: { nested: value } }]}
          />
        </Form>
      </Card>
    );
    expect(elementsOf(card)[0].elements[0].behaviors).toStrictEqual([
      { type: 'callback', value: { nested: value } },
    ]);
  });

  test('changes nothing in the JSON of a raw element', () => {
    const json = { tag: 'button', name: 'raw', form_action_type: 'submit', behaviors: [] };
    render(
      <Card>
        <Form name="leave" onSubmit={never}>
          <Raw json={json} />
        </Form>
      </Card>,
    );
    expect(json.behaviors).toStrictEqual([]);
  });

  test('is a function', () => {
    const card = (
      <Card>
        <Form name="leave" onSubmit={'send' as never}>
          <Send name="send" />
        </Form>
      </Card>
    );
    expect(issuesOf(card)).toMatchObject([
      {
        code: 'type',
        path: '/body/elements/0',
        message: '<Form> onSubmit: found "send"; expected a function',
      },
    ]);
  });

  test('adds nothing without it', () => {
    expect(
      buttonsOf(
        <Card>
          <Form name="leave">
            <Send name="send" />
          </Form>
        </Card>,
      ),
    ).toStrictEqual({ send: undefined });
  });
});
