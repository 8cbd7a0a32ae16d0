import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { BOUNDS, common } from '../common.js';

export const audio = define({
  name: 'Audio',
  tag: 'audio',
  place: 'element',
  page: 'card-json-v2-components/content-components/audio',
  since: '7.49',
  children: { kind: 'none' },
  fields: {
    ...common,
    /** Key of an uploaded OPUS file, uploaded by the app that sends the card. */
    fileKey: t.req(t.string({ minLength: 1 })),
    /** One key per language. */
    i18nFileKey: t.locales(t.string({ minLength: 1 })),
    /** Unique in the card. With the same id and file it keeps playing while the card is updated. */
    audioId: t.string({ minLength: 1 }),
    /** Whether it cannot be played. @default false */
    disabled: t.boolean({ default: false }),
    /** Shown while it is disabled. */
    disabledTips: t.text(),
    /** Whether the progress is shown. @default true */
    showProgressBar: t.boolean({ default: true }),
    /** Whether the time is shown. @default true */
    showTime: t.boolean({ default: true }),
    /** One time, or the elapsed one and the whole. @default "default" */
    timeDisplay: t.oneOf(['default', 'both'], { default: 'default' }),
    /** Where the time stands. @default "end" */
    timePosition: t.oneOf(['end', 'start', 'both_sides'], { default: 'end' }),
    /** A border. */
    border: t.obj({
      /** Colour, by name; none unless told. */
      color: t.color(),
      /** Radius of the corners, in px. @default "8px" */
      cornerRadius: t.length([], { min: 0, default: '8px' }),
    }),
    /** A round button, a bare triangle, or a voice. @default "normal" */
    style: t.oneOf(['normal', 'flat', 'speak'], { default: 'normal' }),
    /** Inner padding, 0 to 99 px. @default "12px" */
    padding: t.padding({ default: '12px', doubtful: BOUNDS }),
    /** Background, by name. @default "default" */
    backgroundStyle: t.color(['default'], { default: 'default' }),
    /** Colour of the button, of what has been played and of the time. @default "grey-800" */
    fillColor: t.color([], { default: 'grey-800' }),
    /** Width: at least 100 px. @default "default" */
    width: t.length(['default', 'fill'], { min: 100, default: 'default' }),
    /** What clients before 7.49 show: nothing, or a text. */
    fallback: t.fallback(),
  },
});

export interface AudioProps extends DefProps<typeof audio> {}

/**
 * A player. The card must have `enableForward={false}`.
 *
 * ```tsx
 * <Audio fileKey="file_v3_..." audioId="memo" />
 * ```
 */
export const Audio = component<AudioProps>(audio);
