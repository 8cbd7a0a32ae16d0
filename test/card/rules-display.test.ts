import { testVariants, type Variant, words } from './variants.js';

/** What only shows something; nearly every field, as the pages have it. */
const CARD = {
  schema: '2.0',
  config: { enable_forward: false, style: { color: { brand: { light_mode: 'rgba(1,2,3,1)' } } } },
  header: {
    title: words('Week 4'),
    icon: { tag: 'standard_icon', token: 'robot_outlined', color: 'brand' },
  },
  body: {
    elements: [
      {
        tag: 'img',
        img_key: 'img_v3_1',
        i18n_img_key: { zh_cn: 'img_v3_2' },
        alt: words(''),
        title: words('Latency'),
        corner_radius: '8px',
        scale_type: 'crop_top',
        size: '1000px 1px',
        transparent: true,
        preview: false,
      },
      {
        tag: 'img_combination',
        combination_mode: 'bisect',
        img_list: [{ img_key: 'img_v3_3' }, { img_key: 'img_v3_4', transparent: true }],
        combination_transparent: false,
        corner_radius: '100%',
      },
      { tag: 'person', user_id: 'ou_1', size: 'large', show_name: true, style: 'capsule' },
      {
        tag: 'person_list',
        persons: [{ id: 'ou_1' }, { id: 'ou_2' }],
        lines: 1,
        drop_invalid_user_id: true,
        ud_icon: { token: 'group_outlined', style: { color: 'blue' } },
      },
      {
        tag: 'chart',
        chart_spec: { type: 'line', element_id: 'not an id', data: { values: [{ tag: 'table' }] } },
        aspect_ratio: '4:3',
        color_theme: 'converse',
        height: '999px',
        preview: true,
      },
      {
        tag: 'table',
        page_size: 10,
        row_height: '124px',
        freeze_first_column: true,
        header_style: {
          text_align: 'center',
          text_size: 'heading',
          background_style: 'grey',
          text_color: 'grey',
          bold: false,
          lines: 2,
        },
        columns: [
          { name: 'day', display_name: 'Day', data_type: 'date', date_format: 'YYYY/MM/DD' },
          {
            name: 'cost',
            data_type: 'number',
            width: '80px',
            horizontal_align: 'left',
            vertical_align: 'top',
            format: { precision: 10, symbol: '¥', separator: true },
          },
          { name: 'state', data_type: 'options', width: '1%' },
          { name: 'who', data_type: 'persons', width: 'auto' },
          { name: 'note', data_type: 'lark_md' },
        ],
        rows: [
          {
            day: 1763769600000,
            cost: 1.5,
            state: [{ text: 'done', color: 'green' }],
            who: ['ou_1'],
            note: '**a**',
            none: 1,
          },
          { day: null, cost: '', state: 'done', who: 'ou_1' },
          {},
        ],
      },
      {
        tag: 'audio',
        file_key: 'file_v3_1',
        i18n_file_key: { zh_cn: 'file_v3_2' },
        audio_id: 'memo',
        disabled_tips: words('later'),
        time_display: 'both',
        time_position: 'both_sides',
        border: { color: 'grey', corner_radius: '8px' },
        style: 'flat',
        padding: '12px',
        background_style: 'default',
        fill_color: 'grey-800',
        width: 'fill',
        fallback: { tag: 'fallback_text', text: words('Please update.') },
      },
      { tag: 'hr' },
    ],
  },
};

const IMAGE = '/body/elements/0';
const IMAGES = '/body/elements/1';
const PERSON = '/body/elements/2';
const PEOPLE = '/body/elements/3';
const CHART = '/body/elements/4';
const TABLE = '/body/elements/5';
const AUDIO = '/body/elements/6';
const RULE = '/body/elements/7';

const panel = (element: object) => ({
  tag: 'collapsible_panel',
  header: { title: words('More') },
  elements: [element],
});
const column = (i: number) => ({ name: `c${i}`, data_type: 'text' });
const table = { tag: 'table', columns: [column(0)], rows: [] };

const VARIANTS: readonly Variant[] = [
  // icons
  [
    'an icon that is not on the list',
    { '/header/icon/token': 'robot-outlined' },
    {
      code: 'enum',
      severity: 'warning',
      path: '/header/icon/token',
      message:
        '<Icon> token: "robot-outlined" is not on the vendor\'s list of icons, which is not complete; a wrong one is not shown',
      hint: 'did you mean "robot_outlined"?',
    },
  ],
  [
    'an icon of the older form that is not on the list',
    { [`${PEOPLE}/ud_icon/token`]: 'groups_outlined' },
    { code: 'enum', severity: 'warning', path: `${PEOPLE}/ud_icon/token` },
  ],
  [
    'an icon that samples of the vendor use beside the list',
    { '/header/icon/token': 'down-small-ccm_outlined' },
    [],
  ],

  // img
  [
    'an image without a key',
    { [`${IMAGE}/img_key`]: undefined },
    { code: 'field-missing', path: `${IMAGE}/img_key` },
  ],
  [
    'an image with an empty key',
    { [`${IMAGE}/img_key`]: '' },
    { code: 'image-key', path: `${IMAGE}/img_key` },
  ],
  [
    'an image by its address',
    { [`${IMAGE}/img_key`]: 'https://example.com/a.png' },
    {
      code: 'image-key',
      path: `${IMAGE}/img_key`,
      message:
        '<Image> img_key: found "https://example.com/a.png"; expected the key of an uploaded image',
      hint: 'images are uploaded first; the answer holds the key (img_...)',
    },
  ],
  [
    'an image by its data',
    { [`${IMAGE}/img_key`]: 'data:image/png;base64,AA==' },
    { code: 'image-key', path: `${IMAGE}/img_key` },
  ],
  [
    'an image by its path',
    { [`${IMAGE}/i18n_img_key/zh_cn`]: './a.png' },
    { code: 'image-key', path: `${IMAGE}/i18n_img_key/zh_cn` },
  ],
  [
    'an image in a language that is none',
    { [`${IMAGE}/i18n_img_key/cn`]: 'img_v3_2' },
    { code: 'enum', path: `${IMAGE}/i18n_img_key/cn` },
  ],
  [
    'an image without words for it, as in samples of the vendor',
    { [`${IMAGE}/alt`]: undefined },
    {
      code: 'field-missing',
      severity: 'warning',
      path: `${IMAGE}/alt`,
      message: '<Image>: alt is missing (doubtful rule: samples of the vendor leave it out)',
    },
  ],
  [
    'words of markdown for an image',
    { [`${IMAGE}/alt/tag`]: 'lark_md' },
    { code: 'enum', path: `${IMAGE}/alt/tag` },
  ],
  [
    'a cut that is none',
    { [`${IMAGE}/scale_type`]: 'crop' },
    { code: 'enum', path: `${IMAGE}/scale_type` },
  ],
  [
    'an image wider than images are',
    { [`${IMAGE}/size`]: '1001px 10px' },
    {
      code: 'range',
      path: `${IMAGE}/size`,
      message: '<Image> size: found 1001px; allowed: 1 to 1000px',
    },
  ],
  [
    'an image of no height',
    { [`${IMAGE}/size`]: '10px 0px' },
    { code: 'range', path: `${IMAGE}/size` },
  ],
  [
    'a size of 1.0',
    { [`${IMAGE}/size`]: 'stretch_without_padding' },
    { code: 'enum', path: `${IMAGE}/size` },
  ],
  [
    'a ratio for a size, as the designer of the vendor writes it',
    { [`${IMAGE}/size`]: '16:9' },
    { code: 'enum', severity: 'warning', path: `${IMAGE}/size` },
  ],
  [
    'corners beyond a circle',
    { [`${IMAGE}/corner_radius`]: '101%' },
    { code: 'range', path: `${IMAGE}/corner_radius` },
  ],
  [
    'negative corners',
    { [`${IMAGE}/corner_radius`]: '-1px' },
    { code: 'range', path: `${IMAGE}/corner_radius` },
  ],
  [
    'the mode of 1.0',
    { [`${IMAGE}/mode`]: 'stretch' },
    {
      code: 'field-legacy',
      severity: 'warning',
      path: `${IMAGE}/mode`,
      hint: 'use scale_type and size',
    },
  ],
  [
    'a slip',
    { [`${IMAGE}/image_key`]: 'img_v3_1' },
    { code: 'field-unknown', path: `${IMAGE}/image_key`, hint: 'did you mean img_key?' },
  ],

  // img_combination
  [
    'a mode that only rumour knows',
    { [`${IMAGES}/combination_mode`]: 'nine' },
    { code: 'enum', path: `${IMAGES}/combination_mode` },
  ],
  [
    'no mode',
    { [`${IMAGES}/combination_mode`]: undefined },
    { code: 'field-missing', path: `${IMAGES}/combination_mode` },
  ],
  [
    'a third image of two',
    { [`${IMAGES}/combination_mode`]: 'double', [`${IMAGES}/img_list/2`]: { img_key: 'img_v3_5' } },
    {
      code: 'range',
      severity: 'warning',
      path: `${IMAGES}/img_list`,
      message: '<ImageCombination>: found 3; "double" shows the first 2',
    },
  ],
  [
    'images by their keys',
    { [`${IMAGES}/img_list`]: ['img_v3_3'] },
    { code: 'type', path: `${IMAGES}/img_list/0` },
  ],
  [
    'one of the images by its address',
    { [`${IMAGES}/img_list/1/img_key`]: 'http://example.com/a' },
    { code: 'image-key', path: `${IMAGES}/img_list/1/img_key` },
  ],
  [
    'a length, as exports have it',
    { [`${IMAGES}/img_list_length`]: 2 },
    { code: 'field-legacy', severity: 'warning', path: `${IMAGES}/img_list_length` },
  ],

  // person, person_list
  [
    'nobody',
    { [`${PERSON}/user_id`]: undefined },
    { code: 'field-missing', path: `${PERSON}/user_id` },
  ],
  ['an empty id', { [`${PERSON}/user_id`]: '' }, { code: 'range', path: `${PERSON}/user_id` }],
  [
    'a size of an avatar that is none',
    { [`${PERSON}/size`]: 'tiny' },
    { code: 'enum', path: `${PERSON}/size` },
  ],
  [
    'a look that is none',
    { [`${PERSON}/style`]: 'round' },
    { code: 'enum', path: `${PERSON}/style` },
  ],
  [
    'people by their ids',
    { [`${PEOPLE}/persons`]: ['ou_1'] },
    { code: 'type', path: `${PEOPLE}/persons/0` },
  ],
  ['no line of people', { [`${PEOPLE}/lines`]: 0 }, { code: 'range', path: `${PEOPLE}/lines` }],

  // chart
  [
    'a chart without a spec',
    { [`${CHART}/chart_spec`]: undefined },
    { code: 'field-missing', path: `${CHART}/chart_spec` },
  ],
  [
    'a spec as a string',
    { [`${CHART}/chart_spec`]: '{}' },
    { code: 'type', path: `${CHART}/chart_spec` },
  ],
  [
    'a spec by the wrong name',
    { [`${CHART}/spec`]: {} },
    { code: 'field-unknown', path: `${CHART}/spec` },
  ],
  [
    'a ratio that is none',
    { [`${CHART}/aspect_ratio`]: '3:2' },
    { code: 'enum', path: `${CHART}/aspect_ratio` },
  ],
  [
    'a theme that is none',
    { [`${CHART}/color_theme`]: 'dark' },
    { code: 'enum', path: `${CHART}/color_theme` },
  ],
  [
    'a chart of 1000px',
    { [`${CHART}/height`]: '1000px' },
    { code: 'range', path: `${CHART}/height` },
  ],
  [
    'a height in percent',
    { [`${CHART}/height`]: '50%' },
    { code: 'type', path: `${CHART}/height` },
  ],
  [
    'a sixth chart',
    {
      [RULE]: panel({
        tag: 'column_set',
        columns: Array.from({ length: 5 }, () => ({
          tag: 'column',
          elements: [{ tag: 'chart', chart_spec: {} }],
        })),
      }),
    },
    {
      code: 'charts',
      severity: 'warning',
      path: '',
      message: '<Card>: found 6 charts; more than 5 are advised against',
    },
  ],

  // table
  [
    'a table in a column',
    { [RULE]: { tag: 'column_set', columns: [{ tag: 'column', elements: [table] }] } },
    { code: 'root-only', path: `${RULE}/columns/0/elements/0` },
  ],
  [
    'a table in a panel',
    { [RULE]: panel(table) },
    { code: 'root-only', path: `${RULE}/elements/0` },
  ],
  [
    'a table without columns',
    { [`${TABLE}/columns`]: undefined },
    { code: 'field-missing', path: `${TABLE}/columns` },
  ],
  [
    'a table without rows',
    { [`${TABLE}/rows`]: undefined },
    { code: 'field-missing', path: `${TABLE}/rows` },
  ],
  [
    'columns that are not shown',
    { [`${TABLE}/columns`]: Array.from({ length: 51 }, (_, i) => column(i)) },
    {
      code: 'range',
      severity: 'warning',
      path: `${TABLE}/columns`,
      message: '<Table> columns: found 51; only the first 50 are shown',
    },
  ],
  [
    'a column for the second time',
    { [`${TABLE}/columns/4/name`]: 'cost' },
    {
      code: 'name-duplicate',
      path: `${TABLE}/columns/4/name`,
      message: '<Table>: two columns have the name "cost"',
    },
  ],
  [
    'a column without a name',
    { [`${TABLE}/columns/4/name`]: undefined },
    { code: 'field-missing', path: `${TABLE}/columns/4/name` },
  ],
  [
    'a column without a type, which has a default as well',
    { [`${TABLE}/columns/4/data_type`]: undefined },
    { code: 'field-missing', severity: 'warning', path: `${TABLE}/columns/4/data_type` },
  ],
  [
    'a type that is none',
    { [`${TABLE}/columns/4/data_type`]: 'string' },
    { code: 'enum', path: `${TABLE}/columns/4/data_type` },
  ],
  [
    'a narrow column',
    { [`${TABLE}/columns/1/width`]: '79px' },
    { code: 'range', path: `${TABLE}/columns/1/width` },
  ],
  [
    'a column of nothing',
    { [`${TABLE}/columns/1/width`]: '0%' },
    {
      code: 'range',
      path: `${TABLE}/columns/1/width`,
      message: '<Table> columns[1].width: found 0%; allowed: 1 to 100%',
    },
  ],
  [
    'a column that stands in the middle',
    { [`${TABLE}/columns/1/horizontal_align`]: 'middle' },
    { code: 'enum', path: `${TABLE}/columns/1/horizontal_align` },
  ],
  [
    'more decimal places than there are',
    { [`${TABLE}/columns/1/format/precision`]: 11 },
    { code: 'range', path: `${TABLE}/columns/1/format/precision` },
  ],
  [
    'two characters for a currency',
    { [`${TABLE}/columns/1/format/symbol`]: 'US' },
    { code: 'range', path: `${TABLE}/columns/1/format/symbol` },
  ],
  [
    'a title instead of a display_name',
    { [`${TABLE}/columns/1/title`]: 'Cost' },
    { code: 'field-unknown', path: `${TABLE}/columns/1/title` },
  ],
  [
    'eleven rows a page',
    { [`${TABLE}/page_size`]: 11 },
    { code: 'range', path: `${TABLE}/page_size` },
  ],
  ['no rows a page', { [`${TABLE}/page_size`]: 0 }, { code: 'range', path: `${TABLE}/page_size` }],
  [
    'the height of another table',
    { [`${TABLE}/row_height`]: 'medium' },
    { code: 'type', path: `${TABLE}/row_height` },
  ],
  [
    'rows of 31px',
    { [`${TABLE}/row_height`]: '31px' },
    { code: 'range', path: `${TABLE}/row_height` },
  ],
  [
    'rows of up to 1000px',
    { [`${TABLE}/row_max_height`]: '1000px' },
    { code: 'range', path: `${TABLE}/row_max_height` },
  ],
  [
    'a head of a size that it does not have',
    { [`${TABLE}/header_style/text_size`]: 'notation' },
    { code: 'enum', path: `${TABLE}/header_style/text_size` },
  ],
  [
    'a head of a colour on which pages disagree',
    { [`${TABLE}/header_style/text_color`]: 'blue' },
    { code: 'enum', severity: 'warning', path: `${TABLE}/header_style/text_color` },
  ],
  [
    'a head without lines',
    { [`${TABLE}/header_style/lines`]: 0 },
    { code: 'range', path: `${TABLE}/header_style/lines` },
  ],
  [
    'a row that is an array',
    { [`${TABLE}/rows/1`]: [1, 2] },
    {
      code: 'type',
      path: `${TABLE}/rows/1`,
      message:
        '<Table>: found an array; expected an object with the cells by the names of the columns',
    },
  ],
  [
    'a number in quotes',
    { [`${TABLE}/rows/0/cost`]: '1.5' },
    {
      code: 'type',
      severity: 'warning',
      path: `${TABLE}/rows/0/cost`,
      message: '<Table>: found "1.5"; a cell of type number is a number',
    },
  ],
  [
    'a date that is a string',
    { [`${TABLE}/rows/0/day`]: '2026-01-31' },
    {
      code: 'type',
      severity: 'warning',
      path: `${TABLE}/rows/0/day`,
      message:
        '<Table>: found "2026-01-31"; a cell of type date is a number of milliseconds since 1970',
    },
  ],
  [
    'a tag that is an object',
    { [`${TABLE}/rows/0/state`]: { text: 'done' } },
    { code: 'type', severity: 'warning', path: `${TABLE}/rows/0/state` },
  ],
  [
    'tags without words',
    { [`${TABLE}/rows/0/state`]: [{ color: 'red' }] },
    { code: 'type', severity: 'warning', path: `${TABLE}/rows/0/state` },
  ],
  [
    'people as objects',
    { [`${TABLE}/rows/0/who`]: [{ id: 'ou_1' }] },
    { code: 'type', severity: 'warning', path: `${TABLE}/rows/0/who` },
  ],
  ['a number as a text, which it becomes', { [`${TABLE}/rows/0/note`]: 3 }, []],
  [
    'a sixth table',
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`/body/elements/${7 + i}`, table])),
    { code: 'tables', path: '' },
  ],

  // audio
  [
    'an audio without a file',
    { [`${AUDIO}/file_key`]: undefined },
    { code: 'field-missing', path: `${AUDIO}/file_key` },
  ],
  [
    'an audio with an empty key',
    { [`${AUDIO}/file_key`]: '' },
    { code: 'range', path: `${AUDIO}/file_key` },
  ],
  [
    'an audio that can be forwarded',
    { '/config/enable_forward': undefined },
    {
      code: 'audio-forward',
      path: '/config/enable_forward',
      message: '<Card>: a card with an <Audio> must not be forwardable; the service refuses it',
      hint: 'config.enable_forward: false',
    },
  ],
  [
    'an audio without any config',
    { '/config': undefined },
    [
      { code: 'audio-forward', path: '/config' },
      // Its colour was defined there.
      { code: 'enum', severity: 'warning', path: '/header/icon/color' },
    ],
  ],
  [
    'an audio in a panel that can be forwarded',
    { '/config/enable_forward': true, [RULE]: panel({ tag: 'audio', file_key: 'f' }) },
    { code: 'audio-forward', path: '/config/enable_forward' },
  ],
  [
    'two players with one id',
    { [RULE]: panel({ tag: 'audio', file_key: 'file_v3_3', audio_id: 'memo' }) },
    {
      code: 'audio-id-duplicate',
      path: `${RULE}/elements/0/audio_id`,
      message: '<Audio>: two players have the id "memo"',
    },
  ],
  [
    'two players without an id',
    { [`${AUDIO}/audio_id`]: undefined, [RULE]: { tag: 'audio', file_key: 'file_v3_3' } },
    [],
  ],
  [
    'the name of the i18n page, taken for a slip',
    { [`${AUDIO}/i18n_file_key_key`]: {} },
    { code: 'field-unknown', path: `${AUDIO}/i18n_file_key_key` },
  ],
  [
    'a time that stands nowhere',
    { [`${AUDIO}/time_position`]: 'left' },
    { code: 'enum', path: `${AUDIO}/time_position` },
  ],
  [
    'a style that is none',
    { [`${AUDIO}/style`]: 'round' },
    { code: 'enum', path: `${AUDIO}/style` },
  ],
  [
    'a radius in percent',
    { [`${AUDIO}/border/corner_radius`]: '50%' },
    { code: 'type', path: `${AUDIO}/border/corner_radius` },
  ],
  ['a narrow player', { [`${AUDIO}/width`]: '99px' }, { code: 'range', path: `${AUDIO}/width` }],
  [
    'a negative padding, on which pages disagree',
    { [`${AUDIO}/padding`]: '-4px' },
    { code: 'range', severity: 'warning', path: `${AUDIO}/padding` },
  ],
  ['nothing for old clients', { [`${AUDIO}/fallback`]: 'drop' }, []],
  [
    'a word for old clients that is none',
    { [`${AUDIO}/fallback`]: 'hide' },
    { code: 'type', path: `${AUDIO}/fallback` },
  ],
  [
    'a text for old clients without words',
    { [`${AUDIO}/fallback/text`]: undefined },
    { code: 'field-missing', path: `${AUDIO}/fallback/text` },
  ],
  [
    'another object for old clients',
    { [`${AUDIO}/fallback/tag`]: 'plain_text' },
    { code: 'enum', path: `${AUDIO}/fallback/tag` },
  ],

  // Who shows it.
  [
    'a component and a value that old clients do not know',
    { [`${TABLE}/row_height`]: 'auto', [`${TABLE}/row_max_height`]: '200px' },
    [
      {
        code: 'client-version',
        severity: 'warning',
        path: `${TABLE}/row_height`,
        message:
          '<Table> row_height: clients before 7.33 do not know it; the card is meant for 7.23 on',
      },
      { code: 'client-version', severity: 'warning', path: `${TABLE}/row_max_height` },
      {
        code: 'client-version',
        severity: 'warning',
        path: AUDIO,
        message: '<Audio>: clients before 7.49 do not know it; the card is meant for 7.23 on',
      },
    ],
    { minClient: '7.23' },
  ],
  ['another value of the same field', { [AUDIO]: { tag: 'hr' } }, [], { minClient: '7.20' }],
  ['clients that know all of it', { [`${TABLE}/row_height`]: 'auto' }, [], { minClient: '7.49' }],
  ['what a custom bot can send', {}, [], { target: 'custom-bot' }],
];

testVariants(CARD, VARIANTS);
