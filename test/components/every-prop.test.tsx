import {
  A,
  At,
  Audio,
  B,
  Br,
  Button,
  Card,
  type CardElement,
  Chart,
  Checker,
  Code,
  CodeBlock,
  CollapsiblePanel,
  Column,
  ColumnSet,
  DatePicker,
  DateTimePicker,
  Div,
  Divider,
  Emoji,
  Font,
  Form,
  H1,
  H2,
  H3,
  H4,
  H5,
  H6,
  Header,
  Hr,
  I,
  Icon,
  Image,
  ImageCombination,
  InlineAudio,
  InlinePerson,
  InlineTag,
  Input,
  InteractiveContainer,
  LarkMd,
  Li,
  Link,
  LocalDatetime,
  Markdown,
  MdImage,
  MdTable,
  MultiSelect,
  MultiSelectPerson,
  NumberTag,
  Ol,
  Option,
  Overflow,
  PanelHeader,
  Person,
  PersonList,
  PlainText,
  Quote,
  Raw,
  render,
  S,
  Select,
  SelectImage,
  SelectPerson,
  Span,
  Table,
  Td,
  TextTag,
  TimePicker,
  Tr,
  Ul,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import { definitionOf } from '../../src/schema/definition.js';
import type { Field, Fields, RuleOf } from '../../src/schema/field.js';

const plain = (content: string) => ({ tag: 'plain_text', content });
const submit = (
  <Button name="send" formActionType="submit">
    Send
  </Button>
);
const inCard = (element: CardElement) => <Card>{element}</Card>;
const inForm = (element: CardElement) => (
  <Card>
    <Form name="form">
      {element}
      {submit}
    </Form>
  </Card>
);
const FIRST = ['body', 'elements', 0];

/** What the components that a reader fills in have in common. */
const INPUT = {
  id: 'field',
  margin: '4px 0',
  name: 'field_name',
  required: true,
  disabled: true,
  width: '120px',
  placeholder: { zh_cn: '请选择', en_us: 'Choose' },
  behaviors: [{ type: 'callback', value: { camelCase: 1 } }],
  confirm: { title: 'Sure?', text: 'It is for good.' },
  extra: { future_field: 1 },
} as const;
const INPUT_JSON = {
  element_id: 'field',
  margin: '4px 0',
  name: 'field_name',
  required: true,
  disabled: true,
  width: '120px',
  placeholder: {
    tag: 'plain_text',
    content: '请选择',
    i18n_content: { zh_cn: '请选择', en_us: 'Choose' },
  },
  behaviors: [{ type: 'callback', value: { camelCase: 1 } }],
  confirm: { title: plain('Sure?'), text: plain('It is for good.') },
  future_field: 1,
};
const noop = () => {};

/** Each component with all its props, and what it is on the wire. */
const EVERY_PROP: readonly {
  element: CardElement;
  in: (element: CardElement) => CardElement;
  at: readonly (string | number)[];
  json: unknown;
  /** Other writings, for what excludes each other. */
  also?: readonly {
    element: CardElement;
    in?: (element: CardElement) => CardElement;
    json: unknown;
  }[];
}[] = [
  {
    element: (
      <Card
        streamingMode
        streamingConfig={{
          printFrequencyMs: { default: 30, android: 25, ios: 40, pc: 50 },
          printStep: { default: 2, android: 3, ios: 4, pc: 5 },
          printStrategy: 'delay',
        }}
        summary={{ content: 'preview', i18nContent: { zh_cn: '预览', en_us: 'preview' } }}
        locales={['zh_cn', 'en_us']}
        enableForward={false}
        updateMulti
        widthMode="fill"
        useCustomTranslation
        enableForwardInteraction
        style={{
          textSize: { 'cus-0': { default: 'medium', pc: 'medium', mobile: 'large' } },
          color: {
            camelCase: { lightMode: 'rgba(5,157,178,0.52)', darkMode: 'rgba(78,23,108,0.49)' },
          },
        }}
        cardLink={{
          url: 'https://example.com',
          pcUrl: 'https://example.com/pc',
          iosUrl: 'https://example.com/ios',
          androidUrl: 'lark://msgcard/unsupported_action',
        }}
        direction="horizontal"
        padding="12px 8px"
        horizontalSpacing="small"
        horizontalAlign="center"
        verticalSpacing="6px"
        verticalAlign="bottom"
        extra={{ future_field: { camelCase: 1 } }}
      />
    ),
    in: (card) => card,
    at: [],
    json: {
      schema: '2.0',
      config: {
        streaming_mode: true,
        streaming_config: {
          print_frequency_ms: { default: 30, android: 25, ios: 40, pc: 50 },
          print_step: { default: 2, android: 3, ios: 4, pc: 5 },
          print_strategy: 'delay',
        },
        summary: { content: 'preview', i18n_content: { zh_cn: '预览', en_us: 'preview' } },
        locales: ['zh_cn', 'en_us'],
        enable_forward: false,
        update_multi: true,
        width_mode: 'fill',
        use_custom_translation: true,
        enable_forward_interaction: true,
        style: {
          text_size: { 'cus-0': { default: 'medium', pc: 'medium', mobile: 'large' } },
          color: {
            camelCase: { light_mode: 'rgba(5,157,178,0.52)', dark_mode: 'rgba(78,23,108,0.49)' },
          },
        },
      },
      card_link: {
        url: 'https://example.com',
        pc_url: 'https://example.com/pc',
        ios_url: 'https://example.com/ios',
        android_url: 'lark://msgcard/unsupported_action',
      },
      body: {
        direction: 'horizontal',
        padding: '12px 8px',
        horizontal_spacing: 'small',
        horizontal_align: 'center',
        vertical_spacing: '6px',
        vertical_align: 'bottom',
      },
      future_field: { camelCase: 1 },
    },
  },
  {
    element: (
      <Header
        title="Build 118"
        subtitle="main"
        i18nTextTagList={{
          zh_cn: [<TextTag key="a">持续</TextTag>, { text: '集成', color: 'red' }],
        }}
        template="green"
        icon={<Icon token="bot_outlined" />}
        padding="12px 8px 4px 0"
        extra={{ future_field: 1 }}
      />
    ),
    in: (header) => <Card>{header}</Card>,
    at: ['header'],
    json: {
      title: plain('Build 118'),
      subtitle: plain('main'),
      i18n_text_tag_list: {
        zh_cn: [
          { tag: 'text_tag', text: plain('持续') },
          { tag: 'text_tag', text: plain('集成'), color: 'red' },
        ],
      },
      template: 'green',
      icon: { tag: 'standard_icon', token: 'bot_outlined' },
      padding: '12px 8px 4px 0',
      future_field: 1,
    },
  },
  {
    element: <TextTag id="tag_1" text="ci" color="neutral" extra={{ future_field: 1 }} />,
    in: (tag) => (
      <Card>
        <Header title="t">{tag}</Header>
      </Card>
    ),
    at: ['header', 'text_tag_list', 0],
    json: {
      tag: 'text_tag',
      element_id: 'tag_1',
      text: plain('ci'),
      color: 'neutral',
      future_field: 1,
    },
  },
  {
    element: (
      <Icon token="chat_outlined" color="blue-500" size="16px 16px" extra={{ future_field: 1 }} />
    ),
    in: (icon) => (
      <Card>
        <Div icon={icon}>x</Div>
      </Card>
    ),
    at: ['body', 'elements', 0, 'icon'],
    json: {
      tag: 'standard_icon',
      token: 'chat_outlined',
      color: 'blue-500',
      size: '16px 16px',
      future_field: 1,
    },
    also: [
      {
        element: <Icon imgKey="img_1" i18nImgKey={{ zh_cn: 'img_2', en_us: 'img_3' }} />,
        json: {
          tag: 'custom_icon',
          img_key: 'img_1',
          i18n_img_key: { zh_cn: 'img_2', en_us: 'img_3' },
        },
      },
    ],
  },
  {
    element: (
      <PlainText
        stream
        content="3 minutes ago"
        textColor="grey"
        id="ago"
        i18nContent={{ zh_cn: '3 分钟前' }}
        textSize="notation"
        textAlign="right"
        lines={2}
        extra={{ future_field: 1 }}
      />
    ),
    in: (text) => (
      <Card>
        <Div text={text} />
      </Card>
    ),
    at: ['body', 'elements', 0, 'text'],
    json: {
      tag: 'plain_text',
      content: '3 minutes ago',
      text_color: 'grey',
      element_id: 'ago',
      i18n_content: { zh_cn: '3 分钟前' },
      text_size: 'notation',
      text_align: 'right',
      lines: 2,
      future_field: 1,
    },
  },
  {
    element: (
      <LarkMd
        content="**Owner** Ada"
        id="owner"
        i18nContent={{ zh_cn: '**负责人** Ada' }}
        textSize="heading-2"
        textAlign="center"
        lines={1}
        textColor="default"
        extra={{ future_field: 1 }}
      />
    ),
    in: (text) => (
      <Card>
        <Div text={text} />
      </Card>
    ),
    at: ['body', 'elements', 0, 'text'],
    json: {
      tag: 'lark_md',
      content: '**Owner** Ada',
      element_id: 'owner',
      i18n_content: { zh_cn: '**负责人** Ada' },
      text_size: 'heading-2',
      text_align: 'center',
      lines: 1,
      text_color: 'default',
      future_field: 1,
    },
  },
  {
    element: (
      <Markdown
        stream
        id="answer"
        margin="-4px 0"
        content="**Done**"
        i18nContent={{ zh_cn: '**完成**' }}
        textAlign="center"
        textSize="heading"
        icon={<Icon token="done_outlined" />}
        extra={{ future_field: 1 }}
      />
    ),
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: {
      tag: 'markdown',
      element_id: 'answer',
      margin: '-4px 0',
      content: '**Done**',
      i18n_content: { zh_cn: '**完成**' },
      text_align: 'center',
      text_size: 'heading',
      icon: { tag: 'standard_icon', token: 'done_outlined' },
      future_field: 1,
    },
  },
  {
    element: (
      <Div
        id="line"
        margin="4px"
        text={<LarkMd>**a**</LarkMd>}
        icon={{ token: 'time_outlined' }}
        width="120px"
        fields={[
          { isShort: true, text: 'left' },
          { isShort: false, text: <LarkMd>right</LarkMd> },
        ]}
        extra={{ future_field: 1 }}
      />
    ),
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: {
      tag: 'div',
      element_id: 'line',
      margin: '4px',
      text: { tag: 'lark_md', content: '**a**' },
      icon: { tag: 'standard_icon', token: 'time_outlined' },
      width: '120px',
      fields: [
        { is_short: true, text: plain('left') },
        { is_short: false, text: { tag: 'lark_md', content: 'right' } },
      ],
      future_field: 1,
    },
  },
  {
    element: <Divider id="rule" margin="4px 0 4px 0" extra={{ future_field: 1 }} />,
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: { tag: 'hr', element_id: 'rule', margin: '4px 0 4px 0', future_field: 1 },
  },
  {
    element: (
      <Button
        id="ok"
        margin="0px"
        text="Approve"
        type="primary_filled"
        size="large"
        width="fill"
        icon={<Icon token="yes_outlined" />}
        hoverTips="for good"
        disabled
        disabledTips="not yours"
        confirm={{ title: 'Sure?', text: 'It cannot be undone.' }}
        behaviors={[
          {
            type: 'open_url',
            defaultUrl: 'https://example.com',
            pcUrl: 'https://example.com/pc',
            iosUrl: '',
            androidUrl: 'lark://msgcard/unsupported_action',
          },
          { type: 'callback', value: { actionName: 'approve', nested: { camelCase: [1, null] } } },
        ]}
        name="approve"
        formActionType="submit"
        onClick={noop}
        extra={{ future_field: 1 }}
      />
    ),
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: {
      tag: 'button',
      element_id: 'ok',
      margin: '0px',
      text: plain('Approve'),
      type: 'primary_filled',
      size: 'large',
      width: 'fill',
      icon: { tag: 'standard_icon', token: 'yes_outlined' },
      hover_tips: plain('for good'),
      disabled: true,
      disabled_tips: plain('not yours'),
      confirm: { title: plain('Sure?'), text: plain('It cannot be undone.') },
      behaviors: [
        {
          type: 'open_url',
          default_url: 'https://example.com',
          pc_url: 'https://example.com/pc',
          ios_url: '',
          android_url: 'lark://msgcard/unsupported_action',
        },
        { type: 'callback', value: { actionName: 'approve', nested: { camelCase: [1, null] } } },
      ],
      name: 'approve',
      form_action_type: 'submit',
      future_field: 1,
    },
  },
  {
    element: (
      <ColumnSet
        id="row"
        margin="8px"
        horizontalSpacing="large"
        horizontalAlign="right"
        flexMode="bisect"
        backgroundStyle="grey-100"
        action={{
          multiUrl: {
            url: 'https://example.com',
            pcUrl: 'https://example.com/pc',
            iosUrl: 'https://example.com/ios',
            androidUrl: 'https://example.com/android',
          },
        }}
        extra={{ future_field: 1 }}
      >
        <Column />
      </ColumnSet>
    ),
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: {
      tag: 'column_set',
      element_id: 'row',
      margin: '8px',
      horizontal_spacing: 'large',
      horizontal_align: 'right',
      flex_mode: 'bisect',
      background_style: 'grey-100',
      action: {
        multi_url: {
          url: 'https://example.com',
          pc_url: 'https://example.com/pc',
          ios_url: 'https://example.com/ios',
          android_url: 'https://example.com/android',
        },
      },
      columns: [{ tag: 'column' }],
      future_field: 1,
    },
  },
  {
    element: (
      <Column
        id="left"
        margin="1px 2px"
        direction="horizontal"
        horizontalSpacing="medium"
        horizontalAlign="center"
        verticalSpacing="extra_large"
        verticalAlign="center"
        backgroundStyle="default"
        width="weighted"
        weight={5}
        padding="4px"
        action={{
          multiUrl: {
            url: 'https://example.com',
            pcUrl: '',
            iosUrl: '',
            androidUrl: '',
          },
        }}
        extra={{ future_field: 1 }}
      />
    ),
    in: (column) => (
      <Card>
        <ColumnSet>{column}</ColumnSet>
      </Card>
    ),
    at: ['body', 'elements', 0, 'columns', 0],
    json: {
      tag: 'column',
      element_id: 'left',
      margin: '1px 2px',
      direction: 'horizontal',
      horizontal_spacing: 'medium',
      horizontal_align: 'center',
      vertical_spacing: 'extra_large',
      vertical_align: 'center',
      background_style: 'default',
      width: 'weighted',
      weight: 5,
      padding: '4px',
      action: {
        multi_url: { url: 'https://example.com', pc_url: '', ios_url: '', android_url: '' },
      },
      future_field: 1,
    },
  },
  {
    element: (
      <CollapsiblePanel
        id="log"
        margin="2px"
        direction="vertical"
        horizontalSpacing="8px"
        horizontalAlign="left"
        verticalSpacing="4px"
        verticalAlign="top"
        expanded
        padding="8px 4px"
        backgroundColor="grey-50"
        border={{ color: 'blue', cornerRadius: '8px' }}
        extra={{ future_field: 1 }}
      >
        <PanelHeader />
      </CollapsiblePanel>
    ),
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: {
      tag: 'collapsible_panel',
      element_id: 'log',
      margin: '2px',
      direction: 'vertical',
      horizontal_spacing: '8px',
      horizontal_align: 'left',
      vertical_spacing: '4px',
      vertical_align: 'top',
      expanded: true,
      padding: '8px 4px',
      background_color: 'grey-50',
      border: { color: 'blue', corner_radius: '8px' },
      header: {},
      future_field: 1,
    },
  },
  {
    element: (
      <PanelHeader
        title="Log"
        backgroundColor="grey-200"
        width="auto_when_fold"
        verticalAlign="top"
        padding="4px 8px 4px 8px"
        icon={<Icon token="down-small-ccm_outlined" size="16px 16px" />}
        iconPosition="follow_text"
        iconExpandedAngle={-180}
        position="top"
        extra={{ future_field: 1 }}
      />
    ),
    in: (header) => (
      <Card>
        <CollapsiblePanel>{header}</CollapsiblePanel>
      </Card>
    ),
    at: ['body', 'elements', 0, 'header'],
    json: {
      title: plain('Log'),
      background_color: 'grey-200',
      width: 'auto_when_fold',
      vertical_align: 'top',
      padding: '4px 8px 4px 8px',
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
      icon_position: 'follow_text',
      icon_expanded_angle: -180,
      position: 'top',
      future_field: 1,
    },
  },
  {
    element: (
      <Form
        id="leave"
        margin="4px"
        direction="horizontal"
        horizontalSpacing="small"
        horizontalAlign="right"
        verticalSpacing="4px"
        verticalAlign="bottom"
        name="leave_form"
        padding="8px"
        onSubmit={noop}
        extra={{ future_field: 1 }}
      >
        {submit}
      </Form>
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'form',
      element_id: 'leave',
      margin: '4px',
      direction: 'horizontal',
      horizontal_spacing: 'small',
      horizontal_align: 'right',
      vertical_spacing: '4px',
      vertical_align: 'bottom',
      name: 'leave_form',
      padding: '8px',
      elements: [
        {
          tag: 'button',
          name: 'send',
          form_action_type: 'submit',
          text: plain('Send'),
          behaviors: [{ type: 'callback', value: {} }],
        },
      ],
      future_field: 1,
    },
  },
  {
    element: (
      <InteractiveContainer
        id="plan_a"
        margin="4px"
        direction="horizontal"
        horizontalSpacing="8px"
        horizontalAlign="center"
        verticalSpacing="large"
        verticalAlign="center"
        width="200px"
        height="80px"
        padding="8px 12px"
        backgroundStyle="laser"
        hasBorder
        borderColor="blue-300"
        cornerRadius="50%"
        behaviors={[
          {
            type: 'open_url',
            defaultUrl: 'https://example.com',
            pcUrl: 'https://example.com/pc',
            iosUrl: '',
            androidUrl: '',
          },
          { type: 'callback', value: { camelCase: 1 } },
        ]}
        hoverTips="pick it"
        disabled
        disabledTips="sold out"
        confirm={{ title: 'Sure?', text: 'It is for good.' }}
        onClick={noop}
        extra={{ future_field: 1 }}
      >
        {[]}
      </InteractiveContainer>
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'interactive_container',
      element_id: 'plan_a',
      margin: '4px',
      direction: 'horizontal',
      horizontal_spacing: '8px',
      horizontal_align: 'center',
      vertical_spacing: 'large',
      vertical_align: 'center',
      width: '200px',
      height: '80px',
      padding: '8px 12px',
      background_style: 'laser',
      has_border: true,
      border_color: 'blue-300',
      corner_radius: '50%',
      behaviors: [
        {
          type: 'open_url',
          default_url: 'https://example.com',
          pc_url: 'https://example.com/pc',
          ios_url: '',
          android_url: '',
        },
        { type: 'callback', value: { camelCase: 1 } },
      ],
      hover_tips: plain('pick it'),
      disabled: true,
      disabled_tips: plain('sold out'),
      confirm: { title: plain('Sure?'), text: plain('It is for good.') },
      elements: [],
      future_field: 1,
    },
  },
  {
    element: (
      <Image
        id="photo"
        margin="4px -12px"
        imgKey="img_1"
        i18nImgKey={{ zh_cn: 'img_2' }}
        alt={{ zh_cn: '延迟', en_us: 'Latency' }}
        title="Latency last week"
        cornerRadius="8px"
        scaleType="crop_top"
        size="100px 60px"
        transparent
        preview={false}
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'img',
      element_id: 'photo',
      margin: '4px -12px',
      img_key: 'img_1',
      i18n_img_key: { zh_cn: 'img_2' },
      alt: {
        tag: 'plain_text',
        content: '延迟',
        i18n_content: { zh_cn: '延迟', en_us: 'Latency' },
      },
      title: plain('Latency last week'),
      corner_radius: '8px',
      scale_type: 'crop_top',
      size: '100px 60px',
      transparent: true,
      preview: false,
      future_field: 1,
    },
  },
  {
    element: (
      <ImageCombination
        id="photos"
        margin="4px"
        combinationMode="triple"
        imgList={[
          { imgKey: 'img_1', i18nImgKey: { zh_cn: 'img_2' }, transparent: true },
          { imgKey: 'img_3' },
        ]}
        combinationTransparent
        cornerRadius="10%"
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'img_combination',
      element_id: 'photos',
      margin: '4px',
      combination_mode: 'triple',
      img_list: [
        { img_key: 'img_1', i18n_img_key: { zh_cn: 'img_2' }, transparent: true },
        { img_key: 'img_3' },
      ],
      combination_transparent: true,
      corner_radius: '10%',
      future_field: 1,
    },
  },
  {
    element: (
      <Person
        id="owner"
        margin="4px"
        size="extra_small"
        userId="ou_1"
        showAvatar={false}
        showName
        style="capsule"
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'person',
      element_id: 'owner',
      margin: '4px',
      size: 'extra_small',
      user_id: 'ou_1',
      show_avatar: false,
      show_name: true,
      style: 'capsule',
      future_field: 1,
    },
  },
  {
    element: (
      <PersonList
        id="owners"
        margin="4px"
        size="large"
        persons={[{ id: 'ou_1' }, { id: 'ou_2' }]}
        showName={false}
        showAvatar
        lines={2}
        dropInvalidUserId
        icon={<Icon token="member_outlined" />}
        udIcon={{ token: 'group_outlined', style: { color: 'blue' } }}
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'person_list',
      element_id: 'owners',
      margin: '4px',
      size: 'large',
      persons: [{ id: 'ou_1' }, { id: 'ou_2' }],
      show_name: false,
      show_avatar: true,
      lines: 2,
      drop_invalid_user_id: true,
      icon: { tag: 'standard_icon', token: 'member_outlined' },
      ud_icon: { token: 'group_outlined', style: { color: 'blue' } },
      future_field: 1,
    },
  },
  {
    element: (
      <Chart
        id="builds"
        margin="4px"
        chartSpec={{
          type: 'line',
          tag: 'not one',
          xField: 'day',
          yField: 'builds',
          data: { values: [{ day: 'Mon', builds: 12 }] },
          axes: [{ orient: 'left', label: { autoHide: null } }],
        }}
        aspectRatio="2:1"
        colorTheme="rainbow"
        height="300px"
        preview={false}
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'chart',
      element_id: 'builds',
      margin: '4px',
      chart_spec: {
        type: 'line',
        tag: 'not one',
        xField: 'day',
        yField: 'builds',
        data: { values: [{ day: 'Mon', builds: 12 }] },
        axes: [{ orient: 'left', label: { autoHide: null } }],
      },
      aspect_ratio: '2:1',
      color_theme: 'rainbow',
      height: '300px',
      preview: false,
      future_field: 1,
    },
  },
  {
    element: (
      <Table
        id="runs"
        margin="4px"
        columns={[
          {
            name: 'cost',
            displayName: 'Cost',
            dataType: 'number',
            width: '120px',
            horizontalAlign: 'center',
            verticalAlign: 'top',
            format: { precision: 2, symbol: '¥', separator: true },
            dateFormat: 'YYYY/MM/DD',
          },
          { name: 'whenDone', dataType: 'date', width: '20%' },
        ]}
        rows={[{ cost: 1.5, whenDone: 1763769600000 }, { cost: null }, {}]}
        pageSize={10}
        rowHeight="auto"
        rowMaxHeight="80px"
        freezeFirstColumn
        headerStyle={{
          textAlign: 'center',
          textSize: 'heading',
          backgroundStyle: 'grey',
          textColor: 'grey',
          bold: false,
          lines: 2,
        }}
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'table',
      element_id: 'runs',
      margin: '4px',
      columns: [
        {
          name: 'cost',
          display_name: 'Cost',
          data_type: 'number',
          width: '120px',
          horizontal_align: 'center',
          vertical_align: 'top',
          format: { precision: 2, symbol: '¥', separator: true },
          date_format: 'YYYY/MM/DD',
        },
        { name: 'whenDone', data_type: 'date', width: '20%' },
      ],
      rows: [{ cost: 1.5, whenDone: 1763769600000 }, { cost: null }, {}],
      page_size: 10,
      row_height: 'auto',
      row_max_height: '80px',
      freeze_first_column: true,
      header_style: {
        text_align: 'center',
        text_size: 'heading',
        background_style: 'grey',
        text_color: 'grey',
        bold: false,
        lines: 2,
      },
      future_field: 1,
    },
  },
  {
    element: (
      <Audio
        id="memo"
        margin="4px"
        fileKey="file_1"
        i18nFileKey={{ zh_cn: 'file_2' }}
        audioId="memo_1"
        disabled
        disabledTips="not yet"
        showProgressBar={false}
        showTime={false}
        timeDisplay="both"
        timePosition="both_sides"
        border={{ color: 'grey', cornerRadius: '4px' }}
        style="speak"
        padding="4px 8px"
        backgroundStyle="blue-50"
        fillColor="blue"
        width="fill"
        fallback={{ zh_cn: '请升级', en_us: 'Please update' }}
        extra={{ future_field: 1 }}
      />
    ),
    in: (element) => <Card enableForward={false}>{element}</Card>,
    at: FIRST,
    json: {
      tag: 'audio',
      element_id: 'memo',
      margin: '4px',
      file_key: 'file_1',
      i18n_file_key: { zh_cn: 'file_2' },
      audio_id: 'memo_1',
      disabled: true,
      disabled_tips: plain('not yet'),
      show_progress_bar: false,
      show_time: false,
      time_display: 'both',
      time_position: 'both_sides',
      border: { color: 'grey', corner_radius: '4px' },
      style: 'speak',
      padding: '4px 8px',
      background_style: 'blue-50',
      fill_color: 'blue',
      width: 'fill',
      fallback: {
        tag: 'fallback_text',
        text: {
          tag: 'plain_text',
          content: '请升级',
          i18n_content: { zh_cn: '请升级', en_us: 'Please update' },
        },
      },
      future_field: 1,
    },
    also: [
      {
        element: <Audio fileKey="file_1" fallback="drop" />,
        json: { tag: 'audio', file_key: 'file_1', fallback: 'drop' },
      },
    ],
  },
  {
    element: (
      <Input
        {...INPUT}
        defaultValue="none"
        i18nDefaultValue={{ zh_cn: '无' }}
        disabledTips="later"
        maxLength={200}
        inputType="multiline_text"
        showIcon={false}
        rows={3}
        autoResize
        maxRows={8}
        label="Reason"
        labelPosition="left"
        onChange={noop}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'input',
      ...INPUT_JSON,
      default_value: 'none',
      i18n_default_value: { zh_cn: '无' },
      disabled_tips: plain('later'),
      max_length: 200,
      input_type: 'multiline_text',
      show_icon: false,
      rows: 3,
      auto_resize: true,
      max_rows: 8,
      label: plain('Reason'),
      label_position: 'left',
    },
  },
  {
    element: (
      <Select
        {...INPUT}
        type="text"
        options={{ all: 'All', p0: { zh_cn: '最高', en_us: 'P0' } }}
        initialOption="all"
        initialIndex={1}
        onChange={noop}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'select_static',
      ...INPUT_JSON,
      type: 'text',
      options: [
        { text: plain('All'), value: 'all' },
        {
          text: {
            tag: 'plain_text',
            content: '最高',
            i18n_content: { zh_cn: '最高', en_us: 'P0' },
          },
          value: 'p0',
        },
      ],
      initial_option: 'all',
      initial_index: 1,
    },
  },
  {
    element: (
      <MultiSelect
        {...INPUT}
        type="text"
        options={{ core: 'Core', web: 'Web' }}
        selectedValues={['core', 'web']}
      />
    ),
    in: inForm,
    at: [...FIRST, 'elements', 0],
    json: {
      tag: 'multi_select_static',
      ...INPUT_JSON,
      type: 'text',
      options: [
        { text: plain('Core'), value: 'core' },
        { text: plain('Web'), value: 'web' },
      ],
      selected_values: ['core', 'web'],
    },
  },
  {
    element: (
      <SelectPerson {...INPUT} type="text" initialOption="ou_1" onChange={noop}>
        <Option value="ou_1" />
      </SelectPerson>
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'select_person',
      ...INPUT_JSON,
      type: 'text',
      initial_option: 'ou_1',
      options: [{ value: 'ou_1' }],
    },
  },
  {
    element: (
      <MultiSelectPerson {...INPUT} type="text" selectedValues={['ou_1']}>
        <Option value="ou_1" />
        <Option value="ou_2" />
      </MultiSelectPerson>
    ),
    in: inForm,
    at: [...FIRST, 'elements', 0],
    json: {
      tag: 'multi_select_person',
      ...INPUT_JSON,
      type: 'text',
      selected_values: ['ou_1'],
      options: [{ value: 'ou_1' }, { value: 'ou_2' }],
    },
  },
  {
    element: <DatePicker {...INPUT} initialDate="2026-01-31" onChange={noop} />,
    in: inCard,
    at: FIRST,
    json: { tag: 'date_picker', ...INPUT_JSON, initial_date: '2026-01-31' },
  },
  {
    element: <TimePicker {...INPUT} initialTime="09:30" onChange={noop} />,
    in: inCard,
    at: FIRST,
    json: { tag: 'picker_time', ...INPUT_JSON, initial_time: '09:30' },
  },
  {
    element: <DateTimePicker {...INPUT} initialDatetime="2026-01-31 09:30" onChange={noop} />,
    in: inCard,
    at: FIRST,
    json: { tag: 'picker_datetime', ...INPUT_JSON, initial_datetime: '2026-01-31 09:30' },
  },
  {
    element: (
      <SelectImage
        id="cover"
        margin="4px"
        multiSelect={false}
        layout="trisect"
        aspectRatio="1:1"
        name="cover_name"
        required
        canPreview={false}
        disabled
        disabledTips="later"
        value={{ camelCase: 1 }}
        behaviors={[{ type: 'callback', value: { camelCase: 1 } }]}
        confirm={{ title: 'Sure?', text: 'It is for good.' }}
        onChange={noop}
        extra={{ future_field: 1 }}
      >
        <Option imgKey="img_1" value="a" />
      </SelectImage>
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'select_img',
      element_id: 'cover',
      margin: '4px',
      multi_select: false,
      layout: 'trisect',
      aspect_ratio: '1:1',
      name: 'cover_name',
      required: true,
      can_preview: false,
      disabled: true,
      disabled_tips: plain('later'),
      value: { camelCase: 1 },
      behaviors: [{ type: 'callback', value: { camelCase: 1 } }],
      confirm: { title: plain('Sure?'), text: plain('It is for good.') },
      options: [{ img_key: 'img_1', value: 'a' }],
      future_field: 1,
    },
  },
  {
    element: (
      <Overflow
        id="more"
        margin="4px"
        width="fill"
        behaviors={[{ type: 'callback', value: { camelCase: 1 } }]}
        confirm={{ title: 'Sure?', text: 'It is for good.' }}
        onChange={noop}
        extra={{ future_field: 1 }}
      >
        <Option value="archive">Archive</Option>
      </Overflow>
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'overflow',
      element_id: 'more',
      margin: '4px',
      width: 'fill',
      behaviors: [{ type: 'callback', value: { camelCase: 1 } }],
      confirm: { title: plain('Sure?'), text: plain('It is for good.') },
      options: [{ text: plain('Archive'), value: 'archive' }],
      future_field: 1,
    },
  },
  {
    element: (
      <Option
        text="Open"
        value="open"
        multiUrl={{
          url: 'https://example.com',
          pcUrl: 'https://example.com/pc',
          iosUrl: '',
          androidUrl: 'lark://msgcard/unsupported_action',
        }}
        extra={{ future_field: 1 }}
      />
    ),
    in: (option) => inCard(<Overflow>{option}</Overflow>),
    at: [...FIRST, 'options', 0],
    json: {
      text: plain('Open'),
      value: 'open',
      multi_url: {
        url: 'https://example.com',
        pc_url: 'https://example.com/pc',
        ios_url: '',
        android_url: 'lark://msgcard/unsupported_action',
      },
      future_field: 1,
    },
    also: [
      {
        element: (
          <Option
            text={{ zh_cn: '最高', en_us: 'P0' }}
            value="p0"
            icon={<Icon token="flag_outlined" />}
            extra={{ future_field: 1 }}
          />
        ),
        in: (option) => inCard(<Select>{option}</Select>),
        json: {
          text: {
            tag: 'plain_text',
            content: '最高',
            i18n_content: { zh_cn: '最高', en_us: 'P0' },
          },
          value: 'p0',
          icon: { tag: 'standard_icon', token: 'flag_outlined' },
          future_field: 1,
        },
      },
      {
        element: (
          <Option
            value="a"
            imgKey="img_1"
            i18nImgKey={{ zh_cn: 'img_2' }}
            disabled
            disabledTips="sold out"
            hoverTips="the red one"
            extra={{ future_field: 1 }}
          />
        ),
        in: (option) => inCard(<SelectImage>{option}</SelectImage>),
        json: {
          value: 'a',
          img_key: 'img_1',
          i18n_img_key: { zh_cn: 'img_2' },
          disabled: true,
          disabled_tips: plain('sold out'),
          hover_tips: plain('the red one'),
          future_field: 1,
        },
      },
      {
        element: <Option value="ou_1" extra={{ future_field: 1 }} />,
        in: (option) => inCard(<SelectPerson>{option}</SelectPerson>),
        json: { value: 'ou_1', future_field: 1 },
      },
    ],
  },
  {
    element: (
      <Checker
        id="task"
        margin="4px"
        name="task_name"
        checked
        text={<LarkMd textSize="heading">**Review** the plan</LarkMd>}
        overallCheckable={false}
        buttonArea={{
          pcDisplayRule: 'on_hover',
          buttons: [
            <Button key="a" type="text" onClick={noop}>
              Later
            </Button>,
            { type: 'danger_text', text: 'Drop', size: 'small' },
          ],
        }}
        checkedStyle={{ showStrikethrough: true, opacity: 0.5 }}
        padding="4px"
        behaviors={[{ type: 'callback', value: { camelCase: 1 } }]}
        confirm={{ title: 'Sure?', text: 'It is for good.' }}
        hoverTips="for all"
        disabled
        disabledTips="done"
        onChange={noop}
        extra={{ future_field: 1 }}
      />
    ),
    in: inCard,
    at: FIRST,
    json: {
      tag: 'checker',
      element_id: 'task',
      margin: '4px',
      name: 'task_name',
      checked: true,
      text: { tag: 'lark_md', content: '**Review** the plan', text_size: 'heading' },
      overall_checkable: false,
      button_area: {
        pc_display_rule: 'on_hover',
        buttons: [
          {
            tag: 'button',
            type: 'text',
            text: plain('Later'),
            behaviors: [{ type: 'callback', value: {} }],
          },
          { tag: 'button', type: 'danger_text', text: plain('Drop'), size: 'small' },
        ],
      },
      checked_style: { show_strikethrough: true, opacity: 0.5 },
      padding: '4px',
      behaviors: [{ type: 'callback', value: { camelCase: 1 } }],
      confirm: { title: plain('Sure?'), text: plain('It is for good.') },
      hover_tips: plain('for all'),
      disabled: true,
      disabled_tips: plain('done'),
      future_field: 1,
    },
  },
  {
    element: (
      <Raw
        json={{
          tag: 'img',
          img_key: 'img_1',
          alt: { tag: 'plain_text', content: 'a cat' },
          camelCase: null,
        }}
      />
    ),
    in: (element) => <Card>{element}</Card>,
    at: ['body', 'elements', 0],
    json: {
      tag: 'img',
      img_key: 'img_1',
      alt: { tag: 'plain_text', content: 'a cat' },
      camelCase: null,
    },
  },
  ...(
    [
      [<Span>a*</Span>, 'a&#42;'],
      [<B>a</B>, '**a**'],
      [<I>a</I>, '*a*'],
      [<S>a</S>, '~~a~~'],
      [<Code>a*</Code>, '`a*`'],
      [<CodeBlock language="ts">a</CodeBlock>, '```typescript\na\n```'],
      [<A href="https://a.example/b">a</A>, '[a](https://a.example/b)'],
      [
        <Link
          icon="chat_outlined"
          url="https://a.example/1"
          pcUrl="https://a.example/2"
          iosUrl="https://a.example/3"
          androidUrl="https://a.example/4"
        >
          a
        </Link>,
        "<link icon='chat_outlined' url='https://a.example/1' pc_url='https://a.example/2' ios_url='https://a.example/3' android_url='https://a.example/4'>a</link>",
      ],
      [
        <At id="ou_1" />,
        '<at id=ou_1></at>',
        [<At ids={['ou_1', 'b2']} />, '<at ids=ou_1,b2></at>'],
        [<At email="ada@a.example" />, '<at email=ada@a.example></at>'],
      ],
      [<Font color="red">a</Font>, "<font color='red'>a</font>"],
      [<Br />, '<br>'],
      [<H1>a</H1>, '# a'],
      [<H2>a</H2>, '## a'],
      [<H3>a</H3>, '### a'],
      [<H4>a</H4>, '#### a'],
      [<H5>a</H5>, '##### a'],
      [<H6>a</H6>, '###### a'],
      [<Quote>a</Quote>, '> a'],
      [
        <Ul>
          <Li>a</Li>
          <Li>b</Li>
        </Ul>,
        '- a\n- b',
      ],
      [
        <Ol start={3}>
          <Li>a</Li>
          <Li>b</Li>
        </Ol>,
        '3. a\n4. b',
      ],
      [<Hr />, '<hr>'],
      [
        <MdTable>
          <Tr>
            <Td>a</Td>
            <Td>b</Td>
          </Tr>
          <Tr>
            <Td>1</Td>
          </Tr>
        </MdTable>,
        '| a | b |\n| --- | --- |\n| 1 |  |',
      ],
      [<MdImage imgKey="img_1" alt="a" />, '![a](img_1)'],
      [<Emoji name="OK" />, ':OK:'],
      [
        <NumberTag
          number={3}
          backgroundColor="grey"
          fontColor="white"
          url="https://a.example/1"
          pcUrl="https://a.example/2"
          iosUrl="https://a.example/3"
          androidUrl="https://a.example/4"
        />,
        "<number_tag background_color='grey' font_color='white' url='https://a.example/1' pc_url='https://a.example/2' ios_url='https://a.example/3' android_url='https://a.example/4'>3</number_tag>",
      ],
      [
        <LocalDatetime millisecond={1704067200000} formatType="week" link="https://a.example/1" />,
        "<local_datetime millisecond='1704067200000' format_type='week' link='https://a.example/1'></local_datetime>",
      ],
      [<InlineTag color="carmine">a</InlineTag>, "<text_tag color='carmine'>a</text_tag>"],
      [
        <InlinePerson id="ou_1" showName={false} showAvatar style="capsule" />,
        "<person id='ou_1' show_name=false show_avatar=true style='capsule'></person>",
      ],
      [
        <InlineAudio
          fileKey="file_1"
          audioId="one"
          showTime
          style="speak"
          backgroundColor="default"
          fillColor="blue"
          fallbackText="play"
          fallbackUrl="https://a.example/1"
          fallbackPcUrl="https://a.example/2"
          fallbackIosUrl="https://a.example/3"
          fallbackAndroidUrl="https://a.example/4"
          fallbackHarmonyUrl="https://a.example/5"
        />,
        "<audio file_key='file_1' audio_id='one' show_time=true style='speak' background_color='default' fill_color='blue' fallback_text='play' fallback_url='https://a.example/1' fallback_pc_url='https://a.example/2' fallback_ios_url='https://a.example/3' fallback_android_url='https://a.example/4' fallback_harmony_url='https://a.example/5'></audio>",
      ],
    ] as [CardElement, string, ...[CardElement, string][]][]
  ).map(([element, json, ...also]) => ({
    element,
    in: (inline: CardElement) => (
      <Card enableForward={false}>
        <Markdown>{inline}</Markdown>
      </Card>
    ),
    at: [...FIRST, 'content'],
    json,
    also: also.map(([element, json]) => ({ element, json })),
  })),
  ...[
    { element: <Li>a</Li>, around: (item: CardElement) => <Ul>{item}</Ul>, json: '- a' },
    {
      element: (
        <Tr>
          <Td>a</Td>
        </Tr>
      ),
      around: (row: CardElement) => <MdTable>{row}</MdTable>,
      json: '| a |\n| --- |',
    },
    {
      element: <Td>a</Td>,
      around: (cell: CardElement) => (
        <MdTable>
          <Tr>{cell}</Tr>
        </MdTable>
      ),
      json: '| a |\n| --- |',
    },
  ].map(({ element, around, json }) => ({
    element,
    in: (part: CardElement) => (
      <Card>
        <Markdown>{around(part)}</Markdown>
      </Card>
    ),
    at: [...FIRST, 'content'],
    json,
  })),
];

const nameOf = (element: CardElement) => definitionOf(element.type)?.name ?? '';
const at = (json: unknown, steps: readonly (string | number)[]): unknown =>
  steps.reduce<any>((value, step) => value?.[step], json);

describe.each(EVERY_PROP.map((one) => [nameOf(one.element), one] as const))('%s', (_, one) => {
  test('writes each of its props, and nothing else', () => {
    expect(at(render(one.in(one.element)), one.at)).toStrictEqual(one.json);
    for (const other of one.also ?? []) {
      const card = (other.in ?? one.in)(other.element);
      expect(at(render(card), one.at)).toStrictEqual(other.json);
    }
  });

  test('has no prop that is left out above', () => {
    const definition = definitionOf(one.element.type)!;
    const all = [one, ...(one.also ?? [])].map(({ element }) => element.props);
    expect(unwritten(definition.fields, Object.assign({}, ...all))).toEqual([]);
  });

  test('takes undefined for each optional prop, nested ones too', () => {
    const definition = definitionOf(one.element.type)!;
    const Component = one.element.type as (props: object) => CardElement;
    const { fields, tag, children } = definition;
    const needed = [
      ...Object.keys(fields).filter((prop) => fields[prop]?.required),
      ...(typeof tag === 'object' ? Object.values(tag) : []),
      // One of its three props.
      ...(definition.name === 'At' ? ['id'] : []),
      'slot' in children ? children.slot : 'children',
    ];
    const keep = (props: object) =>
      Object.fromEntries(
        Object.entries(props).map(([prop, value]) => [
          prop,
          needed.includes(prop) ? value : undefined,
        ]),
      );
    const without = (props: object) =>
      Object.fromEntries(Object.entries(keep(props)).filter(([, value]) => value !== undefined));
    const { props } = one.element;
    expect(render(one.in(<Component {...keep(props)} />))).toStrictEqual(
      render(one.in(<Component {...without(props)} />)),
    );
    const cleared = clearOptional(definition.fields, props);
    expect(() => render(one.in(<Component {...cleared} />))).not.toThrow();
  });
});

test('every component is written above', () => {
  expect(EVERY_PROP.map((one) => nameOf(one.element)).sort()).toEqual(
    DEFINITIONS.map((definition) => definition.name).sort(),
  );
});

/** The props, at any depth, that a value does not have. */
function unwritten(fields: Fields, value: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fields).flatMap(([prop, field]) =>
    value[prop] === undefined
      ? [prop]
      : inside(field, value[prop]).map((inner) => `${prop}.${inner}`),
  );
}

function inside(field: Field<unknown>, value: any): string[] {
  switch (field.kind) {
    case 'obj':
      return unwritten((field.rule as RuleOf<'obj'>).fields, value);
    case 'list': {
      const { of } = field.rule as RuleOf<'list'>;
      if (of.kind === 'union') {
        const { variants } = of.rule as RuleOf<'union'>;
        return Object.entries(variants).flatMap(([type, fields]) => {
          const item = value.find((one: { type: string }) => one.type === type);
          return item ? unwritten(fields, item) : [type];
        });
      }
      return inside(of, value[0]);
    }
    case 'map': {
      const { of } = field.rule as RuleOf<'map'>;
      return inside(of, Object.values(value)[0]);
    }
    default:
      return [];
  }
}

/** The props with `undefined` in each optional member of a nested object. */
function clearOptional(fields: Fields, props: Readonly<Record<string, unknown>>): object {
  const clear = (field: Field<unknown>, value: any): unknown => {
    if (field.kind === 'list') {
      const { of } = field.rule as RuleOf<'list'>;
      return value.map((item: unknown) => clear(of, item));
    }
    if (field.kind === 'map') {
      const { of } = field.rule as RuleOf<'map'>;
      return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, clear(of, item)]));
    }
    const nested =
      field.kind === 'obj'
        ? (field.rule as RuleOf<'obj'>).fields
        : field.kind === 'union'
          ? (field.rule as RuleOf<'union'>).variants[value.type]
          : undefined;
    if (!nested) return value;
    const rule = field.rule as Partial<RuleOf<'obj'>>;
    const members = Object.entries(nested).map(([prop, member]) => {
      const first = rule.anyOf?.[0]?.includes(prop);
      return [prop, member.required || first ? clear(member, value[prop]) : undefined];
    });
    return {
      ...(value.type === undefined ? {} : { type: value.type }),
      ...Object.fromEntries(members),
    };
  };
  return Object.fromEntries(
    Object.entries(props).map(([prop, value]) => {
      const field = fields[prop];
      return [prop, field && value !== undefined ? clear(field, value) : value];
    }),
  );
}
