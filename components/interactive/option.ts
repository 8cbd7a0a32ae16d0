import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { extra, multiUrl } from '../common.js';
import { icon } from '../display/icon.js';

const PAGE = 'card-json-v2-components/interactive-components/single-select-dropdown-menu';

const value = {
  /** What comes back when it is picked; unique among the options. */
  value: t.string(),
};
const text = {
  /** The label; the same as the children. */
  text: t.text({ maxLength: 100 }),
};
const picture = {
  /** Key of an uploaded image, in `<SelectImage>`. */
  imgKey: t.imageKey(),
  /** One key per language. */
  i18nImgKey: t.locales(t.imageKey()),
  /** Whether it cannot be picked, in `<SelectImage>`. @default false */
  disabled: t.boolean({ default: false }),
  /** Shown while it is disabled. */
  disabledTips: t.text(),
  /** Shown on hover, on PC. */
  hoverTips: t.text(),
};
const prefix = {
  /** Icon in front of the label. */
  icon: t.part(icon),
};
const link = {
  /** In `<Overflow>`: a link to open. */
  multiUrl: t.obj(multiUrl),
};

const option = {
  name: 'Option',
  place: 'option',
  page: PAGE,
  children: { kind: 'words', slot: 'text' },
} as const;
const mute = { ...option, children: { kind: 'none' } } as const;

/** Options of `<Select>` and `<MultiSelect>`. */
export const selectOption = define({
  ...option,
  fields: { text: t.req(text.text), value: t.req(value.value), ...prefix },
});
/** Options of `<SelectPerson>` and `<MultiSelectPerson>`: open_ids. */
export const personOption = define({ ...mute, fields: value });
/** Options of `<Overflow>`. */
export const overflowOption = define({ ...option, fields: { ...text, ...value, ...link } });
/** Options of `<SelectImage>`. */
export const imageOption = define({
  ...mute,
  fields: { ...picture, imgKey: t.req(picture.imgKey), ...value },
});

/** All of them: which fields an option may have depends on what it stands in. */
export const anyOption = define({
  ...option,
  fields: { ...text, ...value, ...prefix, ...picture, ...link, ...extra },
});

export interface OptionProps extends DefProps<typeof anyOption> {}

/**
 * One choice of a list, an image picker or a menu.
 *
 * ```tsx
 * <Select><Option value="p0">P0</Option><Option value="p1">P1</Option></Select>
 * ```
 */
export const Option = component<OptionProps>(anyOption);
