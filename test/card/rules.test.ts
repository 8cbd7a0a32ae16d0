import { changed } from '../support/pointer.js';
import { testVariants, type Variant, words } from './variants.js';

/** The card itself, its header, its texts, columns, panels and buttons; nearly every field, as the pages have it. */
const CARD = {
  schema: '2.0',
  config: {
    streaming_mode: false,
    streaming_config: {
      print_frequency_ms: { default: 70, pc: 30 },
      print_step: { default: 1 },
      print_strategy: 'fast',
    },
    summary: { content: 'Build 118', i18n_content: { zh_cn: '构建 118', en_us: 'Build 118' } },
    locales: ['zh_cn', 'en_us'],
    enable_forward: true,
    update_multi: true,
    width_mode: 'fill',
    use_custom_translation: true,
    enable_forward_interaction: false,
    style: {
      text_size: { 'cus-0': { default: 'medium', pc: 'medium', mobile: 'large' } },
      color: {
        brand: { light_mode: 'rgba(5,157,178,0.52)', dark_mode: 'rgba(78, 23, 108, 1.000000)' },
      },
    },
  },
  card_link: { url: 'https://example.com', pc_url: 'lark://msgcard/unsupported_action' },
  header: {
    title: { tag: 'plain_text', element_id: 'title', content: 'Build 118' },
    subtitle: { tag: 'lark_md', content: '<at id=all></at>' },
    template: 'green',
    padding: '12px 12px 12px 12px',
    icon: { tag: 'standard_icon', token: 'robot_outlined', color: 'blue' },
    text_tag_list: [{ tag: 'text_tag', element_id: 'tag1', text: words('ci'), color: 'green' }],
  },
  body: {
    direction: 'vertical',
    padding: '12px',
    horizontal_spacing: '8px',
    vertical_spacing: 'medium',
    horizontal_align: 'left',
    vertical_align: 'top',
    elements: [
      {
        tag: 'markdown',
        element_id: 'answer',
        margin: '0',
        content: '**hi** ![a](img_v2_1) `![b](https://example.com/b.png)`',
        i18n_content: { zh_cn: '**你好**', en_us: '**hi**' },
        text_align: 'left',
        text_size: 'cus-0',
        icon: { tag: 'custom_icon', img_key: 'img_v2_2', size: '16px 16px' },
      },
      {
        tag: 'div',
        width: 'fill',
        text: {
          tag: 'plain_text',
          content: '12 minutes',
          text_size: 'notation',
          text_color: 'grey',
          text_align: 'left',
          lines: 2,
        },
        icon: { tag: 'standard_icon', token: 'time_outlined', img_key: '' },
        fields: [{ is_short: true, text: { tag: 'lark_md', content: '**a**' } }],
      },
      { tag: 'hr', element_id: 'rule1', margin: '-4px 0' },
      {
        tag: 'column_set',
        horizontal_spacing: 'large',
        horizontal_align: 'left',
        flex_mode: 'stretch',
        background_style: 'default',
        action: { multi_url: { url: 'https://example.com', ios_url: '' } },
        columns: [
          {
            tag: 'column',
            width: 'weighted',
            weight: 2,
            padding: '0px',
            background_style: 'brand',
            vertical_spacing: '4px',
            elements: [{ tag: 'markdown', content: 'left' }],
          },
          { tag: 'column', width: '120px', elements: [{ tag: 'hr' }] },
        ],
      },
      {
        tag: 'collapsible_panel',
        element_id: 'panel',
        expanded: false,
        padding: '8px',
        background_color: 'grey-50',
        border: { color: 'grey', corner_radius: '5px' },
        header: {
          title: { tag: 'markdown', content: '**Log**' },
          background_color: 'blue',
          width: 'auto',
          vertical_align: 'center',
          padding: '4px 8px 4px 8px',
          icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
          icon_position: 'right',
          icon_expanded_angle: -180,
          position: 'top',
        },
        elements: [{ tag: 'markdown', content: 'long' }],
      },
      {
        tag: 'button',
        element_id: 'approve',
        name: 'approve',
        type: 'primary',
        size: 'medium',
        width: 'fill',
        text: words('Approve'),
        icon: { tag: 'standard_icon', token: 'yes_outlined' },
        hover_tips: words('for all'),
        disabled: false,
        disabled_tips: words('done'),
        confirm: { title: words('Sure?'), text: words('It is for good.') },
        behaviors: [
          { type: 'open_url', default_url: 'https://example.com', pc_url: '' },
          { type: 'callback', value: { act: 'approve', element_id: 'not an id', tag: 'table' } },
        ],
      },
      { tag: 'button', name: 'reject', text: words('Reject') },
    ],
  },
};

const MARKDOWN = '/body/elements/0';
const DIV = '/body/elements/1';
const RULE = '/body/elements/2';
const SET = '/body/elements/3';
const COLUMN = `${SET}/columns/0`;
const PANEL = '/body/elements/4';
const BUTTON = '/body/elements/5';
const OTHER = '/body/elements/6';

const table = (n: number) => `| a |\n| - |\n| ${n} |\n\n`;
const tables = (n: number) => Array.from({ length: n }, (_, i) => table(i)).join('');
const texts = (n: number) => Array.from({ length: n }, () => words('x'));
const panels = (n: number): object => ({
  tag: 'collapsible_panel',
  header: { title: words(`${n} left`) },
  elements: [n > 1 ? panels(n - 1) : { tag: 'hr' }],
});
/** Words of three bytes each, and some of one, so that the compact card has so many bytes. */
function filledTo(bytes: number): Record<string, string> {
  const path = `${MARKDOWN}/content`;
  const left = bytes - Buffer.byteLength(JSON.stringify(changed(CARD, { [path]: '' })));
  return { [path]: '界'.repeat(Math.floor(left / 3)) + 'x'.repeat(left % 3) };
}
/** Nested twice as deep as panels, since a set and its column are one layer. */
const sets = (n: number): object => ({
  tag: 'column_set',
  columns: [{ tag: 'column', elements: [n > 1 ? sets(n - 1) : { tag: 'hr' }] }],
});

const VARIANTS: readonly Variant[] = [
  // The card itself.
  [
    'schema of another version',
    { '/schema': '1.0' },
    {
      code: 'schema',
      path: '/schema',
      message: '<Card> schema: found "1.0"; CardKit takes Card JSON 2.0 only',
    },
  ],
  ['schema as a number', { '/schema': 2 }, { code: 'schema', path: '/schema' }],
  ['no schema', { '/schema': undefined }, { code: 'schema', path: '/schema' }],
  [
    'the elements of 1.0',
    { '/elements': [] },
    {
      code: 'field-legacy',
      path: '/elements',
      message: '<Card>: elements is no field of Card JSON 2.0; the service refuses it',
      hint: 'use body.elements',
    },
  ],
  ['i18n_elements', { '/i18n_elements': {} }, { code: 'field-legacy', path: '/i18n_elements' }],
  [
    'i18n_header, as a sample of the vendor has it',
    { '/i18n_header': {} },
    { code: 'field-legacy', severity: 'warning', path: '/i18n_header' },
  ],
  [
    'a field that no card has',
    { '/footer': {} },
    {
      code: 'field-unknown',
      path: '/footer',
      message: '<Card>: there is no field "footer"; the service refuses unknown ones',
    },
  ],
  [
    'no body',
    { '/body': undefined },
    { code: 'field-missing', severity: 'warning', path: '/body' },
  ],
  [
    'a body without elements',
    { '/body/elements': undefined },
    { code: 'field-missing', severity: 'warning', path: '/body/elements' },
  ],
  [
    'elements that are no array',
    { '/body/elements': {} },
    {
      code: 'type',
      path: '/body/elements',
      message: '<Card> body.elements: found an empty object; expected an array',
    },
  ],
  ['a body that is no object', { '/body': [] }, { code: 'type', path: '/body' }],

  // config
  [
    'update_multi false',
    { '/config/update_multi': false },
    { code: 'update-multi', path: '/config/update_multi', hint: 'leave it out' },
  ],
  [
    'wide_screen_mode',
    { '/config/wide_screen_mode': true },
    {
      code: 'field-legacy',
      severity: 'warning',
      path: '/config/wide_screen_mode',
      hint: 'use width_mode',
    },
  ],
  [
    'a misspelt field of config',
    { '/config/streaming_modes': true },
    {
      code: 'field-unknown',
      path: '/config/streaming_modes',
      message:
        '<Card>: there is no field "config.streaming_modes"; the service refuses unknown ones',
      hint: 'did you mean streaming_mode?',
    },
  ],
  [
    'a boolean in quotes',
    { '/config/streaming_mode': 'true' },
    {
      code: 'type',
      path: '/config/streaming_mode',
      message: '<Card> config.streaming_mode: found "true"; expected true or false',
      hint: 'write it without quotes',
    },
  ],
  [
    'an unknown width_mode',
    { '/config/width_mode': 'full' },
    {
      code: 'enum',
      path: '/config/width_mode',
      message: '<Card> config.width_mode: found "full"; allowed: "default", "compact", "fill"',
      hint: 'did you mean "fill"?',
    },
  ],
  [
    'a language that is none',
    { '/config/locales/1': 'en' },
    { code: 'enum', path: '/config/locales/1' },
  ],
  [
    'a summary that is a string',
    { '/config/summary': 'Build 118' },
    { code: 'type', path: '/config/summary' },
  ],
  [
    'a summary with more than words',
    { '/config/summary/icon': {} },
    {
      code: 'field-unknown',
      path: '/config/summary/icon',
      hint: 'it has content and i18n_content',
    },
  ],
  [
    'a summary in a language that is none',
    { '/config/summary/i18n_content/zh': '构建' },
    { code: 'enum', path: '/config/summary/i18n_content/zh' },
  ],
  [
    'ttl_seconds, which only rumour knows',
    { '/config/streaming_config/ttl_seconds': 60 },
    { code: 'field-unknown', path: '/config/streaming_config/ttl_seconds' },
  ],
  [
    'a pace without a default',
    { '/config/streaming_config/print_step/default': undefined },
    { code: 'field-missing', path: '/config/streaming_config/print_step/default' },
  ],
  [
    'a pace that is a number',
    { '/config/streaming_config/print_step': 2 },
    { code: 'type', path: '/config/streaming_config/print_step' },
  ],
  [
    'a pace in quotes',
    { '/config/streaming_config/print_step/default': '2' },
    {
      code: 'type',
      path: '/config/streaming_config/print_step/default',
      hint: 'write it without quotes',
    },
  ],
  [
    'an unknown print_strategy',
    { '/config/streaming_config/print_strategy': 'slow' },
    { code: 'enum', path: '/config/streaming_config/print_strategy' },
  ],
  [
    'a size of its own that is no named one',
    { '/config/style/text_size/cus-0/pc': '14px' },
    { code: 'enum', path: '/config/style/text_size/cus-0/pc' },
  ],
  [
    'a colour of its own in hex',
    { '/config/style/color/brand/light_mode': '#fff' },
    { code: 'type', severity: 'warning', path: '/config/style/color/brand/light_mode' },
  ],

  // card_link
  [
    'a link of the card for one client only',
    { '/card_link/url': undefined },
    {
      code: 'field-missing',
      path: '/card_link',
      message: '<Card> card_link: it needs url or all of pc_url, ios_url, android_url',
    },
  ],
  [
    'a link that is none',
    { '/card_link/url': 'example.com' },
    {
      code: 'url-scheme',
      path: '/card_link/url',
      message: '<Card> card_link.url: found "example.com"; allowed: http and https',
    },
  ],

  // header, text_tag, icon, texts
  [
    'a header without a title',
    { '/header/title': undefined },
    { code: 'field-missing', path: '/header/title', message: '<Header>: title is missing' },
  ],
  [
    'a title of markdown',
    { '/header/title/tag': 'markdown' },
    { code: 'enum', path: '/header/title/tag' },
  ],
  [
    'a title without words',
    { '/header/title/content': undefined },
    { code: 'field-missing', path: '/header/title/content' },
  ],
  [
    'a title that is a string',
    { '/header/title': 'Build' },
    { code: 'type', path: '/header/title' },
  ],
  [
    'a title with the i18n of 1.0',
    { '/header/title/i18n': {} },
    { code: 'field-legacy', severity: 'warning', path: '/header/title/i18n' },
  ],
  [
    'the ud_icon of 1.0',
    { '/header/ud_icon': {} },
    { code: 'field-legacy', path: '/header/ud_icon' },
  ],
  [
    'a colour that is no theme',
    { '/header/template': 'lime' },
    { code: 'enum', path: '/header/template' },
  ],
  [
    'a header with a tag, which it does not have',
    { '/header/tag': 'header' },
    { code: 'field-unknown', path: '/header/tag' },
  ],
  [
    'an element with a schema',
    { [`${RULE}/schema`]: '2.0' },
    { code: 'field-unknown', path: `${RULE}/schema` },
  ],
  [
    'a header with a margin',
    { '/header/margin': '4px' },
    { code: 'field-unknown', path: '/header/margin' },
  ],
  [
    'a negative padding of the header, on which pages disagree',
    { '/header/padding': '-4px' },
    { code: 'range', severity: 'warning', path: '/header/padding' },
  ],
  [
    'a fourth text tag',
    {
      '/header/text_tag_list': Array.from({ length: 4 }, () => ({
        tag: 'text_tag',
        text: words('x'),
      })),
    },
    {
      code: 'range',
      severity: 'warning',
      path: '/header/text_tag_list',
      message: '<Header> text_tag_list: found 4; only the first 3 are shown',
    },
  ],
  [
    'a fourth text tag in one language',
    {
      '/header/i18n_text_tag_list': {
        zh_cn: Array.from({ length: 4 }, () => ({ tag: 'text_tag', text: words('x') })),
        en_us: [],
      },
    },
    { code: 'range', severity: 'warning', path: '/header/i18n_text_tag_list/zh_cn' },
  ],
  [
    'a grey text tag',
    { '/header/text_tag_list/0/color': 'grey' },
    { code: 'enum', path: '/header/text_tag_list/0/color' },
  ],
  [
    'a button among the text tags',
    { '/header/text_tag_list/0': { tag: 'button', text: words('x') } },
    {
      code: 'parent',
      path: '/header/text_tag_list/0',
      message: '<Button>: it cannot stand in <Header>',
      hint: 'it goes into <Card>, <Column> or another container',
    },
  ],
  [
    'an icon without a tag',
    { '/header/icon/tag': undefined },
    { code: 'field-missing', severity: 'warning', path: '/header/icon/tag' },
  ],
  [
    'an unknown kind of icon',
    { '/header/icon/tag': 'icon' },
    { code: 'enum', path: '/header/icon/tag' },
  ],
  [
    'an icon without its token',
    { '/header/icon/token': undefined },
    { code: 'field-missing', path: '/header/icon/token', message: '<Icon>: token is missing' },
  ],
  [
    'an image icon with an empty key',
    { [`${MARKDOWN}/icon/img_key`]: '' },
    {
      code: 'field-missing',
      path: `${MARKDOWN}/icon/img_key`,
      message: '<Icon>: img_key is empty',
    },
  ],
  [
    'an image icon with an address',
    { [`${MARKDOWN}/icon/img_key`]: 'https://example.com/a.png' },
    { code: 'image-key', path: `${MARKDOWN}/icon/img_key` },
  ],
  [
    'an icon of no size',
    { [`${MARKDOWN}/icon/size`]: '0px 16px' },
    { code: 'type', path: `${MARKDOWN}/icon/size` },
  ],
  [
    'an unknown colour of an icon',
    { '/header/icon/color': 'light_grey' },
    { code: 'enum', severity: 'warning', path: '/header/icon/color' },
  ],

  // body
  [
    'a field that the body does not have',
    { '/body/margin': '4px' },
    { code: 'field-unknown', path: '/body/margin' },
  ],
  [
    'an element that is a string',
    { '/body/elements/2': 'hr' },
    {
      code: 'type',
      path: '/body/elements/2',
      message: '<Card> body.elements[2]: found "hr"; expected an element',
    },
  ],
  [
    'an element without a tag',
    { [`${RULE}/tag`]: undefined },
    { code: 'field-missing', path: `${RULE}/tag` },
  ],
  ['a tag that is a number', { [`${RULE}/tag`]: 7 }, { code: 'type', path: `${RULE}/tag` }],
  [
    'a tag that nobody knows',
    { [`${RULE}/tag`]: 'markdwon' },
    {
      code: 'tag-unknown',
      path: `${RULE}/tag`,
      message:
        '<Card> body.elements[2]: there is no component with the tag "markdwon" in this version',
      hint: 'did you mean "markdown"?',
    },
  ],
  [
    'the action row of 1.0',
    { [RULE]: { tag: 'action', actions: [] } },
    {
      code: 'tag-legacy',
      path: `${RULE}/tag`,
      hint: 'use the buttons directly, or <ColumnSet> to arrange them',
    },
  ],
  ['the note of 1.0', { [RULE]: { tag: 'note' } }, { code: 'tag-legacy', path: `${RULE}/tag` }],
  [
    'words as an element',
    { [RULE]: words('x') },
    {
      code: 'parent',
      path: RULE,
      message: '<PlainText>: it cannot stand in <Card>',
      hint: 'it goes where a text is expected, such as <Div>',
    },
  ],
  [
    'a column outside a set',
    { [RULE]: { tag: 'column', elements: [] } },
    { code: 'parent', path: RULE, hint: 'it goes into <ColumnSet>' },
  ],

  // ids and names
  [
    'an id that begins with a digit',
    { [`${RULE}/element_id`]: '1st' },
    {
      code: 'id-pattern',
      path: `${RULE}/element_id`,
      message:
        '<Divider> element_id: found "1st"; expected a letter, then letters, digits or _, at most 20 characters',
    },
  ],
  [
    'an id of 21 characters',
    { [`${RULE}/element_id`]: 'a'.repeat(21) },
    { code: 'id-pattern', path: `${RULE}/element_id`, hint: 'it has 21 characters' },
  ],
  [
    'an empty id',
    { [`${RULE}/element_id`]: '' },
    { code: 'id-pattern', path: `${RULE}/element_id` },
  ],
  [
    'an id that is a number',
    { [`${RULE}/element_id`]: 7 },
    { code: 'type', path: `${RULE}/element_id` },
  ],
  [
    'an id for the second time',
    { [`${RULE}/element_id`]: 'answer' },
    {
      code: 'id-duplicate',
      path: `${RULE}/element_id`,
      message: `<Divider> element_id: "answer" is already the id at ${MARKDOWN}/element_id`,
    },
  ],
  [
    'an id of the header for the second time',
    { [`${RULE}/element_id`]: 'tag1' },
    { code: 'id-duplicate', path: `${RULE}/element_id` },
  ],
  ['an empty name', { [`${OTHER}/name`]: '' }, { code: 'name-missing', path: `${OTHER}/name` }],
  [
    'a name for the second time',
    { [`${OTHER}/name`]: 'approve' },
    {
      code: 'name-duplicate',
      path: `${OTHER}/name`,
      message: `<Button> name: "approve" is already the name at ${BUTTON}/name`,
    },
  ],

  // markdown, div, hr
  [
    'markdown without words',
    { [`${MARKDOWN}/content`]: undefined, [`${MARKDOWN}/i18n_content`]: undefined },
    { code: 'field-missing', severity: 'warning', path: `${MARKDOWN}/content` },
  ],
  [
    'markdown that is no string',
    { [`${MARKDOWN}/content`]: ['a'] },
    { code: 'type', path: `${MARKDOWN}/content` },
  ],
  [
    'an image by its address',
    { [`${MARKDOWN}/content`]: 'a ![chart](https://example.com/chart.png)' },
    {
      code: 'image-key',
      path: `${MARKDOWN}/content`,
      message:
        '<Markdown>: the image "https://example.com/chart.png" is no key of an uploaded image; the service refuses the card',
    },
  ],
  [
    'an image by its path, in one language',
    { [`${MARKDOWN}/i18n_content/zh_cn`]: '![图](chart.png)' },
    { code: 'image-key', path: `${MARKDOWN}/i18n_content/zh_cn` },
  ],
  [
    'five tables in one text',
    { [`${MARKDOWN}/content`]: tables(5) },
    {
      code: 'tables',
      severity: 'warning',
      path: `${MARKDOWN}/content`,
      message: '<Markdown>: found 5 tables in one text; its page allows 4',
    },
  ],
  [
    'six tables in the card',
    { [`${MARKDOWN}/content`]: tables(4), [`${COLUMN}/elements/0/content`]: tables(2) },
    {
      code: 'tables',
      path: '',
      message: '<Card>: found 6 tables (components and markdown tables together); allowed: 5',
    },
  ],
  [
    'six tables in one language',
    {
      [`${MARKDOWN}/i18n_content`]: { zh_cn: '', en_us: '', ja_jp: tables(3) },
      [`${COLUMN}/elements/0/content`]: tables(3),
    },
    { code: 'tables', path: '' },
  ],
  [
    'a size that is none',
    { [`${MARKDOWN}/text_size`]: 'normal_v2' },
    {
      code: 'enum',
      severity: 'warning',
      path: `${MARKDOWN}/text_size`,
      message:
        '<Markdown> text_size: found "normal_v2", which is no name of the vendor\'s and none of the card\'s config.style.text_size; clients show it as "normal"',
      hint: 'did you mean "normal"?',
    },
  ],
  [
    'an unknown alignment',
    { [`${MARKDOWN}/text_align`]: 'justify' },
    { code: 'enum', path: `${MARKDOWN}/text_align` },
  ],
  [
    'the href of 1.0',
    { [`${MARKDOWN}/href`]: {} },
    { code: 'field-legacy', path: `${MARKDOWN}/href` },
  ],
  [
    'lark_md with an image, which is just text there',
    { [`${DIV}/fields/0/text/content`]: '![a](https://example.com/a.png)' },
    [],
  ],
  [
    'a div in a language that is none',
    { [`${DIV}/text/i18n_content`]: { en: 'x' } },
    { code: 'enum', path: `${DIV}/text/i18n_content/en` },
  ],
  [
    'an rgba value as a colour',
    { [`${DIV}/text/text_color`]: 'rgba(0,0,0,1)' },
    {
      code: 'enum',
      severity: 'warning',
      path: `${DIV}/text/text_color`,
      hint: 'give it a name in config.style.color, and write the name here',
    },
  ],
  [
    'no lines at all',
    { [`${DIV}/text/lines`]: 0 },
    {
      code: 'range',
      path: `${DIV}/text/lines`,
      message: '<Div> text.lines: found 0; allowed: at least 1',
    },
  ],
  ['half a line', { [`${DIV}/text/lines`]: 1.5 }, { code: 'type', path: `${DIV}/text/lines` }],
  ['a div of 8px', { [`${DIV}/width`]: '8px' }, { code: 'range', path: `${DIV}/width` }],
  [
    'a width without a unit',
    { [`${DIV}/width`]: '200' },
    { code: 'type', path: `${DIV}/width`, hint: 'the unit is px: write "200px"' },
  ],
  [
    'a field of a div without text',
    { [`${DIV}/fields/0/text`]: undefined },
    { code: 'field-missing', path: `${DIV}/fields/0/text` },
  ],
  ['the extra of 1.0', { [`${DIV}/extra`]: {} }, { code: 'field-legacy', path: `${DIV}/extra` }],
  [
    'a margin of three values',
    { [`${RULE}/margin`]: '1px 2px 3px' },
    {
      code: 'box-arity',
      path: `${RULE}/margin`,
      message: '<Divider> margin: found 3 values; allowed: 1, 2 or 4',
      hint: 'four values with px are always understood',
    },
  ],
  [
    'a margin beyond its bounds',
    { [`${RULE}/margin`]: '0 -100px' },
    {
      code: 'range',
      path: `${RULE}/margin`,
      message: '<Divider> margin: found -100px; allowed: -99 to 99px',
    },
  ],
  [
    'a margin without a unit',
    { [`${RULE}/margin`]: '4' },
    { code: 'type', path: `${RULE}/margin` },
  ],
  ['an empty margin', { [`${RULE}/margin`]: '' }, { code: 'type', path: `${RULE}/margin` }],

  // column_set, column
  [
    'a set without columns',
    { [`${SET}/columns`]: undefined },
    { code: 'field-missing', path: `${SET}/columns` },
  ],
  [
    'an element right in a set',
    { [COLUMN]: { tag: 'markdown', content: 'x' } },
    {
      code: 'parent',
      path: COLUMN,
      message: '<Markdown>: it cannot stand in <ColumnSet>',
      hint: 'wrap it in <Column>',
    },
  ],
  [
    'an unknown flex_mode',
    { [`${SET}/flex_mode`]: 'wrap' },
    { code: 'enum', path: `${SET}/flex_mode` },
  ],
  [
    'a set with a padding',
    { [`${SET}/padding`]: '4px' },
    { code: 'field-unknown', path: `${SET}/padding` },
  ],
  [
    'a gap that is in samples only',
    { [`${SET}/horizontal_spacing`]: 'default' },
    { code: 'enum', severity: 'warning', path: `${SET}/horizontal_spacing` },
  ],
  [
    'a gap in no unit',
    { [`${SET}/horizontal_spacing`]: '8' },
    { code: 'type', path: `${SET}/horizontal_spacing`, hint: 'the unit is px: write "8px"' },
  ],
  [
    'a gap that is too wide',
    { [`${SET}/horizontal_spacing`]: '100px' },
    { code: 'range', path: `${SET}/horizontal_spacing` },
  ],
  [
    'a negative gap',
    { [`${SET}/horizontal_spacing`]: '-1px' },
    { code: 'range', path: `${SET}/horizontal_spacing` },
  ],
  [
    'a gap by an unknown name',
    { [`${SET}/horizontal_spacing`]: 'extra-large' },
    { code: 'enum', path: `${SET}/horizontal_spacing`, hint: 'did you mean "extra_large"?' },
  ],
  [
    'a column that opens no address',
    { [`${SET}/action/multi_url/url`]: 'javascript:alert(1)' },
    { code: 'url-scheme', path: `${SET}/action/multi_url/url` },
  ],
  [
    'a column of 4px, as a template of the vendor has it',
    { [`${COLUMN}/width`]: '4px' },
    {
      code: 'range',
      severity: 'warning',
      path: `${COLUMN}/width`,
      message:
        '<Column> width: found 4px; allowed: 16 to 600px (doubtful rule: a template of the vendor uses 4px)',
    },
  ],
  [
    'a column of half the set',
    { [`${COLUMN}/width`]: '50%' },
    { code: 'type', path: `${COLUMN}/width` },
  ],
  ['a weight beyond 5', { [`${COLUMN}/weight`]: 6 }, { code: 'range', path: `${COLUMN}/weight` }],
  ['a weight in quotes', { [`${COLUMN}/weight`]: '2' }, { code: 'type', path: `${COLUMN}/weight` }],
  [
    'a negative padding of a column',
    { [`${COLUMN}/padding`]: '-4px' },
    { code: 'range', path: `${COLUMN}/padding` },
  ],
  [
    'a column with round corners, as a style guide of the vendor has it',
    { [`${COLUMN}/corner_radius`]: '8px' },
    { code: 'field-legacy', severity: 'warning', path: `${COLUMN}/corner_radius` },
  ],

  // collapsible_panel and its header
  [
    'a panel without a header',
    { [`${PANEL}/header`]: undefined },
    {
      code: 'field-missing',
      path: `${PANEL}/header`,
      message: '<CollapsiblePanel>: header is missing',
    },
  ],
  [
    'expand for expanded',
    { [`${PANEL}/expand`]: true },
    { code: 'field-legacy', path: `${PANEL}/expand` },
  ],
  [
    'background_style of a panel',
    { [`${PANEL}/background_style`]: 'grey' },
    { code: 'field-legacy', path: `${PANEL}/background_style`, hint: 'use background_color' },
  ],
  [
    'a border with a width',
    { [`${PANEL}/border/width`]: '1px' },
    { code: 'field-unknown', path: `${PANEL}/border/width` },
  ],
  [
    'corners beyond a circle',
    { [`${PANEL}/border/corner_radius`]: '101%' },
    { code: 'range', path: `${PANEL}/border/corner_radius` },
  ],
  [
    'a padding of the panel on which its page disagrees',
    { [`${PANEL}/padding`]: '-4px' },
    { code: 'range', severity: 'warning', path: `${PANEL}/padding` },
  ],
  [
    'two values for the padding of its header',
    { [`${PANEL}/header/padding`]: '4px 8px' },
    {
      code: 'box-arity',
      path: `${PANEL}/header/padding`,
      message: '<PanelHeader> padding: found 2 values; allowed: 1 or 4',
    },
  ],
  [
    'a title of lark_md',
    { [`${PANEL}/header/title/tag`]: 'lark_md' },
    { code: 'enum', path: `${PANEL}/header/title/tag` },
  ],
  [
    'an angle in quotes',
    { [`${PANEL}/header/icon_expanded_angle`]: '90' },
    { code: 'enum', path: `${PANEL}/header/icon_expanded_angle` },
  ],
  [
    'the size of a title on the header',
    { [`${PANEL}/header/text_size`]: 'normal' },
    { code: 'field-legacy', severity: 'warning', path: `${PANEL}/header/text_size` },
  ],
  [
    'a position that no sample has',
    { [`${PANEL}/header/position`]: 'left' },
    { code: 'enum', severity: 'warning', path: `${PANEL}/header/position` },
  ],

  // button
  ['an unknown type', { [`${BUTTON}/type`]: 'link' }, { code: 'enum', path: `${BUTTON}/type` }],
  ['a narrow button', { [`${BUTTON}/width`]: '80px' }, { code: 'range', path: `${BUTTON}/width` }],
  [
    'a label of lark_md',
    { [`${BUTTON}/text/tag`]: 'lark_md' },
    { code: 'enum', path: `${BUTTON}/text/tag` },
  ],
  [
    'a label without a tag, as in samples of the vendor',
    { [`${BUTTON}/text/tag`]: undefined },
    { code: 'field-missing', severity: 'warning', path: `${BUTTON}/text/tag` },
  ],
  [
    'a label of 101 characters',
    { [`${BUTTON}/text/content`]: 'x'.repeat(101) },
    { code: 'range', severity: 'warning', path: `${BUTTON}/text/content` },
  ],
  [
    'the value of 1.0',
    { [`${BUTTON}/value`]: { act: 'approve' } },
    { code: 'field-legacy', severity: 'warning', path: `${BUTTON}/value` },
  ],
  [
    'complex_interaction',
    { [`${BUTTON}/complex_interaction`]: true },
    { code: 'field-legacy', path: `${BUTTON}/complex_interaction` },
  ],
  [
    'a dialog without a title',
    { [`${BUTTON}/confirm/title`]: undefined },
    {
      code: 'field-missing',
      path: `${BUTTON}/confirm/title`,
      message: '<Button> confirm: title is missing',
    },
  ],
  [
    'a behaviour of 1.0',
    { [`${BUTTON}/behaviors/0`]: { type: 'form_action', behavior: 'submit' } },
    {
      code: 'enum',
      path: `${BUTTON}/behaviors/0/type`,
      message: '<Button> behaviors[0].type: found "form_action"; allowed: "open_url", "callback"',
    },
  ],
  [
    'a callback without a value',
    { [`${BUTTON}/behaviors/1/value`]: undefined },
    { code: 'field-missing', path: `${BUTTON}/behaviors/1/value` },
  ],
  [
    'a callback with a string, which breaks SDKs',
    { [`${BUTTON}/behaviors/1/value`]: 'approve' },
    { code: 'type', severity: 'warning', path: `${BUTTON}/behaviors/1/value` },
  ],
  [
    'a link by a scheme that is not on the list',
    { [`${BUTTON}/behaviors/0/default_url`]: 'ftp://example.com' },
    { code: 'url-scheme', path: `${BUTTON}/behaviors/0/default_url` },
  ],
  [
    'a field that the behaviour does not have',
    { [`${BUTTON}/behaviors/0/value`]: {} },
    { code: 'field-unknown', path: `${BUTTON}/behaviors/0/value` },
  ],
  [
    'behaviours that are one object',
    { [`${BUTTON}/behaviors`]: { type: 'callback', value: {} } },
    { code: 'type', path: `${BUTTON}/behaviors` },
  ],

  // The card as a whole.
  ['four layers of panels', { [RULE]: panels(4) }, []],
  ['four layers of columns', { [RULE]: sets(4) }, []],
  [
    'a fifth layer, which is doubtful',
    { [RULE]: panels(5) },
    { code: 'depth', severity: 'warning', path: `${RULE}${'/elements/0'.repeat(4)}` },
  ],
  [
    'a fifth layer of columns',
    { [RULE]: sets(5) },
    { code: 'depth', severity: 'warning', path: `${RULE}${'/columns/0/elements/0'.repeat(4)}` },
  ],
  [
    'a sixth and a seventh layer',
    { [RULE]: panels(7) },
    [
      { code: 'depth', severity: 'warning', path: `${RULE}${'/elements/0'.repeat(4)}` },
      {
        code: 'depth',
        path: `${RULE}${'/elements/0'.repeat(5)}`,
        message:
          '<CollapsiblePanel>: it is container layer 6; allowed: 5 layers (a column counts with its set)',
        hint: 'lay the inner containers flat',
      },
    ],
  ],
  [
    '201 tagged objects',
    {
      '/header': undefined,
      '/body/elements': [{ tag: 'hr' }, ...texts(100).map((text) => ({ tag: 'button', text }))],
    },
    {
      code: 'elements',
      path: '',
      message:
        '<Card>: found 201 objects with a tag (texts, icons and columns included); allowed: 200',
    },
  ],
  [
    '200 tagged objects',
    {
      '/header': undefined,
      '/body/elements': texts(100).map((text) => ({ tag: 'button', text })),
    },
    [],
  ],
  ['28,000 bytes', filledTo(28_000), []],
  [
    'more than 28,000 bytes',
    filledTo(28_001),
    { code: 'bytes', severity: 'warning', path: '', hint: 'the next text may be one too many' },
  ],
  ['30,000 bytes', filledTo(30_000), { code: 'bytes', severity: 'warning', path: '' }],
  [
    'more than 30,000 bytes',
    filledTo(30_001),
    {
      code: 'bytes',
      path: '',
      message: '<Card>: found 30001 bytes of JSON; allowed: 30000',
      hint: 'split the card, or shorten its texts',
    },
  ],

  // Who shows it, and who sends it.
  [
    'a field that old clients do not know',
    {},
    {
      code: 'client-version',
      severity: 'warning',
      path: `${PANEL}/header/width`,
      message:
        '<PanelHeader> width: clients before 7.32 do not know it; the card is meant for 7.23 on',
    },
    { minClient: '7.23' },
  ],
  [
    'fields that older clients do not know',
    {},
    [
      { code: 'client-version', severity: 'warning', path: '/config/streaming_config' },
      { code: 'client-version', severity: 'warning', path: `${PANEL}/header/width` },
    ],
    { minClient: '7.20' },
  ],
  [
    'clients that know no card of 2.0',
    { '/config/streaming_config': undefined, [`${PANEL}/header/width`]: undefined },
    { code: 'client-version', severity: 'warning', path: '' },
    { minClient: '7.3' },
  ],
  ['clients that know all of it', {}, [], { minClient: '7.100' }],
  [
    'a callback from a custom bot',
    {},
    {
      code: 'custom-bot',
      path: `${BUTTON}/behaviors/1`,
      message: '<Button> behaviors[1]: a card of a custom bot cannot call back',
    },
    { target: 'custom-bot' },
  ],
  [
    'too many bytes for a custom bot',
    { [`${MARKDOWN}/content`]: 'x'.repeat(20_000), [`${BUTTON}/behaviors`]: undefined },
    { code: 'bytes', path: '', hint: 'shorten the texts, or send the card through an app' },
    { target: 'custom-bot' },
  ],
];

testVariants(CARD, VARIANTS);
