import {
  Button,
  Checker,
  DatePicker,
  DateTimePicker,
  Divider,
  Form,
  Icon,
  Input,
  InteractiveContainer,
  LarkMd,
  MultiSelect,
  MultiSelectPerson,
  Option,
  Overflow,
  PlainText,
  raw,
  Select,
  SelectImage,
  SelectPerson,
  type SelectProps,
  TimePicker,
} from 'larkx';
import { describe, expectTypeOf, test } from 'vitest';

/** Every error is on the line below its comment: the compiler must find exactly these. */
const maybe = undefined as string | undefined;
const flag = true as boolean;

/** What the components that a reader fills in have in common. */
const INPUT = {
  id: 'a',
  margin: '4px 0',
  name: 'b',
  required: true,
  disabled: false,
  width: '120px',
  placeholder: { zh_cn: '请选择', en_us: undefined },
  behaviors: [{ type: 'callback', value: { a: [1, null], b: undefined } }],
  confirm: { title: 'a', text: { zh_cn: 'b' } },
  extra: { a: 1 },
} as const;
const NONE = {
  id: undefined,
  margin: undefined,
  required: undefined,
  disabled: undefined,
  width: undefined,
  placeholder: undefined,
  behaviors: undefined,
  confirm: undefined,
  extra: undefined,
};

describe('Form', () => {
  test('takes its props', () => {
    void (
      <Form
        key="form"
        id="a"
        margin="4px"
        name="b"
        direction="horizontal"
        padding="4px 0"
        horizontalSpacing="small"
        horizontalAlign="right"
        verticalSpacing="12px"
        verticalAlign="bottom"
        onSubmit={() => {}}
        extra={{ a: 1 }}
      >
        {flag && <Input name="c" />}
        {[<Button key="d" name="d" formActionType="submit" />]}
      </Form>
    );
    void (<Form name="a" id={maybe} padding={undefined} onSubmit={undefined} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the name is missing
    void (<Form />);
    // @ts-expect-error the name is required
    void (<Form name={maybe} />);
    // @ts-expect-error it is the button that has a dialog
    void (<Form name="a" confirm={{ title: 'a', text: 'b' }} />);
    // @ts-expect-error text is no element
    void (<Form name="a">text</Form>);
    // @ts-expect-error forms have no clicks
    void (<Form name="a" onClick={() => {}} />);
  });
});

describe('InteractiveContainer', () => {
  test('takes its props', () => {
    void (
      <InteractiveContainer
        width="200px"
        height="auto"
        padding="4px 12px"
        backgroundStyle="laser"
        hasBorder
        borderColor="my_own_colour"
        cornerRadius="50%"
        behaviors={[
          { type: 'open_url', defaultUrl: 'https://example.com', pcUrl: maybe },
          { type: 'callback', value: {} },
        ]}
        hoverTips={<PlainText>a</PlainText>}
        disabled
        disabledTips="b"
        confirm={{ title: 'a', text: 'b' }}
        onClick={() => {}}
        verticalSpacing={undefined}
      >
        <Divider />
      </InteractiveContainer>
    );
  });

  test('takes no others', () => {
    // @ts-expect-error the border of a panel
    void (<InteractiveContainer border={{ color: 'grey' }} />);
    // @ts-expect-error it has no name
    void (<InteractiveContainer name="a" />);
    // @ts-expect-error px or auto
    void (<InteractiveContainer height="50%" />);
    // @ts-expect-error text is no element
    void (<InteractiveContainer>text</InteractiveContainer>);
    // @ts-expect-error it is clicked, not changed
    void (<InteractiveContainer onChange={() => {}} />);
  });
});

describe('Input', () => {
  test('takes its props', () => {
    void (
      <Input
        {...INPUT}
        defaultValue={maybe}
        i18nDefaultValue={{ zh_cn: 'a' }}
        disabledTips="a"
        maxLength={100}
        inputType="multiline_text"
        showIcon={false}
        rows={3}
        autoResize
        maxRows={6}
        label={{ zh_cn: '原因', en_us: 'Reason' }}
        labelPosition="left"
        onChange={() => {}}
      />
    );
    void (<Input {...NONE} name={undefined} label={undefined} onChange={undefined} />);
  });

  test('takes no others', () => {
    // @ts-expect-error no such kind
    void (<Input inputType="number" />);
    // @ts-expect-error a string
    void (<Input defaultValue={1} />);
    // @ts-expect-error a number
    void (<Input maxLength="100" />);
    // @ts-expect-error no such language
    void (<Input i18nDefaultValue={{ zh: 'a' }} />);
    // @ts-expect-error markdown is not shown as plain words
    void (<Input label={raw('a')} />);
    // @ts-expect-error no such side
    void (<Input labelPosition="right" />);
    // @ts-expect-error the name that HTML has for it
    void (<Input value="a" />);
    // @ts-expect-error it opens no links
    void (<Input behaviors={[{ type: 'open_url', defaultUrl: 'https://example.com' }]} />);
    // @ts-expect-error no children
    void (<Input>a</Input>);
  });
});

describe('Select', () => {
  test('takes its props', () => {
    void (
      <Select
        {...INPUT}
        type="text"
        options={{ all: 'All', p0: { zh_cn: '最高' }, p1: <PlainText>P1</PlainText>, 2: 2 }}
        initialOption={maybe}
        initialIndex={1}
        onChange={() => {}}
      />
    );
    void (
      <Select {...NONE} options={undefined} onChange={undefined}>
        {flag && <Option value="a">A</Option>}
      </Select>
    );
    const options: Record<string, string> = {};
    void (<Select options={options} />);
  });

  test('types the option that is picked by its options', () => {
    void (
      <Select
        options={{ all: 'All', p0: 'P0' }}
        onChange={(event) => {
          expectTypeOf(event.option).toEqualTypeOf<'all' | 'p0'>();
          // @ts-expect-error none of the options
          void (event.option === 'p1');
        }}
      />
    );
    void (
      <Select onChange={({ option }) => void expectTypeOf(option).toEqualTypeOf<string>()}>
        <Option value="a">A</Option>
      </Select>
    );
    const props: SelectProps<'a' | 'b'> = { options: { a: 'A', b: 'B' } };
    void (<Select {...props} onChange={({ option }) => void (option satisfies 'a' | 'b')} />);
  });

  test('takes no others', () => {
    // @ts-expect-error labels by value
    void (<Select options={['a', 'b']} />);
    // @ts-expect-error a label
    void (<Select options={{ a: true }} />);
    // @ts-expect-error no such look
    void (<Select type="primary" />);
    // @ts-expect-error a number
    void (<Select initialIndex="1" />);
    // @ts-expect-error several are picked in <MultiSelect>
    void (<Select selectedValues={['a']} />);
    // @ts-expect-error text is no option
    void (<Select>a</Select>);
    // @ts-expect-error it is changed, not clicked
    void (<Select onClick={() => {}} />);
  });
});

describe('MultiSelect', () => {
  test('takes its props', () => {
    void (
      <MultiSelect {...INPUT} type="text" options={{ a: 'A', b: 'B' }} selectedValues={['b']} />
    );
    void (<MultiSelect {...NONE} name="a" options={undefined} selectedValues={undefined} />);
    void (
      <MultiSelect name="a" selectedValues={['whatever']}>
        <Option value="a">A</Option>
      </MultiSelect>
    );
    const picked: string[] = [];
    void (<MultiSelect name="a" options={{} as Record<string, string>} selectedValues={picked} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the name is missing
    void (<MultiSelect options={{ a: 'A' }} />);
    // @ts-expect-error none of the options
    void (<MultiSelect name="a" options={{ a: 'A', b: 'B' }} selectedValues={['c']} />);
    // @ts-expect-error one is picked in <Select>
    void (<MultiSelect name="a" initialOption="a" />);
    // @ts-expect-error a form sends it
    void (<MultiSelect name="a" onChange={() => {}} />);
  });
});

describe('SelectPerson and MultiSelectPerson', () => {
  test('take their props', () => {
    void (
      <SelectPerson {...INPUT} type="text" initialOption="ou_1" onChange={() => {}}>
        <Option value="ou_1" />
      </SelectPerson>
    );
    void (<SelectPerson {...NONE} name={undefined} initialOption={undefined} />);
    void (
      <MultiSelectPerson {...INPUT} type="default" selectedValues={['ou_1']}>
        {['ou_1'].map((id) => (
          <Option key={id} value={id} />
        ))}
      </MultiSelectPerson>
    );
    void (<MultiSelectPerson {...NONE} name="a" selectedValues={undefined} />);
  });

  test('take no others', () => {
    // @ts-expect-error people have no labels
    void (<SelectPerson options={{ ou_1: 'Ada' }} />);
    // @ts-expect-error no index
    void (<SelectPerson initialIndex={1} />);
    // @ts-expect-error the name is missing
    void (<MultiSelectPerson />);
    // @ts-expect-error ids
    void (<MultiSelectPerson name="a" selectedValues={[{ id: 'ou_1' }]} />);
    // @ts-expect-error a form sends it
    void (<MultiSelectPerson name="a" onChange={() => {}} />);
  });
});

describe('the pickers', () => {
  test('take their props', () => {
    void (<DatePicker {...INPUT} initialDate="2026-01-31" onChange={() => {}} />);
    void (<TimePicker {...INPUT} initialTime="09:30" onChange={() => {}} />);
    void (<DateTimePicker {...INPUT} initialDatetime="2026-01-31 09:30" onChange={() => {}} />);
    void (<DatePicker {...NONE} name={undefined} initialDate={undefined} onChange={undefined} />);
    void (<TimePicker {...NONE} initialTime={maybe} />);
    void (<DateTimePicker {...NONE} initialDatetime={maybe} />);
  });

  test('take no others', () => {
    // @ts-expect-error a string
    void (<DatePicker initialDate={new Date()} />);
    // @ts-expect-error the prop of another picker
    void (<DatePicker initialTime="09:30" />);
    // @ts-expect-error the prop of another picker
    void (<TimePicker initialDate="2026-01-31" />);
    // @ts-expect-error the vendor writes it in one word
    void (<DateTimePicker initialDateTime="2026-01-31 09:30" />);
    // @ts-expect-error no such prop
    void (<DatePicker min="2026-01-31" />);
    // @ts-expect-error no children
    void (<TimePicker>a</TimePicker>);
  });
});

describe('SelectImage', () => {
  test('takes its props', () => {
    void (
      <SelectImage
        id={maybe}
        margin="4px"
        multiSelect
        layout="trisect"
        aspectRatio="1:1"
        name="a"
        required
        canPreview={false}
        disabled
        disabledTips="a"
        value={{ a: 1 }}
        behaviors={[{ type: 'callback', value: {} }]}
        confirm={{ title: 'a', text: 'b' }}
        onChange={() => {}}
      >
        <Option imgKey="img_1" i18nImgKey={{ zh_cn: 'img_2' }} value="a" disabled hoverTips="b" />
      </SelectImage>
    );
  });

  test('takes no others', () => {
    // @ts-expect-error no such ratio
    void (<SelectImage aspectRatio="2:1" />);
    // @ts-expect-error no such layout
    void (<SelectImage layout="double" />);
    // @ts-expect-error the 1.0 prop
    void (<SelectImage style="laser" />);
    // @ts-expect-error no placeholder
    void (<SelectImage placeholder="a" />);
    // @ts-expect-error text is no option
    void (<SelectImage>a</SelectImage>);
  });
});

describe('Overflow', () => {
  test('takes its props', () => {
    void (
      <Overflow
        id="a"
        margin="4px"
        width="fill"
        behaviors={[{ type: 'callback', value: { a: 1 } }]}
        confirm={{ title: 'a', text: 'b' }}
        onChange={() => {}}
      >
        <Option value="a">A</Option>
        <Option text="B" multiUrl={{ url: 'https://example.com', pcUrl: undefined }} />
      </Overflow>
    );
  });

  test('takes no others', () => {
    // @ts-expect-error a menu is never disabled
    void (<Overflow disabled />);
    // @ts-expect-error it has no name
    void (<Overflow name="a" />);
    // @ts-expect-error options are its children
    void (<Overflow options={{ a: 'A' }} />);
  });
});

describe('Option', () => {
  test('takes its props', () => {
    void (<Option value="a">A {1}</Option>);
    void (<Option value="a">{{ zh_cn: '甲' }}</Option>);
    void (<Option value={maybe} text={undefined} icon={<Icon token="a" />} extra={{ a: 1 }} />);
    void (<Option value="a" text={<PlainText>A</PlainText>} icon={{ token: 'a' }} />);
  });

  test('takes no others', () => {
    // @ts-expect-error a string
    void (<Option value={1}>A</Option>);
    // @ts-expect-error options have no id
    void (<Option id="a" value="b" />);
    // @ts-expect-error the prop is called text
    void (<Option value="a" label="A" />);
    // @ts-expect-error the list says which one is picked
    void (<Option value="a" selected />);
    // @ts-expect-error a function
    void (<Option value="a">{() => 'A'}</Option>);
  });
});

describe('Checker', () => {
  test('takes its props', () => {
    void (
      <Checker
        id="a"
        margin="4px"
        name="b"
        checked
        overallCheckable={false}
        buttonArea={{
          pcDisplayRule: 'on_hover',
          buttons: [<Button key="a">A</Button>, { text: 'B', type: 'text' }],
        }}
        checkedStyle={{ showStrikethrough: true, opacity: 0.5 }}
        padding="4px"
        behaviors={[{ type: 'callback', value: {} }]}
        confirm={{ title: 'a', text: 'b' }}
        hoverTips="a"
        disabled={undefined}
        disabledTips="b"
        onChange={() => {}}
      >
        <LarkMd>**a**</LarkMd>
      </Checker>
    );
    void (<Checker text="a" buttonArea={{ buttons: undefined }} checkedStyle={undefined} />);
    void (<Checker>Review {1}</Checker>);
  });

  test('takes no others', () => {
    // @ts-expect-error no such rule
    void (<Checker buttonArea={{ pcDisplayRule: 'never' }} />);
    // @ts-expect-error buttons
    void (<Checker buttonArea={{ buttons: ['a'] }} />);
    // @ts-expect-error no such member of a button
    void (<Checker buttonArea={{ buttons: [{ label: 'a' }] }} />);
    // @ts-expect-error a number
    void (<Checker checkedStyle={{ opacity: '0.5' }} />);
    // @ts-expect-error it never has to be ticked
    void (<Checker required />);
    // @ts-expect-error it opens no links
    void (<Checker behaviors={[{ type: 'open_url', defaultUrl: 'https://example.com' }]} />);
    // @ts-expect-error it is changed, not clicked
    void (<Checker onClick={() => {}} />);
  });
});
