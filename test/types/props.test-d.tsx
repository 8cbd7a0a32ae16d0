import {
  Button,
  Card,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Div,
  Divider,
  Header,
  Icon,
  LarkMd,
  Markdown,
  PanelHeader,
  PlainText,
  Raw,
  raw,
  TextTag,
} from 'larkx';
import { describe, test } from 'vitest';

/** Every error is on the line below its comment: the compiler must find exactly these. */
const maybe = undefined as string | undefined;
const flag = true as boolean;

describe('Card', () => {
  test('takes its props', () => {
    void (
      <Card
        key="card"
        streamingMode
        streamingConfig={{
          printFrequencyMs: { default: 30, android: 25, ios: 40, pc: undefined },
          printStep: { default: 2 },
          printStrategy: 'delay',
        }}
        summary="a"
        locales={['zh_cn', 'en_us']}
        enableForward={flag}
        updateMulti
        widthMode="fill"
        useCustomTranslation
        enableForwardInteraction
        style={{
          textSize: { any: { default: 'medium', pc: undefined } },
          color: { any: { lightMode: 'rgba(0,0,0,1)', darkMode: 'rgba(0,0,0,1)' } },
        }}
        cardLink={{ url: maybe, pcUrl: 'https://example.com', iosUrl: '', androidUrl: undefined }}
        direction="horizontal"
        padding="12px 8px"
        horizontalSpacing="small"
        horizontalAlign="center"
        verticalSpacing="6px"
        verticalAlign="bottom"
        extra={{ any_thing: [1, null, { a: true }] }}
      >
        {null}
        {flag && <Divider />}
        {maybe && <Divider />}
        {[<Divider key="a" />, [undefined]]}
      </Card>
    );
    void (<Card summary={{ zh_cn: 'a' }} />);
    void (<Card summary={{ content: 'a', i18nContent: { en_us: 'b' } }} />);
    void (
      <Card
        streamingMode={undefined}
        streamingConfig={undefined}
        summary={undefined}
        locales={undefined}
        enableForward={undefined}
        updateMulti={undefined}
        widthMode={undefined}
        useCustomTranslation={undefined}
        enableForwardInteraction={undefined}
        style={{ textSize: undefined, color: undefined }}
        cardLink={undefined}
        direction={undefined}
        padding={undefined}
        horizontalSpacing={undefined}
        horizontalAlign={undefined}
        verticalSpacing={undefined}
        verticalAlign={undefined}
        extra={undefined}
      >
        {undefined}
      </Card>
    );
  });

  test('takes no others', () => {
    // @ts-expect-error no such prop
    void (<Card streaming />);
    // @ts-expect-error the wire name
    void (<Card streaming_mode />);
    // @ts-expect-error a card has no id
    void (<Card id="a" />);
    // @ts-expect-error no such width
    void (<Card widthMode="wide" />);
    // @ts-expect-error a boolean
    void (<Card streamingMode="true" />);
    // @ts-expect-error shared cards only
    void (<Card updateMulti={false} />);
    // @ts-expect-error no such language
    void (<Card locales={['zh']} />);
    // @ts-expect-error the default is missing
    void (<Card streamingConfig={{ printStep: { pc: 1 } }} />);
    // @ts-expect-error no such strategy
    void (<Card streamingConfig={{ printStrategy: 'slow' }} />);
    // @ts-expect-error no such size
    void (<Card style={{ textSize: { a: { default: 'huge' } } }} />);
    // @ts-expect-error no such member
    void (<Card cardLink={{ href: 'https://example.com' }} />);
    // @ts-expect-error a number is no padding
    void (<Card padding={12} />);
    // @ts-expect-error no such member of a summary
    void (<Card summary={{ text: 'a' }} />);
  });

  test('holds elements', () => {
    // @ts-expect-error text goes into <Markdown>
    void (<Card>text</Card>);
    // @ts-expect-error a number, as 0 && ... yields
    void (<Card>{0 as number}</Card>);
    // @ts-expect-error a component is written <Name />
    void (<Card>{Divider}</Card>);
    // @ts-expect-error wire JSON goes into <Raw>
    void (<Card>{{ tag: 'hr' }}</Card>);
    // @ts-expect-error markdown goes into <Markdown>
    void (<Card>{raw('a')}</Card>);
  });
});

describe('Header', () => {
  test('takes its props', () => {
    void (
      <Header
        key="header"
        title="a"
        subtitle={{ zh_cn: 'a', en_us: undefined }}
        i18nTextTagList={{ zh_cn: [<TextTag key="a">a</TextTag>, { text: 'b', color: 'red' }] }}
        template="carmine"
        icon={<Icon token="a" />}
        padding="4px 8px 4px 8px"
        extra={{ a: 1 }}
      >
        <TextTag>a</TextTag>
      </Header>
    );
    void (
      <Header
        title={1}
        subtitle={undefined}
        i18nTextTagList={undefined}
        template={undefined}
        icon={undefined}
        padding={undefined}
        extra={undefined}
      />
    );
    void (<Header title={<LarkMd>a</LarkMd>} icon={{ token: 'a', color: undefined }} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the title is missing
    void (<Header />);
    // @ts-expect-error the title is required
    void (<Header title={undefined} />);
    // @ts-expect-error no such colour of a header
    void (<Header title="a" template="lime" />);
    // @ts-expect-error the 1.0 name
    void (<Header title="a" ud_icon={{ token: 'a' }} />);
    // @ts-expect-error a header has no id
    void (<Header title="a" id="b" />);
    // @ts-expect-error no such language
    void (<Header title="a" i18nTextTagList={{ xx: [] }} />);
    // @ts-expect-error no such member of an icon
    void (<Header title="a" icon={{ name: 'a' }} />);
    // @ts-expect-error tags are elements
    void (<Header title="a">tag</Header>);
  });
});

describe('a text prop', () => {
  test('takes words, a number, one string per language, and an element', () => {
    void (<Header title="a" />);
    void (<Header title={0} />);
    void (<Header title={{ zh_cn: 'a', ms_my: 'b' }} />);
    void (<Header title={<PlainText>a</PlainText>} />);
    void (<Button hoverTips={{ en_us: 'a' }} disabledTips={1} text={<PlainText>a</PlainText>} />);
  });

  test('takes nothing else', () => {
    // @ts-expect-error no such language
    void (<Header title={{ zh_cn: 'a', xx: 'b' }} />);
    // @ts-expect-error a string per language
    void (<Header title={{ zh_cn: 1 }} />);
    // @ts-expect-error a boolean
    void (<Header title={true} />);
    // @ts-expect-error null
    void (<Header title={null} />);
    // @ts-expect-error an array
    void (<Header title={['a']} />);
    // @ts-expect-error a function
    void (<Header title={() => 'a'} />);
    // @ts-expect-error markdown is not shown as plain words
    void (<Header title={raw('a')} />);
    // @ts-expect-error a date
    void (<Header title={new Date()} />);
  });
});

describe('PlainText', () => {
  test('takes its props', () => {
    void (
      <PlainText
        key="text"
        content="a"
        textColor="grey-500"
        id="b"
        i18nContent={{ zh_cn: 'a' }}
        textSize="heading-0"
        textAlign="right"
        lines={2}
        extra={{ a: 1 }}
      />
    );
    void (
      <PlainText
        content={undefined}
        textColor="my_own_colour"
        id={undefined}
        i18nContent={undefined}
        textSize="my_own_size"
        textAlign={undefined}
        lines={undefined}
        extra={undefined}
      />
    );
    void (
      <PlainText>
        a {1} {maybe} {null} {flag}
      </PlainText>
    );
    void (<PlainText>{{ zh_cn: 'a' }}</PlainText>);
    void (<PlainText content={3} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the wire name
    void (<PlainText text_color="red" />);
    // @ts-expect-error no such alignment
    void (<PlainText textAlign="justify" />);
    // @ts-expect-error a number
    void (<PlainText lines="2" />);
    // @ts-expect-error no margin on a text
    void (<PlainText margin="4px" />);
    // @ts-expect-error no element in a content
    void (<PlainText content={<Divider />} />);
    // @ts-expect-error markdown is not shown as plain words
    void (<PlainText>{raw('a')}</PlainText>);
    // @ts-expect-error an object that is no locale map
    void (<PlainText>{{ a: 1 }}</PlainText>);
  });
});

describe('LarkMd', () => {
  test('takes its props', () => {
    void (
      <LarkMd
        key="md"
        content={raw('a')}
        id="b"
        i18nContent={{ zh_cn: 'a' }}
        textSize="notation"
        textAlign="left"
        lines={1}
        textColor="default"
        extra={{ a: 1 }}
      />
    );
    void (
      <LarkMd
        content={undefined}
        id={undefined}
        i18nContent={undefined}
        textSize={undefined}
        textAlign={undefined}
        lines={undefined}
        textColor={undefined}
        extra={undefined}
      />
    );
    void (
      <LarkMd>
        a {1} {raw('**b**')} {maybe}
      </LarkMd>
    );
    void (<LarkMd content={{ zh_cn: raw('a'), en_us: 'b' }} />);
  });

  test('takes no others', () => {
    // @ts-expect-error no such prop
    void (<LarkMd markdown="a" />);
    // @ts-expect-error no such alignment
    void (<LarkMd textAlign="middle" />);
    // @ts-expect-error a boolean
    void (<LarkMd content={true} />);
    // @ts-expect-error a function
    void (<LarkMd>{() => 'a'}</LarkMd>);
  });
});

describe('Icon', () => {
  test('takes its props', () => {
    void (<Icon key="icon" token="a_outlined" color="blue" size="16px 16px" extra={{ a: 1 }} />);
    void (<Icon imgKey="img_1" i18nImgKey={{ zh_cn: 'img_2' }} />);
    void (
      <Icon
        token={undefined}
        color={undefined}
        imgKey={undefined}
        i18nImgKey={undefined}
        size={undefined}
        extra={undefined}
      />
    );
  });

  test('takes no others', () => {
    // @ts-expect-error no such prop
    void (<Icon name="a" />);
    // @ts-expect-error a string
    void (<Icon token={1} />);
    // @ts-expect-error no such language
    void (<Icon imgKey="img_1" i18nImgKey={{ zh: 'img_2' }} />);
    // @ts-expect-error no children
    void (<Icon token="a">b</Icon>);
  });
});

describe('TextTag', () => {
  test('takes its props', () => {
    void (<TextTag key="tag" id="a" text="b" color="neutral" extra={{ a: 1 }} />);
    void (<TextTag id={undefined} text={undefined} color={undefined} extra={undefined} />);
    void (<TextTag>a {1}</TextTag>);
    void (
      <TextTag>
        <PlainText>a</PlainText>
      </TextTag>
    );
  });

  test('takes no others', () => {
    // @ts-expect-error grey is called neutral here
    void (<TextTag color="grey">a</TextTag>);
    // @ts-expect-error no such prop
    void (<TextTag size="small">a</TextTag>);
    // @ts-expect-error a string
    void (<TextTag id={1}>a</TextTag>);
    // @ts-expect-error a function
    void (<TextTag>{() => 'a'}</TextTag>);
  });
});

describe('Markdown', () => {
  test('takes its props', () => {
    void (
      <Markdown
        key="md"
        id="a"
        margin="-4px 0"
        content={raw('a')}
        i18nContent={{ zh_cn: 'a' }}
        textAlign="center"
        textSize="heading"
        icon={<Icon token="a" />}
        extra={{ a: 1 }}
      />
    );
    void (
      <Markdown
        id={undefined}
        margin={undefined}
        content={undefined}
        i18nContent={undefined}
        textAlign={undefined}
        textSize={undefined}
        icon={undefined}
        extra={undefined}
      />
    );
    void (
      <Markdown>
        **a** {1} {raw('b')} {maybe} {null} {flag} {['c', ['d']]}
      </Markdown>
    );
    void (<Markdown>{{ zh_cn: 'a', en_us: raw('b') }}</Markdown>);
    void (<Markdown content={{ zh_cn: raw('a'), en_us: 'b' }} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the 1.0 prop
    void (<Markdown href="a">b</Markdown>);
    // @ts-expect-error no such alignment
    void (<Markdown textAlign="justify">a</Markdown>);
    // @ts-expect-error a boolean
    void (<Markdown content={true} />);
    // @ts-expect-error no such language
    void (<Markdown i18nContent={{ zh: 'a' }} />);
    // @ts-expect-error a function
    void (<Markdown>{() => 'a'}</Markdown>);
    // @ts-expect-error an object
    void (<Markdown>{{ a: 1 }}</Markdown>);
    // @ts-expect-error a bigint
    void (<Markdown>{1n}</Markdown>);
  });
});

describe('Div', () => {
  test('takes its props', () => {
    void (
      <Div
        key="div"
        id="a"
        margin="4px"
        text={{ zh_cn: 'a' }}
        icon={{ imgKey: 'img_1' }}
        width="120px"
        fields={[{ isShort: true, text: 'a' }, { text: <LarkMd>b</LarkMd> }]}
        extra={{ a: 1 }}
      />
    );
    void (
      <Div
        id={undefined}
        margin={undefined}
        text={undefined}
        icon={undefined}
        width={undefined}
        fields={[{ isShort: undefined, text: 'a' }]}
        extra={undefined}
      />
    );
    void (<Div width="auto">a {1}</Div>);
    void (
      <Div>
        <LarkMd>a</LarkMd>
      </Div>
    );
  });

  test('takes no others', () => {
    // @ts-expect-error no such width
    void (<Div width="120">a</Div>);
    // @ts-expect-error no such prop
    void (<Div textSize="small">a</Div>);
    // @ts-expect-error a boolean
    void (<Div fields={[{ isShort: 'yes', text: 'a' }]} />);
    // @ts-expect-error no such member
    void (<Div fields={[{ short: true, text: 'a' }]} />);
    // @ts-expect-error the text is missing
    void (<Div fields={[{ isShort: true }]} />);
    // @ts-expect-error markdown is not shown as plain words
    void (<Div>{raw('a')}</Div>);
  });
});

describe('Divider', () => {
  test('takes its props', () => {
    void (<Divider key="hr" id="a" margin="4px 0" extra={{ a: 1 }} />);
    void (<Divider id={undefined} margin={undefined} extra={undefined} />);
  });

  test('takes no others', () => {
    // @ts-expect-error no such prop
    void (<Divider color="red" />);
    // @ts-expect-error no children
    void (<Divider>a</Divider>);
    // @ts-expect-error no children
    void (<Divider>{<Divider />}</Divider>);
    // @ts-expect-error JSON only
    void (<Divider extra={{ a: () => 1 }} />);
    // @ts-expect-error an object
    void (<Divider extra="a" />);
  });
});

describe('Button', () => {
  test('takes its props', () => {
    void (
      <Button
        key="button"
        id="a"
        margin="0"
        text="b"
        type="laser"
        size="tiny"
        width="fill"
        icon={<Icon token="a" />}
        hoverTips="c"
        disabled
        disabledTips="d"
        confirm={{ title: 'e', text: { zh_cn: 'f' } }}
        behaviors={[
          { type: 'open_url', defaultUrl: 'https://example.com', pcUrl: maybe, iosUrl: '' },
          { type: 'callback', value: { a: [1, null, { b: true }], c: undefined } },
        ]}
        name="g"
        formActionType="reset"
        extra={{ a: 1 }}
      />
    );
    void (
      <Button
        id={undefined}
        margin={undefined}
        text={undefined}
        type={undefined}
        size={undefined}
        width={undefined}
        icon={undefined}
        hoverTips={undefined}
        disabled={undefined}
        disabledTips={undefined}
        confirm={undefined}
        behaviors={undefined}
        name={undefined}
        formActionType={undefined}
        extra={undefined}
      />
    );
    void (
      <Button>
        a {1} {null}
      </Button>
    );
    void (<Button width="120px">{{ zh_cn: 'a' }}</Button>);
  });

  test('takes no others', () => {
    // @ts-expect-error no such size
    void (<Button size="huge">a</Button>);
    // @ts-expect-error a slip
    void (<Button sise="small">a</Button>);
    // @ts-expect-error a boolean
    void (<Button disabled="yes">a</Button>);
    // @ts-expect-error the 1.0 prop
    void (<Button url="https://example.com">a</Button>);
    // @ts-expect-error no such action
    void (<Button formActionType="send">a</Button>);
    // @ts-expect-error a unit is missing
    void (<Button width="120">a</Button>);
    // @ts-expect-error a function
    void (<Button>{() => 'a'}</Button>);
  });

  test('needs title and text in its dialog', () => {
    // @ts-expect-error the title is missing
    void (<Button confirm={{ text: 'a' }} />);
    // @ts-expect-error the text is missing
    void (<Button confirm={{ title: 'a' }} />);
    // @ts-expect-error the title is required
    void (<Button confirm={{ title: undefined, text: 'a' }} />);
    // @ts-expect-error no such member
    void (<Button confirm={{ title: 'a', text: 'b', ok: 'c' }} />);
    // @ts-expect-error a boolean
    void (<Button confirm />);
  });

  test('tells its behaviours apart by their type', () => {
    // @ts-expect-error the link is missing
    void (<Button behaviors={[{ type: 'open_url' }]} />);
    // @ts-expect-error the wire name
    void (<Button behaviors={[{ type: 'open_url', default_url: 'a' }]} />);
    // @ts-expect-error the value is missing
    void (<Button behaviors={[{ type: 'callback' }]} />);
    // @ts-expect-error the value is an object
    void (<Button behaviors={[{ type: 'callback', value: 'a' }]} />);
    // @ts-expect-error the value is JSON
    void (<Button behaviors={[{ type: 'callback', value: { at: new Date() } }]} />);
    // @ts-expect-error the value is no array
    void (<Button behaviors={[{ type: 'callback', value: [1] }]} />);
    // @ts-expect-error a link belongs to open_url
    void (<Button behaviors={[{ type: 'callback', value: {}, defaultUrl: 'a' }]} />);
    // @ts-expect-error no such behaviour
    void (<Button behaviors={[{ type: 'form_action' }]} />);
    // @ts-expect-error an array
    void (<Button behaviors={{ type: 'callback', value: {} }} />);
  });
});

describe('ColumnSet and Column', () => {
  const action = { multiUrl: { url: 'a', pcUrl: maybe, iosUrl: undefined, androidUrl: '' } };

  test('take their props', () => {
    void (
      <ColumnSet
        key="set"
        id="a"
        margin="8px"
        horizontalSpacing="large"
        horizontalAlign="right"
        flexMode="trisect"
        backgroundStyle="default"
        action={action}
        extra={{ a: 1 }}
      >
        <Column
          key="column"
          id="b"
          margin="1px 2px 3px 4px"
          direction="horizontal"
          horizontalSpacing="medium"
          horizontalAlign="center"
          verticalSpacing="extra_large"
          verticalAlign="top"
          backgroundStyle="my_own_colour"
          width="weighted"
          weight={5}
          padding="4px"
          action={action}
          extra={{ a: 1 }}
        >
          {flag ? <Divider /> : null}
        </Column>
        <Column
          id={undefined}
          margin={undefined}
          direction={undefined}
          horizontalSpacing={undefined}
          horizontalAlign={undefined}
          verticalSpacing={undefined}
          verticalAlign={undefined}
          backgroundStyle={undefined}
          width="120px"
          weight={undefined}
          padding={undefined}
          action={{ multiUrl: undefined }}
          extra={undefined}
        />
      </ColumnSet>
    );
    void (
      <ColumnSet
        id={undefined}
        margin={undefined}
        horizontalSpacing={undefined}
        horizontalAlign={undefined}
        flexMode={undefined}
        backgroundStyle={undefined}
        action={undefined}
        extra={undefined}
      />
    );
  });

  test('take no others', () => {
    // @ts-expect-error no such mode
    void (<ColumnSet flexMode="wrap" />);
    // @ts-expect-error it is the columns that have a padding
    void (<ColumnSet padding="4px" />);
    // @ts-expect-error text is no column
    void (<ColumnSet>a</ColumnSet>);
    // @ts-expect-error no such width
    void (<Column width="50%" />);
    // @ts-expect-error a number
    void (<Column weight="2" />);
    // @ts-expect-error no such prop
    void (<Column flexMode="none" />);
    // @ts-expect-error text is no element
    void (<Column>a</Column>);
    // @ts-expect-error no such member
    void (<Column action={{ url: 'a' }} />);
  });
});

describe('CollapsiblePanel and PanelHeader', () => {
  test('take their props', () => {
    void (
      <CollapsiblePanel
        key="panel"
        id="a"
        margin="2px"
        direction="vertical"
        horizontalSpacing="8px"
        horizontalAlign="left"
        verticalSpacing="4px"
        verticalAlign="center"
        expanded
        padding="8px 4px"
        backgroundColor="grey"
        border={{ color: 'blue', cornerRadius: '50%' }}
        extra={{ a: 1 }}
      >
        <PanelHeader
          key="header"
          title={<Markdown>a</Markdown>}
          backgroundColor="grey-200"
          width="auto_when_fold"
          verticalAlign="top"
          padding="4px 8px 4px 8px"
          icon={<Icon token="a" />}
          iconPosition="follow_text"
          iconExpandedAngle={-180}
          position="top"
          extra={{ a: 1 }}
        />
        <Divider />
      </CollapsiblePanel>
    );
    void (
      <CollapsiblePanel
        id={undefined}
        margin={undefined}
        direction={undefined}
        horizontalSpacing={undefined}
        horizontalAlign={undefined}
        verticalSpacing={undefined}
        verticalAlign={undefined}
        expanded={undefined}
        padding={undefined}
        backgroundColor={undefined}
        border={{ color: undefined, cornerRadius: undefined }}
        extra={undefined}
      >
        <PanelHeader
          title={undefined}
          backgroundColor={undefined}
          width={undefined}
          verticalAlign={undefined}
          padding={undefined}
          icon={undefined}
          iconPosition={undefined}
          iconExpandedAngle={undefined}
          position={undefined}
          extra={undefined}
        />
      </CollapsiblePanel>
    );
  });

  test('take no others', () => {
    // @ts-expect-error the 1.0 prop
    void (<CollapsiblePanel expand />);
    // @ts-expect-error no such member
    void (<CollapsiblePanel border={{ width: '1px' }} />);
    // @ts-expect-error a unit is missing
    void (<CollapsiblePanel border={{ cornerRadius: '5' }} />);
    // @ts-expect-error text is no element
    void (<CollapsiblePanel>a</CollapsiblePanel>);
    // @ts-expect-error no such angle
    void (<PanelHeader iconExpandedAngle={45} />);
    // @ts-expect-error a number
    void (<PanelHeader iconExpandedAngle="90" />);
    // @ts-expect-error a boolean is no text
    void (<PanelHeader title={true} />);
    // @ts-expect-error no such prop
    void (<PanelHeader expanded />);
    // @ts-expect-error no children
    void (<PanelHeader>a</PanelHeader>);
  });
});

describe('Raw', () => {
  test('takes JSON', () => {
    void (<Raw key="raw" json={{ tag: 'hr', any_field: [1, null, { a: undefined }] }} />);
  });

  test('takes nothing else', () => {
    // @ts-expect-error the JSON is missing
    void (<Raw />);
    // @ts-expect-error an object
    void (<Raw json="hr" />);
    // @ts-expect-error JSON holds no functions
    void (<Raw json={{ tag: 'hr', onClick: () => 1 }} />);
    // @ts-expect-error the id goes into the JSON
    void (<Raw json={{ tag: 'hr' }} id="a" />);
    // @ts-expect-error no children
    void (<Raw json={{ tag: 'hr' }}>a</Raw>);
  });
});

describe('sides of a box', () => {
  test('are one, two or four', () => {
    void (<Divider margin="4px" />);
    void (<Divider margin="0" />);
    void (<Divider margin="4px 0" />);
    void (<Divider margin="-4px -12px" />);
    void (<Divider margin="1px 2px 3px 4px" />);
    // @ts-expect-error three
    void (<Divider margin="1px 2px 3px" />);
    // @ts-expect-error five
    void (<Divider margin="1px 2px 3px 4px 5px" />);
    // @ts-expect-error a unit is missing
    void (<Divider margin="4" />);
    // @ts-expect-error another unit
    void (<Divider margin="1em" />);
    // @ts-expect-error empty
    void (<Divider margin="" />);
  });

  test('are one or four in the header of a panel', () => {
    void (<PanelHeader padding="4px" />);
    void (<PanelHeader padding="1px 2px 3px 4px" />);
    // @ts-expect-error the service refuses two
    void (<PanelHeader padding="4px 8px" />);
    // @ts-expect-error three
    void (<PanelHeader padding="1px 2px 3px" />);
  });
});

describe('a spacing', () => {
  test('is a word or a number of pixels', () => {
    void (<Column verticalSpacing="small" horizontalSpacing="medium" />);
    void (<Column verticalSpacing="large" horizontalSpacing="extra_large" />);
    void (<Column verticalSpacing="4px" horizontalSpacing="0px" />);
    // @ts-expect-error no such word
    void (<Column verticalSpacing="default" />);
    // @ts-expect-error no such word
    void (<Column verticalSpacing="xl" />);
    // @ts-expect-error a unit is missing
    void (<Column verticalSpacing="4" />);
    // @ts-expect-error a number
    void (<Column verticalSpacing={4} />);
    // @ts-expect-error one value only
    void (<Column verticalSpacing="4px 8px" />);
  });
});
