import {
  Button,
  Card,
  type CardElement,
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
  render,
  TextTag,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import { definitionOf } from '../../src/schema/definition.js';
import type { Field, Fields, RuleOf } from '../../src/schema/field.js';

const plain = (content: string) => ({ tag: 'plain_text', content });

/** Each component with all its props, and what it is on the wire. */
const EVERY_PROP: readonly {
  element: CardElement;
  /** A second writing, for what excludes each other. */
  and?: CardElement;
  in: (element: CardElement) => CardElement;
  at: readonly (string | number)[];
  json: unknown;
  andJson?: unknown;
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
    and: <Icon imgKey="img_1" i18nImgKey={{ zh_cn: 'img_2', en_us: 'img_3' }} />,
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
    andJson: {
      tag: 'custom_icon',
      img_key: 'img_1',
      i18n_img_key: { zh_cn: 'img_2', en_us: 'img_3' },
    },
  },
  {
    element: (
      <PlainText
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
];

const nameOf = (element: CardElement) => definitionOf(element.type)?.name ?? '';
const at = (json: unknown, steps: readonly (string | number)[]): unknown =>
  steps.reduce<any>((value, step) => value?.[step], json);

describe.each(EVERY_PROP.map((one) => [nameOf(one.element), one] as const))('%s', (_, one) => {
  test('writes each of its props, and nothing else', () => {
    expect(at(render(one.in(one.element)), one.at)).toStrictEqual(one.json);
    if (one.and) expect(at(render(one.in(one.and)), one.at)).toStrictEqual(one.andJson);
  });

  test('has no prop that is left out above', () => {
    const definition = definitionOf(one.element.type)!;
    expect(unwritten(definition.fields, { ...one.and?.props, ...one.element.props })).toEqual([]);
  });

  test('takes undefined for each optional prop, nested ones too', () => {
    const definition = definitionOf(one.element.type)!;
    const Component = one.element.type as (props: object) => CardElement;
    const { fields, tag, children } = definition;
    const needed = [
      ...Object.keys(fields).filter((prop) => fields[prop]?.required),
      ...(typeof tag === 'object' ? Object.values(tag) : []),
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
