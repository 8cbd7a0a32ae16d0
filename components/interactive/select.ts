import type { CardElement } from '../../jsx-runtime/element.js';
import { type Component, component, type DefProps, define } from '../../src/schema/definition.js';
import type { Handler, OptionEvent } from '../../src/schema/events.js';
import { type Text, t } from '../../src/schema/field.js';
import { input, LEGACY_VALUE, listLook } from './common.js';
import { initialOptions } from './initial-options.js';
import { selectOption } from './option.js';
import { uniqueValues } from './unique-values.js';

const options = {
  kind: 'elements',
  wire: 'options',
  accepts: 'option',
  item: selectOption,
} as const;

export const select = define({
  name: 'Select',
  tag: 'select_static',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/single-select-dropdown-menu',
  children: options,
  callsBack: () => true,
  fields: {
    ...input,
    ...listLook,
    /** The options: label by value; or `<Option>` children. */
    options: t.options(),
    /** The option picked at first. Pages disagree whether its label or its value; where both are equal it works. */
    initialOption: t.string(),
    /** Number of the option picked at first, from 1; 0 for none. */
    initialIndex: t.integer({ min: 0 }),
    /** Called when an option is picked, outside a form. */
    onChange: t.handler<OptionEvent>('callback'),
  },
  legacy: LEGACY_VALUE,
  rules: [uniqueValues, initialOptions],
});

type SelectFields = DefProps<typeof select>;

export interface SelectProps<O extends string = string>
  extends Omit<SelectFields, 'options' | 'onChange'> {
  /** The options: label by value; or `<Option>` children. */
  options?: { readonly [V in O]: Text } | undefined;
  /** Called when an option is picked, outside a form. */
  onChange?: Handler<OptionEvent<O>> | undefined;
}

/**
 * A drop-down list of which one option is picked. `options` types `event.option`.
 *
 * ```tsx
 * <Select options={{ all: 'All', p0: 'P0' }} onChange={({ option }) => filter(option)} />
 * ```
 */
export const Select = component<SelectProps>(select) as Omit<Component<SelectProps>, never> &
  (<O extends string = string>(props: SelectProps<O>) => CardElement);

export const multiSelect = define({
  name: 'MultiSelect',
  tag: 'multi_select_static',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/multi-select-dropdown-menu',
  children: options,
  callsBack: () => true,
  needsForm: 'a later reference of the vendor shows it outside forms',
  fields: {
    ...input,
    ...listLook,
    /** Name of the value; unique in the card. Comes back as the key of `form_value`. */
    name: t.req(t.name()),
    /** Whether it has to be filled in. Only here the documented default is true: write it. @default true */
    required: t.boolean({ default: true }),
    /** The options: label by value; or `<Option>` children. */
    options: t.options(),
    /** Values picked at first. */
    selectedValues: t.list(t.string()),
  },
  legacy: LEGACY_VALUE,
  rules: [uniqueValues, initialOptions],
});

/** `O`, but never inferred from here: `NoInfer` of TypeScript 5.4, for 5.1. */
type Given<O extends string> = [O][O extends string ? 0 : never];

type MultiSelectFields = DefProps<typeof multiSelect>;

export interface MultiSelectProps<O extends string = string>
  extends Omit<MultiSelectFields, 'options' | 'selectedValues'> {
  /** The options: label by value; or `<Option>` children. */
  options?: { readonly [V in O]: Text } | undefined;
  /** Values picked at first. */
  selectedValues?: readonly Given<O>[] | undefined;
}

/**
 * A drop-down list of which several options are picked; inside a form.
 *
 * ```tsx
 * <MultiSelect name="teams" options={{ core: 'Core', web: 'Web' }} selectedValues={['core']} />
 * ```
 */
export const MultiSelect = component<MultiSelectProps>(multiSelect) as Omit<
  Component<MultiSelectProps>,
  never
> &
  (<O extends string = string>(props: MultiSelectProps<O>) => CardElement);
