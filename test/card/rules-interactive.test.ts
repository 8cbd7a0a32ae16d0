import { testVariants, type Variant, words } from './variants.js';

const option = (value: string) => ({ text: words(value.toUpperCase()), value });
const options = (n: number) => Array.from({ length: n }, (_, i) => option(`o${i}`));
const callback = { type: 'callback', value: { field: 'x' } };

/** A form with everything that can be filled in, and the same outside of it; nearly every field, as the pages have it. */
const CARD = {
  schema: '2.0',
  body: {
    elements: [
      {
        tag: 'form',
        element_id: 'leave',
        name: 'leave',
        direction: 'vertical',
        padding: '4px',
        vertical_spacing: '12px',
        elements: [
          {
            tag: 'input',
            name: 'reason',
            required: true,
            input_type: 'multiline_text',
            placeholder: words('why'),
            default_value: 'none',
            i18n_default_value: { zh_cn: '无' },
            max_length: 200,
            rows: 3,
            auto_resize: true,
            max_rows: 6,
            label: words('Reason'),
            label_position: 'left',
            disabled_tips: words('later'),
            width: 'fill',
          },
          {
            tag: 'multi_select_static',
            name: 'teams',
            required: false,
            options: [option('core'), option('web')],
            selected_values: ['core'],
            placeholder: words('teams'),
          },
          {
            tag: 'multi_select_person',
            name: 'reviewers',
            selected_values: ['ou_1'],
            options: [{ value: 'ou_1' }, { value: 'ou_2' }],
          },
          {
            tag: 'select_img',
            name: 'cover',
            multi_select: true,
            can_preview: false,
            layout: 'trisect',
            aspect_ratio: '1:1',
            options: [
              { img_key: 'img_v3_1', value: 'a', hover_tips: words('red') },
              { img_key: 'img_v3_2', value: 'b', disabled: true, disabled_tips: words('gone') },
            ],
          },
          {
            tag: 'column_set',
            columns: [
              {
                tag: 'column',
                elements: [
                  { tag: 'button', name: 'send', form_action_type: 'submit', text: words('Send') },
                  { tag: 'button', name: 'clear', form_action_type: 'reset', text: words('Clear') },
                ],
              },
            ],
          },
        ],
      },
      {
        tag: 'interactive_container',
        width: '200px',
        height: 'auto',
        padding: '4px 12px',
        background_style: 'laser',
        has_border: true,
        border_color: 'grey',
        corner_radius: '50%',
        behaviors: [{ type: 'open_url', default_url: 'https://example.com' }, callback],
        hover_tips: words('pick it'),
        elements: [{ tag: 'markdown', content: 'Plan A' }],
      },
      {
        tag: 'select_static',
        name: 'priority',
        type: 'text',
        options: [
          option('p0'),
          { ...option('p1'), icon: { tag: 'standard_icon', token: 'flag_outlined' } },
        ],
        initial_option: 'p1',
        initial_index: 2,
        behaviors: [callback],
      },
      {
        tag: 'select_person',
        name: 'owner',
        placeholder: words('owner'),
        options: [{ value: 'ou_1' }],
        initial_option: 'ou_1',
      },
      { tag: 'date_picker', name: 'day', initial_date: '2026-01-31' },
      { tag: 'picker_time', name: 'time', initial_time: '09:30' },
      { tag: 'picker_datetime', name: 'start', initial_datetime: '2026-01-31 23:59' },
      {
        tag: 'overflow',
        width: '120px',
        options: [
          { text: words('Archive'), value: 'archive' },
          {
            text: words('Open'),
            value: 'open',
            multi_url: { url: 'https://example.com', pc_url: '' },
          },
        ],
        confirm: { title: words('Sure?'), text: words('It is for good.') },
      },
      {
        tag: 'checker',
        name: 'task',
        checked: false,
        text: { tag: 'lark_md', content: '**Review**', text_size: 'notation' },
        overall_checkable: false,
        button_area: {
          pc_display_rule: 'on_hover',
          buttons: [
            { tag: 'button', type: 'text', text: words('Later') },
            { tag: 'button', type: 'primary_text', text: words('Open') },
            { tag: 'button', type: 'danger_text', text: words('Drop') },
          ],
        },
        checked_style: { show_strikethrough: true, opacity: 0.5 },
        padding: '4px',
        behaviors: [callback],
      },
      { tag: 'select_img', options: [{ img_key: 'img_v3_3', value: 'c' }], value: { field: 'x' } },
      { tag: 'input', name: 'note', input_type: 'password', show_icon: false },
      {
        tag: 'collapsible_panel',
        header: { title: words('More') },
        elements: [{ tag: 'hr' }],
      },
    ],
  },
};

const FORM = '/body/elements/0';
const REASON = `${FORM}/elements/0`;
const TEAMS = `${FORM}/elements/1`;
const REVIEWERS = `${FORM}/elements/2`;
const COVER = `${FORM}/elements/3`;
const BUTTONS = `${FORM}/elements/4/columns/0/elements`;
const SEND = `${BUTTONS}/0`;
const BOX = '/body/elements/1';
const PRIORITY = '/body/elements/2';
const OWNER = '/body/elements/3';
const DAY = '/body/elements/4';
const TIME = '/body/elements/5';
const START = '/body/elements/6';
const MENU = '/body/elements/7';
const TASK = '/body/elements/8';
const PICTURE = '/body/elements/9';
const NOTE = '/body/elements/10';
const PANEL = '/body/elements/11';

const form = (name: string) => ({
  tag: 'form',
  name,
  elements: [{ tag: 'button', name: `${name}_send`, form_action_type: 'submit' }],
});
const table = { tag: 'table', columns: [{ name: 'a', data_type: 'text' }], rows: [] };
const boxes = (n: number): object => ({
  tag: 'interactive_container',
  elements: [n > 1 ? boxes(n - 1) : { tag: 'hr' }],
});
const inColumn = (element: object) => ({
  tag: 'column_set',
  columns: [{ tag: 'column', elements: [element] }],
});

const VARIANTS: readonly Variant[] = [
  // form
  [
    'a form without a name',
    { [`${FORM}/name`]: undefined },
    { code: 'field-missing', path: `${FORM}/name`, message: '<Form>: name is missing' },
  ],
  [
    'a form with an empty name',
    { [`${FORM}/name`]: '' },
    { code: 'name-missing', path: `${FORM}/name` },
  ],
  [
    'a form without elements',
    { [`${FORM}/elements`]: undefined },
    [
      { code: 'field-missing', path: `${FORM}/elements` },
      { code: 'form-submit', path: `${FORM}/elements` },
    ],
  ],
  [
    'a form without a submit button',
    { [`${SEND}/form_action_type`]: 'reset' },
    {
      code: 'form-submit',
      path: `${FORM}/elements`,
      message: '<Form>: it has no submit button; the service wants one at least',
      hint: 'a button with "form_action_type": "submit" and a name',
    },
  ],
  [
    'a submit button in the spelling of 1.0',
    { [`${SEND}/form_action_type`]: undefined, [`${SEND}/action_type`]: 'form_submit' },
    { code: 'field-legacy', severity: 'warning', path: `${SEND}/action_type` },
  ],
  [
    'a form in a form',
    { [REASON]: form('other') },
    {
      code: 'form-nesting',
      path: REASON,
      message: '<Form>: it cannot stand in another <Form>',
    },
  ],
  [
    'a form in a column of a form',
    { [REASON]: inColumn(form('other')) },
    { code: 'form-nesting', path: `${REASON}/columns/0/elements/0` },
  ],
  [
    'a form in a column',
    { [NOTE]: inColumn(form('other')) },
    {
      code: 'root-only',
      path: `${NOTE}/columns/0/elements/0`,
      message: '<Form>: it cannot stand in a container',
      hint: 'put it into <Card>',
    },
  ],
  [
    'a form in a panel',
    { [`${PANEL}/elements/0`]: form('other') },
    { code: 'root-only', path: `${PANEL}/elements/0` },
  ],
  ['two forms, one after the other', { [NOTE]: form('other') }, []],
  ['a table in a form', { [REASON]: table }, { code: 'root-only', path: REASON }],
  [
    'a chart in a form, on which pages disagree',
    { [REASON]: { tag: 'chart', chart_spec: { type: 'pie' } } },
    {
      code: 'parent',
      severity: 'warning',
      path: REASON,
      message:
        '<Chart>: it may be refused inside <Form> (doubtful rule: a field table of the vendor forbids charts in forms)',
    },
  ],
  [
    'an input of a form without a name',
    { [`${REASON}/name`]: undefined },
    {
      code: 'name-missing',
      path: `${REASON}/name`,
      message: '<Input>: it has no name; in a <Form> every interactive component needs one',
      hint: 'the name is the key of its value, unique in the card',
    },
  ],
  [
    'a button of a form without a name',
    { [`${SEND}/name`]: undefined },
    { code: 'name-missing', path: `${SEND}/name` },
  ],
  [
    'a checker of a form without a name',
    { [REASON]: { tag: 'checker', text: words('x') } },
    { code: 'name-missing', path: `${REASON}/name` },
  ],
  [
    'a menu in a form, which has no name',
    { [REASON]: { tag: 'overflow', options: [option('a')] } },
    [],
  ],
  [
    'an empty name',
    { [`${REASON}/name`]: '' },
    { code: 'name-missing', path: `${REASON}/name`, message: '<Input> name: the name is empty' },
  ],
  [
    'a name for the second time, inside and outside of the form',
    { [`${NOTE}/name`]: 'reason' },
    {
      code: 'name-duplicate',
      path: `${NOTE}/name`,
      message: `<Input> name: "reason" is already the name at ${REASON}/name`,
    },
  ],
  [
    'the name of the form for an input',
    { [`${REASON}/name`]: 'leave' },
    { code: 'name-duplicate', path: `${REASON}/name` },
  ],
  [
    'a button of a form that neither sends nor resets it',
    { [`${BUTTONS}/1/form_action_type`]: undefined },
    { code: 'field-missing', severity: 'warning', path: `${BUTTONS}/1/form_action_type` },
  ],
  [
    'an unknown action',
    { [`${SEND}/form_action_type`]: 'send' },
    [
      { code: 'enum', path: `${SEND}/form_action_type` },
      { code: 'form-submit', path: `${FORM}/elements` },
    ],
  ],
  [
    'a negative padding of a form, on which its page disagrees',
    { [`${FORM}/padding`]: '-4px' },
    { code: 'range', severity: 'warning', path: `${FORM}/padding` },
  ],
  [
    'a fallback of a form, as a demo of the vendor has it',
    { [`${FORM}/fallback`]: 'drop' },
    { code: 'field-legacy', severity: 'warning', path: `${FORM}/fallback` },
  ],
  [
    'a dialog of a form',
    { [`${FORM}/confirm`]: {} },
    { code: 'field-legacy', path: `${FORM}/confirm`, hint: 'use confirm of the submit button' },
  ],

  // What goes into forms only.
  [
    'a list of several outside a form, on which pages disagree',
    { [NOTE]: { tag: 'multi_select_static', name: 'x', options: [option('a')] } },
    {
      code: 'parent',
      severity: 'warning',
      path: NOTE,
      message:
        '<MultiSelect>: it works inside a <Form> only (doubtful rule: a later reference of the vendor shows it outside forms)',
    },
  ],
  [
    'a list of several people in a column outside a form',
    { [NOTE]: inColumn({ tag: 'multi_select_person', name: 'x' }) },
    { code: 'parent', severity: 'warning', path: `${NOTE}/columns/0/elements/0` },
  ],
  [
    'a list of several without a name',
    { [`${TEAMS}/name`]: undefined },
    { code: 'field-missing', path: `${TEAMS}/name`, message: '<MultiSelect>: name is missing' },
  ],
  [
    'several images outside a form',
    { [`${PICTURE}/multi_select`]: true },
    {
      code: 'parent',
      path: `${PICTURE}/multi_select`,
      message:
        '<SelectImage>: several images can be picked inside a <Form> only; the service refuses the card',
    },
  ],
  [
    'images to pick in a panel, of which no page speaks',
    { [`${PANEL}/elements/0`]: { tag: 'select_img', options: [{ img_key: 'img_v3_4' }] } },
    { code: 'parent', severity: 'warning', path: `${PANEL}/elements/0` },
  ],

  // interactive_container
  [
    'a container without elements',
    { [`${BOX}/elements`]: undefined },
    { code: 'field-missing', path: `${BOX}/elements` },
  ],
  [
    'tips of a container that does nothing',
    { [`${BOX}/behaviors`]: undefined },
    {
      code: 'field-missing',
      severity: 'warning',
      path: `${BOX}/behaviors`,
      message: '<InteractiveContainer>: hover_tips has no effect without behaviors',
    },
  ],
  [
    'a disabled container that does nothing',
    {
      [`${BOX}/behaviors`]: undefined,
      [`${BOX}/hover_tips`]: undefined,
      [`${BOX}/disabled`]: true,
    },
    { code: 'field-missing', severity: 'warning', path: `${BOX}/behaviors` },
  ],
  [
    'a container that is just a box',
    {
      [`${BOX}/behaviors`]: undefined,
      [`${BOX}/hover_tips`]: undefined,
      [`${BOX}/disabled`]: false,
    },
    [],
  ],
  ['a narrow container', { [`${BOX}/width`]: '8px' }, { code: 'range', path: `${BOX}/width` }],
  [
    'a container of no height',
    { [`${BOX}/height`]: '9px' },
    { code: 'range', path: `${BOX}/height` },
  ],
  ['a height in percent', { [`${BOX}/height`]: '50%' }, { code: 'type', path: `${BOX}/height` }],
  [
    'a negative padding of a container, on which its page disagrees',
    { [`${BOX}/padding`]: '-4px' },
    { code: 'range', severity: 'warning', path: `${BOX}/padding` },
  ],
  [
    'an empty radius, as a template of the vendor has it',
    { [`${BOX}/corner_radius`]: '' },
    { code: 'enum', severity: 'warning', path: `${BOX}/corner_radius` },
  ],
  [
    'the border of a panel',
    { [`${BOX}/border`]: { color: 'grey' } },
    { code: 'field-unknown', path: `${BOX}/border` },
  ],
  [
    'a container with a name',
    { [`${BOX}/name`]: 'box' },
    { code: 'field-unknown', path: `${BOX}/name` },
  ],
  [
    'a table in a container',
    { [`${BOX}/elements/0`]: table },
    { code: 'root-only', path: `${BOX}/elements/0` },
  ],
  [
    'a chart in a container, which its page does not list',
    { [`${BOX}/elements/0`]: { tag: 'chart', chart_spec: {} } },
    {
      code: 'parent',
      severity: 'warning',
      path: `${BOX}/elements/0`,
      message:
        '<Chart>: it may be refused inside <InteractiveContainer> (doubtful rule: the page of charts does not list it)',
    },
  ],
  [
    'a chart in two containers, which is reported once',
    {
      [`${BOX}/elements/0`]: {
        tag: 'interactive_container',
        elements: [{ tag: 'chart', chart_spec: {} }],
      },
    },
    { code: 'parent', severity: 'warning', path: `${BOX}/elements/0/elements/0` },
  ],

  // input
  [
    'a text that is too long to type',
    { [`${REASON}/max_length`]: 1001 },
    { code: 'range', path: `${REASON}/max_length` },
  ],
  [
    'no text to type',
    { [`${REASON}/max_length`]: 0 },
    { code: 'range', path: `${REASON}/max_length` },
  ],
  [
    'an unknown kind of input',
    { [`${REASON}/input_type`]: 'number' },
    { code: 'enum', path: `${REASON}/input_type` },
  ],
  ['no lines', { [`${REASON}/rows`]: 0 }, { code: 'range', path: `${REASON}/rows` }],
  ['half a line', { [`${REASON}/max_rows`]: 1.5 }, { code: 'type', path: `${REASON}/max_rows` }],
  [
    'a label on the right',
    { [`${REASON}/label_position`]: 'right' },
    { code: 'enum', path: `${REASON}/label_position` },
  ],
  [
    'a label that is a string',
    { [`${REASON}/label`]: 'Reason' },
    { code: 'type', path: `${REASON}/label` },
  ],
  [
    'a number to begin with',
    { [`${REASON}/default_value`]: 3 },
    { code: 'type', path: `${REASON}/default_value` },
  ],
  [
    'a text to begin with in a language that is none',
    { [`${REASON}/i18n_default_value/zh`]: 'x' },
    { code: 'enum', path: `${REASON}/i18n_default_value/zh` },
  ],
  [
    'a placeholder of 101 characters',
    { [`${REASON}/placeholder/content`]: 'x'.repeat(101) },
    { code: 'range', severity: 'warning', path: `${REASON}/placeholder/content` },
  ],
  ['a narrow input', { [`${NOTE}/width`]: '80px' }, { code: 'range', path: `${NOTE}/width` }],
  [
    'a slip',
    { [`${NOTE}/placeholer`]: words('x') },
    { code: 'field-unknown', path: `${NOTE}/placeholer`, hint: 'did you mean placeholder?' },
  ],
  [
    'the value of 1.0',
    { [`${NOTE}/value`]: {} },
    { code: 'field-legacy', severity: 'warning', path: `${NOTE}/value` },
  ],
  [
    'a link of an input',
    { [`${NOTE}/behaviors`]: [{ type: 'open_url', default_url: 'https://example.com' }] },
    {
      code: 'enum',
      path: `${NOTE}/behaviors/0/type`,
      message: '<Input> behaviors[0].type: found "open_url"; allowed: "callback"',
    },
  ],

  // lists
  [
    'a value for the second time',
    { [`${PRIORITY}/options/1/value`]: 'p0', [`${PRIORITY}/initial_option`]: undefined },
    {
      code: 'option-duplicate',
      path: `${PRIORITY}/options/1/value`,
      message: '<Select>: two options have the value "p0"',
    },
  ],
  [
    'an option without a value',
    { [`${PRIORITY}/options/0/value`]: undefined },
    {
      code: 'field-missing',
      path: `${PRIORITY}/options/0/value`,
      message: '<Option>: value is missing',
    },
  ],
  [
    'an option without a label',
    { [`${PRIORITY}/options/0/text`]: undefined },
    { code: 'field-missing', path: `${PRIORITY}/options/0/text` },
  ],
  [
    'an option that is a string',
    { [`${PRIORITY}/options/0`]: 'p0' },
    { code: 'type', path: `${PRIORITY}/options/0` },
  ],
  [
    'a value that is a number',
    { [`${PRIORITY}/options/0/value`]: 0 },
    { code: 'type', path: `${PRIORITY}/options/0/value` },
  ],
  [
    'an option with a tag',
    { [`${PRIORITY}/options/0/tag`]: 'option' },
    { code: 'field-unknown', path: `${PRIORITY}/options/0/tag` },
  ],
  [
    'an image in a list',
    { [`${PRIORITY}/options/0/img_key`]: 'img_1' },
    { code: 'field-unknown', path: `${PRIORITY}/options/0/img_key` },
  ],
  [
    'a label of lark_md',
    { [`${PRIORITY}/options/0/text/tag`]: 'lark_md' },
    { code: 'enum', path: `${PRIORITY}/options/0/text/tag` },
  ],
  [
    'options that are an object',
    { [`${PRIORITY}/options`]: { p0: 'P0' } },
    { code: 'type', path: `${PRIORITY}/options` },
  ],
  [
    'a first option that is none',
    { [`${PRIORITY}/initial_option`]: 'p2' },
    {
      code: 'enum',
      severity: 'warning',
      path: `${PRIORITY}/initial_option`,
      message: '<Select>: "p2" is none of the options',
    },
  ],
  ['a first option by its label, as one page has it', { [`${PRIORITY}/initial_option`]: 'P1' }, []],
  [
    'the third of two options',
    { [`${PRIORITY}/initial_index`]: 3 },
    {
      code: 'enum',
      severity: 'warning',
      path: `${PRIORITY}/initial_index`,
      message: '<Select>: found 3; there are 2 options',
    },
  ],
  [
    'a negative index',
    { [`${PRIORITY}/initial_index`]: -1 },
    { code: 'range', path: `${PRIORITY}/initial_index` },
  ],
  [
    'the type of a button',
    { [`${PRIORITY}/type`]: 'primary' },
    { code: 'enum', path: `${PRIORITY}/type` },
  ],
  [
    'somebody picked who is not offered',
    { [`${OWNER}/initial_option`]: 'ou_9' },
    { code: 'enum', severity: 'warning', path: `${OWNER}/initial_option` },
  ],
  [
    'somebody picked among the members of the chat',
    { [`${OWNER}/options`]: [], [`${OWNER}/initial_option`]: 'ou_9' },
    [],
  ],
  [
    'a person with a name',
    { [`${OWNER}/options/0/text`]: words('Ada') },
    { code: 'field-unknown', path: `${OWNER}/options/0/text` },
  ],
  [
    'a value picked that is none',
    { [`${TEAMS}/selected_values/0`]: 'app' },
    { code: 'enum', severity: 'warning', path: `${TEAMS}/selected_values/0` },
  ],
  [
    'values picked that are no strings',
    { [`${TEAMS}/selected_values`]: [1] },
    { code: 'type', path: `${TEAMS}/selected_values/0` },
  ],
  [
    'somebody picked twice over',
    { [`${REVIEWERS}/options/1/value`]: 'ou_1' },
    { code: 'option-duplicate', path: `${REVIEWERS}/options/1/value` },
  ],
  [
    'several people without a name',
    { [`${REVIEWERS}/name`]: undefined },
    { code: 'field-missing', path: `${REVIEWERS}/name` },
  ],

  // pickers
  [
    'a date in another form',
    { [`${DAY}/initial_date`]: '31.01.2026' },
    {
      code: 'type',
      path: `${DAY}/initial_date`,
      message: '<DatePicker> initial_date: found "31.01.2026"; expected yyyy-MM-dd',
    },
  ],
  [
    'a date with an offset, as answers have it',
    { [`${DAY}/initial_date`]: '2026-01-31 +0800' },
    { code: 'type', path: `${DAY}/initial_date` },
  ],
  [
    'a thirteenth month',
    { [`${DAY}/initial_date`]: '2026-13-01' },
    { code: 'type', path: `${DAY}/initial_date` },
  ],
  [
    'the hour after the last',
    { [`${TIME}/initial_time`]: '24:00' },
    { code: 'type', path: `${TIME}/initial_time` },
  ],
  [
    'a time with seconds',
    { [`${TIME}/initial_time`]: '09:30:00' },
    { code: 'type', path: `${TIME}/initial_time` },
  ],
  [
    'a date and a time with a T',
    { [`${START}/initial_datetime`]: '2026-01-31T09:30' },
    { code: 'type', path: `${START}/initial_datetime` },
  ],
  ['a date picker without a placeholder', { [`${DAY}/initial_date`]: undefined }, []],
  [
    'a time picker without a placeholder',
    { [`${TIME}/initial_time`]: undefined },
    {
      code: 'field-missing',
      severity: 'warning',
      path: `${TIME}/placeholder`,
      message: '<TimePicker>: it needs placeholder or initial_time',
    },
  ],
  [
    'a picker of date and time without a placeholder',
    { [`${START}/initial_datetime`]: undefined },
    { code: 'field-missing', severity: 'warning', path: `${START}/placeholder` },
  ],
  [
    'a picker with a placeholder',
    { [`${START}/initial_datetime`]: undefined, [`${START}/placeholder`]: words('x') },
    [],
  ],

  // overflow
  [
    'a menu without options',
    { [`${MENU}/options`]: undefined },
    { code: 'field-missing', path: `${MENU}/options` },
  ],
  [
    'a menu with nothing in it',
    { [`${MENU}/options`]: [] },
    { code: 'range', severity: 'warning', path: `${MENU}/options` },
  ],
  [
    'a choice for the second time',
    { [`${MENU}/options/1/value`]: 'archive' },
    { code: 'option-duplicate', path: `${MENU}/options/1/value` },
  ],
  [
    'a link by a scheme that is not on the list',
    { [`${MENU}/options/1/multi_url/url`]: 'tel:1' },
    { code: 'url-scheme', path: `${MENU}/options/1/multi_url/url` },
  ],
  [
    'a menu that is disabled',
    { [`${MENU}/disabled`]: true },
    { code: 'field-unknown', path: `${MENU}/disabled` },
  ],
  [
    'a choice of 101 characters',
    { [`${MENU}/options/0/text/content`]: 'x'.repeat(101) },
    { code: 'range', severity: 'warning', path: `${MENU}/options/0/text/content` },
  ],
  [
    'an icon in a menu',
    { [`${MENU}/options/0/icon`]: { tag: 'standard_icon', token: 'flag_outlined' } },
    { code: 'field-unknown', path: `${MENU}/options/0/icon` },
  ],

  // select_img
  [
    'an image without a key',
    { [`${COVER}/options/0/img_key`]: undefined },
    { code: 'field-missing', path: `${COVER}/options/0/img_key` },
  ],
  [
    'an image by its address',
    { [`${COVER}/options/0/img_key`]: 'https://example.com/a.png' },
    { code: 'image-key', path: `${COVER}/options/0/img_key` },
  ],
  [
    'an image with a label',
    { [`${COVER}/options/0/text`]: words('red') },
    { code: 'field-unknown', path: `${COVER}/options/0/text` },
  ],
  [
    'images for the second time',
    { [`${COVER}/options/1/value`]: 'a' },
    { code: 'option-duplicate', path: `${COVER}/options/1/value` },
  ],
  [
    'the style of 1.0',
    { [`${COVER}/style`]: 'laser' },
    { code: 'field-legacy', path: `${COVER}/style` },
  ],
  [
    'a ratio that is none',
    { [`${COVER}/aspect_ratio`]: '2:1' },
    { code: 'enum', path: `${COVER}/aspect_ratio` },
  ],
  [
    'a layout that is none',
    { [`${COVER}/layout`]: 'grid' },
    { code: 'enum', path: `${COVER}/layout` },
  ],
  [
    'no images',
    { [`${COVER}/options`]: [] },
    { code: 'range', severity: 'warning', path: `${COVER}/options` },
  ],

  // checker
  [
    'a fourth button of a checker',
    {
      [`${TASK}/button_area/buttons`]: Array.from({ length: 4 }, () => ({
        tag: 'button',
        type: 'text',
        text: words('x'),
      })),
    },
    {
      code: 'range',
      severity: 'warning',
      path: `${TASK}/button_area/buttons`,
      message:
        '<Checker> button_area.buttons: found 4; allowed: 3 (doubtful rule: one of its two pages allows every button)',
    },
  ],
  [
    'a large button in a checker',
    { [`${TASK}/button_area/buttons/1/type`]: 'primary' },
    { code: 'enum', severity: 'warning', path: `${TASK}/button_area/buttons/1/type` },
  ],
  [
    'a button of no type in a checker',
    { [`${TASK}/button_area/buttons/1/type`]: undefined },
    { code: 'enum', severity: 'warning', path: `${TASK}/button_area/buttons/1/type` },
  ],
  [
    'a type that no button has',
    { [`${TASK}/button_area/buttons/1/type`]: 'link' },
    [
      { code: 'enum', path: `${TASK}/button_area/buttons/1/type` },
      { code: 'enum', severity: 'warning', path: `${TASK}/button_area/buttons/1/type` },
    ],
  ],
  [
    'a checker with something else than buttons',
    { [`${TASK}/button_area/buttons/1`]: { tag: 'hr' } },
    [
      { code: 'enum', path: `${TASK}/button_area/buttons/1/tag` },
      { code: 'enum', severity: 'warning', path: `${TASK}/button_area/buttons/1/type` },
    ],
  ],
  [
    'a rule of display that is none',
    { [`${TASK}/button_area/pc_display_rule`]: 'never' },
    { code: 'enum', path: `${TASK}/button_area/pc_display_rule` },
  ],
  [
    'more than opaque',
    { [`${TASK}/checked_style/opacity`]: 1.1 },
    { code: 'range', path: `${TASK}/checked_style/opacity` },
  ],
  [
    'a text of markdown',
    { [`${TASK}/text/tag`]: 'markdown' },
    { code: 'enum', path: `${TASK}/text/tag` },
  ],
  [
    'a text of a size that its page does not have',
    { [`${TASK}/text/text_size`]: 'large' },
    {
      code: 'enum',
      severity: 'warning',
      path: `${TASK}/text/text_size`,
      message: '<Checker>: found "large"; its page has normal, heading, notation only',
    },
  ],
  [
    'a negative padding of a checker, on which its page disagrees',
    { [`${TASK}/padding`]: '-4px' },
    { code: 'range', severity: 'warning', path: `${TASK}/padding` },
  ],
  [
    'a checker that opens a link',
    { [`${TASK}/behaviors/0`]: { type: 'open_url', default_url: 'https://example.com' } },
    { code: 'enum', path: `${TASK}/behaviors/0/type` },
  ],
  [
    'a checker that has to be ticked',
    { [`${TASK}/required`]: true },
    { code: 'field-unknown', path: `${TASK}/required` },
  ],

  // The card as a whole: forms and containers are layers, options have no tag.
  ['four layers with the form', { [REASON]: boxes(3) }, []],
  [
    'a fifth layer, which is doubtful',
    { [REASON]: boxes(4) },
    { code: 'depth', severity: 'warning', path: `${REASON}${'/elements/0'.repeat(3)}` },
  ],
  [
    'a sixth layer',
    { [REASON]: boxes(5) },
    [
      { code: 'depth', severity: 'warning', path: `${REASON}${'/elements/0'.repeat(3)}` },
      { code: 'depth', path: `${REASON}${'/elements/0'.repeat(4)}` },
    ],
  ],
  [
    '200 tagged objects, in a list of 199 options',
    { '/body/elements': [{ tag: 'select_static', options: options(199) }] },
    [],
  ],
  [
    '201 tagged objects, in a list of 200 options',
    { '/body/elements': [{ tag: 'select_static', options: options(200) }] },
    { code: 'elements', path: '' },
  ],
  [
    'a list of 300 people, who have no tag',
    {
      '/body/elements': [
        { tag: 'select_person', options: options(300).map(({ value }) => ({ value })) },
      ],
    },
    [],
  ],

  // What a custom bot cannot send.
  [
    'all that calls back',
    {},
    [
      {
        code: 'custom-bot',
        path: FORM,
        message: '<Form>: it calls back, which a card of a custom bot cannot',
        hint: 'send the card through an app',
      },
      { code: 'custom-bot', path: `${BOX}/behaviors/1` },
      { code: 'custom-bot', path: PRIORITY },
      { code: 'custom-bot', path: `${PRIORITY}/behaviors/0` },
      { code: 'custom-bot', path: OWNER },
      { code: 'custom-bot', path: DAY },
      { code: 'custom-bot', path: TIME },
      { code: 'custom-bot', path: START },
      { code: 'custom-bot', path: MENU },
      { code: 'custom-bot', path: `${TASK}/behaviors/0` },
      { code: 'custom-bot', path: PICTURE },
      { code: 'custom-bot', path: NOTE },
    ],
    { target: 'custom-bot' },
  ],
  [
    'what calls back by a field of 1.0, or not at all',
    {
      '/body/elements': [
        { tag: 'button', text: words('x'), value: { act: 'x' } },
        { tag: 'button', text: words('x') },
        {
          tag: 'overflow',
          options: [{ text: words('x'), multi_url: { url: 'https://example.com' } }],
        },
        { tag: 'checker', text: words('x') },
        { tag: 'interactive_container', elements: [] },
      ],
    },
    [
      { code: 'custom-bot', path: '/body/elements/0' },
      { code: 'field-legacy', severity: 'warning', path: '/body/elements/0/value' },
    ],
    { target: 'custom-bot' },
  ],
];

testVariants(CARD, VARIANTS);
