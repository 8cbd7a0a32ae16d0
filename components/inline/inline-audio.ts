import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { addressRule } from './address-rule.js';
import { KEY, MARKDOWN, PAGE, tag } from './common.js';

const key = { pattern: KEY, says: 'letters, digits, "_", "." and "-"' };

export const inlineAudio = define({
  name: 'InlineAudio',
  place: 'inline',
  page: PAGE,
  since: '7.49',
  children: { kind: 'none' },
  dialects: MARKDOWN,
  player: true,
  fields: {
    /** Key of an uploaded OPUS file, uploaded by the app that sends the card. */
    fileKey: t.req(t.string(key)),
    /** Unique in the card. With the same id and file it keeps playing while the card is updated. */
    audioId: t.string(key),
    /** Whether the time is shown. @default false */
    showTime: t.boolean({ default: false }),
    /** A round button, or a voice. @default "normal" */
    style: t.oneOf(['normal', 'speak'], { default: 'normal' }),
    /** Background, by name. */
    backgroundColor: t.color(['default']),
    /** Colour of the button, of what has been played and of the time, by name. */
    fillColor: t.color(),
    /** Text of the link that clients before 7.49 show; without it they show nothing. */
    fallbackText: t.string(),
    /** Where that link leads; required with `fallbackText`. */
    fallbackUrl: t.url(),
    /** The same on PC. */
    fallbackPcUrl: t.url(),
    /** The same on iOS. */
    fallbackIosUrl: t.url(),
    /** The same on Android. */
    fallbackAndroidUrl: t.url(),
    /** The same on HarmonyOS. */
    fallbackHarmonyUrl: t.url(),
  },
  rules: [
    addressRule(
      'fallback_url',
      'fallback_pc_url',
      'fallback_ios_url',
      'fallback_android_url',
      'fallback_harmony_url',
    ),
    ({ fallback_text, fallback_url }, report) => {
      if (fallback_text === undefined || fallback_url !== undefined) return;
      report({
        code: 'field-missing',
        field: ['fallback_url'],
        message: 'fallbackUrl is missing, which fallbackText needs',
      });
    },
  ],
  markdown: (json) => tag('audio', json),
});

export interface InlineAudioProps extends DefProps<typeof inlineAudio> {}

/**
 * A player inside a text. The card must have `enableForward={false}`; between elements it is {@link Audio}.
 *
 * ```tsx
 * <InlineAudio fileKey="file_v3_1" showTime />
 * ```
 */
export const InlineAudio = component<InlineAudioProps>(inlineAudio);
