import {
  type BaseEvent,
  Button,
  type CheckedEvent,
  Checker,
  type ClickEvent,
  type DateEvent,
  DatePicker,
  DateTimePicker,
  Form,
  type Handler,
  Input,
  type InputEvent,
  InteractiveContainer,
  type Operator,
  type OptionEvent,
  type OptionsEvent,
  Overflow,
  Select,
  SelectImage,
  SelectPerson,
  type SubmitEvent,
  TimePicker,
  type Toast,
} from 'larkx';
import { describe, expectTypeOf, test } from 'vitest';

/** Every error is on the line below its comment: the compiler must find exactly these. */
const toast: Toast = { type: 'success', content: 'Saved', i18n: { zh_cn: '已保存' } };

describe('the event of a handler', () => {
  test('is that of its component', () => {
    void (<Button onClick={(event) => void expectTypeOf(event).toEqualTypeOf<ClickEvent>()} />);
    void (
      <InteractiveContainer
        onClick={(event) => void expectTypeOf(event).toEqualTypeOf<ClickEvent>()}
      />
    );
    void (<Input onChange={(event) => void expectTypeOf(event).toEqualTypeOf<InputEvent>()} />);
    void (
      <Select
        options={{ a: 'A' }}
        onChange={(event) => void expectTypeOf(event).toEqualTypeOf<OptionEvent<'a'>>()}
      />
    );
    void (
      <SelectPerson onChange={(event) => void expectTypeOf(event).toEqualTypeOf<OptionEvent>()} />
    );
    void (
      <SelectImage onChange={(event) => void expectTypeOf(event).toEqualTypeOf<OptionsEvent>()} />
    );
    void (<Overflow onChange={(event) => void expectTypeOf(event).toEqualTypeOf<OptionEvent>()} />);
    void (<Checker onChange={(event) => void expectTypeOf(event).toEqualTypeOf<CheckedEvent>()} />);
    void (<DatePicker onChange={(event) => void expectTypeOf(event).toEqualTypeOf<DateEvent>()} />);
    void (<TimePicker onChange={(event) => void expectTypeOf(event).toEqualTypeOf<DateEvent>()} />);
    void (
      <DateTimePicker onChange={(event) => void expectTypeOf(event).toEqualTypeOf<DateEvent>()} />
    );
    void (
      <Form name="a" onSubmit={(event) => void expectTypeOf(event).toEqualTypeOf<SubmitEvent>()} />
    );
  });

  test('holds what the reader did', () => {
    expectTypeOf<OptionEvent['option']>().toEqualTypeOf<string>();
    expectTypeOf<OptionsEvent<'a' | 'b'>['options']>().toEqualTypeOf<readonly ('a' | 'b')[]>();
    expectTypeOf<CheckedEvent['checked']>().toEqualTypeOf<boolean>();
    expectTypeOf<InputEvent['input']>().toEqualTypeOf<string>();
    expectTypeOf<DateEvent['text']>().toEqualTypeOf<string>();
    expectTypeOf<DateEvent['zone']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<DateEvent['date']>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<SubmitEvent['form']>().toEqualTypeOf<Readonly<Record<string, unknown>>>();
    expectTypeOf<SubmitEvent<{ reason: string }>['form']['reason']>().toEqualTypeOf<string>();
    expectTypeOf<SubmitEvent['name']>().toEqualTypeOf<string>();
  });

  test('says who acted, and what the service sent', () => {
    expectTypeOf<SubmitEvent>().toExtend<BaseEvent>();
    expectTypeOf<BaseEvent['operator']>().toEqualTypeOf<Operator>();
    expectTypeOf<Operator['openId']>().toEqualTypeOf<string>();
    expectTypeOf<BaseEvent['signal']>().toEqualTypeOf<AbortSignal>();
    expectTypeOf<BaseEvent['value']>().toEqualTypeOf<unknown>();
    expectTypeOf<BaseEvent['raw']>().toEqualTypeOf<unknown>();
  });

  test('cannot be changed', () => {
    void (
      <Input
        onChange={(event) => {
          // @ts-expect-error read only
          event.input = 'a';
        }}
      />
    );
  });
});

describe('a handler', () => {
  test('may wait, and may answer with a toast', () => {
    void (<Button onClick={() => {}} />);
    void (<Button onClick={async () => {}} />);
    void (<Button onClick={() => toast} />);
    void (<Button onClick={async () => toast} />);
    void (<Button onClick={() => (Math.random() > 0.5 ? toast : undefined)} />);
    void (
      <Button
        onClick={async ({ operator, signal }) => {
          await fetch(`https://example.com/${operator.openId}`, { signal });
          if (signal.aborted) return;
          return { type: 'info', content: 'Done' };
        }}
      />
    );
    const shared: Handler<BaseEvent> = () => toast;
    void (<Button onClick={shared} />);
    void (<Form name="a" onSubmit={shared} />);
    void (<Button onClick={undefined} />);
  });

  test('is of the event of its component', () => {
    const onOption: Handler<OptionEvent> = () => {};
    void (<Overflow onChange={onOption} />);
    // @ts-expect-error a click has no option
    void (<Button onClick={onOption} />);
    // @ts-expect-error one option, not several
    void (<SelectImage onChange={onOption} />);
    // @ts-expect-error a tick is no text
    void (<Checker onChange={({ input }) => void input} />);
  });

  test('is nothing else', () => {
    // @ts-expect-error a function
    void (<Button onClick="approve" />);
    // @ts-expect-error what the function returned
    void (<Button onClick={(() => toast)()} />);
    // @ts-expect-error null
    void (<Button onClick={null} />);
    // @ts-expect-error no such toast
    void (<Button onClick={() => ({ type: 'danger', content: 'a' })} />);
    // @ts-expect-error a toast, not its text
    void (<Button onClick={() => 'Saved'} />);
    // @ts-expect-error one event
    void (<Button onClick={(_event, _more) => {}} />);
    // @ts-expect-error a button is clicked
    void (<Button onChange={() => {}} />);
    // @ts-expect-error it is the form that is sent
    void (<Button onSubmit={() => {}} />);
  });
});
