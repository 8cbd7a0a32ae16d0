import { component, type DefProps, define } from '../../src/schema/definition.js';
import { type Field, t } from '../../src/schema/field.js';
import { isObject } from '../../src/schema/json.js';
import { LOCALES } from '../../src/schema/locale.js';
import { TEXT_SIZES } from '../../src/schema/text-size.js';
import { extra, multiUrl } from '../common.js';
import { header } from '../display/header.js';

const config = { at: 'config' };
const body = { at: 'body' };

const RGBA = {
  pattern: /^rgba\( *\d{1,3} *, *\d{1,3} *, *\d{1,3} *, *(?:\d+|\d*\.\d+) *\)$/,
  says: 'rgba(<red>,<green>,<blue>,<opacity>)',
  doubtful: 'the pages show no other form, and do not say that others are refused',
};

const perClient = {
  /** For the clients that have no value of their own. */
  default: t.req(t.number()),
  /** On Android. */
  android: t.number(),
  /** On iOS. */
  ios: t.number(),
  /** On PC. */
  pc: t.number(),
};

export const card = define({
  name: 'Card',
  place: 'root',
  page: 'card-json-v2-structure',
  children: {
    kind: 'elements',
    at: 'body',
    wire: 'elements',
    accepts: 'element',
    parts: { header: { definition: header } },
  },
  fields: {
    /**
     * Text can be streamed into the card; it is typed as it arrives. Switches itself off 10 minutes after it was last
     * switched on. Meanwhile the card cannot be forwarded. @default false
     */
    streamingMode: t.boolean({ default: false, ...config }),
    /** Pace of the typing. Set it before streaming starts. */
    streamingConfig: t.obj(
      {
        /** Milliseconds between two paints; 70 unless told. */
        printFrequencyMs: t.obj(perClient),
        /** Characters per paint; 1 unless told. */
        printStep: t.obj(perClient),
        /** Whether text that is still being typed is finished first or shown at once when more arrives. @default "fast" */
        printStrategy: t.oneOf(['fast', 'delay'], { default: 'fast' }),
      },
      { ...config, since: '7.23' },
    ),
    /** Text in the chat list. While streaming, the client's own "generating" text unless told. */
    summary: t.caption(config),
    /** The only languages that take effect. */
    locales: t.list(t.oneOf(LOCALES), config),
    /** Whether the card can be forwarded. @default true */
    enableForward: t.boolean({ default: true, ...config }),
    /** All readers see the same card: the only value the service takes. @default true */
    updateMulti: t.boolean({ default: true, ...config }) as Field<true, false>,
    /** Width on PC: 600 px, 400 px, or the chat window. @default "default" */
    widthMode: t.oneOf(['default', 'compact', 'fill'], { default: 'default', ...config }),
    /** Whether a reader's translation uses the card's own languages. @default false */
    useCustomTranslation: t.boolean({ default: false, ...config }),
    /** Whether a forwarded copy still calls back. @default false */
    enableForwardInteraction: t.boolean({ default: false, ...config }),
    /** Named font sizes and colours for this card. */
    style: t.obj(
      {
        /** Sizes per client, by the name that `textSize` uses. */
        textSize: t.map(
          t.obj({
            /** For clients that know no sizes per client. */
            default: t.oneOf(TEXT_SIZES),
            /** On PC. */
            pc: t.oneOf(TEXT_SIZES),
            /** On phones. */
            mobile: t.oneOf(TEXT_SIZES),
          }),
        ),
        /** Colours, by the name that a colour prop uses. */
        color: t.map(
          t.obj({
            /** `rgba(r,g,b,a)` in the light theme. */
            lightMode: t.string(RGBA),
            /** `rgba(r,g,b,a)` in the dark theme. */
            darkMode: t.string(RGBA),
          }),
        ),
      },
      config,
    ),
    /** Link of the whole card: `url`, or all three of the others. */
    cardLink: t.obj(multiUrl, { anyOf: [['url'], ['pc_url', 'ios_url', 'android_url']] }),
    /** Whether children are stacked or stand side by side. @default "vertical" */
    direction: t.oneOf(['vertical', 'horizontal'], { default: 'vertical', ...body }),
    /** Inner padding of the body, 0 to 99 px. The default is not published. */
    padding: t.padding(body),
    /** Gap between children side by side. The default is not published. */
    horizontalSpacing: t.spacing(body),
    /** Horizontal alignment of the children. @default "left" */
    horizontalAlign: t.oneOf(['left', 'center', 'right'], { default: 'left', ...body }),
    /** Gap between stacked children. The default is not published. */
    verticalSpacing: t.spacing(body),
    /** Vertical alignment of the children. @default "top" */
    verticalAlign: t.oneOf(['top', 'center', 'bottom'], { default: 'top', ...body }),
    ...extra,
  },
  legacy: {
    elements: { use: 'body.elements', refused: true },
    i18n_elements: { use: 'i18n_content of each text', refused: true },
    i18n_header: { use: 'i18n_content of title and subtitle' },
    fallback: { use: 'nothing: older clients show an upgrade notice' },
    'config.wide_screen_mode': { use: 'width_mode' },
    'config.compact_width': { use: 'width_mode' },
  },
  rules: [
    (card, report) => {
      const { body } = card;
      if (body !== undefined && (!isObject(body) || body.elements !== undefined)) return;
      report({
        code: 'field-missing',
        field: body === undefined ? ['body'] : ['body', 'elements'],
        message: 'it has no elements; the pages want some, and what the service does is not known',
        severity: 'warning',
      });
    },
    ({ config }, report) => {
      if (isObject(config) && config.update_multi === false) {
        report({
          code: 'update-multi',
          field: ['config', 'update_multi'],
          message: 'found false; Card JSON 2.0 knows shared cards only',
          hint: 'leave it out',
        });
      }
    },
  ],
});

export interface CardProps extends DefProps<typeof card> {}

/**
 * A card: at most one `<Header>`, then the elements of its body. The fields of `config` and `body` are its props.
 *
 * ```tsx
 * <Card widthMode="fill"><Header title="Hello" /><Markdown>world</Markdown></Card>
 * ```
 */
export const Card = component<CardProps>(card);
